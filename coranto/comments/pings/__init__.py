"""Pingbacks, trackbacks and webmentions: pages elsewhere that link here, and telling pages that posts link to."""
