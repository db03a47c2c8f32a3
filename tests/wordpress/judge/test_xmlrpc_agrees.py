"""The same calls sent to a real WordPress and to us, one after the other: answers and faults must be alike."""

import io
import subprocess
import urllib.request
import xmlrpc.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from PIL import Image

from coranto.wordpress.xmlrpc.table import TABLE
from tests import world as w
from tests.cli.running import PATIENCE
from tests.wordpress.judge.empty_site import empty_wordpress
from tests.wordpress.judge.wordpress import is_newest
from tests.wordpress.test_xmlrpc import Editor, call

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PEOPLE = """<?php
$_SERVER['HTTP_HOST'] = 'digest.example';
require __DIR__ . '/wp-load.php';
foreach (['administrator', 'editor', 'author', 'contributor'] as $role)
    wp_insert_user(['user_login' => $role, 'user_pass' => 'a long pass phrase', 'role' => $role]);
update_option('wp_attachment_pages_enabled', '1');
"""
THUMBNAILS = "<?php add_action('after_setup_theme', fn() => add_theme_support('post-thumbnails'));"
NEWER = {"alt", "editor", "autosave"}
"""What 6.1 does not say, or says in another way."""
NOT_COMPARED = {"labels", "image_meta", "filesize", "link", "url", "thumbnail"} | (set() if is_newest() else NEWER)
"""Labels are compared by themselves; addresses hold the month and are compared by their ends."""
NUMBERS = {"attachment_id", "id", "post_id", "postid", "parent"}


class Asked:
    """A WordPress's answers, as :class:`Editor` gives ours."""

    def __init__(self, port: int, name: str) -> None:
        self.port, self.name = port, name

    def wp(self, method: str, *values: Any) -> Any:
        """A method that begins with blog, name, password."""
        return self.call(method, 1, self.name, "a long pass phrase", *values)

    def of(self, method: str, *values: Any) -> Any:
        """A method whose first value is what it is about."""
        return self.call(method, values[0], self.name, "a long pass phrase", *values[1:])

    def call(self, method: str, *values: Any) -> Any:
        """Any method; faults come back as (code, words)."""
        body = xmlrpc.client.dumps(values, method, allow_none=True).encode()
        headers = {"Host": "digest.example", "Content-Type": "text/xml"}
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/xmlrpc.php", body, headers)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            try:
                return xmlrpc.client.loads(answer.read())[0][0]
            except xmlrpc.client.Fault as fault:
                return fault.faultCode, fault.faultString


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A WordPress with nothing in it but somebody of each role."""
    with empty_wordpress(tmp_path_factory) as (port, site):
        (site / "people.php").write_text(PEOPLE)
        (site / "wp-content/mu-plugins").mkdir(exist_ok=True)
        (site / "wp-content/mu-plugins/thumbnails.php").write_text(THUMBNAILS)
        subprocess.run(["php", str(site / "people.php")], check=True, capture_output=True, timeout=PATIENCE)
        yield port


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, settings: Any) -> None:
    """No counted failures, no files, one category as in a new WordPress."""
    cache.clear()
    settings.MEDIA_ROOT = str(tmp_path)
    w.make_category("Uncategorized")


def picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(target, "PNG")
    return target.getvalue()


def likened(value: Any, name: str = "") -> Any:
    """An answer without what differs from site to site: numbers, moments, addresses but for their ends."""
    if isinstance(value, dict):
        return {key: likened(each, key) for key, each in value.items() if key not in NOT_COMPARED}
    if isinstance(value, list | tuple):
        return [likened(each, name) for each in value]
    if name in NUMBERS:
        return f"{type(value).__name__} {bool(int(value))}"
    return "a moment" if isinstance(value, xmlrpc.client.DateTime) else value


def both(port: int, role: str) -> list[Any]:
    return [Asked(port, role), Editor(role)]


def test_all_methods_are_there(port: int) -> None:
    theirs = set(Asked(port, "editor").call("system.listMethods"))
    assert theirs - set(TABLE) == {"system.multicall"}


def test_files_agree(port: int) -> None:
    told = []
    for side in both(port, "author"):
        own = side.wp("wp.newPost", {"post_title": "Mine", "post_content": "c"})
        sent = side.wp("wp.uploadFile", {"name": "a b.png", "type": "image/png", "bits": picture()})
        text = {"name": "notes.txt", "type": "text/plain", "bits": b"hello", "post_id": own}
        below = side.wp("metaWeblog.newMediaObject", text)
        told.append(
            [
                sent,
                below,
                [each["url"].rpartition("/")[2] for each in (sent, below)],
                side.wp("wp.getMediaItem", sent["id"]),
                side.wp("wp.getMediaItem", 999_999),
                side.wp("wp.getMediaItem", own),
                side.wp("wp.getMediaItem"),
                side.wp("wp.getMediaLibrary", {"parent_id": own}),
                side.wp("wp.getMediaLibrary", {"mime_type": "text"}),
                side.wp("wp.getMediaLibrary", {"number": 1}),
                side.wp("wp.uploadFile", {**text, "post_id": 999_999}),
                side.wp("wp.editPost", own, {"post_thumbnail": int(sent["id"])}),
                side.wp("wp.getPost", own, ["post_thumbnail"]),
                side.of("metaWeblog.getPost", own)["wp_post_thumbnail"] == int(sent["id"]),
                side.wp("wp.editPost", own, {"post_thumbnail": 999_999}),
                side.wp("wp.editPost", own, {"post_thumbnail": 0}),
                side.wp("wp.getPost", own, ["post_thumbnail"]),
                side.of("metaWeblog.editPost", own, {"title": "M", "wp_post_thumbnail": 999_999}, False),
            ]
        )
    theirs, ours = (likened(each) for each in told)
    assert ours == theirs


def test_files_are_deleted_alike(port: int) -> None:
    told = []
    for name in ("author", "contributor"):
        for side in both(port, name):
            sent = side.wp("wp.uploadFile", {"name": "gone.png", "type": "image/png", "bits": picture()})
            number = sent["id"] if isinstance(sent, dict) else 999_999
            told.append(
                [
                    side.wp("wp.deleteFile", number),
                    side.wp("wp.getMediaItem", number),
                    side.wp("wp.deleteFile", number),
                    side.wp("wp.deletePost", number),
                    side.wp("wp.deleteFile"),
                ]
            )
    assert told[1] == told[0]
    assert told[3] == told[2]


def test_options_are_set_alike(port: int) -> None:
    sent = {"blog_title": "The Tide", "blog_tagline": "High and low", "software_name": "x", "nope": 1}
    sent |= {"date_format": "Y-m-d", "time_format": "H:i", "default_comment_status": "closed"}
    told = []
    for name in ("administrator", "editor"):
        for side in both(port, name):
            asked = side.wp("wp.getOptions", ["date_format", "home_url", "default_ping_status"])
            told.append([asked, side.wp("wp.setOptions", sent), side.wp("wp.setOptions", {"nope": "x"})])
    assert told[1] == told[0]
    assert told[3] == told[2]


def test_people_change_themselves_alike(port: int) -> None:
    sent = {"first_name": "Ada", "last_name": "Quill", "display_name": "Ada Q.", "nicename": "ada-q", "bio": "Writes."}
    fields = [*sent, "url"]
    told = [
        [
            side.wp("wp.editProfile", {**sent, "url": "https://ada.example/"}),
            side.wp("wp.getProfile", fields),
            side.wp("wp.editProfile", {"bio": "Edits.", "email": "x@example.org", "roles": ["administrator"]}),
            side.wp("wp.getProfile", [*fields, "roles"]),
            side.wp("wp.editProfile", {}),
            side.wp("wp.editProfile"),
        ]
        for side in both(port, "author")
    ]
    for each in (each for side in told for each in side if isinstance(each, dict)):
        del each["user_id"]
    assert told[1] == told[0]


def test_those_who_may_not_are_told_the_same(port: int) -> None:
    told = [
        [
            side.wp("wp.uploadFile", {"name": "a.png", "type": "image/png", "bits": picture()}),
            side.wp("wp.getMediaItem", 1),
            side.wp("wp.getMediaLibrary", {}),
            side.wp("wp.getPostType", "page"),
            side.wp("wp.getTaxonomy", "nope"),
            side.wp("wp.getPostType", "nope"),
            side.wp("wp.getTaxonomy"),
            sorted(side.wp("wp.getPostTypes")),
            [each["name"] for each in side.wp("wp.getTaxonomies")],
        ]
        for side in both(port, "contributor")
    ]
    assert told[1] == told[0]


def test_kinds_agree(port: int) -> None:
    told = [
        [
            side.wp("wp.getPostTypes"),
            side.wp("wp.getPostTypes", {"hierarchical": True}, ["cap", "menu"]),
            *(side.wp("wp.getPostType", name, ["menu", "taxonomies"]) for name in ("post", "page", "attachment")),
            side.wp("wp.getTaxonomies"),
            side.wp("wp.getTaxonomies", {"hierarchical": False, "public": True}, ["menu"]),
            *(side.wp("wp.getTaxonomy", name) for name in ("category", "post_tag", "post_format")),
        ]
        for side in both(port, "editor")
    ]
    theirs, ours = (likened(each) for each in told)
    assert ours == theirs
    if not is_newest():
        return
    labels = [[each["labels"] for each in side[0].values()] + [each["labels"] for each in side[5]] for side in told]
    for their_labels, our_labels in zip(*labels, strict=True):
        assert our_labels.items() <= their_labels.items()


def test_a_wrong_password_is_told_the_same(port: int) -> None:
    words: tuple[Any, ...] = ("wp.getMediaLibrary", 1, "editor", "wrong", {})
    assert call(*words) == Asked(port, "editor").call(*words)
