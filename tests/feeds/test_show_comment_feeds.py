"""Feeds of comments: of the site, of a post."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coranto.comments.models import Comment
from tests.feeds.reading import feed
from tests.world import make_comment, make_commenter, make_post

pytestmark = pytest.mark.django_db


def test_a_post_has_a_feed_of_its_comments_newest_first(client: Client) -> None:
    post = make_post("Eels", guid="http://old.example/?p=9")
    first = make_comment(post, "First words", name="Bea", at="2016-02-08")
    second = make_comment(post, "An answer", name="Cid", at="2016-02-09", parent=first)
    parsed = feed(client, f"{post.path}feed/")
    assert parsed.feed.title == "Comments on: Eels"
    assert [entry.title for entry in parsed.entries] == ["By: Cid", "By: Bea"]
    assert parsed.entries[0].link == f"http://digest.example{post.path}#comment-{second.pk}"
    assert parsed.entries[0].id == f"http://old.example/?p=9#comment-{second.pk}"
    assert "In reply to" in parsed.entries[0].content[0].value


def test_a_feed_says_in_its_headers_what_the_page_says(client: Client) -> None:
    post = make_post("Eels")
    answer = client.get(f"{post.path}feed/")
    assert (
        f"/wp-json/wp/v2/posts/{post.number}>" in answer["Link"]
        and f"/?p={post.number}>; rel=shortlink" in answer["Link"]
    )
    assert answer["X-Pingback"] == "http://digest.example/xmlrpc.php"
    assert client.get("/feed/")["Link"] == '<http://digest.example/wp-json/>; rel="https://api.w.org/"'


def test_the_rdf_of_a_post_has_the_post_itself(client: Client) -> None:
    post = make_post("Eels")
    make_comment(post, "Words")
    content = client.get(f"{post.path}feed/rdf/").content
    assert b"<title>Eels</title>" in content and b"Words" not in content


def test_the_atom_feed_of_comments_names_what_each_answers(client: Client) -> None:
    post = make_post("Eels", guid="http://old.example/?p=9")
    first = make_comment(post, "First", at="2016-02-08")
    make_comment(post, "An answer", at="2016-02-09", parent=first)
    content = client.get(f"{post.path}feed/atom/").content.decode()
    assert f'ref="http://old.example/?p=9#comment-{first.pk}"' in content and 'ref="http://old.example/?p=9"' in content
    assert "Comments on Eels" in content


def test_the_site_has_a_feed_of_all_comments(client: Client) -> None:
    make_comment(make_post("Eels"), "Words", name="Bea")
    parsed = feed(client, "/comments/feed/")
    assert parsed.entries[0].title == "Comment on Eels by Bea"


@pytest.mark.parametrize("status", [Comment.Status.HELD, Comment.Status.SPAM, Comment.Status.BINNED])
def test_what_is_not_published_is_in_no_feed(status: Comment.Status, client: Client) -> None:
    post = make_post()
    make_comment(post, "Secret words", status=status)
    assert b"Secret" not in client.get("/comments/feed/").content
    assert b"Secret" not in client.get(f"{post.path}feed/").content


def test_comments_on_hidden_posts_stay_hidden(client: Client) -> None:
    hidden = make_post("Hidden", is_private=True)
    make_comment(hidden, "Secret words")
    locked = make_post("Locked", password="tide")
    make_comment(locked, "Locked words")
    nothing = client.get("/no/such/thing/feed/").content
    assert client.get(f"{hidden.path}feed/").content == nothing.replace(b"/no/such/thing/", hidden.path.encode())
    site = client.get("/comments/feed/").content
    assert b"Secret" not in site and b"Locked words" not in site
    assert b"Locked words" not in client.get(f"{locked.path}feed/").content


def test_no_address_of_a_reader_is_given_away(client: Client) -> None:
    post = make_post()
    comment = make_comment(post, "Words", by=make_commenter("Bea", email="bea@reader.example"))
    Comment.objects.filter(pk=comment.pk).update(network_address="192.0.2.7")
    for path in ("/comments/feed/", f"{post.path}feed/", "/comments/feed/json/", "/comments/feed/atom/"):
        content = client.get(path).content
        assert b"bea@reader" not in content and b"192.0.2.7" not in content


def test_what_is_answered_is_found_by_key_and_named_only_while_it_is_public(client: Client) -> None:
    post = make_post()
    parent = make_comment(post, "First.")
    make_comment(post, "Second.", parent=parent)
    with CaptureQueriesContext(connection) as asked:
        assert b"In reply to" in client.get("/comments/feed/").content
    sought = [each["sql"] for each in asked.captured_queries if 'comments_comment"."id" IN' in each["sql"]]
    assert len(sought) == 1 and '"status" =' not in sought[0], "the state's index would be gone through whole"
    Comment.objects.filter(pk=parent.pk).update(status=Comment.Status.HELD)
    assert b"In reply to" not in client.get("/comments/feed/").content
