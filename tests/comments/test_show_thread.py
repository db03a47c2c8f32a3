"""Discussions as they are shown: nested, numbered, paged; pingbacks apart."""

import datetime
from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client

from coranto.comments.contexts import CommentView, ThreadView
from coranto.comments.models import Comment
from coranto.comments.policy import LONGEST_WHOLE, PAGE_WHEN_LONG
from coranto.posts.models import Post
from tests import world
from tests.comments.pages import page_of
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db
Tree = list[Any]


def thread(client: Client, path: str) -> ThreadView:
    """The discussion on a page."""
    response = client.get(path)
    assert response.status_code == 200, path
    found = response.context["thread"]
    assert isinstance(found, ThreadView)
    return found


def tree(comments: Sequence[CommentView]) -> Tree:
    """Texts, each followed by the replies to it as a list."""
    shown: Tree = []
    for comment in comments:
        shown.append(comment.html.removeprefix("<p>").removesuffix("</p>"))
        if comment.replies:
            shown.append(tree(comment.replies))
    return shown


def say(post: Post, *texts: str, parent: Comment | None = None, start: int = 0) -> list[Comment]:
    """Comments a minute apart."""
    return [
        world.make_comment(post, text, at=world.NOON + datetime.timedelta(minutes=start + minute), parent=parent)
        for minute, text in enumerate(texts)
    ]


def test_replies_stand_below_what_they_answer(client: Client) -> None:
    post = world.make_post()
    first, _second = say(post, "a", "b")
    (reply,) = say(post, "a1", parent=first, start=5)
    say(post, "a11", parent=reply, start=6)
    say(post, "a2", parent=first, start=7)
    found = thread(client, post.path)
    assert tree(found.comments) == ["a", ["a1", ["a11"], "a2"], "b"]
    assert found.count == 5


def test_comments_are_numbered_as_they_are_printed(client: Client) -> None:
    post = world.make_post()
    first, _second = say(post, "a", "b")
    say(post, "a1", parent=first, start=5)
    a, b = thread(client, post.path).comments
    assert (a.ordinal, a.replies[0].ordinal, b.ordinal) == (1, 2, 3)


def test_deeper_replies_stand_side_by_side_and_name_what_they_answer(client: Client) -> None:
    world.publication(thread_depth=2)
    post = world.make_post()
    parent = None
    for text in ("1", "2", "3", "4"):
        (parent,) = say(post, text, parent=parent, start=int(text))
    found = thread(client, post.path)
    assert tree(found.comments) == ["1", ["2", "3", "4"]]
    two, three, four = found.comments[0].replies
    assert two.reply_to is None
    assert three.reply_to is not None and four.reply_to is not None
    assert (three.reply_to.url, four.reply_to.url) == (f"#comment-{two.number}", f"#comment-{three.number}")
    assert {comment.depth for comment in (two, three, four)} == {2}


def test_pingbacks_stand_among_the_comments_in_the_order_of_time(client: Client) -> None:
    post = world.make_post()
    say(post, "a")
    ping = world.make_comment(
        post, "[…] quoted […]", kind="pingback", name="Elsewhere", url="https://elsewhere.example/"
    )
    found = thread(client, post.path)
    assert tree(found.comments) == ["a"]
    assert [(view.number, view.author_name, view.ordinal) for view in found.pingbacks] == [(ping.pk, "Elsewhere", 0)]
    assert [view.number for view in found.entries] == [found.comments[0].number, ping.pk]
    assert found.count == 2


def test_held_spam_and_binned_comments_are_not_shown(client: Client) -> None:
    post = world.make_post()
    say(post, "a")
    for status in ("held", "spam", "binned"):
        world.make_comment(post, status, status=status)
    found = thread(client, post.path)
    assert (tree(found.comments), found.count) == (["a"], 1)


def test_classes_are_wordpress_s(client: Client) -> None:
    author = world.make_author("Kofi Penman")
    post = world.make_post(author=author)
    own = world.make_commenter("Kofi Penman", email="kofi@digest.example", author_number=author.number)
    first = world.make_comment(post, "a", by=own)
    world.make_comment(post, "a1", parent=first, at="2016-02-07 13:00")
    world.make_comment(post, "b", at="2016-02-07 14:00")
    a, b = thread(client, post.path).comments
    assert a.css_classes == "comment byuser comment-author-kofi-penman bypostauthor even thread-even depth-1 parent"
    assert a.replies[0].css_classes == "comment odd alt depth-2"
    assert b.css_classes == "comment even thread-odd thread-alt depth-1"
    assert (a.is_author, b.is_author) == (True, False)


def test_a_drawing_tells_nothing_of_the_person(client: Client) -> None:
    post = world.make_post()
    world.make_comment(post, by=world.make_commenter("Tom", email="tom@reader.example"))
    world.make_comment(post, by=world.make_commenter("Tom", email="tom@reader.example"))
    first, second = thread(client, post.path).comments
    assert first.avatar_svg == second.avatar_svg
    assert "tom" not in first.avatar_svg
    page = client.get(post.path).content.decode()
    assert page.count(first.avatar_svg) == 2, "the drawings stand in the page and cost no request"
    assert "tom@reader.example" not in page


def paged(per_page: int = 2, **settings: Any) -> Post:
    """A post with five comments a to e, in pages."""
    world.publication(page_comments=True, comments_per_page=per_page, **settings)
    post = world.make_post("Tide")
    a, *_others = say(post, *"abcde")
    say(post, "a1", parent=a, start=9)
    return post


def test_with_the_last_page_first_the_bare_address_shows_the_last(client: Client) -> None:
    post = paged(default_comments_page="newest")
    assert tree(thread(client, post.path).comments) == ["e"]
    assert tree(thread(client, f"{post.path}comment-page-1/").comments) == ["a", ["a1"], "b"]
    assert tree(thread(client, f"{post.path}comment-page-3/").comments) == ["e"]
    pager = thread(client, f"{post.path}comment-page-2/").pager
    assert (pager.older_url, pager.newer_url) == (f"{post.path}comment-page-1/#comments", f"{post.path}#comments")


def test_older_comments_are_the_way_their_numbers_stand(client: Client) -> None:
    post = paged(default_comments_page="newest")
    page = page_of(client.get(f"{post.path}comment-page-2/"))
    ways = [(a.get("rel"), a.text_content()) for a in page.xpath("//nav[@class='pager']/a")]
    assert ways == [("prev", "Older comments"), ("next", "Newer comments")]


def test_with_the_first_page_first_it_has_only_the_bare_address(client: Client) -> None:
    post = paged(default_comments_page="oldest")
    assert tree(thread(client, post.path).comments) == ["a", ["a1"], "b"]
    assert client.get(f"{post.path}comment-page-1/")["Location"] == f"http://digest.example{post.path}"


def test_past_the_last_page_there_are_no_comments(client: Client) -> None:
    post = paged()
    found = thread(client, f"{post.path}comment-page-9/")
    assert (found.comments, found.count) == ((), 6)


def test_with_the_last_page_first_every_comment_has_the_address_of_its_page(client: Client) -> None:
    post = paged(default_comments_page="newest")
    last = thread(client, post.path).comments[-1]
    address = f"{post.path}comment-page-3/#comment-{last.number}"
    assert last.permalink == address
    assert f"<link>http://digest.example{address}</link>" in client.get(f"{post.path}feed/").content.decode()


def test_pages_of_comments_name_themselves(client: Client) -> None:
    post = paged(default_comments_page="newest")
    response = client.get(f"{post.path}comment-page-1/")
    assert response.context["head"].canonical_url == f"http://digest.example{post.path}comment-page-1/#comments"
    first = response.context["thread"].comments[0]
    assert first.permalink == f"{post.path}comment-page-1/#comment-{first.number}"


def test_on_one_page_of_several_only_the_top_level_is_numbered(client: Client) -> None:
    post = paged(default_comments_page="oldest")
    first = thread(client, post.path).comments[0]
    assert (first.ordinal, first.replies[0].ordinal) == (1, 0)
    assert [view.ordinal for view in thread(client, f"{post.path}comment-page-2/").comments] == [3, 4]


def test_the_newest_can_stand_on_top(client: Client) -> None:
    world.publication(comment_order="desc")
    post = world.make_post()
    a, _b = say(post, "a", "b")
    say(post, "a1", "a2", parent=a, start=5)
    assert tree(thread(client, post.path).comments) == ["b", "a", ["a1", "a2"]]


def many_comments(post: Post, count: int) -> None:
    """That many comments, every third a reply to the one before."""
    thread_row, commenter = world.thread_of(post), world.make_commenter()
    first = (Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0) + 1
    Comment.objects.bulk_create(
        Comment(
            id=first + number,
            thread=thread_row,
            commenter=commenter,
            parent_id=first + number - 1 if number % 3 == 2 else None,
            posted_at=world.NOON + datetime.timedelta(seconds=number),
            status="published",
            name=f"Reader {number}",
        )
        for number in range(count)
    )
    world.count_comments(post)


def test_a_very_long_discussion_is_shown_in_pages_by_itself(client: Client) -> None:
    post = world.make_post()
    many_comments(post, LONGEST_WHOLE + 3)
    found = thread(client, post.path)
    assert len(found.comments) == PAGE_WHEN_LONG
    assert found.comments[0].author_name == "Reader 0"
    assert found.pager.newer_url == f"{post.path}comment-page-2/#comments"


def test_whoever_asks_for_a_comment_of_a_long_discussion_is_led_to_its_page(client: Client) -> None:
    post = world.make_post()
    many_comments(post, LONGEST_WHOLE + 3)
    last = Comment.objects.order_by("-pk")[0]
    path = f"{post.path}comment-page-4/"
    response = client.get(f"/-/comments/{last.pk}/")
    assert (response.status_code, response["Location"]) == (302, f"{path}#comment-{last.pk}")
    assert f'id="comment-{last.pk}"' in client.get(path).content.decode()
    for address in ("/", "/comments/feed/", f"{post.path}feed/"):
        assert f"{path}#comment-{last.pk}" in client.get(address).content.decode(), address


def test_nobody_is_led_to_a_comment_that_is_not_public(client: Client) -> None:
    held = world.make_comment(world.make_post(), status=Comment.Status.HELD)
    hidden = world.make_comment(world.make_post(is_private=True))
    for comment in (held, hidden):
        assert client.get(f"/-/comments/{comment.pk}/").status_code == 404


def test_a_long_discussion_costs_what_a_short_one_costs(client: Client) -> None:
    world.publication(page_comments=True, comments_per_page=20)
    post = world.make_post()
    many_comments(post, 30)
    few = queries_of(client, post.path)
    many_comments(post, 3_000)
    assert queries_of(client, post.path) == few <= 11


def test_comments_are_announced_by_a_feed_of_their_own(client: Client) -> None:
    post = world.make_post("Tide")
    assert thread(client, post.path).feed_url == f"{post.path}feed/"
    closed = world.make_post("Closed", comments_open=False)
    assert thread(client, closed.path).feed_url == ""
    titles = [feed.title for feed in client.get(post.path).context["head"].feeds]
    assert titles[2] == "A new weblog » Tide Comments Feed"
    assert len(client.get(closed.path).context["head"].feeds) == 2
