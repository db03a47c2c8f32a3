"""Readers discuss on a real site in a real browser: with scripts, and without."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Dialog, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.sites import Site, running_openid_provider, running_site
from tests.cli.running import free_port

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WORLD = """
import json
from coranto.comments.models import CommentRules
from coranto.publication.models import Publication
from tests.world import make_comment, make_commenter, make_post
CommentRules.objects.update_or_create(publication=Publication.objects.current(), defaults={
    "wait_seconds": 0, "youngest_form": 0, "hold_first": True, "reaction": "Thanks"})
paths = {}
for name in ("held", "reply", "sign-in", "live", "looks", "edit"):
    post = make_post(f"The {name} post")
    first = make_comment(post, "The first comment.", by=make_commenter("Ansa", email="ansa@reader.example"))
    paths[name] = [post.path, post.number, first.pk]
make_commenter("Known", email="known@reader.example", is_trusted=True)
print(json.dumps(paths))
"""
Paths = dict[str, tuple[str, int, int]]


@pytest.fixture(scope="module")
def club() -> Iterator[tuple[int, int]]:
    """The ports of the site and of the provider of identities."""
    yield free_port(), free_port()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, club: tuple[int, int]) -> Iterator[Site]:
    """A site with a few posts."""
    club_is = f"Club|http://127.0.0.1:{club[1]}|weblog|between-the-two"
    home = tmp_path_factory.mktemp("site") / "home"
    with running_site(home, port=club[0], CORANTO_SIGN_IN_OPENID=club_is) as running:
        yield running


@pytest.fixture(scope="module")
def paths(site: Site) -> Paths:
    """The posts."""
    found: Paths = json.loads(site.run(WORLD).splitlines()[-1])
    return found


def fill(page: Page, *, text: str, name: str = "Bea", email: str = "bea@reader.example") -> None:
    """Fill the form in."""
    page.locator("#comment").fill(text)
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("textbox", name="E-mail").fill(email)


def post_comment(page: Page) -> None:
    """Send it."""
    page.get_by_role("button", name="Post comment").click()
    page.wait_for_load_state()


def test_a_guest_writes_is_held_sees_it_edits_and_deletes(
    site: Site, paths: Paths, new_page: NewPage, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    page.goto(site.url + paths["held"][0])
    words = f"Words of a guest, scripts {scripts}."
    fill(page, text=words, name=f"Guest {scripts}")
    post_comment(page)
    held = page.locator(".comment", has_text=words).last
    expect(held).to_contain_text("only you see it")
    stranger = new_page(scripts=scripts)
    stranger.goto(site.url + paths["held"][0])
    expect(stranger.locator("body")).not_to_contain_text(words)
    held.get_by_role("link", name="Edit").click()
    page.locator("#comment").fill(f"Better words, scripts {scripts}.")
    page.get_by_role("button", name="Keep the change").click()
    better = page.locator(".comment", has_text=f"Better words, scripts {scripts}.").last
    expect(better).to_contain_text("Edited")
    better.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete it").click()
    expect(page.locator("#comments")).not_to_contain_text("Better words")


def test_a_refusal_keeps_what_was_typed(site: Site, paths: Paths, new_page: NewPage, scripts: bool) -> None:
    page = new_page(scripts=scripts)
    page.goto(site.url + paths["held"][0])
    page.locator("#commentform").evaluate("form => form.noValidate = true") if scripts else None
    fill(page, text="Typed with care", email="nobody@nowhere")
    post_comment(page)
    expect(page.get_by_role("alert")).to_contain_text("valid e-mail")
    expect(page.locator("#comment")).to_have_value("Typed with care")


def test_a_reply_is_written_in_place(site: Site, paths: Paths, new_page: NewPage, scripts: bool) -> None:
    page = new_page(scripts=scripts)
    path, _number, first = paths["reply"]
    page.goto(site.url + path)
    if scripts:
        page.locator("#comment").fill("Begun before")
    page.locator(f"#comment-{first}").get_by_role("link", name="Reply to Ansa").click()
    assert page.locator(f"#comment-{first} #respond").count() == 1
    expect(page.locator("#reply-title")).to_contain_text("Reply to Ansa")
    if scripts:
        expect(page.locator("#comment")).to_have_value("Begun before")
        expect(page.locator("#comment")).to_be_focused()
    text = f"An answer, scripts {scripts}."
    fill(page, text=text, name="Known", email="known@reader.example")
    post_comment(page)
    expect(page.locator(f"#comment-{first} .children", has_text=text)).to_be_visible()


def test_a_quotation_and_a_preview(site: Site, paths: Paths, new_page: NewPage, scripts: bool) -> None:
    page = new_page(scripts=scripts)
    path, _number, first = paths["reply"]
    page.goto(site.url + path)
    page.locator(f"#comment-{first} > .comment-body").get_by_role("link", name="Quote").click()
    expect(page.locator("#comment")).to_have_value("> The first comment.\n\n")
    page.locator("#comment").fill(page.locator("#comment").input_value() + "So *it* is.")
    page.get_by_role("button", name="Preview").click()
    preview = page.locator("#comment-preview")
    expect(preview.locator("blockquote")).to_contain_text("The first comment.")
    expect(preview.locator("em")).to_have_text("it")
    expect(page.locator("#reply-title")).to_have_text("Reply to Ansa")
    if scripts:
        expect(preview).to_be_focused()
    expect(page.locator("#comment")).to_have_value("> The first comment.\n\nSo *it* is.")


def test_the_live_count_counts_as_the_site_does(site: Site, paths: Paths, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site.url + paths["reply"][0])
    page.locator("#comment").fill("Gull: \N{BIRD}")
    expect(page.locator("#comment-length")).to_have_text("7 / 20,000")


def test_a_double_click_posts_once(site: Site, paths: Paths, new_page: NewPage) -> None:
    page = new_page()
    page.goto(site.url + paths["edit"][0])
    fill(page, text="Only once", name="Known", email="known@reader.example")
    page.get_by_role("button", name="Post comment").dblclick()
    page.wait_for_url("**#comment-*")
    page.goto(site.url + paths["edit"][0])
    expect(page.locator(".comment", has_text="Only once")).to_have_count(1)


def test_new_comments_appear_when_asked_for_and_move_nothing(site: Site, paths: Paths, new_page: NewPage) -> None:
    reader = new_page()
    reader.clock.install()
    path, number, first = paths["live"]
    reader.goto(site.url + path)
    reader.locator(f"#comment-{first}").get_by_role("link", name="Reply to Ansa").click()
    reader.locator("#comment").fill("Still typing")
    site.run(
        "from tests.world import *\nfrom coranto.posts.models import Post\n"
        f"make_comment(Post.objects.get(number={number}), 'While you read.', at='2016-03-01')"
    )
    before = reader.evaluate(PLACE)
    reader.clock.fast_forward(31_000)
    while not reader.evaluate("window.htmx?.version"):  # waiting in the page itself is forbidden by its policy
        reader.wait_for_timeout(50)
    reader.clock.fast_forward(46_000)
    news = reader.locator("#comments-new")
    expect(news).to_contain_text("1 new comment")
    assert reader.evaluate(PLACE) == before
    expect(news.get_by_role("link")).to_be_in_viewport()
    news.get_by_role("link").click()
    expect(reader.locator("#comment-list")).to_contain_text("While you read.")
    expect(reader.locator("#comment-list :focus")).to_contain_text("While you read.")
    expect(reader.locator("#comments-title")).to_contain_text("2 comments")
    expect(reader.locator(f"#comment-{first} #comment")).to_have_value("Still typing")


PLACE = "[scrollY, document.getElementById('comment').getBoundingClientRect().top]"


def test_a_reader_signs_in_elsewhere_in_the_middle_of_typing(
    site: Site, club: tuple[int, int], paths: Paths, new_page: NewPage, scripts: bool
) -> None:
    page = new_page(scripts=scripts)
    path, _number, first = paths["sign-in"]
    with running_openid_provider(club[1], f"{site.url}/accounts/oidc/club/login/callback/"):
        page.goto(f"{site.url}{path}?replytocom={first}")
        page.locator("#comment").fill("Half a thought")
        page.get_by_role("button", name="Club").click()
        page.wait_for_url(f"http://127.0.0.1:{club[1]}/**")
        page.locator("input[name=login]").fill(f"mo{scripts}".lower())
        page.locator("input[name=password]").fill("any")
        page.locator("button[type=submit]").click()
        page.locator("button[type=submit]").click()
        page.wait_for_url(f"{site.url}/**")
        name = f"mo{scripts}".lower() + " of the Club"
        expect(page.locator(".comment-identity")).to_contain_text(f"You are commenting as {name} through Club")
        expect(page.locator(f"#comment-{first} #comment")).to_have_value("Half a thought")
        page.locator("#comment").fill(f"A whole thought of {name}")
        post_comment(page)
        mine = page.locator(f"#comment-{first} .children .comment", has_text=f"A whole thought of {name}")
        expect(mine).to_contain_text("only you see it")
        mine.get_by_role("link", name="Edit").click()
        expect(page.locator("#comment")).to_have_value(f"A whole thought of {name}")
        page.goto(site.url + path)
        page.locator("#comment").fill("On second thoughts")
        page.get_by_role("button", name="Log out").click()
        expect(page.locator("#comment")).to_have_value("On second thoughts")
        expect(page.locator("#author")).to_be_visible()


@pytest.mark.parametrize("width", [320, 1100])
def test_every_state_is_accessible_and_fits(site: Site, paths: Paths, new_page: NewPage, width: int) -> None:
    page = new_page(width=width)
    path, _number, first = paths["looks"]
    states = [path, f"{path}?replytocom={first}", f"/-/comments/{first}/report/"]
    for state in states:
        page.goto(site.url + state)
        assert_good(page, state)
    page.goto(site.url + path)
    fill(page, text="x" * 300, name=f"Held {width} " + "long" * 30)
    post_comment(page)
    assert_good(page, "held")
    page.locator(".comment-edit-link").click()
    assert_good(page, "edit")
    page.go_back()
    page.locator(".comment-delete-link").click()
    assert_good(page, "delete")
    page.goto(site.url + path)
    page.locator("#comment").fill("Look")
    page.get_by_role("button", name="Preview").click()
    assert_good(page, "preview")


def assert_good(page: Page, state: str) -> None:
    """Nothing that axe objects to, and nothing to scroll sideways for."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, f"{state}: {found.generate_report()}"
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), f"{state} is too wide"


def test_none_of_the_attacks_fires_in_a_browser(site: Site, new_page: NewPage) -> None:
    path = site.run(ATTACKS).splitlines()[-1]
    page = new_page(bypass_csp=True)
    fired: list[str] = []

    def note(dialog: Dialog) -> None:
        fired.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", note)
    page.add_init_script("window.fired = []; window.alert = (...all) => window.fired.push(all.join());")
    seen = 0
    for number in (1, 2, 3):
        page.goto(f"{site.url}{path}comment-page-{number}/")
        page.evaluate(POKE)
        seen += page.locator(".comment-content").count()
        fired += page.evaluate("window.fired")
        assert page.evaluate(RUNNING_LINKS) == 0
    site.run("from coranto.publication.models import Publication; Publication.objects.update(page_comments=False)")
    assert seen >= 1_300 and not fired


VECTORS = Path(__file__).parent.parent / "comments" / "xss_vectors.txt"
ATTACKS = f"""
import json, pathlib
from coranto.core.comment_text import comment_html, written_html
from coranto.core.strangers_text import tidy_line, tidy_text, tidy_url
from coranto.comments.models import Comment
from tests.world import make_comment, make_commenter, make_post
post = make_post("Attacks")
lines = pathlib.Path({str(VECTORS)!r}).read_text().splitlines()
vectors = [json.loads(line) for line in lines if line and not line.startswith("#")]
first = make_comment(post, "x", by=make_commenter("A", email="a@reader.example"))
rows = []
for number, vector in enumerate(vectors):
    for clean in (written_html, comment_html):
        rows.append(Comment(thread=first.thread, commenter=first.commenter, text=vector, html=clean(tidy_text(vector)),
            name=tidy_line(vector)[:245], url=tidy_url(vector)[:200], posted_at=first.posted_at, status="published"))
Comment.objects.bulk_create(rows)
from tests.world import count_comments
count_comments(post)
from coranto.publication.models import Publication
Publication.objects.update(page_comments=True, comments_per_page=500)
print(post.path)
"""
RUNNING_LINKS = "[...document.links].filter(link => /^(javascript|data|vbscript):/.test(link.protocol)).length"
POKE = """
() => {
  const names = ["click", "mouseover", "mouseenter", "focus", "pointerdown", "pointerrawupdate", "wheel", "copy",
                 "animationend", "toggle", "load", "error", "input"];
  for (const element of document.querySelectorAll("#comments .comment-meta *, #comments .comment-content *")) {
    if (element.matches("a[href]")) element.addEventListener("click", (event) => event.preventDefault());
    for (const name of names) element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
  }
}
"""
