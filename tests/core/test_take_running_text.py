"""What excerpts in feeds are made from, and how they are spelled."""

from coranto.core.running_text import excerpt_words, running_text
from coranto.core.wordpress_spelling import escaped_once, numbered_references, respelled


def test_captions_galleries_and_buttons_are_left_out() -> None:
    body = (
        '<figure class="wp-caption"><img src="a.png"><figcaption>A</figcaption></figure><p>Words</p>'
        '<div class="wp-block-buttons"><a href="/b/">B</a></div><div class="gallery"><p>C</p></div>'
        '<figure class="wp-block-pullquote"><blockquote>D</blockquote></figure><p>E</p>'
    )
    assert excerpt_words(body, "") == "Words D E"


def test_plain_text_is_left_as_it_is() -> None:
    assert running_text("<p>a &amp; b</p>") == "<p>a &amp; b</p>"


def test_the_first_fifty_five_words_are_taken() -> None:
    assert excerpt_words("<p>" + "word " * 56 + "</p>", " [&#8230;]") == "word " * 54 + "word [&#8230;]"
    assert excerpt_words("<p>" + "word " * 55 + "</p>", " [&#8230;]") == "word " * 54 + "word"


def test_signs_and_references_are_spelled_as_numbers() -> None:
    assert excerpt_words("<p>“Salt” &amp; sand\u00a0–</p>", "") == "&#8220;Salt&#8221; &#38; sand&#160;&#8211;"
    assert respelled("a<br>b…") == "a<br />b&#8230;"
    assert numbered_references("&lt;&amp;") == "&#60;&#38;"


def test_references_are_escaped_once() -> None:
    assert escaped_once("<b> &amp; & '") == "&lt;b&gt; &amp; &amp; &#039;"
