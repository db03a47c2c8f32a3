"""Scripts that build what is committed; run them from the repository root, as `python -m scripts.NAME`."""
