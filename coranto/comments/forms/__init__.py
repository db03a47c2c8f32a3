"""What readers and moderators fill in, each subject in a module of its own."""
