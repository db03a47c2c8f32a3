"""Files, custom fields and kinds of content over XML-RPC."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from coranto.media.models import Attachment, CreditedImage
from coranto.media.new_files import plain_name
from coranto.pages.models import PageOriginal
from coranto.posts.models import Original, Post
from coranto.wordpress.importing.originals import stored_post_state
from tests import world as w
from tests.wordpress.test_xmlrpc import Editor, code

pytestmark = pytest.mark.django_db
WRITERS_OF_NOTHING = ("stranger", "contributor", "moderator")


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Rate limits count in the cache, which tests share."""
    cache.clear()


@pytest.fixture(autouse=True)
def own_storage(tmp_path: Path, settings: Any) -> None:
    """Files of a test lie in a folder of its own."""
    settings.MEDIA_ROOT = str(tmp_path)


def picture(kind: str = "PNG") -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (40, 30), "navy").save(target, kind)
    return target.getvalue()


def send(editor: Editor, name: str, body: bytes, **more: Any) -> Any:
    return editor.wp("wp.uploadFile", {"name": name, "type": "image/png", "bits": body, **more})


def test_a_picture_is_sent_shown_and_put_on_a_post() -> None:
    editor, post = Editor("author"), w.make_post("Tides")
    sent = send(editor, "My Pic & co.PNG", picture())
    row = Attachment.objects.select_related("image").get()
    assert (sent["id"], sent["attachment_id"], sent["file"]) == (str(row.number), str(row.number), "My-Pic-co.png")
    assert sent["url"] == sent["link"] == f"http://digest.example{row.file_url}"
    assert (sent["metadata"]["width"], sent["metadata"]["height"], sent["type"]) == (40, 30, "image/png")
    assert sent["alt"] == ""
    answer = Client().get(row.file_url)
    assert answer.status_code == 200 and b"".join(answer) == picture()
    assert Client().get(row.path).status_code == 200
    own = editor.wp("wp.newPost", {"post_title": "Mine", "post_thumbnail": row.number, "post_status": "publish"})
    assert editor.wp("wp.getPost", own, ["post_thumbnail"])["post_thumbnail"]["attachment_id"] == str(row.number)
    assert editor.of("metaWeblog.getPost", own)["wp_post_thumbnail"] == row.number
    assert editor.wp("wp.editPost", own, {"post_thumbnail": 0}) is True
    assert editor.of("metaWeblog.getPost", own)["wp_post_thumbnail"] == 0
    assert editor.of("metaWeblog.editPost", own, {"title": "M", "wp_post_thumbnail": row.number}, True) is True
    assert Post.objects.get(number=int(own)).featured_image == row.image
    assert editor.wp("wp.editPost", own, {"post_thumbnail": 999_999}) == (404, "Invalid attachment ID.")
    assert code(send(editor, "x.png", picture(), post_id=post.number)) == 401


def test_a_second_file_of_the_same_name_does_not_take_the_place_of_the_first() -> None:
    editor = Editor("editor")
    first, second = (send(editor, "a.png", picture(), overwrite=True) for _ in range(2))
    assert first["url"].endswith("/a.png") and second["url"].endswith("/a-1.png")
    rows = Attachment.objects.order_by("number")
    assert [row.slug for row in rows] == ["a", "a-2"] and len({row.path for row in rows}) == 2
    assert send(editor, "a-300x200.png", picture())["url"].endswith("/a-300x200-1.png")


def test_a_file_of_a_post_stands_below_it() -> None:
    editor, post = Editor("editor"), w.make_post("Tides")
    sent = send(editor, "notes.txt", b"hello", post_id=post.number)
    row = Attachment.objects.get()
    assert (sent["parent"], row.path, sent["metadata"]) == (post.number, f"{post.path}notes/", {"filesize": 5})
    assert Client().get(row.path).status_code == 200
    draft = w.make_draft()
    hidden = send(editor, "secret.txt", b"hello", post_id=draft.number)
    assert Client().get(Attachment.objects.get(number=int(hidden["id"])).path).status_code == 404
    listed = editor.wp("wp.getMediaLibrary", {"parent_id": post.number})
    assert [each["attachment_id"] for each in listed] == [sent["id"]]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("evil.php", b"<?php"),
        ("page.html", b"<script>alert(1)</script>"),
        ("drawing.svg", b"<svg/>"),
        ("nopic.png", b"hello"),
        ("lies.png", picture("JPEG")),
        ("", b"hello"),
        ("..", b"hello"),
        (".htaccess", b"hello"),
        ("noending", b"hello"),
    ],
)
def test_what_the_desk_refuses_is_refused(name: str, body: bytes) -> None:
    refused = send(Editor("editor"), name, body)
    assert code(refused) == 500 and refused[1].startswith("Could not write file ")
    assert not Attachment.objects.exists() and not CreditedImage.objects.exists()
    assert not [found for found in Path(default_storage.path("")).rglob("*") if found.is_file()]


def test_a_picture_that_is_too_large_is_refused(settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20
    assert "larger than" in send(Editor("editor"), "a.png", picture())[1]
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "etcpasswd.txt"),
        ("a.php.png", "a-php.png"),
        ("Été à Nice.JPG", "Été-à-Nice.jpg"),
        ("a\0b\r\n.png", "ab.png"),
        ("-- .png", "png"),
    ],
)
def test_a_name_is_cleaned(given: str, kept: str) -> None:
    assert plain_name(given) == kept


@pytest.mark.parametrize("role", WRITERS_OF_NOTHING)
def test_who_may_not_add_files_at_the_desk_may_not_here(role: str) -> None:
    who, row = Editor(role), w.make_attachment("A secret chart")
    answers = [
        send(who, "a.png", picture()),
        who.wp("metaWeblog.newMediaObject", {"name": "a.png", "bits": picture()}),
        who.wp("wp.getMediaItem", row.number),
        who.wp("wp.getMediaLibrary"),
    ]
    assert {code(answer) for answer in answers} <= {401, 403} and "chart" not in str(answers)
    assert Attachment.objects.count() == 1


def test_the_library_is_listed_by_kind_and_in_parts() -> None:
    editor = Editor("editor")
    made = [w.make_attachment(f"File {n}", mime_type=kind) for n, kind in enumerate(("image/png", "audio/mpeg"))]
    assert [each["attachment_id"] for each in editor.wp("wp.getMediaLibrary", {"mime_type": "audio"})] == [
        str(made[1].number)
    ]
    assert len(editor.wp("wp.getMediaLibrary")) == 2
    assert len(editor.wp("wp.getMediaLibrary", {"number": 1, "offset": 1})) == 1
    assert (
        editor.wp("wp.getMediaLibrary", {"number": -3, "offset": "9223372036854775807", "mime_type": "x" * 500}) == []
    )
    assert editor.wp("wp.getMediaItem", made[0].number)["metadata"] is False
    for nothing in (999_999, -1, "x", w.make_post("A post").number):
        assert editor.wp("wp.getMediaItem", nothing) == (404, "Invalid attachment ID.")


def test_the_measures_that_an_export_told_are_told_again() -> None:
    told = 'a:2:{s:5:"width";i:640;s:5:"sizes";a:1:{s:9:"thumbnail";a:1:{s:4:"file";s:13:"c-150x150.png";}}}'
    row = w.make_attachment("A chart", meta=[{"key": "_wp_attachment_metadata", "value": told}])
    shown = Editor("editor").wp("wp.getMediaItem", row.number)
    assert shown["metadata"] == {"width": 640, "sizes": {"thumbnail": {"file": "c-150x150.png"}}}


def imported(post: Post, *fields: tuple[str, str]) -> Original:
    return Original.objects.create(
        post=post,
        digest="d",
        state=stored_post_state(post),
        status="publish",
        meta=[{"key": key, "value": value} for key, value in fields],
    )


def test_custom_fields_of_an_imported_post_are_read_and_written() -> None:
    editor, post = Editor("editor"), w.make_post("Tides")
    row = imported(post, ("mood", "fine"), ("_hidden", "h"), ("mood", "two"), ("area", "north"))

    def shown() -> Any:
        return editor.wp("wp.getPost", post.number, ["custom_fields"])["custom_fields"]

    def edit(*fields: Any) -> Any:
        return editor.wp("wp.editPost", post.number, {"custom_fields": list(fields)})

    area, first, second = shown()
    assert [(each["key"], each["value"]) for each in shown()] == [("area", "north"), ("mood", "fine"), ("mood", "two")]
    assert editor.of("metaWeblog.getPost", post.number)["custom_fields"] == shown()
    assert edit({**first, "value": "better"}, {"id": second["id"]}, {"key": "new", "value": 5}) is True
    assert [(each["key"], each["value"]) for each in shown()] == [("area", "north"), ("mood", "better"), ("new", "5")]
    hidden = {"key": "_hidden", "value": "x"}
    assert edit(hidden, {"id": area["id"], "key": "mood", "value": "other name"}, {"id": "7", "key": "y"}, 3) is True
    row.refresh_from_db()
    assert [(each["key"], each["value"]) for each in row.meta] == [
        ("mood", "better"),
        ("_hidden", "h"),
        ("area", "north"),
        ("new", "5"),
    ]
    assert code(edit({"key": "list", "value": ["a"]})) == 500
    assert code(Editor("author").wp("wp.editPost", post.number, {"custom_fields": [{"key": "a", "value": "b"}]})) == 401


def test_custom_fields_of_pages_are_kept_too_and_posts_made_here_have_none() -> None:
    editor, page = Editor("editor"), w.make_page("About")
    PageOriginal.objects.create(page=page, digest="d", state="s", status="publish", meta=[{"key": "a", "value": "b"}])
    shown = editor.wp("wp.getPost", page.number, ["custom_fields"])["custom_fields"]
    assert [(each["key"], each["value"]) for each in shown] == [("a", "b")]
    number = editor.wp("wp.newPost", {"post_title": "T", "custom_fields": [{"key": "a", "value": "b"}]})
    assert editor.wp("wp.getPost", number, ["custom_fields"])["custom_fields"] == []


def test_a_file_is_read_as_a_post_is() -> None:
    editor, there = Editor("editor"), w.make_attachment("A chart")
    shown = editor.wp("wp.getPost", there.number)
    assert (shown["post_type"], shown["post_status"], shown["post_title"]) == ("attachment", "inherit", "A chart")
    assert shown["terms"] == shown["custom_fields"] == []
    assert set(editor.wp("wp.getPost", there.number, ["post_title"])) == {"post_id", "post_title"}
    assert Editor("contributor").wp("wp.getPost", there.number) == (
        401,
        "Sorry, you are not allowed to edit this post.",
    )


def test_all_of_wordpress_labels_are_told() -> None:
    editor = Editor("editor")
    labels = editor.wp("wp.getPostType", "page")["labels"]
    assert labels["item_scheduled"] == "Page scheduled." and labels["filter_items_list"] == "Filter pages list"
    labels = editor.wp("wp.getTaxonomy", "post_tag")["labels"]
    assert labels["back_to_items"] == "&larr; Go to Tags" and labels["parent_field_description"] == ""


def test_types_and_taxonomies_are_told_to_those_who_write() -> None:
    editor, contributor, moderator = Editor("editor"), Editor("contributor"), Editor("moderator")
    assert list(editor.wp("wp.getPostTypes")) == ["post", "page", "attachment"]
    assert list(contributor.wp("wp.getPostTypes")) == ["post", "attachment"]
    assert moderator.wp("wp.getPostTypes") == {} and moderator.wp("wp.getTaxonomies") == []
    assert list(editor.wp("wp.getPostTypes", {"hierarchical": True}, ["labels"])) == ["page"]
    assert editor.wp("wp.getPostType", "post", ["menu"])["menu_position"] == 5
    assert editor.wp("wp.getPostType", "nope") == (403, "Invalid post type.")
    assert code(contributor.wp("wp.getPostType", "page")) == 401
    assert [each["name"] for each in contributor.wp("wp.getTaxonomies")] == ["category", "post_tag", "post_format"]
    assert editor.wp("wp.getTaxonomy", "category")["cap"]["edit_terms"] == "edit_categories"
    assert editor.wp("wp.getTaxonomy", "nope") == (403, "Invalid taxonomy.")
    assert code(moderator.wp("wp.getTaxonomy", "category")) == 401
