"""A guest's casino link is held, with reasons; a moderator marks it; the next like it is caught; innocence passes."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.sites import Site, running_site
from tests.browser.test_desk import assert_usable, sign_in

pytestmark = pytest.mark.browser
FILL = """
from tests import world as w
from tests.comments.pages import rules
rules(wait_seconds=0, youngest_form=0, hold_first=False, hold_links=1)
print(w.make_post("A harbour at dawn").path)
"""
OFFER = "I play at the casino http://lucky-slots.example/{n} with my friends in the evening, it is nice there."
WARES = "Buy cheap watches and handbags at http://watch-outlet.example/ with free shipping, best price online"
KIND = "My grandmother sold herring on that quay, and she never once complained of the gulls."
LAST = "from coranto.comments.models import Comment; row = Comment.objects.order_by('pk').last(); "


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own."""
    with running_site(tmp_path_factory.mktemp("spam") / "home") as running:
        yield running


def write(site: Site, page: Page, path: str, text: str, name: str) -> str:
    """A guest comments; what became of it."""
    page.goto(f"{site.url}{path}")
    page.locator("#comment").fill(text)
    page.locator("#author").fill(name)
    page.locator("#email").fill(f"{name.lower()}@reader.example")
    page.locator("#submit").click()
    page.wait_for_load_state()
    return site.run(LAST + "print(row.status)")


def test_the_desk_explains_what_was_stopped_and_what_passed(site: Site, new_page: NewPage) -> None:
    path = site.run(FILL)
    guest, desk = new_page(), new_page(width=1280)
    assert write(site, guest, path, OFFER.format(n=1), "Bonusking") == "held"
    first = site.run(LAST + "print(row.pk)")
    sign_in(desk, site, "mo", "moderator")
    desk.goto(f"{site.url}/desk/comments/?status=all")
    expect(desk.locator("[data-row]").first).to_contain_text(re.compile("casino|link"))
    desk.locator("[data-row]").first.get_by_role("link", name=re.compile("^Why")).click()
    expect(desk.get_by_role("heading", name="What the spam filter says now")).to_be_visible()
    assert desk.locator(".desk-reasons").first.locator("tbody tr").count() >= 3
    before = float(site.run(SCORE))
    desk.get_by_role("button", name="Spam", exact=True).click()
    assert site.run(LAST + "print(row.status)") == "spam"
    desk.goto(f"{site.url}/desk/comments/{first}/why/")
    expect(desk.get_by_text("That it is spam")).to_be_visible()
    assert float(site.run(SCORE)) > before
    assert write(site, new_page(), path, OFFER.format(n=2), "Luckyman") == "spam"
    second = site.run(LAST + "print(row.pk)")
    assert write(site, new_page(), path, KIND, "Wilma") == "published"
    third = site.run(LAST + "print(row.pk)")
    desk.goto(f"{site.url}/desk/comments/{second}/why/")
    expect(desk.locator(".desk-told").first).to_contain_text("the spam filter")
    expect(desk.locator(".desk-told").first.locator("tbody tr").nth(2)).to_be_visible()
    desk.goto(f"{site.url}/desk/comments/{third}/why/")
    expect(desk.get_by_text("It would let the comment pass.")).to_be_visible()


SCORE = LAST + (
    "from coranto.comments.site_filter import kept, site_filter; print(site_filter.current().score(kept(row)).value)"
)


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])  # colours do not depend on the width
def test_everybody_can_use_the_screens_on_spam(site: Site, new_page: NewPage, scheme: str, width: int) -> None:
    path = site.run(FILL)
    write(site, new_page(), path, WARES, f"Bonus{scheme}{width}")  # nothing like what the other test writes
    key = site.run(LAST + "print(row.pk)")
    page = new_page(width=width, color_scheme=scheme)
    sign_in(page, site, f"mo{scheme}{width}", "moderator")
    for path in (f"{key}/why/", "filter/", "filter/?by=month"):
        page.goto(f"{site.url}/desk/comments/{path}")
        assert_usable(page, path, width)
