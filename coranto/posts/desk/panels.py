"""The editor: text first, then where it came from, then where it is filed."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)

ATTRIBUTION = [
    FieldRowPanel([FieldPanel("source"), FieldPanel("relation")]),
    FieldRowPanel([FieldPanel("author"), FieldPanel("original_date")]),
    FieldPanel("title"),
    FieldPanel("url"),
    FieldRowPanel([FieldPanel("licence"), FieldPanel("review")]),
]
BYLINE = [FieldRowPanel([FieldPanel("author"), FieldPanel("name"), FieldPanel("role")])]

TEXT = [
    FieldPanel("title", classname="title"),
    InlinePanel(
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
        [FieldPanel("categories"), FieldPanel("new_categories"), FieldPanel("main_category"), FieldPanel("tag_names")],
        heading=_("Filed under"),
    ),
    InlinePanel("bylines", panels=BYLINE, label=_("byline"), heading=_("Bylines")),
    FieldPanel("author"),
    FieldPanel("featured_image"),
    FieldPanel("format"),
]
PUBLISHING = [
    MultiFieldPanel(
        [
            FieldPanel("slug"),
            FieldPanel("posted_at"),
            FieldPanel("is_sticky"),
            FieldPanel("is_private"),
            FieldPanel("password"),
        ],
        heading=_("Address and visibility"),
    ),
    MultiFieldPanel([FieldPanel("comments_open"), FieldPanel("pings_open")], heading=_("Discussion")),
    MultiFieldPanel(
        [FieldPanel("seo_title"), FieldPanel("seo_description"), FieldPanel("canonical")], heading=_("Search engines")
    ),
    PublishingPanel(),
]


def post_editor() -> TabbedInterface:
    """The panels of a post, in three tabs."""
    from coranto.posts.forms import PostForm

    return TabbedInterface(
        [
            ObjectList(TEXT, heading=_("Text")),
            ObjectList(FILING, heading=_("Filing")),
            ObjectList(PUBLISHING, heading=_("Publishing")),
        ],
        base_form_class=PostForm,
    )
