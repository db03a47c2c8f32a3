"""Players of other sites: addresses recognised, frames and objects turned into links, nothing else let through."""

import pytest

from coranto.core.embed_providers import PROVIDERS
from coranto.core.embeds import find_embed, is_player, player_hosts, render_embed
from coranto.core.player_markup import replace_players

KNOWN = [
    ("https://www.youtube.com/watch?v=dQ_w-4w9&t=42", "youtube", "https://www.youtube-nocookie.com/embed/dQ_w-4w9?start=42"),
    ("https://youtu.be/abc?t=1m2s", "youtube", "https://www.youtube-nocookie.com/embed/abc?start=62"),
    ("//www.youtube.com/embed/abc?rel=0", "youtube", "https://www.youtube-nocookie.com/embed/abc"),
    ("https://www.youtube.com/playlist?list=PL1", "youtube", "https://www.youtube-nocookie.com/embed/videoseries?list=PL1"),
    ("https://m.youtube.com/shorts/abc", "youtube", "https://www.youtube-nocookie.com/embed/abc"),
    ("https://vimeo.com/123/0abc", "vimeo", "https://player.vimeo.com/video/123?dnt=1&h=0abc"),
    ("https://dai.ly/x7", "dailymotion", "https://geo.dailymotion.com/player.html?video=x7"),
    ("https://soundcloud.com/a/sets/b", "soundcloud",
     "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fa%2Fsets%2Fb"),
    ("https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/12", "soundcloud", None),
    ("https://open.spotify.com/episode/4x?si=y", "spotify", "https://open.spotify.com/embed/episode/4x"),
    ("https://x.com/a/status/20?s=1", "x", "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=20"),
    ("https://www.facebook.com/page/posts/9/", "facebook",
     "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fpage%2Fposts%2F9%2F"),
    ("https://www.tiktok.com/@a.b/video/77", "tiktok", "https://www.tiktok.com/player/v1/77"),
    ("https://www.ted.com/talks/some_talk?language=de", "ted", "https://embed.ted.com/talks/some_talk"),
    ("https://archive.org/details/item.x", "archive-org", "https://archive.org/embed/item.x"),
    ("https://www.google.com/maps/embed?pb=!1m14!2s", "google-maps", "https://www.google.com/maps/embed?pb=!1m14!2s"),
    ("https://maps.google.com/maps?q=x&output=embed", "google-maps", ""),
    ("https://gist.github.com/a/0123", "gist", ""),
]  # fmt: skip


@pytest.mark.parametrize(("address", "slug", "player"), KNOWN)
def test_an_address_of_a_known_site_has_its_player(address: str, slug: str, player: str | None) -> None:
    embed = find_embed(address)
    assert embed is not None
    assert embed.provider.slug == slug
    if player is not None:
        assert embed.player == player
        assert not player or is_player(player)


@pytest.mark.parametrize(
    "address",
    [
        "https://unknown.example/watch?v=abc",
        "https://youtube.com.evil.example/watch?v=abc",
        "https://evil.example/?https://youtu.be/abc",
        "javascript:alert(1)//youtu.be/abc",
        "youtu.be/abc",
        "https://youtu.be/",
        'https://youtu.be/"><script>',
    ],
)
def test_other_addresses_have_none(address: str) -> None:
    embed = find_embed(address)
    assert embed is None


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube-nocookie.com/embed/../evil",
        "https://www.youtube-nocookie.com/embed/a?autoplay=1",
        "http://www.youtube-nocookie.com/embed/a",
        "https://www.youtube-nocookie.com.evil.example/embed/a",
        "https://www.youtube.com/embed/a",
        "https://vk.com/other.php?oid=1&id=2",
    ],
)
def test_only_addresses_that_we_write_may_become_frames(address: str) -> None:
    assert not is_player(address)


def test_the_policy_lists_the_hosts_of_all_players_and_no_others() -> None:
    hosts = player_hosts()
    assert "https://www.youtube-nocookie.com" in hosts
    assert all(host.startswith("https://") and host.count("/") == 2 and "{" not in host for host in hosts)
    assert len({provider.slug for provider in PROVIDERS}) == len(PROVIDERS)


def test_title_and_caption_are_shown_and_everything_is_escaped() -> None:
    embed = find_embed("https://www.youtube.com/watch?v=a&x=1")
    assert embed is not None
    assert render_embed(embed, title="A <b>", caption="<em>c</em>") == (
        '<figure class="embed" data-embed-provider="youtube" data-embed-src="https://www.youtube-nocookie.com/embed/a">'
        '<a href="https://www.youtube.com/watch?v=a&amp;x=1">A &lt;b&gt; (YouTube)</a><figcaption><em>c</em>'
        "</figcaption>"
        "</figure>"
    )


FIGURE = 'data-embed-src="https://www.youtube-nocookie.com/embed/abc"><a href="https://www.youtube.com/watch?v=abc">'
MARKUP = [
    '<iframe width="5" src="https://www.youtube.com/embed/abc?rel=0" allowfullscreen></iframe>',
    "<IFRAME SRC='//www.youtube.com/embed/abc'></IFRAME>",
    '<iframe data-src="https://www.youtube.com/embed/abc"></iframe>',
    '<object width="4"><param name="movie" value="http://www.youtube.com/v/abc&hl=en"></param></object>',
    '<object><embed src="http://www.youtube.com/v/abc" type="x"></embed></object>',
    '<object data="http://www.youtube.com/v/abc"></object>',
    '<embed src="http://www.youtube.com/v/abc">',
    '<p>a <iframe src="https://www.youtube.com/embed/abc"></iframe> b</p>',
]


@pytest.mark.parametrize("html", MARKUP)
def test_every_kind_of_player_markup_is_found(html: str) -> None:
    replaced = replace_players(html)
    assert FIGURE in replaced.html
    assert replaced.unknown == ()
    assert "iframe" not in replaced.html.lower()


def test_a_frame_of_an_unknown_site_becomes_a_link_and_is_told() -> None:
    replaced = replace_players('<iframe title="A map" src="https://unknown.example/?a=1&amp;b"></iframe>')
    assert replaced.html == '<a href="https://unknown.example/?a=1&amp;b">A map</a>'
    assert replaced.unknown == (("iframe", "https://unknown.example/?a=1&b"),)
    assert replace_players('<iframe src="javascript:alert(1)"></iframe>').html == ""


def test_loader_scripts_become_what_they_load() -> None:
    assert (
        'href="https://gist.github.com/a/0123"'
        in replace_players('<script src="https://gist.github.com/a/0123.js"></script>').html
    )
    assert (
        "https://poll.fm/55/embed"
        in replace_players('<script src="https://secure.polldaddy.com/p/55.js"></script>').html
    )
    assert replace_players('<script src="https://unknown.example/x.js"></script>').html == ""


def test_html_without_players_is_not_touched() -> None:
    html = "<p>a</p><p></p>"
    assert replace_players(html).html is html


def test_a_title_of_spaces_keeps_nobody_waiting() -> None:
    html = f'<iframe src="https://a.example/" title="{" " * 300_000}x"></iframe>'
    assert "https://a.example/" in replace_players(html).html
