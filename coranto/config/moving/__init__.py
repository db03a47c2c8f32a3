"""Copying a site from one database to another (``coranto move-database``)."""
