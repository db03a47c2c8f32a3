"""Any site, written as WordPress would, comes back equal; a file cut or spoilt anywhere raises only ExportError."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.wordpress.wxr.records import (
    Approval,
    AuthorRecord,
    CommentRecord,
    ItemRecord,
    Meta,
    SiteRecord,
    TermRecord,
    TermRef,
)
from tests.wordpress.reading import Reading, read_text
from tests.wordpress.wxr_text import comment, export, item, written

XML_CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff\r").filter(
    lambda c: c >= " " or c in "\t\n"
)
AWKWARD = st.sampled_from(
    ["]]>", "<![CDATA[", "</item>", "<item>", "]", "&amp;", "&#x1;", "<!--", "-->", "</channel>", "\x85", "\u2028"]
)
RAW = st.lists(st.one_of(st.text(XML_CHARACTERS, max_size=12), AWKWARD), max_size=5).map("".join)
LINE = RAW.map(str.strip)
NAME = st.text("abcdefghij-%0123456789", min_size=1, max_size=12)
ID = st.integers(min_value=1, max_value=2**63 - 1)
LOCAL = st.none() | st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda date: date.replace(microsecond=0)
)
GMT = LOCAL.map(lambda date: date and date.replace(tzinfo=UTC))
META = st.lists(st.builds(Meta, key=NAME, value=RAW), max_size=3).map(tuple)


def distinct_terms(terms: list[TermRef]) -> tuple[TermRef, ...]:
    """The terms, each once."""
    return tuple(dict.fromkeys(terms))


TERM_REFS = st.lists(
    st.builds(TermRef, domain=st.sampled_from(["category", "post_tag", "genre"]), slug=NAME, name=LINE), max_size=4
).map(distinct_terms)


@st.composite
def comments(draw: Any) -> CommentRecord:
    """Any comment that WordPress could export."""
    kind = draw(st.sampled_from(["comment", "pingback", "trackback", "like"]))
    return CommentRecord(
        wp_id=draw(ID),
        author=draw(LINE),
        email=draw(LINE),
        url=draw(LINE),
        ip=draw(LINE),
        posted_local=draw(LOCAL),
        posted_gmt=draw(GMT),
        content=draw(RAW),
        approved=draw(st.sampled_from(get_args(Approval))),
        kind="other" if kind == "like" else kind,
        raw_kind=kind,
        parent_id=draw(st.integers(0, 9)),
        user_id=draw(st.integers(0, 9)),
        meta=draw(META),
    )


ITEMS = st.builds(
    ItemRecord,
    wp_id=ID,
    post_type=st.sampled_from(["post", "page", "attachment", "nav_menu_item", "custom"]),
    status=st.sampled_from(["publish", "draft", "private", "future", "trash"]),
    title=LINE,
    link=LINE,
    guid=LINE,
    guid_is_permalink=st.booleans(),
    creator=LINE,
    content=RAW,
    excerpt=RAW,
    description=LINE,
    posted_local=LOCAL,
    posted_gmt=GMT,
    modified_local=LOCAL,
    modified_gmt=GMT,
    pub_date=GMT,
    slug=st.just("") | NAME,
    parent_id=st.integers(0, 99),
    menu_order=st.integers(-9, 99),
    comment_status=st.sampled_from(["open", "closed"]),
    ping_status=st.sampled_from(["open", "closed"]),
    password=RAW.map(lambda text: text if text.strip() else ""),
    is_sticky=st.booleans(),
    attachment_url=LINE,
    terms=TERM_REFS,
    meta=META,
    comments=st.lists(comments(), max_size=3).map(tuple),
)
AUTHORS = st.builds(AuthorRecord, wp_id=ID, login=NAME, email=LINE, display_name=LINE, first_name=LINE, last_name=LINE)
TERMS = st.builds(
    TermRecord,
    taxonomy=st.sampled_from(["category", "post_tag", "nav_menu", "genre"]),
    wp_id=ID,
    slug=NAME,
    parent_slug=st.just("") | NAME,
    name=LINE,
    description=LINE,
    meta=META,
)
SITES = st.builds(
    SiteRecord,
    title=LINE,
    link=LINE,
    base_site_url=LINE,
    base_blog_url=LINE,
    description=LINE,
    language=NAME,
    wxr_version=st.sampled_from(["1.0", "1.1", "1.2"]),
    generator=LINE,
    pub_date=GMT,
)


def reading_of(text: str | bytes) -> Reading:
    """What is read from a file with this text."""
    with tempfile.TemporaryDirectory() as folder:
        return read_text(Path(folder), text)


@settings(deadline=None, max_examples=25)
@given(SITES, st.lists(AUTHORS, max_size=2), st.lists(TERMS, max_size=3), st.lists(ITEMS, max_size=4))
def test_any_site_comes_back_equal(
    site: SiteRecord, authors: list[AuthorRecord], terms: list[TermRecord], items: list[ItemRecord]
) -> None:
    reading = reading_of(written(site, authors, terms, items))
    assert reading.error is None
    assert not reading.problems
    assert reading.site == site
    assert reading.authors == authors
    assert reading.terms == terms
    assert reading.items == items
    assert [record.digest() for record in reading.items] == [record.digest() for record in items]


@settings(deadline=None, max_examples=25)
@given(st.lists(ITEMS, min_size=1, max_size=4), st.floats(0, 1, exclude_max=True))
def test_a_file_cut_anywhere_yields_the_items_before_the_cut(items: list[ItemRecord], share: float) -> None:
    raw = written(SiteRecord(wxr_version="1.2"), [], [], items).encode()
    cut = raw[: int(len(raw) * share)]
    reading = reading_of(cut)
    assert reading.items == items[: len(reading.items)]
    end = raw.rindex(b"</channel>") + len(b"</channel>")
    if len(cut) >= end:  # all of the site is there; what is missing says nothing
        assert reading.items == items
    else:
        assert reading.error is not None
    if reading.items and reading.error:
        assert f"the last whole item is {reading.items[-1].wp_id}" in str(reading.error)


@settings(deadline=None, max_examples=80)
@given(st.data())
def test_a_spoilt_file_raises_nothing_but_export_errors(data: st.DataObject) -> None:
    raw = bytearray(export(item(1), item(2, comment(CommentRecord(7, content="Yes.")))).encode())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(raw) - 1))
        length = data.draw(st.integers(0, 6))
        raw[at : at + length] = data.draw(
            st.binary(max_size=4) | st.sampled_from([b"<", b">", b"]]>", b"<![CDATA[", b"&"])
        )
    reading_of(bytes(raw))


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_raise_nothing_but_export_errors(raw: bytes) -> None:
    assert reading_of(raw).error is not None
