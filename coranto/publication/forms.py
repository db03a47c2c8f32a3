"""The forms of the publication's settings and of menus."""

import re
import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks.base import BlockField

from coranto.core.chosen_theme import offered_themes
from coranto.publication.actions import settle_menu
from coranto.publication.blocks import DEEPEST, entries_of, menu_block, sidebar_block, stream_of
from coranto.publication.menu_trees import depth_of, links_of
from coranto.publication.models import Menu, Publication
from coranto.publication.page_choices import offered_pages
from coranto.publication.widgets import DEFAULT_SIDEBAR

NO_PAGE = ""
TAGS = {
    f"%{name}%"
    for name in ("year", "monthnum", "day", "hour", "minute", "second", "post_id", "postname", "category", "author")
}


def with_present(choices: list[tuple[Any, Any]], value: Any) -> list[tuple[Any, Any]]:
    """The choices, and what is set now where that is none of them: saving must not change it by the way."""
    return choices if not value or value in dict(choices) else [*choices, (value, value)]


class PublicationForm(WagtailAdminModelForm):
    """All settings of the weblog."""

    permalink_structure = forms.CharField(label=_("Permalinks"), max_length=200)
    language = forms.ChoiceField(label=_("Language"))
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("New posts are dated by its clock."))
    theme = forms.ChoiceField(label=_("Theme"))
    front_page_number = forms.TypedChoiceField(label=_("Front page"), coerce=int, empty_value=None, required=False)
    posts_page_number = forms.TypedChoiceField(
        label=_("Page that lists the posts"), coerce=int, empty_value=None, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill in what can be chosen."""
        super().__init__(*args, **kwargs)
        row: Publication = self.instance
        zones = [(name, name.replace("_", " ")) for name in sorted(zoneinfo.available_timezones())]
        pages: list[tuple[Any, Any]] = list(offered_pages())
        self._offer("time_zone", with_present(zones, row.time_zone))
        self._offer("language", with_present([(code, name) for code, name in settings.LANGUAGES], row.language))
        self._offer("theme", with_present([(name, name) for name in offered_themes()], row.theme))
        self._offer(
            "front_page_number", [(NO_PAGE, _("the newest posts")), *with_present(pages, row.front_page_number)]
        )
        self._offer("posts_page_number", [(NO_PAGE, "–"), *with_present(pages, row.posts_page_number)])
        block = sidebar_block()
        self.fields["sidebar"] = BlockField(
            block=block, label=_("Sidebar"), required=False, help_text=_("Empty: the usual arrangement.")
        )
        self.initial["sidebar"] = stream_of(row.sidebar or DEFAULT_SIDEBAR, block)

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices

    def clean_permalink_structure(self) -> str:
        """A pattern that tells posts apart."""
        pattern: str = self.cleaned_data["permalink_structure"].strip()
        if not pattern.startswith("/") or not ("%postname%" in pattern or "%post_id%" in pattern):
            raise forms.ValidationError(_("Begin with / and use %postname% or %post_id%."))
        if unknown := set(re.findall(r"%[^%/]*%", pattern)) - TAGS:
            raise forms.ValidationError(", ".join(sorted(unknown)) + ": " + str(_("unknown here")))
        return pattern

    def clean_sidebar(self) -> list[dict[str, Any]]:
        """As it is stored."""
        return entries_of(self.cleaned_data["sidebar"])

    def clean(self) -> dict[str, Any]:
        """The front page and the page of posts are two."""
        cleaned: dict[str, Any] = super().clean()
        front, posts = cleaned.get("front_page_number"), cleaned.get("posts_page_number")
        if front and front == posts:
            self.add_error("posts_page_number", _("Choose another page than the front page."))
        return cleaned

    def save(self, commit: bool = True) -> Publication:
        """Save, and tell Wagtail the name."""
        saved: Publication = super().save(commit=commit)
        if commit and saved.site.site_name != saved.name:
            saved.site.site_name = saved.name
            saved.site.save(update_fields=["site_name"])
        return saved


class MenuForm(WagtailAdminModelForm):
    """A menu with its links."""

    links = BlockField(block=menu_block(DEEPEST), label=_("Links"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the links as a tree, at least as deep as it is now."""
        super().__init__(*args, **kwargs)
        menu: Menu = self.instance
        block = menu_block(max(DEEPEST, depth_of(menu) if menu.pk else 0))
        self.fields["links"] = BlockField(block=block, label=_("Links"), required=False)
        self.initial["links"] = block.to_python(links_of(menu) if menu.pk else [])

    def save(self, commit: bool = True) -> Menu:
        """Save the menu, then its links."""
        saved: Menu = super().save(commit=commit)
        if commit:
            block = self.fields["links"].block
            raw = block.get_prep_value(self.cleaned_data["links"])
            settle_menu(menu=saved, links=[item["value"] for item in raw])
        return saved
