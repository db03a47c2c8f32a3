"""Typography in text, case by case; the expectations are answers of a real WordPress (see tests/wordpress/judge)."""

import pytest

from coranto.core.texturize import texturize

CASES = [
    ("", ""),
    ('"Hello"', "&#8220;Hello&#8221;"),
    ("'Hello'", "&#8216;Hello&#8217;"),
    ("it's", "it&#8217;s"),
    ("dogs' bones", "dogs&#8217; bones"),
    ("'the dogs' bones'", "&#8216;the dogs&#8217; bones&#8217;"),
    ("'99 and '80s", "&#8217;99 and &#8217;80s"),
    ("'9 '999 '99%", "&#8216;9 &#8216;999 &#8216;99%"),
    ("'the class of '99'", "&#8216;the class of &#8217;99&#8217;"),
    ('"the class of \'99"', "&#8220;the class of &#8217;99&#8221;"),
    ("6'4\" and 5' 3'", "6&#8217;4&#8243; and 5&#8242; 3&#8242;"),
    ('"a 6\'4" b"', "&#8220;a 6&#8217;4&#8243; b&#8221;"),
    ('"a 5" b 6" c" d', "&#8220;a 5&#8243; b 6&#8243; c&#8221; d"),
    ('"a 5". b 6" c', "&#8220;a 5&#8221;. b 6&#8243; c"),
    ('"a 5"', "&#8220;a 5&#8221;"),
    ('"0.5" \'0.5\' "5a"', "&#8220;0.5&#8221; &#8216;0.5&#8217; &#8220;5a&#8221;"),
    ("\"'Hello'\"", "&#8220;&#8216;Hello'&#8221;"),
    ("'tain't 'Tis DON'T", "&#8217;tain&#8217;t &#8216;Tis DON&#8217;T"),
    ("wait...", "wait&#8230;"),
    ("``quote''", "&#8220;quote&#8221;"),
    ("Brand (tm)", "Brand &#8482;"),
    ("a-b - c --- d -- e", "a-b &#8211; c &#8212; d &#8212; e"),
    ("xn--abc a--b", "xn--abc a&#8211;b"),
    ("10x20 0x70 3x4x5 1.5x2,5", "10&#215;20 0x70 3x4x5 1.5&#215;2,5"),
    ("AT&T &amp; &foo; &#x2f;", "AT&#038;T &amp; &foo; &#x2f;"),
    ("<a href='?a&b'>\"q\"</a>", "<a href='?a&#038;b'>&#8220;q&#8221;</a>"),
    ('<a title="it\'s -- x">-- "y"</a>', '<a title="it\'s -- x">&#8212; &#8220;y&#8221;</a>'),
    ('"<b>bold</b> x"', "&#8220;<b>bold</b> x&#8221;"),
    ('<!-- "a" -- --> "b"', '<!-- "a" -- --> &#8220;b&#8221;'),
    ('a < b "c"', 'a < b "c"'),
    ('<pre>"x"</pre> "y"', '<pre>"x"</pre> &#8220;y&#8221;'),
    ('<pre>a</code>"x"</pre>"y"', '<pre>a</code>"x"</pre>&#8220;y&#8221;'),
    ('<code class="a">--</code>--', '<code class="a">--</code>&#8212;'),
    ("<script>a--b</script><style>a--b</style><kbd>--</kbd><tt>--</tt>",) * 2,
    ("“ready”", "“ready”"),
    ('漢字"引用"漢字', "漢字&#8221;引用&#8221;漢字"),
    ('漢字 "引用" 漢字', "漢字 &#8220;引用&#8221; 漢字"),
    ("\u00a0'x' &nbsp;\"y\"", "\u00a0&#8216;x&#8217; &nbsp;&#8220;y&#8221;"),
    ("l'eau d'été", "l&#8217;eau d&#8217;été"),
    ("(\"x\") ['y']", "(&#8220;x&#8221;) [&#8216;y&#8217;]"),
    ("<p>He said: 'Go.'</p>", "<p>He said: &#8216;Go.&#8217;</p>"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_is_set_as_wordpress_sets_it(text: str, expected: str) -> None:
    assert texturize(text) == expected


def test_a_known_shortcode_is_left_alone_but_not_an_unknown_one() -> None:
    text = '[caption x=\'"a"\']"b"[/caption]'
    assert texturize(text, shortcodes=["caption"]) == "[caption x='\"a\"']&#8220;b&#8221;[/caption]"
    assert texturize('[code]"b"[/code]', shortcodes=["code"]) == '[code]"b"[/code]'
    assert texturize('[nocode]"b"[/nocode]', shortcodes=["code"]) == "[nocode]&#8221;b&#8221;[/nocode]"


@pytest.mark.parametrize(
    "text",
    ["'" * 9000, '"a 5" ' * 2000, "1.1." * 3000 + " 1x1", "<" * 9000, "[caption " * 1500, "&" * 9000, "<!--" * 3000],
)
def test_a_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    assert texturize(text, shortcodes=["caption"])  # a rule of square cost would not come back within the suite's time
