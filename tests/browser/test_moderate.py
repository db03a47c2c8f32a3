"""A moderator works through the queue of a real site: by keyboard, and without scripts."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.sites import Site, running_site
from tests.browser.test_desk import assert_usable, sign_in

pytestmark = pytest.mark.browser
FILL = """
import datetime
from coranto.comments.models import Comment
from tests import world as w
from tests.comments.pages import rules
Comment.objects.all().delete()
rules()
post = w.make_post("A harbour at dawn")
for n in range(1, 5):
    at = w.NOON - datetime.timedelta(hours=n)
    held = w.make_comment(post, f"Waiting words {n}", by=w.make_commenter(f"Reader {n}"), at=at, status="held")
    held.verdicts.create(status="held", by="rule", phase="first", reasons=[{"words": "a first comment"}], at=at)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own."""
    with running_site(tmp_path_factory.mktemp("queue") / "home") as running:
        yield running


@pytest.fixture
def queue(site: Site, new_page: NewPage) -> Page:
    """The queue with four held comments, as a moderator sees it."""
    return open_queue(site, new_page(width=1280))


def open_queue(site: Site, page: Page) -> Page:
    """Sign in and go there."""
    site.run(FILL)
    sign_in(page, site, "mo", "moderator")
    page.goto(f"{site.url}/desk/comments/")
    return page


def statuses(site: Site) -> str:
    """The states of the four, newest first, by their first letters; then those of replies."""
    code = "from coranto.comments.models import Comment; print(''.join(row.status[0] for row in"
    return site.run(f"{code} Comment.objects.order_by('pk')))")


def test_the_queue_is_worked_through_by_keyboard(site: Site, queue: Page) -> None:
    faults: list[str] = []
    queue.on("pageerror", lambda error: faults.append(str(error)))
    rows = queue.locator("[data-row]")
    expect(rows.nth(0)).to_be_focused()
    queue.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    queue.keyboard.press("k")
    queue.keyboard.press("a")
    expect(rows.nth(0).get_by_role("status")).to_contain_text("published")
    expect(rows.nth(1)).to_be_focused()
    queue.keyboard.press("s")
    expect(rows.nth(1).get_by_role("status")).to_contain_text("marked as spam")
    queue.keyboard.press("d")
    expect(rows.nth(2).get_by_role("status")).to_contain_text("put in the bin")
    assert statuses(site) == "psbh"
    queue.keyboard.press("u")
    expect(rows.nth(2).get_by_role("status")).to_contain_text("Undone")
    assert statuses(site) == "pshh"
    queue.keyboard.press("x")
    expect(rows.nth(2).get_by_role("checkbox")).to_be_checked()
    queue.keyboard.press("r")
    box = rows.nth(2).get_by_label("Your reply")
    expect(box).to_be_focused()
    queue.keyboard.type("judas asks: a d u s?")
    queue.keyboard.press("Escape")
    expect(rows.nth(2)).to_be_focused()
    queue.keyboard.press("r")
    rows.nth(2).get_by_role("button", name="Approve and reply").click()
    expect(rows.nth(2).get_by_role("status")).to_contain_text("answered by comment")
    assert statuses(site) == "psphp"
    queue.keyboard.press("?")
    expect(queue.get_by_text("undoes the last one")).to_be_visible()
    queue.keyboard.press("?")
    expect(rows.nth(3)).to_be_focused()
    assert not faults


def test_what_emptied_the_queue_is_undone_by_the_same_key(site: Site, queue: Page) -> None:
    queue.get_by_label("all on this page").check()
    queue.get_by_role("button", name="Ticked are spam").click()
    expect(queue.get_by_text("Nothing waits.")).to_be_visible()
    queue.keyboard.press("u")
    expect(queue.locator("[data-row]")).to_have_count(4)


def test_the_queue_works_without_scripts(site: Site, new_page: NewPage) -> None:
    page = open_queue(site, new_page(scripts=False))
    page.get_by_role("button", name="Approve", exact=True).first.click()
    assert statuses(site) == "phhh"
    page.locator(".desk-done").get_by_role("button", name="Undo").click()
    assert statuses(site) == "hhhh"
    for box in page.locator("[data-tick]").all()[1:3]:
        box.check()
    page.get_by_role("button", name="Ticked are spam").click()
    assert statuses(site) == "hssh"
    page.get_by_role("link", name=re.compile("What was done")).click()
    expect(page.locator("tbody tr").first).to_contain_text("2 comments marked as spam.")
    page.locator("tbody tr").first.get_by_role("button", name="Undo").click()
    assert statuses(site) == "hhhh"


def test_without_scripts_what_was_refused_is_said_where_it_can_be_seen(site: Site, new_page: NewPage) -> None:
    page = open_queue(site, new_page(scripts=False, width=320))
    page.get_by_role("button", name="Approve ticked").click()
    said = page.locator(".messages > ul")
    expect(said).to_contain_text("Tick at least one comment first.")
    expect(said).to_have_css("opacity", "1")
    box = said.bounding_box()
    assert box and box["y"] >= 0


def test_without_scripts_no_warning_stands_over_the_queue_and_there_is_a_way_back(
    site: Site, new_page: NewPage
) -> None:
    page = open_queue(site, new_page(scripts=False, width=320))
    for path in ("?status=all", "log/", "blocks/"):
        page.goto(f"{site.url}/desk/comments/{path}")
        expect(page.locator(".capabilitymessage")).to_be_hidden()
    page.get_by_role("navigation", name="Way back").get_by_role("link", name="Comments").click()
    expect(page).to_have_url(f"{site.url}/desk/comments/")


def test_the_fields_to_find_comments_stand_apart(site: Site, queue: Page) -> None:
    queue.goto(f"{site.url}/desk/comments/?status=all&name=reader+1")
    boxes = [field.bounding_box() for field in queue.locator(".desk-find .desk-filter input[type=text]").all()]
    rows = [(box["y"], box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert len(rows) == 6
    assert all(left[2] < right[1] for left in rows for right in rows if left[0] == right[0] and left[1] < right[1])


def test_on_a_phone_what_was_done_stands_in_whole_words(site: Site, new_page: NewPage) -> None:
    page = open_queue(site, new_page(width=320, scripts=False))
    page.get_by_role("button", name="Approve", exact=True).first.click()
    page.goto(f"{site.url}/desk/comments/log/")
    what = page.locator("tbody td").first.bounding_box()
    assert what and what["width"] > 200


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])  # colours do not depend on the width
def test_everybody_can_use_the_queue(site: Site, new_page: NewPage, scheme: str, width: int) -> None:
    page = open_queue(site, new_page(width=width, color_scheme=scheme))
    key = site.run("from coranto.comments.models import Comment; print(Comment.objects.order_by('pk')[0].pk)")
    for path in ("?status=held", "?status=all&name=reader+1", f"{key}/", "log/", "blocks/"):
        page.goto(f"{site.url}/desk/comments/{path}")
        assert_usable(page, path, width)
