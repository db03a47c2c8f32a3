"""What readers do beside writing: edit, report, react, follow; and how fast they do it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User
from coranto.comments.models.comment import Comment, Commenter, Thread
from coranto.posts.models import Post


class CommentEdit(models.Model):
    """The text of a comment before somebody changed it."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="edits")
    text = models.TextField(_("text before"))
    at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("edit of a comment")
        verbose_name_plural = _("edits of comments")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.at:%Y-%m-%d %H:%M}"


class Report(models.Model):
    """A reader's word that a comment should be looked at. One for each reader and comment."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("spam")
        ABUSE = "abuse", _("abuse")
        OFF_TOPIC = "off-topic", _("off topic")
        OTHER = "other", _("something else")

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reporter = models.CharField(max_length=64, help_text="A digest of who reported.")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    text = models.CharField(_("in words"), max_length=500, blank=True)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        constraints = [models.UniqueConstraint(fields=["comment", "reporter"], name="report_once")]
        indexes = [models.Index(fields=["settled_at", "-at", "-id"], name="report_queue")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.get_reason_display()}"


class Reaction(models.Model):
    """The one reaction that the owner allows, by one reader."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reactions")
    reader = models.CharField(max_length=64, help_text="A digest of who reacted.")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("reaction")
        verbose_name_plural = _("reactions")
        constraints = [models.UniqueConstraint(fields=["comment", "reader"], name="reaction_once")]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reader[:8]}"


class Subscription(models.Model):
    """Somebody who wants mail: about replies to a commenter, a thread, or all posts. Counts only once confirmed."""

    class Kind(models.TextChoices):
        REPLIES = "replies", _("replies to me")
        THREAD = "thread", _("this discussion")
        POSTS = "posts", _("new posts")

    class Pace(models.TextChoices):
        AT_ONCE = "once", _("at once")
        DAILY = "daily", _("once a day")

    email = models.CharField(_("e-mail"), max_length=254, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    thread = models.ForeignKey(Thread, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions")
    commenter = models.ForeignKey(
        Commenter, null=True, blank=True, on_delete=models.CASCADE, related_name="subscriptions"
    )
    pace = models.CharField(max_length=10, choices=Pace.choices, default=Pace.AT_ONCE)
    key = models.CharField(max_length=64, unique=True, help_text="A digest of address, kind, thread and commenter.")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    bounced_at = models.DateTimeField(null=True, blank=True)
    told_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")

    def __str__(self) -> str:
        return f"{self.email}: {self.get_kind_display()}"


class Pace(models.Model):
    """How often something was done lately by a network, address or account; in the database, so all workers count."""

    key = models.CharField(max_length=64, primary_key=True)
    window_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = "pace"

    def __str__(self) -> str:
        return f"{self.key[:12]}: {self.count}"


class SentPing(models.Model):
    """A page elsewhere that was told that a post links to it, and what became of that."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="sent_pings")
    target = models.CharField(max_length=2000)
    outcome = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = "sent ping"
        constraints = [models.UniqueConstraint(fields=["post", "target"], name="ping_once")]

    def __str__(self) -> str:
        return f"{self.target}: {self.outcome}"


class Draft(models.Model):
    """Words that somebody typed before they went to sign in; only who knows the key gets them back. Kept for a day."""

    key = models.CharField(max_length=32, primary_key=True)
    subject = models.PositiveBigIntegerField()
    parent = models.PositiveBigIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    name = models.CharField(max_length=250, blank=True)
    email = models.CharField(max_length=254, blank=True)
    url = models.CharField(max_length=500, blank=True)
    wishes = models.JSONField(default=list)
    wants_cookies = models.BooleanField(default=False)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "draft of a comment"

    def __str__(self) -> str:
        return f"{self.subject}: {self.text[:60]}"
