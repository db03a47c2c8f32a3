"""What goes wrong, as XML-RPC tells it: a code and English words, always with HTTP 200."""

NOT_WELL_FORMED, INVALID, NO_METHOD, WRONG_VALUES = -32700, -32600, -32601, -32602
"""Codes of the *Specification for Fault Code Interoperability*, which WordPress uses too."""


class Fault(Exception):
    """A call that cannot be answered. The words are the protocol's, so they are not translated."""

    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


def unauthorised(what: str) -> Fault:
    """The person may not do this: ``Sorry, you are not allowed to …``."""
    return Fault(401, f"Sorry, you are not allowed to {what}.")


def unreadable() -> Fault:
    """No XML, or XML that is not taken: a document type, entities, too deep, too much."""
    return Fault(NOT_WELL_FORMED, "parse error. not well formed")


def no_post() -> Fault:
    """There is no such post, page or revision."""
    return Fault(404, "Invalid post ID.")


def wrong_password() -> Fault:
    """The same words for a wrong name, a wrong password, and too many of them."""
    return Fault(403, "Incorrect username or password.")
