"""The editors' screens for static pages, in Wagtail's own tree."""
