"""The screens of posts."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import SnippetViewSet

from coranto.posts.desk.guards import guarded
from coranto.posts.desk.panels import post_editor
from coranto.posts.desk.post_list import PostFilters, PostIndexView
from coranto.posts.desk.post_views import (
    PostBinView,
    PostCreateView,
    PostEditView,
    PostPreviewOnCreate,
    PostPreviewOnEdit,
)
from coranto.posts.models import Post
from coranto.posts.policy import visible_posts


class OnlyVisible:
    """A chooser offers the posts that the person sees."""

    request: HttpRequest

    def get_object_list(self) -> QuerySet[Post]:
        """Newest first."""
        posts: QuerySet[Post] = visible_posts(self.request.user).order_by("-posted_at", "-pk")
        return posts


class PostChooseView(OnlyVisible, ChooseView):
    """Choosing a post."""


class PostChooseResultsView(OnlyVisible, ChooseResultsView):
    """Choosing a post: what a search found."""


class PostChosenView(SnippetChosenView):
    """The post that was chosen, if the person sees it."""

    def get_object(self, pk: str) -> Post:
        """By its key."""
        post: Post = get_object_or_404(visible_posts(self.request.user), pk=pk if pk.isdecimal() else 0)
        return post


class PostChosenMultipleView(SnippetChosenMultipleView):
    """The posts that were chosen, as far as the person sees them."""

    def get_objects(self, pks: list[str]) -> QuerySet[Post]:
        """By their keys."""
        posts: QuerySet[Post] = visible_posts(self.request.user).filter(pk__in=[pk for pk in pks if pk.isdecimal()])
        return posts


class PostChooserViewSet(SnippetChooserViewSet):
    """Choosing a post."""

    choose_view_class = PostChooseView
    choose_results_view_class = PostChooseResultsView
    chosen_view_class = PostChosenView
    chosen_multiple_view_class = PostChosenMultipleView


class PostViewSet(SnippetViewSet):
    """Posts."""

    model = Post
    icon = "doc-full"
    url_prefix = "posts"
    chooser_viewset_class = PostChooserViewSet
    menu_label = _("Posts")
    menu_order = 100
    add_to_admin_menu = True
    list_per_page = 50
    filterset_class = PostFilters
    search_fields = ["title", "slug"]
    search_backend_name = None
    copy_view_enabled = False
    edit_handler = post_editor()
    index_view_class = PostIndexView
    index_template_name = "posts/desk/post_index.html"
    create_template_name = "posts/desk/post_create.html"
    edit_template_name = "posts/desk/post_edit.html"
    add_view_class = PostCreateView
    edit_view_class = PostEditView
    delete_view_class = PostBinView
    preview_on_add_view_class = PostPreviewOnCreate
    preview_on_edit_view_class = PostPreviewOnEdit

    def get_queryset(self, request: HttpRequest) -> QuerySet[Post]:
        """What the person sees, without the long columns."""
        posts: QuerySet[Post] = visible_posts(request.user)
        return posts.select_related("author").defer("body", "body_html", "excerpt")

    def construct_view(self, view_class: type, **kwargs: Any) -> Callable[..., HttpResponse]:
        """Every screen about one post is closed to those whose it is not."""
        return guarded(super().construct_view(view_class, **kwargs), view_class.__name__)
