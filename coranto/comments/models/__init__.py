"""The nouns of this app; each subject stands in a module of its own, querysets above their models."""

from coranto.comments.models.comment import (
    Comment,
    Commenter,
    CommentQuerySet,
    CommentText,
    Thread,
    Verdict,
)
from coranto.comments.models.reader import CommentEdit, Draft, Pace, Reaction, Report, Subscription
from coranto.comments.models.rules import Block, CommentRules

__all__ = [
    "Block",
    "Comment",
    "CommentEdit",
    "CommentQuerySet",
    "CommentRules",
    "CommentText",
    "Commenter",
    "Draft",
    "Pace",
    "Reaction",
    "Report",
    "Subscription",
    "Thread",
    "Verdict",
]
