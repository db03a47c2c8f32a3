"""The nouns of this app; each subject stands in a module of its own, querysets above their models."""

from coranto.comments.models.comment import (
    Comment,
    Commenter,
    CommentQuerySet,
    CommentText,
    Thread,
    Verdict,
)
from coranto.comments.models.desk import CommentTrait, DeskAct, Recheck
from coranto.comments.models.lesson import FilterDay, FilterLesson, FilterSnapshot
from coranto.comments.models.letter import Announcement, Erasure, Letter
from coranto.comments.models.reader import CommentEdit, Draft, Pace, Reaction, Report, SentPing, Subscription
from coranto.comments.models.rules import Block, CommentRules

__all__ = [
    "Announcement",
    "Block",
    "Comment",
    "CommentEdit",
    "CommentQuerySet",
    "CommentRules",
    "CommentText",
    "CommentTrait",
    "Commenter",
    "DeskAct",
    "Draft",
    "Erasure",
    "FilterDay",
    "FilterLesson",
    "FilterSnapshot",
    "Letter",
    "Pace",
    "Reaction",
    "Recheck",
    "Report",
    "SentPing",
    "Subscription",
    "Thread",
    "Verdict",
]
