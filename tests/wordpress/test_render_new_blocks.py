"""Blocks of WordPress 6.9 to 7.1: those that it folds by script, makes anew or hides."""

import pytest

from coranto.wordpress.content import KnownAttachment, KnownSite, Rendered, render_content
from coranto.wordpress.content.as_printed import print_as_wordpress, print_for_summary


def rendered(raw: str) -> Rendered:
    return render_content(raw, site=KnownSite(url="https://old.example"), post=1)


def body(raw: str) -> str:
    return rendered(raw).html.strip()


UNFOLDED = [
    (
        '<!-- wp:accordion-item {"openByDefault":true} --><div class="wp-block-accordion-item is-open">'
        '<!-- wp:accordion-heading --><h3 class="wp-block-accordion-heading"><button type="button"><span>Why?</span>'
        '<span class="wp-block-accordion-heading__toggle-icon" aria-hidden="true">+</span></button></h3>'
        '<!-- /wp:accordion-heading --><!-- wp:accordion-panel --><div role="region">So.</div>'
        "<!-- /wp:accordion-panel --></div><!-- /wp:accordion-item -->",
        '<details class="wp-block-accordion-item is-open" open><summary><h3 class="wp-block-accordion-heading">Why?'
        "</h3></summary><div>So.</div></details>",
    ),
    (
        '<!-- wp:tabs --><div class="wp-block-tabs"><!-- wp:tab-list --><div role="tablist"><button>One</button>'
        "<button>Two</button></div><!-- /wp:tab-list --><!-- wp:tab-panels --><div>"
        '<!-- wp:tab-panel {"label":"One"} --><section role="tabpanel">first</section><!-- /wp:tab-panel -->'
        "<!-- wp:tab-panel --><section>second</section>"
        "<!-- /wp:tab-panel --></div><!-- /wp:tab-panels --></div><!-- /wp:tabs -->",
        '<div class="wp-block-tabs"><div><section><p><strong>One</strong></p>first</section>'
        "<section>second</section></div></div>",
    ),
    (
        '<!-- wp:playlist --><figure class="wp-block-playlist"><ol><!-- wp:playlist-track {"id":6,"src":"/cry.mp3",'
        '"title":"The <cry>","artist":"A gull"} /--></ol></figure><!-- /wp:playlist -->',
        '<figure class="wp-block-playlist"><ol><li class="wp-block-playlist-track">The &lt;cry&gt; – A gull<br>'
        '<audio controls="controls" preload="none" src="/cry.mp3"></audio></li></ol></figure>',
    ),
]


@pytest.mark.parametrize(("raw", "expected"), UNFOLDED)
def test_blocks_that_wordpress_folds_by_script_work_without(raw: str, expected: str) -> None:
    assert body(raw).replace('open=""', "open") == expected
    assert rendered(raw).problems == ()
    assert print_as_wordpress(raw) is None


def test_what_a_query_would_say_if_it_found_nothing_is_not_shown() -> None:
    raw = "<!-- wp:query-no-results --><p>Nothing</p><!-- /wp:query-no-results -->"
    assert body(f"<!-- wp:query --><div>{raw}</div><!-- /wp:query -->") == "<div></div>"


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("site.example/me", "https://site.example/me"),
        ("me@site.example", "mailto:me@site.example"),
        ("#here", "#here"),
        ("http://site.example/a:b@c.d", "http://site.example/a:b@c.d"),
    ],
)
def test_a_social_link_written_short_leads_where_it_led(written: str, leads_to: str) -> None:
    html = body(f'<!-- wp:social-link {{"url":"{written}","service":"mail"}} /-->')
    assert f'href="{leads_to}"' in html


def test_the_source_of_a_formula_is_not_shown_beside_it() -> None:
    formula = '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x^{}</annotation></semantics></math>'
    assert body(f"<!-- wp:math --><div>{formula}</div><!-- /wp:math -->") == "<div><math><mi>x</mi></math></div>"


HIDDEN = '{"metadata":{"blockVisibility":false}}'


@pytest.mark.parametrize(
    "raw",
    [
        f"<!-- wp:paragraph {HIDDEN} --><p>secret</p><!-- /wp:paragraph -->",
        f"<!-- wp:group {HIDDEN} --><div><!-- wp:paragraph --><p>secret</p><!-- /wp:paragraph --></div>"
        "<!-- /wp:group -->",
        f"<!-- wp:latest-posts {HIDDEN} /-->",
    ],
)
def test_a_block_that_its_author_hid_is_not_shown(raw: str) -> None:
    after = "<!-- wp:paragraph --><p>seen</p><!-- /wp:paragraph -->"
    assert rendered(raw + after) == rendered(after)
    assert print_as_wordpress(raw + after) == print_as_wordpress(after)
    assert print_for_summary(raw + after, None) == print_for_summary(after, None)


def test_a_block_that_is_hidden_on_some_screens_only_is_shown() -> None:
    chosen = '{"metadata":{"blockVisibility":{"viewport":{"mobile":false}}}}'
    assert (
        body(f"<!-- wp:paragraph {chosen} --><p>x</p><!-- /wp:paragraph -->") == '<p class="wp-block-paragraph">x</p>'
    )


OPEN = '"bindings":{"__default":{"source":"core/pattern-overrides"}}'
PATTERN = (
    f'<!-- wp:group --><div><!-- wp:paragraph {{"metadata":{{"name":"text",{OPEN}}}}} --><p class="a">Default</p>'
    "<!-- /wp:paragraph -->"
    f'<!-- wp:button {{"metadata":{{"name":"go",{OPEN}}}}} --><div><a class="b" href="/default">Go</a></div>'
    "<!-- /wp:button -->"
    f'<!-- wp:image {{"metadata":{{"name":"picture",{OPEN}}}}} --><figure><img src="/a.png" alt="" class="wp-image-3"/>'
    "<figcaption>Old</figcaption></figure><!-- /wp:image --></div><!-- /wp:group -->"
    '<!-- wp:heading {"metadata":{"name":"fixed"}} --><h2>Fixed</h2><!-- /wp:heading -->'
)


def pattern(values: str) -> str:
    site = KnownSite(url="https://old.example", stored_blocks={9: PATTERN})
    return render_content(f'<!-- wp:block {{"ref":9,"content":{values}}} /-->', site=site).html


def test_a_post_shows_its_own_words_in_a_reusable_block() -> None:
    html = pattern(
        '{"text":{"content":"Own <em>words</em> \\\\1"},"go":{"text":"Leave","url":"/own?a=1&b=2"},'
        '"fixed":{"content":"No"},'
        '"picture":{"id":4,"url":"/b.png","alt":"A \\"boat\\"","caption":"New"}}'
    )
    assert '<p class="a wp-block-paragraph">Own <em>words</em> \\1</p>' in html
    assert '<a href="/own?a=1&amp;b=2" class="b">Leave</a>' in html
    assert 'src="/b.png" alt="A &quot;boat&quot;" class="wp-image-4"' in html and "<figcaption>New</figcaption>" in html
    assert ">Fixed</h2>" in html and "Default" not in html


@pytest.mark.parametrize(
    "values", ["{}", "[]", '"x"', '{"text":"x"}', '{"text":{"content":["x"]}}', '{"other":{"content":"x"}}']
)
def test_a_reusable_block_keeps_its_words_where_a_post_says_nothing_else(values: str) -> None:
    assert pattern(values) == pattern("null")
    assert ">Default</p>" in pattern(values)


COVERED = '<div class="wp-block-cover">%s<div class="wp-block-cover__inner-container%s">x</div></div>'
BESIDE = '<div><figure class="wp-block-media-text__media">%s</figure>x</div>'
FEATURING = {
    f'<!-- wp:cover {{"useFeaturedImage":true}} -->{COVERED % ("", "")}<!-- /wp:cover -->': COVERED
    % ("%s", " is-layout-flow wp-block-cover-is-layout-flow"),
    f'<!-- wp:media-text {{"useFeaturedImage":true}} -->{BESIDE % ""}<!-- /wp:media-text -->': BESIDE,
}


@pytest.mark.parametrize("raw", FEATURING)
def test_a_block_shows_the_picture_of_its_post(raw: str) -> None:
    site = KnownSite(attachments={7: KnownAttachment(7, "/sea.jpg", alt="The sea", mime_type="image/jpeg")})
    html = render_content(raw, site=site, featured=7).html
    before, _picture, after = FEATURING[raw].partition("%s")
    assert html.startswith(before) and html.endswith(after)
    assert 'src="/sea.jpg"' in html and 'alt="The sea"' in html
    for absent in (0, 8):
        assert render_content(raw, site=site, featured=absent).html == FEATURING[raw] % ""
    assert print_as_wordpress(raw) is None
