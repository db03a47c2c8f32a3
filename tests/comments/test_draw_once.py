"""A discussion is drawn once for all strangers, and again as soon as anything that it shows is another."""

import datetime
from collections.abc import Callable

import pytest
from django.test import Client

from coranto.comments.models import Comment, Commenter, CommentRules
from coranto.posts.models import Author, Post
from coranto.publication.models import Publication
from tests import world

pytestmark = pytest.mark.django_db


def comment() -> Comment:
    """The one on the page."""
    return Comment.objects.get(kind=Comment.Kind.COMMENT)


CHANGES: dict[str, Callable[[], object]] = {
    "words": lambda: Comment.objects.update(html="<p>Other words</p>"),
    "name": lambda: Comment.objects.update(name="Somebody Else"),
    "address": lambda: Comment.objects.update(url="https://elsewhere.example/"),
    "moment": lambda: Comment.objects.update(posted_at=world.NOON + datetime.timedelta(hours=1)),
    "clock": lambda: Comment.objects.update(utc_offset=90),
    "removal": lambda: Comment.objects.update(removed_at=world.NOON),
    "edit": lambda: Comment.objects.update(edited_at=world.NOON),
    "author": lambda: Commenter.objects.update(author_number=None),
    "slug of the author": lambda: Author.objects.update(slug="renamed"),
    "order": lambda: world.publication(comment_order=Publication.CommentOrder.NEWEST),
    "reaction": lambda: CommentRules.objects.create(publication=world.publication(), reaction="Well put"),
    "end of the discussion": lambda: Post.objects.update(comments_open=False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen_by_the_next_reader(client: Client, change: str) -> None:
    author = world.make_author("Ada Quill")
    post = world.make_post(author=author)
    by = world.make_commenter("Ada Quill", email="ada@digest.example", author_number=author.number)
    first = world.make_comment(post, "Well said.", by=by)
    if change == "order":
        world.make_comment(post, "Indeed.", by=by, at=world.NOON + datetime.timedelta(minutes=1))
    before = shown(client, post)
    assert shown(client, post) == before
    CHANGES[change]()
    assert shown(client, post) != before
    assert f"comment-{first.pk}" in shown(client, post)


def test_what_a_reader_alone_sees_is_not_shown_to_strangers(client: Client) -> None:
    post = world.make_post()
    world.make_comment(post, "Well said.")
    before = shown(client, post)
    answering = client.get(f"{post.path}?replytocom={comment().pk}").content.decode()
    assert answering.count('id="respond"') == 1 and answering.index('id="respond"') < answering.index("</ol>")
    assert shown(client, post) == before


def shown(client: Client, post: Post) -> str:
    """The discussion on the page of a post, but for the stamp in the form."""
    page = client.get(post.path).content.decode()
    return page[page.index('id="comments"') : page.index('id="respond"')] if 'id="respond"' in page else page
