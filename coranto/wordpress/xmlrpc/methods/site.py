"""What the site says of itself to those who write: statuses, formats, templates, options. Nothing is set this way."""

from typing import Any

from coranto.posts.models import Post
from coranto.publication.addresses import absolute
from coranto.wordpress.entries.rights import edits_pages, writes_posts
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.faults import Fault
from coranto.wordpress.xmlrpc.values import items, text

POST_STATUSES = {"draft": "Draft", "pending": "Pending Review", "private": "Private", "publish": "Published"}
PAGE_STATUSES = {name: words for name, words in POST_STATUSES.items() if name != "pending"}
NOT_YOURS = "Sorry, you are not allowed to access details about this site."
SPEAKS_LIKE = "6.1"
"""The version of WordPress whose answers ours follow; editors ask for it."""


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


def post_formats(caller: Caller, args: Args) -> dict[str, str]:
    """``wp.getPostFormats``."""
    _checked(writes_posts(caller.user))
    return {name: name.capitalize() for name in Post.Format.values}


def options(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getOptions(blog, name, password, names)``; all where none are named."""
    known = _options(caller)
    wanted = [text(name) for name in items(args[1])] if len(args) > 1 else []
    shown = [name for name in wanted if name in known] if wanted else list(known)
    return {name: {"desc": known[name][0], "readonly": True, "value": known[name][1]} for name in shown}


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
        "blog_title": ("Site Title", site.name),
        "blog_tagline": ("Site Tagline", site.tagline),
        "date_format": ("Date Format", site.date_format),
        "time_format": ("Time Format", site.time_format),
        "default_comment_status": ("Allow people to submit comments on new posts.", switch[site.comments_open]),
        "default_ping_status": ("Allow link notifications from other blogs on new posts.", switch[site.pings_open]),
    }


def _hours(caller: Caller) -> str:
    offset = caller.at.astimezone(caller.zone).utcoffset()
    return f"{offset.total_seconds() / 3600:g}" if offset else "0"
