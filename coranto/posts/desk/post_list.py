"""The list of posts at the desk, fast at a hundred thousand: few columns, no count over the table, search by our own index."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from coranto.posts.models import Attribution, Author, Category, Post, Source

STATUSES = [
    ("public", _("public")),
    ("draft", _("draft")),
    ("pending", _("waiting for review")),
    ("scheduled", _("scheduled")),
    ("private", _("private")),
    ("protected", _("with a password")),
    ("sticky", _("sticky")),
]
CONDITIONS = {
    "public": Q(live=True, is_private=False),
    "draft": Q(live=False, is_pending=False, go_live_at=None),
    "pending": Q(live=False, is_pending=True),
    "scheduled": Q(live=False, go_live_at__isnull=False),
    "private": Q(is_private=True),
    "protected": ~Q(password=""),
    "sticky": Q(is_sticky=True),
}


class PostFilters(WagtailFilterSet):
    """What the list can be narrowed by."""

    status = django_filters.ChoiceFilter(label=_("status"), choices=STATUSES, method="by_status")
    category = django_filters.ModelChoiceFilter(
        label=_("category"), queryset=Category.objects.all(), method="by_category"
    )
    source = django_filters.ModelChoiceFilter(label=_("source"), queryset=Source.objects.all(), method="by_source")
    author = django_filters.ModelChoiceFilter(label=_("author"), queryset=Author.objects.all())
    month = django_filters.CharFilter(label=_("month, as 2016-02"), method="by_month")

    class Meta:
        model = Post
        fields = ["status", "category", "source", "author", "month"]

    def by_status(self, posts: QuerySet[Post], name: str, value: str) -> QuerySet[Post]:
        """Posts in one state."""
        return posts.filter(CONDITIONS[value])

    def by_category(self, posts: QuerySet[Post], name: str, value: Category) -> QuerySet[Post]:
        """Posts filed under a category itself."""
        filed = Post.categories.through.objects.filter(post=OuterRef("pk"), category=value)
        return posts.filter(Exists(filed))

    def by_source(self, posts: QuerySet[Post], name: str, value: Source) -> QuerySet[Post]:
        """Posts that came from an outlet."""
        return posts.filter(Exists(Attribution.objects.filter(post=OuterRef("pk"), source=value)))

    def by_month(self, posts: QuerySet[Post], name: str, value: str) -> QuerySet[Post]:
        """Posts of a month or year by local date; what is no month finds nothing."""
        return posts.filter(posted_on__startswith=value) if value[:4].isdecimal() else posts.none()


def shown_status(post: Post) -> Any:
    """The state of a post in a word or two."""
    if post.live:
        return _("private") if post.is_private else _("with a password") if post.password else _("public")
    if post.go_live_at:
        return _("scheduled")
    return _("waiting for review") if post.is_pending else _("draft")


def columns() -> list[Column]:
    """What the list shows of each post."""
    return [
        TitleColumn("title", label=_("Title"), url_name="wagtailsnippets_posts_post:edit", sort_key="title"),
        Column("status", label=_("Status"), accessor=shown_status),
        Column("author", label=_("Author"), accessor=lambda post: post.author or ""),
        Column("comment_count", label=_("Comments"), accessor="comment_count"),
        DateColumn("posted_at", label=_("Posted"), sort_key="posted_at", width="15%"),
    ]
