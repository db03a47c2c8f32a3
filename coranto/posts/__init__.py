"""Posts: the dated entries, their categories, tags, authors, sources, addresses. May import publication and below."""
