"""Static pages are written, previewed, copied and moved in Wagtail's tree."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from coranto.pages.models import SiteRoot, StaticPage
from tests import world as w
from tests.desk import desk

pytestmark = pytest.mark.django_db


def page_form(text: str = "Who we are.", **fields: Any) -> dict[str, Any]:
    """The editor's form."""
    values = {
        "title": "About",
        "slug": "about",
        "excerpt": "",
        "menu_order": "0",
        "password": "",
        "featured_image": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "body": streamfield([("text", rich_text(f"<p>{text}</p>"))]),
        "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
    }
    return dict(nested_form_data({**values, **fields}))


def written(client: Client, parent: Page | None = None, **fields: Any) -> StaticPage:
    """A new page, published."""
    add = reverse("wagtailadmin_pages:add", args=["pages", "staticpage", (parent or SiteRoot.objects.get()).pk])
    answer = client.post(add, {**page_form(**fields), "action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    page: StaticPage = StaticPage.objects.order_by("-pk")[0]
    return page


def test_a_published_page_stands_at_its_place_in_the_tree() -> None:
    client = desk()
    about = written(client)
    team = written(client, about, title="Team", slug="team", text="All of us.")
    assert about.number and team.number and about.number != team.number
    assert "All of us." in Client().get("/about/team/").content.decode()
    assert team.get_full_url() == "http://digest.example/about/team/"


def test_a_draft_is_previewed_as_readers_would_see_it() -> None:
    client = desk()
    page = written(client)
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    client.post(url, page_form(text="Not yet public."))
    assert "Not yet public." in client.get(url).content.decode()
    assert "Not yet public." not in Client().get("/about/").content.decode()


def test_a_renamed_page_leaves_a_redirect() -> None:
    client = desk()
    page = written(client)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(url, {**page_form(slug="about-us"), "action-publish": "1"})
    assert "Who we are." in Client().get("/about-us/").content.decode()
    moved = Client().get("/about/")
    assert moved.status_code == 301 and moved["Location"].endswith("/about-us/")


def test_a_copied_tree_gets_numbers_of_its_own() -> None:
    client = desk()
    about = written(client)
    written(client, about, title="Team", slug="team")
    form = {
        "new_title": "About too",
        "new_slug": "about-too",
        "new_parent_page": str(SiteRoot.objects.get().pk),
        "copy_subpages": "on",
    }
    client.post(reverse("wagtailadmin_pages:copy", args=[about.pk]), form)
    numbers = list(StaticPage.objects.values_list("number", flat=True))
    assert len(numbers) == 4 == len(set(numbers))


def test_publishing_an_older_version_does_not_turn_back_the_number_of_comments() -> None:
    page = written(desk())
    old = page.latest_revision
    w.make_comment(page)
    old.publish()
    page.refresh_from_db()
    assert page.comment_count == 1
