"""Static pages, in Wagtail's tree below one root."""

import datetime
from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page

from coranto.core.moments import local_time
from coranto.media.models import CreditedImage
from coranto.posts.blocks import BODY_BLOCKS
from coranto.posts.models import Author

NOT_OF_VERSIONS = ("number", "guid", "comment_count")
"""Columns that publishing an older version must not turn back."""


class SiteRoot(Page):
    """The root of the site's tree. It is not shown itself: its address is the front page."""

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["pages.StaticPage"]

    class Meta:
        verbose_name = _("root of the site")
        verbose_name_plural = _("roots of sites")


class StaticPage(Page):
    """A page that is not dated, such as "About". Wagtail's tree gives its address."""

    number = models.PositiveBigIntegerField(_("number"), unique=True, editable=False)
    posted_at = models.DateTimeField(_("posted"), default=timezone.now)
    utc_offset = models.SmallIntegerField(default=0, editable=False)
    modified_at = models.DateTimeField(default=timezone.now, editable=False)
    author = models.ForeignKey(Author, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    featured_image = models.ForeignKey(
        CreditedImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_private = models.BooleanField(_("private"), default=False, help_text=_("Only editors see it."))
    password = models.CharField(_("password"), max_length=255, blank=True)
    comments_open = models.BooleanField(_("takes comments"), default=False)
    pings_open = models.BooleanField(_("takes pingbacks"), default=False)
    comment_count = models.PositiveIntegerField(default=0, editable=False)
    menu_order = models.IntegerField(default=0)
    guid = models.CharField(max_length=500, blank=True, editable=False)
    excerpt = models.TextField(_("excerpt"), blank=True)
    body_html = models.TextField(blank=True, editable=False)
    body = StreamField(BODY_BLOCKS, verbose_name=_("text"), blank=True)

    parent_page_types = ["pages.SiteRoot", "pages.StaticPage"]
    subpage_types = ["pages.StaticPage"]
    exclude_fields_in_copy = list(NOT_OF_VERSIONS)
    previewer: ClassVar[Callable[["StaticPage", HttpRequest], HttpResponse]]
    """What shows a version that is not public; set when the app starts, because it stands above the models."""

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    @property
    def posted_local(self) -> datetime.datetime:
        """The moment of posting on the clock of the place, without a zone."""
        return local_time(self.posted_at, self.utc_offset)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail checks a page before it is saved; a new one gets its number only then."""
        if self.number is None:
            kwargs["exclude"] = {*(kwargs.get("exclude") or ()), "number"}
        super().full_clean(*args, **kwargs)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """Wagtail's question for the address: the site, its root and the path."""
        sites = self._get_relevant_site_root_paths(request)
        return (sites[0][0], settings.PUBLIC_URL, "/" + self.url_path.lstrip("/").partition("/")[2]) if sites else None

    def with_content_json(self, content: dict[str, Any]) -> "StaticPage":
        """The page as it was in one of its versions. What is not a matter of versions stays as it is now."""
        page: StaticPage = super().with_content_json(content)
        for name in NOT_OF_VERSIONS:
            setattr(page, name, getattr(self, name))
        return page

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page that readers will see."""
        return StaticPage.previewer(self, request)


class PageOriginal(models.Model):
    """The item of the export that a page came from; see :class:`coranto.posts.models.Original`."""

    page = models.OneToOneField(StaticPage, on_delete=models.CASCADE, related_name="original")
    digest = models.CharField(max_length=32)
    state = models.CharField(max_length=32)
    status = models.CharField(max_length=20)
    creator = models.CharField(max_length=250, blank=True)
    link = models.CharField(max_length=2000, blank=True)
    content = models.TextField(blank=True)
    excerpt = models.TextField(blank=True)
    meta = models.JSONField(default=list, blank=True)
    terms = models.JSONField(default=list, blank=True)
    fields = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("original of a page")
        verbose_name_plural = _("originals of pages")

    def __str__(self) -> str:
        return self.link
