"""Mail that leaves the site: what there is to tell, to whom, and whether it arrived."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User
from coranto.comments.models.comment import Comment
from coranto.comments.models.reader import Subscription
from coranto.posts.models import Post


class AnnouncementQuerySet(models.QuerySet["Announcement"]):
    """Questions about announcements."""

    def due(self, at: datetime.datetime) -> "AnnouncementQuerySet":
        """Those that nobody was told yet, oldest first."""
        return self.filter(told_at=None, due_at__lte=at).order_by("due_at", "pk")


class Announcement(models.Model):
    """That a comment or post is news. One row for each and kind, for ever: whatever happens, it is told once."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        HELD = "held", _("held")

    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PUBLISHED)
    comment = models.ForeignKey(
        Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="announcements", db_index=False
    )
    post = models.ForeignKey(
        Post, null=True, blank=True, on_delete=models.CASCADE, related_name="announcements", db_index=False
    )
    due_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            models.UniqueConstraint(fields=["comment", "kind"], name="announced_comment_once"),
            models.UniqueConstraint(fields=["post", "kind"], name="announced_post_once"),
        ]
        indexes = [models.Index(fields=["due_at", "id"], name="announcement_due", condition=Q(told_at=None))]

    def __str__(self) -> str:
        return f"{self.kind}: {self.comment_id or self.post_id}"


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about letters."""

    def waiting(self) -> "LetterQuerySet":
        """Those neither sent nor given up."""
        return self.filter(sent_at=None, failed_at=None)

    def due(self, at: datetime.datetime) -> "LetterQuerySet":
        """Those that are to go out now, oldest first."""
        return self.waiting().filter(due_at__lte=at).order_by("due_at", "pk")


class Letter(models.Model):
    """One thing that one address is to be told. Letters due to an address at the same time go in one mail.

    ``key`` makes each unique: the same thing is never told twice to the same address. ``email`` is in lower case.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("asks whether a subscription is wanted")
        NEWS = "news", _("a new comment or post")
        NOTICE = "notice", _("a comment, to a moderator or author")
        PROOF = "proof", _("asks whether an address is one's own")

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    email = models.CharField(max_length=254)
    subscription = models.ForeignKey(Subscription, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        indexes = [
            models.Index(fields=["due_at", "id"], name="letter_due", condition=Q(sent_at=None, failed_at=None)),
            models.Index(fields=["email", "kind", "-made_at"], name="letter_of_address"),
            models.Index(fields=["made_at"], name="letter_age"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.made_at:%Y-%m-%d %H:%M}"


class Erasure(models.Model):
    """That everything about an address was erased: when, how, and by whom; not whose it was.

    ``address`` is only on the instance that is being made, for those who hear that it was, and is not stored.
    """

    address = ""

    class How(models.TextChoices):
        REMOVE = "remove", _("comments removed")
        ANONYMISE = "anonymise", _("comments kept without a name")

    how = models.CharField(max_length=10, choices=How.choices)
    comments = models.PositiveIntegerField(_("comments"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.at:%Y-%m-%d}"
