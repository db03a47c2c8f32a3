"""What reading an export may raise: one type, whose message is one line that says what to do."""

from coranto.core.errors import PlainError


class ExportError(PlainError):
    """The export cannot be read, or not to its end. ``str(error)`` is one line for the person at the keyboard.

    Everything yielded before it is sound and may be kept.
    """


class NotAnExportError(ExportError):
    """The file is something else altogether: a web page, a feed, an archive of other things, nothing."""
