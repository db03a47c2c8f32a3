"""Comments: threads, commenters, verdicts. May import posts and spam, and below."""
