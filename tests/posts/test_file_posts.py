"""Categories, tags, outlets and authors at the desk: no rings, addresses that go on working, safe deleting."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coranto.posts.actions.sources import find_source, name_source
from coranto.posts.models import Author, Category, Change, Source, Tag
from tests import world as w
from tests.desk import desk, person

pytestmark = pytest.mark.django_db


def save(client: Client, kind: str, row: Any = None, **fields: Any) -> Any:
    """Send the form of a new or present row."""
    blank = {"category": {"parent": ""}, "author": {"portrait": "", "user": "", "email": "", "url": "", "bio": ""}}
    values = {"slug": "", "description": "", **blank.get(kind, {}), **fields}
    name = f"wagtailsnippets_posts_{kind}"
    return client.post(reverse(f"{name}:edit", args=[row.pk]) if row else reverse(f"{name}:add"), values)


def bulk(client: Client, kind: str, verb: str, rows: list[Any], **form: Any) -> Any:
    """Do something with several rows."""
    url = reverse("wagtail_bulk_action", args=["posts", kind, verb])
    return client.post(f"{url}?{'&'.join(f'id={row.pk}' for row in rows)}&next=/desk/", form)


def test_a_new_category_gets_slug_number_and_path() -> None:
    world = w.make_category("World")
    save(desk(), "category", name="Alpine Lakes", parent=str(world.pk))
    made = Category.objects.get(name="Alpine Lakes")
    assert (made.slug, made.path) == ("alpine-lakes", "world/alpine-lakes") and made.number > world.number


def test_a_category_cannot_stand_below_itself_or_its_children() -> None:
    world = w.make_category("World")
    alps = w.make_category("Alps", parent=world)
    for parent in (world, alps):
        save(
            desk(user=person("editor", f"e{parent.pk}")),
            "category",
            world,
            name="World",
            slug="world",
            parent=str(parent.pk),
        )
    world.refresh_from_db()
    assert world.parent is None


def test_a_moved_category_takes_its_tree_along_and_old_addresses_lead_there() -> None:
    world, news = w.make_category("World"), w.make_category("News")
    alps = w.make_category("Alps", parent=world)
    w.make_post("On ice", categories=[alps])
    save(desk(), "category", world, name="World", slug="the-world", parent=str(news.pk))
    alps.refresh_from_db()
    assert alps.path == "news/the-world/alps"
    for address in ("/category/world/alps/", "/category/news/the-world/alps/", "/category/news/", "/category/world/"):
        assert "On ice" in Client().get(address, follow=True).content.decode(), address


def test_a_slug_that_another_has_is_refused() -> None:
    w.make_tag("Tides")
    answer = save(desk(), "tag", name="Other", slug="tides")
    assert answer.status_code == 200 and Tag.objects.count() == 1


def test_a_renamed_outlet_is_found_under_its_old_address_and_its_other_names() -> None:
    source = name_source(name="Harbour Gazette")
    w.make_post("Low tide", source=source)
    fields = {"url": "", "licence": "", "other_names": "Gazette of the Harbour, hg.example"}
    save(desk(), "source", source, name="Harbour Gazette", slug="gazette", **fields)
    assert Client().get("/source/harbour-gazette/")["Location"] == "/source/gazette/"
    assert find_source("hg.example") == find_source("gazette of the harbour") == source


def test_a_name_that_is_another_outlets_is_refused() -> None:
    gazette = name_source(name="Harbour Gazette")
    name_source(name="Quay Observer")
    fields = {"url": "", "licence": "", "other_names": "quay observer"}
    answer = save(desk(), "source", gazette, name="Harbour Gazette", slug="harbour-gazette", **fields)
    assert "Merge the two instead" in answer.content.decode()


def test_outlets_are_merged_from_the_list_and_parted_again() -> None:
    client = desk()
    old, new = name_source(name="Harbour Gazette"), name_source(name="The Harbour Courier")
    answer = bulk(client, "source", "merge", [old, new], into=str(new.pk))
    assert answer.status_code == 302 and list(Source.objects.all()) == [new]
    client.post(reverse("posts_desk:undo", args=[Change.objects.get().pk]))
    assert Source.objects.count() == 2


def test_an_outlet_with_posts_is_not_deleted() -> None:
    client = desk()
    source = w.make_source()
    w.make_post(source=source)
    answer = client.post(reverse("wagtailsnippets_posts_source:delete", args=[source.pk]), follow=True)
    assert "still in use" in answer.content.decode()
    bulk(client, "source", "delete", [source])
    assert Source.objects.count() == 1


def test_texts_of_an_author_are_kept_without_what_runs() -> None:
    client, ada = desk(), w.make_author("Ada")
    fields = {"name": 'Ada"><img src=x onerror=alert(1)>', "slug": "ada", "email": "", "bio": "", "portrait": ""}
    answer = save(client, "author", ada, **fields, url="javascript:alert(1)")
    assert "begins with https:// or http://" in answer.content.decode()
    bio = "Writes <em>much</em>.<script>alert(1)</script> Ada's & Ben's"
    for typed, kept in (("ada.example", "http://ada.example"), ("/about/", "/about/"), ("", "")):
        assert save(client, "author", ada, **{**fields, "bio": bio}, url=typed).status_code == 302
        ada.refresh_from_db()
        assert (ada.name, ada.url) == ('Ada">', kept)
        assert ada.bio == "Writes <em>much</em>. Ada's &amp; Ben's"


def test_an_author_with_posts_is_not_deleted() -> None:
    client = desk()
    post = w.make_post()
    client.post(reverse("wagtailsnippets_posts_author:delete", args=[post.author_id]))
    assert Author.objects.filter(pk=post.author_id).exists()


def test_a_deleted_tag_leaves_no_post_listed_under_it() -> None:
    tag = w.make_tag()
    post = w.make_post(tags=[tag])
    bulk(desk(), "tag", "delete", [tag])
    assert not Tag.objects.exists() and not post.entries.filter(kind="tag").exists()


def test_the_list_of_outlets_costs_the_same_for_many_as_for_few() -> None:
    client, costs = desk(), []
    for more in (2, 20):
        for n in range(more):
            w.make_source(f"Outlet {more} {n}")
        client.get(reverse("wagtailsnippets_posts_source:list"))
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("wagtailsnippets_posts_source:list"))
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_the_list_of_outlets_says_how_many_posts_each_has() -> None:
    source = w.make_source()
    w.make_post(source=source)
    w.make_post(source=source)
    row = desk().get(reverse("wagtailsnippets_posts_source:list")).context["table"].data[0]
    assert row.public_posts == 2
