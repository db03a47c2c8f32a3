"""Having the post office look soon: a task is queued, at most one every few seconds for each process.

What is not woken up for is found by the background's own round, once a minute.
"""

import time

APART_SECONDS = 2.0
_last = [float("-inf")]


def wake_post_office() -> None:
    """Queue the task that tells and sends what is due."""
    from coranto.comments.tasks import send_mail  # it stands above the actions that wake it

    if time.monotonic() - _last[0] >= APART_SECONDS:
        _last[0] = time.monotonic()
        send_mail.enqueue()
