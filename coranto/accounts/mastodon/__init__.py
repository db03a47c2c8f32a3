"""Signing in with any Mastodon server: the site registers itself with each when the first reader comes from it."""
