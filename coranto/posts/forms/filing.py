"""The forms of categories, tags, outlets and authors: a slug is made where none is typed, a number always."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from coranto.core.numbers import Sequence
from coranto.core.strangers_text import is_blank, tidy_about, tidy_line, tidy_name, tidy_url
from coranto.posts.actions.filing import Filed, address_of, follow_renaming
from coranto.posts.actions.sources import respell_source
from coranto.posts.actions.terms import free_slug_in, split_names
from coranto.posts.attribution_reading.known_outlets import merge_key
from coranto.posts.forms.names import joined_names
from coranto.posts.models import Category, SourceName
from coranto.posts.slugs import slug_of
from coranto.publication.actions import take_number

SEQUENCES = {"category": Sequence.TERM, "tag": Sequence.TERM, "author": Sequence.AUTHOR}


class FiledForm(WagtailAdminModelForm):
    """What the four have in common."""

    slug = forms.CharField(
        label=_("Slug"),
        max_length=200,
        required=False,
        help_text=_("The last part of its address. Empty: made of the name. A former address goes on leading here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Remember where it stood."""
        super().__init__(*args, **kwargs)
        self.former = address_of(self.instance) if self.instance.pk else ""

    def clean_slug(self) -> str:
        """A slug as WordPress would write it, that no other has."""
        slug = slug_of(self.cleaned_data["slug"])
        others = type(self.instance)._default_manager.exclude(pk=self.instance.pk)
        if slug and others.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another one has this slug."))
        return slug

    def save(self, commit: bool = True) -> Filed:
        """Complete the row, save it, and let its posts follow."""
        row: Any = self.instance
        model = type(row)
        if not row.slug:
            row.slug = free_slug_in(model._default_manager.exclude(pk=row.pk), row.name, model._meta.model_name)
        if model._meta.model_name in SEQUENCES and row.number is None:
            row.number = take_number(sequence=SEQUENCES[model._meta.model_name])
        saved: Filed = super().save(commit=commit)
        if commit:
            self.follow(saved)
        return saved

    def follow(self, row: Filed) -> None:
        """What a new or changed row brings with it."""
        follow_renaming(row=row, former=self.former, at=timezone.now())


class CategoryForm(FiledForm):
    """A category and its place in the tree."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer only parents that would not make a ring, set in by their depth."""
        super().__init__(*args, **kwargs)
        parents = Category.objects.order_by("path", "pk")
        if self.instance.pk:
            parents = parents.exclude(pk__in=ring_makers(self.instance))
        field = self.fields["parent"]
        field.queryset = parents
        field.label_from_instance = lambda row: "\u2003" * row.path.count("/") + row.name


def ring_makers(category: Category) -> set[int]:
    """The category itself and all below it: none of them can be its parent."""
    parents = dict(Category.objects.values_list("pk", "parent_id"))
    found = {category.pk}
    for key in parents:
        line: list[int] = []
        step: int | None = key
        while step is not None and step not in line:
            line.append(step)
            step = parents.get(step)
        if category.pk in line:
            found.add(key)
    return found


class SourceForm(FiledForm):
    """An outlet, and the other names it goes by."""

    other_names = forms.CharField(
        label=_("Other names and hosts"),
        required=False,
        help_text=_("With commas between them. What is read from texts or typed under these names is this outlet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the names but its own."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            own = merge_key(self.instance.name)
            self.initial["other_names"] = joined_names(self.instance.names.exclude(merge_key=own).order_by("name"))

    def clean_other_names(self) -> str:
        """Refuse names that are another outlet's."""
        typed: str = self.cleaned_data["other_names"]
        keys = {merge_key(name) for name in split_names(typed)}
        taken = SourceName.objects.filter(merge_key__in=keys).exclude(source=self.instance.pk).select_related("source")
        if first := taken.first():
            raise forms.ValidationError(
                _("“%(name)s” is “%(source)s”. Merge the two instead.")
                % {"name": first.name, "source": first.source.name}
            )
        return typed

    def follow(self, row: Filed) -> None:
        """Keep the names."""
        respell_source(source=row, names=split_names(self.cleaned_data.get("other_names", "")))  # type: ignore[arg-type]
        super().follow(row)


class TagForm(FiledForm):
    """A tag."""


class AuthorForm(FiledForm):
    """An author. Their texts go out to programs as they are kept."""

    def clean_name(self) -> str:
        """A line without tags."""
        name = tidy_name(self.cleaned_data["name"])
        if is_blank(name):
            raise forms.ValidationError(_("Give a name."))
        return name

    def clean_url(self) -> str:
        """An address of the web, of this site or for mail; or none."""
        typed = tidy_line(self.cleaned_data["url"])
        url = typed if typed.lower().startswith(("/", "mailto:")) else tidy_url(typed)
        if typed and not url:
            raise forms.ValidationError(_("Give an address that begins with https:// or http://."))
        return url

    def clean_bio(self) -> str:
        """Emphasis and links."""
        return tidy_about(self.cleaned_data["bio"])
