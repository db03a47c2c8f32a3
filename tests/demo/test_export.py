"""The demonstration export is what WordPress would write, holds together, and shows what it is there to show."""

import json
import re
from collections import Counter
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from lxml import etree

from coranto.demo import EXPORT, UPLOADS
from coranto.wordpress.wxr.records import AuthorRecord, CommentRecord, ItemRecord, TermRecord
from tests.wordpress.reading import Reading, read_whole

UPLOADS_ADDRESS = "http://digest.example/wp-content/uploads/"
NOW = datetime.fromisoformat("2026-11-27T09:30")


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_whole(EXPORT)


def items(reading: Reading, kind: str) -> list[ItemRecord]:
    return [item for item in reading.items if item.post_type == kind]


def comments(reading: Reading) -> list[CommentRecord]:
    return [comment for item in reading.items for comment in item.comments]


def meta(item: ItemRecord) -> dict[str, str]:
    return {row.key: row.value for row in item.meta}


def test_the_file_is_well_formed_by_a_strict_parser() -> None:
    root = etree.parse(EXPORT, etree.XMLParser(recover=False, resolve_entities=False)).getroot()
    assert root.findtext("channel/{http://wordpress.org/export/1.2/}wxr_version") == "1.2"


def test_our_reader_finds_nothing_odd_in_it(reading: Reading) -> None:
    assert reading.problems == []
    assert not any(item.damaged or item.unknown for item in reading.items)


def test_there_is_enough_of_everything(reading: Reading) -> None:
    statuses = Counter(item.status for item in items(reading, "post"))
    assert statuses["publish"] >= 42
    assert [statuses[status] for status in ("draft", "pending", "private", "future")] == [1, 1, 1, 1]
    assert len([term for term in reading.terms if term.taxonomy == "post_tag"]) >= 25
    assert len(comments(reading)) >= 160
    assert max(len(item.comments) for item in reading.items) >= 60
    assert sum(item.is_sticky for item in reading.items) == 1
    assert [item.password for item in reading.items if item.password] == ["tide"]


def test_ids_are_unique(reading: Reading) -> None:
    for ids in (
        [item.wp_id for item in reading.items],
        [comment.wp_id for comment in comments(reading)],
        [record.wp_id for record in reading.records if isinstance(record, TermRecord)],
        [record.wp_id for record in reading.records if isinstance(record, AuthorRecord)],
    ):
        assert 0 not in ids
        assert len(ids) == len(set(ids))


def test_addresses_are_unique_and_say_date_and_slug(reading: Reading) -> None:
    links = [item.link for item in reading.items]
    assert len(links) == len(set(links))
    for item in items(reading, "post"):
        if item.status in ("publish", "private"):
            assert item.link == f"http://digest.example/{item.posted_local:%Y/%m/%d}/{item.slug}/"


def test_every_parent_is_there(reading: Reading) -> None:
    ids = {item.wp_id for item in reading.items}
    assert {item.parent_id for item in reading.items if item.parent_id} <= ids
    for taxonomy in ("category", "nav_menu", "series"):
        slugs = {term.slug for term in reading.terms if term.taxonomy == taxonomy}
        assert {term.parent_slug for term in reading.terms if term.taxonomy == taxonomy} - {""} <= slugs
    for item in reading.items:
        known = {comment.wp_id for comment in item.comments}
        assert {comment.parent_id for comment in item.comments if comment.parent_id} <= known


def test_every_term_and_author_of_an_item_is_declared(reading: Reading) -> None:
    declared = {(term.taxonomy, term.slug) for term in reading.terms}
    used = {(term.domain, term.slug) for item in reading.items for term in item.terms}
    assert {pair for pair in used if pair[0] != "post_format"} <= declared
    logins = {author.login: author.wp_id for author in reading.authors}
    assert {item.creator for item in reading.items} <= set(logins)
    assert {comment.user_id for comment in comments(reading)} <= {0, *logins.values()}
    parents = {("category", term.parent_slug) for term in reading.terms if term.taxonomy == "category"}
    assert declared - used - parents == {("category", "uncategorized")}


def test_every_file_named_is_there_and_every_file_there_is_named(reading: Reading) -> None:
    text = EXPORT.read_text()
    named = set(re.findall(re.escape(UPLOADS_ADDRESS) + r"([\w/.-]+)", text))
    for item in items(reading, "attachment"):
        assert item.attachment_url.startswith(UPLOADS_ADDRESS)
        folder = meta(item)["_wp_attached_file"].rpartition("/")[0]
        sizes = re.findall(r's:4:"file";s:\d+:"([\w.-]+)"', meta(item).get("_wp_attachment_metadata", ""))
        named |= {f"{folder}/{size}" for size in sizes}
    there = {str(path.relative_to(UPLOADS)) for path in UPLOADS.rglob("*") if path.is_file()}
    assert named == there
    assert sum((UPLOADS / name).stat().st_size for name in there) <= 1_500_000


def test_featured_pictures_and_menu_lines_point_at_something(reading: Reading) -> None:
    pictures = {item.wp_id for item in items(reading, "attachment") if "_wp_attachment_metadata" in meta(item)}
    featured = {int(row.value) for item in reading.items for row in item.meta if row.key == "_thumbnail_id"}
    assert len(featured) >= 20
    assert featured <= pictures
    pages = {item.wp_id for item in items(reading, "page")}
    terms = {term.wp_id for term in reading.terms}
    lines = {item.wp_id for item in items(reading, "nav_menu_item")}
    for item in items(reading, "nav_menu_item"):
        rows = meta(item)
        place = {"page": pages, "category": terms, "custom": lines}[rows["_menu_item_object"]]
        assert int(rows["_menu_item_object_id"]) in place
        assert int(rows["_menu_item_menu_item_parent"]) in {0, *lines}


def test_links_between_the_posts_lead_somewhere(reading: Reading) -> None:
    links = {item.link for item in reading.items}
    inside = {
        address
        for item in reading.items
        for text in (item.content, *(comment.content for comment in item.comments))
        for address in re.findall(r'href="(http://digest\.example/[^"#]*)"', text)
        if not address.startswith(UPLOADS_ADDRESS)
    }
    assert len(inside) >= 10
    assert inside <= links


def test_dates_agree_with_the_zone_and_with_each_other(reading: Reading) -> None:
    zone = ZoneInfo("America/Halifax")
    for item in reading.items:
        assert item.posted_local is not None
        if item.posted_gmt:
            assert item.posted_gmt == item.posted_local.replace(tzinfo=zone)
        assert (item.posted_local > NOW) == (item.status == "future")
        moments = {comment.wp_id: comment.posted_local for comment in item.comments}
        for comment in item.comments:
            before = moments.get(comment.parent_id) or item.posted_local
            assert comment.posted_local is not None
            assert before <= comment.posted_local <= NOW, comment.content
            assert comment.posted_gmt == comment.posted_local.replace(tzinfo=zone)


def test_some_posts_fall_on_another_day_in_utc(reading: Reading) -> None:
    moments = [(item.posted_local, item.posted_gmt) for item in items(reading, "post")]
    assert [local for local, gmt in moments if local and gmt and local.date() != gmt.date()]


def test_comments_show_every_kind_and_state_and_depth(reading: Reading) -> None:
    states = Counter(comment.approved for comment in comments(reading))
    assert {"1", "0", "spam", "trash"} == set(states)
    assert {comment.kind for comment in comments(reading)} == {"comment", "pingback", "trackback"}
    assert any(comment.user_id for comment in comments(reading))
    parents = {comment.wp_id: comment.parent_id for comment in comments(reading)}

    def depth(number: int) -> int:
        return 1 + (depth(parents[number]) if parents[number] else 0)

    assert max(depth(number) for number in parents) == 5


def test_pages_are_nested_three_deep(reading: Reading) -> None:
    assert "http://digest.example/about/how-we-credit/permissions-and-licences/" in {
        item.link for item in items(reading, "page")
    }


@pytest.mark.parametrize(
    "shape",
    [
        "<!--more-->", "<!--nextpage-->", "[caption ", "[gallery ", "<!-- wp:gallery", "<!-- wp:pullquote",
        "<!-- wp:verse", "<!-- wp:table", "<!-- wp:code", "<!-- wp:audio", "<!-- wp:video", "<!-- wp:embed",
        "<!-- wp:file", "<!-- wp:cover", "<!-- wp:media-text", "<!-- wp:columns", "<!-- wp:buttons", "<!-- wp:details",
        "<!-- wp:preformatted", "<!-- wp:separator", "<!-- wp:latest-posts", 'dir="rtl"', 'href="#note1"',
    ],
)  # fmt: skip
def test_the_bodies_show_every_shape(reading: Reading, shape: str) -> None:
    assert any(shape in item.content for item in reading.items)


def test_footnotes_are_kept_as_wordpress_keeps_them(reading: Reading) -> None:
    (item,) = [item for item in reading.items if "<!-- wp:footnotes /-->" in item.content]
    notes = json.loads(meta(item)["footnotes"])
    assert [note["id"] for note in notes] == re.findall(r'data-fn="([\w-]+)"', item.content)


def test_nothing_points_at_a_real_host_or_person(reading: Reading) -> None:
    hosts = {host.lower() for host in re.findall(r"https?://([\w.-]+)", EXPORT.read_text())}
    known = {"wordpress.org", "purl.org", "wellformedweb.org", "www.youtube.com"}
    assert {host for host in hosts if not host.endswith(".example")} == known
    emails = {comment.email for comment in comments(reading)} | {author.email for author in reading.authors}
    assert {email.rpartition("@")[2] for email in emails} == {"", "example.org"}
    networks = ("192.0.2.", "198.51.100.", "203.0.113.")
    assert all(comment.ip.startswith(networks) for comment in comments(reading))
