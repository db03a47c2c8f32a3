"""The post: a dated entry of the weblog."""

import datetime
from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from coranto.core.database.prepared_queries import Given
from coranto.core.moments import local_time
from coranto.media.models import CreditedImage
from coranto.posts.blocks import BODY_BLOCKS
from coranto.posts.models.author import Author
from coranto.posts.models.revision_content import mended
from coranto.posts.models.term import Category, Tag

NOT_OF_VERSIONS = ("number", "path", "guid", "comment_count", "binned_at", "was_public", "is_pending")
"""Columns that publishing an older version must not turn back."""


CARD_COLUMNS = (
    *("number", "title", "path", "posted_at", "utc_offset", "live", "is_private", "password", "is_sticky", "format"),
    *("comment_count", "comments_open", "excerpt", "body_html", "author__name", "author__slug"),
    *(f"featured_image__{name}" for name in ("file", "width", "height", "alt_text", "caption", "credit", "licence")),
)


PUBLIC = models.Q(live=True, is_private=False)
"""Of an index that holds public posts only. Not a matter of columns in it: SQLite makes no use of an indexed yes-or-no
column where Django writes ``live AND NOT is_private``."""


class PostQuerySet(models.QuerySet["Post"]):
    """Questions about posts."""

    def published(self, at: datetime.datetime | Given) -> "PostQuerySet":
        """What the public may see at that moment: the one place that says so. Protected posts are in, private not."""
        return self.filter(live=True, is_private=False, posted_at__lte=at)

    def newest_first(self) -> "PostQuerySet":
        """In the order of every listing."""
        return self.order_by("-posted_at", "-pk")

    def for_cards(self) -> "PostQuerySet":
        """With just the columns that cards show."""
        return self.select_related("author", "featured_image").only(*CARD_COLUMNS)

    def for_listing(self) -> "PostQuerySet":
        """With what a card shows, and without what it does not."""
        return self.select_related("author", "featured_image").defer("body", "seo_description")


class Post(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """A dated entry, in one flat table; Wagtail's mixins bring drafts, revisions, schedule, preview, workflow and lock.

    ``posted_at`` is the moment of posting (never the date of a source); ``utc_offset`` in minutes makes it the local
    time that the address and the page show. ``body`` is what the editor edits; ``body_html`` is what is served,
    written whenever the body changes.
    """

    class Format(models.TextChoices):
        STANDARD = "standard", _("standard")
        ASIDE = "aside", _("aside")
        CHAT = "chat", _("chat")
        GALLERY = "gallery", _("gallery")
        LINK = "link", _("link")
        IMAGE = "image", _("image")
        QUOTE = "quote", _("quote")
        STATUS = "status", _("status")
        VIDEO = "video", _("video")
        AUDIO = "audio", _("audio")

    class Canonical(models.TextChoices):
        SITE = "", _("as the site does")
        OWN = "own", _("our own address")
        SOURCE = "source", _("the original article")

    number = models.PositiveBigIntegerField(_("number"), unique=True, editable=False)
    title = models.CharField(_("title"), max_length=1000, blank=True)
    slug = models.CharField(_("slug"), max_length=200, blank=True, db_index=True)
    posted_at = models.DateTimeField(_("posted"), default=timezone.now)
    utc_offset = models.SmallIntegerField(_("offset of local time, in minutes"), default=0, editable=False)
    posted_on = models.DateField(_("local day"), editable=False, null=True)
    modified_at = models.DateTimeField(_("changed"), default=timezone.now, editable=False)
    is_private = models.BooleanField(_("private"), default=False, help_text=_("Only editors see it."))
    password = models.CharField(_("password"), max_length=255, blank=True, help_text=_("Readers must type it."))
    is_sticky = models.BooleanField(_("sticky"), default=False, help_text=_("Stays on top of the front page."))
    is_pending = models.BooleanField(_("waiting for review"), default=False)
    binned_at = models.DateTimeField(_("put in the bin"), null=True, blank=True, editable=False)
    was_public = models.BooleanField(_("was on the site when it was put in the bin"), default=False, editable=False)
    format = models.CharField(_("format"), max_length=10, choices=Format.choices, default=Format.STANDARD)
    comments_open = models.BooleanField(_("takes comments"), default=True)
    pings_open = models.BooleanField(_("takes pingbacks"), default=True)
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    author = models.ForeignKey(
        Author, verbose_name=_("author"), null=True, blank=True, on_delete=models.PROTECT, related_name="posts"
    )
    featured_image = models.ForeignKey(
        CreditedImage,
        verbose_name=_("featured image"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    main_category = models.ForeignKey(
        Category,
        verbose_name=_("category in the address"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    categories = ParentalManyToManyField(Category, verbose_name=_("categories"), blank=True, related_name="posts")
    tags = ParentalManyToManyField(Tag, verbose_name=_("tags"), blank=True, related_name="posts")
    canonical = models.CharField(
        _("canonical address"), max_length=10, blank=True, choices=Canonical.choices, default=""
    )
    guid = models.CharField(_("GUID in feeds"), max_length=500, blank=True, editable=False)
    path = models.CharField(_("address"), max_length=1000, blank=True, editable=False)
    seo_title = models.CharField(_("title for search engines"), max_length=300, blank=True)
    seo_description = models.CharField(_("description for search engines"), max_length=500, blank=True)
    excerpt = models.TextField(_("excerpt"), blank=True)
    body_html = models.TextField(blank=True, editable=False)
    body = StreamField(BODY_BLOCKS, verbose_name=_("text"), blank=True)

    revisions = GenericRelation(
        "wagtailcore.Revision", content_type_field="content_type", object_id_field="object_id", for_concrete_model=False
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        for_concrete_model=False,
    )

    objects = PostQuerySet.as_manager()
    stood_as: tuple[str, datetime.date | None, int | None] | None = None
    """What its address was made of when it was last saved: slug, local day, category. Known while it is saved only."""
    previewer: ClassVar[Callable[["Post", HttpRequest], HttpResponse]]
    """What shows a version that is not public; set when the app starts, because it stands above the models."""

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        permissions = [
            ("write_own_post", "Can write and change posts of their own"),
            ("publish_own_post", "Can publish posts of their own"),
        ]
        indexes = [
            models.Index(fields=["-posted_at", "-id"], name="post_published", condition=PUBLIC),
            # the other orders of WordPress's API; of the bare slug SQLite believes that sorting is cheaper
            models.Index(Lower("title"), "id", name="post_public_by_title", condition=PUBLIC),
            models.Index(Lower("slug"), "id", name="post_public_by_slug", condition=PUBLIC),
            models.Index(fields=["modified_at", "id"], name="post_public_by_change", condition=PUBLIC),
            models.Index(fields=["number"], name="post_public_by_number", condition=PUBLIC),
            models.Index(fields=["author", "-posted_at", "-id"], name="post_by_author"),
            models.Index(fields=["-modified_at", "-id"], name="post_changed"),
            models.Index(
                fields=["-modified_at", "-id"], name="post_not_public", condition=models.Q(live=False, binned_at=None)
            ),
            models.Index(fields=["-posted_at", "-id"], name="post_at_desk", condition=models.Q(binned_at=None)),
            models.Index(fields=["-binned_at", "-id"], name="post_binned", condition=models.Q(binned_at__isnull=False)),
            models.Index(fields=["expire_at"], name="post_expiring", condition=models.Q(expire_at__isnull=False)),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Read a row, which comes without names, as Django does: modelcluster's step is skipped.

        It looks for children among the named values, on every row of a listing, and rows of the database bring none.
        """
        if kwargs:
            super().__init__(*args, **kwargs)
        else:
            models.Model.__init__(self, *args)

    def __str__(self) -> str:
        return self.title or str(_("(no title)"))

    @property
    def posted_local(self) -> datetime.datetime:
        """The moment of posting on the clock of the place, without a zone."""
        return local_time(self.posted_at, self.utc_offset)

    def is_published(self, at: datetime.datetime) -> bool:
        """Whether the public may see it at that moment: the same rule as :meth:`PostQuerySet.published`."""
        return self.live and not self.is_private and self.posted_at <= at

    def with_content_json(self, content: dict[str, Any]) -> "Post":
        """The post as it was in one of its versions. What is not a matter of versions stays as it is now."""
        post: Post = super().with_content_json(mended(content))
        for name in NOT_OF_VERSIONS:
            setattr(post, name, getattr(self, name))
        if post.posted_on is None and self.posted_on is not None:
            post.posted_at, post.utc_offset, post.posted_on = self.posted_at, self.utc_offset, self.posted_on
        return post

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page that readers will see."""
        return Post.previewer(self, request)
