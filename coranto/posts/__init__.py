"""Posts: the dated entries, their categories, tags, authors, sources and addresses. May import publication and below."""
