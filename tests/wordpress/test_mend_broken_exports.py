"""Exports that are broken in the ways real ones are: everything in them is read, and every repair is told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coranto.wordpress.wxr.records import Meta, TermRef, UnknownElement
from tests.wordpress.reading import read, read_text, read_whole
from tests.wordpress.wxr_text import HEAD, TAIL, export, item

FIXTURES = Path(__file__).parent / "fixtures"


def test_messages_of_php_in_the_file_are_passed_over_and_told() -> None:
    reading = read_whole(FIXTURES / "php-messages.xml")
    assert [item.wp_id for item in reading.items] == [1, 2]
    assert reading.items[1].meta == (Meta("k", "v"),)
    assert reading.kinds == ["text"] * 4
    assert "Invalid argument" in reading.problems[1].reason
    assert reading.problems[2].item_id == 2
    assert reading.site.generator == "WordPress/4.9.8"


def test_a_section_closed_too_early_by_old_wordpress_is_mended() -> None:
    reading = read_whole(FIXTURES / "early-cdata-end.xml")
    first, second = reading.items
    assert "//]]>\n</script> After & on." in first.content
    assert first.content.count("<![CDATA[") == 1
    assert first.password == "sesame" and not first.damaged
    assert second.wp_id == 2
    assert reading.kinds == ["cdata"]


def test_markup_outside_cdata_is_kept_as_it_was_written() -> None:
    reading = read_whole(FIXTURES / "markup-outside-cdata.xml")
    first, second = reading.items
    assert reading.site.title == "Café & Bar"
    assert first.title == "Fish & chips \xa0— 3 < 4 &bogus; 🐟"
    assert first.link == "https://digest.example/?p=1&preview=true"
    assert first.content == '<p>One<br>two &amp; <a href="/x?a=1&b=2">three</a><!--more-->'
    assert first.terms == (TermRef("category", "bed-breakfast", "Bed & breakfast"),)
    assert second.content == "One <b>two</b> &amp; three<!--more--> four"
    assert {problem.item_id for problem in reading.problems} == {0, 1}


def test_undeclared_prefixes_are_understood_and_told_once() -> None:
    reading = read_whole(FIXTURES / "undeclared-prefixes.xml")
    assert [item.wp_id for item in reading.items] == [1, 2]
    assert reading.items[0].creator == "editor" and reading.items[0].content == "Text"
    assert reading.items[1].unknown == (UnknownElement("seo:score", "<seo:score>8</seo:score>"),)
    assert reading.kinds == ["prefix"] * 4  # seo, wp, dc, content


def test_prefixes_and_versions_of_the_namespace_do_not_matter() -> None:
    reading = read_whole(FIXTURES / "other-prefixes.xml")
    assert not reading.problems
    assert (reading.item.content, reading.item.excerpt, reading.item.creator) == ("Text", "Excerpt", "editor")
    assert reading.terms[0].slug == "news"
    assert reading.site.wxr_version == "1.3"


def test_an_item_without_end_is_kept_as_damaged_and_costs_no_other() -> None:
    reading = read_whole(FIXTURES / "unclosed-item.xml")
    first, second = reading.items
    assert first.damaged and first.wp_id == 1
    assert not second.damaged and second.content == "about the <item> element</item>"
    assert reading.kinds == ["broken"]


def test_an_item_beyond_mending_is_kept_as_damaged_and_costs_no_other(tmp_path: Path) -> None:
    broken = item(2, "<wp:postmeta><wp:meta_key>a</wp:meta_key></wp:comment></wp:postmeta>")
    reading = read_text(tmp_path, export(item(1), broken, item(3)))
    assert [(record.wp_id, record.damaged) for record in reading.items] == [(1, False), (2, True), (3, False)]
    assert reading.items[1].content == "Text."
    assert reading.kinds == ["broken"] and reading.problems[0].item_id == 2


def test_a_split_cdata_section_is_one_text(tmp_path: Path) -> None:
    reading = read_text(tmp_path, export(item(1, content="<![CDATA[a ]]]]><![CDATA[> b]]>")))
    assert reading.item.content == "a ]]> b" and not reading.problems


def test_a_section_that_was_never_closed_ends_with_its_field(tmp_path: Path) -> None:
    reading = read_text(tmp_path, export(item(1, title="<![CDATA[Lost & found"), item(2)))
    assert [(record.wp_id, record.title) for record in reading.items] == [(1, "Lost & found"), (2, "A title")]
    assert not reading.items[0].damaged and "cdata" in reading.kinds


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "&#8;", "&#x0;"])
def test_control_characters_are_taken_out(tmp_path: Path, control: str) -> None:
    reading = read_text(tmp_path, export(item(1, title=f"be{control}fore"), item(2)))
    assert [record.title for record in reading.items] == ["before", "A title"]
    assert reading.kinds == ["control"]


def test_control_characters_in_cdata_lose_no_text(tmp_path: Path) -> None:
    reading = read_text(tmp_path, export(item(1, content="<![CDATA[be\x08fore & after &nbsp; \x1b[0m]]>")))
    assert reading.item.content == "before & after &nbsp; [0m"
    assert reading.kinds == ["control"]


@pytest.mark.parametrize(
    "written, meant",
    [
        ("&#xD83D;&#xDE00;", "😀"),
        ("&#55357;&#56832;", "😀"),
        ("&#xD83D;", "\ufffd"),
        ("&#xDE00;x&#xD83D;", "\ufffdx\ufffd"),
    ],
)
def test_references_to_surrogates_are_joined_or_replaced(tmp_path: Path, written: str, meant: str) -> None:
    reading = read_text(tmp_path, export(item(1, title=written)))
    assert reading.item.title == meant
    assert reading.kinds == ["surrogate"]


@pytest.mark.parametrize(
    "raw, meant",
    [
        (b"caf\xe9 and \x93quotes\x94", "café and “quotes”"),
        (b"\xed\xa0\xbd\xed\xb8\x80", "😀"),
        (b"lone \xed\xa0\xbd here", "lone \ufffd here"),
        ("Привет".encode()[:-1], "Приве\ufffd"),
        ("Привет \x92 мир".encode().replace(b"\xc2\x92", b"\x92"), "Привет ’ мир"),
        (b"\x81 undefined", "\ufffd undefined"),
    ],
)
def test_bytes_that_are_not_utf_8_are_read_as_they_were_meant(tmp_path: Path, raw: bytes, meant: str) -> None:
    text = export(item(1, content="<![CDATA[HERE]]>"), item(2, content="<![CDATA[Прив]]>")).encode()
    reading = read_text(tmp_path, text.replace(b"HERE", raw))
    assert [record.content for record in reading.items] == [meant, "Прив"]
    assert reading.kinds == ["encoding"] and reading.problems[0].item_id == 1


@pytest.mark.parametrize("declared", ["ISO-8859-1", "windows-1252", "latin1", "us-ascii"])
def test_a_declared_western_encoding_is_read_as_windows_1252(tmp_path: Path, declared: str) -> None:
    text = export(item(1, title="Café “x” €"), declaration=f'<?xml version="1.0" encoding="{declared}"?>\n')
    reading = read_text(tmp_path, text.encode("cp1252"))
    assert reading.item.title == "Café “x” €" and not reading.problems


def test_a_declared_cyrillic_encoding_is_believed(tmp_path: Path) -> None:
    text = export(item(1, title="Привет"), declaration="<?xml version='1.0' encoding='windows-1251'?>\n")
    assert read_text(tmp_path, text.encode("cp1251")).item.title == "Привет"


def test_utf_8_under_a_wrong_declaration_is_read_as_utf_8_and_told_once(tmp_path: Path) -> None:
    text = export(*map(item, (1, 2), ("", "")), declaration='<?xml version="1.0" encoding="ISO-8859-1"?>\n')
    reading = read_text(tmp_path, text.replace("A title", "Café"))
    assert [record.title for record in reading.items] == ["Café", "Café"]
    assert reading.kinds == ["declaration"]


@pytest.mark.parametrize("declared", ["UTF-16", "klingon", "rot13", "base64"])
def test_a_declaration_that_cannot_be_true_does_no_harm(tmp_path: Path, declared: str) -> None:
    text = export(item(1, title="Café"), declaration=f'<?xml version="1.0" encoding="{declared}"?>\n')
    assert read_text(tmp_path, text).item.title == "Café"


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"])
def test_wide_encodings_and_marks_are_recognised(tmp_path: Path, codec: str) -> None:
    reading = read_text(tmp_path, export(item(1, title="Привет 😀")).encode(codec))
    assert reading.item.title == "Привет 😀" and not reading.problems


def test_a_lone_surrogate_in_utf_16_is_told(tmp_path: Path) -> None:
    text = export(item(1, title="a\ud83db")).encode("utf-16", "surrogatepass")
    reading = read_text(tmp_path, text)
    assert reading.item.title == "a\ufffdb" and reading.kinds == ["encoding"]


def test_a_mark_and_blank_lines_before_the_declaration_do_no_harm(tmp_path: Path) -> None:
    reading = read_text(tmp_path, b"\xef\xbb\xbf\r\n\n  " + export(item(1)).encode())
    assert reading.item.wp_id == 1 and not reading.problems


def test_dates_that_are_none_are_none(tmp_path: Path) -> None:
    dates = (
        "<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><wp:post_modified>-0001-11-30 00:00:00</wp:post_modified>"
        "<wp:post_modified_gmt>0000-00-00 00:00:00</wp:post_modified_gmt>"
    )
    reading = read_text(tmp_path, export(item(1, dates)))
    record = reading.item
    assert (record.pub_date, record.modified_local, record.modified_gmt) == (None, None, None)
    assert record.posted_gmt == datetime(2024, 4, 30, 22, 30, tzinfo=UTC)
    assert record.posted_local == record.posted_gmt.replace(tzinfo=None, day=1, month=5, hour=0)
    assert not reading.problems


@pytest.mark.parametrize("date", ["2024-02-30 10:00:00", "yesterday", "99999-01-01", "2024-13-01 00:00:00"])
def test_dates_that_make_no_sense_are_none_and_told(tmp_path: Path, date: str) -> None:
    reading = read_text(tmp_path, export(item(1, f"<wp:post_modified>{date}</wp:post_modified>")))
    assert reading.item.modified_local is None
    assert reading.kinds == ["date"] and date in reading.problems[0].reason


@pytest.mark.parametrize("number", ["one", "99999999999999999999", "1_000", "²", "1.5", "0x10"])
def test_numbers_that_make_no_sense_are_zero_and_told(tmp_path: Path, number: str) -> None:
    reading = read_text(tmp_path, export(item(1, f"<wp:post_parent>{number}</wp:post_parent>")))
    assert reading.item.parent_id == 0
    assert reading.kinds == ["number"]


def test_an_item_with_nothing_in_it_is_yielded_and_told(tmp_path: Path) -> None:
    reading = read_text(tmp_path, export("<item><title>Bare</title></item>"))
    assert (reading.item.wp_id, reading.item.title, reading.item.status) == (0, "Bare", "")
    assert reading.kinds == ["missing"] * 3


def test_what_comes_twice_is_kept(tmp_path: Path) -> None:
    reading = read_text(tmp_path, export(item(1, "<wp:post_password>a</wp:post_password><title>Other</title>")))
    assert reading.item.title == "A title" and reading.item.password == "a"
    assert reading.item.unknown == (UnknownElement("title", "<title>Other</title>"),)
    assert reading.kinds == ["repeated"]


def test_terms_of_an_item_are_each_there_once(tmp_path: Path) -> None:
    terms = (
        "<category><![CDATA[News]]></category>"
        '<category domain="category" nicename="news"><![CDATA[News]]></category>'
        '<category domain="category" nicename="news"><![CDATA[News]]></category>'
        '<category domain="tag" nicename="x"><![CDATA[X]]></category><category>Lonely</category>'
    )
    reading = read_text(tmp_path, export(item(1, terms)))
    assert reading.item.terms == (
        TermRef("category", "news", "News"),
        TermRef("post_tag", "x", "X"),
        TermRef("category", "", "Lonely"),
    )
    assert reading.kinds == ["taxonomy"]


@pytest.mark.parametrize("said, meant", [("approved", "1"), ("hold", "0"), ("", "0"), ("maybe", "0"), ("spam", "spam")])
def test_a_comment_of_unclear_standing_is_held(tmp_path: Path, said: str, meant: str) -> None:
    inside = (
        f"<wp:comment><wp:comment_id>5</wp:comment_id><wp:comment_approved>{said}</wp:comment_approved>"
        "<wp:comment_type>webmention</wp:comment_type><wp:comment_karma>0</wp:comment_karma></wp:comment>"
    )
    reading = read_text(tmp_path, export(item(1, inside)))
    (comment,) = reading.item.comments
    assert comment.approved == meant
    assert (comment.kind, comment.raw_kind) == ("other", "webmention")
    assert comment.unknown[0].name == "wp:comment_karma"
    assert ("approval" in reading.kinds) == (said in ("", "maybe"))


def test_items_without_a_head_are_read(tmp_path: Path) -> None:
    cut = export(item(1), item(2)).partition("</item>\n")[2]
    reading = read_text(tmp_path, "end of an item that was cut</content:encoded></item>\n" + cut)
    assert reading.item.wp_id == 2
    assert "head" in reading.kinds


def test_two_exports_in_one_file_are_both_read(tmp_path: Path) -> None:
    reading = read_text(tmp_path, export(item(1)) + export(item(2)))
    assert [record.wp_id for record in reading.items] == [1, 2]
    assert reading.kinds == ["text"]


def test_a_document_type_is_passed_over_and_loads_nothing(tmp_path: Path) -> None:
    doctype = '<!DOCTYPE rss PUBLIC "-//X//DTD" "http://127.0.0.1:9/rss.dtd">\n'
    reading = read_text(tmp_path, doctype + HEAD + item(1) + TAIL)
    assert reading.item.wp_id == 1 and reading.kinds == ["doctype"]


def test_an_entity_declared_within_the_channel_is_never_expanded(tmp_path: Path) -> None:
    inside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    reading = read_text(tmp_path, export(inside, item(1, title="&a;"), item(2, inside)))
    assert reading.items[0].title == "&a;"
    assert "root:" not in repr(reading.records)


def test_a_cut_file_yields_what_is_whole_and_names_the_last_item(tmp_path: Path) -> None:
    text = export(item(1), item(2, title="The last one"), item(3))
    reading = read_text(tmp_path, text[: text.index("<wp:post_id>3") + 20])
    assert [record.wp_id for record in reading.items] == [1, 2]
    assert str(reading.error) == (
        "site.xml is cut off; the last whole item is 2 “The last one”; download the export again"
    )
    (cut,) = [problem for problem in reading.problems if problem.kind == "cut"]
    assert cut.item_id == 3 and cut.byte == text.index("<item>", text.index("The last one"))


def test_a_cut_part_does_not_keep_the_others_from_being_read(tmp_path: Path) -> None:
    names = [tmp_path / f"site.00{number}.xml" for number in range(3)]
    for number, path in enumerate(names):
        path.write_text(export(item(number + 1), item(number + 11)))
    names[1].write_text(names[1].read_text()[:-80])
    reading = read(*names)
    assert [record.wp_id for record in reading.items] == [1, 11, 2, 3, 13]
    assert "site.001.xml is cut off" in str(reading.error)
