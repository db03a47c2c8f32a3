"""Every template of every theme prints what it is given: all of it, hardly any of it, and hostile words harmlessly."""

import dataclasses
import functools
import json
import re

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from lxml.html import HtmlElement

from coranto.core.chosen_theme import choose_theme
from tests.theme.filling import TEMPLATES, Filling, comments_in, variables
from tests.theme.sample_pages import PAGES, page_context
from tests.theme.sample_site import RICH_SITE
from tests.theme.samples import POST, THREAD

THEMES = ("default", "ledger")
HOSTILE = (
    '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script><!--",
    '" onmouseover="alert(1)" style="position:fixed',
    "' onfocus='alert(1)' autofocus='",
    "</title></textarea></style><svg onload=alert(1)>",
    "javascript:alert(1)",
    " \x01java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "{{ 7|add:7 }}{% now 'Y' %}",
    "https://[",
    "]]><!--<b>",
)
ADDRESSES = {"href", "src", "action", "formaction"}


@pytest.fixture(params=THEMES)
def theme(request: pytest.FixtureRequest) -> str:
    """Each theme that comes with Coranto."""
    choose_theme(request.param)
    return str(request.param)


@functools.lru_cache(maxsize=1)
def parsed(page: str) -> HtmlElement:
    """The page as a browser would read it."""
    return lxml_html.document_fromstring(page)


def breaches(page: str) -> list[str]:
    """What the content security policy or good sense forbids in a page."""
    found = []
    for element in parsed(page).iter(lxml_html.etree.Element):
        if element.tag in {"style", "base", "object", "applet"}:
            found.append(f"<{element.tag}>")
        if element.tag == "script" and element.get("type") != "application/ld+json" and (element.text or "").strip():
            found.append(f"inline script {element.text!r}")
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                found.append(f"{element.tag} {name}={value!r}")
            squeezed = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            if name in ADDRESSES and re.match(r"(?!https?:|mailto:)[a-z][a-z0-9+.-]*:", squeezed):
                found.append(f"{element.tag} {name}={value!r}")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_everything_in_it_keeps_the_policy(theme: str, page: str) -> None:
    template, context = page_context(page, RICH_SITE)
    printed = render_to_string(template, context)
    assert not breaches(printed)
    assert printed.count("<main") == 1
    assert printed.count("<h1") == 1


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_page_with_hardly_anything_in_it_is_still_a_page(theme: str, template: str) -> None:
    printed = render_to_string(template, variables(template, Filling("x", full=False)))
    assert not breaches(printed)
    assert parsed(printed).xpath("//main")
    assert "None" not in re.sub(r"<[^>]*>", "", printed)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("flags", [True, False])
def test_hostile_words_in_every_field_stay_words(theme: str, template: str, flags: bool) -> None:
    harmless = outline(render_to_string(template, variables(template, Filling("harmless", flags=flags))))
    for text in HOSTILE:
        printed = render_to_string(template, variables(template, Filling(text, flags=flags)))
        assert not breaches(printed), text
        assert outline(printed) == harmless, f"{text} has become elements"


def outline(page: str) -> list[str]:
    """The names of the elements that words must never make, with how many there are of each."""
    names = [str(element.tag) for element in parsed(page).iter(lxml_html.etree.Element)]
    return sorted(
        name for name in names if name in {"script", "b", "svg", "textarea", "style", "iframe", "object", "title"}
    )


@example(text="2200000000", template=sorted(TEMPLATES)[0], flags=True)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), template=st.sampled_from(sorted(TEMPLATES)), flags=st.booleans())
def test_any_words_at_all_keep_the_policy(text: str, template: str, flags: bool) -> None:
    choose_theme("default")
    assert not breaches(render_to_string(template, variables(template, Filling(text, flags=flags))))


def test_the_structured_data_survives_what_would_end_its_element() -> None:
    choose_theme("default")
    template, context = page_context("post")
    printed = parsed(render_to_string(template, context))
    (block,) = printed.xpath("//script[@type='application/ld+json']")
    assert json.loads(block.text)["headline"] == "</script><b>Last boat"


def test_listings_link_to_their_posts_in_order_inside_main(theme: str) -> None:
    template, context = page_context("home")
    printed = parsed(render_to_string(template, context))
    page = context["page"]
    wanted = [page.lead.url, *(card.url for card in page.cards)]
    found = [link.get("href") for link in printed.xpath("//main//*[@class='card-title entry-title' or self::h2]/a")]
    assert found == wanted


def test_comments_stand_where_clients_of_wordpress_look_for_them(theme: str) -> None:
    template, context = page_context("post")
    printed = parsed(render_to_string(template, context))
    (top,) = printed.xpath("//*[@id='comments']//ol[contains(@class, 'comment-list')]")
    assert "commentlist" in top.get("class").split()
    wanted = [(f"comment-{comment.number}", comment.css_classes) for comment in comments_in(THREAD)]
    assert [(item.get("id"), item.get("class")) for item in top.xpath(".//li[starts-with(@id, 'comment-')]")] == wanted


def test_pingbacks_stand_among_the_comments(theme: str) -> None:
    template, context = page_context("post")
    printed = parsed(render_to_string(template, context))
    pings = printed.xpath("//ol[@id='comment-list']/li[div[@class='ping']]")
    assert [ping.get("id") for ping in pings] == [f"comment-{ping.number}" for ping in THREAD.pingbacks]


def test_the_attribution_stands_above_the_text_with_source_date_author_and_licence(theme: str) -> None:
    template, context = page_context("post")
    printed = render_to_string(template, context)
    body = printed.index('entry-content">')
    for words in (
        "The Harbour Courier",
        "5 February 2016",
        "Lena Ostrow",
        "CC BY 4.0",
        "North Wire",
        "Translated from",
    ):
        assert printed.index(words, printed.index("<h1")) < body, words


def test_a_protected_post_shows_neither_its_text_nor_its_comments(theme: str) -> None:
    template, context = page_context("post-protected")
    printed = render_to_string(template, context)
    assert "ninety-one pages" not in printed
    assert "comment-900" not in printed
    assert 'name="post_password"' in printed
    assert escape("/wp-login.php?action=postpass") in printed


def test_a_post_without_a_title_is_named_by_its_date(theme: str) -> None:
    template, context = page_context("post")
    untitled = dataclasses.replace(POST, title="", title_html=SafeString())
    page = dataclasses.replace(context["page"], post=untitled)
    (heading,) = parsed(render_to_string(template, {**context, "page": page})).xpath("//h1")
    assert heading.text_content().strip() == "7 February 2016"
