"""The screens of what posts are filed under and credited to: categories, tags, outlets, authors."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import DeleteView, IndexView, SnippetViewSet, SnippetViewSetGroup

from coranto.core.capped_pages import CappedPages
from coranto.posts.actions.filing import KINDS, address_of, delete_filing, still_used
from coranto.posts.forms.filing import AuthorForm, CategoryForm, SourceForm, TagForm
from coranto.posts.models import Author, Category, ListingCount, Source, Tag
from coranto.publication.addresses import addresses_of
from coranto.publication.current import publication_of


def public_count(row: Any) -> int:
    """How many public posts are listed under it, as the list's view looked it up."""
    return int(row.public_posts)


class FiledIndexView(IndexView):
    """A list with the number of public posts of each, and the way to the public listing."""

    paginator_class = CappedPages

    def search_queryset(self, queryset: Any) -> Any:
        """Each once, however many of its names are found."""
        return super().search_queryset(queryset).distinct()

    def get_table(self, object_list: Any) -> Any:
        """Wagtail's table over rows that know their counts."""
        rows = list(object_list)
        counts = ListingCount.objects.filter(kind=KINDS[self.model], key__in=[row.pk for row in rows])
        found = dict(counts.values_list("key", "count"))
        for row in rows:
            row.public_posts = found.get(row.pk, 0)
        return super().get_table(rows)

    def get_list_more_buttons(self, instance: Any) -> list[Any]:
        """Wagtail's, with the way to the public listing."""
        buttons: list[Any] = super().get_list_more_buttons(instance)
        attrs = {"target": "_blank"}
        url = address_of(instance, addresses_of(publication_of(self.request)))
        buttons.append(Button(_gettext("View live"), url=url, icon_name="view", attrs=attrs, priority=5))
        return sorted(buttons)


class FiledDeleteView(DeleteView):
    """Deleting one, unless posts hang on it."""

    def delete_action(self) -> None:
        """Our verb."""
        delete_filing(rows=[self.object], at=timezone.now())

    def form_valid(self, form: Any) -> HttpResponse:
        """Refuse in words what the database would refuse."""
        if still_used([self.object]):
            text = _gettext("“%(row)s” is still in use. Merge it, or change what uses it first.") % {"row": self.object}
            messages.error(self.request, text)
            return redirect(self.get_success_url())
        response: HttpResponse = super().form_valid(form)
        return response


class FiledViewSet(SnippetViewSet):
    """What the four have in common."""

    index_view_class = FiledIndexView
    delete_view_class = FiledDeleteView
    search_fields = ["name", "slug"]
    search_backend_name = None
    copy_view_enabled = False
    list_per_page = 50


COUNT = Column("public_posts", label=_("Public posts"), accessor=public_count)


class CategoryViewSet(FiledViewSet):
    """The tree of categories."""

    model = Category
    icon = "folder-open-inverse"
    url_prefix = "categories"
    menu_label = _("Categories")
    list_display = ["name", "path", COUNT]
    ordering = ["path"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("parent"), FieldPanel("slug"), FieldPanel("description")],
        base_form_class=CategoryForm,
    )


class TagViewSet(FiledViewSet):
    """Tags."""

    model = Tag
    icon = "tag"
    url_prefix = "tags"
    menu_label = _("Tags")
    list_display = ["name", "slug", COUNT]
    ordering = ["name"]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("slug"), FieldPanel("description")], base_form_class=TagForm
    )


class SourceViewSet(FiledViewSet):
    """Outlets."""

    model = Source
    icon = "globe"
    url_prefix = "sources"
    menu_label = _("Outlets")
    list_display = ["name", "url", COUNT]
    search_fields = ["name", "slug", "url", "names__name"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("other_names"),
            FieldPanel("url"),
            FieldPanel("slug"),
            FieldPanel("description"),
            FieldPanel("licence"),
        ],
        base_form_class=SourceForm,
    )


class AuthorViewSet(FiledViewSet):
    """Authors."""

    model = Author
    icon = "user"
    url_prefix = "authors"
    menu_label = _("Authors")
    list_display = ["name", "slug", COUNT]
    search_fields = ["name", "slug", "login"]
    ordering = ["name"]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug"),
            FieldPanel("user", permission="accounts.change_user"),
            FieldRowPanel([FieldPanel("email"), FieldPanel("url")]),
            FieldPanel("bio"),
            FieldPanel("portrait"),
        ],
        base_form_class=AuthorForm,
    )


class FilingGroup(SnippetViewSetGroup):
    """What posts are filed under and credited to."""

    menu_label = _("Filing")
    menu_icon = "folder-open-inverse"
    menu_order = 120
    items = (CategoryViewSet, TagViewSet, SourceViewSet, AuthorViewSet)
