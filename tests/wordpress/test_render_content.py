"""Bodies of WordPress posts made into HTML, classic and block, shortcodes, embeds, divisions, pictures."""

import re
from typing import Any

import pytest

from coranto.wordpress.content import Kind, KnownAttachment, KnownSite, Problem, Rendered, SizedImage, render_content

HALL = KnownAttachment(
    5,
    "https://old.example/wp-content/uploads/hall.jpg",
    alt="The hall",
    caption="At <b>night</b>",
    title="Hall",
    mime_type="image/jpeg",
    width=1200,
    height=800,
    page_url="https://old.example/hall/",
    sizes={
        "thumbnail": SizedImage("https://old.example/wp-content/uploads/hall-150x150.jpg", 150, 150),
        "medium": SizedImage("https://old.example/wp-content/uploads/hall-300x200.jpg", 300, 200),
    },
)
SONG = KnownAttachment(6, "https://old.example/wp-content/uploads/song.mp3", title="Song", mime_type="audio/mpeg")
SITE = KnownSite(
    url="https://old.example",
    attachments={5: HALL, 6: SONG},
    parents={1: (5, 6)},
    post_urls={1: "https://old.example/one/"},
    stored_blocks={
        9: "<!-- wp:paragraph --><p>shared</p><!-- /wp:paragraph -->",
        10: '<!-- wp:block {"ref":10} /-->',
        11: '<!-- wp:navigation-link {"label":"A","url":"/a/"} /-->',
    },
)


def rendered(raw: str, **options: Any) -> Rendered:
    return render_content(raw, site=SITE, post=1, **options)


def body(raw: str, **options: Any) -> str:
    return rendered(raw, **options).html.strip()


CLASSIC = [
    ("", ""),
    ("It's \"so\"\n\nsecond\nline", "<p>It’s “so”</p>\n<p>second<br>\nline</p>"),
    ('<p align="center">x</p>', '<p class="has-text-align-center">x</p>'),
    (
        '[caption id="attachment_5" align="alignleft" width="300"]<img src="/a.jpg" alt="x" width="300"'
        ' height="9" /> It\'s[/caption]',
        '<figure id="attachment_5" aria-describedby="caption-attachment-5" class="wp-caption alignleft"><img'
        ' src="/a.jpg"'
        ' alt="x" width="300" height="9" decoding="async"><figcaption id="caption-attachment-5"'
        ' class="wp-caption-text">'
        "It’s</figcaption></figure>",
    ),
    ('[caption]<img src="/a.jpg" alt=""> t[/caption]', '<img src="/a.jpg" alt="" decoding="async"> t'),
    ("[[caption]x[/caption]]", "<p>[caption]x[/caption]</p>"),
    ("[nonsense] and [b]", "<p>[nonsense] and [b]</p>"),
    (
        "[audio http://x.example/a.mp3]",
        '<audio class="wp-audio-shortcode" preload="none" controls="controls"><source type="audio/mpeg"'
        ' src="http://x.example/a.mp3"><a href="http://x.example/a.mp3">http://x.example/a.mp3</a></audio>',
    ),
    (
        '[video mp4="/v.mp4" width="640" height="360" poster="/p.jpg"]',
        '<div class="wp-video"><video class="wp-video-shortcode" width="640" height="360" poster="/p.jpg"'
        ' preload="metadata" controls="controls"><source type="video/mp4" src="/v.mp4"><a href="/v.mp4">'
        '/v.mp4</a></video>'
        "</div>",
    ),
    ("[audio]", '<audio class="wp-audio-shortcode" preload="none" controls="controls"><source type="audio/mpeg"'
                ' src="https://'
     'old.example/wp-content/uploads/song.mp3"><a href="https://old.example/wp-content/uploads/song.mp3">'
     'https://old.example/'
     "wp-content/uploads/song.mp3</a></audio>"),
    (
        '[code language="python"]\nif a < b && c--:\n\n    "x"\n[/code]',
        '<pre class="wp-block-code"><code class="language-python">if a &lt; b &amp;&amp; c--:\n\n    "x"</code></pre>',
    ),
    ("[latex]x^2 -- 1[/latex] and $latex a_b$", '<p><code class="latex">x^2 -- 1</code> and <code class="latex">'
                                                'a_b</code></p>'),
    ("[contact-form][contact-field label='Name' /][/contact-form]", ""),
    ('a <a title="b > c" href="/x">l</a> "d"\n\ne', '<p>a <a title="b &gt; c" href="/x">l</a> “d”</p>\n<p>e</p>'),
    ("<span title='<b> \"x\"'>a</span> b", '<p><span title="&lt;b&gt; &quot;x&quot;">a</span> b</p>'),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), CLASSIC)
def test_classic_text_becomes_html(raw: str, expected: str) -> None:
    assert body(raw) == expected


BLOCKS = [
    ("<!-- wp:paragraph -->\n<p>a \"b\"</p>\n<!-- /wp:paragraph -->", '<p class="wp-block-paragraph">a “b”</p>'),
    ("<!-- wp:heading -->\n<h2>x</h2>\n<!-- /wp:heading -->", '<h2 class="wp-block-heading">x</h2>'),
    (
        '<!-- wp:list {"ordered":true} --><ol><!-- wp:list-item --><li>a</li><!-- /wp:list-item --></ol><!--'
        ' /wp:list -->',
        '<ol class="wp-block-list"><li>a</li></ol>',
    ),
    (
        '<!-- wp:group {"layout":{"type":"flex","orientation":"vertical"}} --><div class="wp-block-group"></div>'
        '<!-- /wp:group -->',
        '<div class="wp-block-group is-vertical is-layout-flex wp-block-group-is-layout-flex"></div>',
    ),
    (
        '<!-- wp:columns --><div class="wp-block-columns"><!-- wp:column {"width":"33.33%"} --><div'
        ' class="wp-block-column"'
        ' style="flex-basis:33.33%">a</div><!-- /wp:column --></div><!-- /wp:columns -->',
        '<div class="wp-block-columns is-layout-flex wp-block-columns-is-layout-flex"><div class="wp-block-column'
        ' is-layout-flow wp-block-column-is-layout-flow is-width-33">a</div></div>',
    ),
    (
        '<!-- wp:cover {"url":"/a.jpg"} --><div class="wp-block-cover" style="background-image:url(/a.jpg)"><p>'
        'x</p></div>'
        "<!-- /wp:cover -->",
        '<div class="wp-block-cover is-layout-flow wp-block-cover-is-layout-flow"><img'
        ' class="wp-block-cover__image-background" alt="" src="/a.jpg" decoding="async"><p>x</p></div>',
    ),
    (
        '<!-- wp:file --><div class="wp-block-file"><object data="/a.pdf"></object><a href="/a.pdf">A</a></div>'
        '<!-- /wp:file -->',
        '<div class="wp-block-file"><a href="/a.pdf">A</a></div>',
    ),
    (
        '<!-- wp:social-links --><ul class="wp-block-social-links"><!-- wp:social-link {"url":"https://x.example/a",'
        '"service":"mastodon"} /--></ul><!-- /wp:social-links -->',
        '<ul class="wp-block-social-links is-layout-flex wp-block-social-links-is-layout-flex"><li'
        ' class="wp-social-link'
        ' wp-social-link-mastodon wp-block-social-link"><a href="https://x.example/a"'
        ' class="wp-block-social-link-anchor">'
        '<span class="wp-block-social-link-label">Mastodon</span></a></li></ul>',
    ),
    ('<!-- wp:block {"ref":9} /-->', '<p class="wp-block-paragraph">shared</p>'),
    (
        '<!-- wp:navigation {"ref":11} /-->',
        '<nav class="wp-block-navigation"><ul class="wp-block-navigation__container"><li'
        ' class="wp-block-navigation-item">'
        '<a class="wp-block-navigation-item__content" href="/a/"><span class="wp-block-navigation-item__label">'
        'A</span></a>'
        "</li></ul></nav>",
    ),
    ("<!-- wp:shortcode -->\n[[caption]]\n\nb\n<!-- /wp:shortcode -->", "<p>[caption]</p>\n<p>b</p>"),
    ("<!-- wp:latest-posts /-->", '<p class="wp-block-latest-posts"><a href="https://old.example/">Latest'
                                  ' posts</a></p>'),
    (
        '<!-- wp:rss {"feedURL":"https://x.example/feed/"} /-->',
        '<p class="wp-block-rss"><a href="https://x.example/feed/">https://x.example/feed/</a></p>',
    ),
    ("<!-- wp:freeform -->free\n\ntext<!-- /wp:freeform -->", "free\n\ntext"),
    ("<!-- wp:html --><ins>x</ins><!-- /wp:html -->", "<ins>x</ins>"),
    ("<!-- wp:acme/box --><p>kept</p><!-- /wp:acme/box -->", "<p>kept</p>"),
    ("<!-- wp:group --><div><!-- wp:paragraph --><p>x</p><!-- /wp:group --></div>y", None),
    ("<p>a</p><!-- /wp:group --><!-- wp:paragraph --><p>x</p><!-- /wp:paragraph -->",
     '<p>a</p><p class="wp-block-paragraph">x</p>'),
    ('<!-- wp:paragraph {"broken": --><p>x</p><!-- /wp:paragraph -->', "<p>x</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), BLOCKS)
def test_blocks_are_printed_as_wordpress_prints_them(raw: str, expected: str | None) -> None:
    html = body(raw)
    if expected is None:
        assert "<p" in html and "x</p>" in html and "y" in html
    else:
        assert html == expected


FIGURE = (
    '<figure class="embed" data-embed-provider="youtube"'
    ' data-embed-src="https://www.youtube-nocookie.com/embed/abc_12">'
    '<a href="https://youtu.be/abc_12">YouTube: youtu.be/abc_12</a></figure>'
)
EMBEDS = [
    "https://youtu.be/abc_12",
    "<p>https://youtu.be/abc_12</p>",
    "[embed]https://youtu.be/abc_12[/embed]",
    "[youtube https://youtu.be/abc_12]",
    "[youtube=https://youtu.be/abc_12&w=640]".replace("&w=640", ""),
    '[video src="https://youtu.be/abc_12"]',
    '<!-- wp:embed {"url":"https://youtu.be/abc_12"} --><figure class="wp-block-embed"><div'
    ' class="wp-block-embed__wrapper">'
    "\nhttps://youtu.be/abc_12\n</div></figure><!-- /wp:embed -->",
    '<!-- wp:core-embed/youtube {"url":"https://youtu.be/abc_12"} -->x<!-- /wp:core-embed/youtube -->',
]


@pytest.mark.parametrize("raw", EMBEDS)
def test_every_way_to_embed_gives_the_same_figure(raw: str) -> None:
    assert body(raw) == FIGURE


SHORT_EMBEDS = [
    ("[vimeo 123]", "https://player.vimeo.com/video/123?dnt=1"),
    ("[vimeo id=123]", "https://player.vimeo.com/video/123?dnt=1"),
    ("[dailymotion id=x8abc]", "https://geo.dailymotion.com/player.html?video=x8abc"),
    ('[soundcloud url="https://soundcloud.com/a/b"]', "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fb"),
    ("[spotify id=spotify:track:4abc]", "https://open.spotify.com/embed/track/4abc"),
    ("[ted id=some_talk]", "https://embed.ted.com/talks/some_talk"),
    ("[wpvideo aBcDeFgH w=640]", "https://videopress.com/embed/aBcDeFgH"),
    ("[polldaddy poll=123]", "https://poll.fm/123/embed"),
    ("[tweet https://twitter.com/a/status/20]", "https://platform.twitter.com/embed/Tweet.html?dnt=true&amp;id=20"),
    ("[instagram url=https://www.instagram.com/p/abc/]", "https://www.instagram.com/p/abc/embed/"),
    ("[bandcamp album=12 size=large]", "https://bandcamp.com/EmbeddedPlayer/album=12/size=large/"),
    ("[scribd id=55 key=x]", "https://www.scribd.com/embeds/55/content"),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "player"), SHORT_EMBEDS)
def test_shortcodes_of_other_sites_name_their_player(raw: str, player: str) -> None:
    assert f'data-embed-src="{player}"' in body(raw)


def test_a_site_without_player_and_one_that_is_not_known_become_links() -> None:
    assert body("[gist https://gist.github.com/a/0123abc]") == (
        '<figure class="embed" data-embed-provider="gist"><a href="https://gist.github.com/a/0123abc">'
        "GitHub Gist: gist.github.com/a/0123abc</a></figure>"
    )
    result = rendered("[embed]https://unknown.example/x[/embed]")
    assert '<a href="https://unknown.example/x">https://unknown.example/x</a>' in result.html
    assert result.problems == (Problem(Kind.UNKNOWN_EMBED, "https://unknown.example/x"),)


def test_an_address_inside_a_sentence_or_of_an_unknown_site_stays_text() -> None:
    assert body("see https://youtu.be/abc_12 there") == "<p>see https://youtu.be/abc_12 there</p>"
    assert body("https://unknown.example/x") == "<p>https://unknown.example/x</p>"


def test_a_gallery_shows_its_pictures_with_link_and_caption() -> None:
    html = body('[gallery ids="5,7" columns="2"]')
    assert html == (
        '<div id="gallery-1" class="gallery galleryid-1 gallery-columns-2 gallery-size-thumbnail"><figure'
        ' class="gallery-item">'
        '<div class="gallery-icon landscape"><a href="https://old.example/hall/"><img'
        ' src="https://old.example/wp-content/'
        'uploads/hall-150x150.jpg" width="150" height="150" class="attachment-thumbnail size-thumbnail" alt="The hall"'
        ' decoding="async"></a></div><figcaption class="wp-caption-text gallery-caption" id="gallery-1-5">At <b>'
        "night</b>"
        "</figcaption></figure></div>"
    )
    assert rendered('[gallery ids="5,7"]').problems == (Problem(Kind.MISSING_ATTACHMENT, "7"),)
    assert 'href="https://old.example/wp-content/uploads/hall.jpg"' in body('[gallery link="file"]')
    assert "<a " not in body('[gallery link="none" size="medium"]')


def test_captions_of_one_picture_are_told_apart() -> None:
    caption = '[caption id="attachment_5" width="300"]<img src="/a.jpg" alt=""> It[/caption]'
    html = body(f"{caption}\n\n{caption}\n\n{caption.replace('_5', '_6')}")
    assert re.findall(r'<figure id="([^"]*)" aria-describedby="([^"]*)"', html) == [
        ("attachment_5", "caption-attachment-5"),
        ("attachment_5-2", "caption-attachment-5-2"),
        ("attachment_6", "caption-attachment-6"),
    ]
    assert re.findall(r'<figcaption id="([^"]*)"', html)[1] == "caption-attachment-5-2"


def test_a_playlist_lists_its_files() -> None:
    assert "<figcaption>Song</figcaption><audio" in body('[playlist ids="6"]')


def test_pictures_get_measures_copies_text_and_late_loading_from_the_library() -> None:
    raw = (
        '<img class="wp-image-5" src="https://old.example/wp-content/uploads/hall-300x200.jpg"> '
        '<img src="https://elsewhere.example/b.jpg" alt="b">'
    )
    result = rendered(raw)
    assert result.html.strip() == (
        '<p><img class="wp-image-5" src="https://old.example/wp-content/uploads/hall-300x200.jpg" width="300"'
        ' height="200"'
        ' srcset="https://old.example/wp-content/uploads/hall.jpg 1200w,'
        " https://old.example/wp-content/uploads/hall-300x200"
        '.jpg 300w" sizes="(max-width: 300px) 100vw, 300px" alt="The hall" decoding="async"> '
        '<img src="https://elsewhere.example/b.jpg" alt="b" decoding="async" loading="lazy"></p>'
    )
    assert result.problems == ()


def test_the_teaser_ends_at_more_and_the_mark_stands_between_whole_elements() -> None:
    result = rendered("one\n\n<!--more Go on-->\n\ntwo")
    assert result.html == "<p>one</p>\n<!--more Go on--><p>two</p>\n"
    assert result.teaser_html == "<p>one</p>\n"
    assert body("one\n<!--more-->\ntwo") == "<p>one</p>\n<!--more-->\n<p>two</p>"
    assert rendered("one").teaser_html is None


def test_more_inside_an_element_moves_to_its_edge() -> None:
    assert (
        body("<p>a</p><div><p>b</p><!--more--><p>c</p></div>")
        == "<p>a</p>\n<!--more--><div>\n<p>b</p>\n<p>c</p>\n</div>"
    )
    assert body("<div>b<!--more-->c</div><p>d</p>") == "<div>bc</div><!--more-->\n<p>d</p>"


def test_more_and_next_page_work_in_block_markup() -> None:
    raw = (
        "<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->"
        "<!-- wp:paragraph --><p>b</p><!-- /wp:paragraph -->\n\n<!-- wp:nextpage -->\n<!--nextpage-->\n<!--"
        " /wp:nextpage -->"
        "\n\n<!-- wp:paragraph --><p>c</p><!-- /wp:paragraph -->"
    )
    result = rendered(raw)
    assert [page.replace(' class="wp-block-paragraph"', "").split() for page in result.pages] == [
        ["<p>a</p>", "<!--more-->", "<p>b</p>"],
        ["<p>c</p>"],
    ]
    assert result.html == "<!--nextpage-->".join(result.pages)


def test_pages_are_divided_and_each_is_well_formed() -> None:
    assert rendered("<div>a<!--nextpage-->b</div>").pages == ("<div>a</div>", "<p>b</p>\n")
    assert len(rendered("<!--nextpage-->a<!--nextpage-->b").pages) == 2


def test_footnotes_come_from_the_field_of_the_post() -> None:
    html = body("<!-- wp:footnotes /-->", footnotes='[{"id":"a1","content":"See <em>there</em>"}]')
    assert html == (
        '<ol class="wp-block-footnotes"><li id="a1">See <em>there</em> <a href="#a1-link" aria-label="1">↩︎</a>'
        "</li></ol>"
    )
    assert body("<!-- wp:footnotes /-->", footnotes="not json") == ""


PROBLEMS = [
    ('[acme_slider id="3"]', Problem(Kind.UNKNOWN_SHORTCODE, "acme_slider")),
    ("[acme]x[/acme]", Problem(Kind.UNKNOWN_SHORTCODE, "acme")),
    ("<!-- wp:acme/box --><p>x</p><!-- /wp:acme/box -->", Problem(Kind.UNKNOWN_BLOCK, "acme/box")),
    ("<!-- wp:loginout /-->", Problem(Kind.DYNAMIC_BLOCK, "core/loginout")),
    ("<!-- wp:query --><div></div><!-- /wp:query -->", Problem(Kind.DYNAMIC_BLOCK, "core/query")),
    ("<!-- wp:group --><div>", Problem(Kind.BROKEN_BLOCK, "core/group")),
    ('<!-- wp:block {"ref":99} /-->', Problem(Kind.MISSING_BLOCK, "99")),
    ('<!-- wp:block {"ref":10} /-->', Problem(Kind.BROKEN_BLOCK, "reusable block 10 holds itself")),
    ('<iframe src="https://unknown.example/"></iframe>', Problem(Kind.UNKNOWN_EMBED, "https://unknown.example/")),
    ("<script>alert(1)</script>", Problem(Kind.SCRIPT, "script in the text")),
    ("<form action='/x'><input></form>", Problem(Kind.FORM, "form")),
    ("[contact-form-7 id=\"1\"]", Problem(Kind.FORM, "contact-form-7")),
    ("<!-- wp:jetpack/contact-form --><div></div><!--"
     " /wp:jetpack/contact-form -->", Problem(Kind.FORM, "jetpack/contact-form")),
]  # fmt: skip


@pytest.mark.parametrize(("raw", "problem"), PROBLEMS)
def test_what_cannot_be_shown_is_reported(raw: str, problem: Problem) -> None:
    assert problem in rendered(raw).problems


def test_brackets_in_prose_are_no_shortcodes() -> None:
    assert rendered('He said [sic] and [1] and ["x"] or [see below] [...]').problems == ()


def test_control_characters_and_lone_surrogates_do_not_stop_anything() -> None:
    assert body("a\x00b\x07c\ufdd0") == "<p>abc</p>"
    assert body("a\ud800b") == "<p>a?b</p>"


@pytest.mark.parametrize(
    ("piece", "count"),
    [("[odd] word [odd a=1] ", 120_000), ("[odd{n} a=1] ", 60_000), ("[caption] [/odd{n}] [odd{n}] ", 60_000)],
)
def test_many_unknown_shortcodes_take_linear_time(piece: str, count: int) -> None:
    """Minutes, when each one is looked for in the whole text or among all the others; there is no clock here."""
    result = rendered("".join(piece.replace("{n}", str(number)) for number in range(count)))
    assert len(result.problems) == (count if "{n}" in piece else 1)
