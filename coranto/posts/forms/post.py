"""The editor's form of a post."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateTimeInput

from coranto.core.numbers import Sequence
from coranto.posts.actions import date_post
from coranto.posts.actions.authors import author_of
from coranto.posts.actions.bodies import rendered_body
from coranto.posts.actions.terms import find_tags, name_categories, name_tags
from coranto.posts.actions.untouched import keep_untouched, settled_html
from coranto.posts.forms.names import SuggestedNames, joined_names
from coranto.posts.models import Category, Post
from coranto.posts.slugs import slug_of
from coranto.publication.actions import take_number
from coranto.publication.models import Publication

INDENT = "\u2003"
SOON = datetime.timedelta(minutes=1)


class CategoryBoxes(forms.ModelMultipleChoiceField[Category]):
    """The tree of categories as boxes to tick."""

    def label_from_instance(self, obj: Category) -> str:
        """The name, moved in by its depth."""
        return INDENT * obj.path.count("/") + obj.name


class MinuteField(forms.DateTimeField):
    """A moment to the minute. Seconds that the field does not show are no change."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another minute was typed."""
        if not initial or not data:
            return bool(initial) != bool(data)
        try:
            typed = self.to_python(data)
        except forms.ValidationError:
            return True
        return typed is None or typed.replace(second=0, microsecond=0) != initial.replace(second=0, microsecond=0)


class PostForm(WagtailAdminModelForm):
    """What the editor fills in. Categories and tags are made on the fly; number, local day and HTML are filled in here.

    Everything is set on the instance before it is saved, so that a draft's version holds it and publishing needs no
    more. ``makes`` is off while a preview is made: then nothing is written down.
    """

    categories = CategoryBoxes(
        label=_("Categories"),
        queryset=Category.objects.order_by("path", "pk"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "category-boxes"}),
    )
    new_categories = forms.CharField(
        label=_("New categories"),
        required=False,
        help_text=_("With commas between them. “World > Alps” makes Alps below World."),
        widget=SuggestedNames("categories", several=True),
    )
    tag_names = forms.CharField(
        label=_("Tags"),
        required=False,
        help_text=_("With commas between them; new ones are made."),
        widget=SuggestedNames("tags", several=True),
    )
    posted_at = MinuteField(
        label=_("Posted"),
        required=False,
        widget=AdminDateTimeInput(),
        help_text=_("Empty: the moment of publishing. A moment in the future schedules the post."),
    )
    makes = True
    is_dated = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the tags' names; leave the moment of a post that has none yet empty."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("tag_names", joined_names(self.instance.tags.all()))
        else:
            self._begin()
        if not self.instance.posted_on:
            self.initial["posted_at"] = None

    def _begin(self) -> None:
        publication = Publication.objects.current()
        self.initial.setdefault("comments_open", publication.comments_open)
        self.initial.setdefault("pings_open", publication.pings_open)
        if "body" in self.fields:
            self.initial["body"] = self.instance.body.stream_block.to_python([{"type": "text", "value": ""}])

    def clean_slug(self) -> str:
        """A slug as WordPress would write it."""
        return slug_of(self.cleaned_data["slug"]) if self.cleaned_data.get("slug") else ""

    def clean(self) -> dict[str, Any]:
        """Bring the moment of posting and that of the schedule together, as WordPress has one field for both."""
        cleaned: dict[str, Any] = super().clean()
        if "posted_at" not in self.changed_data and self.instance.posted_on:
            cleaned["posted_at"] = self.instance.posted_at
        if self.instance.pk and (self.instance.first_published_at or self.instance.live):
            self._check_public_moment(cleaned)
        else:
            self._settle_schedule(cleaned)
        return cleaned

    def _check_public_moment(self, cleaned: dict[str, Any]) -> None:
        posted_at = cleaned.get("posted_at") or self.instance.posted_at
        cleaned["posted_at"] = posted_at
        if posted_at > timezone.now() + SOON:
            self.add_error("posted_at", _("A public post cannot be dated in the future. Withdraw it first."))

    def _settle_schedule(self, cleaned: dict[str, Any]) -> None:
        """A future moment of posting is a schedule, and a schedule sets the moment of posting. What changed counts."""
        now, moment = timezone.now(), cleaned.get("go_live_at")
        if "go_live_at" not in self.changed_data and (not moment or "posted_at" in self.changed_data):
            moment = cleaned.get("posted_at")
        self.is_dated = moment is not None
        self.instance.posted_on = None
        cleaned["posted_at"] = moment or now
        cleaned["go_live_at"] = moment if moment and moment > now + SOON else None

    def save(self, commit: bool = True) -> Post:
        """Complete the instance, then save it."""
        post: Post = self.instance
        for attribution in self.formsets["attributions"].forms if "attributions" in self.formsets else ():
            attribution.makes = self.makes
        if self.makes:
            self._number_and_credit(post)
        post.slug = post.slug or slug_of(post.title)
        if self.is_dated:
            date_post(post=post, publication=Publication.objects.current())
        post.modified_at = timezone.now()
        post.body = keep_untouched(self.initial.get("body"), post.body)
        post.body_html = settled_html(before=post.body_html, after=rendered_body(post.body))
        self._file(post)
        saved: Post = super().save(commit=commit)
        return saved

    def _number_and_credit(self, post: Post) -> None:
        if post.number is None:
            post.number = take_number(sequence=Sequence.CONTENT)
        if post.author is None and self.for_user is not None:
            post.author = author_of(user=self.for_user)

    def _file(self, post: Post) -> None:
        """Set tags and categories; for a preview only those that exist, the names of others beside them."""
        names, new = self.cleaned_data.get("tag_names", ""), self.cleaned_data.get("new_categories", "")
        present = list(post.tags.all())
        if not self.makes:
            post.tags.set(find_tags(names=names, present=present))
            return
        post.tags.set(name_tags(names=names, present=present))
        if made := name_categories(names=new):
            self.cleaned_data["categories"] = [*self.cleaned_data.get("categories", []), *made]
