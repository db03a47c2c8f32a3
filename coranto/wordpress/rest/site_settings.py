"""``/wp/v2/settings``: read and changed by those who may change the settings at the desk."""

import zoneinfo
from typing import Any

from django.conf import settings

from coranto.publication.actions import name_publication
from coranto.publication.models import Publication
from coranto.wordpress.entries.writing import USUAL_CATEGORY
from coranto.wordpress.rest.answers import Answer, Json
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.parameters import Parameter, WrongValueError, invalid
from coranto.wordpress.rest.people import refusal

RIGHT = "publication.change_publication"
OPEN = ("open", "closed")
COLUMNS = {
    "title": "name",
    "description": "tagline",
    "timezone": "time_zone",
    "date_format": "date_format",
    "time_format": "time_format",
    "posts_per_page": "posts_per_page",
}
SWITCHES = {"default_ping_status": "pings_open", "default_comment_status": "comments_open"}
LONGEST = {"name": 250, "tagline": 500, "date_format": 40, "time_format": 40}
SETTINGS = (
    Parameter("title"),
    Parameter("description"),
    Parameter("timezone"),
    Parameter("date_format"),
    Parameter("time_format"),
    Parameter("posts_per_page", "integer", minimum=1, maximum=100),
    Parameter("default_ping_status", enum=OPEN),
    Parameter("default_comment_status", enum=OPEN),
)


def permit(asked: Asked) -> None:
    """Only those who have the settings at the desk."""
    if asked.person is None or not asked.person.has_perm(RIGHT):
        raise refusal("rest_forbidden", "do that.")


def show(asked: Asked) -> Answer:
    """All settings that WordPress shows; those that mean nothing here as they would be on a new site."""
    return Answer(_told(Publication.objects.current()))


def change(asked: Asked) -> Answer:
    """The settings that can be changed this way; what else is sent is passed over."""
    changes: dict[str, Any] = {}
    for name, column in COLUMNS.items():
        if (value := asked.values[name]) is not None:
            changes[column] = value[: LONGEST[column]] if column in LONGEST else value
    for name, column in SWITCHES.items():
        if asked.values[name]:
            changes[column] = asked.values[name] == "open"
    if changes.get("time_zone", "UTC") not in zoneinfo.available_timezones():
        raise invalid({"timezone": WrongValueError("rest_invalid_param", "timezone is not one that is known.")})
    return Answer(_told(name_publication(changes=changes, at=asked.at)))


def _told(row: Publication) -> dict[str, Json]:
    front = row.front_page_number or 0
    return {
        "title": row.name,
        "description": row.tagline,
        "url": settings.PUBLIC_URL,
        "email": "",
        "timezone": "" if row.time_zone == "UTC" else row.time_zone,
        "date_format": row.date_format,
        "time_format": row.time_format,
        "start_of_week": 1,
        "language": row.language.replace("-", "_"),
        "use_smilies": False,
        "default_category": USUAL_CATEGORY,
        "default_post_format": "0",
        "posts_per_page": row.posts_per_page,
        "show_on_front": "page" if front else "posts",
        "page_on_front": front,
        "page_for_posts": row.posts_page_number or 0,
        "default_ping_status": OPEN[not row.pings_open],
        "default_comment_status": OPEN[not row.comments_open],
        "site_logo": row.logo_id,
        "site_icon": row.icon_id or 0,
    }
