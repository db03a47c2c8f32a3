"""Every kind of feed in every format keeps to its specification, whatever came in from WordPress or was written."""

from pathlib import Path

import pytest
from django.test import Client

from coranto.comments.models import Comment
from coranto.posts.models import Author, Category, Post, Tag
from coranto.publication.addresses import addresses_of
from tests.feeds.rules import wrong_with
from tests.wordpress.importing import bring_in
from tests.wordpress.test_import_shared_exports import EXPORTS
from tests.world import make_author, make_comment, make_post, make_source, make_tag, publication

pytestmark = pytest.mark.django_db

KINDS = {"rss": "", "atom": "atom/", "rdf": "rdf/", "json": "json/"}
MIME = {
    "rss": "application/rss+xml",
    "atom": "application/atom+xml",
    "rdf": "application/rdf+xml",
    "json": "application/feed+json",
}


def places() -> list[str]:
    """One feed of every kind, of listings and discussions that have something in them, without the name of a format."""
    where = addresses_of(publication())
    public = Post.objects.filter(live=True, is_private=False, path__gt="").order_by("posted_at")
    found = ["/", "/comments/", "/search/a/", "/search/n%C3%B6thing/"]
    found += [where.category(each.path) for each in Category.objects.all()[:8]]
    found += [where.tag(each.slug) for each in Tag.objects.all()[:8]]
    found += [where.author(each.slug) for each in Author.objects.all()[:4]]
    for post in (*public[:1], *public.reverse()[:1]):
        day = post.posted_local
        found += [where.date(day.year), where.date(day.year, day.month), where.date(day.year, day.month, day.day)]
    talked = Comment.objects.filter(status="published").values("thread__post")
    found += [post.path for post in (*public.filter(pk__in=talked)[:12], *public[:4])]
    return [f"{path.rstrip('/')}/feed/" for path in dict.fromkeys(found)]


def wrong_feeds(client: Client) -> list[str]:
    """What is wrong with any feed of the site."""
    found = []
    for place in places():
        for kind, tail in KINDS.items():
            answer = client.get(place + tail, follow=True)
            assert answer["Content-Type"].startswith(MIME[kind]), (place, kind, answer.status_code)
            found += [f"{place}{tail}: {words}" for words in wrong_with(kind, answer.content)]
    return found


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name == "theme-unit-test" else ()) for name in EXPORTS]
)
def test_the_feeds_of_real_exports_are_valid(client: Client, shared: Path, name: str) -> None:
    bring_in(shared / "wordpress" / f"{name}.wxr.xml")
    assert len(places()) > 5
    assert not (wrong := wrong_feeds(client)), wrong


HOSTILE = (
    "control \x01\x08\x0b\x0c\x1f\x7f\x9f \ufffe\uffff",
    "end of section ]]> and <![CDATA[ a new one ]]]]><![CDATA[>",
    "&amp; &amp;amp; &lt;b&gt; &#0; &#x1F; &#xFFFE; &nbsp; &unknown; & alone, &copy",
    "</item></channel></rss></entry></feed><?xml version='1.0'?><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y;",
    "<!-- comment -- inside --> <script>alert(1)</script> <b>unclosed <i>crossed</b></i>",
    "fox \U0001f98a\u200d\U0001f9b0 \U0001f1eb\U0001f1ee, marks a\u0300\u0301\u0302, \u202eturned\u202c, \u2028\ufeff",
    "  ",
    "\u200b\u00a0",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_leave_feeds_valid(client: Client, text: str) -> None:
    name = text[:90].strip() or "Ada"  # forms take no name of spaces
    author = make_author(name, slug="ada")
    filed_under = Category.objects.create(name=text[:90], slug="odd", path="odd", number=700)
    tag, source = make_tag(text[:90], slug="tag"), make_source(text[:90], slug="source", url="https://harbour.example/")
    for number in (1, 2):
        made = make_post(
            text,
            slug=f"odd-{number}",
            body=f"<p>{text}</p>",
            excerpt=text,
            author=author,
            categories=[filed_under],
            tags=[tag],
            source=source,
        )
        make_comment(made, text, name=name)
    assert not (wrong := wrong_feeds(client)), wrong


@pytest.mark.slow
def test_a_very_long_text_leaves_feeds_valid(client: Client) -> None:
    make_post("Long " * 39, body=f"<p>{'word & <em>more</em> ' * 20_000}</p>")
    make_post("Deep", slug="deep", body="<div>" * 200 + "in" + "</div>" * 200)
    assert not (wrong := wrong_feeds(client)), wrong
