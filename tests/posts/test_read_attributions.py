"""Reading attributions from a post's text."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from coranto.core.partial_date import PartialDate
from coranto.posts.attribution_reading import ReadAttribution, Relation, read_attributions

BODY = "<p>The old canal runs for eleven miles between two low hills.</p><p>Nobody had seen it full until now.</p>"


def only(html: str, **options: object) -> ReadAttribution:
    """The one attribution of a post."""
    (found,) = read_attributions(html, **options)  # type: ignore[arg-type]  # options are the reader's own, by name
    return found


def test_every_field_of_a_full_credit_is_read() -> None:
    line = (
        "<p>Source: “Eels are back”, by Maren Holt, "
        '<a href="https://harbourcourier.example/2016/eels">Harbour Courier</a>, 5 February 2016 (CC BY-NC 4.0)</p>'
    )
    assert only(BODY + line) == ReadAttribution(
        source_name="Harbour Courier",
        source_url="https://harbourcourier.example/",
        author="Maren Holt",
        title="Eels are back",
        url="https://harbourcourier.example/2016/eels",
        original_date=PartialDate(2016, 2, 5),
        relation=Relation.REPUBLISHED,
        licence="CC BY-NC 4.0",
        order=0,
        line="Source: “Eels are back”, by Maren Holt, Harbour Courier, 5 February 2016 (CC BY-NC 4.0)",
        confidence=0.97,
    )


def test_the_line_above_the_text_gives_outlet_and_date() -> None:
    found = only(f"<p>The Harbour Courier – February 5, 2016</p>{BODY}")
    assert (found.source_name, found.original_date) == ("The Harbour Courier", PartialDate(2016, 2, 5))


def test_a_front_page_is_no_article() -> None:
    found = only(f'{BODY}<p>Source: <a href="http://www.harbourcourier.example/">Harbour Courier</a></p>')
    assert (found.source_url, found.url) == ("http://www.harbourcourier.example/", "")


def test_a_plain_name_has_no_address() -> None:
    assert only(f"{BODY}<p>Source: Harbour Courier</p>").source_url == ""


def test_an_archived_copy_counts_as_its_original() -> None:
    url = "https://web.archive.org/web/2016/http://harbourcourier.example/eels"
    found = only(f'{BODY}<p>Source: <a href="{url}">Harbour Courier</a></p>')
    assert (found.source_url, found.url) == ("http://harbourcourier.example/", "http://harbourcourier.example/eels")


@pytest.mark.parametrize(
    "href",
    [
        "mailto:a@b.example",
        "javascript:void(0)",
        "http://u:p@harbourcourier.example/x",
        "http://bad host/x",
        "http://[",
        "#x",
    ],
)
def test_a_link_that_leads_to_no_page_gives_no_address(href: str) -> None:
    found = only(f'{BODY}<p>Source: <a href="{href}">Harbour Courier</a></p>')
    assert (found.source_name, found.source_url, found.url) == ("Harbour Courier", "", "")


def test_the_site_itself_is_no_source() -> None:
    line = '<p>Source: <a href="https://digest.example/2012/eels">Harbour Courier</a></p>'
    assert read_attributions(BODY + line)
    assert not read_attributions(BODY + line, own_hosts=["digest.example"])
    assert not read_attributions(f"{BODY}<p>Source: The Shore Digest</p>", own_names=["Shore Digest"])


def test_a_source_that_the_site_has_is_known_by_name_and_by_host() -> None:
    line = "<p>Polarwind – February 5, 2016</p>"
    assert not read_attributions(line + BODY)
    assert only(line + BODY, known_sources={"Polarwind": "polarwind.example"}).source_name == "Polarwind"
    linked = f'{BODY}<p>via <a href="https://polarwind.example/?p=9">Eels are back in town</a></p>'
    found = only(linked, known_sources={"Polarwind": "https://www.polarwind.example/"})
    assert (found.source_name, found.title, found.relation) == ("Polarwind", "Eels are back in town", Relation.VIA)


def test_a_title_that_is_repeated_is_not_read() -> None:
    title = "The Harbour Courier – February 5, 2016"
    assert not read_attributions(f"<h1>{title}</h1>{BODY}", title=title)


@pytest.mark.parametrize(
    ("language", "expected"), [("", "2016"), ("en-GB", "2016"), ("fr", "2016-02-05"), ("pt-br", "2016-02-05")]
)
def test_a_date_between_slashes_is_read_only_as_far_as_the_language_is_sure(language: str, expected: str) -> None:
    found = only(f"<p>Le Monde - 5/2/2016</p>{BODY}", language=language)
    assert str(found.original_date) == expected


@pytest.mark.parametrize(
    ("posted", "expected"),
    [
        (None, None),
        (date(2016, 10, 9), "2016-10-09"),
        (date(2017, 1, 3), "2016-10-09"),
        (date(2016, 10, 6), "2016-10-09"),
    ],
)
def test_the_day_of_posting_only_lends_its_year(posted: date | None, expected: str | None) -> None:
    found = only(f"<p>NORTHPORT, Oct 9 (Reuters) — {BODY[3:]}", posted_on=posted)
    assert (str(found.original_date) if found.original_date else None) == expected


def test_a_chain_runs_from_the_nearest_outlet_to_the_farthest() -> None:
    found = read_attributions(
        "<p>The Harbour Courier – February 5, 2016</p>"
        "<p>Maren Holt was quoted by the Capstan News Agency as saying that the canal would be reopened in May.</p>"
        + BODY
    )
    assert [(one.order, one.source_name, one.relation, one.author) for one in found] == [
        (0, "The Harbour Courier", Relation.REPUBLISHED, ""),
        (1, "Capstan News Agency", Relation.QUOTED, "Maren Holt"),
    ]


def test_lines_above_and_below_on_one_outlet_are_one_attribution() -> None:
    found = only(
        f"<p>The Harbour Courier – February 5, 2016</p>{BODY}"
        '<p>Source: <a href="https://harbourcourier.example/eels">Harbour Courier</a></p>'
    )
    assert (str(found.original_date), found.url) == ("2016-02-05", "https://harbourcourier.example/eels")


@pytest.mark.parametrize(
    "around",
    [
        "<figure><img src='a.jpg'><figcaption>{}</figcaption></figure>",
        "<table><tr><td>{}</td></tr></table>",
        "<pre>{}</pre>",
        "<div class='wp-caption'><p class='wp-caption-text'>{}</p></div>",
        '[caption id="a"]<img src="a.jpg"> {}[/caption]',
        "<p><img src='a.jpg'> {}</p>",
        "<script>{}</script>",
    ],
)
def test_captions_tables_and_code_credit_no_post(around: str) -> None:
    assert not read_attributions(BODY + around.format("Source: The Harbour Courier"))
    assert read_attributions(BODY + "<p>Source: The Harbour Courier</p>")


def test_classic_text_without_tags_is_read_by_its_lines() -> None:
    text = (
        "The canal is full.\n\nNobody had seen it so.\n\nSource: Harbour Courier\nhttps://harbourcourier.example/eels"
    )
    found = only(text)
    assert (found.source_name, found.url) == ("Harbour Courier", "https://harbourcourier.example/eels")


def test_only_the_ends_of_a_long_post_are_looked_at() -> None:
    paragraph = "<p>Water stood a hand’s breadth below the towpath, and a man with a notebook counted ducks.</p>"
    assert not read_attributions(paragraph * 40 + "<p>Source: The Harbour Courier</p>" + paragraph * 40)


def test_the_real_pages_name_their_outlets_and_no_others(shared: Path) -> None:
    wanted, found = {}, {}
    for path in sorted((shared / "rescue" / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if gold.get("kind") == "listing":
            continue
        wanted[path.stem] = gold["source"]["outlet"] if gold["source"] else ""
        text = rendered(shared, path.stem)
        read = read_attributions(text, title=gold["title"], own_names=[gold["site_title"]])
        found[path.stem] = read[0].source_name if read else ""
    assert found == wanted


def rendered(shared: Path, name: str) -> str:
    """The plain text of a saved page."""
    return gzip.decompress((shared / "rescue" / "text" / f"{name}.txt.gz").read_bytes()).decode()
