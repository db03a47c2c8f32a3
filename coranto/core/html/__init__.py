"""HTML taken apart, cleaned and bounded. What may stand in a text, and how long it may take to find out."""
