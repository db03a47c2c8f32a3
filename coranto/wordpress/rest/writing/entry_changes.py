"""What a request says about a post or page, read into changes; what may not be said is refused in WordPress's words."""

import datetime
from typing import Any

from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Category, Post, Tag
from coranto.posts.policy import sees_all_posts
from coranto.posts.slugs import slug_of
from coranto.wordpress.entries.reading import LARGEST, status_of
from coranto.wordpress.entries.rights import Entry, publishes_posts
from coranto.wordpress.entries.writing import is_public
from coranto.wordpress.rest.answers import RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.readable import may_change, writes
from coranto.wordpress.rest.moments import read_moment
from coranto.wordpress.rest.parameters import WrongValueError, invalid

SWITCHES = {"comment_status": "comments_open", "ping_status": "pings_open"}
LONGEST_TITLE = {"post": 1000, "page": 255}
LONGEST_PASSWORD = 255
MOST_TERMS = 200
SMALL = 2**31 - 1
Changes = dict[str, Any]


def is_editor(asked: Asked, kind: str) -> bool:
    """Whether who asks changes what others write."""
    person = asked.person
    return person is not None and (sees_all_posts(person) if kind == "post" else writes(asked, kind))


def is_own_number(asked: Asked, number: int) -> bool:
    """Whether this is the number of the author that who asks is."""
    person = asked.person
    return person is not None and Author.objects.filter(user=person.pk, number=min(number, LARGEST)).exists()


def read_changes(asked: Asked, kind: str, entry: Entry | None) -> Changes:
    """The columns to change; others as :mod:`coranto.wordpress.entries.writing` has them."""
    values = asked.values
    changes = _texts(values, kind)
    for name, column in SWITCHES.items():
        if values.get(name):
            changes[column] = values[name] == "open"
    if at := moment_given(asked):
        changes["posted_at"] = at
    if (author := _author(asked, entry)) is not None:
        changes["author"] = author
    if (number := values.get("featured_media")) is not None and (image := _picture(number)) is not False:
        changes["featured_image"] = image
    changes |= _of_post(asked) if kind == "post" else _of_page(asked)
    _check_stickiness(changes, entry)
    return changes


def _texts(values: dict[str, Any], kind: str) -> Changes:
    changes: Changes = {}
    if values.get("title") is not None:
        changes["title"] = " ".join(values["title"].split())[: LONGEST_TITLE[kind]]
    for name in ("content", "excerpt"):
        if values.get(name) is not None:
            changes[name] = values[name]
    if values.get("password") is not None:
        changes["password"] = values["password"][:LONGEST_PASSWORD]
    if slug := slug_of(values.get("slug") or ""):
        changes["slug"] = slug
    return changes


def moment_given(asked: Asked) -> datetime.datetime | None:
    """The moment of posting: by the site's clock, or by Greenwich's. The year 0 is none, as in WordPress.

    Raise RefusalError for one beyond the calendar: it must not be taken for none, and so for now.
    """
    for name, zone in (("date", asked.publication.zone), ("date_gmt", datetime.UTC)):
        if text := asked.values.get(name):
            moment = read_moment(text, zone)
            if moment is None and not text.startswith("0000"):
                raise invalid({name: WrongValueError("rest_invalid_date", "Invalid date.")})
            return moment
    return None


def _author(asked: Asked, entry: Entry | None) -> Author | None:
    number = asked.values.get("author")
    if not number or (entry is not None and entry.author and entry.author.number == number):
        return None
    found = Author.objects.filter(number=number).first() if 0 < number < LARGEST else None
    if found is None:
        raise RefusalError("rest_invalid_author", "Invalid author ID.", 400)
    return found


def _picture(number: int) -> Any:
    """The picture of that number; None for 0. An unknown one is passed over (False), as in WordPress."""
    if number <= 0:
        return None if number == 0 else False
    row = Attachment.objects.filter(number=min(number, LARGEST), image__isnull=False).select_related("image").first()
    return row.image if row else False


def _of_post(asked: Asked) -> Changes:
    changes: Changes = {}
    if asked.values.get("format"):
        changes["format"] = asked.values["format"]
    if asked.values.get("sticky") is not None:
        changes["is_sticky"] = asked.values["sticky"]
    models: tuple[tuple[str, Any], ...] = (("categories", Category), ("tags", Tag))
    for name, model in models:
        if asked.values.get(name) is not None:
            wanted = [number for number in asked.values[name][:MOST_TERMS] if 0 < number < LARGEST]
            changes[name] = list(model.objects.filter(number__in=wanted))
    return changes


def _of_page(asked: Asked) -> Changes:
    order = asked.values.get("menu_order")
    return {} if order is None else {"menu_order": max(-SMALL, min(order, SMALL))}


def page_above(asked: Asked) -> StaticPage | None:
    """The page to put one below; none for the top. Who asks must be able to add pages there."""
    number = asked.values.get("parent")
    if not number:
        return None
    found: StaticPage | None = StaticPage.objects.filter(number=number).first() if 0 < number < LARGEST else None
    if found is None:
        raise RefusalError("rest_post_invalid_id", "Invalid post parent ID.", 400)
    if asked.person is None or not found.permissions_for_user(asked.person).can_add_subpage():
        raise RefusalError("rest_cannot_edit", "Sorry, you are not allowed to edit this post.", 401)
    return found


def _check_stickiness(changes: Changes, entry: Entry | None) -> None:
    """What sticks on top is for everybody."""
    before = entry if isinstance(entry, Post) else None
    sticky, password = changes.get("is_sticky"), changes.get("password")
    words = ""
    if password and sticky:
        words = "A post can not be sticky and have a password."
    elif password and before and before.is_sticky:
        words = "A sticky post can not be password protected."
    elif sticky and before and before.password:
        words = "A password protected post can not be set to sticky."
    if words:
        raise RefusalError("rest_invalid_field", words, 400)


def status_wanted(asked: Asked, kind: str, entry: Entry | None) -> str:
    """The status to give, ``publish`` for what is dated ahead; empty for the present one. Refuse what may not be."""
    status = asked.values.get("status") or ""
    if entry is not None and status == status_of(entry, asked.at, scheduled="future"):
        if status not in ("publish", "private", "future"):
            return status
        if is_public(entry):  # else it is dated ahead by somebody's wish alone
            return ""
    if status in ("publish", "future", "private") and not _publishes(asked, kind, entry):
        what = "create private posts" if status == "private" else "publish posts"
        raise RefusalError("rest_cannot_publish", f"Sorry, you are not allowed to {what} in this post type.", 401)
    return "publish" if status == "future" else status


def _publishes(asked: Asked, kind: str, entry: Entry | None) -> bool:
    if asked.person is None:
        return False
    if entry is not None:
        return may_change(asked, entry, "publish")
    return publishes_posts(asked.person) if kind == "post" else writes(asked, "page")
