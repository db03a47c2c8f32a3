"""Posts and pages over REST, reading: what WordPress's own tables keep in one."""
