"""The Akismet protocol, both ways: the filter served to other sites, and another server asked for verdicts."""
