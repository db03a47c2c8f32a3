"""Take the pictures of README and docs: the demonstration, imported and served, looked at with the system's Chromium.

Run by ``make screenshots``. Writes WebP files to ``docs/pictures``. Needs Debian's package chromium.
"""

import io
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, StorageState, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
PORT = 8799
URL = f"http://127.0.0.1:{PORT}"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = (1280, 960), (390, 844)
POST = "/2026/11/23/a-ladder-for-eels/"


@dataclass(frozen=True)
class Shot:
    """One picture: its file name, what it shows, in which window and light."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    dark: bool = False


SHOTS = [
    Shot("home", "/"),
    Shot("home-dark", "/", dark=True),
    Shot("home-narrow", "/", NARROW),
    Shot("post", POST),
    Shot("post-dark", POST, dark=True),
    Shot("post-narrow", POST, NARROW),
    Shot("source", "/source/the-harbour-courier/"),
    Shot("source-narrow", "/source/the-harbour-courier/", NARROW),
    Shot("search", "/?s=light"),
    Shot("search-dark", "/?s=light", dark=True),
]
DESK = [Shot("desk", "/desk/"), Shot("desk-narrow", "/desk/", NARROW), Shot("desk-dark", "/desk/", dark=True)]
QUEUE = [
    Shot("queue", "/desk/comments/"),
    Shot("queue-dark", "/desk/comments/", dark=True),
    Shot("queue-narrow", "/desk/comments/", NARROW),
]

THREADS = [Shot("thread", POST), Shot("thread-dark", POST, dark=True), Shot("thread-narrow", POST, NARROW)]
PRIVACY = Shot("privacy", "/comment-privacy/")
HELD = Shot("held", POST)
SIGNED_IN = Shot("form-account", POST)


@contextmanager
def demonstration() -> Iterator[str]:
    """The demonstration, served; gives the path of the sign-in link."""
    home = tempfile.mkdtemp(prefix="coranto-pictures-")
    command = [sys.executable, "-m", "coranto", "demo", "--port", str(PORT), "--home", home]
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CORANTO_")}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert server.stdout is not None
    try:
        link = next(line for line in server.stdout if "/sign-in/" in line).split(URL, 1)[1].strip()
        wait_until_up()
        yield link
    finally:
        server.terminate()
        server.wait()


def wait_until_up() -> None:
    """Ask until there is an answer."""
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{URL}/robots.txt", timeout=5).close()
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise SystemExit("the demonstration did not answer")


def save(page: Page, name: str) -> None:
    """Write what the window shows as WebP."""
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").save(FOLDER / f"{name}.webp", quality=82, method=6)
    print(f"{name}.webp: {(FOLDER / f'{name}.webp').stat().st_size:,} bytes")


def window(browser: Browser, shot: Shot, state: StorageState | None = None) -> Page:
    """A window of the shot's size and light, and of what a browser remembers."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if shot.dark else "light",
        storage_state=state,
    )
    return context.new_page()


def show_discussion(browser: Browser) -> None:
    """A thread, what a newcomer sees of a comment that is held, and what is said of comment data."""
    for shot in THREADS:
        page = window(browser, shot)
        page.goto(URL + shot.path)
        page.evaluate("document.getElementById('comments').scrollIntoView()")
        save(page, shot.name)
    page = window(browser, HELD)
    page.goto(URL + HELD.path)
    page.locator("#comment").fill("My grandfather built one of these ladders. It was *not* a success with the eels.")
    page.locator("#author").fill("Wilma Fen")
    page.locator("#email").fill("wilma@reader.example")
    page.wait_for_timeout(5000)  # a form that comes back at once is no person's
    page.locator("#submit").click()
    save(page, HELD.name)
    page = window(browser, PRIVACY)
    page.goto(URL + PRIVACY.path)
    save(page, PRIVACY.name)


def show_desk(browser: Browser, link: str) -> None:
    """Sign in once, then look at the desk, a post in its editor, the moderators' queue, and the form on a post."""
    signing = window(browser, DESK[0])
    signing.goto(URL + link)
    signing.get_by_role("button").click()
    state = signing.context.storage_state()
    for shot in DESK:
        page = window(browser, shot, state)
        page.goto(URL + shot.path)
        save(page, shot.name)
        page.goto(f"{URL}/desk/posts/?q=eels")
        page.get_by_role("link", name="A ladder for eels").first.click()
        page.wait_for_timeout(1500)
        save(page, shot.name.replace("desk", "editor"))
    for shot in QUEUE:
        page = window(browser, shot, state)
        page.goto(URL + shot.path)
        save(page, shot.name)
    page = window(browser, QUEUE[0], state)
    page.goto(URL + "/desk/comments/?status=spam")
    page.get_by_role("link", name="Why is this spam?").first.click()
    save(page, "why")
    page.goto(URL + "/desk/comments/filter/?by=month")
    save(page, "spam-filter")
    page = window(browser, SIGNED_IN, state)
    page.goto(URL + SIGNED_IN.path)
    page.evaluate("document.getElementById('respond').scrollIntoView()")
    page.locator("#comment").fill("The mesh of the ladder has been renewed this autumn; we shall look again in spring.")
    save(page, SIGNED_IN.name)


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demonstration() as link, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for shot in SHOTS:
            page = window(browser, shot)
            page.goto(URL + shot.path)
            save(page, shot.name)
        show_discussion(browser)
        show_desk(browser, link)
        browser.close()


if __name__ == "__main__":
    main()
