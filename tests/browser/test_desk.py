"""An editor and an administrator work at the desk of a real site, in a real browser."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.sites import Site, running_site
from tests.cli.running import coranto, sign_in_path
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
DEMO = ROOT / "coranto" / "demo"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
EDITOR = "edda"
SCREENS = [
    "/desk/",
    "/desk/posts/",
    "/desk/posts/bin/",
    "/desk/attributions/",
    "/desk/changes/",
    "/desk/comments/?status=all",
    "/desk/comments/log/",
    "/desk/comments/blocks/",
    "/desk/comments/filter/",
    "/desk/comments/rules/",
    "/desk/sources/",
    "/desk/categories/",
    "/desk/attachments/",
    "/desk/menus/",
    "/desk/blogroll/",
    "/desk/publication/",
    "/desk/import/",
    "/desk/import/runs/1/",
    "/desk/import/kept/",
]
ACCOUNT_SCREENS = ["/accounts/login/", "/accounts/password/reset/"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demonstration, imported and served."""
    home = tmp_path_factory.mktemp("site") / "home"
    done = coranto("import", "wordpress", DEMO / "demo.wxr.xml", "--media", DEMO / "uploads", home=home)
    assert done.returncode == 0, done.stderr
    with running_site(home) as running:
        yield running


def sign_in(page: Page, site: Site, name: str, role: str) -> None:
    """Make a person and follow their link."""
    made = site.coranto("user", "add", name, "--email", f"{name}@digest.example", "--role", role)
    if "already" in made.stderr:
        made = site.coranto("user", "link", name)
    assert made.returncode == 0, made.stderr
    page.goto(site.url + sign_in_path(made.stdout))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="How you sign in from now on")).to_be_visible()


@pytest.fixture
def page(site: Site, new_page: NewPage) -> Iterator[Page]:
    """A window in which an editor is at the desk. Nothing may be asked of another host, no script may fail."""
    opened = new_page(width=1360)
    strangers: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: strangers.append(request.url) if is_elsewhere(request.url, site) else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(opened, site, EDITOR, "editor")
    opened.goto(f"{site.url}/desk/")
    yield opened
    assert not strangers, "the desk asked other hosts"
    assert not faults


def is_elsewhere(url: str, site: Site) -> bool:
    return not url.startswith((site.url, "data:", "blob:"))


def type_text(page: Page, text: str) -> None:
    """Write a paragraph in the first block of text of the editor."""
    box = page.locator("[data-contentpath=body] [contenteditable=true]").first
    box.click()
    page.keyboard.type(text)
    written = page.locator("#body-0-value")
    expect(written).to_have_value(re.compile(re.escape(text)))  # the editor hands it to the form a moment later


def more_actions(page: Page) -> None:
    """Open the menu beside the editor's main button."""
    page.locator("footer").get_by_role("button", name="More actions").click()


def assert_usable(page: Page, path: str, width: int) -> None:
    """Nothing on this screen keeps anybody out, all of it unfolded, and it is no wider than the window."""
    for part in page.locator("details").all():
        part.evaluate("part => { part.open = true; }")
    found = Axe().run(page, options=RULES).response["violations"]
    assert not found, (path, [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in found])
    assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_link_signs_in_and_a_password_is_set(site: Site, new_page: NewPage) -> None:
    page = new_page()
    sign_in(page, site, "nils", "author")
    page.get_by_label("New password", exact=True).fill("low water at seven")
    page.get_by_label("New password confirmation").fill("low water at seven")
    page.get_by_role("button", name="Set this password").click()
    expect(page).to_have_url(f"{site.url}/desk/")
    other = new_page()
    other.goto(f"{site.url}/desk/")
    other.get_by_label("Name or e-mail address").fill("nils")
    other.get_by_label("Password").fill("low water at seven")
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_role("link", name="New post")).to_be_visible()


def test_an_editor_writes_a_post_with_its_source_and_sees_it_live(site: Site, page: Page) -> None:
    page.get_by_role("link", name="New post").click()
    page.locator("#id_title").fill("The pier gets its planks back")
    page.get_by_role("button", name="Add attribution").click()
    page.locator("#id_attributions-0-source_name").fill("The Pier Gazette")
    page.locator("#id_attributions-0-original_date").fill("2026-11")
    type_text(page, "Forty oak planks arrived on the morning boat.")
    page.get_by_role("tab", name="Filing").click()
    page.locator("#id_tag_names").fill("Piers, Oak")
    page.get_by_role("tab", name="Text").click()
    more_actions(page)
    page.get_by_role("button", name="Publish").click()
    live = page.get_by_role("link", name="View live").first
    with page.expect_popup() as popup:
        live.click()
    public = popup.value
    expect(public.get_by_role("heading", name="The pier gets its planks back")).to_be_visible()
    expect(public.locator("body")).to_contain_text("The Pier Gazette")
    expect(public.locator("body")).to_contain_text("Forty oak planks")
    expect(public.get_by_role("link", name="Oak")).to_be_visible()


def test_an_outlet_is_offered_while_its_name_is_typed(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/desk/posts/add/")
    page.get_by_role("button", name="Add attribution").click()
    box = page.locator("#id_attributions-0-source_name")
    box.press_sequentially("Estuary")
    expect(box.locator("+ datalist option").first).to_have_attribute("value", re.compile("Estuary"))


def test_half_a_name_makes_no_tag_while_the_draft_saves_itself(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/desk/posts/add/")
    page.wait_for_timeout(4_000)  # Wagtail looks at the empty form first, to see later what was changed
    page.locator("#id_title").fill("Saved by itself")
    type_text(page, "Nobody pressed a button.")
    expect(page).to_have_url(re.compile(r"/desk/posts/edit/\d+/"), timeout=20_000)
    page.get_by_role("tab", name="Filing").click()
    box = page.locator("#id_tag_names")
    box.press_sequentially("Halfw", delay=40)
    page.wait_for_timeout(5_000)
    box.press_sequentially("ord", delay=40)
    box.blur()
    page.wait_for_timeout(6_000)
    code = (
        "from coranto.posts.models import Tag; print([tag.name for tag in Tag.objects.filter(name__startswith='Half')])"
    )
    assert site.run(code) == "['Halfword']"


def test_the_preview_beside_the_editor_is_the_public_page(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/desk/posts/")
    page.get_by_role("link", name="Thirty-two winds").first.click()
    page.locator("#id_title").fill("Thirty-three winds")
    page.get_by_role("button", name="Toggle preview").click()
    frame = page.frame_locator("#w-preview-iframe")
    expect(frame.get_by_role("heading", name="Thirty-three winds")).to_be_visible(timeout=20_000)


def test_an_attribution_is_corrected_and_taken_back_by_keyboard(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/desk/attributions/")
    first = page.locator("[data-row]").first
    expect(first).to_be_focused()
    page.keyboard.press("e")
    name = first.get_by_label("Outlet")
    name.fill("The Corrected Courier")
    name.press("Enter")
    expect(first.locator("[data-said]")).to_contain_text("corrected")
    second = page.locator("[data-row]").nth(1)
    expect(second).to_be_focused()
    page.keyboard.press("c")
    expect(second.locator("[data-said]")).to_contain_text("1 attribution confirmed")
    page.keyboard.press("u")
    expect(second.locator("[data-said]")).to_contain_text("Undone")
    page.goto(f"{site.url}/desk/changes/")
    expect(page.locator("tbody tr").first).to_contain_text("undone")
    expect(page.locator("tbody tr").nth(1)).to_contain_text("The Corrected Courier")


def test_attributions_are_confirmed_without_scripts(site: Site, new_page: NewPage) -> None:
    page = new_page(scripts=False)
    sign_in(page, site, EDITOR, "editor")
    page.goto(f"{site.url}/desk/attributions/")
    before = page.locator("[data-row]").count()
    page.get_by_role("button", name="Confirm", exact=True).first.click()
    expect(page.locator("[data-row]")).to_have_count(min(before, 25) - (before < 25))


def test_outlets_are_merged(site: Site, page: Page) -> None:
    page.goto(f"{site.url}/desk/sources/")
    boxes = page.locator("tbody input[type=checkbox]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("link", name="Merge").click()
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("button", name="Undo")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".messages")).to_contain_text("Undone")


def test_an_administrator_imports_a_site(site: Site, new_page: NewPage, tmp_path: Path) -> None:
    page = new_page()
    sign_in(page, site, "olga", "administrator")
    page.goto(f"{site.url}/desk/import/")
    page.get_by_label("The export").set_input_files(DEMO / "demo.wxr.xml")
    page.get_by_role("button", name="Upload and try").click()
    expect(page.get_by_role("heading", name="What would happen")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_role("heading", name="Imported")).to_be_visible(timeout=60_000)
    expect(page.locator(".desk-table")).to_contain_text("unchanged")


@pytest.mark.parametrize(("width", "scheme"), [(1360, "light"), (390, "dark")])  # colours do not depend on the width
def test_the_screens_can_be_used_by_everybody(site: Site, new_page: NewPage, scheme: str, width: int) -> None:
    page = new_page(width=width, color_scheme=scheme)
    sign_in(page, site, "olga", "administrator")
    wrong = {}
    for path in SCREENS:
        page.goto(site.url + path)
        page.wait_for_load_state("networkidle")
        found = Axe().run(page, options=RULES).response["violations"]
        if found:
            wrong[path] = [(one["id"], one["nodes"][0]["html"][:160]) for one in found]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the window"
    assert not wrong


def test_the_account_screens_can_be_used_by_everybody(site: Site, new_page: NewPage) -> None:
    page = new_page(width=390)
    for path in ACCOUNT_SCREENS:
        page.goto(site.url + path)
        assert not Axe().run(page, options=RULES).response["violations"], path
    sign_in(page, site, "olga", "administrator")
    for path in ("/sign-in/ways/", "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
        page.goto(site.url + path)
        assert not Axe().run(page, options=RULES).response["violations"], path
