"""The verbs that change discussions. Each is atomic and safe to repeat; none is called by ``save()``."""

from coranto.comments.actions.commenters import count_commenters
from coranto.comments.actions.threads import count_threads
from coranto.comments.identity import commenter_key

__all__ = ["commenter_key", "count_commenters", "count_threads"]
