"""Template tags for themes: ``{% load theme %}``."""
