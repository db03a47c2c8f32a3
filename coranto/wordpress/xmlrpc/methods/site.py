"""What the site says of itself to those who write: statuses, formats, templates, options."""

from typing import Any

from coranto.posts.models import Post
from coranto.publication.actions import name_publication
from coranto.publication.addresses import absolute
from coranto.wordpress.entries.rights import edits_pages, writes_posts
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.faults import Fault
from coranto.wordpress.xmlrpc.values import flag, items, line, struct, text

POST_STATUSES = {"draft": "Draft", "pending": "Pending Review", "private": "Private", "publish": "Published"}
PAGE_STATUSES = {name: words for name, words in POST_STATUSES.items() if name != "pending"}
NOT_YOURS = "Sorry, you are not allowed to access details about this site."
CHANGES_OPTIONS = "publication.change_publication"
COLUMNS = {
    "blog_title": ("name", 250),
    "blog_tagline": ("tagline", 500),
    "date_format": ("date_format", 40),
    "time_format": ("time_format", 40),
}
SWITCHES = {"default_comment_status": "comments_open", "default_ping_status": "pings_open"}
PINGS = "(pingbacks and trackbacks)"
SUPPORTED_FORMATS = ("link", "aside", "gallery", "image", "quote", "status", "video", "audio", "chat")
SIZES = {"thumbnail": ("Thumbnail", 150, 150), "medium": ("Medium size image", 300, 300)}
SIZES |= {"medium_large": ("Medium-Large size image", 768, 0), "large": ("Large size image", 1024, 1024)}
SPEAKS_LIKE = "6.1"
"""The version of WordPress whose answers ours follow; editors ask for it."""


Options = dict[str, Any] | list[Any]


def _checked(is_allowed: bool) -> None:
    if not is_allowed:
        raise Fault(403, NOT_YOURS)


def post_statuses(caller: Caller, args: Args) -> dict[str, str]:
    """``wp.getPostStatusList``."""
    _checked(writes_posts(caller.user))
    return POST_STATUSES


def page_statuses(caller: Caller, args: Args) -> dict[str, str]:
    """``wp.getPageStatusList``."""
    _checked(edits_pages(caller.user))
    return PAGE_STATUSES


def page_templates(caller: Caller, args: Args) -> dict[str, str]:
    """``wp.getPageTemplates``: one."""
    _checked(edits_pages(caller.user))
    return {"Default": "default"}


def post_formats(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getPostFormats(blog, name, password, filter)``: all, or all and those that the theme knows."""
    _checked(writes_posts(caller.user))
    known = {name: name.capitalize() for name in Post.Format.values}
    if len(args) > 1 and flag(struct(args[1]).get("show-supported")):
        return {"all": known, "supported": list(SUPPORTED_FORMATS)}
    return known


def options(caller: Caller, args: Args) -> Options:
    """``wp.getOptions(blog, name, password, names)``; all where none are named."""
    return _shown(caller, [text(name) for name in items(args[1])] if len(args) > 1 else [])


def _shown(caller: Caller, wanted: list[str]) -> Options:
    """The options of these names, or all; an empty array, as PHP has it, where there is none of them."""
    known, may_set = _options(caller), caller.user.has_perm(CHANGES_OPTIONS)
    names = [name for name in wanted if name in known] if wanted else list(known)
    shown = {
        name: {
            "desc": known[name][0],
            "readonly": not (may_set and (name in COLUMNS or name in SWITCHES)),
            "value": known[name][1],
        }
        for name in names
    }
    return shown or []


def set_options(caller: Caller, args: Args) -> Options:
    """``wp.setOptions(blog, name, password, options)``: those named, as they are afterwards.

    What cannot be set this way is passed over. A switch is open for ``open``, and closed for anything else.
    """
    if not caller.user.has_perm(CHANGES_OPTIONS):
        raise Fault(403, "Sorry, you are not allowed to update options.")
    sent = struct(args[1])
    changes: dict[str, Any] = {
        column: line(sent[name], longest) for name, (column, longest) in COLUMNS.items() if name in sent
    }
    changes |= {column: text(sent[name]) == "open" for name, column in SWITCHES.items() if name in sent}
    if changes:
        caller.publication = name_publication(changes=changes, at=caller.at)
    return _shown(caller, list(sent)) if sent else []


def _options(caller: Caller) -> dict[str, tuple[str, Any]]:
    site = caller.publication
    switch = {True: "open", False: "closed"}
    return {
        "software_name": ("Software Name", "WordPress"),
        "software_version": ("Software Version", SPEAKS_LIKE),
        "blog_url": ("WordPress Address (URL)", absolute("/").rstrip("/")),
        "home_url": ("Site Address (URL)", absolute("/").rstrip("/")),
        "login_url": ("Login Address (URL)", absolute("/wp-login.php")),
        "admin_url": ("The URL to the admin area", absolute("/wp-admin/")),
        "post_thumbnail": ("Post Thumbnail", True),
        "time_zone": ("Time Zone", _hours(caller)),
        **_sizes(),
        "blog_title": ("Site Title", site.name),
        "blog_tagline": ("Site Tagline", site.tagline),
        "date_format": ("Date Format", site.date_format),
        "time_format": ("Time Format", site.time_format),
        "default_comment_status": ("Allow people to submit comments on new posts.", switch[site.comments_open]),
        "default_ping_status": (
            f"Allow link notifications from other blogs {PINGS} on new posts.",
            switch[site.pings_open],
        ),
    }


def _sizes() -> dict[str, tuple[str, Any]]:
    """How large copies of pictures are made, and what else WordPress says of new pictures."""
    found: dict[str, tuple[str, Any]] = {
        "image_default_link_type": ("Image default link type", "none"),
        "image_default_size": ("Image default size", ""),
        "image_default_align": ("Image default align", ""),
        "users_can_register": ("Allow new users to sign up", "0"),
        "thumbnail_crop": ("Crop thumbnail to exact dimensions", "1"),
    }
    for name, (words, width, height) in SIZES.items():
        wide, high = ("Width", "Height") if name == "thumbnail" else ("width", "height")
        found |= {f"{name}_size_w": (f"{words} {wide}", str(width)), f"{name}_size_h": (f"{words} {high}", str(height))}
    return found


def _hours(caller: Caller) -> float:
    offset = caller.at.astimezone(caller.zone).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0
