"""The desk's screens on the Akismet protocol."""
