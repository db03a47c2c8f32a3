"""How REST reads values: as a WordPress beside it reads them, odd ones too."""

import pytest
from django.test import Client

from tests import world
from tests.wordpress.rest_asking import V2, ask, code_of, numbers

pytestmark = pytest.mark.django_db


def test_a_minus_before_a_number_is_passed_over(client: Client) -> None:
    category, author = world.make_category(), world.make_author("Ada")
    one = world.make_post("One", at="2016-01-01", categories=[category], author=author)
    two = world.make_post("Two", at="2016-02-01", author=world.make_author("Ben"))
    comment = world.make_comment(one)
    for query, wanted in {
        f"posts?include=-{one.number}": [one.number],
        f"posts?exclude=-{one.number}": [two.number],
        f"posts?author=-{author.number}": [one.number],
        f"posts?author_exclude=-{author.number}": [two.number],
        f"posts?categories=-{category.number}": [one.number],
        f"posts?categories_exclude=-{category.number}": [two.number],
        f"categories?include=-{category.number}": [category.number],
        f"comments?include=-{comment.pk}": [comment.pk],
        f"comments?post=-{one.number}": [comment.pk],
    }.items():
        assert numbers(client, query) == wanted, query


def test_a_minus_opens_no_comments_of_a_protected_post(client: Client) -> None:
    post = world.make_post(password="ebb")
    world.make_comment(post)
    assert code_of(client, f"comments?post=-{post.number}", 401) == "rest_cannot_read_post"


def test_slugs_are_written_as_titles_are(client: Client) -> None:
    post = world.make_post("The tide", slug="the-tide")
    tag = world.make_tag("Ebb")
    assert numbers(client, "posts?slug[]=The%20Tide") == [post.number]
    assert numbers(client, f"tags?slug={tag.slug.upper()}") == [tag.number]


def test_days_that_no_month_has_are_those_of_the_next(client: Client) -> None:
    world.make_post("Before", at="2015-03-01T12:00")
    later = world.make_post("Later", at="2015-03-03")
    assert numbers(client, "posts?after=2015-02-30T00:00:00Z") == [later.number]
    assert numbers(client, "posts?after=2015-03-01T24:00:00Z") == [later.number]
    assert numbers(client, "posts?after=2016-00-00T00:00:00Z") == []
    for wrong in ("2015-13-01T00:00:00", "2015-01-32T00:00:00", "2015-01-01T25:00:00", "2015-01-01T00:00:00%2B25:00"):
        assert code_of(client, f"posts?after={wrong}", 400) == "rest_invalid_param", wrong
    assert ask(client, "posts?after=0000-00-00T00:00:00")


def test_sticky_posts_are_a_list_of_numbers(client: Client) -> None:
    one, two = world.make_post("One", is_sticky=True), world.make_post("Two")
    world.list_again(one)
    assert numbers(client, f"posts?sticky=true&exclude={one.number}") == [one.number]
    assert numbers(client, f"posts?sticky=true&include={two.number}") == []
    assert numbers(client, f"posts?sticky=false&include={one.number}") == [one.number]


def test_no_status_is_the_public_one(client: Client) -> None:
    post = world.make_post()
    world.make_post("Draft", live=False)
    assert numbers(client, "posts?status=") == [post.number]


def test_slugs_in_no_order_are_the_oldest_first(client: Client) -> None:
    posts = world.many_posts(3)
    assert numbers(client, "posts?orderby=include_slugs") == [post.number for post in posts]


def test_what_fits_alike_comes_in_the_order_asked_for(client: Client) -> None:
    old, new = world.make_post("Tide", at="2015-01-01"), world.make_post("Tide", at="2016-01-01")
    assert numbers(client, "posts?search=tide&orderby=relevance") == [new.number, old.number]
    assert numbers(client, "posts?search=tide&orderby=relevance&order=asc") == [old.number, new.number]


def test_fields_that_are_not_there_leave_an_empty_list(client: Client) -> None:
    post = world.make_post()
    assert ask(client, "posts?_fields=nonsense") == [[]]
    assert ask(client, f"posts/{post.number}?_fields=nonsense") == []
    assert list(ask(client, f"posts/{post.number}?_fields=_links")) == ["_links"]


def test_everything_is_embedded_by_0_as_by_1(client: Client) -> None:
    world.make_post(author=world.make_author())
    assert "author" in ask(client, "posts?_embed=0")[0]["_embedded"]


def test_an_empty_callback_is_none(client: Client) -> None:
    response = client.get(f"{V2}posts?_jsonp=")
    assert (response.status_code, response.json()) == (200, [])


def test_comments_are_ordered_by_the_number_of_their_post(client: Client) -> None:
    low, page, high = world.make_post("Low"), world.make_page("Between"), world.make_post("High")
    on_high, on_page, on_low = (world.make_comment(subject) for subject in (high, page, low))
    assert numbers(client, "comments?orderby=post&order=asc") == [on_low.pk, on_page.pk, on_high.pk]


def test_comments_without_a_post_are_refused_and_an_order_of_none_is_empty(client: Client) -> None:
    world.make_comment(world.make_post())
    assert code_of(client, "comments?post=0", 401) == "rest_cannot_read"
    response = client.get(f"{V2}comments?orderby=include&per_page=1")
    assert (response.json(), response["X-WP-Total"], response["X-WP-TotalPages"]) == ([], "1", "1")


def test_a_search_passes_over_subtypes_of_other_types(client: Client) -> None:
    post, category = world.make_post(), world.make_category()
    world.make_page()
    assert numbers(client, "search?subtype=category") == [post.number]
    assert numbers(client, "search?subtype=") == [post.number]
    assert numbers(client, "search?type=term&subtype=post") == [category.number]


def test_a_search_of_terms_ends_with_its_last_page(client: Client) -> None:
    world.make_category()
    assert code_of(client, "search?type=term&page=2", 400) == "rest_search_invalid_page_number"
    assert ask(client, "search?type=post-format&page=2") == []


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "wp/v2/templates/theme//index", 401, "rest_cannot_manage_templates"),
        ("DELETE", "wp/v2/template-parts/theme//index", 401, "rest_cannot_manage_templates"),
        ("GET", "wp/v2/templates/7/revisions", 401, "rest_cannot_manage_templates"),
        ("GET", "wp/v2/templates/lookup", 400, "rest_missing_callback_param"),
        ("GET", "wp/v2/templates/lookup?slug=index", 401, "rest_cannot_manage_templates"),
        ("GET", "wp/v2/block-types/core", 401, "rest_block_type_cannot_view"),
        ("GET", "wp/v2/block-types/core/paragraph", 401, "rest_block_type_cannot_view"),
        ("GET", "wp/v2/global-styles/themes/theme", 401, "rest_cannot_manage_global_styles"),
        ("GET", "wp/v2/themes/theme", 401, "rest_cannot_view_themes"),
        ("GET", "wp/v2/plugins/akismet/akismet", 401, "rest_cannot_view_plugin"),
        ("PUT", "wp/v2/plugins/akismet/akismet", 401, "rest_cannot_manage_plugins"),
        ("POST", "wp/v2/sidebars/sidebar-1", 401, "rest_cannot_manage_widgets"),
        ("DELETE", "wp/v2/widgets/block-2", 401, "rest_cannot_manage_widgets"),
        ("GET", "wp/v2/block-directory/search", 400, "rest_missing_callback_param"),
        ("GET", "wp/v2/blocks?status=draft", 400, "rest_invalid_param"),
        ("GET", "wp/v2/blocks?orderby=nonsense", 400, "rest_invalid_param"),
        ("GET", "wp/v2/blocks/7", 404, "rest_post_invalid_id"),
        ("DELETE", "wp/v2/blocks/7", 404, "rest_post_invalid_id"),
        ("GET", "wp/v2/blocks/7/revisions", 404, "rest_post_invalid_parent"),
        ("GET", "wp/v2/navigation/7/autosaves/8", 404, "rest_post_invalid_parent"),
        ("GET", "wp-site-health/v1/tests/https-status", 401, "rest_forbidden"),
        ("GET", "wp-block-editor/v1/export", 401, "rest_cannot_export_templates"),
    ],
)
def test_strangers_are_refused_as_by_wordpress(client: Client, method: str, path: str, status: int, code: str) -> None:
    response = client.generic(method, f"/wp-json/{path}")
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_orders_that_need_a_list_do_without(client: Client) -> None:
    bays, alps = world.make_category("Bays"), world.make_category("Alps")
    for order in ("include", "include_slugs", "name"):
        assert numbers(client, f"categories?orderby={order}") == [alps.number, bays.number], order
    for asked, found in (("include=0", 0), ("exclude=0", 2), ("include=0&exclude=0", 0)):  # as in 7.1; 6.1 gave all
        assert len(numbers(client, f"categories?{asked}")) == found, asked
    pages = [world.make_page(title) for title in ("One", "Two")]
    assert numbers(client, "pages?orderby=include_slugs") == [page.number for page in pages]
    author = world.make_post().author
    assert author is not None and numbers(client, "users?orderby=include") == [author.number]


def test_of_comments_that_are_alike_the_newest_comes_first(client: Client) -> None:
    post = world.make_post()
    first, second = world.make_comment(post, at="2016-02-08"), world.make_comment(post, at="2016-02-09")
    for order in ("post", "parent", "type"):
        for way in ("asc", "desc"):
            assert numbers(client, f"comments?orderby={order}&order={way}") == [second.pk, first.pk], (order, way)
    assert numbers(client, "comments?orderby=date&order=asc") == [first.pk, second.pk]


def test_a_status_that_is_none_is_forbidden_like_those_that_are(client: Client) -> None:
    for kind in ("posts", "pages", "media"):
        body = client.get(f"{V2}{kind}?status=nonsense").json()
        assert body["data"]["details"]["status"]["code"] == "rest_forbidden_status", kind
