"""The editor's form of a post."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from coranto.core.numbers import Sequence
from coranto.posts.actions import date_post
from coranto.posts.actions.bodies import rendered_body
from coranto.posts.actions.terms import name_categories, name_tags
from coranto.posts.models import Post
from coranto.posts.slugs import slug_of
from coranto.publication.actions import take_number
from coranto.publication.models import Publication


class NamesField(forms.CharField):
    """Names with commas between them, shown as such."""

    def prepare_value(self, value: Any) -> Any:
        """The rows' names."""
        if isinstance(value, str) or value is None:
            return value
        return ", ".join(quoted(row.name) for row in value)


def quoted(name: str) -> str:
    """A name in quotation marks where it holds a comma itself."""
    return f'"{name}"' if "," in name else name


class PostForm(WagtailAdminModelForm):
    """What the editor fills in. Categories and tags are made on the fly; number, slug, local day and HTML are filled in here.

    Everything is set on the instance before it is saved, so that a draft's revision holds it and publishing needs no more.
    """

    tag_names = NamesField(label=_("tags"), required=False, help_text=_("With commas between them; new ones are made."))
    new_categories = forms.CharField(
        label=_("new categories"),
        required=False,
        help_text=_("With commas between them. “World > Alps” makes Alps below World."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the tags' names."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial.setdefault("tag_names", list(self.instance.tags.all()))

    def clean_slug(self) -> str:
        """A slug as WordPress would write it."""
        return slug_of(self.cleaned_data["slug"]) if self.cleaned_data.get("slug") else ""

    def save(self, commit: bool = True) -> Post:
        """Complete the instance, then save it."""
        post: Post = self.instance
        if post.number is None:
            post.number = take_number(sequence=Sequence.CONTENT)
        if post.author is None and self.for_user is not None:
            post.author = getattr(self.for_user, "author", None)
        post.slug = post.slug or slug_of(post.title)
        date_post(post=post, publication=Publication.objects.current())
        post.modified_at = timezone.now()
        post.body_html = rendered_body(post.body)
        self.cleaned_data["tags"] = name_tags(names=self.cleaned_data.get("tag_names", ""))
        made = name_categories(names=self.cleaned_data.get("new_categories", ""))
        self.cleaned_data["categories"] = [*self.cleaned_data.get("categories", []), *made]
        saved: Post = super().save(commit=commit)
        saved.tags.set(self.cleaned_data["tags"])
        saved.categories.set(self.cleaned_data["categories"])
        if commit:
            saved.save()
        return saved
