"""The way out: everything of a home as a WordPress export (WXR 1.2) that WordPress and our own importer read."""
