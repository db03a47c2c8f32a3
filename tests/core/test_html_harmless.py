"""HTML that may be handed on as it is."""

import pytest

from coranto.core.html.harmless import is_harmless


@pytest.mark.parametrize(
    "html",
    [
        "plain & simple",
        "<p>a</p>\n<p>b<br />c</p>",
        '<img src="/a.png" alt="x &amp; y"/>',
        '<p style="color:red" data-x="1">&#8220;a&#8221; &amp; b</p>',
        "<pre>\n  a\n</pre>",
        "<p>a<figure>b</figure></p>",
        "<!--more--><p>a</p>",
        '<a href="mailto:a@b.example" target="_blank">a</a>',
        '<video autoplay muted loop src="/a.mp4"></video>',
    ],
)
def test_text_and_its_markup_is_harmless(html: str) -> None:
    assert is_harmless(html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<p>a</p><SCRIPT src=//x>",
        '<p onclick="x()">a</p>',
        "<p/onclick=x()>a</p>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href=" java\tscript:alert(1)">a</a>',
        '<a href="&#106;avascript:alert(1)">a</a>',
        '<img src=x onerror="x()">',
        "<svg><script>x</script></svg>",
        "<math><mi><style></style></mi></math>",
        "<iframe src='//x'></iframe>",
        "<object data='x'></object>",
        "<form action='//x'><input name=a></form>",
        "<style>p{}</style>",
        "<!--><script>x</script>-->",
        "<!--[if IE]><script>x</script><![endif]-->",
        "<table><script>x</script></table>",
        "<noscript><p title='</noscript><script>x</script>'>",
        "<p title='<script>'>a",
        "<b>unclosed",
        "<\0script>x</script>",
        "<textarea><p></textarea><script>",
        '<base href="//x">',
        '<meta http-equiv="refresh" content="0">',
        '<link rel="stylesheet" href="//x">',
    ],
)
def test_what_could_do_harm_or_is_broken_is_not(html: str) -> None:
    assert not is_harmless(html)
