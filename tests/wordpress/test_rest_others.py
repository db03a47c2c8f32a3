"""Terms, users, comments, media, kinds and search by REST."""

import datetime
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils import timezone

from coranto.comments.models import Comment
from coranto.comments.search import index_comments
from coranto.posts.models import Post
from coranto.publication.actions import note_change
from coranto.wordpress.rest.counted import KeptTotals
from tests import world
from tests.config.plans import queries_made
from tests.wordpress.rest_asking import V2, ask, code_of, numbers
from tests.wordpress.rest_person import Program

pytestmark = pytest.mark.django_db
SIZES = (
    'a:5:{s:5:"width";i:640;s:6:"height";i:480;s:4:"file";s:16:"2016/02/boat.jpg";s:5:"sizes";a:1:{s:6:"medium";'
    'a:4:{s:4:"file";s:16:"boat-300x225.jpg";s:5:"width";i:300;s:6:"height";i:225;s:9:"mime-type";s:10:"image/jpeg";}}'
    's:10:"image_meta";a:1:{s:8:"keywords";a:0:{}}}'
)


def test_terms_count_their_own_published_posts(client: Client) -> None:
    world_news, alps = world.make_category("World"), None
    alps = world.make_category("Alps", parent=world_news)
    world.make_post(categories=[world_news])
    world.make_post(categories=[alps])
    world.make_post(categories=[alps])
    world.make_draft(categories=[alps])
    counts = {row["slug"]: row["count"] for row in ask(client, "categories")}
    assert counts == {"alps": 2, "world": 1}
    shown = ask(client, f"categories/{alps.number}")
    assert shown["parent"] == world_news.number
    assert shown["_links"]["up"][0]["href"].endswith(f"categories/{world_news.number}")


def test_terms_can_be_chosen(client: Client) -> None:
    alps, bays = world.make_category("Alps & lakes", slug="alps"), world.make_category("Bays")
    lower = world.make_category("Cliffs", parent=alps)
    post = world.make_post(categories=[bays])
    assert [row["name"] for row in ask(client, "categories")] == ["Alps &amp; lakes", "Bays", "Cliffs"]
    assert numbers(client, f"categories?parent={alps.number}") == [lower.number]
    assert numbers(client, "categories?parent=0&orderby=id&order=desc") == [bays.number, alps.number]
    assert numbers(client, "categories?hide_empty=1") == [bays.number]
    assert numbers(client, f"categories?post={post.number}") == [bays.number]
    assert numbers(client, "categories?search=lif") == [lower.number]
    assert numbers(client, "categories?slug=bays,alps&orderby=include_slugs") == [bays.number, alps.number]
    assert numbers(client, "categories?orderby=count&order=desc")[0] == bays.number
    assert code_of(client, "categories?post=99999", 400) == "rest_post_invalid_id"
    assert code_of(client, "tags/99999", 404) == "rest_term_invalid"


def test_users_are_shown_with_a_drawing_made_here(client: Client) -> None:
    ada = world.make_author("Ada Quill", url="http://ada.example", bio="Writes.")
    world.make_post(author=ada)
    shown = ask(client, f"users/{ada.number}")
    assert (shown["name"], shown["slug"], shown["url"], shown["description"]) == (
        "Ada Quill",
        "ada-quill",
        "http://ada.example",
        "Writes.",
    )
    assert list(shown["avatar_urls"]) == ["24", "48", "96"]
    drawing = shown["avatar_urls"]["96"]
    assert client.get("/" + drawing.split("/", 3)[3])["Content-Type"].startswith("image/svg")
    assert numbers(client, "users?search=quil&has_published_posts=post") == [ada.number]
    assert numbers(client, "users?has_published_posts=page") == []


def test_comments_come_newest_first_and_can_be_chosen(client: Client) -> None:
    post, page = world.make_post(), world.make_page()
    first = world.make_comment(post, "The tide", at="2016-02-08")
    answer = world.make_comment(post, "The ebb", at="2016-02-09", parent=first)
    other = world.make_comment(page, "The shore", at="2016-02-10")
    assert numbers(client, "comments") == [other.pk, answer.pk, first.pk]
    assert numbers(client, f"comments?post={post.number}&order=asc") == [first.pk, answer.pk]
    assert numbers(client, f"comments?parent={first.pk}") == [answer.pk]
    assert numbers(client, "comments?parent=0") == [other.pk, first.pk]
    assert numbers(client, "comments?search=ebb") == [answer.pk]
    assert numbers(client, "comments?after=2016-02-09T00:00:00") == [other.pk]
    shown = ask(client, f"comments/{first.pk}")
    assert shown["content"]["rendered"] == "<p>The tide</p>\n"
    assert shown["meta"] == {"_wp_note_status": None}  # as 7.1 answers, also of what is no note
    assert shown["link"].endswith(f"{post.path}#comment-{first.pk}")
    assert shown["_links"]["children"][0]["href"].endswith(f"comments?parent={first.pk}")
    assert ask(client, f"comments/{other.pk}")["_links"]["up"][0]["post_type"] == "page"
    assert code_of(client, "comments?type=pingback", 401) == "rest_forbidden_param"


@pytest.mark.parametrize("query", ["", "?after=2016-01-01T00:00:00"])
def test_the_number_of_comments_of_a_large_site_is_kept_for_a_minute(
    client: Client, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    clock = SimpleNamespace(now=lambda: world.moment("2026-11-28"))
    monkeypatch.setattr("coranto.wordpress.rest.views.timezone", clock)
    monkeypatch.setattr("coranto.wordpress.rest.comments.totals", KeptTotals(from_=2))
    post = world.make_post()
    for text in ("One", "Two"):
        world.make_comment(post, text)

    def total(of: Client = client) -> str:
        return str(of.get(f"{V2}comments{query}")["X-WP-Total"])

    assert total() == "2"
    Comment.objects.update(status=Comment.Status.HELD)
    assert total() == "2"
    assert client.get(f"{V2}comments?post={post.number}")["X-WP-Total"] == "0"
    editor = Program("editor")
    editor.get(f"comments{query}")
    assert editor.headers["X-WP-Total"] == "0", "who signs in is told what is"
    clock.now = lambda: world.moment("2026-11-28") + datetime.timedelta(minutes=1)
    assert total() == "0"


def test_posts_of_a_category_with_others_below_are_counted_again_when_something_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = SimpleNamespace(now=lambda: world.moment("2026-11-28"))
    monkeypatch.setattr("coranto.wordpress.rest.views.timezone", clock)
    above = world.make_category("Europe")
    world.make_category("Below", parent=above)
    first = world.make_post("One", categories=[above])
    world.make_post("Two", categories=[above])
    world.make_post("Tomorrow's", categories=[above], at="2026-11-29")

    def count() -> int:
        return int(ask(client, f"categories/{above.number}")["count"])

    assert count() == 2
    with queries_made() as queries:
        assert count() == 2
    assert not any("COUNT(" in sql for sql, _params in queries)
    Post.objects.filter(pk=first.pk).update(live=False)
    note_change(at=timezone.now())
    assert count() == 1
    for day, wanted in (("2026-11-29", 2), ("2026-11-30", 2), ("2026-11-28", 1)):
        moment = world.moment(day)
        monkeypatch.setattr(clock, "now", lambda at=moment: at)
        assert count() == wanted, day


def test_comments_of_a_large_site_are_searched_by_their_index(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.wordpress.rest.comments.COUNTED_AT_ONCE", 0)
    post = world.make_post()
    said = world.make_comment(post, "High tide tomorrow")
    world.make_comment(post, "Low ebb")
    index_comments(Comment.objects.values_list("pk", flat=True), at=timezone.now())
    assert numbers(client, "comments?search=tide") == [said.pk]


def test_a_picture_is_shown_with_its_copies(client: Client) -> None:
    post = world.make_post()
    file = world.make_attachment(
        "A boat",
        parent=post,
        mime_type="image/jpeg",
        upload_path="2016/02/boat.jpg",
        alt_text="Boat",
        caption="A *boat*",
        meta=[{"key": "_wp_attachment_metadata", "value": SIZES}],
    )
    shown = ask(client, f"media/{file.number}")
    assert shown["media_details"]["width"] == 640
    assert shown["media_details"]["sizes"]["medium"]["source_url"].endswith("/2016/02/boat-300x225.jpg")
    assert shown["media_details"]["sizes"]["full"]["file"] == "boat.jpg"
    assert 'src="http' in shown["description"]["rendered"]
    assert "boat-300x225.jpg" in shown["description"]["rendered"]
    assert (shown["media_type"], shown["post"], shown["alt_text"]) == ("image", post.number, "Boat")
    assert numbers(client, "media?media_type=image") == numbers(client, f"media?parent={post.number}") == [file.number]
    assert numbers(client, "media?media_type=video") == []


def test_a_picture_whose_measures_are_not_known_has_no_details(client: Client) -> None:
    for value in ("", 'O:8:"stdClass":0:{}', "a:1:{s:5"):
        meta = [{"key": "_wp_attachment_metadata", "value": value}]
        file = world.make_attachment("A boat", mime_type="image/jpeg", meta=meta)
        shown = ask(client, f"media/{file.number}")
        assert shown["media_details"] == {}
        assert 'width="1" height="1"' in shown["description"]["rendered"]


def test_a_featured_picture_can_be_embedded(client: Client) -> None:
    image = world.make_image()
    file = world.make_attachment("A boat", mime_type="image/jpeg", image=image)
    post = world.make_post(featured_image=image)
    shown = ask(client, f"posts/{post.number}?_embed=wp:featuredmedia")
    assert shown["featured_media"] == file.number
    assert shown["_embedded"]["wp:featuredmedia"][0]["media_details"]["width"] == 1200
    assert "has-post-thumbnail" in shown["class_list"]


def test_the_kinds_of_things_are_told(client: Client) -> None:
    assert ask(client, "types/post")["taxonomies"] == ["category", "post_tag"]
    assert list(ask(client, "taxonomies?type=post")) == ["category", "post_tag"]
    assert list(ask(client, "statuses")) == ["publish"]
    assert ask(client, "blocks") == ask(client, "navigation") == []
    assert list(ask(client, "types?context=embed")["post"])[:2] == ["name", "slug"]


def test_a_search_finds_posts_and_pages_best_first(client: Client) -> None:
    world.make_post("Elsewhere", at="2016-03-01", body="<p>The tide.</p>")
    page = world.make_page("Tide tables", posted_at=world.moment("2016-01-01"))
    post = world.make_post("High tide", at="2016-02-01")
    found = ask(client, "search?search=tide")
    assert [(row["subtype"], row["title"]) for row in found] == [
        ("post", "High tide"),
        ("page", "Tide tables"),
        ("post", "Elsewhere"),
    ]
    assert numbers(client, "search?search=tide&subtype=page") == [page.number]
    assert numbers(client, f"search?include={post.number}") == [post.number]
    assert code_of(client, "search?subtype=nonsense", 400) == "rest_invalid_param"


def test_posts_and_pages_stand_in_one_order_whatever_the_page_size(client: Client) -> None:
    things = []
    for day in range(1, 10):
        things.append(world.make_post(at=f"2016-02-{day:02}").number)
        if day % 3 == 0:
            page = world.make_page(f"Page {day}", posted_at=world.moment(f"2016-02-{day:02} 12:00"))
            things.append(page.number)
    things.reverse()
    for size in (1, 2, 5, 100):
        pages = -(-len(things) // size)
        found = [numbers(client, f"search?per_page={size}&page={page}") for page in range(1, pages + 1)]
        assert [number for each in found for number in each] == things
    assert client.get(f"{V2}search?page=99")["X-WP-Total"] == "0"


def test_terms_and_formats_can_be_searched(client: Client) -> None:
    alps, tides = world.make_category("Alps"), world.make_tag("Tides")
    world.make_post(format="aside", tags=[tides])
    assert numbers(client, "search?type=term") == [alps.number, tides.number]
    assert numbers(client, "search?type=term&subtype=post_tag&search=tid") == [tides.number]
    assert [row["id"] for row in ask(client, "search?type=post-format")] == ["aside"]


def test_types_and_taxonomies_to_be_edited_bring_words_and_rights() -> None:
    ask = Program("administrator")
    kinds = ask.get("types?context=edit")
    assert list(kinds) == list(ask.get("types"))
    post, page, file = kinds["post"], kinds["page"], kinds["attachment"]
    assert list(post)[:7] == [
        *("capabilities", "description", "hierarchical", "has_archive", "visibility", "viewable", "labels"),
    ]
    assert (post["labels"]["add_new_item"], page["labels"]["parent_item_colon"]) == ("Add Post", "Parent Page:")
    assert (file["labels"]["archives"], file["labels"]["name_admin_bar"]) == ("Media", "Media")
    assert kinds["wp_navigation"]["labels"]["not_found"] == "No Navigation Menu found."
    assert kinds["wp_template_part"]["labels"]["items_list"] == "Template parts list"
    assert post["capabilities"]["create_posts"] == "edit_posts"
    assert file["capabilities"]["create_posts"] == "upload_files"
    assert page["capabilities"]["edit_others_posts"] == "edit_others_pages"
    assert post["supports"]["post-formats"] is True and post["supports"]["editor"] == [{"notes": True}]
    assert (post["viewable"], kinds["wp_block"]["viewable"]) == (True, False)
    tags = ask.get("taxonomies/post_tag?context=edit")
    assert (tags["labels"]["popular_items"], tags["labels"]["template_name"]) == ("Popular Tags", "Tag Archives")
    assert (tags["capabilities"]["assign_terms"], tags["show_cloud"]) == ("assign_post_tags", True)
    assert ask.get("taxonomies?context=edit")["category"]["labels"]["popular_items"] is None


def test_kinds_are_shown_to_be_edited_to_those_who_write_such() -> None:
    author = Program("author")
    assert list(author.get("types?context=edit")) == ["post", "attachment", "wp_block"]
    assert list(author.get("taxonomies?context=edit")) == ["category", "post_tag", "wp_pattern_category"]
    assert author.refused("GET", "types/page?context=edit") == (403, "rest_forbidden_context")
    assert author.refused("GET", "taxonomies/nav_menu?context=edit") == (403, "rest_forbidden_context")
    moderator = Program("moderator")
    assert moderator.refused("GET", "types?context=edit") == (403, "rest_cannot_view")
    assert moderator.refused("GET", "taxonomies?context=edit") == (403, "rest_cannot_view")
