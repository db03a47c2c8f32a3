"""Paragraphs from blank lines, case by case; the expectations are answers of a real WordPress."""

import pytest

from coranto.core.autop import autop

CASES = [
    ("", ""),
    ("  \n\n ", ""),
    ("a\n\nb", "<p>a</p>\n<p>b</p>\n"),
    ("a\nb", "<p>a<br />\nb</p>\n"),
    ("a\r\n\r\nb\rc", "<p>a</p>\n<p>b<br />\nc</p>\n"),
    ("a\n\n\n\n\nb", "<p>a</p>\n<p>b</p>\n"),
    ("a<br>b<br/>\nc", "<p>a<br />b<br />\nc</p>\n"),
    ("a<br><br>b", "<p>a</p>\n<p>b</p>\n"),
    ("<p>a</p>\nb", "<p>a</p>\n<p>b</p>\n"),
    ("<p class='a'>x\ny</p>", "<p class='a'>x<br />\ny</p>\n"),
    ("<div>a\n\nb</div>", "<div>a</p>\n<p>b</p></div>\n"),
    ("<div>\na\n</div>", "<div>\na\n</div>\n"),
    ("<div><p>a</p></div>", "<div>\n<p>a</p>\n</div>\n"),
    ("a\n<div>b</div>\nc", "<p>a</p>\n<div>b</div>\n<p>c</p>\n"),
    ("<ul>\n<li>a</li>\n<li>b\n\nc</li>\n</ul>", "<ul>\n<li>a</li>\n<li>b\n<p>c</li>\n</ul>\n"),
    ("<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p>\n<p>b</p></blockquote>\n"),
    ("<h2>a</h2>\nb", "<h2>a</h2>\n<p>b</p>\n"),
    ("a<hr />b", "<p>a</p>\n<hr />\n<p>b</p>\n"),
    ("<pre>a\n\nb</pre>", "<pre>a\n\nb</pre>\n"),
    ("x<pre>a\n\nb</pre>y", "<p>x</p>\n<pre>a\n\nb</pre>\n<p>y</p>\n"),
    ("</pre>a", "</pre>\n<p>a</p>\n"),
    ("<style>a\nb</style>", "<style>a\nb</style>\n"),
    ("<svg>\n<path>\n</svg>", "<p><svg>\n<path>\n</svg></p>\n"),
    ("<!-- a\nb -->\nc", "<p><!-- a\nb --><br />\nc</p>\n"),
    ("a\n<!--more-->\nb", "<p>a<br />\n<!--more--><br />\nb</p>\n"),
    ("<a href='x'\nb>y</a>", "<p><a href='x'\nb>y</a></p>\n"),
    ("<object>\n<param a>\n<embed>\n</object>", "<p><object><param a><embed></object></p>\n"),
    ("<video>a\n\n<track>\n</video>", "<p><video>a<track></video></p>\n"),
    ("<select>\n<option>a</option>\n</select>", "<p><select><option>a</option></select></p>\n"),
    (
        "<figure>\n<img>\n<figcaption>\nx\n</figcaption>\n</figure>",
        "<figure>\n<img><figcaption>\nx<br />\n</figcaption></figure>\n",
    ),
    (
        "<table>\n<tr>\n<td>a\n\nb</td></tr></table>",
        "<table>\n<tr>\n<td>a</p>\n<p>b</td>\n</tr>\n</table>\n",
    ),
    ("[caption]x[/caption]\n\nb", "<p>[caption]x[/caption]</p>\n<p>b</p>\n"),
    ("<iframe>\n</iframe>", "<p><iframe><br />\n</iframe></p>\n"),
    ("&nbsp;", "<p>&nbsp;</p>\n"),
    ("段落。\n\n次。", "<p>段落。</p>\n<p>次。</p>\n"),
    ("<ins>a\n\nb</ins>", "<p><ins>a</p>\n<p>b</ins></p>\n"),
    ("<div\nclass='x'>a</div>", "<div\nclass='x'>a</div>\n"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_paragraphs_are_made_as_wordpress_makes_them(text: str, expected: str) -> None:
    assert autop(text) == expected


def test_single_line_ends_stay_when_breaks_are_not_wanted() -> None:
    assert autop("a\nb\n\nc", br=False) == "<p>a\nb</p>\n<p>c</p>\n"


@pytest.mark.parametrize(
    "text",
    [" " * 50000, "\n " * 20000, "<p" * 20000, "<p><li" * 5000, "</svg>" + "<svg" * 9000, "<option" + " " * 50000],
)
def test_a_hostile_text_takes_no_more_than_its_length(text: str) -> None:
    autop(text)  # a rule of square cost would not come back within the suite's time
