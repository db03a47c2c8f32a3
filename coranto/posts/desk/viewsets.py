"""The viewsets of this app's screens."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from coranto.posts.desk.guards import only_unless_public, only_visible
from coranto.posts.desk.panels import post_editor
from coranto.posts.desk.post_list import PostFilters, columns
from coranto.posts.models import Author, Category, Post, Source, Tag
from coranto.posts.policy import visible_posts


class PostViewSet(SnippetViewSet):
    """Posts."""

    model = Post
    icon = "doc-full"
    menu_label = _("Posts")
    menu_order = 100
    add_to_admin_menu = True
    list_per_page = 50
    list_display = property(lambda self: columns())  # type: ignore[assignment]
    filterset_class = PostFilters
    search_fields = ["title", "slug"]
    search_backend_name = None
    ordering = ["-posted_at", "-pk"]
    copy_view_enabled = False
    edit_handler = post_editor()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        """What the person sees, without the long columns."""
        posts: QuerySet[Post] = visible_posts(request.user)
        return posts.select_related("author").defer("body", "body_html", "excerpt")

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        """Every screen about one post is closed to those who do not see the post."""
        return only_visible(only_unless_public(super().construct_view(view_class, **kwargs)))


class CategoryViewSet(SnippetViewSet):
    """The tree of categories."""

    model = Category
    icon = "folder-open-inverse"
    menu_label = _("Categories")
    list_display = ["name", "path"]
    search_fields = ["name", "slug"]
    search_backend_name = None
    ordering = ["path"]


class TagViewSet(SnippetViewSet):
    """Tags."""

    model = Tag
    icon = "tag"
    menu_label = _("Tags")
    list_display = ["name", "slug"]
    search_fields = ["name", "slug"]
    search_backend_name = None
    ordering = ["name"]


class SourceViewSet(SnippetViewSet):
    """Outlets."""

    model = Source
    icon = "globe"
    menu_label = _("Sources")
    list_display = ["name", "url"]
    search_fields = ["name", "slug", "url"]
    search_backend_name = None
    ordering = ["name"]


class AuthorViewSet(SnippetViewSet):
    """Authors."""

    model = Author
    icon = "user"
    menu_label = _("Authors")
    list_display = ["name", "slug"]
    search_fields = ["name", "slug", "login"]
    search_backend_name = None
    ordering = ["name"]


class FilingGroup(SnippetViewSetGroup):
    """What posts are filed under and credited to."""

    menu_label = _("Filing")
    menu_icon = "folder-open-inverse"
    menu_order = 110
    items = (CategoryViewSet, TagViewSet, SourceViewSet, AuthorViewSet)
