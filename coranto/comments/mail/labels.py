"""What a subscription is about, in words."""

from django.utils.translation import gettext as _

from coranto.comments.models import Subscription, Thread
from coranto.core.strangers_text import tidy_line
from coranto.core.titles import title_text


def subscription_label(subscription: Subscription) -> str:
    """What somebody asked for, such as: the discussion of “The tide came in”."""
    thread = subscription.thread
    if subscription.kind == Subscription.Kind.POSTS:
        return _("new posts")
    if thread is None:
        return _("replies to your comments")
    words = _("replies to you on “%(title)s”")
    if subscription.kind == Subscription.Kind.THREAD:
        words = _("the discussion of “%(title)s”")
    return words % {"title": thread_title(thread)}


def thread_title(thread: Thread) -> str:
    """The title of what is discussed, on one line."""
    return tidy_line(title_text(str(getattr(thread.subject, "title", "")))) or _("(no title)")
