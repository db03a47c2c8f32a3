"""Posts and pages by REST: which are listed, in which order, how they are printed."""

import pytest
from django.test import Client

from coranto.posts.models import Original, Post
from tests import world
from tests.wordpress.rest_asking import V2, ask, code_of, numbers

pytestmark = pytest.mark.django_db


def original_of(post: Post, content: str, **fields: str) -> None:
    """What the post was imported from."""
    said = {"modified_gmt": post.modified_at.isoformat(), **fields}
    Original.objects.create(post=post, digest="", state="", status="publish", content=content, fields=said)


def test_posts_come_newest_first_in_pages(client: Client) -> None:
    posts = world.many_posts(5)
    response = client.get(f"{V2}posts?per_page=2&page=2")
    assert [post["id"] for post in response.json()] == [posts[2].number, posts[1].number]
    assert (response["X-WP-Total"], response["X-WP-TotalPages"]) == ("5", "3")
    root = f"http://localhost:8000{V2}posts?per_page=2" if "localhost:8000" in response["Link"] else ""
    assert f'{root}&page=1>; rel="prev"' in response["Link"]
    assert f'{root}&page=3>; rel="next"' in response["Link"]


@pytest.mark.parametrize("many", [1_000, 0])
def test_a_list_can_be_narrowed(client: Client, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr("coranto.wordpress.rest.entries.post_rows.MANY", many)  # 0: as on a large site
    harbours, tides = world.make_category("Harbours"), world.make_tag("Tides")
    below = world.make_category("Piers", parent=harbours)
    ada, ben = world.make_author("Ada"), world.make_author("Ben")
    one = world.make_post("One", at="2016-01-01", categories=[harbours], author=ada, is_sticky=True)
    two = world.make_post("Two", at="2016-02-01", categories=[below], tags=[tides], author=ben)
    three = world.make_post("Three", at="2016-03-01", tags=[tides], author=ben, format="aside")
    for query, wanted in {
        f"categories={harbours.number}": [one],
        f"categories[terms]={harbours.number}&categories[include_children]=true": [two, one],
        f"categories_exclude={below.number}": [three, one],
        f"tags={tides.number}": [three, two],
        f"categories={harbours.number}&tags={tides.number}&tax_relation=OR": [three, two, one],
        f"author={ben.number}": [three, two],
        f"author_exclude={ben.number}": [one],
        f"include={one.number},{three.number}": [three, one],
        f"include={three.number},{one.number}&orderby=include": [three, one],
        f"exclude={two.number}": [three, one],
        "slug=two,one": [two, one],
        "slug=two,one&orderby=include_slugs": [two, one],
        "sticky=true": [one],
        "format=aside": [three],
        "after=2016-01-01T00:00:00": [three, two],
        "before=2016-02-01T00:00:00": [one],
        "after=2016-01-31T23:00:00-02:00": [three],
        "orderby=title&order=asc": [one, three, two],
        "orderby=id&order=asc": [one, two, three],
        "orderby=slug": [two, three, one],
        "order=asc": [one, two, three],
        "order=asc&per_page=2": [one, two],
        "order=asc&per_page=2&page=2": [three],
        f"tags={tides.number}&order=asc": [two, three],
        f"tags={tides.number}&orderby=title": [two, three],
        "sticky=true&orderby=title": [one],
        "offset=1": [two, one],
        "search=hree": [three],
        "search=one -two": [one],
    }.items():
        assert numbers(client, f"posts?{query}") == [post.number for post in wanted], query


@pytest.mark.parametrize("many", [1_000, 0])
def test_a_list_can_be_narrowed_by_several_terms(client: Client, monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr("coranto.wordpress.rest.entries.post_rows.MANY", many)  # 0: as on a large site
    harbours, tides = world.make_category("Harbours"), world.make_tag("Tides")
    below = world.make_category("Piers", parent=harbours)
    one = world.make_post("One", at="2016-01-01", categories=[harbours])
    two = world.make_post("Two", at="2016-02-01", categories=[below], tags=[tides])
    three = world.make_post("Three", at="2016-03-01", tags=[tides])
    for query, wanted in {
        f"categories={harbours.number}&tags={tides.number}": [],
        f"categories={below.number}&tags={tides.number}": [two],
        f"categories={harbours.number},{below.number}": [two, one],
        f"categories[terms]={harbours.number},{below.number}&categories[operator]=AND": [],
        f"categories={below.number},{999}&tags_exclude={tides.number}": [],
        f"categories={harbours.number}&tags_exclude={tides.number}": [one],
        f"categories_exclude={harbours.number},{below.number}": [three],
        f"categories_exclude[terms]={harbours.number}&categories_exclude[include_children]=1": [three],
        f"tags={tides.number}&before=2016-02-02T00:00:00": [two],
        f"categories={harbours.number},{below.number}&order=asc": [one, two],
    }.items():
        assert numbers(client, f"posts?{query}") == [post.number for post in wanted], query
        assert client.get(f"{V2}posts?{query}")["X-WP-Total"] == str(len(wanted)), query


def test_a_protected_post_shows_its_text_only_for_its_password(client: Client) -> None:
    post = world.make_post("Secret tide", password="ebb", body="<p>The hidden bay.</p>", excerpt="Hidden")
    path = f"posts/{post.number}"
    shown = ask(client, path)
    assert shown["title"]["rendered"] == "Secret tide"
    assert shown["content"] == {"rendered": "", "protected": True} == shown["excerpt"]
    assert "post-password-required" in shown["class_list"]
    assert "hidden" not in client.get(f"{V2}posts?password=ebb").content.decode().lower()
    assert code_of(client, f"{path}?password=flood", 403) == "rest_post_incorrect_password"
    assert "hidden bay" in ask(client, f"{path}?password=ebb")["content"]["rendered"]
    assert numbers(client, "posts?search=hidden") == []


def test_a_text_is_printed_as_wordpress_prints_it(client: Client) -> None:
    post = world.make_post("It's", body="<p>It’s “so”.<br>Yes</p>")
    assert (
        ask(client, f"posts/{post.number}")["content"]["rendered"] == "<p>It&#8217;s &#8220;so&#8221;.<br />Yes</p>\n"
    )
    original_of(post, 'It\'s "so" – <span style="color:red">red</span>\nYes <img src="/a.png" width="3" height="4" />')
    assert ask(client, f"posts/{post.number}")["content"]["rendered"] == (
        '<p>It&#8217;s &#8220;so&#8221; – <span style="color:red">red</span><br />\n'
        'Yes <img loading="lazy" decoding="async" src="/a.png" width="3" height="4" /></p>\n'
    )


@pytest.mark.parametrize(
    "harm", ["<script>alert(1)</script>", '<b onclick="x()">b</b>', '<a href="javascript:x">a</a>']
)
def test_nothing_harmful_of_an_export_is_handed_on(client: Client, harm: str) -> None:
    post = world.make_post("Tide", body="<p>Clean.</p>", excerpt=f"Sum {harm}")
    original_of(post, f"Raw {harm}")
    answer = client.get(f"{V2}posts/{post.number}").content.decode()
    assert "Clean." in answer
    assert not any(word in answer for word in ("<script", "onclick", "javascript:"))


def test_a_text_that_was_changed_here_is_printed_as_it_is_now(client: Client) -> None:
    post = world.make_post("Tide", body="<p>New.</p>")
    original_of(post, "Old.", modified_gmt="2001-01-01T00:00:00+00:00")
    assert ask(client, f"posts/{post.number}")["content"]["rendered"] == "<p>New.</p>\n"


def test_an_excerpt_is_the_written_one_or_the_first_words(client: Client) -> None:
    written = world.make_post("Written", excerpt="It's *this*")
    long = world.make_post("Long & short", body=f"<p>{'word ' * 60}</p>")
    marked = world.make_post("Marked", body="<p>Before.</p><!--more--><p>After.</p>")
    assert ask(client, f"posts/{written.number}")["excerpt"]["rendered"] == "<p>It&#8217;s *this*</p>\n"
    begin = "<p>" + " ".join(["word"] * 55)
    shown = ask(client, f"posts/{long.number}")["excerpt"]["rendered"]
    assert shown.startswith(f'{begin}&hellip; <a class="more-link" href="')
    assert shown.endswith('Continue reading <span class="screen-reader-text">Long &#038; short</span></a></p>\n')
    assert ask(client, f"posts/{marked.number}")["excerpt"]["rendered"] == "<p>Before.</p>\n"


def test_pages_are_listed_by_their_parents(client: Client) -> None:
    about = world.make_page("About", menu_order=2)
    team = world.make_page("Team", parent=about, menu_order=1)
    assert numbers(client, "pages?parent=0") == [about.number]
    assert numbers(client, f"pages?parent={about.number}") == [team.number]
    assert numbers(client, "pages?parent_exclude=0") == [team.number]
    assert numbers(client, "pages?orderby=menu_order&order=asc") == [team.number, about.number]
    shown = ask(client, f"pages/{team.number}")
    assert shown["parent"] == about.number
    assert shown["_links"]["up"][0]["href"].endswith(f"pages/{about.number}")


def test_what_coranto_knows_is_told_only_when_asked_for(client: Client) -> None:
    post = world.make_post("Tide", source=world.make_source("The Harbour Courier"))
    assert "coranto" not in ask(client, f"posts/{post.number}")
    told = ask(client, f"posts/{post.number}?coranto=1")["coranto"]
    assert told["attributions"][0]["source"] == "The Harbour Courier"
    assert list(ask(client, "posts?_fields=coranto")[0]) == ["coranto"]


def test_a_page_past_the_last_is_refused(client: Client) -> None:
    world.make_post()
    assert code_of(client, "posts?page=2", 400) == "rest_post_invalid_page_number"
    response = client.get(f"{V2}posts?offset=5")
    assert (response.json(), response["X-WP-Total"]) == ([], "0")
    assert ask(client, "categories?page=9") == []


def test_a_large_site_is_searched_by_its_index(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    post = world.make_post("The tide of spring")
    world.make_post("The ebb", body="<p>It went.</p>")
    for module in ("entries.post_rows", "search"):
        monkeypatch.setattr(f"coranto.wordpress.rest.{module}.SEARCHED_WHOLE", 0)
    assert numbers(client, "posts?search=tide") == [post.number]
    assert numbers(client, "search?search=tide") == [post.number]


@pytest.mark.parametrize("chosen", ["", "&categories={harbours}", "&orderby=title", "&orderby=id"])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_what_is_left_out_of_a_list_moves_its_pages(client: Client, chosen: str, order: str) -> None:
    harbours = world.make_category("Harbours")
    posts = [world.make_post(f"Tide {n}", at=f"2016-02-0{n}", categories=[harbours] * (n != 4)) for n in range(1, 8)]
    draft = world.make_draft("Tide")
    out = [posts[1], posts[3], posts[6]]
    unwanted = ",".join(str(number) for number in (draft.number, 999_999, -999_998, *(post.number for post in out)))
    chosen = chosen.format(harbours=harbours.number)
    wanted = [post.number for post in posts if post not in out]
    wanted = wanted if order == "asc" else wanted[::-1]
    pages = [
        numbers(client, f"posts?exclude={unwanted}&order={order}&per_page=2&page={page}{chosen}") for page in (1, 2)
    ]
    assert pages == [wanted[:2], wanted[2:]]
    assert numbers(client, f"posts?exclude={unwanted}&order={order}&offset=1&per_page=2{chosen}") == wanted[1:3]
    answer = client.get(f"{V2}posts?exclude={unwanted}&order={order}{chosen}")
    assert answer["X-WP-Total"] == "4"
    assert (
        code_of(client, f"posts?exclude={unwanted}&per_page=2&page=3{chosen}", 400) == "rest_post_invalid_page_number"
    )


def test_a_program_asks_for_what_changed_since(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = [world.make_post(f"Tide {n}", at=f"2016-02-0{n}") for n in range(1, 6)]
    for day, post in zip((9, 3, 8, 4, 7), posts, strict=True):
        Post.objects.filter(pk=post.pk).update(modified_at=world.moment(f"2016-03-0{day}"))
    one, _two, three, _four, five = (post.number for post in posts)
    for most in (500, 2):
        monkeypatch.setattr("coranto.wordpress.rest.entries.post_rows.FEW", most)
        since = "posts?modified_after=2016-03-05T00:00:00"
        assert numbers(client, since) == [five, three, one]
        assert numbers(client, f"{since}&orderby=modified&order=asc") == [five, three, one]
        assert numbers(client, f"{since}&per_page=2&page=2") == [one]
        assert client.get(V2 + since)["X-WP-Total"] == "3"
        assert numbers(client, f"{since}&modified_before=2016-03-08T12:00:00") == [five, three]
        assert numbers(client, "posts?modified_after=2017-01-01T00:00:00") == []


def test_in_the_order_of_authors_those_of_one_stand_by_date(client: Client) -> None:
    ada, ben = world.make_author("Ada"), world.make_author("Ben")
    world.make_author("Cyd")
    posts = {
        name: world.make_post(name, author=author, at=f"2016-01-0{day}").number
        for day, (name, author) in enumerate((("b1", ben), ("a1", ada), ("n1", None), ("b2", ben), ("a2", ada)), 1)
    }
    world.make_post("hidden", author=ben, is_private=True)
    down = [posts[name] for name in ("b2", "b1", "a2", "a1", "n1")]
    nobodys = Post.objects.get(title="n1")
    nobodys.author = None
    nobodys.save()
    world.list_again(nobodys)
    assert numbers(client, "posts?orderby=author") == down
    assert numbers(client, "posts?orderby=author&order=asc") == down[::-1]
    paged = [numbers(client, f"posts?orderby=author&per_page=2&page={page}") for page in (1, 2, 3)]
    assert paged == [down[:2], down[2:4], down[4:]]
    assert numbers(client, "posts?orderby=author&offset=3&per_page=1") == down[3:4]
    assert client.get(f"{V2}posts?orderby=author")["X-WP-Total"] == "5"
    assert numbers(client, f"posts?orderby=author&before=2016-01-05T00:00:00&author={ben.number}") == down[:2]
