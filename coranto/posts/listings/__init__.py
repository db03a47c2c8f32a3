"""Lists of posts: which there are, what each holds, how it is found by its address, and its page."""
