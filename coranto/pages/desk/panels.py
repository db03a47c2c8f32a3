"""The editor of a static page."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface

from coranto.pages.forms import PageForm

TEXT = [FieldPanel("title", classname="title"), FieldPanel("body"), FieldPanel("excerpt")]
SETTINGS = [
    MultiFieldPanel([FieldPanel("slug"), FieldPanel("menu_order")], heading=_("Address and order")),
    MultiFieldPanel([FieldPanel("is_private"), FieldPanel("password")], heading=_("Who sees it")),
    FieldPanel("featured_image"),
    MultiFieldPanel([FieldPanel("comments_open"), FieldPanel("pings_open")], heading=_("Discussion")),
    MultiFieldPanel([FieldPanel("seo_title"), FieldPanel("search_description")], heading=_("Search engines")),
    PublishingPanel(),
]


def page_editor() -> TabbedInterface:
    """The panels, in two tabs."""
    tabs = [ObjectList(TEXT, heading=_("Text")), ObjectList(SETTINGS, heading=_("Publishing"))]
    return TabbedInterface(tabs, base_form_class=PageForm)
