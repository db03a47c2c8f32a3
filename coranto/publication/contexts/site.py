"""The publication around every page."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from coranto.publication.contexts.head import FeedLink
from coranto.publication.contexts.images import ImageView
from coranto.publication.contexts.links import Link, MenuLink
from coranto.publication.contexts.widgets import Widget


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteContext:
    """The publication, the same on all its pages (``site``)."""

    name: str
    """The publication's name."""
    home_url: str
    """The front page."""
    tagline: str = ""
    """One line under the name."""
    language: str = "en"
    """A BCP 47 code such as ``en-GB``, for ``lang``."""
    direction: str = "ltr"
    """``ltr`` or ``rtl``, for ``dir``."""
    logo: ImageView | None = None
    """Shown in place of the name; its ``alt`` is the name then."""
    icon_url: str = ""
    """The site icon, square."""
    header_image: ImageView | None = None
    """A wide picture under the name, as older themes show."""
    today: datetime | None = None
    """Now, for a date line under the name; absent where pages are kept long."""
    search_url: str = "/"
    """Where a search form goes (GET, field ``s``)."""
    sources_url: str = "/source/"
    """The list of all outlets."""
    archives_url: str = ""
    """The archives by month."""
    primary_menu: tuple[MenuLink, ...] = ()
    """The main menu."""
    secondary_menu: tuple[MenuLink, ...] = ()
    """A lesser menu."""
    social_menu: tuple[MenuLink, ...] = ()
    """Profiles elsewhere."""
    footer_menu: tuple[MenuLink, ...] = ()
    """Links at the foot."""
    sidebar: tuple[Widget, ...] = ()
    """The widgets beside the text: ``{% include widget.template %}``."""
    second_sidebar: tuple[Widget, ...] = ()
    """Widgets of a second column, where the owner uses one."""
    footer_widgets: tuple[Widget, ...] = ()
    """Widgets at the foot."""
    feeds: tuple[FeedLink, ...] = ()
    """The site's own feeds."""
    footer_html: SafeString = field(default_factory=SafeString)
    """The owner's line at the foot: cleaned HTML."""
    theme: str = "default"
    """The theme's name."""
    fonts: str = "newspaper"
    """The owner's choice of type, for a class: ``newspaper``, ``book``, ``modern`` or ``system``."""
    stylesheets: tuple[str, ...] = ()
    """Addresses of stylesheets to add after the theme's own, such as the owner's accent colour."""
    date_format: str = ""
    """How the owner writes dates, in Django's letters (also WordPress's); empty for the language's own way."""
    time_format: str = ""
    """How the owner writes the time of day, in the same letters; empty for the language's own way."""
    show_comment_numbers: bool = True
    """Whether comments carry running numbers."""
    version: str = ""
    """Changes whenever anything but the date, the marks in menus and the desk's links does; for ``{% kept %}``."""
    desk_links: tuple[Link, ...] = ()
    """For a signed-in editor: ways to the desk. Empty for readers."""
