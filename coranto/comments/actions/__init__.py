"""The verbs that change discussions. Each is atomic and safe to repeat; none is called by ``save()``."""

from coranto.comments.actions.commenters import commenter_key, count_commenters
from coranto.comments.actions.threads import count_threads

__all__ = ["commenter_key", "count_commenters", "count_threads"]
