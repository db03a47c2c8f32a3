"""What is not public, asked for through every route and parameter of REST: as a stranger, and as each lower role."""

import datetime
import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from coranto.comments.models import Comment
from coranto.media.models import Attachment
from coranto.wordpress.rest.openapi import path_of
from coranto.wordpress.rest.refused_routes import never
from coranto.wordpress.rest.routes import every_route
from tests import world
from tests.desk import person
from tests.wordpress.rest_person import Program

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = "quillwort"
STATUSES = "publish,future,draft,pending,private,trash"
ROLES = ("stranger", "contributor", "author", "moderator")
COMMENTS_TOO = ("stranger", "contributor", "author")
"""Moderators see comments, their writers and where they stand: at the desk as here."""


class Hidden:
    """One of everything that is not public, in it the secret word; and something public around it."""

    def __init__(self) -> None:
        cache.clear()
        author = world.make_author(f"{SECRET} writer", email=f"{SECRET}@private.example", login=f"{SECRET}-login")
        world.make_post("Shown", author=world.make_author("Ada", email=f"{SECRET}2@private.example"))
        text: dict[str, Any] = {"body": f"<p>{SECRET}</p>", "excerpt": SECRET, "author": author}
        tomorrow = timezone.now() + datetime.timedelta(days=1)
        self.posts = [
            world.make_draft(f"{SECRET} draft", **text),
            world.make_draft(f"{SECRET} pending", is_pending=True, **text),
            world.make_draft(f"{SECRET} binned", binned_at=world.NOON, **text),
            world.make_post(f"{SECRET} private", is_private=True, **text),
            world.make_post(f"{SECRET} tomorrow", at=tomorrow, **text),
        ]
        self.pages = [
            world.make_page(f"{SECRET} a", live=False, body=f"<p>{SECRET}</p>"),
            world.make_page(f"{SECRET} b", is_private=True, body=f"<p>{SECRET}</p>"),
            world.make_page(f"{SECRET} c", posted_at=tomorrow, body=f"<p>{SECRET}</p>"),
        ]
        locked = world.make_post("Locked", password="ebb", body=f"<p>{SECRET}</p>", excerpt=SECRET)
        self.locked = [locked, world.make_page("Locked too", password="ebb", body=f"<p>{SECRET}</p>")]
        things: list[Any] = [*self.posts, *self.pages, *self.locked]
        self.comments = [world.make_comment(thing, f"{SECRET} said", by=self.tom()) for thing in things]
        shown = world.make_post("Discussed")
        for status in (Comment.Status.HELD, Comment.Status.SPAM, Comment.Status.BINNED):
            self.comments.append(world.make_comment(shown, f"{SECRET} said", status=status, by=self.tom()))
        public = world.make_comment(shown, "Fine", by=self.tom("Tom"), network_address="203.0.113.77")
        self.comments.append(public)
        self.files = [world.make_attachment(f"{SECRET} file") for _thing in things]
        for file, thing in zip(self.files, things, strict=True):
            Attachment.objects.filter(pk=file.pk).update(parent_number=thing.number)
        self.edited = world.make_post("Edited", body="<p>Public</p>")
        version = type(self.edited).objects.get(pk=self.edited.pk)
        version.title = f"{SECRET} next"
        self.revision = version.save_revision()
        self.author = author

    def tom(self, name: str = f"{SECRET} Tom") -> Any:
        """Somebody who comments."""
        return world.make_commenter(name, email=f"{SECRET}{Comment.objects.count()}@private.example")

    def numbers(self) -> list[int]:
        """The ids of all of it."""
        things: list[Any] = [*self.posts, *self.pages, *self.locked, *self.files, self.edited]
        return sorted({*(thing.number for thing in things), *(row.pk for row in self.comments), self.author.number})


def words_of(role: str) -> tuple[str, ...]:
    """What must not stand in any answer."""
    return (SECRET, "203.0.113", "private.example") if role in COMMENTS_TOO else ()


def client_of(role: str) -> Any:
    """A way to ask: of a status and a text."""
    if role == "stranger":
        return lambda method, url, body=b"": Client().generic(method, url, body, content_type="application/json")
    headers = {"Authorization": Program(user=person(role)).header}
    return lambda method, url, body=b"": Client().generic(
        method, url, body, content_type="application/json", headers=headers
    )


def addresses(hidden: Hidden) -> Iterator[str]:
    """Every route that is read, with every id, and with every parameter that could lead to what is hidden."""
    numbers = hidden.numbers()
    listed = ",".join(map(str, numbers))
    asked = (
        *("", "_embed", "context=edit", "_embed&context=edit", f"search={SECRET}", f"include={listed}&per_page=100"),
        *(f"slug={SECRET}-draft,{SECRET}-private", f"status={STATUSES}", "status=any&context=edit", "status=hold"),
        *(f"post={listed}", f"parent={listed}", f"author={hidden.author.number}", "orderby=modified&per_page=100"),
        *(f"author_email={SECRET}0@private.example", "status=spam&context=edit", "status=trash", "password=x"),
        *("roles=editor", "search_columns=email&search=private.example", f"exclude=1&search={SECRET}&per_page=100"),
    )
    for route in every_route():
        reader = route.endpoint("GET")
        if reader is None or reader.answer is never:  # the latter refuses everybody
            continue
        path = path_of(route)
        if "{" not in path:
            yield from (f"/wp-json{path}?{query}" for query in asked)
            continue
        if "{parent}" in path and "{id}" in path:  # versions: one that exists is asked for below
            continue
        for number in numbers:
            for query in ("", "context=edit&_embed"):
                named = path.replace("{id}", str(number)).replace("{parent}", str(number))
                named = named.replace("{user_id}", str(number)).replace("{uuid}", "x")
                if "{" not in named:
                    yield f"/wp-json{named}?{query}"
    yield f"/wp-json/wp/v2/posts/{hidden.edited.number}/revisions/{hidden.revision.pk}"
    for number in numbers:
        yield f"/wp-json/oembed/1.0/embed?url=http://localhost:8000/?p={number}"


@pytest.mark.parametrize("role", COMMENTS_TOO)
def test_nothing_hidden_shows_through_any_route(role: str) -> None:
    hidden = Hidden()
    ask = client_of(role)
    seen = 0
    for url in dict.fromkeys(addresses(hidden)):
        response = ask("GET", url)
        text = response.content.decode()
        asked_for = (SECRET, "private.example") if SECRET in url or "private.example" in url else ()
        told = [word for word in words_of(role) if word in text and not (word in asked_for and '"code"' in text)]
        assert not told, (url, told, text[:400])
        assert response.status_code < 500, url
        seen += 1
    assert seen > 300


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_what_is_not_theirs(role: str) -> None:
    hidden = Hidden()
    ask = client_of(role)
    before = [(post.title, post.live, post.binned_at) for post in hidden.posts]
    body = json.dumps({"title": "x", "content": "x", "status": "publish", "name": "x", "description": "x"}).encode()
    bases: list[tuple[Any, str]] = [
        (hidden.posts, "posts"),
        (hidden.pages, "pages"),
        (hidden.files, "media"),
        (hidden.locked[:1], "posts"),
    ]
    for things, base in bases:
        for thing in things:
            path = f"/wp-json/wp/v2/{base}/{thing.number}"
            for method, url in (("POST", path), ("DELETE", f"{path}?force=true"), ("POST", f"{path}/autosaves")):
                response = ask(method, url, body)
                assert response.status_code in (401, 403, 404), (method, url, response.content)
                assert SECRET not in response.content.decode()
    batch = {"requests": [{"path": f"/wp/v2/posts/{post.number}", "body": {"title": "x"}} for post in hidden.posts]}
    answer = ask("POST", "/wp-json/batch/v1", json.dumps(batch).encode())
    assert SECRET not in answer.content.decode()
    for post in hidden.posts:
        post.refresh_from_db()
    assert [(post.title, post.live, post.binned_at) for post in hidden.posts] == before
    if role != "moderator":
        for comment in hidden.comments:
            path = f"/wp-json/wp/v2/comments/{comment.pk}"
            assert ask("POST", path, json.dumps({"status": "approved"}).encode()).status_code in (401, 403)
            assert ask("DELETE", path).status_code in (401, 403)


def test_a_moderator_sees_no_drafts() -> None:
    hidden = Hidden()
    ask = client_of("moderator")
    for post in hidden.posts:
        assert ask("GET", f"/wp-json/wp/v2/posts/{post.number}").status_code == 403
        assert ask("GET", f"/wp-json/wp/v2/posts/{post.number}/revisions").status_code == 403
    assert (
        f"{SECRET} draft" not in ask("GET", f"/wp-json/wp/v2/posts?include={hidden.posts[0].number}").content.decode()
    )
