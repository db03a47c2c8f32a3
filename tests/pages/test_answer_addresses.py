"""Which address leads where: WordPress's table of answers, line by line."""

import pytest
from django.test import Client, override_settings

from coranto.core.addresses import normal_path
from coranto.posts.models import Permalink
from coranto.wordpress.canonical import _until_number
from tests import world

pytestmark = pytest.mark.django_db


def leads_to(client: Client, asked: str, path: str, status: int = 301) -> None:
    """Check that ``asked`` is redirected to ``path`` on this site."""
    response = client.get("/", PATH_INFO=asked) if asked.startswith("//") else client.get(asked)
    assert (response.status_code, response.get("Location", "")) == (status, f"http://digest.example{path}"), asked


def answers(client: Client, asked: str, status: int = 200) -> None:
    """Check the status of an answer."""
    assert client.get(asked).status_code == status, asked


def test_a_missing_slash_is_added_and_the_query_kept(client: Client) -> None:
    post = world.make_post("Tide")
    leads_to(client, "/2016/02/07/tide", post.path)
    leads_to(client, "/2016/02/07/tide?utm_source=a&b=%C3%A9", f"{post.path}?utm_source=a&b=%C3%A9")
    answers(client, "/2016/02/07/tide/?utm_source=a")


def test_case_and_leading_zeros_do_not_matter(client: Client) -> None:
    world.make_post("Tide")
    for asked in ("/2016/02/07/TIDE/", "/2016/2/7/tide/", "/2016/2/07/Tide/"):
        answers(client, asked)
        assert client.get(asked).context["head"].canonical_url == "http://digest.example/2016/02/07/tide/"


def test_letters_beyond_ascii_match_however_they_are_encoded(client: Client) -> None:
    post = world.make_post("Été")
    Permalink.objects.filter(post=post).update(path="/2016/02/07/%c3%a9t%c3%a9/")
    for asked in ("/2016/02/07/été/", "/2016/02/07/%C3%A9t%C3%A9/", "/2016/02/07/%c3%a9t%c3%a9/"):
        answers(client, asked)


def test_a_name_with_part_of_its_date_leads_to_the_post(client: Client) -> None:
    post = world.make_post("Tide tables")
    for asked in ("/2016/02/tide-tables/", "/2016/tide-tables/", "/tide-tables/", "/tide-tables"):
        leads_to(client, asked, post.path)
    leads_to(client, "/2015/tide-tables/", post.path)  # a date that is not whole is none to WordPress
    answers(client, "/2016/02/08/tide-tables/", 404)


def test_a_name_with_a_tail_leads_to_the_post(client: Client) -> None:
    post = world.make_post("Tide tables")
    for tail in ("page/2/", "comment-page-1/", "embed/"):
        leads_to(client, f"/tide-tables/{tail}", post.path)
    leads_to(client, "/tide-tables/2/", f"{post.path}2/")
    answers(client, "/search/tide-tables/page/9/", 404)


def test_a_year_has_no_pages_of_comments(client: Client) -> None:
    world.make_post("Tide tables", at="2016-02-07")
    leads_to(client, "/2016/comment-page-2/", "/2016/")
    leads_to(client, "/2016/02/comment-page-2/", "/2016/02/")
    answers(client, "/2016/02/07/comment-page-2/", 404)
    world.publication(permalink_structure="/%postname%/")
    answers(client, "/2016/comment-page-2/", 404)


def test_page_numbers_are_written_without_zeros(client: Client) -> None:
    world.publication(posts_per_page=1)
    post = world.many_posts(2)[0]
    leads_to(client, "/page/02/", "/page/2/")
    answers(client, f"{post.path}page/0/", 200)
    leads_to(client, f"{post.path}page/2/", post.path)


def test_a_category_stands_where_its_posts_do(client: Client) -> None:
    alps = world.make_category("Alps")
    world.make_post("Tide tables", categories=[alps])
    answers(client, "/alps/", 404)
    world.publication(permalink_structure="/%category%/%postname%/")
    assert client.get("/alps/").context["page"].kind == "category"
    leads_to(client, "/alps", "/alps/")
    leads_to(client, "/alps/page/1/", "/alps/")
    answers(client, "/alps/page/2/", 404)
    assert b"Tide tables" in client.get("/alps/feed/").content
    answers(client, "/x/alps/", 404)


def test_the_beginning_of_a_name_leads_to_the_oldest_that_begins_so(client: Client) -> None:
    first = world.make_post("Digest item one", at="2016-02-01")
    world.make_post("Digest item two", at="2016-01-01")
    leads_to(client, "/digest/", first.path)
    leads_to(client, "/2016/02/01/digest-item/", first.path)
    answers(client, "/igest/", 404)


def test_an_exact_name_comes_before_one_that_only_begins_so(client: Client) -> None:
    world.make_post("Tide tables")
    exact = world.make_post("Tide")
    leads_to(client, "/tide/", exact.path)


def test_nobody_is_led_to_what_is_not_public(client: Client) -> None:
    world.make_draft("Secret plans", slug="secret-plans")
    world.make_post("Secret notes", is_private=True)
    world.make_page("Secret page", live=False)
    world.make_page("Secret annex", is_private=True)
    answers(client, "/secret/", 404)
    answers(client, "/secret-plans/", 404)


def test_a_page_is_found_by_its_own_name(client: Client) -> None:
    one = world.make_page("Level 1")
    two = world.make_page("Level 2", parent=one)
    world.make_page("Level 3", parent=two)
    answers(client, "/level-1/level-2/level-3/")
    leads_to(client, "/level-3/", "/level-1/level-2/level-3/")
    leads_to(client, "/level-1/level-3/", "/level-1/level-2/level-3/")
    leads_to(client, "/level-1/level-2/level-3", "/level-1/level-2/level-3/")


def test_former_addresses_lead_to_the_present_one(client: Client) -> None:
    post = world.make_post("Second name")
    Permalink.objects.create(post=post, path=normal_path("/2016/02/06/first-name/"), is_current=False)
    leads_to(client, "/2016/02/06/first-name/", post.path)
    answers(client, "/first-name/", 404)
    post.unpublish()
    answers(client, "/2016/02/06/first-name/", 404)


@pytest.mark.parametrize(
    ("asked", "path"),
    [("/2025/13/", "/2025/"), ("/2025/02/30/", "/2025/02/"), ("/2025/00/", "/2025/"), ("/2025/13/45/", "/2025/")],
)
def test_days_that_no_calendar_has_lead_to_the_longest_valid_part(client: Client, asked: str, path: str) -> None:
    leads_to(client, asked, path)


def test_the_first_page_is_the_listing_itself(client: Client) -> None:
    world.make_post(categories=[world.make_category()])
    leads_to(client, "/page/1/", "/")
    leads_to(client, "/page/01/", "/")
    leads_to(client, "/category/harbours/page/1/", "/category/harbours/")
    leads_to(client, "/category/harbours", "/category/harbours/")
    answers(client, "/page/0/")
    answers(client, "/page/2/", 404)


def test_pages_that_a_text_has_not_lead_to_the_text(client: Client) -> None:
    post = world.make_post("Tide", body="<p>One</p><!--nextpage--><p>Two</p>")
    for rest in ("1/", "3/", "99/", "page/2/", "comment-page-1/"):
        leads_to(client, f"{post.path}{rest}", post.path)
    leads_to(client, f"{post.path}2", f"{post.path}2/")
    answers(client, f"{post.path}2/")
    answers(client, f"{post.path}0/")


@pytest.mark.parametrize("asked", ["/slug/amp/", "/slug.html", "/nothing/", "/category/nonsense/", "/author/nobody/"])
def test_what_never_was_is_not_found(client: Client, asked: str) -> None:
    world.make_post("Slug")
    answers(client, asked, 404)


def test_what_mail_programs_hang_on_is_cut_off(client: Client) -> None:
    post = world.make_post("Tide")
    for rest in ("/", "%20", ")", ").", "index.php", "%22", "&gt;"):
        leads_to(client, f"{post.path}{rest}", post.path)
    leads_to(client, f"/{post.path}", post.path)
    leads_to(client, f"/index.php{post.path}", post.path)
    leads_to(client, "/index.php", "/")


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/rss", "/feed/"),
        ("/rss2/", "/feed/"),
        ("/feed/rss/", "/feed/"),
        ("/feed/rss2/", "/feed/"),
        ("/feed/feed/", "/feed/"),
        ("/wp-rss2.php", "/feed/"),
        ("/?feed=rss2", "/feed/"),
        ("/atom/", "/feed/atom/"),
        ("/?feed=atom", "/feed/atom/"),
        ("/rdf/", "/feed/rdf/"),
        ("/wp-commentsrss2.php", "/comments/feed/"),
    ],
)
def test_the_feeds_of_earlier_days_lead_to_today_s(client: Client, asked: str, path: str) -> None:
    response = client.get(asked)
    assert response.status_code == 301
    assert response["Location"].removeprefix("http://digest.example") == path


@pytest.mark.parametrize("asked", ["/wp-login.php", "/wp-signup.php", "/wp-register.php"])
def test_the_ways_in_lead_to_the_sign_in(client: Client, asked: str) -> None:
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")


@pytest.mark.parametrize(
    ("asked", "old"), [("/login", "/wp-login.php"), ("/admin", "/wp-admin/"), ("/dashboard/", "/wp-admin/")]
)
def test_short_names_lead_to_wordpress_s_own_first(client: Client, asked: str, old: str) -> None:
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (302, old)


@pytest.mark.parametrize("asked", ["/wp-admin/", "/wp-admin/edit.php"])
def test_the_ways_to_the_desk_lead_there(client: Client, asked: str) -> None:
    response = client.get(asked)
    assert (response.status_code, response["Location"]) == (302, "/desk/")


def test_a_page_called_login_comes_first(client: Client) -> None:
    world.make_page("Login")
    answers(client, "/login/")


def test_a_trackback_address_leads_people_to_the_post(client: Client) -> None:
    post = world.make_post("Tide")
    response = client.get(f"{post.path}trackback/")
    assert (response.status_code, response["Location"]) == (302, post.path)


def test_further_names_of_the_site_lead_to_its_own(client: Client) -> None:
    post = world.make_post("Tide")
    with override_settings(OTHER_HOSTS=["www.digest.example"]):
        response = client.get(f"{post.path}?a=b", headers={"host": "www.digest.example"})
        assert (response.status_code, response["Location"]) == (301, f"http://digest.example{post.path}?a=b")
        assert client.get(post.path, headers={"host": "127.0.0.1:8000"}).status_code == 200


def test_redirects_made_by_hand_are_followed(client: Client) -> None:
    from wagtail.contrib.redirects.models import Redirect

    Redirect.objects.create(old_path="/old", redirect_link="/new/", is_permanent=True)
    Redirect.objects.create(old_path="/moved", redirect_link="https://elsewhere.example/", is_permanent=False)
    assert (client.get("/old/").status_code, client.get("/old/")["Location"]) == (301, "/new/")
    assert (client.get("/moved/").status_code, client.get("/moved/")["Location"]) == (302, "https://elsewhere.example/")


def test_addresses_without_a_slash_at_the_end_stay_so(client: Client) -> None:
    world.publication(permalink_structure="/%year%/%postname%")
    post = world.make_post("Tide", tags=[world.make_tag()])
    assert post.path == "/2016/tide"
    answers(client, "/2016/tide")
    leads_to(client, "/2016/tide/", "/2016/tide")
    answers(client, "/tag/tides")
    leads_to(client, "/tag/tides/", "/tag/tides")


@pytest.mark.parametrize(
    ("structure", "path"),
    [
        ("/%postname%/", "/tide/"),
        ("/%category%/%postname%/", "/world/harbours/tide/"),
        ("/archives/%post_id%", "/archives/{number}"),
        ("/%year%/%monthnum%/%postname%.html", "/2016/02/tide.html"),
        ("/%author%/%postname%/", "/ada-quill/tide/"),
        ("/blog/%year%/%postname%/", "/blog/2016/tide/"),
        ("/%year%/%hour%/%minute%/%second%/%post_id%/", "/2016/12/00/00/{number}/"),
    ],
)
def test_every_pattern_of_permalinks_is_answered(client: Client, structure: str, path: str) -> None:
    world.publication(permalink_structure=structure)
    harbours = world.make_category("Harbours", parent=world.make_category("World"))
    post = world.make_post("Tide", categories=[harbours])
    assert post.path == path.format(number=post.number)
    assert client.get(post.path).context["page"].post.title == "Tide"
    listing = client.get("/").context["page"].lead
    assert client.get(listing.categories[0].url).status_code == 200
    assert client.get(client.get(post.path).context["page"].post.day_url).status_code == 200


def test_a_number_beside_the_name_says_which_post_it_is(client: Client) -> None:
    world.publication(permalink_structure="/%postname%-%post_id%.html")
    tide, tables = world.make_post("Tide"), world.make_post("Tide tables")
    leads_to(client, f"/ebb-{tables.number}.html", tables.path)
    world.publication(permalink_structure="/%post_id%/%postname%/")
    for name in ("", "tide/", "ebb-and-flow/", "page/2/"):
        leads_to(client, f"/{tables.number}/{name}", tables.path)
    leads_to(client, f"/{tables.number}0/tide/", tide.path)  # there is no post of that number: its name counts
    leads_to(client, "/1999/01/01/tide-tables/", tables.path)  # dates stand below /date/ here
    for path in (f"/{tables.number}-review/", f"/{tables.number}.php"):
        answers(client, path, 404)


def test_names_beside_each_other_are_not_divided_to_find_a_number(client: Client) -> None:
    numbered = _until_number("/%year%-%monthnum%-%day%-%post_id%-%postname%/")
    assert numbered is not None and "+" not in numbered.pattern, "signs without end would take the cube of their length"
    assert numbered.match("/2012-01-03-7-tide/") and not numbered.match(f"/{'-' * 1_800}x/")
    world.publication(permalink_structure="/%author%-%category%-%postname%-%post_id%/")
    post = world.make_post("Tide", categories=[world.make_category("Alps")])
    answers(client, post.path)
    answers(client, f"/ada-alps-ebb-{post.number}/", 404)


def test_what_stood_below_the_front_file_is_found(client: Client) -> None:
    world.publication(permalink_structure="/index.php/%year%/%postname%/")
    post = world.make_post("Tide", categories=[world.make_category("Alps")])
    for path in (post.path, "/index.php/category/alps/", "/index.php/feed/", "/index.php/wp-json/"):
        answers(client, path)
    for path in ("/comments/feed/", "/comments/feed/atom/", "/search/tide/"):
        leads_to(client, f"/index.php{path}", path)


def test_several_terms_have_the_name_of_the_first_by_the_alphabet_as_in_7_1(client: Client) -> None:
    bays, alps = world.make_tag("Bays"), world.make_tag("Alps")
    other, first = world.make_category("Wrecks"), world.make_category("Docks")
    world.make_post("Tide", tags=[bays, alps], categories=[other, first])
    named = {
        "Alps": ("/tag/bays,alps/", "/tag/bays+alps/", "/?tag=bays,alps", "/?tag=bays%2Balps"),
        "Docks": ("/category/wrecks,docks/", "/?category_name=wrecks,docks"),
        "Wrecks": ("/category/wrecks+docks/", "/?category_name=wrecks%2Bdocks", f"/?cat={first.number},{other.number}"),
    }
    for name, addresses in named.items():
        for asked in addresses:
            assert client.get(asked, follow=True).context["head"].title.startswith(name), asked


def test_a_page_of_a_file_has_a_canonical_address(client: Client) -> None:
    file = world.make_attachment("A chart", parent=world.make_post("Tide"), comments_open=True)
    canonical = f"http://digest.example{file.path}"
    for asked, expected in ((file.path, canonical), (f"{file.path}?cpage=1", f"{canonical}comment-page-1/#comments")):
        assert client.get(asked).context["head"].canonical_url == expected
    assert f'<link rel="canonical" href="{canonical}">' in client.get(f"{file.path}embed/").content.decode()
