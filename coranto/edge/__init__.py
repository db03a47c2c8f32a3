"""The page cache in front of everything: answers that are kept, until something that they show has changed."""
