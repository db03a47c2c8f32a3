"""What stands around every page: menus, sidebar, head and headers."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coranto.comments.models import Comment
from coranto.publication.actions import note_change
from coranto.publication.contexts import SiteContext
from coranto.publication.current import publication_of
from coranto.publication.models import BlogrollLink, Menu, MenuItem, Publication
from coranto.publication.widgets import DEFAULT_SIDEBAR, widget_kinds
from tests import world
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


def site_of(client: Client, path: str = "/") -> SiteContext:
    """The frame of a page."""
    site = client.get(path).context["site"]
    assert isinstance(site, SiteContext)
    return site


def widget_names(client: Client) -> list[str]:
    """The classes of the widgets of the front page, in order."""
    return [type(widget).__name__ for widget in site_of(client).sidebar]


def test_the_owner_s_settings_are_shown(client: Client) -> None:
    world.publication(
        name="The Digest", tagline="Elsewhere", language="de", accent="#123456", footer_text="<b>Hi</b><script>"
    )
    site = site_of(client)
    assert (site.name, site.tagline, site.language) == ("The Digest", "Elsewhere", "de")
    assert site.stylesheets == ("/-/accent/123456.css",)
    assert site.footer_html == "<b>Hi</b>"


def test_the_colour_that_themes_have_already_costs_no_request(client: Client) -> None:
    world.publication()
    assert site_of(client).stylesheets == ()


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("he-IL", "rtl"), ("sd", "rtl"), ("xx", "ltr")]
)
def test_the_direction_follows_the_language(client: Client, language: str, direction: str) -> None:
    world.publication(language=language)
    assert site_of(client).direction == direction


def test_menus_are_trees_with_the_page_shown_marked(client: Client) -> None:
    world.make_page("About")
    menu = Menu.objects.create(name="Main", slug="main", place=Menu.Place.PRIMARY)
    top = MenuItem.objects.create(menu=menu, label="Us", address="/us/", order=1)
    MenuItem.objects.create(menu=menu, label="About", address="/about/", order=1, parent=top)
    MenuItem.objects.create(menu=menu, label="Home", address="/", order=0)
    home, us = site_of(client, "/about/").primary_menu
    assert (home.label, home.current) == ("Home", False)
    assert (us.is_ancestor, us.children[0].current) == (True, True)
    assert site_of(client, "/").primary_menu[0].current


def test_a_sidebar_that_nobody_arranged_has_the_usual_things(client: Client) -> None:
    world.make_post(categories=[world.make_category()], source=world.make_source())
    BlogrollLink.objects.create(name="Elsewhere", url="https://elsewhere.example/")
    assert widget_names(client) == [
        "RecentPostsWidget",
        "TermsWidget",
        "TermsWidget",
        "TermsWidget",
        "BlogrollWidget",
    ]


def test_the_sidebar_is_as_the_owner_arranged_it(client: Client) -> None:
    world.many_posts(3)
    world.publication(
        sidebar=[
            {"kind": "recent_posts", "title": "Latest", "count": 2},
            {"kind": "text", "html": "<p>Hello</p><script>x</script>"},
        ]
    )
    recent, text = site_of(client).sidebar
    assert (recent.title, len(recent.posts)) == ("Latest", 2)  # type: ignore[union-attr]
    assert text.html == "<p>Hello</p>"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "sidebar",
    [
        [{"kind": "nonsense"}],
        ["text", 7, None, {}],
        [{"kind": ["search"]}],
        [{"kind": "recent_posts", "count": "many", "title": 5}],
        [{"kind": "recent_posts", "count": -1}],
        [{"kind": "menu", "menu": "nowhere"}],
    ],
)
def test_an_odd_sidebar_breaks_no_page(client: Client, sidebar: list[Any]) -> None:
    world.make_post()
    world.publication(sidebar=sidebar)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize("kind", widget_kinds() or ["search"])
def test_every_kind_of_widget_is_printed(client: Client, kind: str) -> None:
    post = world.make_post(categories=[world.make_category()], tags=[world.make_tag()], source=world.make_source())
    world.make_comment(post)
    BlogrollLink.objects.create(name="Elsewhere", url="https://elsewhere.example/", group="Friends")
    menu = Menu.objects.create(name="Side", slug="side")
    MenuItem.objects.create(menu=menu, label="About", address="/about/")
    world.publication(sidebar=[{"kind": kind, "menu": "side", "html": "<p>Hello</p>", "title": "A heading of it"}])
    assert len(site_of(client).sidebar) == 1
    assert b"widget" in client.get("/").content


def test_the_default_sidebar_names_known_kinds() -> None:
    assert {entry["kind"] for entry in DEFAULT_SIDEBAR} <= set(widget_kinds())


def test_nothing_is_quoted_from_below_a_protected_or_private_post(client: Client) -> None:
    world.make_comment(world.make_post(password="sesame"), "Whispered.")
    world.make_comment(world.make_post(is_private=True), "Whispered too.")
    world.make_comment(world.make_draft(), "Drafted.")
    page = client.get("/").content.decode()
    assert "hispered" not in page
    assert "Drafted." not in page


def test_a_change_shows_at_once(client: Client) -> None:
    world.make_post("First")
    assert "Second" not in str(site_of(client).sidebar)
    world.make_post("Second")
    assert "Second" in str(site_of(client).sidebar)


def test_no_two_changes_have_the_same_moment() -> None:
    moments = set()
    for _ in range(3):
        note_change(at=world.NOON)
        moments.add(Publication.objects.get().changed_at)
    assert len(moments) == 3


def test_the_date_line_says_the_day_alone(client: Client) -> None:
    today = site_of(client).today
    assert today is not None
    assert (today.hour, today.minute, today.second, today.microsecond) == (0, 0, 0, 0)


def test_the_frame_is_kept_while_nothing_changes(client: Client) -> None:
    world.make_post()
    warm = queries_of(client, "/")
    note_change(at=datetime.datetime.now(datetime.UTC))
    with CaptureQueriesContext(connection) as cold:
        client.get("/")
    assert len(cold) > warm


def test_editors_are_shown_the_way_to_the_desk(client: Client) -> None:
    assert site_of(client).desk_links == ()
    client.force_login(world.make_reader())
    assert site_of(client).desk_links == ()
    client.force_login(world.make_editor())
    assert [link.url for link in site_of(client).desk_links] == ["/desk/"]


def test_pages_announce_feeds_and_interfaces(client: Client) -> None:
    head = client.get("/").context["head"]
    assert [feed.url for feed in head.feeds] == ["http://digest.example/feed/", "http://digest.example/comments/feed/"]
    assert head.rest_url == "http://digest.example/wp-json/"
    assert head.rsd_url == "http://digest.example/xmlrpc.php?rsd"
    assert client.get("/")["Link"] == '<http://digest.example/wp-json/>; rel="https://api.w.org/"'
    assert client.get(world.make_post().path)["X-Pingback"] == "http://digest.example/xmlrpc.php"
    assert client.post("/xmlrpc.php", b"<methodCall/>", content_type="text/xml").status_code == 200


def test_an_owner_may_keep_search_engines_away(client: Client) -> None:
    world.publication(search_engines=False)
    assert client.get("/").context["head"].robots == "noindex, nofollow"
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


def test_who_has_a_page_already_is_not_sent_it_again(client: Client) -> None:
    world.make_post("First")
    etag = client.get("/")["ETag"]
    assert client.get("/", headers={"if-none-match": etag}).status_code == 304
    world.make_post("Second")
    assert client.get("/", headers={"if-none-match": etag}).status_code == 200


def test_what_is_made_for_one_reader_is_kept_by_nobody_else(client: Client) -> None:
    post = world.make_post(password="sesame")
    assert "Cache-Control" not in client.get(post.path)
    client.post("/wp-login.php?action=postpass", {"post_password": "sesame"})
    assert client.get(post.path)["Cache-Control"].startswith("private")
    assert client.get("/")["Cache-Control"].startswith("private")
    client.cookies.clear()
    client.force_login(world.make_reader())
    assert client.get("/")["Cache-Control"].startswith("private")


def test_only_pages_with_a_player_may_load_its_frame(client: Client) -> None:
    player = (
        '<figure class="embed" data-embed-provider="vimeo" data-embed-src="https://player.vimeo.com/video/1">x</figure>'
    )
    plain, playing = world.make_post("Plain"), world.make_post("Film", body=player)
    assert "vimeo" not in client.get(plain.path)["Content-Security-Policy"]
    assert "vimeo" in client.get(playing.path)["Content-Security-Policy"]


def test_a_word_in_a_discussion_leaves_the_publication_as_it_is_known(client: Client) -> None:
    world.make_post()
    client.get("/")
    note_change(at=datetime.datetime.now(datetime.UTC), is_of_comments=True)
    with CaptureQueriesContext(connection) as after_comment:
        client.get("/")
    note_change(at=datetime.datetime.now(datetime.UTC))
    with CaptureQueriesContext(connection) as after_setting:
        client.get("/")
    told = [sum('"tagline"' in each["sql"] for each in queries) for queries in (after_comment, after_setting)]
    assert told == [0, 1]


def test_a_comment_that_changes_the_frame_shows_at_once(client: Client) -> None:
    post = world.make_post()
    client.get("/")
    before = Publication.objects.get().changed_at
    note_change(at=datetime.datetime.now(datetime.UTC), is_of_comments=True)
    response = client.get(post.path)
    known = publication_of(response.wsgi_request)
    assert known.changed_at == Publication.objects.get().changed_at > before


def test_after_a_comment_only_what_shows_comments_is_built_anew(client: Client) -> None:
    post = world.make_post()
    world.make_comment(post, "The first word.")
    before = {type(widget): widget for widget in site_of(client).sidebar}
    Comment.objects.update(name="Somebody else")
    note_change(at=datetime.datetime.now(datetime.UTC), is_of_comments=True)
    after = {type(widget): widget for widget in site_of(client).sidebar}
    changed = {kind.__name__ for kind, widget in after.items() if widget is not before.get(kind)}
    assert changed == {"RecentCommentsWidget"}
    assert before.keys() == after.keys()
    assert "Somebody else" in str(after)
