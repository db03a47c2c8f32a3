"""Options of the site, profiles and files changed over XML-RPC, by those who may at the desk."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache

from coranto.media.models import Attachment
from coranto.posts.actions.authors import author_of
from coranto.posts.models import Author, Post
from coranto.publication.models import Publication
from tests import world as w
from tests.wordpress.test_xmlrpc import Editor, code
from tests.wordpress.test_xmlrpc_files import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, settings: Any) -> None:
    """No counted failures, and files in a folder of their own."""
    cache.clear()
    settings.MEDIA_ROOT = str(tmp_path)


def test_an_administrator_sets_options() -> None:
    who = Editor("administrator")
    sent = {"blog_title": "Low water", "default_ping_status": "closed", "software_name": "x", "time_zone": "3"}
    told = who.wp("wp.setOptions", sent)
    assert {name: (each["value"], each["readonly"]) for name, each in told.items()} == {
        "blog_title": ("Low water", False),
        "default_ping_status": ("closed", False),
        "software_name": ("WordPress", True),
        "time_zone": (told["time_zone"]["value"], True),
    }
    site = Publication.objects.current()
    assert (site.name, site.pings_open, site.comments_open) == ("Low water", False, True)
    assert who.wp("wp.setOptions", {"nope": 1}) == []


@pytest.mark.parametrize("role", ["editor", "author", "contributor", "moderator", "stranger"])
def test_nobody_else_sets_options(role: str) -> None:
    who, before = Editor(role), Publication.objects.values().get()
    assert code(who.wp("wp.setOptions", {"blog_title": "Mine"})) == 403
    assert Publication.objects.values().get() == before
    shown = who.wp("wp.getOptions")
    assert isinstance(shown, tuple) or all(each["readonly"] for each in shown.values())


def test_people_change_what_is_said_of_them() -> None:
    who = Editor("author")
    former = author_of(user=who.user)
    sent = {"first_name": "Ada", "display_name": "Ada Quill", "nicename": "ada-quill", "bio": "Writes."}
    assert who.wp("wp.editProfile", {**sent, "email": "x@example.org", "password": "x", "roles": ["administrator"]})
    told = who.wp("wp.getProfile")
    assert sent.items() <= told.items()
    assert (told["email"], told["roles"]) == (who.user.email, ["author"])
    assert Author.objects.get(pk=former.pk).name == "Ada Quill"
    assert who.wp("wp.getProfile")["username"] == "author"


def test_nothing_in_a_profile_runs_in_programs_that_show_it() -> None:
    who = Editor("author")
    sent = {"first_name": "<b>Ada</b>", "display_name": "Ada <img src=x onerror=alert(1)>\nQuill"}
    assert who.wp("wp.editProfile", {**sent, "url": "javascript:alert(1)", "bio": "Writes.<script>x</script>"})
    told = who.wp("wp.getProfile")
    assert (told["first_name"], told["display_name"], told["url"], told["bio"]) == ("Ada", "Ada Quill", "", "Writes.")


def test_a_slug_of_another_changes_nothing() -> None:
    w.make_author("Ben Reed")
    who = Editor("author")
    assert code(who.wp("wp.editProfile", {"first_name": "Ada", "nicename": "ben-reed"})) == 500
    assert who.wp("wp.getProfile")["first_name"] == ""


def test_files_are_deleted_by_who_sent_them_and_by_editors() -> None:
    author = Editor("author")
    own, other = (author.wp("wp.uploadFile", {"name": "a.png", "bits": picture()})["id"] for _ in range(2))
    theirs = Editor("editor").wp("wp.uploadFile", {"name": "b.png", "bits": picture()})["id"]
    for who, number in ((author, theirs), (Editor("contributor"), own), (Editor("stranger"), own)):
        assert code(who.wp("wp.deleteFile", number)) in (401, 403)
    assert Attachment.objects.count() == 3
    assert author.wp("wp.deleteFile", own) is True
    assert code(author.wp("wp.deleteFile", own)) == 404
    administrator = Editor("administrator")
    assert administrator.wp("wp.deletePost", other) is True
    assert [row.number for row in Attachment.objects.all()] == [int(theirs)]


def test_a_post_is_deleted_by_the_other_name_too() -> None:
    post = w.make_post()
    assert Editor("editor").wp("wp.deleteFile", post.number) is True
    assert Post.objects.get(pk=post.pk).binned_at is not None
