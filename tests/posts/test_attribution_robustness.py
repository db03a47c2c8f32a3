"""Any HTML may come in: nothing raises, nothing runs away."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coranto.posts.attribution_reading import read_attributions

PIECES = [
    *(
        "<p>",
        "</p>",
        "<br>",
        "<blockquote>",
        "</blockquote>",
        "<cite>",
        "</cite>",
        "<a href='https://a.example/b'>",
        "</a>",
    ),
    *("<a href='", "<!--", "-->", "<![CDATA[", "]]>", "&", "&#0;", "&nbsp;", "<", ">", "\n\n", "\n", "\x00", "\ud800"),
    *(
        "Source: ",
        "via ",
        "Quelle: ",
        "来源：",
        "The Harbour Courier",
        " – ",
        "February 5, 2016",
        "(Reuters)",
        "BERLIN (AP) – ",
    ),
    *(
        "This article was originally published by ",
        "“",
        "”",
        "«",
        "»",
        "(",
        ")",
        "[",
        "]",
        "/",
        "|",
        ", ",
        ". ",
        "by Maren Holt",
    ),
    *(
        "[caption]",
        "[/caption]",
        "<pre>",
        "</pre>",
        "<table>",
        "<h2>",
        "<li>",
        "http://[",
        "https://a.example:99999/",
        "٥ فبراير ٢٠١٦",
    ),
]
LARGE = 1_000_000
PATHOLOGICAL = {
    "open tags": "<b>" * (LARGE // 3),
    "paragraphs": "<p>x" * (LARGE // 4),
    "open attributes": "<a href='" * (LARGE // 9),
    "comments": "<!--" * (LARGE // 4),
    "captions": "[caption " * (LARGE // 9),
    "newlines": "\n" * LARGE,
    "blank lines": "\n  " * (LARGE // 3),
    "spaces": "Source:" + " " * LARGE + "x",
    "one line": "Source: " + "A " * (LARGE // 2),
    "one word": "a" * LARGE,
    "brackets": "(" * LARGE + ")" * LARGE,
    "quotes": "Source: " + "“" * LARGE,
    "dashes": "– " * (LARGE // 2),
    "links": "<a href=https://a.example/b>y" * (LARGE // 29),
    "breaks": "Source: Harbour Courier, 5 February 2016<br>" * (LARGE // 44),
    "digits": "5" * LARGE,
    "dates": "5.2.2016 " * (LARGE // 9),
    "stops": ". Source: x" * (LARGE // 11),
    "quotations": "<blockquote><p>x</p></blockquote>" * (LARGE // 33),
}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=40).map("".join))
def test_any_mixture_of_markup_and_credits_is_read_without_harm(html: str) -> None:
    for place, found in enumerate(read_attributions(html, title="x", own_names=["y"], own_hosts=["z.example"])):
        assert found.order == place
        assert found.source_name.strip()
        assert len(found.source_name) <= 250
        assert len(found.line) <= 1000
        assert 0.8 <= found.confidence <= 1
        assert found.source_url == "" or found.source_url.startswith(("http://", "https://"))


@settings(deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_name_of_a_source_is_taken(name: str, host: str) -> None:
    read_attributions("<p>Source: x</p>", known_sources={name: host}, own_names=[name], own_hosts=[host])


@pytest.mark.slow
def test_megabytes_of_pathological_markup_are_read_in_time() -> None:
    """A regular expression that backtracks would take hours; the limit is there to end such a run."""
    code = (
        "import json, sys\n"
        "from coranto.posts.attribution_reading import read_attributions\n"
        "for name, text in json.load(sys.stdin).items():\n"
        "    for html in (text, text * 2, f'<p>{text}</p>', f'<p>x</p>{text}<p>Source: Harbour Courier</p>'):\n"
        "        read_attributions(html)\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run(
        [sys.executable, "-c", code], input=json.dumps(PATHOLOGICAL).encode(), cwd=root, check=True, timeout=300
    )
