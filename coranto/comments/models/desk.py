"""What the moderators' desk keeps: by what comments are found, and what was done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User
from coranto.comments.models.comment import Comment


class CommentTrait(models.Model):
    """One thing that a comment has in common with others (:mod:`coranto.comments.traits`); follows the comment.

    Status and moment are the comment's, so that one index answers "held comments of this network, newest first".
    """

    key = models.BigIntegerField()
    kind = models.CharField(max_length=7)
    status = models.CharField(max_length=10)
    posted_at = models.DateTimeField()
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="traits", db_index=False)

    class Meta:
        verbose_name = "trait of a comment"
        indexes = [
            models.Index(fields=["key", "status", "-posted_at", "-comment"], name="trait_queue"),
            models.Index(fields=["comment", "key"], name="trait_of_comment"),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.kind}"


class DeskActQuerySet(models.QuerySet["DeskAct"]):
    """Questions about acts."""

    def newest_first(self) -> "DeskActQuerySet":
        """As the log lists them."""
        return self.order_by("-pk")


class DeskAct(models.Model):
    """One act of a moderator: who, when, what. ``before`` holds what taking it back needs, never a text or address."""

    class Kind(models.TextChoices):
        DECIDED = "decided", _("decided")
        REPLIED = "replied", _("replied")
        EDITED = "edited", _("edited")
        TRUSTED = "trusted", _("trust")
        BLOCKED = "blocked", _("block")
        CLOSED = "closed", _("discussion closed or opened")
        MOVED = "moved", _("moved")
        TAUGHT = "taught", _("the spam filter taught")

    kind = models.CharField(_("what was done"), max_length=10, choices=Kind.choices)
    summary = models.CharField(_("summary"), max_length=500)
    before = models.JSONField(default=dict)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    undone_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = DeskActQuerySet.as_manager()

    class Meta:
        verbose_name = _("act of a moderator")
        verbose_name_plural = _("acts of moderators")

    def __str__(self) -> str:
        return self.summary


class Recheck(models.Model):
    """Scoring the held comments once more, see :mod:`coranto.comments.actions.rechecking`.

    ``reached`` is the key of the last comment that was looked at, ``until`` that of the last one to be looked at.
    """

    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)
    published = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0)
    until = models.BigIntegerField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("check of the queue")
        verbose_name_plural = _("checks of the queue")

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"

    @property
    def percent(self) -> int:
        """How much of it is done."""
        return 100 if self.ended_at or not self.total else min(100 * self.done // self.total, 99)
