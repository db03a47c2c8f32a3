"""Tags and filters for themes: dates in the publication's way, attributions in words, pictures, icons, safe addresses.

``docs/theme.md`` lists them with examples.
"""

import datetime
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils import formats
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info, pgettext
from django.utils.translation import gettext as _

from coranto.posts.contexts import PostCard
from coranto.publication.contexts import ImageView
from coranto.theme.page_language import language_of
from coranto.theme.quick_values import ESCAPED
from coranto.theme.written_dates import at_time, short_day_letters, written_clock, written_day

register = template.Library()

ICONS = Path(__file__).resolve().parent.parent / "icons"
PLAIN_ADDRESSES = ("/", "#", "?", "https://", "http://")
LINES = {"weekday": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
FEW_LINES = 0.6
"""Lines to a post, up to which a listing is divided by days, or by months."""
SET_APART = 1_000
"""The smallest number that a language may set signs into."""
SAFE_SCHEMES = {"", "http", "https", "mailto"}
JSON_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


@register.simple_tag(takes_context=True)
def day(context: Mapping[str, Any], value: datetime.datetime | None, style: str = "") -> str:
    """``{% day post.posted_at %}``: a ``<time>`` with the date as the owner writes dates.

    ``style`` may be ``weekday`` (weekday and date), ``month`` (month and year), ``year`` or ``short`` (day and month).
    """
    if value is None:
        return ""
    written = _day_format(context, style)
    stamp = f"{value:{LINES[style]}}" if style in {"month", "weekday"} else value.isoformat(timespec="seconds")
    return _time(stamp, written_day(value, written, language_of(context)))


def _time(stamp: str, words: str) -> SafeString:
    """The element. What machines read has nothing in it to escape."""
    return SafeString(f'<time datetime="{stamp}">{escape(words) if ESCAPED.search(words) else words}</time>')


def _day_format(context: Mapping[str, Any], style: str) -> str:
    """Django's date letters for a style of ``day``; only the one is looked up, because a page has many days."""
    match style:
        case "weekday":
            return f"l, {_date_format(context)}"
        case "month":
            return str(formats.get_format("YEAR_MONTH_FORMAT"))
        case "year":
            return "Y"
        case "short":
            return short_day_letters(language_of(context))
    return _date_format(context)


@register.simple_tag(takes_context=True)
def moment(context: Mapping[str, Any], value: datetime.datetime | None) -> str:
    """``{% moment comment.posted_at %}``: a ``<time>`` with date and time of day as the owner writes them."""
    if value is None:
        return ""
    language = language_of(context)
    clock = getattr(context.get("site"), "time_format", "") or formats.get_format("TIME_FORMAT", language)
    day = written_day(value, _date_format(context), language)
    shown = at_time(day, written_clock(value, clock, language), language)
    return _time(value.isoformat(timespec="seconds"), shown)


@register.simple_tag(takes_context=True)
def source_date(context: Mapping[str, Any], value: str) -> str:
    """``{% source_date attribution.date %}``: a day, month or year (``2016-02-05``, ``2016-02``, ``2016``) in words.

    What cannot be read as one is shown as it is.
    """
    parts = value.split("-")
    try:
        year, month, day_of_month = (int(part) for part in [*parts, "1", "1"][:3])
        date = datetime.datetime(year, month, day_of_month, tzinfo=datetime.UTC)
    except (ValueError, TypeError, OverflowError):
        return format_html("{}", value)
    written = {1: "Y", 2: formats.get_format("YEAR_MONTH_FORMAT")}.get(len(parts), _date_format(context))
    return format_html('<time datetime="{}">{}</time>', value, format_date(date, written))


@register.filter
def relation(value: str) -> str:
    """``{{ attribution.relation|relation }}``: "Republished from", to stand before the outlet's name."""
    match value:
        case "republished":
            return _("Republished from")
        case "excerpted":
            return _("Excerpted from")
        case "translated":
            return _("Translated from")
        case "quoted":
            return _("Quoted in")
        case "via":
            return pgettext("before an outlet's name", "Via")
    return _("From")


@register.simple_tag
def datelines(cards: Iterable[PostCard]) -> list[dict[str, Any]]:
    """``{% datelines page.cards as groups %}``: the cards under date lines.

    Each group has ``day``, ``style``, ``is_day`` and ``cards``. A line is a day (``style`` "weekday") where days have
    several posts, else a month ("month") or a year ("year"): columns under a line want more than one post. ``day`` is
    any moment in it, and none for the group of sticky posts.
    """
    cards = list(cards)
    style = _line_style([card.posted_at for card in cards if not card.is_sticky])
    groups: list[dict[str, Any]] = []
    last: object = ()
    for card in cards:
        line = None if card.is_sticky else f"{card.posted_at:{LINES[style]}}"
        if line != last:
            is_day = line is not None and style == "weekday"
            groups.append({"day": card.posted_at if line else None, "style": style, "is_day": is_day, "cards": []})
            last = line
        groups[-1]["cards"].append(card)
    return groups


@register.filter
def have_bodies(cards: Iterable[PostCard]) -> bool:
    """``{% if page.cards|have_bodies %}``: whether full texts are listed, which want one column."""
    return any(card.body_html for card in cards)


@register.inclusion_tag("theme/_picture.html")
def picture(image: ImageView, sizes: str = "100vw", css_class: str = "", eager: bool = False) -> dict[str, Any]:
    """``{% picture post.image sizes="(min-width: 60rem) 40rem, 100vw" %}``; ``eager=True`` for what is seen at once."""
    return {"image": image, "sizes": sizes, "css_class": css_class, "eager": eager}


@register.simple_tag
def icon(name: str) -> SafeString:
    """``{% icon "search" %}``: one of the drawings in ``theme/icons/``, hidden from screen readers."""
    return _icon(name)


@register.filter
def address(value: str) -> str:
    """``href="{{ comment.author_url|address }}"``: the address, or nothing when a click on it could run a script."""
    if value.startswith(PLAIN_ADDRESSES):
        return value
    cleaned = "".join(character for character in value if character > " ")
    try:
        return value if urlsplit(cleaned).scheme.lower() in SAFE_SCHEMES else ""
    except ValueError:
        return ""


@register.filter
def host(value: str) -> str:
    """``{{ source.home_url|host }}``: the host's name without ``www.``, for showing."""
    try:
        return (urlsplit(value).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


@register.filter
def language_name(value: str) -> str:
    """``{{ attribution.language|language_name }}``: the language's name in the page's own, else the code."""
    try:
        return _(get_language_info(value)["name"])
    except KeyError:
        return value


@register.filter
def number(value: int) -> str:
    """``{{ count|number }}``: with the language's separators."""
    if type(value) is int and 0 <= value < SET_APART:
        return str(value)
    return formats.number_format(value, force_grouping=True)


@register.filter
def json_ld(value: str) -> SafeString:
    """``{{ head.json_ld|json_ld }}``: JSON text inside ``<script type="application/ld+json">``.

    ``<``, ``>`` and ``&`` stand in JSON only inside strings, where their escapes mean the same; so no text can end the
    element or open a comment.
    """
    return mark_safe(value.translate(JSON_ESCAPES))


def _line_style(moments: list[datetime.datetime]) -> str:
    """The shortest time that has several of the posts on the whole."""
    for style in ("weekday", "month"):
        if len({f"{one:{LINES[style]}}" for one in moments}) <= FEW_LINES * len(moments):
            return style
    return "year"


def _date_format(context: Mapping[str, Any]) -> str:
    return getattr(context.get("site"), "date_format", "") or formats.get_format("DATE_FORMAT", language_of(context))


@cache
def _icon(name: str) -> SafeString:
    return mark_safe((ICONS / f"{name}.svg").read_text().strip())
