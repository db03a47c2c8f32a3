"""Static pages in a tree."""
