"""The settings of the weblog, its menus and blogroll, arranged at the desk."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from coranto.publication.models import BlogrollLink, Menu, MenuItem, Publication
from tests import world as w
from tests.desk import desk

pytestmark = pytest.mark.django_db
MOMENTS = {"changed_at", "changed_but_for_comments_at"}


def settings_form(**changes: Any) -> dict[str, Any]:
    """The settings as they are, with these changed."""
    row = Publication.objects.current()
    names = [field.name for field in Publication._meta.fields if field.editable and field.name not in ("id", "site")]
    values = {name: getattr(row, name) for name in names}
    form = {k: ("" if v is None or k in ("logo", "icon") else v) for k, v in values.items() if v is not False}
    form["sidebar"] = streamfield([])
    for moment in MOMENTS:
        form.pop(moment, None)
    return dict(nested_form_data({**form, **changes}))


def save_settings(client: Client, **changes: Any) -> Any:
    """Send the form."""
    return client.post(reverse("publication_desk:settings"), settings_form(**changes))


def test_every_setting_is_on_the_screen_and_saving_without_change_changes_nothing() -> None:
    before: dict[str, Any] = dict(Publication.objects.values().get())
    client = desk("administrator")
    assert client.get(reverse("publication_desk:settings")).status_code == 200
    assert save_settings(client).status_code == 302
    after: dict[str, Any] = dict(Publication.objects.values().get())
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= MOMENTS


def test_a_new_name_and_colour_are_on_the_site_at_once() -> None:
    save_settings(desk("administrator"), name="The Tide Table", accent="#005f73")
    page = Client().get("/").content.decode()
    assert "The Tide Table" in page and "005f73" in page


def test_a_pattern_without_the_name_of_the_post_is_refused() -> None:
    answer = save_settings(desk("administrator"), permalink_structure="/%year%/")
    assert answer.status_code == 200 and Publication.objects.current().permalink_structure != "/%year%/"


def test_a_page_is_put_in_front() -> None:
    page = w.make_page("Welcome aboard")
    save_settings(desk("administrator"), front_page_number=page.number)
    assert "Welcome aboard" in Client().get("/").content.decode()


def test_the_sidebar_is_arranged() -> None:
    w.make_post("Low tide")
    blocks = [
        ("text", {"title": "Notice", "html": "<p>Mind the step.</p>"}),
        ("recent_posts", {"title": "", "count": "3", "show_date": ""}),
    ]
    save_settings(desk("administrator"), sidebar=streamfield(blocks))
    assert Publication.objects.current().sidebar[0] == {
        "kind": "text",
        "title": "Notice",
        "html": "<p>Mind the step.</p>",
    }
    page = Client().get("/").content.decode()
    assert page.index("Mind the step.") < page.index("Recent posts")


def link(label: str, address: str, *, key: str = "", children: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """One link of the menu's form."""
    return {"label": label, "address": address, "hint": "", "key": key, "children": list_of(*children)}


def list_of(*links: dict[str, Any]) -> dict[str, Any]:
    """A list block as a browser sends it."""
    items = {
        str(n): {"deleted": "", "order": str(n), "type": "item", "id": "", "value": one} for n, one in enumerate(links)
    }
    return {"count": str(len(links)), **items}


def save_menu(client: Client, menu: Menu | None, *links: dict[str, Any]) -> Any:
    """Send the menu's form."""
    url = reverse("menus:edit", args=[menu.pk]) if menu else reverse("menus:add")
    form = {"name": "Main", "slug": "main", "place": "primary", "links": list_of(*links)}
    return client.post(url, dict(nested_form_data(form)))


def test_a_menu_is_a_tree_that_keeps_its_rows() -> None:
    client = desk()
    save_menu(client, None, link("About", "/about/", children=(link("Team", "/about/team/"),)), link("Feed", "/feed/"))
    menu = Menu.objects.get()
    about = MenuItem.objects.get(label="About")
    assert MenuItem.objects.get(label="Team").parent == about
    save_menu(client, menu, link("Feed", "/feed/"), link("About us", "/about/", key=str(about.pk)))
    about.refresh_from_db()
    assert (about.label, about.order) == ("About us", 1)
    assert set(menu.items.values_list("label", flat=True)) == {"Feed", "About us"}
    assert "About us" in Client().get("/").content.decode()


def test_a_menu_deeper_than_usual_loses_nothing() -> None:
    client = desk()
    menu = Menu.objects.create(name="Main", slug="main")
    parent = None
    for depth in range(6):
        parent = MenuItem.objects.create(menu=menu, label=f"Level {depth}", address="/", parent=parent)
    page = client.get(reverse("menus:edit", args=[menu.pk])).content.decode()
    assert all(f"Level {depth}" in page for depth in range(6))


def test_a_blogroll_link_is_added() -> None:
    form = {"name": "Low Bridge", "url": "https://bridge.example/", "description": "", "group": "", "order": "0"}
    desk().post(reverse("blogroll:add"), form)
    assert BlogrollLink.objects.get().url == "https://bridge.example/"


@pytest.mark.parametrize("role", ["editor", "author", "contributor", "moderator"])
def test_only_administrators_change_the_settings(role: str) -> None:
    client = desk(role)
    assert client.get(reverse("publication_desk:settings")).status_code == 302
    save_settings(client, name="Taken over")
    assert Publication.objects.current().name != "Taken over"
