"""Somebody without a role signs in, as a subscriber of WordPress does, and is refused in the same words.

The words and codes are those of a WordPress 6.1.9 that a subscriber asked.
"""

import base64
import gzip
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from coranto.accounts.application_passwords import make_application_password
from coranto.comments.models import Comment
from coranto.posts.models import Author
from coranto.wordpress.xmlrpc.faults import WRONG_VALUES
from tests import world as w
from tests.wordpress.test_xmlrpc import Editor, call, post_body

pytestmark = pytest.mark.django_db
POST, PAGE, CATEGORY = "{post}", "{page}", "{category}"
SITE = "access details about this site"
VIEW = "Sorry, you must be able to edit posts on this site in order to view"
TEXT, TERM, PAGE_TEXT = {"post_title": "x"}, {"name": "q", "taxonomy": "category"}, {"title": "x"}
FILE = {"name": "a.txt", "type": "text/plain", "bits": b"x"}
REFUSED: tuple[tuple[str, tuple[Any, ...], int, str], ...] = (
    ("wp.newPost", (TEXT,), 401, "post on this site"),
    ("wp.editPost", (POST, TEXT), 401, "edit this post"),
    ("wp.deletePost", (POST,), 401, "delete this post"),
    ("wp.getPost", (POST,), 401, "edit this post"),
    ("wp.getPosts", (), 401, "edit posts in this post type"),
    ("wp.newTerm", (TERM,), 401, "create terms in this taxonomy"),
    ("wp.editTerm", (CATEGORY, TERM), 401, "edit this term"),
    ("wp.deleteTerm", ("category", CATEGORY), 401, "delete this term"),
    ("wp.getTerm", ("category", CATEGORY), 401, "assign this term"),
    ("wp.getTerms", ("category",), 401, "assign terms in this taxonomy"),
    ("wp.getUser", (1,), 401, "edit this user"),
    ("wp.getUsers", (), 401, "list users"),
    ("wp.getPages", (), 401, "edit pages"),
    ("wp.newPage", (PAGE_TEXT,), 401, "publish posts on this site"),
    ("wp.deletePage", (PAGE,), 401, "delete this page"),
    ("wp.getPageList", (), 401, "edit pages"),
    ("wp.getAuthors", (), 401, "edit posts"),
    ("wp.newCategory", ({"name": "q"},), 401, "add a category"),
    ("wp.deleteCategory", (CATEGORY,), 401, "delete this category"),
    ("wp.getPostStatusList", (), 403, SITE),
    ("wp.getPageStatusList", (), 403, SITE),
    ("wp.getPageTemplates", (), 403, SITE),
    ("wp.getPostFormats", (), 403, SITE),
    ("wp.getCommentStatusList", (), 403, SITE),
    ("wp.setOptions", ({"blog_title": "x"},), 403, "update options"),
    ("wp.uploadFile", (FILE,), 401, "upload files"),
    ("metaWeblog.newMediaObject", (FILE,), 401, "upload files"),
    ("wp.getMediaItem", (1,), 403, "upload files"),
    ("wp.getMediaLibrary", (), 401, "upload files"),
    ("wp.getTaxonomy", ("category",), 401, "assign terms in this taxonomy"),
    ("wp.getPostType", ("post",), 401, "edit posts in this post type"),
    ("wp.getCommentCount", (POST,), 403, "access details of this post"),
    ("wp.getRevisions", (POST,), 401, "edit posts"),
    ("metaWeblog.newPost", (PAGE_TEXT, True), 401, "publish posts on this site"),
    ("metaWeblog.getRecentPosts", (3,), 401, "edit posts"),
)
OF_A_POST: tuple[tuple[str, tuple[Any, ...], str], ...] = (
    ("metaWeblog.editPost", (PAGE_TEXT, True), "edit this post"),
    ("metaWeblog.getPost", (), "edit this post"),
    ("mt.getPostCategories", (), "edit this post"),
    ("mt.setPostCategories", ([],), "edit this post"),
    ("mt.publishPost", (), "publish this post"),
)
OLD: tuple[tuple[str, tuple[Any, ...], str], ...] = (
    ("blogger.getUserInfo", (), "access user data on this site"),
    ("blogger.getPost", (POST,), "edit this post"),
    ("blogger.getRecentPosts", (1, 3), "edit posts"),
    ("blogger.newPost", (1, "x", True), "post on this site"),
    ("blogger.editPost", (POST, "x", True), "edit this post"),
    ("blogger.deletePost", (POST, True), "delete this post"),
)


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Rate limits count in the cache, which tests share."""
    cache.clear()


def reader() -> Editor:
    """Somebody who reads and comments, with a password for programs from a time when they had a role."""
    found = Editor("stranger")
    found.user = w.make_reader()
    found.name = found.user.username
    found.password = make_application_password(user=found.user, name="x", at=timezone.now(), by=found.user)
    return found


def filled(params: tuple[Any, ...]) -> list[Any]:
    known = {POST: w.make_post("There").number, PAGE: w.make_page("About").number}
    known[CATEGORY] = w.make_category().number
    return [known.get(each, each) if isinstance(each, str) else each for each in params]


@pytest.mark.parametrize(("method", "params", "code", "what"), REFUSED)
def test_what_they_may_not_is_refused_in_wordpress_words(
    method: str, params: tuple[Any, ...], code: int, what: str
) -> None:
    assert reader().wp(method, *filled(params)) == (code, f"Sorry, you are not allowed to {what}.")


def test_so_is_what_has_its_values_in_another_order() -> None:
    person, there = reader(), w.make_post("There").number
    for method, params, what in OF_A_POST:
        assert person.of(method, there, *params) == (401, f"Sorry, you are not allowed to {what}."), method
    for method, given, what in OLD:
        values = [there if each == POST else each for each in given]
        answer = person.old(method, *values) if values else call(method, "key", person.name, person.password)
        assert answer == (401, f"Sorry, you are not allowed to {what}."), method
    for method, what in (
        ("wp.getCategories", "categories"),
        ("wp.getTags", "tags"),
        ("mt.getCategoryList", "categories"),
    ):
        assert person.wp(method) == (401, f"{VIEW} {what}."), method
    assert person.wp("wp.getTaxonomies") == person.wp("mt.getRecentPostTitles") == [] and not person.wp(
        "wp.getPostTypes"
    )


def test_what_a_subscriber_may_they_may_too() -> None:
    person, there = reader(), w.make_post("There")
    assert call("wp.getUsersBlogs", person.name, person.password)[0]["isAdmin"] is False
    assert person.wp("wp.getProfile")["username"] == person.name
    assert person.wp("wp.getOptions", ["blog_title"])["blog_title"]["readonly"] is True
    number = person.wp("wp.newComment", there.number, {"content": "Well said."})
    assert Comment.objects.get(pk=number).text == "Well said."


def test_nobody_without_a_role_gets_a_page_as_an_author() -> None:
    assert reader().wp("wp.editProfile", {"display_name": "New"}) == (
        401,
        "Sorry, you are not allowed to edit your profile.",
    )
    assert not Author.objects.exists()


def test_who_is_switched_off_does_not_sign_in() -> None:
    person = reader()
    person.user.is_active = False
    person.user.save()
    assert call("wp.getUsersBlogs", person.name, person.password) == (403, "Incorrect username or password.")


def test_rest_still_needs_a_role() -> None:
    person = reader()
    given = base64.b64encode(f"{person.name}:{person.password}".encode()).decode()
    assert Client().get("/wp-json/wp/v2/users/me", headers={"authorization": f"Basic {given}"}).status_code == 401


def test_where_it_is_off_nothing_points_to_it(settings: Any) -> None:
    there = w.make_post("There")
    assert b"EditURI" in Client().get(there.path).content
    settings.XMLRPC = False
    shown = Client().get(there.path)
    assert b"EditURI" not in shown.content
    assert shown["X-Pingback"] == "http://digest.example/xmlrpc.php", "pings have their own rule"
    described = Client().get("/xmlrpc.php?rsd").content
    assert b'<api name="WP-API"' in described and b"xmlrpc.php" not in described
    names = call("system.listMethods")
    assert "pingback.ping" in names and not [
        name for name in names if name.startswith(("wp.", "metaWeblog.", "blogger."))
    ]
    assert call("mt.supportedMethods") == [name for name in names if not name.startswith("system.")]


def test_a_body_that_was_packed_or_cut_off_is_not_read() -> None:
    whole = b'<?xml version="1.0"?><methodCall><methodName>demo.sayHello</methodName><params/></methodCall>'
    for body in (
        gzip.compress(whole),
        whole[:-5],
        whole[:40],
        b"\xef\xbb\xbf",
        b"\0",
    ):
        assert "-32700" in post_body(body)
    assert "Hello!" in post_body(b"\xef\xbb\xbf" + whole.replace(b'<?xml version="1.0"?>', b""))
    latin = '<?xml version="1.0" encoding="iso-8859-1"?>' + whole.decode()[21:].replace("sayHello", "sayHellö")
    assert "sayHellö" in post_body(latin.encode("latin-1"))


def test_a_flood_of_pings_in_one_call_ends() -> None:
    there = w.make_post("There")
    one = {
        "methodName": "pingback.ping",
        "params": ["http://elsewhere.example/{}", f"http://digest.example{there.path}"],
    }
    for _round in range(2):
        said = call(
            "system.multicall", [{**one, "params": [f"http://127.0.0.1:9/{n}", one["params"][1]]} for n in range(50)]
        )
    assert said[-1] == {"faultCode": 0, "faultString": ""}, "no more are taken, and why is not told"
    assert call("system.multicall", [one] * 51)[0] == WRONG_VALUES
