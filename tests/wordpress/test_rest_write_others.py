"""Files, terms, comments, people and settings written over REST, by each role, as at the desk."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from coranto.comments.models import Comment
from coranto.media.models import Attachment, CreditedImage
from coranto.posts.models import Category, Tag
from coranto.publication.models import Publication
from tests import world
from tests.wordpress.rest_asking import V2
from tests.wordpress.rest_person import Program

pytestmark = pytest.mark.django_db
Status = Comment.Status


@pytest.fixture(autouse=True)
def fresh_limits(settings: Any, tmp_path: Path) -> None:
    cache.clear()
    settings.MEDIA_ROOT = str(tmp_path)


def picture(kind: str = "PNG") -> bytes:
    """A small picture."""
    file = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(file, kind)
    return file.getvalue()


def sent(ask: Program, name: str, raw: bytes, kind: str = "image/png") -> tuple[int, Any]:
    """A file sent as the body."""
    return ask("POST", "media", raw, content_type=kind, Content_Disposition=f'attachment; filename="{name}"')


def test_a_picture_is_sent_described_and_deleted() -> None:
    ask = Program("author")
    status, body = sent(ask, "a lamp.png", picture())
    assert status == 201, body
    assert (body["media_type"], body["mime_type"], body["title"]["raw"]) == ("image", "image/png", "a-lamp")
    assert (body["media_details"]["width"], body["media_details"]["height"]) == (8, 6)
    assert Client().get(body["source_url"].replace("http://localhost:8000", "")).getvalue() == picture()
    path = f"media/{body['id']}"
    changed = ask.changed(path, alt_text="A lamp", caption={"raw": "At night"}, title="Lamp", description="<b>x</b>")
    assert (changed["alt_text"], changed["caption"]["raw"], changed["title"]["raw"]) == ("A lamp", "At night", "Lamp")
    assert CreditedImage.objects.get().alt_text == "A lamp"
    assert Client().get(V2 + path).json()["alt_text"] == "A lamp"
    assert ask.refused("DELETE", path) == (501, "rest_trash_not_supported")
    stored = f"uploads/{Attachment.objects.get().upload_path}"
    assert default_storage.exists(stored)
    assert Program("contributor").refused("DELETE", f"{path}?force=true") == (403, "rest_cannot_delete")
    assert ask("DELETE", f"{path}?force=true")[1]["deleted"] is True
    assert not Attachment.objects.exists()
    assert not CreditedImage.objects.exists()


def test_a_form_sends_a_file_with_its_texts() -> None:
    ask = Program("editor")
    post = world.make_post("Harbour")
    file = io.BytesIO(picture())
    file.name = "map.png"
    response = ask.client.post(
        f"{V2}media",
        {"file": file, "title": "A map", "post": post.number},
        headers={"Authorization": ask.header},
    )
    body = response.json()
    assert response.status_code == 201, body
    assert (body["title"]["raw"], body["post"]) == ("A map", post.number)


def test_what_is_no_file_is_refused() -> None:
    ask = Program("author")
    assert sent(ask, "a.php", b"<?php")[1]["code"] == "rest_upload_unknown_error"
    assert sent(ask, "a.png", b"no picture")[1]["code"] == "rest_upload_unknown_error"
    assert sent(ask, "a.svg", b"<svg/>")[0] == 400
    assert sent(ask, "a.png", b"")[1]["code"] == "rest_upload_no_data"
    assert ask("POST", "media", picture(), content_type="image/png")[1]["code"] == "rest_upload_no_content_disposition"
    odd = ask("POST", "media", picture(), content_type="image/png", Content_Disposition="attachment")
    assert odd[1]["code"] == "rest_upload_invalid_disposition"
    assert sent(Program("contributor"), "a.png", picture())[1]["code"] == "rest_cannot_create"
    theirs = world.make_post("Theirs")
    beside = ask("POST", f"media?post={theirs.number}", picture(), content_type="image/png")
    assert beside[1]["code"] == "rest_cannot_edit"
    assert not Attachment.objects.exists()


def test_a_file_of_somebody_else_is_not_changed() -> None:
    file = world.make_attachment("Chart")
    author = Program("author")
    assert author.refused("POST", f"media/{file.number}", title="x") == (403, "rest_cannot_edit")
    assert author.refused("GET", f"media/{file.number}?context=edit") == (403, "rest_forbidden_context")
    assert author.get("media?context=edit") == []
    assert Program("editor").changed(f"media/{file.number}", title="Better")["title"]["raw"] == "Better"


def test_terms_are_made_changed_and_deleted() -> None:
    ask, _usual = Program("editor"), world.make_category("Uncategorized")
    world_ = ask.made("categories", name="World", description="All")["id"]
    alps = ask.made("categories", name="Alps", parent=world_, slug="high")
    assert (alps["parent"], alps["slug"]) == (world_, "high")
    status, body = ask("POST", "categories", {"name": "alps", "parent": world_})
    assert (status, body["code"], body["data"]["term_id"]) == (400, "term_exists", alps["id"])
    assert body["additional_data"] == [alps["id"], alps["id"]]
    assert ask.refused("POST", "categories", name="x", parent=99999) == (400, "rest_term_invalid")
    assert ask.refused("POST", "tags", name="x", slug=" ")[0] == 201
    assert ask.changed(f"categories/{world_}", parent=alps["id"])["parent"] == 0  # below itself: to the top
    assert ask.changed(f"categories/{alps['id']}", name="The Alps", parent=0)["link"].endswith("/category/high/")
    assert ask.refused("DELETE", f"categories/{world_}") == (501, "rest_trash_not_supported")
    assert ask("DELETE", f"categories/{world_}?force=true")[1]["deleted"] is True
    assert not Category.objects.filter(number=world_).exists()
    author = Program("author")
    assert author.made("tags", name="y")["slug"] == "y"
    assert author.refused("POST", "categories", name="y") == (403, "rest_cannot_create")
    assert Program("moderator").refused("POST", "tags", name="z") == (403, "rest_cannot_create")
    assert author.refused("POST", f"categories/{alps['id']}", name="y") == (403, "rest_cannot_update")
    assert author.refused("DELETE", f"categories/{alps['id']}?force=true") == (403, "rest_cannot_delete")
    assert Tag.objects.count() == 2


def test_a_category_goes_and_what_stood_below_it_moves_up() -> None:
    ask, usual = Program("editor"), world.make_category("Uncategorized")
    top = ask.made("categories", name="World <b>wide</b>", description="Sea & land")
    assert (top["name"], top["description"]) == ("World wide", "Sea &amp; land")
    middle = ask.made("categories", name="Alps", parent=top["id"])["id"]
    low = ask.made("categories", name="Glaciers", parent=middle)["id"]
    status, body = ask("DELETE", f"categories/{middle}?force=true")
    assert (status, body["previous"]["name"], "_links" in body["previous"]) == (200, "Alps", False)
    assert ask.get(f"categories/{low}")["parent"] == top["id"]
    assert Client().get("/category/world-wide/alps/glaciers/").status_code == 200
    assert usual.number == 1 and ask.refused("DELETE", "categories/1?force=true") == (403, "rest_cannot_delete")


def test_what_is_taken_out_of_the_bin_stands_where_it_stood() -> None:
    post = world.make_post("Harbour")
    ask = Program("editor")
    path = f"comments/{ask.made('comments', post=post.number, content='Well said.')['id']}"
    for word, status in (
        *(("hold", "hold"), ("spam", "spam"), ("unspam", "hold"), ("approved", "approved")),
        *(("trash", "trash"), ("untrash", "approved"), ("nonsense", "approved")),
    ):
        assert ask.changed(path, status=word)["status"] == status
    assert ask.refused("POST", "comments", post=post.number, content="Well said.") == (409, "comment_duplicate")
    assert ask.refused("POST", path, post=99999) == (403, "rest_comment_invalid_post_id")


def test_a_file_moves_with_what_it_belongs_to() -> None:
    ask, post = Program("editor"), world.make_post("Harbour", at="2026-03-01 09:00")
    file = sent(ask, "harbour notes.png", picture())[1]
    assert file["permalink_template"].endswith(f"/?attachment_id={file['id']}")
    moved = ask.changed(f"media/{file['id']}", post=post.number, alt_text="A <i>note</i>", date="2024-05-01T10:00:00")
    assert moved["link"].endswith(f"{post.path}harbour-notes/") and moved["alt_text"] == "A note"
    assert moved["date"] == "2024-05-01T10:00:00"
    assert moved["permalink_template"].endswith(f"{post.path}%postname%/")
    assert Client().get("/harbour-notes/")["Location"].endswith(f"{post.path}harbour-notes/")


def test_comments_are_written_and_decided_on() -> None:
    post = world.make_post("Harbour")
    ask, moderator = Program("author"), Program("moderator")
    made = ask.made("comments", post=post.number, content="Well said, harbour master.")
    comment = Comment.objects.get(pk=made["id"])
    assert (comment.text, comment.commenter.user_id) == ("Well said, harbour master.", ask.user.pk)
    path = f"comments/{made['id']}"
    assert ask.refused("POST", path, content="x") == (403, "rest_cannot_edit")
    changed = moderator.changed(path, content="Said.", status="hold")
    assert (changed["status"], changed["content"]["raw"]) == ("hold", "Said.")
    assert Client().get(V2 + path).status_code == 401
    assert [row["id"] for row in moderator.get("comments?status=hold&context=edit")] == [made["id"]]
    assert "author_ip" in moderator.get("comments?status=hold&context=edit")[0]
    assert ask.get("comments?context=edit&status=hold") == []
    for word, status in (("approved", Status.PUBLISHED), ("spam", Status.SPAM), ("1", Status.PUBLISHED)):
        moderator.changed(path, status=word)
        comment.refresh_from_db()
        assert comment.status == status
    reply = moderator.made("comments", post=post.number, parent=made["id"], content="And so it is, I say.")
    assert moderator("DELETE", path)[1]["status"] == "trash"
    assert moderator.refused("DELETE", path) == (410, "rest_already_trashed")
    assert moderator("DELETE", f"{path}?force=true")[1]["deleted"] is True
    assert Comment.objects.get(pk=reply["id"]).parent_id is None


def test_comments_that_may_not_be_written_are_refused() -> None:
    ask = Program("author")
    shut, shown = world.make_post("Shut", comments_open=False), world.make_post("Shown")
    draft, locked = world.make_draft("Draft"), world.make_post("Locked", password="ebb")
    refused = {
        "rest_comment_closed": {"post": shut.number, "content": "x"},
        "rest_comment_invalid_post_id": {"content": "x"},
        "rest_comment_content_invalid": {"post": shown.number, "content": " "},
        "rest_comment_invalid_parent": {"post": shown.number, "content": "x", "parent": 99999},
        "rest_comment_invalid_author": {"post": shown.number, "content": "x", "author": 99999},
        "rest_comment_invalid_status": {"post": shown.number, "content": "x", "status": "approved"},
        "rest_cannot_read_post": {"post": locked.number, "content": "x"},
    }
    assert {code: ask.refused("POST", "comments", **fields)[1] for code, fields in refused.items()} == {
        code: code for code in refused
    }
    assert ask.refused("POST", "comments", post=draft.number, content="x")[0] == 403
    assert Client().post(f"{V2}comments", {"post": shown.number, "content": "x"}).status_code == 401
    assert not Comment.objects.exists()


def test_people_change_their_own_face_only() -> None:
    ask = Program("author")
    changed = ask.changed("users/me", name="Ada Quill", description="Writes.", url="https://ada.example/")
    assert (changed["name"], changed["description"]) == ("Ada Quill", "Writes.")
    number = changed["id"]
    assert Program("editor").refused("POST", f"users/{number}", name="x") == (403, "rest_cannot_edit")
    assert Program("administrator").changed(f"users/{number}", description="Wrote.")["description"] == "Wrote."
    assert ask.refused("POST", "users/me", email="x@evil.example") == (400, "rest_user_invalid_argument")
    assert ask.refused("POST", "users/me", roles=["administrator"]) == (400, "rest_user_invalid_argument")
    assert ask.refused("POST", "users", username="x", email="x@y.example", password="x")[0] == 403
    assert ask.refused("DELETE", "users/me?reassign=1&force=true") == (403, "rest_user_cannot_delete")
    ask.user.refresh_from_db()
    assert (ask.user.is_superuser, ask.user.email) == (False, "")


def test_nothing_in_a_face_runs_in_programs_that_show_it() -> None:
    ask = Program("author")
    sent = {"name": 'N"><<b>img src=x onerror=alert(1)>\nQuill', "url": 'https://ada.example/"><script>'}
    changed = ask.changed("users/me", **sent, description="<script>x</script>Writes <b onclick=x>a lot</b>.\n\nAda's")
    assert (changed["name"], changed["url"]) == ('N"> Quill', "https://ada.example/%22%3E%3Cscript%3E")
    assert changed["description"] == "Writes <b>a lot</b>.\n\nAda's"
    changed = ask.changed("users/me", name="<i></i>", url="javascript:alert(1)", description="Ada's & Ben's")
    assert (changed["name"], changed["url"], changed["description"]) == ('N"> Quill', "", "Ada's & Ben's")


def test_only_administrators_see_people_whole_and_settings() -> None:
    ask, editor = Program("administrator"), Program("editor")
    world.make_author("Idle")
    names = {row["name"] for row in ask.get("users?context=edit")}
    assert "Idle" in names
    assert editor.refused("GET", "users?context=edit") == (403, "rest_forbidden_context")
    assert editor.refused("GET", "settings") == (403, "rest_forbidden")
    assert editor.refused("POST", "settings", title="x") == (403, "rest_forbidden")
    changed = ask.changed(
        "settings", title="Tidings", description="Of the sea", posts_per_page=7, timezone="Asia/Tokyo"
    )
    assert (changed["title"], changed["posts_per_page"], changed["timezone"]) == ("Tidings", 7, "Asia/Tokyo")
    assert ask.refused("POST", "settings", timezone="Nowhere/Else") == (400, "rest_invalid_param")
    assert Publication.objects.current().name == "Tidings"
    assert Client().get("/wp-json/").json()["name"] == "Tidings"


def test_statuses_are_told_to_those_who_write() -> None:
    writer = Program("contributor")
    assert list(writer.get("statuses")) == ["publish", "future", "draft", "pending", "private", "trash"]
    assert "protected" not in writer.get("statuses")["draft"]
    draft = writer.get("statuses/draft?context=edit")
    links = draft.pop("_links")
    assert draft == {
        "name": "Draft",
        "private": False,
        "protected": True,
        "public": False,
        "queryable": False,
        "show_in_list": True,
        "slug": "draft",
        "date_floating": True,
    }
    assert links["archives"][0]["href"].endswith("/wp-json/wp/v2/posts?status=draft")
    assert writer.refused("GET", "statuses/inherit") == (403, "rest_cannot_read_status")
    assert writer.refused("GET", "statuses/nothing") == (404, "rest_status_invalid")


def test_statuses_are_not_told_to_others() -> None:
    moderator = Program("moderator")
    assert list(moderator.get("statuses")) == ["publish"]
    assert moderator.refused("GET", "statuses?context=edit") == (403, "rest_cannot_view")
    assert moderator.refused("GET", "statuses/draft") == (403, "rest_cannot_read_status")


def test_people_are_told_what_they_may_do_with_pages() -> None:
    me = Program("editor").get("users/me?context=edit")
    for right in ("edit_others_pages", "delete_published_pages", "read_private_pages", "delete_private_posts"):
        assert me["capabilities"][right] is True
    assert me["meta"] == {"persisted_preferences": []}
    author = Program("author")
    assert "delete_pages" not in author.get("users/me?context=edit")["capabilities"]
    assert author.refused("POST", "users/me", locale="xx") == (400, "rest_invalid_param")
