"""What an editor wrote into an imported comment: it stays in its place on the page, through edits, and in mails."""

from html.parser import HTMLParser

import nh3
import pytest
from django.test import Client
from django.utils import timezone

from coranto.comments.actions.moderating import edit_at_desk
from coranto.comments.mail.news import text_of
from coranto.comments.models import Comment
from coranto.core.comment_text import comment_html
from tests import world
from tests.desk import person

pytestmark = pytest.mark.django_db
SIZES = "<h2>Sizes</h2>\n<ul><li>one</li><li>two</li></ul>\n<table><tr><td>10</td><td>20</td></tr></table>\nteh end"


VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class Places(HTMLParser):
    """For each element with an id the ids of those round it, in a page as a browser reads it (nh3 tells how)."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.round: dict[str, set[str]] = {}
        self._open: list[str] = []
        tags = {*nh3.ALLOWED_TAGS, "article", "aside", "button", "footer", "form", "input", "label", "main", "section"}
        self.feed(nh3.clean(page, tags=tags, attributes={"*": {"id"}}))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        name = dict(attrs).get("id") or ""
        self.round[name] = set(self._open)
        if tag not in VOID:
            self._open.append(name)

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        self._open.pop()


@pytest.mark.parametrize("text", ["<li>x</li>", "<dd>x", "<td>x</td></table></div></ol>", "<h1><h2>x", "<pre><ul><li>"])
@pytest.mark.parametrize("kind", [Comment.Kind.COMMENT, Comment.Kind.PINGBACK])
def test_no_comment_breaks_out_of_its_place(client: Client, text: str, kind: str) -> None:
    post = world.make_post()
    odd = world.make_comment(post, text, kind=kind)
    Comment.objects.filter(pk=odd.pk).update(html=comment_html(text))
    after = world.make_comment(post, "After it")
    found = Places(client.get(post.path).content.decode()).round
    assert {"content", "comments", "comment-list"} <= found[f"comment-{odd.pk}"] & found[f"comment-{after.pk}"]
    assert {"content", "comments"} <= found["respond"]
    assert f"comment-{odd.pk}" not in found[f"comment-{after.pk}"]


def imported() -> Comment:
    """A comment with mark-up of an editor."""
    comment = world.make_comment(world.make_post(), SIZES)
    comment.html = comment_html(SIZES)
    comment.save(update_fields=["html"])
    return comment


def test_a_moderator_who_mends_a_letter_loses_no_table() -> None:
    comment = imported()
    edit_at_desk(comment=comment, text=SIZES.replace("teh", "the"), at=timezone.now(), by=person("moderator"))
    comment.refresh_from_db()
    assert comment.html == comment_html(SIZES).replace("teh", "the")


def test_a_mail_keeps_headings_items_and_rows_apart() -> None:
    assert text_of(imported()).split("\n\n") == ["Sizes", "one", "two", "10 20", "teh end"]


@pytest.mark.parametrize("text", ["<pre>\n\n\n  a\nb</pre>", "<table><h1>a<td>b</table>", SIZES])
def test_cleaning_again_changes_nothing(text: str) -> None:
    assert comment_html(comment_html(text)) == comment_html(text)
