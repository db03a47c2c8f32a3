"""Posts and pages written over REST, by each role, as at the desk."""

import datetime

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from coranto.pages.models import StaticPage
from coranto.posts.actions.authors import author_of
from coranto.posts.models import Post
from tests import world
from tests.desk import person
from tests.wordpress.rest_asking import V2
from tests.wordpress.rest_person import Program

pytestmark = pytest.mark.django_db
SOON = datetime.timedelta(days=2)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


def test_a_post_is_written_whole() -> None:
    ask, boats, tide = Program(), world.make_category("Boats"), world.make_tag("Tide")
    image = world.make_image()
    chart = world.make_attachment("Chart", image=image)
    body = ask.made(
        "posts",
        title="A lamp & more",
        content="<p>It was <b>dark</b>.<script>alert(1)</script></p>",
        excerpt={"raw": "Short"},
        status="publish",
        date="2020-02-03T04:05:06",
        slug="lamp",
        categories=[boats.number, 99999],
        tags=[tide.number],
        featured_media=chart.number,
        comment_status="closed",
        format="aside",
        sticky=True,
        meta={},
        template="",
    )
    assert ask.headers["Location"].endswith(f"/wp-json/wp/v2/posts/{body['id']}")
    assert (body["status"], body["slug"], body["date"]) == ("publish", "lamp", "2020-02-03T04:05:06")
    assert (body["categories"], body["tags"]) == ([boats.number], [tide.number])
    assert (body["featured_media"], body["format"], body["sticky"]) == (chart.number, "aside", True)
    assert (body["comment_status"], body["excerpt"]["raw"]) == ("closed", "Short")
    assert body["permalink_template"].endswith("/2020/02/03/%postname%/")
    shown = Client().get(f"{V2}posts/{body['id']}").json()
    assert shown["title"]["rendered"] == "A lamp &#038; more"
    assert "script" not in shown["content"]["rendered"]
    assert "<b>dark</b>" in shown["content"]["rendered"] or "<strong>dark</strong>" in shown["content"]["rendered"]


def test_a_draft_is_changed_published_withdrawn_and_deleted() -> None:
    ask = Program()
    number = ask.made("posts", title="One")["id"]
    path = f"posts/{number}"
    assert ask.get(path)["status"] == "draft"
    assert Client().get(V2 + path).status_code == 401
    body = ask.changed(path, title="Two", content="<p>Text</p>", status="publish")
    assert (body["title"]["raw"], body["slug"], body["status"]) == ("Two", "two", "publish")
    assert Client().get(V2 + path).json()["title"]["rendered"] == "Two"
    assert ask.changed(path, title="Three")["status"] == "publish"
    assert Client().get(V2 + path).json()["title"]["rendered"] == "Three"
    assert ask.changed(path, status="draft")["status"] == "draft"
    assert ask.changed(path, status="pending")["status"] == "pending"
    assert ask.changed(path, status="private")["status"] == "private"
    assert Client().get(V2 + path).status_code == 401
    status, body = ask("DELETE", path)
    assert (status, body["status"]) == (200, "trash")
    assert ask.refused("DELETE", path) == (410, "rest_already_trashed")
    assert ask.refused("POST", path, title="x")[0] == 409
    assert ask.changed(path, status="draft")["status"] == "draft"
    status, body = ask("DELETE", f"{path}?force=true")
    assert (status, body["deleted"], body["previous"]["id"]) == (200, True, number)
    assert not Post.objects.filter(number=number).exists()


def test_a_post_of_tomorrow_is_scheduled() -> None:
    ask = Program()
    at = (timezone.now() + SOON).strftime("%Y-%m-%dT%H:%M:%S")
    body = ask.made("posts", title="Later", date_gmt=at, status="publish")
    assert (body["status"], body["date_gmt"]) == ("future", at)
    assert Client().get(f"{V2}posts/{body['id']}").status_code == 401
    assert [row["id"] for row in ask.get("posts?status=future")] == [body["id"]]


def scheduled(ask: Program) -> tuple[str, str]:
    """A post of tomorrow: its path, and its moment."""
    at = (timezone.now() + SOON).strftime("%Y-%m-%dT%H:%M:%S")
    return f"posts/{ask.made('posts', title='Later', date_gmt=at, status='future')['id']}", at


def test_what_is_scheduled_is_changed_and_stays_scheduled() -> None:
    ask = Program("author")
    path, at = scheduled(ask)
    body = ask.changed(path, title="Later still", content="<p>More</p>")
    assert (body["status"], body["date_gmt"], body["title"]["raw"]) == ("future", at, "Later still")
    assert Program("editor").changed(path, status="publish")["status"] == "future"
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1
    assert Client().get(V2 + path).status_code == 401
    late = (timezone.now() + SOON * 2).strftime("%Y-%m-%dT%H:%M:%S")
    assert ask.changed(path, date_gmt=late)["date_gmt"] == late
    going = Revision.objects.get(approved_go_live_at__isnull=False)
    assert going.approved_go_live_at is not None
    assert going.approved_go_live_at.strftime("%Y-%m-%dT%H:%M:%S") == late
    assert going.as_object().title == "Later still"


def test_what_is_scheduled_is_withdrawn_or_published_at_once() -> None:
    ask = Program()
    path, _at = scheduled(ask)
    assert ask.changed(path, status="draft")["status"] == "draft"
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    path, _at = scheduled(ask)
    body = ask.changed(path, date_gmt="2016-03-01T10:00:00")
    assert (body["status"], body["date_gmt"]) == ("publish", "2016-03-01T10:00:00")
    assert Client().get(V2 + path).status_code == 200


def test_what_is_scheduled_goes_into_the_bin_and_is_not_published_from_there() -> None:
    ask = Program("author")
    path, _at = scheduled(ask)
    assert Program("contributor").refused("DELETE", path) == (403, "rest_cannot_delete")
    assert ask("DELETE", path)[1]["status"] == "trash"
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert ask.refused("DELETE", path) == (410, "rest_already_trashed")
    assert ask.changed(path, status="draft")["status"] == "draft"
    path, _at = scheduled(ask)
    assert ask("DELETE", f"{path}?force=true")[1]["deleted"] is True
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_was_handed_in_goes_into_the_bin_and_waits_no_longer() -> None:
    ask = Program("contributor")
    number = ask.made("posts", title="Mine", status="pending")["id"]
    assert Post.objects.get(number=number).workflow_in_progress
    assert ask("DELETE", f"posts/{number}")[1]["status"] == "trash"
    assert not Post.objects.get(number=number).workflow_in_progress
    number = ask.made("posts", title="Mine", status="pending")["id"]
    assert ask("DELETE", f"posts/{number}?force=true")[1]["deleted"] is True


def test_a_review_ends_when_the_reviewer_puts_the_post_into_the_bin() -> None:
    number = Program("contributor").made("posts", title="Mine", status="pending")["id"]
    editor = Program("editor")
    assert editor("DELETE", f"posts/{number}")[1]["status"] == "trash"
    post = Post.objects.get(number=number)
    assert (post.workflow_in_progress, post.is_pending) == (False, False)
    assert post.binned_at is not None


def test_a_scheduled_page_is_changed_and_withdrawn() -> None:
    ask = Program()
    number = ask.made("pages", title="Later")["id"]
    page = StaticPage.objects.get(number=number)
    page.go_live_at = timezone.now() + SOON
    page.save_revision().publish()
    path = f"pages/{number}"
    assert ask.get(f"{path}?context=edit")["status"] == "future"
    body = ask.changed(path, title="Later still")
    assert (body["status"], body["title"]["raw"]) == ("future", "Later still")
    assert Revision.objects.get(approved_go_live_at__isnull=False).as_object().title == "Later still"
    assert Program("author").refused("POST", path, title="Mine") == (403, "rest_cannot_edit")
    assert ask.refused("DELETE", f"{path}?force=true") == (403, "rest_cannot_delete")
    assert ask.changed(path, status="draft")["status"] == "draft"
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_a_page_of_tomorrow_waits_for_its_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    ask = Program()
    at = (timezone.now() + SOON).strftime("%Y-%m-%dT%H:%M:%S")
    body = ask.made("pages", title="Later", date_gmt=at, status="publish")
    path = f"pages/{body['id']}"
    assert (body["status"], body["date_gmt"]) == ("future", at)
    assert Client().get(V2 + path).status_code == 401
    assert Client().get("/later/").status_code == 404
    assert ask.changed(path, title="Later still")["status"] == "future"
    body = ask.changed(path, date_gmt="2016-03-01T10:00:00")
    assert (body["status"], body["date_gmt"]) == ("publish", "2016-03-01T10:00:00")
    assert Client().get("/later/").status_code == 200
    assert ask.changed(path, date_gmt=at)["status"] == "future"
    assert Client().get("/later/").status_code == 404
    later = timezone.now() + SOON * 2
    monkeypatch.setattr(timezone, "now", lambda: later)
    call_command("publish_scheduled", verbosity=0)
    assert Client().get("/later/").status_code == 200


def test_a_draft_of_a_page_dated_ahead_stays_a_draft() -> None:
    ask = Program()
    at = (timezone.now() + SOON).strftime("%Y-%m-%dT%H:%M:%S")
    body = ask.made("pages", title="Later", date_gmt=at)
    assert (body["status"], body["date_gmt"]) == ("draft", at)
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_what_is_scheduled_is_changed_by_nobody_else() -> None:
    path, _at = scheduled(Program())
    for role in ("author", "contributor", "moderator"):
        assert Program(role).refused("POST", path, title="Mine") == (403, "rest_cannot_edit")
    assert Client().post(V2 + path, {"title": "Mine"}).status_code == 401
    own = Program(user=person("contributor", "cora"))
    mine, _at = scheduled(Program(user=person("editor", "edith")))
    Post.objects.filter(number=mine.rpartition("/")[2]).update(author=author_of(user=own.user))
    assert own.refused("POST", mine, title="Mine") == (403, "rest_cannot_edit")
    assert Post.objects.filter(title="Mine").count() == 0


def test_what_is_in_review_is_changed_by_its_writer_and_by_those_who_review() -> None:
    ask, editor = Program("contributor"), Program("editor")
    path = f"posts/{ask.made('posts', title='Mine', status='pending')['id']}"
    post = Post.objects.get(number=path.rpartition("/")[2])
    assert post.workflow_in_progress
    assert ask.changed(path, title="Mine, once more")["status"] == "pending"
    review = post.current_workflow_state
    assert review is not None and review.current_task_state is not None
    assert review.current_task_state.revision.as_object().title == "Mine, once more"
    body = editor.changed(path, content="<p>Edited</p>")
    assert (body["status"], body["title"]["raw"]) == ("pending", "Mine, once more")
    assert Program("author").refused("POST", path, title="Theirs") == (403, "rest_cannot_edit")
    assert ask.refused("POST", path, status="publish") == (403, "rest_cannot_publish")
    assert ask.changed(path, status="draft")["status"] == "draft"
    assert not Post.objects.get(pk=post.pk).workflow_in_progress
    assert ask.changed(path, status="pending")["status"] == "pending"
    assert editor.changed(path, status="publish")["status"] == "publish"
    assert not Post.objects.get(pk=post.pk).workflow_in_progress


def test_statuses_are_listed_to_those_who_may() -> None:
    own = Program("author")
    mine = own.made("posts", title="Mine")["id"]
    editor = Program("editor")
    theirs = editor.made("posts", title="Theirs")["id"]
    binned = editor.made("posts", title="Binned")["id"]
    editor("DELETE", f"posts/{binned}")
    assert [row["id"] for row in own.get("posts?status=draft")] == [mine]
    assert {row["id"] for row in editor.get("posts?status=draft")} == {mine, theirs}
    assert {row["id"] for row in editor.get("posts?status=any&context=edit")} == {mine, theirs}
    assert [row["id"] for row in editor.get("posts?status=trash")] == [binned]
    assert Program("moderator").refused("GET", "posts?status=draft") == (400, "rest_invalid_param")
    assert Client().get(f"{V2}posts?status=draft").status_code == 400
    assert Program(user=world.make_reader("ruth")).refused("GET", "posts") == (401, "incorrect_password")


ROLES_AND_CODES = [
    ("contributor", "posts", {"title": "x", "status": "publish"}, 403, "rest_cannot_publish"),
    ("contributor", "posts", {"title": "x", "status": "private"}, 403, "rest_cannot_publish"),
    ("contributor", "posts", {"title": "x", "author": "editor"}, 403, "rest_cannot_edit_others"),
    ("author", "posts", {"title": "x", "sticky": True}, 403, "rest_cannot_assign_sticky"),
    ("author", "posts/{theirs}", {"title": "x"}, 403, "rest_cannot_edit"),
    ("author", "pages", {"title": "x"}, 403, "rest_cannot_create"),
    ("moderator", "posts", {"title": "x"}, 403, "rest_cannot_create"),
    ("editor", "posts", {}, 400, "empty_content"),
    ("editor", "posts", {"title": "x", "id": 7}, 400, "rest_post_exists"),
    ("editor", "posts", {"title": "x", "author": 99999}, 400, "rest_invalid_author"),
    ("editor", "posts", {"title": "x", "status": "nope"}, 400, "rest_invalid_param"),
    ("editor", "posts", {"title": "x", "template": "nope"}, 400, "rest_invalid_param"),
    ("editor", "posts", {"title": "x", "meta": 7}, 400, "rest_invalid_param"),
    ("editor", "posts", {"title": "x", "password": "a", "sticky": True}, 400, "rest_invalid_field"),
    ("editor", "pages", {"title": "x", "parent": 99999}, 400, "rest_post_invalid_id"),
    ("editor", "posts/99999", {"title": "x"}, 404, "rest_post_invalid_id"),
]


@pytest.mark.parametrize(("role", "path", "fields", "status", "code"), ROLES_AND_CODES)
def test_what_may_not_be_written_is_refused(
    role: str, path: str, fields: dict[str, object], status: int, code: str
) -> None:
    theirs = world.make_post("Theirs", author=world.make_author("Edda"))
    if fields.get("author") == "editor":
        fields = {**fields, "author": theirs.author.number}
    count = Post.objects.count()
    assert Program(role).refused("POST", path.format(theirs=theirs.number), **fields) == (status, code)
    assert Post.objects.count() == count
    assert Post.objects.get(pk=theirs.pk).title == "Theirs"


def test_a_contributor_hands_in_and_cannot_change_what_is_public() -> None:
    ask = Program("contributor")
    number = ask.made("posts", title="Mine", status="pending")["id"]
    assert Program("editor").changed(f"posts/{number}", status="publish")["status"] == "publish"
    assert ask.refused("POST", f"posts/{number}", title="x") == (403, "rest_cannot_edit")
    assert ask.refused("DELETE", f"posts/{number}?force=true") == (403, "rest_cannot_delete")
    assert ask.refused("GET", f"posts/{number}?context=edit") == (403, "rest_forbidden_context")


def test_a_contributor_leaves_in_the_bin_what_was_public() -> None:
    ask, editor = Program("contributor"), Program("editor")
    path = f"posts/{ask.made('posts', title='Mine', status='pending')['id']}"
    editor.changed(path, status="publish")
    assert editor("DELETE", path)[1]["status"] == "trash"
    assert ask.refused("DELETE", f"{path}?force=true") == (403, "rest_cannot_delete")
    assert ask.refused("POST", path, status="draft", title="x") == (403, "rest_cannot_edit")
    assert editor.changed(path, status="draft")["title"]["raw"] == "Mine"
    assert ask("DELETE", path)[1]["status"] == "trash"
    assert ask("DELETE", f"{path}?force=true")[1]["deleted"] is True


@pytest.mark.parametrize("role", ["contributor", "author", "editor"])
def test_a_date_alone_does_not_publish_a_draft(role: str) -> None:
    ask, at = Program(role), timezone.now() + SOON
    path = f"posts/{ask.made('posts', title='Mine')['id']}"
    for status in ("draft", "pending"):
        ask.changed(path, status=status)
        body = ask.changed(path, date_gmt=at.strftime("%Y-%m-%dT%H:%M:%S"), title="Mine, later")
        assert (body["status"], body["date_gmt"]) == (status, at.strftime("%Y-%m-%dT%H:%M:%S"))
    post = Post.objects.get()
    assert not post.live and not post.revisions.filter(approved_go_live_at__isnull=False).exists()
    if role == "contributor":
        assert ask.refused("POST", path, status="future") == (403, "rest_cannot_publish")
    else:
        assert ask.changed(path, status="publish")["status"] == "future"
        assert Client().get(V2 + path).status_code == 401
        post.refresh_from_db()
        assert not post.live and post.revisions.filter(approved_go_live_at__gt=timezone.now()).exists()


@pytest.mark.parametrize("status", ["publish", "future"])
def test_a_draft_that_was_made_with_a_date_to_come_is_published_on_that_day(status: str) -> None:
    ask, at = Program("author"), (timezone.now() + SOON).strftime("%Y-%m-%dT%H:%M:%S")
    made = ask.made("posts", title="Mine", date_gmt=at)
    post = Post.objects.get()
    assert (made["status"], post.go_live_at) == ("draft", None)
    again = {"date_gmt": at} if status == "future" else {}
    assert ask.changed(f"posts/{made['id']}", status=status, **again)["status"] == "future"
    post.refresh_from_db()
    assert not post.live and post.revisions.filter(approved_go_live_at__gt=timezone.now()).exists()


def test_a_schedule_that_is_no_more_than_a_wish_publishes_nothing() -> None:
    ask = Program("contributor")
    number = ask.made("posts", title="Mine")["id"]
    post = Post.objects.get()
    post.go_live_at = timezone.now() + SOON
    post.save()
    post.save_revision()
    for changes in ({"title": "Mine, later"}, {"status": "future", "title": "Mine, latest"}):
        ask("POST", f"posts/{number}", changes)
        assert not Post.objects.get().revisions.filter(approved_go_live_at__isnull=False).exists()


def test_a_page_is_written_moved_and_deleted() -> None:
    ask = Program()
    above = ask.made("pages", title="Above", status="publish")["id"]
    body = ask.made("pages", title="Below", content="<p>x</p>", parent=above, menu_order=3, status="publish")
    assert (body["parent"], body["menu_order"], body["slug"]) == (above, 3, "below")
    path = f"pages/{body['id']}"
    assert Client().get(V2 + path).json()["link"].endswith("/above/below/")
    assert ask.refused("DELETE", f"pages/{above}?force=true") == (409, "rest_cannot_delete")
    assert ask.refused("DELETE", path) == (501, "rest_trash_not_supported")
    assert ask.changed(path, parent=0, title="Top")["parent"] == 0
    assert ask("DELETE", f"{path}?force=true")[1]["deleted"] is True
    assert not StaticPage.objects.filter(number=body["id"]).exists()


def test_versions_are_read_and_kept() -> None:
    ask = Program()
    number = ask.made("posts", title="One", content="<p>Public</p>", status="publish")["id"]
    path = f"posts/{number}"
    saved = ask.changed(f"{path}/autosaves", content="<p>Hidden</p>", title="Next")
    assert (saved["parent"], saved["title"]["raw"]) == (number, "Next")
    assert Client().get(V2 + path).json()["title"]["rendered"] == "One"
    assert "Hidden" not in Client().get(V2 + path).content.decode()
    assert ask.get(f"{path}?context=edit")["title"]["raw"] == "Next"
    assert [row["id"] for row in ask.get(f"{path}/autosaves")] == [saved["id"]]
    rows = ask.get(f"{path}/revisions")
    assert [row["title"]["raw"] for row in rows][:2] == ["Next", "One"]
    assert ask.get(f"{path}/revisions/{rows[1]['id']}")["content"]["raw"] == "<p>Public</p>"
    assert ask.refused("DELETE", f"{path}/revisions/{rows[1]['id']}?force=true")[0] == 403
    assert Program("author").refused("GET", f"{path}/revisions") == (403, "rest_cannot_read")


def test_a_batch_writes_and_a_failed_one_leaves_the_others() -> None:
    ask = Program()
    asked = [
        {"path": "/wp/v2/posts", "body": {"title": "One"}},
        {"path": "/wp/v2/posts", "body": {"title": "Two", "author": 99999}},
        {"path": "/wp/v2/tags", "body": {"name": "Three"}},
    ]
    status, body = ask("POST", "/wp-json/batch/v1", {"requests": asked})
    assert (status, [each["status"] for each in body["responses"]]) == (207, [201, 400, 201])
    assert list(Post.objects.values_list("title", flat=True)) == ["One"]
    strict = {"requests": [*asked, {"path": "/wp/v2/tags", "body": {}}], "validation": "require-all-validate"}
    assert ask("POST", "/wp-json/batch/v1", strict)[1]["failed"] == "validation"
    assert Post.objects.count() == 1
