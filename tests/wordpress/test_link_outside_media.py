"""Pictures and players of other sites become links."""

import pytest

from coranto.wordpress.content.outside_media import link_outside_media

LINK = '<a class="outside-media" href="https://x.example/a%20b.jpg?w=1&amp;h=2">{}</a>'
SRC = 'src="https://x.example/a%20b.jpg?w=1&amp;h=2"'
CASES = [
    (f'<p><img {SRC} alt="A &lt;hall&gt;"></p>', f"<p>{LINK.format('A &lt;hall&gt;')}</p>"),
    (f'<img {SRC} alt="">', LINK.format("a b.jpg")),
    (f'<a href="/x"><img {SRC} alt="A"></a> <img {SRC} alt="B">', f'<a href="/x">A</a> {LINK.format("B")}'),
    ('<img src="//x.example/">', '<a class="outside-media" href="//x.example/">x.example</a>'),
    (f'<picture><source srcset="https://x.example/b 1w"><img {SRC} alt="A"></picture>', LINK.format("A")),
    (
        '<img src="/a.jpg" srcset="/a.jpg 1w, https://x.example/b.jpg 2w" alt="">',
        '<img src="/a.jpg" alt="">',
    ),
    (
        '<video controls="" poster="https://x.example/p.jpg"><source src="/v.mp4"></video>',
        '<video controls=""><source src="/v.mp4"></video>',
    ),
    (
        '<audio controls=""><source src="https://x.example/s.mp3"><a href="https://x.example/s.mp3">s</a></audio>',
        '<a class="outside-media" href="https://x.example/s.mp3">s.mp3</a>',
    ),
    ('<audio src="/s.mp3"></audio><p>http://x.example</p>', '<audio src="/s.mp3"></audio><p>http://x.example</p>'),
    ('<img src="/a.jpg" alt="see https://x.example">', '<img src="/a.jpg" alt="see https://x.example">'),
]


@pytest.mark.parametrize(("html", "expected"), CASES)
def test_nothing_is_asked_of_another_site_and_a_link_leads_there(html: str, expected: str) -> None:
    assert link_outside_media(html).html == expected


def test_each_address_is_told_once() -> None:
    html = f'<img {SRC} alt=""><img {SRC} alt=""><video src="https://x.example/v.mp4"></video>'
    assert link_outside_media(html).addresses == ("https://x.example/v.mp4", "https://x.example/a%20b.jpg?w=1&h=2")
    assert link_outside_media('<img src="/a.jpg">').addresses == ()
