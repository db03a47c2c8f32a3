"""Moving a site to another database."""
