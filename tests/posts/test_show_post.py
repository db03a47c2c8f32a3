"""A post's own page."""

import json
from typing import Any

import pytest
from django.test import Client

from coranto.posts.contexts import PostPage
from coranto.posts.models import Attribution, Post
from coranto.publication.models import Publication
from tests import world
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


def page_of(client: Client, post: Post) -> PostPage:
    """What the page of a post is given."""
    response = client.get(post.path)
    assert response.status_code == 200
    page = response.context["page"]
    assert isinstance(page, PostPage)
    return page


def json_ld_of(client: Client, post: Post) -> dict[str, Any]:
    """The page's schema.org data."""
    return dict(json.loads(client.get(post.path).context["head"].json_ld))


def test_a_post_is_shown_with_what_belongs_to_it(client: Client) -> None:
    harbours = world.make_category("Harbours", parent=world.make_category("World"))
    post = world.make_post("The tide", categories=[harbours], tags=[world.make_tag("Moon")], source=world.make_source())
    world.make_byline(post, name="Tess Lator", role="translation")
    view = page_of(client, post).post
    assert view.title == "The tide"
    assert [link.url for link in view.categories] == ["/category/world/harbours/"]
    assert [link.url for link in view.tags] == ["/tag/moon/"]
    assert [attribution.source_url for attribution in view.attributions] == ["/source/the-harbour-courier/"]
    assert [(byline.name, byline.role) for byline in view.bylines] == [("Tess Lator", "translation")]
    assert view.day_url == "/2016/02/07/"


def test_without_a_byline_the_author_is_credited(client: Client) -> None:
    bylines = page_of(client, world.make_post(author=world.make_author("Kofi Penman"))).post.bylines
    assert [(byline.name, byline.url) for byline in bylines] == [("Kofi Penman", "/author/kofi-penman/")]


def test_the_moment_shown_is_that_of_the_place(client: Client) -> None:
    world.publication(time_zone="America/Phoenix")
    post = world.make_post(at="2016-02-08 02:40")
    assert post.path.startswith("/2016/02/07/")
    assert page_of(client, post).post.posted_at.strftime("%Y-%m-%d %H:%M") == "2016-02-07 19:40"


def test_titles_are_set_typographically_and_keep_their_emphasis(client: Client) -> None:
    post = world.make_post("It's <em>the</em> \"tide\" <script>alert(1)</script><a href='/x'>now</a>")
    view = page_of(client, post).post
    assert view.title_html == "It’s <em>the</em> “tide” now"
    assert "<" not in view.title


def test_a_rejected_attribution_is_not_shown(client: Client) -> None:
    post = world.make_post()
    world.make_attribution(post, world.make_source(), review=Attribution.Review.REJECTED)
    assert page_of(client, post).post.attributions == ()


def test_the_posts_before_and_after_are_named(client: Client) -> None:
    old, middle, new = world.many_posts(3)
    world.make_draft(at=middle.posted_at)
    page = page_of(client, middle)
    assert page.previous is not None and page.next is not None
    assert (page.previous.url, page.next.url) == (old.path, new.path)
    assert page_of(client, old).previous is None
    assert page_of(client, new).next is None


def test_posts_of_the_same_second_follow_each_other(client: Client) -> None:
    first, second, third = (world.make_post(f"Same {number}") for number in range(3))
    page = page_of(client, second)
    assert page.previous is not None and page.next is not None
    assert (page.previous.url, page.next.url) == (first.path, third.path)


def test_related_posts_share_tags_or_the_source(client: Client) -> None:
    moon, sea = world.make_tag("Moon"), world.make_tag("Sea")
    source = world.make_source()
    post = world.make_post("This", tags=[moon, sea], source=source)
    one = world.make_post("One", tags=[moon])
    both = world.make_post("Both", tags=[moon, sea])
    same_source = world.make_post("Same source", source=source)
    world.make_post("Stranger", tags=[world.make_tag("Other")])
    related = [card.url for card in page_of(client, post).related]
    assert related[0] == both.path
    assert set(related[1:]) == {one.path, same_source.path}


def test_a_long_post_is_divided_into_pages(client: Client) -> None:
    post = world.make_post(body="<p>One</p><!--nextpage--><p>Two</p><!--nextpage--><p>Three</p>")
    first, second = client.get(post.path), client.get(f"{post.path}2/")
    assert first.context["page"].post.body_html == "<p>One</p>"
    assert second.context["page"].post.body_html == "<p>Two</p>"
    links = second.context["page"].post.page_links
    assert [(link.number, link.url) for link in links] == [(1, post.path), (2, ""), (3, f"{post.path}3/")]
    head = second.context["head"]
    assert head.canonical_url == f"http://digest.example{post.path}2/"
    assert head.title.endswith("– Page 2 – A new weblog")
    assert (head.previous_url, head.next_url) == (
        f"http://digest.example{post.path}",
        f"http://digest.example{post.path}3/",
    )


def test_the_more_mark_becomes_the_place_that_listings_lead_to(client: Client) -> None:
    post = world.make_post(body="<p>Before</p><!--more Go on--><p>After</p>")
    assert page_of(client, post).post.body_html == f'<p>Before</p><span id="more-{post.number}"></span><p>After</p>'


@pytest.mark.parametrize(
    ("site", "own", "relation", "original"),
    [
        (Publication.Canonical.OWN, "", "republished", False),
        (Publication.Canonical.SOURCE, "", "republished", True),
        (Publication.Canonical.SOURCE, "", "excerpted", False),
        (Publication.Canonical.SOURCE, "own", "republished", False),
        (Publication.Canonical.OWN, "source", "translated", True),
    ],
)
def test_the_owner_chooses_where_a_text_belongs(
    client: Client, site: str, own: str, relation: str, original: bool
) -> None:
    world.publication(canonical=site)
    post = world.make_post(canonical=own)
    world.make_attribution(post, world.make_source(), relation=relation, url="https://courier.example/tide")
    canonical = client.get(post.path).context["head"].canonical_url
    assert canonical == ("https://courier.example/tide" if original else f"http://digest.example{post.path}")


def test_an_address_of_another_scheme_is_never_canonical(client: Client) -> None:
    world.publication(canonical=Publication.Canonical.SOURCE)
    post = world.make_post()
    world.make_attribution(post, world.make_source(), url="javascript:alert(1)")
    assert client.get(post.path).context["head"].canonical_url.startswith("http://digest.example/")
    assert "javascript" not in client.get(post.path).context["head"].json_ld


def test_search_engines_are_told_what_the_post_is_based_on(client: Client) -> None:
    courier = world.make_source("The Courier", url="https://courier.example/")
    agency = world.make_source("An Agency")
    post = world.make_post("The tide", tags=[world.make_tag("Moon")])
    world.make_attribution(
        post, courier, relation="translated", url="https://courier.example/t", title="Flut", original_date="2016-02"
    )
    world.make_attribution(post, agency, relation="quoted", author="The minister")
    found = json_ld_of(client, post)
    assert found["@type"] == "NewsArticle"
    assert found["isBasedOn"][0]["headline"] == "Flut"
    assert found["isBasedOn"][0]["publisher"] == {
        "@type": "Organization",
        "name": "The Courier",
        "url": "https://courier.example/",
    }
    assert found["translationOfWork"] == found["isBasedOn"][0]
    assert [cited["author"]["name"] for cited in found["citation"]] == ["The minister"]
    assert found["publisher"]["name"] == "A new weblog"
    assert found["keywords"] == ["Moon"]
    assert "image" not in found


def test_a_title_cannot_leave_the_json_ld(client: Client) -> None:
    post = world.make_post("</script><script>alert(1)</script> & <!--")
    page = client.get(post.path).content.decode()
    assert "<script>alert(1)" not in page


def test_open_graph_describes_the_post(client: Client) -> None:
    post = world.make_post(
        "The tide", body="<p>It came in early.</p>", featured_image=world.make_image(alt_text="A boat")
    )
    tags = {tag.name: tag.content for tag in client.get(post.path).context["head"].open_graph}
    assert tags["og:type"] == "article"
    assert tags["og:description"] == "It came in early."
    assert tags["og:image"].startswith("http://digest.example/-/image/")
    assert tags["og:image:alt"] == "A boat"
    assert tags["twitter:card"] == "summary_large_image"


def test_headers_name_the_other_forms_of_the_post(client: Client) -> None:
    post = world.make_post()
    response = client.get(post.path)
    assert response["Link"] == (
        '<http://digest.example/wp-json/>; rel="https://api.w.org/", '
        f'<http://digest.example/wp-json/wp/v2/posts/{post.number}>; rel="alternate"; title="JSON"; '
        'type="application/json", '
        f"<http://digest.example/?p={post.number}>; rel=shortlink"
    )
    assert response["X-Pingback"] == "http://digest.example/xmlrpc.php"
    assert "X-Pingback" not in client.get(world.make_post(pings_open=False).path)


def test_words_for_search_engines_come_first(client: Client) -> None:
    head = client.get(world.make_post("Tide", seo_title="All on tides", seo_description="Why they rise.").path).context[
        "head"
    ]
    assert head.title == "All on tides – A new weblog"
    assert head.description == "Why they rise."


def test_twice_the_rows_cost_the_same_queries(client: Client) -> None:
    source = world.make_source()
    post = world.make_post("This", source=source, categories=[world.make_category("C")], tags=[world.make_tag("T")])

    def add(numbers: range) -> int:
        for number in numbers:
            tag, category = world.make_tag(f"T{number}"), world.make_category(f"C{number}")
            post.tags.add(tag)
            post.categories.add(category)
            world.make_post(f"Near {number}", tags=[tag], source=source)
            world.make_attribution(post, world.make_source(f"S{number}"))
            world.make_byline(post, author=world.make_author(f"A {number}"))
            world.make_comment(post, parent=world.make_comment(post))
        post.save()
        world.list_again(post)
        return queries_of(client, post.path)

    few = add(range(3))
    assert add(range(3, 9)) == few <= 9
