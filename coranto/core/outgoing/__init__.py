"""Requests to other people's servers: to which addresses, how much of an answer, how long, how often."""
