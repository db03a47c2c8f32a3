"""What a listing is called."""

import datetime
from functools import lru_cache

from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

from coranto.core.plain_text import plain_text
from coranto.posts.listings.listing import Listing

ENGLISH_DAY = "F j, Y"
FEED_TITLES = {
    "category": gettext_noop("%(name)s Category Feed"),
    "tag": gettext_noop("%(name)s Tag Feed"),
    "author": gettext_noop("Posts by %(name)s Feed"),
    "source": gettext_noop("%(name)s Source Feed"),
    "format": gettext_noop("%(name)s Format Feed"),
}
FORMATS = {
    "aside": (gettext_noop("Aside"), gettext_noop("Asides")),
    "chat": (gettext_noop("Chat"), gettext_noop("Chats")),
    "gallery": (gettext_noop("Gallery"), gettext_noop("Galleries")),
    "link": (gettext_noop("Link"), gettext_noop("Links")),
    "image": (gettext_noop("Image"), gettext_noop("Images")),
    "quote": (gettext_noop("Quote"), gettext_noop("Quotes")),
    "status": (gettext_noop("Status"), gettext_noop("Statuses")),
    "video": (gettext_noop("Video"), gettext_noop("Videos")),
    "audio": ("Audio", "Audio"),
}
"""What a format is called, and its posts."""
JOINED_BY_ANY, JOINED_BY_ALL = " / ", " + "


def name_of(listing: Listing) -> str:
    """What the page's title and its feed call it, as WordPress does: its heading, of several subjects the first; a
    format by its own name."""
    if listing.kind == "format":
        return format_itself(listing.name)
    return plain_text(listing.named_for.name) if listing.named_for else heading_of(listing)


def heading_of(listing: Listing) -> str:
    """The heading without its kind: ``Harbours``, ``February 2016``; nothing for the front page."""
    if listing.heading:
        return listing.heading
    if listing.subjects:
        joint = JOINED_BY_ALL if listing.needs_all else JOINED_BY_ANY
        return joint.join(plain_text(subject.name) for subject in listing.subjects)
    if listing.day:
        return day_name(datetime.date(listing.year, listing.month, listing.day))
    if listing.month:
        return month_name(listing.year, listing.month)
    if listing.year:
        return f"{listing.year:04}"
    return format_name(listing.name) if listing.kind == "format" else ""


def day_name(day: datetime.date) -> str:
    """``February 7, 2016`` in the language in force; in English as WordPress writes it, without a shortened month."""
    return date_format(day, ENGLISH_DAY if (get_language() or "en").startswith("en") else "DATE_FORMAT")


def month_name(year: int, month: int) -> str:
    """``February 2016`` in the language in force."""
    return date_format(datetime.date(year, month, 1), "YEAR_MONTH_FORMAT")


def bare_month_name(month: int) -> str:
    """``February``."""
    return _month_in(month, get_language())


@lru_cache(maxsize=120)
def _month_in(month: int, language: str | None) -> str:
    with translation.override(language):
        return str(MONTHS[month])


def format_name(name: str) -> str:
    """The posts of a format, as WordPress heads their listing."""
    return _format_in(name, FORMATS.get(name, (name, name))[1])


def format_itself(name: str) -> str:
    """A format, as titles and feeds name it."""
    return _format_in(name, FORMATS.get(name, (name, name))[0])


def _format_in(name: str, word: str) -> str:
    """The word in the language in force."""
    return pgettext("posts of this format", "Audio") if name == "audio" else _(word) if name in FORMATS else word


def feed_title(listing: Listing) -> str:
    """What WordPress calls the feed of a listing: ``Harbours Category Feed``; nothing for those by date."""
    pattern = FEED_TITLES.get(listing.kind, "")
    return _(pattern) % {"name": name} if pattern and (name := name_of(listing)) else ""
