"""The screens of menus and of the blogroll."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from coranto.publication.forms import MenuForm
from coranto.publication.models import BlogrollLink, Menu


class MenuViewSet(ModelViewSet):
    """Menus with their links."""

    model = Menu
    icon = "list-ul"
    url_prefix = "menus"
    name = "menus"
    menu_label = _("Menus")
    add_to_reference_index = False
    list_display = ["name", "place"]
    search_fields = ["name"]
    search_backend_name = None
    copy_view_enabled = False
    ordering = ["name"]
    edit_handler = ObjectList(
        [FieldRowPanel([FieldPanel("name"), FieldPanel("place")]), FieldPanel("slug"), FieldPanel("links")],
        base_form_class=MenuForm,
    )


class BlogrollViewSet(ModelViewSet):
    """Links to other sites."""

    model = BlogrollLink
    icon = "link"
    url_prefix = "blogroll"
    name = "blogroll"
    menu_label = _("Blogroll")
    add_to_reference_index = False
    list_display = ["name", "url", "group"]
    search_fields = ["name", "url", "group"]
    search_backend_name = None
    copy_view_enabled = False
    ordering = ["group", "order", "name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("url"),
            FieldPanel("description"),
            FieldRowPanel([FieldPanel("group"), FieldPanel("order")]),
        ]
    )


class NavigationGroup(ModelViewSetGroup):
    """Menus and blogroll."""

    menu_label = _("Navigation")
    menu_icon = "list-ul"
    menu_order = 400
    items = (MenuViewSet(), BlogrollViewSet())
