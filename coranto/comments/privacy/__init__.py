"""What is done with comment data: the public page about it, and what the owner of an address can see and have done."""
