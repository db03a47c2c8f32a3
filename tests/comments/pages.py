"""Reading and filling the discussion's pages in tests, as a browser without scripts would."""

import datetime
from typing import Any
from urllib.parse import urlsplit

from django.test import Client
from django.utils import timezone
from lxml import html as lxml_html
from lxml.html import HtmlElement

from coranto.comments.models import Comment, CommentRules
from coranto.comments.stamps import make_stamp
from coranto.posts.models import Post
from coranto.publication.models import Publication
from tests.world import make_comment, make_post

WORDS = "The bridge was built in 1904."


def rules(**settings: Any) -> CommentRules:
    """The owner's rules, with these changed; nobody has to wait."""
    settings = {"wait_seconds": 0, "hold_first": False, "youngest_form": 0, **settings}
    return CommentRules.objects.update_or_create(publication=Publication.objects.current(), defaults=settings)[0]


def page_of(answer: Any) -> HtmlElement:
    """The page as it is read."""
    return lxml_html.document_fromstring(answer.content.decode())


def form_at(client: Client, path: str) -> dict[str, str]:
    """The fields of the form on the page at that address, as they are filled."""
    form = page_of(client.get(path)).get_element_by_id("commentform")
    return {name: value for name, value in form.fields.items() if value is not None}


def write(client: Client, post: Post, *, drawn: Any = 30, **fields: Any) -> Any:
    """Send the form, drawn that many seconds ago."""
    at = datetime.datetime.now(datetime.UTC) - datetime.timedelta(seconds=drawn)
    sent: dict[str, Any] = {
        "comment": WORDS,
        "author": "Bea",
        "email": "bea@reader.example",
        "url": "",
        "comment_post_ID": post.number,
        "comment_parent": 0,
        "comment_stamp": make_stamp(post.number, at=at),
        "submit": "Post Comment",
        **fields,
    }
    sent = {name: value for name, value in sent.items() if value is not None}
    return client.post("/wp-comments-post.php", sent)


def led_to(answer: Any) -> str:
    """Where the answer leads, without the part after ``#``."""
    assert answer.status_code == 302, answer.content[:500]
    parts = urlsplit(answer["Location"])
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def comment_of(days: float, **fields: Any) -> Comment:
    """A comment that many days old, with everything that is kept for some time."""
    given = {"network_address": "192.0.2.7", "user_agent": "Browser 1.0", **fields}
    return make_comment(make_post(), at=timezone.now() - datetime.timedelta(days=days), **given)
