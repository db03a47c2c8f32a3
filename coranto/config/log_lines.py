"""What of the log is cut to a line: what strangers can cause, and what is told by one line already."""

import logging

SECURITY = "django.security."
TOLD = "_coranto_database_away"


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """The filter. No traceback of a refused request; nothing where :mod:`coranto.config.database_away` tells it."""
    if record.name.startswith(SECURITY):
        record.exc_info = record.exc_text = None
    return not (record.name == "django.request" and getattr(getattr(record, "request", None), TOLD, False))
