"""The editor: text first, then where it came from, then where it is filed."""

import functools
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin import compare
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    PublishingPanel,
    TabbedInterface,
)

from coranto.posts.forms import AttributionForm, PostForm
from coranto.posts.models import Permalink, Post
from coranto.publication.addresses import absolute
from coranto.publication.models import Publication


class NamesPanel(FieldPanel):
    """A field of names that stands for a relation of the model, which is what two versions are compared by."""

    def __init__(self, *args: Any, relation: str, **kwargs: Any) -> None:
        """``relation`` is the field of the model."""
        super().__init__(*args, **kwargs)
        self.relation = relation

    def clone_kwargs(self) -> dict[str, Any]:
        """For Wagtail, which copies panels."""
        return {**super().clone_kwargs(), "relation": self.relation}

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel on one post."""

        def get_comparison(self) -> list[Any]:
            """Compare the relation, not the names typed."""
            field = self.panel.model._meta.get_field(self.panel.relation)
            kind = compare.M2MFieldComparison if field.many_to_many else compare.ForeignObjectComparison
            return [functools.partial(kind, field)]


class OptionalPanel(FieldPanel):
    """A field to be read only, shown where there is something in it."""

    class BoundPanel(FieldPanel.BoundPanel):
        """The panel on one row."""

        def is_shown(self) -> bool:
            """Whether there is anything to read."""
            return bool(super().is_shown() and self.instance and getattr(self.instance, self.field_name))


class AttributionsPanel(InlinePanel):
    """The attributions, each by a form of our own."""

    def get_form_options(self) -> dict[str, Any]:
        """Wagtail's, with our form."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["form"] = AttributionForm
        return options


class AddressPanel(Panel):
    """The addresses of a post: the current one and the former ones."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one post."""

        template_name = "posts/desk/address_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """The addresses, whole; of a post that has none yet, how it will be made."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            post: Post = self.instance
            rows = Permalink.objects.filter(post=post.pk).order_by("-is_current", "path") if post.pk else ()
            return context | {
                "is_public": post.live,
                "current": [absolute(row.path) for row in rows if row.is_current],
                "former": [absolute(row.path) for row in rows if not row.is_current],
                "pattern": absolute(Publication.objects.current().permalink_structure),
            }


class SharePanel(Panel):
    """How a search engine and a link shared elsewhere will look."""

    class BoundPanel(Panel.BoundPanel):
        """The panel on one post. A script keeps it in step with what is typed."""

        template_name = "posts/desk/share_panel.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """What the two cards show."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            publication = Publication.objects.current()
            post: Post = self.instance
            return context | {
                "site_name": publication.name,
                "host": absolute("/").split("://", 1)[-1].rstrip("/"),
                "path": post.path,
                "title": post.seo_title or post.title,
                "description": post.seo_description or post.excerpt,
                "image": post.featured_image,
            }


ATTRIBUTION = [
    OptionalPanel("line", read_only=True, heading=_("Read from this line")),
    FieldRowPanel([NamesPanel("source_name", relation="source"), FieldPanel("relation")]),
    FieldRowPanel([FieldPanel("author"), FieldPanel("original_date")]),
    FieldPanel("title"),
    FieldPanel("url"),
    FieldPanel("licence"),
]
BYLINE = [FieldRowPanel([FieldPanel("author"), FieldPanel("name"), FieldPanel("role")])]

TEXT = [
    FieldPanel("title", classname="title", widget=forms.TextInput({"placeholder": _("Title")})),
    AttributionsPanel(
        "attributions",
        panels=ATTRIBUTION,
        label=_("attribution"),
        heading=_("Where it came from"),
        help_text=_("The nearest outlet first; those that it quotes in turn after it."),
    ),
    FieldPanel("body"),
    FieldPanel("excerpt"),
]
FILING = [
    MultiFieldPanel(
        [
            FieldPanel("categories"),
            FieldPanel("new_categories", permission="posts.add_category"),
            NamesPanel("tag_names", relation="tags"),
            FieldPanel("main_category"),
        ],
        heading=_("Filed under"),
    ),
    InlinePanel("bylines", panels=BYLINE, label=_("byline"), heading=_("Bylines")),
    FieldPanel("author", permission="posts.change_post"),
    FieldPanel("featured_image"),
    FieldPanel("format"),
]
PUBLISHING = [
    MultiFieldPanel([FieldPanel("slug"), AddressPanel(), FieldPanel("posted_at")], heading=_("Address and moment")),
    MultiFieldPanel(
        [
            FieldPanel("is_sticky", permission="posts.change_post"),
            FieldPanel("is_private"),
            FieldPanel("password"),
        ],
        heading=_("Who sees it"),
    ),
    MultiFieldPanel([FieldPanel("comments_open"), FieldPanel("pings_open")], heading=_("Discussion")),
    MultiFieldPanel(
        [FieldPanel("seo_title"), FieldPanel("seo_description"), FieldPanel("canonical"), SharePanel()],
        heading=_("Search engines and sharing"),
    ),
    PublishingPanel(),
]


def post_editor() -> TabbedInterface:
    """The panels of a post, in three tabs."""
    return TabbedInterface(
        [
            ObjectList(TEXT, heading=_("Text")),
            ObjectList(FILING, heading=_("Filing")),
            ObjectList(PUBLISHING, heading=_("Publishing")),
        ],
        base_form_class=PostForm,
    )
