"""The discussion: threads, commenters, comments, and the verdicts on them."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User
from coranto.media.models import Attachment
from coranto.posts.models import Post, SearchText


class Thread(models.Model):
    """The discussion below one thing: a post, a page or an attachment."""

    post = models.OneToOneField(Post, null=True, blank=True, on_delete=models.CASCADE, related_name="thread")
    page = models.OneToOneField(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.CASCADE, related_name="thread"
    )
    attachment = models.OneToOneField(
        Attachment, null=True, blank=True, on_delete=models.CASCADE, related_name="thread"
    )
    published_count = models.PositiveIntegerField(default=0)
    last_comment_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("thread")
        verbose_name_plural = _("threads")
        constraints = [
            models.CheckConstraint(
                name="thread_below_one_thing",
                condition=models.Q(post__isnull=False, page__isnull=True, attachment__isnull=True)
                | models.Q(post__isnull=True, page__isnull=False, attachment__isnull=True)
                | models.Q(post__isnull=True, page__isnull=True, attachment__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.subject)

    @property
    def mark(self) -> str:
        """What stands for it in :mod:`coranto.core.made_of`."""
        if self.post_id:
            return f"talk:post:{self.post_id}"
        return f"talk:page:{self.page_id}" if self.page_id else f"talk:attachment:{self.attachment_id}"

    @property
    def subject(self) -> object:
        """What is discussed: the post, page or attachment."""
        return self.post or self.page or self.attachment


class Commenter(models.Model):
    """One identity for guests and signed-in readers: a name with an e-mail address, or a user.

    ``key`` is a digest of what makes the identity one, see :func:`coranto.comments.actions.commenter_key`.
    """

    key = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=250, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True, db_index=True, help_text=_("Never shown."))
    url = models.CharField(_("website"), max_length=500, blank=True)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="commenters")
    author_number = models.PositiveBigIntegerField(null=True, blank=True)
    is_staff = models.BooleanField(_("of the publication"), default=False)
    is_trusted = models.BooleanField(_("trusted"), default=False)
    approved_count = models.PositiveIntegerField(default=0)
    spam_count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("commenter")
        verbose_name_plural = _("commenters")

    def __str__(self) -> str:
        return self.name or str(_("Anonymous"))


class CommentQuerySet(models.QuerySet["Comment"]):
    """Questions about comments."""

    def published(self) -> "CommentQuerySet":
        """What the public may read."""
        return self.filter(status=Comment.Status.PUBLISHED, removed_at=None)

    def in_threads(self) -> "CommentQuerySet":
        """What a thread is drawn from: also those that their writers removed, which keep the place of their replies."""
        return self.filter(status=Comment.Status.PUBLISHED)

    def newest_first(self) -> "CommentQuerySet":
        """In the order of feeds and of the desk."""
        return self.order_by("-posted_at", "-pk")


class Comment(models.Model):
    """A reader's comment, or another site's pingback, trackback or webmention.

    Its key is the public number: ``#comment-17``.
    """

    class Status(models.TextChoices):
        PUBLISHED = "published", _("published")
        HELD = "held", _("held")
        SPAM = "spam", _("spam")
        BINNED = "binned", _("in the bin")

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        PINGBACK = "pingback", _("pingback")
        TRACKBACK = "trackback", _("trackback")
        WEBMENTION = "webmention", _("webmention")

    SENT_BY_WORDPRESS = (Kind.PINGBACK, Kind.TRACKBACK)
    EMPTIED = models.Q(removed_at__isnull=False, text="")
    """Erased, but for the place that it keeps for the replies to it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="comments")
    parent: models.ForeignKey[Self | None, Self | None] = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replies", db_constraint=False
    )
    commenter = models.ForeignKey(Commenter, on_delete=models.PROTECT, related_name="comments")
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COMMENT)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.HELD)
    name = models.CharField(_("name as signed"), max_length=250, blank=True)
    url = models.CharField(_("website as signed"), max_length=500, blank=True)
    posted_at = models.DateTimeField(_("posted"))
    utc_offset = models.SmallIntegerField(default=0)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(blank=True, editable=False)
    network_address = models.GenericIPAddressField(null=True, blank=True)
    user_agent = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=32, blank=True)
    meta = models.JSONField(default=list, blank=True)

    edited_at = models.DateTimeField(_("edited"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed by its writer"), null=True, blank=True)
    form_token = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    reaction_count = models.PositiveIntegerField(default=0)

    objects = CommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        indexes = [
            models.Index(fields=["thread", "status", "posted_at", "id"], name="comment_in_thread"),
            models.Index(fields=["thread", "status", "parent", "posted_at", "id"], name="comment_top_level"),
            models.Index(fields=["status", "-posted_at", "-id"], name="comment_queue"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.text[:60]}"

    @property
    def is_public(self) -> bool:
        """Whether the public may read it, as :meth:`CommentQuerySet.published` says."""
        return self.status == Comment.Status.PUBLISHED and self.removed_at is None

    @property
    def is_emptied(self) -> bool:
        """Whether it only keeps a place: :data:`EMPTIED`."""
        return self.removed_at is not None and not self.text

    @property
    def has_nothing_to_show(self) -> bool:
        """Whether it was emptied, and no published reply would stand below it."""
        return self.is_emptied and not self.replies.filter(status=Comment.Status.PUBLISHED).exists()


class CommentText(SearchText):
    """Comments as they are searched."""

    class Meta:
        verbose_name = "searched comment"
        constraints = [models.UniqueConstraint(fields=["kind", "target"], name="comment_text_once")]


class Verdict(models.Model):
    """A recorded decision on a comment: by rule, filter, person or import, with reasons. The newest stands."""

    class By(models.TextChoices):
        RULE = "rule", _("a rule")
        FILTER = "filter", _("the spam filter")
        PERSON = "person", _("a person")
        IMPORT = "import", _("the import")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="verdicts")
    status = models.CharField(max_length=10, choices=Comment.Status.choices)
    by = models.CharField(max_length=10, choices=By.choices)
    user = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    phase = models.CharField(max_length=40, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    score = models.FloatField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        indexes = [
            models.Index(fields=["comment", "-at", "-id"], name="verdict_newest"),
            models.Index(fields=["at", "by", "phase", "status"], name="verdict_by_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.status} ({self.by})"
