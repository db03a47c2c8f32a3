"""The interface's door: addresses, methods, wrappings, headers, errors."""

import json

import pytest
from django.test import Client

from tests import world
from tests.wordpress.rest_asking import V2, ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "start", [V2, "/?rest_route=/wp/v2/", "/index.php?rest_route=/wp/v2/", "/index.php/wp-json/wp/v2/"]
)
def test_a_route_has_all_of_wordpress_s_addresses(client: Client, start: str) -> None:
    post = world.make_post()
    assert client.get(f"{start}posts/{post.number}").json()["id"] == post.number
    assert client.get(f"{start}Posts/{post.number}/").json()["id"] == post.number


def test_a_route_in_a_field_counts_wherever_it_stands(client: Client) -> None:
    post, page = world.make_post(), world.make_page()
    named = f"rest_route=/wp/v2/pages/{page.number}"
    for address in (f"{V2}posts/{post.number}?{named}", f"/2016/?{named}", f"{post.path}?{named}"):
        assert client.get(address).json()["id"] == page.number, address
    answer = client.get(f"/?rest_route=wp/v2/posts/{post.number}")
    assert (answer.status_code, answer.json()["code"]) == (404, "rest_no_route")


def test_the_index_names_every_route(client: Client) -> None:
    body = client.get("/wp-json/").json()
    assert body["namespaces"] == ["oembed/1.0", "wp/v2"]
    assert body["routes"]["/wp/v2/posts"]["methods"] == ["GET", "POST"]
    assert client.get("/wp-json").json() == body
    assert set(client.get("/wp-json/wp/v2").json()["routes"]) < set(body["routes"])


def test_only_the_named_fields_are_given(client: Client) -> None:
    post = world.make_post("Tide")
    path = f"posts/{post.number}"
    assert ask(client, f"{path}?_fields=id,title.rendered") == {"id": post.number, "title": {"rendered": "Tide"}}
    assert ask(client, f"{path}?_fields[]=slug&_fields[]=nonsense") == {"slug": "tide"}
    assert list(ask(client, f"{path}?_fields=id,_links.self")) == ["id", "_links"]
    assert list(ask(client, "posts?_fields=_links.self")[0]["_links"]) == ["self"]
    assert ask(client, f"{path}?_fields=title.nonsense") == {"title": []}


def test_an_envelope_holds_status_and_headers(client: Client) -> None:
    world.make_post()
    response = client.get(f"{V2}posts?_envelope&_fields=type")
    assert response.json()["body"] == [{"type": "post"}]
    assert response.json()["headers"]["X-WP-Total"] == 1
    assert "X-WP-Total" not in response
    missing = client.get(f"{V2}posts/7?_envelope")
    assert (missing.status_code, missing.json()["status"], missing.json()["headers"]) == (200, 404, [])


def test_a_callback_gets_the_answer(client: Client) -> None:
    response = client.get(f"{V2}statuses?_fields=publish.slug&_jsonp=a.b_1")
    assert response.content == b'/**/a.b_1({"publish":{"slug":"publish"}})'
    assert response["Content-Type"] == "application/javascript; charset=UTF-8"
    refused = client.get(f"{V2}posts?_jsonp=alert(1)")
    assert json.loads(refused.content)["code"] == "rest_callback_invalid"
    assert refused["Content-Type"] == "application/javascript; charset=UTF-8"


def test_the_method_can_be_given_otherwise(client: Client) -> None:
    assert client.get(f"{V2}posts?_method=POST").json()["code"] == "rest_cannot_create"
    override = {"X-HTTP-Method-Override": "POST"}
    assert client.get(f"{V2}posts", headers=override).json()["code"] == "rest_cannot_create"


def test_head_has_the_headers_alone(client: Client) -> None:
    world.make_post()
    response = client.head(f"{V2}posts")
    assert (response.content, response["X-WP-Total"]) == (b"", "1")
    whole = client.get(f"{V2}posts")
    for name in ("Content-Length", "Content-Type", "Vary"):
        assert response[name] == whole[name], name


def test_options_describe_a_route(client: Client) -> None:
    response = client.options(f"{V2}posts")
    assert response.json()["endpoints"][0]["args"]["per_page"]["maximum"] == 100
    assert response["Allow"] == "GET"
    nothing = client.options("/wp-json/nonsense")
    assert (nothing.status_code, nothing.json(), "Allow" in nothing) == (200, [], False)


def test_other_sites_scripts_may_read(client: Client) -> None:
    response = client.get(f"{V2}posts", headers={"Origin": "http://other.example"})
    assert response["Access-Control-Allow-Origin"] == "http://other.example"
    assert response["Vary"].startswith("Origin")
    assert "Access-Control-Allow-Origin" not in client.get(f"{V2}posts")


def test_a_signed_in_editor_is_a_stranger_here(client: Client) -> None:
    """Pages of other sites may read the answers with the editor's cookies: so these must count for nothing."""
    draft = world.make_draft()
    client.force_login(world.make_editor())
    assert client.get(f"{V2}posts/{draft.number}").status_code == 401
    assert client.get(f"{V2}posts?context=edit").status_code == 401


def test_a_nonce_of_the_old_site_is_refused(client: Client) -> None:
    for response in (
        client.get(f"{V2}posts", headers={"X-WP-Nonce": "0123456789"}),
        client.get(f"{V2}nonsense?_wpnonce=1"),
    ):
        assert (response.status_code, response.json()["code"]) == (403, "rest_cookie_invalid_nonce")


def test_credentials_that_mean_nothing_are_passed_over(client: Client) -> None:
    world.make_post()
    for value in ("Basic YTpi", "Bearer abc", "nonsense"):
        assert client.get(f"{V2}posts", headers={"Authorization": value}).status_code == 200


def test_what_is_embedded_stands_in_the_body(client: Client) -> None:
    author, category = world.make_author("Ada"), world.make_category("Harbours")
    post = world.make_post(author=author, categories=[category])
    comment = world.make_comment(post)
    embedded = ask(client, f"posts/{post.number}?_embed")["_embedded"]
    assert embedded["author"][0]["name"] == "Ada"
    assert [row["id"] for row in embedded["replies"][0]] == [comment.pk]
    assert [[row["id"] for row in rows] for rows in embedded["wp:term"]] == [[category.number], []]
    assert list(ask(client, "posts?_embed=author,wp:term")[0]["_embedded"]) == ["author", "wp:term"]
    assert "_embedded" not in ask(client, f"posts/{post.number}?_embed=nonsense")
    reply = world.make_comment(post, parent=comment)
    assert ask(client, f"comments/{reply.pk}?_embed")["_embedded"]["in-reply-to"][0]["id"] == comment.pk
    assert ask(client, f"comments/{comment.pk}?_embed")["_embedded"]["children"][0][0]["id"] == reply.pk


def test_every_wrong_parameter_is_named(client: Client) -> None:
    body = ask(client, "posts?page=0&per_page=x&order=up", status=400)
    assert body["message"] == "Invalid parameter(s): page, per_page"
    assert body["data"]["params"]["page"] == "page must be greater than or equal to 1"
    assert body["data"]["details"]["per_page"]["data"] == {"param": "per_page"}
    assert ask(client, "posts?order=up", status=400)["data"]["params"] == {"order": "order is not one of asc and desc."}
    assert ask(client, "posts?status=draft", status=400)["data"]["params"] == {"status": "Status is forbidden."}


@pytest.mark.parametrize(
    "query",
    [
        "per_page=1e400",
        "per_page=99999999999999999999999",
        "page=9223372036854775807",
        "include=" + "1," * 5000,
        "include=99999999999999999999999&orderby=include",
        "a[b][c][d]=1&_fields[x][y]=1&page[]=2",
        "a" + "[x]" * 5000 + "=1",
        "search=%FF%FE%22%25_%5C",
        "search=" + "a -b " * 300,
        "orderby=id;DROP TABLE posts_post",
        "after=9999-12-31T23:59:59-23:59",
        "after=2016-13-45T99:99:99Z",
        "categories[terms][]=1&categories[operator]=AND&categories[terms][]=2",
        "slug=%3Cscript%3E&_embed[]=x&_jsonp[]=1",
        "&".join(f"x{number}=1" for number in range(3000)),
    ],
)
def test_hostile_questions_get_an_answer(client: Client, query: str) -> None:
    world.make_post()
    for route in ("posts", "pages", "media", "comments", "categories", "users", "search", "posts/1"):
        response = client.get(f"{V2}{route}?{query}")
        assert response.status_code in (200, 400, 404)
        json.loads(response.content)


def test_an_endless_question_is_refused(client: Client) -> None:
    assert client.get(f"{V2}posts?search={'x' * 200_000}").status_code == 414


def test_half_of_a_surrogate_pair_is_no_text(client: Client) -> None:
    whole, half = (
        client.post(f"{V2}posts", f'{{"title": "{words}"}}', "application/json")
        for words in (r"\ud83c\udf0a", r"a\ud800b")
    )
    assert (whole.json()["code"], half.json()["code"]) == ("rest_cannot_create", "rest_invalid_json")


@pytest.mark.parametrize("body", ["{bad", '{"a":' + "[" * 100_000, "[1]", "7", "\x00", '{"title":{"raw":1}}'])
def test_hostile_bodies_get_an_answer(client: Client, body: str) -> None:
    response = client.post(f"{V2}posts", body, content_type="application/json")
    assert response.status_code in (400, 401)
    assert response.json()["code"] in ("rest_invalid_json", "rest_cannot_create")
