"""The editors' screens for posts, what they are filed under and where they came from."""
