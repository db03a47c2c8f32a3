"""Subscribe, confirm, be told, unsubscribe, export, erase; decide by mail: by a browser, a server and a mail server.

Everything is real: ``coranto serve`` with its background, SMTP on the loopback address, Chromium with and without
scripts.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.cli.running import Served, coranto, serving
from tests.comments.mailing import URL, until
from tests.comments.smtp_server import Mailbox, smtp_server

pytestmark = [pytest.mark.browser, pytest.mark.enable_socket]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
QUESTION = "I am {0}, and I wonder how high the tide stood at the old harbour wall that winter."
ANSWER = "To {0}: my grandfather kept a diary, and it stood at the third step below the lamp."
IN_HOME = "from tests.browser.mail_site import {0}; {0}()"


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    """The mail server, with what arrived."""
    yield Mailbox()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site."""
    return tmp_path_factory.mktemp("site") / "home"


@pytest.fixture(scope="module")
def site(home: Path, mailbox: Mailbox) -> Iterator[Served]:
    """The site, which sends through the mail server."""
    with (
        smtp_server(mailbox) as port,
        serving(home, EMAIL_URL=f"smtp://127.0.0.1:{port}", CORANTO_SIGN_IN_EMAIL="1") as served,
    ):
        run_in(home, "fill")
        yield served


def run_in(home: Path, name: str) -> None:
    """Call a function of ``mail_site`` on the site's database."""
    done = coranto("manage", "shell", "--command", IN_HOME.format(name), home=home)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def browser(chromium: Browser) -> Browser:
    """The system's Chromium; a second Playwright beside the first would not start."""
    return chromium


def window(browser: Browser, *, scripts: bool) -> Page:
    """Somebody's browser, as narrow as the smallest phone."""
    context = browser.new_context(java_script_enabled=scripts, viewport={"width": 320, "height": 800})
    return context.new_page()


def looked_over(page: Page, browser: Browser) -> None:
    """The screen is accessible and no wider than the phone. axe needs scripts: without, another window looks."""
    looked = browser.new_context(viewport={"width": 320, "height": 800}).new_page()
    looked.set_content(page.content())
    looked.goto(page.url)
    found = Axe().run(looked, options=RULES).response["violations"]
    assert [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]] == [], page.url
    assert looked.evaluate("document.documentElement.scrollWidth") <= 320, page.url
    looked.context.close()


def mail_to(mailbox: Mailbox, address: str, number: int) -> list[str]:
    """The links in the mail with that number to an address, as soon as it is there."""
    for _ in until(f"mail {number} to {address}", seconds=90):
        mine = [mail for mail in mailbox.mails if mail["To"] == address]
        if len(mine) > number:
            text = next(part for part in mine[number].walk() if part.get_content_type() == "text/plain")
            return URL.findall(str(text.get_content()))  # type: ignore[attr-defined]  # of EmailMessage
    raise AssertionError


def post_of(site: Served, page: Page) -> str:
    """The address of the post."""
    page.goto(site.url)
    return site.url + str(page.locator("main h2 a").first.get_attribute("href")).removeprefix(site.url)


def comment(page: Page, address: str, name: str, email: str, text: str, *, tick: str = "") -> None:
    """Write below the post."""
    page.goto(address)
    page.get_by_label("Comment *").fill(text)
    page.locator("#author").fill(name)
    page.locator("#email").fill(email)
    if tick:
        page.get_by_label(tick).check()
    page.get_by_role("button", name="Post comment").click()
    page.get_by_text(text).first.wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_from_subscribing_to_being_forgotten(site: Served, browser: Browser, mailbox: Mailbox, scripts: bool) -> None:
    name, email = ("Bea Quay", "bea@reader.example") if scripts else ("Ann Mole", "ann@reader.example")
    bea, cy = window(browser, scripts=scripts), window(browser, scripts=scripts)
    address = post_of(site, bea)
    comment(bea, address, name, email, QUESTION.format(name), tick="when somebody writes anything here")
    confirm(bea, browser, mail_to(mailbox, email, 0)[0])
    comment(cy, address, "Cy Reeve", "cy@reader.example", ANSWER.format(name))
    links = mail_to(mailbox, email, 1)
    bea.goto(links[0])
    assert bea.get_by_text(ANSWER.format(name)).first.is_visible()
    leave(bea, browser, next(link for link in links if "/-/mail/" in link))
    ask_for_data(bea, browser, address, email)
    see_and_erase(bea, browser, mail_to(mailbox, email, 2)[0], name)
    bea.goto(address)
    assert name not in bea.locator("#comments .fn").all_inner_texts()
    assert len([mail for mail in mailbox.mails if mail["To"] == email]) == 3
    assert not [mail for mail in mailbox.mails if mail["To"] == "cy@reader.example"]


def confirm(page: Page, browser: Browser, link: str) -> None:
    """Follow the link and press the button."""
    page.goto(link)
    looked_over(page, browser)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("status").get_by_text("From now on").wait_for()


def leave(page: Page, browser: Browser, link: str) -> None:
    """Follow the link at the end of a mail and press the button."""
    page.goto(link)
    looked_over(page, browser)
    page.get_by_role("button", name="Unsubscribe").click()
    page.get_by_text("You are unsubscribed.").wait_for()


def ask_for_data(page: Page, browser: Browser, address: str, email: str) -> None:
    """From the link below the form to the page on comment data, and ask there."""
    page.goto(address)
    page.get_by_role("link", name="Learn how your comment data is processed").click()
    looked_over(page, browser)
    page.get_by_label("Your e-mail address").fill(email)
    page.get_by_role("button", name="Send me the link").click()
    page.get_by_text("a mail with a link is on its way").wait_for()


def see_and_erase(page: Page, browser: Browser, link: str, name: str) -> None:
    """Show it, download it, erase it."""
    page.goto(link)
    looked_over(page, browser)
    page.get_by_role("button", name="Show it").click()
    page.get_by_text(QUESTION.format(name)).first.wait_for()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all of it (JSON)").click()
    record = json.loads(Path(download.value.path()).read_text())
    assert [row["name"] for row in record["comments"]] == [name]
    page.get_by_label("are removed").check()
    page.get_by_label("I am sure").check()
    page.get_by_role("button", name="Erase everything about my address").click()
    page.get_by_text("Everything about your address is erased.").wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_form_of_its_own_asks_for_mail(site: Served, browser: Browser, mailbox: Mailbox, scripts: bool) -> None:
    email = "dee@reader.example" if scripts else "edda@reader.example"
    dee = window(browser, scripts=scripts)
    dee.goto(f"{site.url}/subscribe/")
    looked_over(dee, browser)
    dee.get_by_label("Your e-mail address").fill(email)
    dee.get_by_label("once a day").check()
    dee.get_by_role("button", name="Ask for mail").click()
    dee.get_by_text("a mail with a link is on its way").wait_for()
    confirm(dee, browser, mail_to(mailbox, email, 0)[0])
    assert dee.context.cookies() == []


def sign_in_by_mail(page: Page, address: str, mailbox: Mailbox, email: str, text: str) -> None:
    """Type, ask for the link, follow it, and find everything again. Passkeys need a name, not a number, for a host."""
    page.goto(address)
    page.get_by_label("Comment *").fill(text)
    page.locator("#email").fill(email)
    page.get_by_role("button", name="e-mail link").click()
    page.get_by_text("A link was sent to").wait_for()
    page.goto(mail_to(mailbox, email, 0)[0].replace("127.0.0.1", "localhost"))
    page.get_by_role("button", name="Sign in").click()
    page.get_by_text("You are signed in. Say below what name stands at your comments.").wait_for()
    assert page.get_by_label("Comment *").input_value() == text
    page.locator("#author").fill(email.partition("@")[0].title())


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_link_by_mail_signs_a_reader_in_between_two_words(
    site: Served, browser: Browser, mailbox: Mailbox, scripts: bool
) -> None:
    page, email = window(browser, scripts=scripts), f"fay{scripts:d}@reader.example"
    address = post_of(site, page).replace("127.0.0.1", "localhost")
    sign_in_by_mail(page, address, mailbox, email, f"Half a thought {scripts}")
    looked_over(page, browser)
    page.get_by_role("button", name="Post comment").click()
    page.locator("#comments li", has_text=f"Half a thought {scripts}").wait_for()
    page.get_by_text(f"You are commenting as Fay{scripts:d}").wait_for()


def test_a_reader_keeps_a_passkey_and_signs_in_with_it_between_two_words(
    site: Served, browser: Browser, mailbox: Mailbox
) -> None:
    page = window(browser, scripts=True)
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    address = post_of(site, page).replace("127.0.0.1", "localhost")
    sign_in_by_mail(page, address, mailbox, "gus@reader.example", "Before the key")
    page.get_by_role("button", name="Passkeys").click()
    page.get_by_role("link", name="Add a passkey").click()
    looked_over(page, browser)
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Passkey added.").wait_for()
    page.get_by_role("link", name="Back to your comment").click()
    page.get_by_role("button", name="Log out").click()
    page.locator("#email").wait_for()
    page.get_by_label("Comment *").fill("With the key")
    page.get_by_role("button", name="passkey").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.locator(".comment-identity").wait_for()
    assert page.get_by_label("Comment *").input_value() == "With the key"
    assert page.locator("#author").input_value() == "Gus"


def test_a_browser_that_gives_no_passkey_is_told_so_calmly(site: Served, browser: Browser) -> None:
    page = window(browser, scripts=True)
    page.goto(post_of(site, page).replace("127.0.0.1", "localhost"))
    page.get_by_role("button", name="passkey").click()
    page.get_by_role("button", name="Sign in", exact=True).wait_for()
    buttons = page.locator("main button").all_inner_texts()
    assert buttons.index("Sign in with a passkey") < buttons.index("Sign in")
    said: list[str] = []
    page.on("console", lambda message: said.append(str(message)))
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_role("status").get_by_text("No passkey was used. You can try again, or take another way.").wait_for()
    looked_over(page, browser)
    assert said == []


def test_without_scripts_the_button_of_a_passkey_cannot_be_pressed(site: Served, browser: Browser) -> None:
    page = window(browser, scripts=False)
    page.goto(f"{site.url}/accounts/login/?by=passkey")
    assert page.get_by_role("button", name="Sign in with a passkey").is_disabled()
    assert page.get_by_text("A passkey works only where scripts run.").is_visible()


DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_a_moderator_decides_by_a_link_in_a_mail(site: Served, browser: Browser, mailbox: Mailbox, home: Path) -> None:
    eve, mo = window(browser, scripts=False), window(browser, scripts=False)
    address = post_of(site, eve)
    run_in(home, "hold")
    comment(eve, address, "Eve", "eve@reader.example", "Please let me in.")
    run_in(home, "release")
    links = mail_to(mailbox, "mo@staff.example", 0)
    door = next(link for link in links if "/-/mail/decide/" in link)
    mo.goto(door)
    looked_over(mo, browser)
    reader = window(browser, scripts=False)
    reader.goto(address)
    assert reader.get_by_text("Please let me in.").count() == 0
    mo.get_by_role("button", name="Publish it").click()
    mo.get_by_text("The comment is published").first.wait_for()
    reader.goto(address)
    assert reader.locator("#comments").get_by_text("Please let me in.").is_visible()
    mo.goto(door)
    assert mo.get_by_text("Somebody has decided already").is_visible()
