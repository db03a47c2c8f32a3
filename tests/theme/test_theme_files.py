"""The theme's files agree with one another, with the documentation, and with what a page may weigh."""

import dataclasses
import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from coranto.core.chosen_theme import choose_theme
from scripts.bundle_css import BUNDLE, PARTS, bundle
from scripts.describe_contexts import PAGE, SECTIONS, contexts, rewritten
from tests.conftest import ROOT
from tests.theme.sample_discussion import OPEN_THREAD
from tests.theme.sample_pages import page_context
from tests.theme.sample_site import SITE
from tests.theme.samples import BODY, POST, comment

STATIC = ROOT / "coranto" / "theme" / "static" / "theme"
LIGHT_ENOUGH = 60_000


def test_the_stylesheet_is_bundled_from_its_parts() -> None:
    assert BUNDLE.read_text() == bundle(), "run python -m scripts.bundle_css"


def test_the_guide_describes_every_context_as_it_is() -> None:
    text = PAGE.read_text()
    assert text == rewritten(text), "run python -m scripts.describe_contexts"


def test_every_field_of_every_context_says_what_it_is() -> None:
    described = [
        context for files in SECTIONS.values() for file in files for context in contexts(ROOT / "coranto" / file)
    ]
    silent = [f"{context.name}.{field.name}" for context in described for field in context.fields if not field.text]
    assert len(described) > 40
    assert not silent, f"Write a sentence under each of these fields: {silent}"


def test_every_file_of_contexts_is_described() -> None:
    files = {str(path.relative_to(ROOT / "coranto")) for path in (ROOT / "coranto").glob("*/contexts/*.py")}
    files |= {str(path.relative_to(ROOT / "coranto")) for path in (ROOT / "coranto").glob("*/contexts.py")}
    described = {file for listed in SECTIONS.values() for file in listed}
    assert {file for file in files if not file.endswith("__init__.py")} == described


def test_every_font_is_used_and_its_maker_named() -> None:
    css, notice = (PARTS / "00-fonts.css").read_text(), (ROOT / "NOTICE").read_text()
    fonts = {path.name for path in (STATIC / "fonts").glob("*.woff2")}
    assert fonts == set(re.findall(r"fonts/([\w-]+\.woff2)", css))
    for family in {font.split("-")[0] for font in fonts}:
        assert f"{family}-OFL.txt" in notice
        assert "SIL Open Font License" in (STATIC / "fonts" / f"{family}-OFL.txt").read_text()


def test_the_stylesheets_ask_nobody_else() -> None:
    for path in [*(ROOT / "coranto" / "theme").rglob("*.css"), *(ROOT / "coranto" / "theme").rglob("*.js")]:
        text = path.read_text()
        assert "@import" not in text, path
        assert not re.findall(r"url\((?![\"']?fonts/)", text), path
        assert "http://" not in text and "https://" not in text, path


def an_ordinary_page() -> str:
    """A post of six hundred words in paragraphs, headings and lists, the usual widgets, and twenty comments."""
    choose_theme("default")
    template, context = page_context("post", dataclasses.replace(SITE, sidebar=SITE.sidebar[:7]))
    paragraphs = re.findall(r"^<(?:p|h2|h3|ul|ol|blockquote)[ >].*$", BODY, re.MULTILINE)
    post = dataclasses.replace(POST, body_html=mark_safe("\n".join(paragraphs)))
    comments = tuple(comment(900 + number, f"Reader {number}", ordinal=number) for number in range(1, 21))
    context["page"] = dataclasses.replace(context["page"], post=post)
    context["thread"] = dataclasses.replace(OPEN_THREAD, comments=comments)
    return render_to_string(template, context)


def test_a_post_with_twenty_comments_is_light() -> None:
    page = an_ordinary_page()
    asked_for = re.findall(r'(?:<link rel="stylesheet" href|<script defer src)="/static/([^"]+)"', page)
    assert "theme/site.css" in asked_for
    weights = {"page": len(gzip.compress(page.encode(), 6))} | {name: packed_size(name) for name in asked_for}
    fonts = [STATIC / "fonts" / name for name in ("newsreader-core.woff2", "newsreader-core-italic.woff2")]
    assert sum(weights.values()) + sum(path.stat().st_size for path in fonts) <= LIGHT_ENOUGH, weights


def packed_size(name: str) -> int:
    """What a static file weighs over the wire, by gzip; Brotli makes it smaller still."""
    path = finders.find(name)
    assert isinstance(path, str), name
    return len(gzip.compress(Path(path).read_bytes(), 6))
