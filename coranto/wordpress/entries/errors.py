"""What cannot be written, told in words that every interface can pass on."""

from coranto.core.errors import PlainError


class UnwritableError(PlainError):
    """Something that the site does not take. ``status`` is the HTTP status that says so; XML-RPC uses it as a code."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
