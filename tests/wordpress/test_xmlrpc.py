"""XML-RPC as programs use it: Python's own client against the whole site, in every role."""

import datetime
import xmlrpc.client
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from coranto.accounts.application_passwords import make_application_password
from coranto.accounts.models import User
from coranto.posts.actions import bin_posts
from coranto.posts.actions.authors import author_of
from coranto.posts.models import Category, Post
from tests import world as w
from tests.desk import ROLES, person

pytestmark = pytest.mark.django_db
READERS = ("stranger", "moderator", "author", "contributor")


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Rate limits count in the cache, which tests share."""
    cache.clear()


class Editor:
    """A program that signs in as somebody; faults come back as (code, words)."""

    def __init__(self, role: str) -> None:
        self.user = person(role) if role != "stranger" else User(username="nobody")
        self.name, self.password = self.user.username, "wrong"
        if role != "stranger":
            at = timezone.now()
            self.password = make_application_password(user=self.user, name="x", at=at, by=self.user)

    def wp(self, method: str, *values: Any) -> Any:
        """A method that begins with blog, name, password."""
        return call(method, 1, self.name, self.password, *values)

    def of(self, method: str, *values: Any) -> Any:
        """A method whose first value is what it is about."""
        return call(method, values[0], self.name, self.password, *values[1:])

    def old(self, method: str, *values: Any) -> Any:
        """One of Blogger's: a key and what it is about come first."""
        return call(method, "key", values[0], self.name, self.password, *values[1:])


def post_body(body: bytes | str) -> str:
    answer = Client().post("/xmlrpc.php", body, content_type="text/xml")
    assert answer.status_code == 200
    return answer.content.decode()


def call(method: str, *values: Any) -> Any:
    body = xmlrpc.client.dumps(values, method, allow_none=True, encoding="utf-8")
    try:
        return xmlrpc.client.loads(post_body(body.encode()))[0][0]
    except xmlrpc.client.Fault as fault:
        return fault.faultCode, fault.faultString


def code(answer: Any) -> int:
    return answer[0] if isinstance(answer, tuple) else 0


def test_a_post_is_written_changed_and_put_into_the_bin() -> None:
    editor, boats = Editor("editor"), w.make_category("Boats")
    number = editor.wp(
        "wp.newPost",
        {
            "post_title": "A lamp & more",
            "post_content": "<p>It was <b>dark</b>.<script>alert(1)</script></p><!--more--><p>Rest</p>",
            "post_status": "publish",
            "terms": {"category": [boats.number]},
            "terms_names": {"post_tag": ["tides", "ropes"]},
        },
    )
    post = Post.objects.get(number=int(number))
    assert post.live and post.path and "script" not in post.body_html and post.body
    page = Client().get(post.path).content.decode()
    assert "It was" in page and "alert(1)" not in page
    read = editor.wp("wp.getPost", number)
    assert (read["post_status"], read["post_name"], read["post_type"]) == ("publish", "a-lamp-more", "post")
    assert [term["name"] for term in read["terms"]] == ["Boats", "ropes", "tides"]
    assert read["link"] == f"http://digest.example{post.path}" and "<!--more-->" in read["post_content"]
    assert editor.wp("wp.editPost", number, {"post_title": "Another", "post_content": "<p>New</p>"}) is True
    post.refresh_from_db()
    assert (post.title, post.body_html, post.live) == ("Another", "<p>New</p>", True)
    assert [row.slug for row in post.tags.order_by("slug")] == ["ropes", "tides"]
    assert editor.wp("wp.deletePost", number) is True
    assert Client().get(post.path).status_code == 410
    assert editor.wp("wp.getPost", number, ["post_status"])["post_status"] == "trash"
    assert code(editor.wp("wp.editPost", number, {"post_status": "publish"})) == 404
    assert code(editor.of("mt.publishPost", number)) == 404


def test_metaweblog_writes_both_halves_and_reads_them_again() -> None:
    editor = Editor("editor")
    w.make_category("News")
    content = {
        "title": "T",
        "description": "<p>D</p>",
        "mt_text_more": "<p>M</p>",
        "mt_keywords": "k1, k2",
        "categories": ["News", "Nope"],
        "dateCreated": xmlrpc.client.DateTime("20200101T10:00:00"),
        "wp_slug": "sl",
        "mt_allow_comments": 0,
    }
    number = editor.wp("metaWeblog.newPost", content, True)
    read = editor.of("metaWeblog.getPost", number)
    assert (read["description"], read["mt_text_more"]) == ("<p>D</p>", "<p>M</p>")
    assert (read["categories"], read["mt_keywords"], read["mt_allow_comments"]) == (["News"], "k1, k2", 0)
    assert str(read["dateCreated"]) == "20200101T10:00:00" and read["permaLink"].endswith("/2020/01/01/sl/")
    assert not Category.objects.filter(name="Nope").exists()
    assert editor.of("metaWeblog.editPost", number, {"title": "T3"}, False) is True
    post = Post.objects.get(number=int(number))
    assert not post.live and Client().get("/2020/01/01/sl/").status_code == 404
    assert editor.of("metaWeblog.getPost", number)["post_status"] == "draft"
    assert [row["postid"] for row in editor.wp("metaWeblog.getRecentPosts", 5)] == [number]


def test_blogger_and_movable_type_write_too() -> None:
    editor, news, sea = Editor("editor"), w.make_category("News"), w.make_category("Sea")
    number = editor.old("blogger.newPost", 1, f"<title>BT</title><category>{news.number}</category>body", True)
    post = Post.objects.get(number=number)
    assert (post.title, post.live, list(post.categories.all())) == ("BT", True, [news])
    assert editor.old("blogger.getPost", number)["content"].startswith(f"<title>BT</title><category>{news.number}<")
    assert editor.of("mt.setPostCategories", number, [{"categoryId": str(sea.number)}]) is True
    assert [row["categoryName"] for row in editor.of("mt.getPostCategories", number)] == ["Sea"]
    assert editor.old("blogger.editPost", number, "<title>B2</title>text", False) is True
    assert editor.of("mt.publishPost", number) == number
    post.refresh_from_db()
    assert (post.title, post.live) == ("B2", True)
    assert editor.old("blogger.deletePost", number, True) is True


def test_a_post_dated_ahead_waits_for_its_moment() -> None:
    editor = Editor("editor")
    ahead = xmlrpc.client.DateTime("20990101T00:00:00")
    number = editor.wp("wp.newPost", {"post_title": "Later", "post_status": "publish", "post_date_gmt": ahead})
    post = Post.objects.get(number=int(number))
    assert not post.live and not Post.objects.published(timezone.now()).exists()
    assert post.go_live_at == datetime.datetime(2099, 1, 1, tzinfo=datetime.UTC)
    assert editor.wp("wp.getPost", number, ["post_status"])["post_status"] == "publish"


@pytest.mark.parametrize("text", ["00010101T00:00:00", "99991231T23:59:59"])
def test_a_date_that_no_clock_here_can_show_is_refused(text: str) -> None:
    w.publication(time_zone="America/Phoenix")
    content = {"post_title": "One", "post_status": "future", "post_date": xmlrpc.client.DateTime(text)}
    assert code(Editor("author").wp("wp.newPost", content)) == 500
    assert not Post.objects.exists()


def test_pages_are_written_withdrawn_and_deleted() -> None:
    editor = Editor("editor")
    w.make_page("Top", slug="top")
    number = editor.wp("wp.newPage", {"title": "About", "description": "<p>x</p>"}, True)
    assert Client().get("/about/").status_code == 200
    read = call("wp.getPage", 1, number, editor.name, editor.password)
    assert (read["title"], read["page_status"], read["description"]) == ("About", "publish", "<p>x</p>")
    assert call("wp.editPage", 1, number, editor.name, editor.password, {"title": "Us"}, True) is True
    assert "Us" in Client().get("/about/").content.decode()
    assert number in [row["page_id"] for row in editor.wp("wp.getPageList")]
    assert editor.wp("wp.deletePage", number) is True and Client().get("/about/").status_code == 404
    assert editor.wp("wp.deletePage", number) is True
    assert code(editor.wp("wp.deletePage", number)) == 404
    assert code(Editor("author").wp("wp.newPage", {"title": "x"}, True)) == 401


def test_terms_are_made_renamed_and_deleted_by_those_who_may() -> None:
    editor, author = Editor("editor"), Editor("author")
    number = editor.wp("wp.newTerm", {"taxonomy": "category", "name": "Sea", "description": "d"})
    assert editor.wp("wp.getTerm", "category", number)["description"] == "d"
    assert code(editor.wp("wp.newTerm", {"taxonomy": "category", "name": "Sea"})) == 500
    below = editor.wp("wp.newTerm", {"taxonomy": "category", "name": "Bay", "parent": int(number)})
    assert editor.wp("wp.editTerm", number, {"taxonomy": "category", "name": "Ocean", "slug": "ocean"}) is True
    assert Category.objects.get(name="Bay").path == "ocean/bay"
    assert code(editor.wp("wp.editTerm", number, {"taxonomy": "category", "parent": below})) == 403
    low = editor.wp("wp.newTerm", {"taxonomy": "category", "name": "Cove", "parent": int(below)})
    assert editor.wp("wp.deleteTerm", "category", below) is True
    assert Category.objects.get(name="Cove").path == "ocean/cove"
    assert editor.wp("wp.deleteTerm", "category", low) is True
    for refused in (
        author.wp("wp.newTerm", {"taxonomy": "category", "name": "q"}),
        author.wp("wp.editTerm", number, {"taxonomy": "category", "name": "q"}),
        author.wp("wp.deleteTerm", "category", number),
        author.wp("wp.newCategory", {"name": "q"}),
        author.wp("wp.deleteCategory", int(number)),
        author.wp("wp.newPost", {"post_title": "x", "terms_names": {"category": ["made up"]}}),
    ):
        assert code(refused) == 401
    assert editor.wp("wp.getTerms", "nope") == (403, "Invalid taxonomy.")
    assert [row["categoryName"] for row in author.wp("wp.getCategories")] == ["Ocean"]
    assert code(Editor("moderator").wp("wp.getCategories")) == 401


@pytest.fixture
def hidden() -> list[Post]:
    """Somebody's draft, private post, protected post, and one in the bin."""
    binned = w.make_post("Hidden binned", body="<p>hidden words</p>")
    bin_posts(posts=[binned], at=timezone.now(), by=None)
    return [
        w.make_draft("Hidden draft", body="<p>hidden words</p>"),
        w.make_post("Hidden private", body="<p>hidden words</p>", is_private=True),
        w.make_post("Hidden protected", body="<p>hidden words</p>", password="secret-key"),
        binned,
    ]


@pytest.mark.parametrize("role", READERS)
def test_nothing_hidden_comes_out_to_those_who_may_not_edit_it(role: str, hidden: list[Post]) -> None:
    who = Editor(role)
    answers: list[Any] = [
        who.wp("wp.getPosts", {"number": 200}),
        who.wp("wp.getPosts", {"post_status": "trash"}),
        who.wp("wp.getPosts", {"s": "hidden"}),
        who.wp("metaWeblog.getRecentPosts", 200),
        who.wp("mt.getRecentPostTitles", 200),
        who.old("blogger.getRecentPosts", 1, 200),
    ]
    for post in hidden:
        answers += [
            who.wp("wp.getPost", post.number),
            who.of("metaWeblog.getPost", post.number),
            who.old("blogger.getPost", post.number),
            who.of("mt.getPostCategories", post.number),
            who.wp("wp.getRevisions", post.number),
            call("mt.getTrackbackPings", post.number),
            call("pingback.extensions.getPingbacks", f"http://digest.example/?p={post.number}"),
        ]
    assert "hidden" not in str(answers).lower() and "secret-key" not in str(answers)


@pytest.mark.parametrize("role", READERS)
def test_nobody_changes_the_posts_of_others(role: str, hidden: list[Post]) -> None:
    who, public = Editor(role), w.make_post("Public")
    before = list(Post.objects.order_by("pk").values())
    for number in (post.number for post in [*hidden, public]):
        for refused in (
            who.wp("wp.editPost", number, {"post_title": "z", "post_status": "publish"}),
            who.wp("wp.deletePost", number),
            who.of("metaWeblog.editPost", number, {"title": "z"}, True),
            who.old("metaWeblog.deletePost", number, True),
            who.old("blogger.editPost", number, "z", True),
            who.of("mt.setPostCategories", number, []),
            who.of("mt.publishPost", number),
        ):
            assert code(refused) in (401, 403, 404)
    assert list(Post.objects.order_by("pk").values()) == before


def test_a_contributor_leaves_in_the_bin_what_was_public() -> None:
    who = Editor("contributor")
    post = w.make_post("Mine", author=author_of(user=who.user))
    bin_posts(posts=[post], at=timezone.now(), by=None)
    assert code(who.wp("wp.deletePost", post.number)) == 401
    assert code(who.wp("wp.editPost", post.number, {"post_status": "draft"})) == 401
    assert who.wp("wp.getPosts", {"post_status": "trash"}) == []
    assert Post.objects.get().binned_at


def test_a_contributor_hands_in_but_does_not_publish() -> None:
    who = Editor("contributor")
    assert code(who.wp("wp.newPost", {"post_title": "x", "post_status": "publish"})) == 401
    assert code(who.wp("wp.newPost", {"post_title": "x", "post_status": "private"})) == 401
    assert code(who.wp("metaWeblog.newPost", {"title": "x"}, True)) == 401
    number = who.wp("wp.newPost", {"post_title": "x", "post_status": "pending"})
    post = Post.objects.get(number=int(number))
    assert not post.live and post.is_pending and post.author == author_of(user=who.user)
    assert code(who.wp("wp.editPost", number, {"post_status": "publish"})) == 401
    assert code(who.of("mt.publishPost", number)) == 401
    assert who.wp("wp.editPost", number, {"post_title": "y"}) is True
    assert who.wp("wp.getPost", number, ["post_title", "post_status"]) == {
        "post_id": number,
        "post_title": "y",
        "post_status": "pending",
    }
    draft = who.wp("wp.newPost", {"post_title": "z"})
    assert who.wp("wp.editPost", draft, {"post_title": "y"}) is True
    assert who.wp("wp.getPost", draft)["post_title"] == "y" and not Post.objects.filter(live=True).exists()


def test_a_date_alone_does_not_publish_a_draft() -> None:
    who, later = Editor("contributor"), timezone.now() + datetime.timedelta(minutes=3)
    number = who.wp("wp.newPost", {"post_title": "x"})
    assert who.wp("wp.editPost", number, {"post_date_gmt": xmlrpc.client.DateTime(later)}) is True
    assert who.wp("wp.getPost", number, ["post_status"])["post_status"] == "draft"
    post = Post.objects.get()
    kept = post.revisions.get(pk=post.latest_revision_id)
    version = kept.as_object()
    version.go_live_at = later
    wish = version.save_revision()
    assert who.wp("wp.restoreRevision", -wish.pk) is True
    assert not post.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_an_author_neither_sticks_posts_nor_writes_for_others() -> None:
    who, other = Editor("author"), w.make_author("Somebody Else")
    assert code(who.wp("wp.newPost", {"post_title": "x", "sticky": True})) == 401
    assert code(who.wp("wp.newPost", {"post_title": "x", "post_author": other.number})) == 401
    assert not Post.objects.exists()


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_addresses_and_names_to_sign_in_of_others_stay_hidden(role: str) -> None:
    boss = person("administrator", "chief-login")
    User.objects.filter(pk=boss.pk).update(email="chief@digest.example", display_name="The Chief")
    boss.refresh_from_db()
    author = author_of(user=boss)
    author.email = "chief@digest.example"
    author.save()
    w.make_post("Public", author=author)
    who = Editor(role)
    answers = [
        who.wp("wp.getUser", author.number),
        who.wp("wp.getUsers"),
        who.wp("wp.getAuthors"),
        who.wp("wp.getProfile"),
        who.wp("wp.getPosts", {}),
        who.wp("wp.getPages"),
    ]
    assert "chief@" not in str(answers) and "chief-login" not in str(answers)
    assert who.wp("wp.getProfile")["username"] == role


def test_administrators_see_people() -> None:
    who = Editor("administrator")
    other = author_of(user=person("editor", "edda"))
    assert who.wp("wp.getUser", other.number)["username"] == "edda"
    assert [row["username"] for row in who.wp("wp.getUsers")] == ["edda"]
    assert code(who.wp("wp.getUser", 999)) == 404


def test_an_earlier_version_is_brought_back() -> None:
    editor = Editor("editor")
    number = editor.wp("wp.newPost", {"post_title": "One", "post_status": "publish"})
    editor.wp("wp.editPost", number, {"post_title": "Two"})
    versions = editor.wp("wp.getRevisions", number, ["post_title"])
    first = next(row for row in versions if row["post_title"] == "One")
    assert editor.wp("wp.restoreRevision", int(first["post_id"])) is True
    post = Post.objects.get()
    assert post.title == "One" and post.live
    assert code(editor.wp("wp.restoreRevision", -999_999)) == 404
    stranger = Editor("author")
    assert code(stranger.wp("wp.restoreRevision", int(first["post_id"]))) == 401


def test_an_earlier_version_brings_back_neither_a_schedule_nor_an_open_door() -> None:
    editor, later = Editor("editor"), timezone.now() + datetime.timedelta(days=3)
    number = editor.wp(
        "wp.newPost", {"post_title": "One", "post_status": "future", "post_date_gmt": xmlrpc.client.DateTime(later)}
    )
    first = editor.wp("wp.getRevisions", number, ["post_title"])[0]
    now = xmlrpc.client.DateTime(timezone.now() - datetime.timedelta(hours=1))
    editor.wp(
        "wp.editPost",
        number,
        {"post_title": "Two", "post_status": "publish", "post_date_gmt": now, "post_password": "ebb"},
    )
    assert Post.objects.get().live
    assert editor.wp("wp.restoreRevision", int(first["post_id"])) is True
    post = Post.objects.get()
    assert (post.title, post.live, post.password, post.go_live_at) == ("One", True, "ebb", None)


def test_the_category_for_what_is_filed_nowhere_else_stays() -> None:
    category = w.make_category("Everything")
    Category.objects.update(number=1)
    assert code(Editor("administrator").wp("wp.deleteTerm", "category", "1")) == 500
    category.refresh_from_db()


def test_what_is_locked_stays_as_it_is() -> None:
    editor = Editor("editor")
    post = w.make_post("Locked", locked=True, locked_at=timezone.now(), locked_by=person("editor", "other"))
    assert code(editor.wp("wp.editPost", post.number, {"post_title": "z"})) == 401
