"""The list of posts at the desk, fast at a hundred thousand: few columns, no count over the table."""

import re
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column, TitleColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView

from coranto.core.capped_pages import CappedPages
from coranto.posts.actions.sources import find_source
from coranto.posts.desk.states import CONDITIONS, STATES, shown_state
from coranto.posts.forms.names import SuggestedNames
from coranto.posts.models import Attribution, Author, Category, FoundText, Post
from coranto.posts.search.keys import kind_and_target
from coranto.posts.search.matching import Filters, Order, search
from coranto.posts.search.questions import read_question

MOST_FOUND = 1_000
MONTH = re.compile(r"(\d{4})(?:-(\d{2}))?")


class PostFilters(WagtailFilterSet):
    """What the list can be narrowed by."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=STATES, method="by_status")
    category = django_filters.ModelChoiceFilter(
        label=_("Category"), queryset=Category.objects.order_by("path"), method="by_category"
    )
    source = django_filters.CharFilter(label=_("Outlet"), method="by_source", widget=SuggestedNames("sources"))
    author = django_filters.ModelChoiceFilter(label=_("Author"), queryset=Author.objects.all())
    month = django_filters.CharFilter(
        label=_("Month"), method="by_month", widget=forms.TextInput({"type": "month", "placeholder": "2016-02"})
    )

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

    def by_source(self, posts: QuerySet[Post], name: str, value: str) -> QuerySet[Post]:
        """Posts that came from an outlet, under whatever spelling; what is no outlet finds nothing."""
        source = find_source(value)
        if source is None:
            return posts.none()
        return posts.filter(Exists(Attribution.objects.filter(post=OuterRef("pk"), source=source)))

    def by_month(self, posts: QuerySet[Post], name: str, value: str) -> QuerySet[Post]:
        """Posts of a month or year by local date; what is neither finds nothing."""
        found = MONTH.fullmatch(value.strip())
        if found is None:
            return posts.none()
        year, month = int(found[1]), found[2]
        posts = posts.filter(posted_on__year=year)
        return posts.filter(posted_on__month=int(month)) if month else posts


def found_posts(typed: str) -> list[int]:
    """The keys of at most a thousand posts with these words, the newest first."""
    question = read_question(typed)
    found = (
        search(FoundText, question, Filters(), order=Order.DATE, start=0, length=MOST_FOUND).keys
        if question.wanted
        else []
    )
    public = [target for kind, target in map(kind_and_target, found) if kind == "post"]
    hidden = Post.objects.filter(Q(live=False) | Q(is_private=True) | ~Q(password=""), title__icontains=typed)
    return [*public, *hidden.values_list("pk", flat=True)[:MOST_FOUND]]


def shown_moment(post: Post) -> str:
    """When a post was or will be posted; nothing for a draft that has no moment yet."""
    moment = post.go_live_at or post.posted_at
    if not post.live and not post.posted_on and not post.go_live_at:
        return ""
    return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT")


class PostIndexView(IndexView):
    """The list: search in titles, filters, and buttons for each post."""

    paginator_class = CappedPages
    default_ordering = ["-posted_at", "-pk"]

    def search_queryset(self, queryset: QuerySet[Post]) -> QuerySet[Post]:
        """Public posts by all their words, through the site's own index; others by title."""
        return queryset.filter(pk__in=found_posts(self.search_query)) if self.is_searching else queryset

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's, with the way to the bin."""
        bin_button = Button(_gettext("Bin"), url=reverse("posts_desk:bin"), icon_name="bin", priority=50)
        return [*super().header_more_buttons, bin_button]

    @cached_property
    def columns(self) -> list[Column]:
        """What is shown of each post."""
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="snippet"),
            self._get_title_column("title", TitleColumn, accessor=str),
            Column("state", label=_("Status"), accessor=shown_state),
            Column("author", label=_("Author"), accessor=lambda post: post.author or ""),
            Column("comment_count", label=_("Comments")),
            Column("posted_at", label=_("Posted"), accessor=shown_moment, sort_key="posted_at", width="15%"),
        ]

    def get_list_more_buttons(self, instance: Post) -> list[Any]:
        """Wagtail's, with the way to the public page."""
        buttons: list[Any] = super().get_list_more_buttons(instance)
        if instance.live and instance.path:
            label = _gettext("View live")
            buttons.append(Button(label, url=instance.path, icon_name="view", attrs={"target": "_blank"}, priority=5))
        return sorted(buttons)
