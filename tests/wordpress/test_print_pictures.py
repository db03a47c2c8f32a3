"""Pictures in texts, as WordPress prints them from its media library."""

import pytest

from coranto.wordpress.content.as_printed import print_as_wordpress, print_for_summary
from coranto.wordpress.content.printed_pictures import PrintedCopy, PrintedPicture

FOLDER = "http://digest.example/wp-content/uploads/2016/02/"
BOAT = PrintedPicture(
    1,
    PrintedCopy(f"{FOLDER}boat.jpg", 1200, 800),
    (
        PrintedCopy(f"{FOLDER}boat-300x200.jpg", 300, 200),
        PrintedCopy(f"{FOLDER}boat-150x150.jpg", 150, 150),
        PrintedCopy(f"{FOLDER}boat-768x512.jpg", 768, 512),
    ),
)
ALONE = PrintedPicture(3, PrintedCopy(f"{FOLDER}small.jpg", 100, 80))
BLOCK = '<!-- wp:image -->\n<figure class="wp-block-image">{}</figure>\n<!-- /wp:image -->'


def printed(image: str) -> str:
    """The picture as it comes out of a block."""
    html = print_as_wordpress(BLOCK.format(image), pictures={1: BOAT, 3: ALONE})
    assert html
    return html.partition('<figure class="wp-block-image">')[2].partition("</figure>")[0]


def test_a_picture_of_the_library_gets_its_measures_and_copies() -> None:
    assert printed(f'<img src="{FOLDER}boat-300x200.jpg" alt="" class="wp-image-1"/>') == (
        f'<img loading="lazy" decoding="async" width="300" height="200" src="{FOLDER}boat-300x200.jpg" alt="" '
        f'class="wp-image-1" srcset="{FOLDER}boat-300x200.jpg 300w, {FOLDER}boat-768x512.jpg 768w, '
        f'{FOLDER}boat.jpg 1200w" sizes="auto, (max-width: 300px) 100vw, 300px" />'
    )


@pytest.mark.parametrize(
    ("given", "added"),
    [
        ('src="/x.png" alt=""/>', 'decoding="async" '),
        ('src="/x.png" width="3" height="4"/>', 'loading="lazy" decoding="async" '),
        ('src="/x.png" width="3" height="4" loading="eager"/>', 'decoding="async" '),
        (f'src="{FOLDER}small.jpg" class="wp-image-3"/>', 'loading="lazy" decoding="async" width="100" height="80" '),
        (f'src="{FOLDER}boat-150x150.jpg" class="wp-image-1" width="9"/>', 'decoding="async" '),
        ('src="http://other.example/x.jpg" class="wp-image-1"/>', 'decoding="async" '),
        ('src="/x.jpg" class="wp-image-99"/>', 'decoding="async" '),
    ],
)
def test_others_get_what_is_known_of_them(given: str, added: str) -> None:
    assert printed(f"<img {given}") == f"<img {added}{given}"


def test_a_caption_is_as_wide_as_its_picture() -> None:
    raw = '[caption id="attachment_7" align="alignleft" width="300"]<img src="/a.png" alt="" /> A boat[/caption]'
    assert print_as_wordpress(raw) == (
        '<figure id="attachment_7" aria-describedby="caption-attachment-7" style="width: 300px" '
        'class="wp-caption alignleft"><img decoding="async" src="/a.png" alt="" />'
        '<figcaption id="caption-attachment-7" class="wp-caption-text">A boat</figcaption></figure>\n'
    )


@pytest.mark.parametrize("raw", ["[gallery ids='1']", "<iframe src='//x'></iframe>", "<!-- wp:latest-posts /-->"])
def test_what_is_made_anew_at_each_view_is_not_printed(raw: str) -> None:
    assert print_as_wordpress(raw) is None


def test_a_summary_leaves_shortcodes_and_other_blocks_out() -> None:
    text = "[caption width='3']<img src='a'> A boat[/caption]Then words."
    assert (print_for_summary(text, None) or "").strip() == "<p>Then words.</p>"
    blocks = (
        "<!-- wp:code --><pre>code</pre><!-- /wp:code --><!-- wp:paragraph --><p>Words.</p><!-- /wp:paragraph -->"
        "<!-- wp:group --><div><!-- wp:paragraph --><p>Inside.</p><!-- /wp:paragraph --></div><!-- /wp:group -->"
    )
    summary = print_for_summary(blocks, None) or ""
    assert "code" not in summary
    assert summary.index("Words.") < summary.index("Inside.")
