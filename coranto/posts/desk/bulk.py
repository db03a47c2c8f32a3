"""What can be done with several rows of a list at once."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import classproperty
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from coranto.core.desk_screen import say_done
from coranto.posts.actions import bin_posts
from coranto.posts.actions.filing import delete_filing, still_used
from coranto.posts.actions.merging import merge_sources, merge_tags
from coranto.posts.actions.publishing import publish_posts, withdraw_posts
from coranto.posts.models import Author, Category, Post, Source, Tag


class Together(SnippetBulkAction):
    """What all have in common. Never more than what was ticked: "all in the listing" means nothing here."""

    on: ClassVar[tuple[type, ...]] = ()
    needs: ClassVar[str] = "change"
    question: ClassVar[Any] = ""
    template_name = "posts/desk/confirm_together.html"

    @classproperty
    def models(cls) -> list[type]:
        """The models whose lists offer it."""
        return list(cls.on)

    def check_perm(self, obj: Any) -> bool:
        """Whether the person may do this with that row."""
        return bool(self.permission_policy.user_has_permission_for_instance(self.request.user, self.needs, obj))

    def get_all_objects_in_listing_query(self, parent_id: Any) -> list[int]:
        """Nothing."""
        return []

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        """Wagtail's, but rows that the person may not even see are not named to them."""
        objects, others = super().get_actionable_objects()
        seen = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["view", "change"])
        refused = others["items_with_no_access"]
        shown = set(seen.filter(pk__in=[row.pk for row in refused]).values_list("pk", flat=True)) if refused else set()
        return objects, {"items_with_no_access": [row for row in refused if row.pk in shown]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is asked before it is done."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "title": self.display_name,
            "question": self.question,
            "is_serious": "serious" in self.classes,
        }


class Publish(Together):
    """Publish drafts, or the newest version of public posts."""

    on = (Post,)
    needs = "publish"
    display_name = _("Publish")
    action_type = "publish"
    aria_label = _("Publish the ticked posts")
    question = _("Publish the newest version of these posts now?")
    action_priority = 10

    @classmethod
    def execute_action(cls, objects: Sequence[Post], **kwargs: Any) -> tuple[int, int]:
        """Our verb."""
        return publish_posts(posts=objects, at=timezone.now(), by=kwargs["self"].request.user), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many."""
        return ngettext("%(n)s post published.", "%(n)s posts published.", num_parent_objects) % {
            "n": num_parent_objects
        }


class Withdraw(Together):
    """Take posts off the site."""

    on = (Post,)
    needs = "publish"
    display_name = _("Unpublish")
    action_type = "unpublish"
    aria_label = _("Unpublish the ticked posts")
    question = _("Take these posts off the site? They stay as drafts.")
    action_priority = 20

    @classmethod
    def execute_action(cls, objects: Sequence[Post], **kwargs: Any) -> tuple[int, int]:
        """Our verb."""
        return withdraw_posts(posts=objects, at=timezone.now(), by=kwargs["self"].request.user), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many."""
        n = num_parent_objects
        return ngettext("%(n)s post unpublished.", "%(n)s posts unpublished.", n) % {"n": n}


class Bin(Together):
    """Put posts in the bin, in place of Wagtail's deleting."""

    on = (Post,)
    needs = "delete"
    display_name = _("Put in the bin")
    action_type = "delete"
    aria_label = _("Put the ticked posts in the bin")
    question = _("Put these posts in the bin? They can be taken out again.")
    action_priority = 30
    classes = {"serious"}

    @classmethod
    def execute_action(cls, objects: Sequence[Post], **kwargs: Any) -> tuple[int, int]:
        """Our verb."""
        return len(bin_posts(posts=list(objects), at=timezone.now(), by=kwargs["self"].request.user)), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many."""
        n = num_parent_objects
        return ngettext("%(n)s post put in the bin.", "%(n)s posts put in the bin.", n) % {"n": n}


class StayForm(forms.Form):
    """Which one the others go into."""

    into: Any = forms.ModelChoiceField(
        queryset=None, label=_("They all become"), widget=forms.RadioSelect, empty_label=None
    )


class Merge(Together):
    """Let several outlets, or several tags, become one."""

    on = (Source, Tag)
    display_name = _("Merge")
    action_type = "merge"
    aria_label = _("Merge the ticked ones")
    question = _("Their posts and former addresses go to the one that stays. This can be undone.")
    action_priority = 20
    form_class = StayForm

    def get_form(self, form_class: Any = None) -> Any:
        """Offer the ticked ones."""
        form: Any = super().get_form(form_class)
        keys = [key for key in self.request.GET.getlist("id") if key.isdecimal()]
        form.fields["into"].queryset = self.model._default_manager.filter(pk__in=keys)
        form.fields["into"].initial = keys[0] if keys else None
        return form

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **kwargs: Any) -> tuple[int, int]:
        """Our verbs; says by itself what was done, with a way back."""
        view = kwargs["self"]
        into, request, now = view.cleaned_form.cleaned_data["into"], view.request, timezone.now()
        if view.model is Source:
            change = merge_sources(into=into, sources=objects, at=now, by=request.user)
        else:
            change = merge_tags(into=into, tags=objects, at=now, by=request.user)
        say_done(request, change.summary, undo_url=reverse("posts_desk:undo", args=[change.pk]))
        return len(objects), 0


class Delete(Together):
    """Delete what posts are filed under. Wagtail's own deleting stops with an error where posts hang on it."""

    on = (Category, Tag, Source, Author)
    needs = "delete"
    display_name = _("Delete")
    action_type = "delete"
    aria_label = _("Delete the ticked ones")
    question = _("Delete these for good? Posts that are filed under them stay, without them.")
    action_priority = 100
    classes = {"serious"}

    def check_perm(self, obj: Any) -> bool:
        """What is still in use stays."""
        return super().check_perm(obj) and not still_used([obj])

    @classmethod
    def execute_action(cls, objects: Sequence[Any], **kwargs: Any) -> tuple[int, int]:
        """Our verb."""
        delete_filing(rows=list(objects), at=timezone.now())
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """How many."""
        return _gettext("%(n)s deleted.") % {"n": num_parent_objects}


TOGETHER = (Publish, Withdraw, Bin, Merge, Delete)
