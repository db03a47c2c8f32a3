"""Whatever is asked, in whatever way: an answer for people, and never an error of the server."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import world

pytestmark = pytest.mark.django_db

LONG = "a" * 10_000
BIG = "9" * 30
PATHS = [
    "/\0/",
    "/a\0b",
    "/%00",
    "/../../etc/passwd",
    "/..%2f..%2fetc/passwd",
    "/wp-content/uploads/../../coranto.sqlite3",
    "/wp-content/uploads/..%2f..%2fsecret-key",
    "/wp-content/uploads/\0",
    "/wp-content/uploads/%ff",
    "/wp-content/uploads/" + LONG,
    "/wp-content/uploads/" + "a/" * 400,
    "/media/../secret-key",
    "/media/uploads/../../secret-key",
    "/media/original_images/\0",
    f"/{LONG}/",
    "/" + "a/" * 3_000,
    "/" + "%41" * 3_000,
    f"/page/{BIG}/",
    f"/category/x/page/{BIG}/",
    f"/{BIG}/",
    f"/2016/{BIG}/",
    f"/-/image/{BIG}/00000000/300.jpg",
    "/-/image/1/00000000/301.jpg",
    f"/source/{LONG}",
    "/category/" + "a," * 500,
    "/category/" + "a+" * 500,
    "/tag/'; DROP TABLE posts_post;--/",
    "/tag/%/",
    "/author/_/",
    "/0000/",
    "/0000/00/00/",
    "/9999/12/31/",
    "/comment-page-1/",
    "/page/",
    "/-/",
    "/.env",
    "/.git/config",
    "/feed/nonsense/",
    "/index.php/",
    "/index.php/index.php/",
    "/search/" + LONG,
    "/search/%00/",
    "/search/page/2/",
    "/archives/page/2/",
    "/source/page/99/",
]
QUERIES = [
    f"p={BIG}",
    "p=\0",
    "p[]=1",
    f"cat={BIG}",
    "cat=1,2,3," + "4," * 500,
    f"author={BIG}",
    f"m={BIG}",
    "m=\u0662\u0660\u0661\u0666",
    "year=\u00b2\u00b2\u00b2\u00b2",
    "year=99999&monthnum=1",
    "m=0000",
    f"paged={BIG}",
    f"s=x&paged={BIG}",
    "s=x&after=9999-12-31&before=9999-12-31",
    "s=x&after=0001-01-01",
    "s=%ff%fe",
    f"s={LONG}",
    "s=x&category=%00",
    "s=x&source=" + LONG,
    "name=%00",
    "pagename=../../x",
    "tag=%ff",
    "category_name=../x",
    f"cpage={BIG}",
    "replytocom=" + BIG,
    "feed=nonsense",
    "&&&===",
    "%",
]


def asks(client: Client, path: str, query: str = "", method: str = "GET", **headers: Any) -> int:
    """The status of the answer to a raw path, as a server would pass it on."""
    raw = path.encode("utf-8", "surrogatepass").decode("latin-1")
    return client.generic(method, "/", PATH_INFO=raw, QUERY_STRING=quote(query, safe="%=&"), **headers).status_code


def orderly(asked: str) -> set[int]:
    """The answers that an odd request may get. One with NUL in it is refused, or nothing is there."""
    return {400, 404} if "\0" in asked or "%00" in asked else {200, 301, 302, 404}


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_an_odd_path_gets_an_orderly_answer(client: Client, path: str) -> None:
    world.make_post("A tide", tags=[world.make_tag()])
    assert asks(client, path) in orderly(path)


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_an_odd_query_gets_an_orderly_answer(client: Client, query: str) -> None:
    post = world.make_post("A tide")
    for path in ("/", "/index.php", post.path, "/tag/x/"):
        assert asks(client, path, query) in orderly(query), path


def test_bytes_that_are_no_text_get_an_orderly_answer(client: Client) -> None:
    for raw in ("/\xff\xfe/", "/2016/\xc3(/", "/tag/\xe9/", "/wp-content/uploads/\xff.jpg", "/search/\xff/"):
        assert client.generic("GET", "/", PATH_INFO=raw).status_code in {301, 404, 200}


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_change_nothing_and_are_answered_as_get(method: str) -> None:
    client = Client(enforce_csrf_checks=True)
    post = world.make_post("Tide", tags=[world.make_tag()])
    for path in ("/", post.path, "/tag/tides/", "/nothing/", "/archives/", f"/?p={post.number}"):
        read, other = client.get(path), client.generic(method, path, "a=1")
        assert (other.status_code, other.get("Location")) == (read.status_code, read.get("Location")), path


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_files_are_only_read(client: Client, method: str) -> None:
    for path in ("/wp-content/uploads/a.jpg", "/media/images/a.jpg"):
        response = client.generic(method, path)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD"), path


def test_methods_that_nobody_knows_are_refused(client: Client) -> None:
    for path in ("/", world.make_post("Tide").path, "/nothing/"):
        assert client.generic("PROPFIND", path).status_code == 405, path


def test_head_is_answered_like_get_without_a_body(client: Client) -> None:
    post = world.make_post("Tide")
    for path in ("/", post.path):
        response = client.head(path)
        assert (response.status_code, response.content) == (200, b"")


def test_a_page_that_is_not_found_says_so_to_people_and_caches(client: Client) -> None:
    response = client.get("/nothing/<script>/")
    assert response.status_code == 404
    assert response["Cache-Control"] == "no-cache, must-revalidate, max-age=0, no-store, private"
    assert response["Expires"] == "Wed, 11 Jan 1984 05:00:00 GMT"
    assert b"<script>/" not in response.content
    assert response.context["head"].title == "Page not found – A new weblog"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.text(max_size=60), query=st.text(max_size=30))
def test_any_path_and_query_get_an_orderly_answer(client: Client, path: str, query: str) -> None:
    text = path.encode("utf-8", "replace").decode()
    assert asks(client, f"/{text}", query.encode("utf-8", "replace").decode()) < 500
