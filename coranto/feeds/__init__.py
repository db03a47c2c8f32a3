"""Outgoing feeds and sitemaps of posts, pages and comments. No models. May import comments and below."""
