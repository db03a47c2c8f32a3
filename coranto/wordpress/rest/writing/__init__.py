"""Writing over REST: a module for each resource."""
