"""The publication, its navigation, and the sequences of public numbers."""

import zoneinfo
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from coranto.core.numbers import Sequence
from coranto.media.models import CreditedImage


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Questions about publications."""

    def current(self) -> "Publication":
        """The one publication of this home."""
        return self.select_related("site", "logo").order_by("pk")[:1].get()


class Publication(models.Model):
    """The weblog: one row for each Wagtail site. Defaults are WordPress's where WordPress has the setting."""

    class Canonical(models.TextChoices):
        OWN = "own", _("our own address")
        SOURCE = "source", _("the original article, where it was republished whole")

    class FeedText(models.TextChoices):
        FULL = "full", _("full text")
        EXCERPT = "excerpt", _("excerpts")

    class ListingText(models.TextChoices):
        FULL = "full", _("full text, up to the more mark")
        EXCERPT = "excerpt", _("excerpts")

    class CommentPage(models.TextChoices):
        NEWEST = "newest", _("last page first")
        OLDEST = "oldest", _("first page first")

    class CommentOrder(models.TextChoices):
        OLDEST = "asc", _("oldest first")
        NEWEST = "desc", _("newest first")

    class Font(models.TextChoices):
        NEWSPAPER = "newspaper", _("newspaper")
        BOOK = "book", _("book")
        MODERN = "modern", _("modern")
        SYSTEM = "system", _("the reader's own system")

    site = models.OneToOneField(Site, on_delete=models.CASCADE, related_name="publication")
    name = models.CharField(_("name"), max_length=250)
    tagline = models.CharField(_("tagline"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=20, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    date_format = models.CharField(_("date format"), max_length=40, default="F j, Y")
    time_format = models.CharField(_("time format"), max_length=40, default="g:i a")
    # addresses
    permalink_structure = models.CharField(
        _("permalinks"),
        max_length=200,
        default="/%year%/%monthnum%/%day%/%postname%/",
        help_text=_(
            "Made of %year% %monthnum% %day% %hour% %minute% %second% %post_id% %postname% %category% %author%."
        ),
        validators=[RegexValidator(r"^/.*%(postname|post_id)%", _("Begin with / and use %postname% or %post_id%."))],
    )
    category_base = models.CharField(_("category base"), max_length=100, default="category")
    tag_base = models.CharField(_("tag base"), max_length=100, default="tag")
    former_url = models.CharField(
        _("former address"), max_length=250, blank=True, help_text=_("Where the site stood before it was imported.")
    )
    # listings and feeds
    posts_per_page = models.PositiveSmallIntegerField(
        _("posts on a page"), default=10, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    listing_text = models.CharField(
        _("listings show"), max_length=10, choices=ListingText.choices, default=ListingText.EXCERPT
    )
    posts_per_feed = models.PositiveSmallIntegerField(
        _("posts in a feed"), default=10, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    feed_text = models.CharField(_("feeds show"), max_length=10, choices=FeedText.choices, default=FeedText.FULL)
    front_page_number = models.PositiveBigIntegerField(_("static front page"), null=True, blank=True)
    posts_page_number = models.PositiveBigIntegerField(_("page that lists the posts"), null=True, blank=True)
    search_engines = models.BooleanField(_("search engines may list the site"), default=True)
    security_contact = models.CharField(_("contact for security"), max_length=250, blank=True)
    canonical = models.CharField(
        _("canonical address"), max_length=10, choices=Canonical.choices, default=Canonical.OWN
    )
    attachment_pages = models.BooleanField(_("attachments have pages"), default=True)
    # appearance
    theme = models.CharField(_("theme"), max_length=60, default="default")
    font = models.CharField(_("fonts"), max_length=20, choices=Font.choices, default=Font.NEWSPAPER)
    accent = models.CharField(
        _("accent colour"), max_length=7, default="#8a1c1c", validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")]
    )
    logo = models.ForeignKey(CreditedImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    icon = models.ForeignKey(CreditedImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sidebar = models.JSONField(_("sidebar"), default=list, blank=True)
    footer_text = models.TextField(_("footer"), blank=True)
    # comments
    comments_open = models.BooleanField(_("new posts take comments"), default=True)
    pings_open = models.BooleanField(_("new posts take pingbacks"), default=True)
    thread_depth = models.PositiveSmallIntegerField(
        _("depth of threads"), default=5, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    page_comments = models.BooleanField(_("break comments into pages"), default=False)
    comments_per_page = models.PositiveSmallIntegerField(_("comments on a page"), default=50)
    default_comments_page = models.CharField(max_length=10, choices=CommentPage.choices, default=CommentPage.NEWEST)
    comment_order = models.CharField(max_length=4, choices=CommentOrder.choices, default=CommentOrder.OLDEST)
    changed_at = models.DateTimeField(auto_now=True)
    changed_but_for_comments_at = models.DateTimeField(auto_now=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The time zone in which posts are dated."""
        return zoneinfo.ZoneInfo(self.time_zone)


class SequenceRow(models.Model):
    """The last public number given in one sequence."""

    name = models.CharField(max_length=20, primary_key=True, choices=[(s.value, s.value) for s in Sequence])
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "sequence"

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"


class Menu(models.Model):
    """A list of links that the theme shows in one place."""

    class Place(models.TextChoices):
        PRIMARY = "primary", _("main navigation")
        FOOTER = "footer", _("footer")
        SOCIAL = "social", _("social links")
        NONE = "none", _("nowhere")

    name = models.CharField(_("name"), max_length=250)
    slug = models.CharField(_("slug"), max_length=200, unique=True)
    place = models.CharField(_("place"), max_length=10, choices=Place.choices, default=Place.NONE)

    class Meta:
        verbose_name = _("menu")
        verbose_name_plural = _("menus")

    def __str__(self) -> str:
        return self.name


class MenuItem(models.Model):
    """One link of a menu. ``address`` is a path on this site or a whole address elsewhere."""

    menu = models.ForeignKey(Menu, on_delete=models.CASCADE, related_name="items")
    parent: models.ForeignKey[Self | None, Self | None] = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    label = models.CharField(_("label"), max_length=250)
    address = models.CharField(_("address"), max_length=2000)
    hint = models.CharField(_("hint"), max_length=500, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)
    number = models.PositiveBigIntegerField(null=True, blank=True, unique=True)

    class Meta:
        verbose_name = _("menu item")
        verbose_name_plural = _("menu items")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.label


class BlogrollLink(models.Model):
    """A link to another site that the owner recommends."""

    name = models.CharField(_("name"), max_length=250)
    url = models.URLField(_("address"), max_length=1000)
    description = models.CharField(_("description"), max_length=500, blank=True)
    group = models.CharField(_("group"), max_length=250, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("blogroll link")
        verbose_name_plural = _("blogroll")
        ordering = ["group", "order", "name", "pk"]

    def __str__(self) -> str:
        return self.name
