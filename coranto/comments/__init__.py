"""Comments in threads under posts and pages, who wrote them, and what was decided on each."""
