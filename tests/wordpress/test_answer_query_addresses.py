"""``?p=17`` and its kin."""

import pytest
from django.test import Client

from tests import world

pytestmark = pytest.mark.django_db


def leads_to(client: Client, asked: str, path: str) -> None:
    """Check that ``asked`` is redirected for ever to ``path`` on this site."""
    response = client.get(asked)
    assert (response.status_code, response.get("Location", "")) == (301, f"http://digest.example{path}"), asked


def test_numbers_lead_to_posts_pages_and_attachments(client: Client) -> None:
    post, page = world.make_post("Tide"), world.make_page("About")
    attachment = world.make_attachment(parent=post)
    for thing, path in ((post, post.path), (page, "/about/"), (attachment, attachment.path)):
        for field in ("p", "page_id", "attachment_id"):
            leads_to(client, f"/?{field}={thing.number}", path)
        leads_to(client, f"/index.php?p={thing.number}", path)


def test_only_the_digits_at_the_beginning_count(client: Client) -> None:
    post = world.make_post("Tide")
    leads_to(client, f"/?p={post.number}abc", post.path)
    for nonsense in ("abc", "0", "-1"):
        assert client.get(f"/?p={nonsense}").status_code == 200


def test_fields_without_a_value_are_cut(client: Client) -> None:
    for name in ("p", "page_id", "cat", "tag"):
        leads_to(client, f"/?{name}=", "/")
    leads_to(client, "/?p=&utm_source=a", "/?utm_source=a")


def test_what_is_not_public_is_not_found(client: Client) -> None:
    for thing in (world.make_draft(), world.make_post(is_private=True), world.make_page(live=False)):
        assert client.get(f"/?p={thing.number}").status_code == 404
    assert client.get("/?p=999999").status_code == 404


def test_an_editor_is_led_to_a_private_post(client: Client) -> None:
    post = world.make_post("Internal", is_private=True)
    client.force_login(world.make_editor())
    leads_to(client, f"/?p={post.number}", post.path)


def test_further_fields_go_along(client: Client) -> None:
    post = world.make_post("Tide", body="<p>1</p><!--nextpage--><p>2</p>")
    leads_to(client, f"/?p={post.number}&utm_source=a", f"{post.path}?utm_source=a")
    leads_to(client, f"/?p={post.number}&page=2", f"{post.path}2/")
    leads_to(client, f"/?p={post.number}&page=7", post.path)
    leads_to(client, f"/?p={post.number}&feed=rss2", f"{post.path}feed/")


def test_terms_authors_and_dates_lead_to_their_listings(client: Client) -> None:
    category = world.make_category("Alps", parent=world.make_category("World"))
    tag, author = world.make_tag(), world.make_author()
    world.make_post(categories=[category], tags=[tag])
    leads_to(client, f"/?cat={category.number}", "/category/world/alps/")
    leads_to(client, "/?category_name=alps", "/category/world/alps/")
    leads_to(client, "/?category_name=world/alps", "/category/world/alps/")
    leads_to(client, "/?tag=tides", "/tag/tides/")
    leads_to(client, f"/?author={author.number}", "/author/ada-quill/")
    leads_to(client, "/?m=201602", "/2016/02/")
    leads_to(client, "/?m=2016", "/2016/")
    leads_to(client, "/?m=20160207", "/2016/02/07/")
    leads_to(client, "/?year=2016&monthnum=2", "/2016/02/")
    leads_to(client, "/?year=2016&monthnum=2&day=7", "/2016/02/07/")
    leads_to(client, f"/?cat={category.number}&feed=rss2", "/category/world/alps/feed/")
    world.publication(posts_per_page=1)
    world.make_post(categories=[category])
    leads_to(client, f"/?cat={category.number}&paged=2", "/category/world/alps/page/2/")
    assert client.get(f"/?cat={category.number}&paged=3").status_code == 404
    leads_to(client, "/?year=2016&monthnum=13", "/2016/")
    for query in ("m=2015", "year=2015", "m=20160208", "m=20"):
        assert client.get(f"/?{query}").status_code == 404, query


def test_unknown_ones_are_not_found(client: Client) -> None:
    for query in (
        "cat=99",
        "author=99",
        "category_name=x",
        "tag=x",
        "name=x",
        "pagename=x",
        "author_name=x",
        "m=201613",
    ):
        assert client.get(f"/?{query}").status_code == 404, query


def test_a_name_leads_to_the_post(client: Client) -> None:
    post = world.make_post("Tide")
    leads_to(client, "/?name=tide", post.path)


def test_some_are_shown_where_they_are_asked_for(client: Client) -> None:
    one, two = world.make_category("One"), world.make_category("Two")
    world.make_post("First", categories=[one], at="2016-01-01")
    world.make_post("Second", categories=[two], at="2016-01-02")
    world.make_page("About")
    union = client.get(f"/?cat={one.number},{two.number}")
    assert [card.title for card in union.context["page"].cards] == ["Second", "First"]
    assert client.get("/?author_name=ada-quill").context["page"].kind == "author"
    assert client.get("/?pagename=about").context["page"].title == "About"


def test_pages_of_the_front_page(client: Client) -> None:
    world.publication(posts_per_page=1)
    world.many_posts(2)
    leads_to(client, "/?paged=2", "/page/2/")
    leads_to(client, "/?paged=1", "/")
    leads_to(client, "/?paged=-1", "/")
    assert client.get("/?paged=3").status_code == 404
    assert client.get("/?s=post&paged=3").status_code == 404


def test_a_search_is_answered_wherever_it_is_asked_for(client: Client) -> None:
    world.publication(posts_per_page=1)
    world.many_posts(2)
    first = client.get("/?s=post").context["page"].hits[0].title
    for address in ("/?s=post&paged=2", "/page/2/?s=post", "/search/Post/page/2/", "/search/post/page/2"):
        answer = client.get(address)
        assert answer.status_code == 200 and answer.context["page"].hits[0].title != first, address
    for address in ("/?s=post&paged=1", "/index.php?s=post", "/search/post", "/?s=&paged=2", "/?s=&feed=rss2"):
        assert client.get(address).status_code == 200, address
    assert "Search Results for “Post”" in client.get("/search/Post/").text
    assert "<title>Search Results for “Post” –" in client.get("/search/Post/feed/").text


def test_names_that_begin_so_are_found(client: Client) -> None:
    post, page = world.make_post("Tide tables"), world.make_page("About us")
    below = world.make_page("The crew", parent=page)
    leads_to(client, "/?name=tide", post.path)
    leads_to(client, "/?name=about-us&x=1", "/about-us/?x=1")
    leads_to(client, f"/?pagename={below.slug}", f"/about-us/{below.slug}/")
    leads_to(client, "/?pagename=about-us&feed=rss2", "/about-us/feed/")
    assert client.get("/?pagename=nothing").status_code == client.get("/?name=nothing").status_code == 404


def test_dates_are_read_as_wordpress_reads_them(client: Client) -> None:
    world.make_post("Tide", at="2016-02-07")
    for asked, path in (("2016-02", "/2016/02/"), ("2016/02/07", "/2016/02/07/"), ("x2016", "/2016/")):
        leads_to(client, f"/?m={asked}", path)
    leads_to(client, "/?year=2016&monthnum=2&day=30", "/2016/02/")
    leads_to(client, "/?year=2016&monthnum=13", "/2016/")
    for nothing in ("m=0", "year=0", "m=%D9%A2%D9%A0"):
        assert client.get(f"/?{nothing}").status_code == 200, nothing


def test_files_are_known_by_fields_too(client: Client) -> None:
    leads_to(client, "/?sitemap=index", "/wp-sitemap.xml")
    leads_to(client, "/?sitemap=posts&sitemap-subtype=post&paged=2", "/wp-sitemap-posts-post-2.xml")
    leads_to(client, "/?sitemap=users&x=1", "/wp-sitemap-users-1.xml?x=1")
    leads_to(client, "/?robots=1", "/robots.txt")
    for nonsense in ("sitemap=", "sitemap=../x", "sitemap=posts&sitemap-subtype=%2F%2Fevil.example", "robots=0"):
        assert client.get(f"/?{nonsense}").status_code == 200, nonsense


def test_the_feed_of_a_search_is_given_where_it_is_asked_for(client: Client) -> None:
    world.make_post("Tide")
    answer = client.get("/?s=tide&feed=rss2")
    assert answer.status_code == 200 and b"<title>Tide</title>" in answer.content
    assert client.get("/search/tide/feed/rss2/").status_code == 200


def test_pages_of_comments(client: Client) -> None:
    world.publication(page_comments=True, comments_per_page=1, default_comments_page="oldest")
    post = world.make_post("Tide")
    for _ in range(3):
        world.make_comment(post)
    leads_to(client, f"{post.path}?cpage=2", f"{post.path}comment-page-2/")


def test_fields_that_mean_nothing_change_nothing(client: Client) -> None:
    for query in ("w=", "utm_source=a", "fbclid=x", "preview=true", "post_type=post", "cat=-3", "m=", "year="):
        assert client.get(f"/?{query}").status_code == 200, query


def test_a_search_within_a_category_is_the_search_page_narrowed_to_it(client: Client) -> None:
    alps = world.make_category("Alps")
    world.make_post("Snow above", categories=[alps])
    world.make_post("Snow elsewhere")
    response = client.get(f"/?s=snow&cat={alps.number}")
    assert [hit.title for hit in response.context["page"].hits] == ["Snow above"]


def test_formats_are_shown_or_led_to(client: Client) -> None:
    world.make_post("Plain")
    world.make_post("Picture", format="image")
    for name in ("image", "post-format-image"):
        response = client.get(f"/?post_format={name}")
        page = response.context["page"]
        assert [card.title for card in (page.lead, *page.cards) if card] == ["Picture"], name
    leads_to(client, "/?taxonomy=post_format&term=post-format-image", "/type/image/")
    leads_to(client, "/?post_format=image&feed=rss2", "/type/image/feed/")
    for nonsense in ("post_format=nonsense", "taxonomy=post_format&term=image", "taxonomy=nonsense&term=x"):
        assert client.get(f"/?{nonsense}").status_code == 404, nonsense


def test_a_file_is_found_by_its_name(client: Client) -> None:
    attachment = world.make_attachment(parent=world.make_post("Tide"))
    leads_to(client, f"/?attachment={attachment.slug}", f"{attachment.path}?attachment={attachment.slug}")
    leads_to(client, f"/?attachment_id={attachment.number}&feed=rss2", f"{attachment.path}feed/")
    assert client.get("/?attachment=nonsense").status_code == 404
    hidden = world.make_attachment("Secret", parent=world.make_draft())
    assert client.get(f"/?attachment={hidden.slug}").status_code == 404


def test_one_term_in_a_list_leads_to_its_listing(client: Client) -> None:
    alps, rail = world.make_category("Alps"), world.make_tag("Rail")
    world.make_post(categories=[alps], tags=[rail])
    leads_to(client, f"/?cat[]={alps.number}", "/category/alps/")
    leads_to(client, "/?tag[]=rail", "/tag/rail/")


def test_an_error_that_is_asked_for_is_not_given(client: Client) -> None:
    for query in ("error=404", "error=500", "tag_id=999"):
        assert client.get(f"/?{query}").status_code == 200, query
