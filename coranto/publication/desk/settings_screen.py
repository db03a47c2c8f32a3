"""All settings of the weblog on one screen."""

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.views.generic import EditView
from wagtail.images.widgets import AdminImageChooser

from coranto.publication.forms import PublicationForm
from coranto.publication.models import Publication

NAME = [
    FieldPanel("name"),
    FieldPanel("tagline"),
    FieldRowPanel([FieldPanel("language"), FieldPanel("time_zone")]),
    FieldRowPanel(
        [
            FieldPanel("date_format", help_text=_("WordPress's letters: “F j, Y” is “February 7, 2016”.")),
            FieldPanel("time_format", help_text=_("“g:i a” is “2:05 pm”, “H:i” is “14:05”.")),
        ]
    ),
]
ADDRESSES = [
    FieldPanel(
        "permalink_structure",
        help_text=_(
            "For posts published from now on; all others keep their addresses. Made of %year% %monthnum% %day% %hour% "
            "%minute% %second% %post_id% %postname% %category% %author%."
        ),
    ),
    FieldRowPanel([FieldPanel("category_base"), FieldPanel("tag_base")]),
    FieldPanel("attachment_pages"),
    FieldPanel("former_url"),
]
READING = [
    MultiFieldPanel([FieldPanel("front_page_number"), FieldPanel("posts_page_number")], heading=_("Front page")),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("posts_per_page"), FieldPanel("listing_text")])], heading=_("Lists of posts")
    ),
    MultiFieldPanel([FieldRowPanel([FieldPanel("posts_per_feed"), FieldPanel("feed_text")])], heading=_("Feeds")),
    MultiFieldPanel(
        [FieldPanel("search_engines"), FieldPanel("canonical"), FieldPanel("security_contact")],
        heading=_("Search engines and machines"),
    ),
]
APPEARANCE = [
    FieldRowPanel([FieldPanel("theme"), FieldPanel("font")]),
    FieldPanel("accent", widget=forms.TextInput({"type": "color"})),
    FieldRowPanel([FieldPanel("logo", widget=AdminImageChooser), FieldPanel("icon", widget=AdminImageChooser)]),
    FieldPanel("sidebar"),
    FieldPanel("footer_text"),
]
COMMENTS = [
    MultiFieldPanel([FieldPanel("comments_open"), FieldPanel("pings_open")], heading=_("New posts")),
    MultiFieldPanel(
        [
            FieldPanel("thread_depth"),
            FieldPanel("comment_order"),
            FieldPanel("page_comments"),
            FieldRowPanel([FieldPanel("comments_per_page"), FieldPanel("default_comments_page")]),
        ],
        heading=_("How they are shown"),
    ),
]


def settings_panels() -> Any:
    """The five tabs, bound to the model."""
    tabs = [
        ObjectList(NAME, heading=_("Name and language")),
        ObjectList(ADDRESSES, heading=_("Addresses")),
        ObjectList(READING, heading=_("Reading")),
        ObjectList(APPEARANCE, heading=_("Appearance")),
        ObjectList(COMMENTS, heading=_("Comments")),
    ]
    return TabbedInterface(tabs, base_form_class=PublicationForm).bind_to_model(Publication)


class PublicationView(EditView):
    """The screen."""

    model = Publication
    permission_required = "change"
    page_title = _("Publication")
    header_icon = "cogs"
    success_message = _("The settings are saved.")
    edit_url_name = "publication_desk:settings"

    def setup(self, request: Any, *args: Any, **kwargs: Any) -> None:
        """There is one publication."""
        kwargs["pk"] = str(Publication.objects.current().pk)
        super().setup(request, *args, **kwargs)

    def get_panel(self) -> Any:
        """The tabs."""
        return settings_panels()

    def get_edit_url(self) -> str:
        """This screen."""
        return reverse("publication_desk:settings")

    def get_success_url(self) -> str:
        """This screen."""
        return self.get_edit_url()

    def get_success_buttons(self) -> list[Any]:
        """None: the screen stays."""
        return []

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, and here."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
