"""The publication around every page: its name, menus, sidebar and feeds.

Most of it is the same on all pages and costs a dozen queries, so it is kept in memory of the process. ``changed_at`` of
the publication is part of the key, and :func:`coranto.publication.actions.note_change` moves it whenever anything that
the frame shows has changed: what is kept is then never looked at again, in any process. After a comment only the
widgets that show comments are built anew. A limit of time guards against a change that nobody noted.
"""

import datetime
import itertools
import time
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from coranto.core.html.inline import inline_html
from coranto.core.inside_requests import UNDATED
from coranto.core.made_of import collecting, fresh_until, next_moment
from coranto.publication.addresses import addresses_of
from coranto.publication.avatars import avatar_path
from coranto.publication.contexts import Link, SiteContext, Widget
from coranto.publication.current import forget_publications, language_of, publication_of, state_of
from coranto.publication.menus import load_menus, marked
from coranto.publication.models import Menu, Publication
from coranto.publication.people import is_editor
from coranto.publication.pictures import image_view
from coranto.publication.sidebars import Sidebar
from coranto.publication.site_feeds import site_feeds
from coranto.publication.widgets import DEFAULT_SIDEBAR, Slot, build_slots

KEPT_SECONDS = 300
KEPT_FRAMES = 4

_built = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Frame:
    """What is kept: the frame, its sidebar by places, when all of it was built, after which change, and until when."""

    site: SiteContext
    slots: tuple[Slot, ...]
    built_at: float
    changed_at: datetime.datetime
    names: frozenset[str] = frozenset()
    until: datetime.datetime | None = None

    def holds(self, now: datetime.datetime) -> bool:
        """Whether it may still be used, as far as the clock goes."""
        return time.monotonic() - self.built_at < KEPT_SECONDS and not (self.until and self.until <= now)


_frames: dict[tuple[object, ...], Frame] = {}


def site_context(request: HttpRequest) -> SiteContext:
    """The frame of the page that is asked for: the current menu entry marked, the desk's links for editors."""
    publication = publication_of(request)
    frame = _frame(publication)
    path = request.path_info
    today = None if request.META.get(UNDATED) else _today(publication)
    fresh_until(today and today + datetime.timedelta(days=1))
    return replace(
        frame,
        today=today,
        primary_menu=marked(frame.primary_menu, path),
        secondary_menu=marked(frame.secondary_menu, path),
        footer_menu=marked(frame.footer_menu, path),
        desk_links=desk_links() if is_editor(request) else (),
    )


def forget_frames() -> None:
    """Throw away what is kept; for tests, and for a process that changed the database behind everybody's back."""
    _frames.clear()
    forget_publications()


def desk_links() -> tuple[Link, ...]:
    """Ways to the desk."""
    try:
        return (Link(label=_("Desk"), url=reverse("wagtailadmin_home")),)
    except NoReverseMatch:
        return ()


def _today(publication: Publication) -> datetime.datetime:
    """The day alone: a page that differed every second could never be known to anybody already."""
    now = timezone.localtime(timezone.now(), publication.zone)
    return now.replace(hour=0, minute=0, second=0, microsecond=0)


def _frame(publication: Publication) -> SiteContext:
    key = state_of(publication)
    kept, now = _frames.get(key), timezone.now()
    if kept and kept.holds(now):
        if kept.changed_at == publication.changed_at:
            return kept.site
        with collecting() as found:
            slots = build_slots(publication, publication.sidebar or DEFAULT_SIDEBAR, kept.slots)
        names = kept.names | found.names
        site = replace(kept.site, version=_next_version(), sidebar=Sidebar(_widgets(slots), names))
        frame = replace(kept, site=site, slots=slots, changed_at=publication.changed_at, names=names)
    else:
        with collecting() as found:
            slots = build_slots(publication, publication.sidebar or DEFAULT_SIDEBAR)
        site = _build(publication, Sidebar(_widgets(slots), found.names))
        frame = Frame(site, slots, time.monotonic(), publication.changed_at, frozenset(found.names), next_moment(now))
    if len(_frames) >= KEPT_FRAMES and key not in _frames:
        _frames.clear()
    _frames[key] = frame
    return frame.site


def _next_version() -> str:
    return str(next(_built))


def _widgets(slots: tuple[Slot, ...]) -> tuple[Widget, ...]:
    return tuple(widget for _kind, widget in slots if widget is not None)


def _build(publication: Publication, sidebar: Sidebar) -> SiteContext:
    addresses = addresses_of(publication)
    menus = load_menus()
    language = language_of(publication)
    icon = image_view(publication.icon)
    return SiteContext(
        version=_next_version(),
        name=publication.name,
        home_url="/",
        tagline=publication.tagline,
        language=publication.language.replace("_", "-"),
        direction="rtl" if _is_right_to_left(language) else "ltr",
        logo=image_view(publication.logo, alt=publication.name),
        icon_url=icon.url if icon else avatar_path(f"site:{publication.name}"),
        sources_url=addresses.source(),
        archives_url=addresses.archives(),
        primary_menu=menus.get(Menu.Place.PRIMARY, ()),
        footer_menu=menus.get(Menu.Place.FOOTER, ()),
        social_menu=menus.get(Menu.Place.SOCIAL, ()),
        sidebar=sidebar,
        feeds=site_feeds(publication),
        footer_html=inline_html(publication.footer_text),
        theme=publication.theme,
        fonts=publication.font,
        stylesheets=_stylesheets(publication.accent.lower()),
        date_format=publication.date_format,
        time_format=publication.time_format,
    )


def _stylesheets(accent: str) -> tuple[str, ...]:
    """The sheet with the owner's colour; none for the one that themes have already, which saves a request."""
    own = accent != Publication._meta.get_field("accent").default
    return (f"/-/accent/{accent.lstrip('#')}.css",) if own else ()


def _is_right_to_left(language: str) -> bool:
    try:
        return bool(get_language_info(language)["bidi"])
    except KeyError:
        return language.split("-")[0] in {"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"}
