"""Every page kind in a real browser, under the strict policy: accessible, narrow enough, and asking nobody else."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from scripts.preview_theme import build
from tests.theme.sample_pages import PAGES

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS: list[tuple[int, Literal["light", "dark"]]] = [(1280, "light"), (375, "dark")]
EVERY_LOOK: dict[str, dict[str, Any]] = {
    "default": {},
    "ledger": {"theme": "ledger"},
    "rich": {"rich": True},
    "rtl": {"rich": True, "rtl": True, "fonts": "modern"},
    "book": {"fonts": "book"},
}


class WithPolicy(http.server.SimpleHTTPRequestHandler):
    """Serves a folder with the policy that the site has."""

    def end_headers(self) -> None:
        """Adds the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which all previews are served, each below its name."""
    root = tmp_path_factory.mktemp("previews")
    for name, options in EVERY_LOOK.items():
        build(root / name, **options)
    serve_at_root(root, root / "default")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(WithPolicy, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def serve_at_root(root: Path, preview: Path) -> None:
    """Pages ask for ``/static/…`` and ``/-/…``, whichever folder they lie in."""
    for name in ("static", "-"):
        shutil.copytree(preview / name, root / name)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


def opened(browser: Browser, address: str, *, width: int = 1280, scripts: bool = True) -> Page:
    """The page in a fresh window of that width."""
    context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(address)
    return page


@pytest.fixture(scope="module")
def window(browser: Browser) -> Page:
    """One window for all the tests that only look."""
    return browser.new_context().new_page()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", ["default", "ledger"])
def test_a_page_is_accessible_by_day_and_by_night(site: str, window: Page, look: str, name: str) -> None:
    window.goto(f"{site}/{look}/{name}.html")
    for width, scheme in LOOKS if look == "default" else LOOKS[1:]:
        window.set_viewport_size({"width": width, "height": 900})
        window.emulate_media(color_scheme=scheme)
        assert violations(window) == [], f"{width} px, {scheme}"


@pytest.mark.parametrize("name", ["home", "post", "search"])
@pytest.mark.parametrize("look", ["rich", "rtl", "book"])
def test_other_type_and_other_directions_are_accessible_too(site: str, window: Page, look: str, name: str) -> None:
    window.set_viewport_size({"width": 1280, "height": 900})
    window.goto(f"{site}/{look}/{name}.html")
    assert violations(window) == []


def violations(page: Page) -> list[str]:
    """What axe finds, in words."""
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("look", EVERY_LOOK)
def test_no_page_is_wider_than_the_smallest_phone(site: str, window: Page, look: str) -> None:
    window.set_viewport_size({"width": 320, "height": 900})
    for name in PAGES:
        window.goto(f"{site}/{look}/{name}.html")
        assert window.evaluate("document.documentElement.scrollWidth") <= 320, name


@pytest.mark.parametrize("name", ["home", "post"])
def test_a_page_breaks_no_policy_and_asks_nobody_else(site: str, browser: Browser, name: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/default/{name}.html", wait_until="networkidle")
    assert complaints == []
    assert [address for address in asked if not address.startswith(site)] == []
    fonts = [address for address in asked if address.endswith(".woff2")]
    assert 1 <= len(fonts) <= 2, "a page of English loads the core letters, and their italics if it has any"
    context.close()


def test_a_player_from_elsewhere_is_loaded_only_when_asked_for(site: str, browser: Browser) -> None:
    page = opened(browser, f"{site}/default/post.html")
    figure = page.locator("figure.embed")
    assert figure.locator("iframe").count() == 0
    figure.get_by_role("button", name="Load from video.example").click()
    assert figure.locator("iframe").get_attribute("src") == "https://video.example/embed/1"
    page.context.close()


def test_a_player_is_a_link_where_scripts_are_off(site: str, browser: Browser) -> None:
    page = opened(browser, f"{site}/default/post.html", scripts=False)
    assert page.locator("figure.embed a").get_attribute("href") == "https://video.example/watch/1"
    assert page.locator("figure.embed button").count() == 0
    page.context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_opens_on_a_phone_with_scripts_and_without(site: str, browser: Browser, scripts: bool) -> None:
    page = opened(browser, f"{site}/default/post.html", width=375, scripts=scripts)
    link = page.locator("#menu").get_by_role("link", name="Lamps")
    assert not link.is_visible()
    page.get_by_role("button", name="Menu").click()
    assert link.is_visible()
    page.get_by_role("button", name="Close").click()
    assert not link.is_visible()
    page.context.close()


def test_a_keyboard_comes_to_the_text_first(site: str, browser: Browser) -> None:
    page = opened(browser, f"{site}/default/home.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.context.close()


def test_paper_carries_the_text_and_where_it_came_from(site: str, browser: Browser) -> None:
    page = opened(browser, f"{site}/default/post.html")
    page.emulate_media(media="print")
    assert page.locator(".attribution").is_visible()
    assert page.locator(".entry-content").is_visible()
    for what in ("#menu", ".sidebar", ".post-ways", ".reply"):
        assert not page.locator(what).first.is_visible(), what
    page.context.close()
