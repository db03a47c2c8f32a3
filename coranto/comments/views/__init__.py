"""The doors of the discussion: one module for each thing that readers, and other sites, do."""
