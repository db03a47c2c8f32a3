"""The parts that owners arrange at the desk: widgets of a sidebar, links of a menu.

They only serve the forms. What is stored is plain: ``Publication.sidebar`` as :mod:`coranto.publication.widgets` reads
it, and rows of ``MenuItem``.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from coranto.publication.models import Menu
from coranto.publication.widgets import widget_kinds


def menu_choices() -> list[tuple[str, str]]:
    """Every menu by its slug."""
    return list(Menu.objects.order_by("name").values_list("slug", "name"))


def _count(default: int, most: int) -> blocks.IntegerBlock:
    return blocks.IntegerBlock(label=_("How many"), default=default, min_value=1, max_value=most)


def _flag(label: Any) -> blocks.BooleanBlock:
    return blocks.BooleanBlock(label=label, default=True, required=False)


LABELS: dict[str, tuple[Any, str, list[tuple[str, blocks.Block]]]] = {
    "search": (_("Search field"), "search", []),
    "recent_posts": (_("Recent posts"), "doc-full", [("count", _count(5, 30)), ("show_date", _flag(_("With dates")))]),
    "recent_comments": (_("Recent comments"), "comment", [("count", _count(5, 30))]),
    "categories": (_("Categories"), "folder-open-inverse", [("show_count", _flag(_("With numbers")))]),
    "sources": (_("Outlets"), "globe", [("count", _count(10, 100)), ("show_count", _flag(_("With numbers")))]),
    "archives": (_("Months"), "calendar", [("count", _count(12, 120)), ("show_count", _flag(_("With numbers")))]),
    "authors": (_("Authors"), "user", [("count", _count(20, 100)), ("show_count", _flag(_("With numbers")))]),
    "tags": (_("Tag cloud"), "tag", [("count", _count(45, 200))]),
    "calendar": (_("Calendar"), "calendar-alt", []),
    "blogroll": (_("Blogroll"), "link", []),
    "feeds": (_("Feeds"), "rss", []),
    "menu": (_("Menu"), "list-ul", [("menu", blocks.ChoiceBlock(label=_("Which one"), choices=menu_choices))]),
    "text": (_("Own text"), "pilcrow", [("html", blocks.TextBlock(label=_("HTML"), required=False))]),
}
"""What the desk knows of each kind: its name, icon and options."""


def sidebar_block() -> blocks.StreamBlock:
    """A stream of the kinds of widgets that the apps have registered."""
    kinds = []
    for kind in sorted(widget_kinds(), key=lambda kind: list(LABELS).index(kind) if kind in LABELS else len(LABELS)):
        label, icon, options = LABELS.get(kind, (kind.replace("_", " "), "placeholder", []))
        title = blocks.CharBlock(label=_("Heading"), required=False, help_text=_("Empty: the usual one."))
        kinds.append((kind, blocks.StructBlock([("title", title), *options], label=label, icon=icon)))
    return blocks.StreamBlock(kinds, required=False, max_num=40)


def stream_of(entries: Iterable[Any], block: blocks.StreamBlock) -> blocks.StreamValue:
    """Stored entries as the form shows them; kinds that nobody makes any more are left out."""
    known = [entry for entry in entries if isinstance(entry, dict) and entry.get("kind") in block.child_blocks]
    raw = [{"type": entry["kind"], "value": {k: v for k, v in entry.items() if k != "kind"}} for entry in known]
    return block.to_python(raw)


def entries_of(value: blocks.StreamValue) -> list[dict[str, Any]]:
    """What the form holds, as it is stored."""
    return [{"kind": child.block_type, **child.block.get_prep_value(child.value)} for child in value]


def menu_block(depth: int) -> blocks.ListBlock:
    """A list of links, each with links below it, ``depth`` levels in all. ``key`` is that of the row it comes from."""
    parts: list[tuple[str, blocks.Block]] = [
        ("label", blocks.CharBlock(label=_("Label"), max_length=250)),
        (
            "address",
            blocks.CharBlock(
                label=_("Address"),
                max_length=2000,
                default="/",
                help_text=_("A path on this site, such as /about/, or a whole address."),
            ),
        ),
        ("hint", blocks.CharBlock(label=_("Hint"), required=False, max_length=500)),
        ("key", KeyBlock(required=False)),
    ]
    if depth > 1:
        parts.append(("children", menu_block(depth - 1)))
    below = _("Below it") if depth < DEEPEST else _("Links")
    link = blocks.StructBlock(parts, label=_("Link"), icon="link", collapsed=True, label_format="{label}")
    return blocks.ListBlock(link, label=below, default=[])


DEEPEST = 4


class KeyBlock(blocks.FieldBlock):
    """The key of the row that a link comes from, kept out of sight."""

    def __init__(self, required: bool = False, **kwargs: Any) -> None:
        """A hidden number."""
        self.field = forms.IntegerField(required=required, widget=forms.HiddenInput())
        super().__init__(**kwargs)

    class Meta:
        label = " "
