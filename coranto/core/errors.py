"""Errors that are told to a person."""


class PlainError(Exception):
    """Something that the person at the screen can mend. The message is one line: what is wrong and what to do."""
