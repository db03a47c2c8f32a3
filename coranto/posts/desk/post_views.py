"""The editor's views of one post, as Wagtail has them, with what a weblog needs besides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import ChecksSidePanel
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views.snippets import CreateView, DeleteView, EditView, PreviewOnCreateView, PreviewOnEditView

from coranto.accounts.signed_in import signed_in
from coranto.posts.actions import bin_posts, restore_posts
from coranto.posts.actions.copying import copy_post
from coranto.posts.actions.versions import keep_first_version
from coranto.posts.desk.guards import post_or_refusal
from coranto.posts.models import Post


def view_live_button(post: Post) -> list[Any]:
    """The way to the public page, as a button of a message; none while the post is not public."""
    current = Post.objects.filter(pk=post.pk, live=True).exclude(path="").values_list("path", flat=True).first()
    return [messages.button(current, _("View live"), new_window=True)] if current else []


def without_checks(panels: Any) -> Any:
    """The panels beside the editor but Wagtail's checks: they need its user bar in the page, which ours is without."""
    return MediaContainer([panel for panel in panels if not isinstance(panel, ChecksSidePanel)])


class PostCreateView(CreateView):
    """A new post."""

    def get_side_panels(self) -> Any:
        """State and preview."""
        return without_checks(super().get_side_panels())

    page_title = gettext_lazy("New post")

    def get_success_buttons(self) -> list[Any]:
        """To the editor, and to the public page once there is one."""
        return [*super().get_success_buttons(), *view_live_button(self.object)]


class PostEditView(EditView):
    """A post."""

    def save_instance(self) -> Any:
        """Wagtail's way. Before the first change, what was imported becomes a version to go back to."""
        keep_first_version(post=self.object)
        return super().save_instance()

    def get_side_panels(self) -> Any:
        """State and preview."""
        return without_checks(super().get_side_panels())

    def get_success_buttons(self) -> list[Any]:
        """To the editor, and to the public page once there is one."""
        return [*super().get_success_buttons(), *view_live_button(self.object)]

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Wagtail's, with the way to the public page."""
        buttons = list(super().header_buttons)
        if self.live_object.live and self.live_object.path:
            attrs = {"target": "_blank"}
            buttons.append(HeaderButton(_("View live"), url=self.live_object.path, icon_name="view", attrs=attrs))
        return buttons

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Wagtail's, with a copy."""
        buttons = list(super().header_more_buttons)
        if self.user_has_permission("add"):
            attrs = {
                "data-controller": "w-action",
                "data-action": "w-action#post",
                "data-w-action-url-value": reverse("posts_desk:copy", args=[self.object.pk]),
            }
            buttons.append(Button(_("Copy to a new draft"), icon_name="copy", attrs=attrs, priority=10))
        return buttons


class PostBinView(DeleteView):
    """Putting a post in the bin: Wagtail's page that asks, and our verb."""

    page_title = gettext_lazy("Put in the bin")
    template_name = "posts/desk/confirm_bin.html"

    def delete_action(self) -> None:
        """Nothing is deleted."""
        bin_posts(posts=[self.object], at=timezone.now(), by=self.request.user)

    def form_valid(self, form: Any) -> HttpResponse:
        """Say how it is taken back."""
        self.delete_action()
        undo = messages.button(reverse("posts_desk:bin"), _("Open the bin"))
        messages.success(self.request, _("“%(post)s” is in the bin.") % {"post": self.object}, buttons=[undo])
        return redirect(self.get_success_url())


class WithoutMaking:
    """A preview writes nothing down: names that are not known yet are shown, not made."""

    def get_form(self, query_dict: Any) -> Any:
        """The form, told so."""
        form = super().get_form(query_dict)  # type: ignore[misc]  # of Wagtail's view beside it
        form.makes = False
        return form


class PostPreviewOnCreate(WithoutMaking, PreviewOnCreateView):
    """The page beside the editor of a new post."""


class PostPreviewOnEdit(WithoutMaking, PreviewOnEditView):
    """The page beside the editor."""


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new draft with the text of a post, and open it."""
    post = post_or_refusal(request, pk, "view")
    made = copy_post(post=post, at=timezone.now(), by=signed_in(request))
    messages.success(request, _("This is a copy of “%(post)s”.") % {"post": post})
    return redirect("wagtailsnippets_posts_post:edit", made.pk)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a post out of the bin, as a draft."""
    post = post_or_refusal(request, pk, "delete")
    restore_posts(posts=[post], at=timezone.now(), by=signed_in(request))
    edit = messages.button(reverse("wagtailsnippets_posts_post:edit", args=[post.pk]), _("Edit"))
    messages.success(request, _("“%(post)s” is a draft again.") % {"post": post}, buttons=[edit])
    return redirect("posts_desk:bin")
