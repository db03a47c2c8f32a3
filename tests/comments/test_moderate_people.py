"""What moderators do about people and discussions: trust, block, close, move; and taking it back."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.comments.actions.erasing import erase_address
from coranto.comments.desk.verbs import end_of, last_day_of
from coranto.comments.models import Block, DeskAct, Erasure
from tests import world as w
from tests.comments.moderating import count_of, press, undo
from tests.comments.pages import page_of
from tests.desk import desk, person
from tests.query_counts import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    """A moderator's browser."""
    return desk("moderator")


def test_trust_is_given_taken_and_undone(client: Client) -> None:
    comment = w.make_comment(w.make_post())
    press(client, "trust", comment)
    who = comment.commenter
    who.refresh_from_db()
    assert who.is_trusted
    undo(client)
    who.refresh_from_db()
    assert not who.is_trusted
    press(client, "trust", comment)
    press(client, "untrust", comment)
    who.refresh_from_db()
    assert not who.is_trusted


def test_nobody_in_particular_is_not_trusted(client: Client) -> None:
    comment = w.make_comment(w.make_post(), by=w.make_commenter("", email=""))
    press(client, "trust", comment)
    assert not DeskAct.objects.exists()


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("name", {"a [*] star"}),
        ("email", {"tom@reader.example"}),
        ("network", {"192.0.2.0/24"}),
        ("domain", {"pills.example", "more.example"}),
    ],
)
def test_what_a_comment_has_is_blocked_and_the_block_undone(client: Client, kind: str, values: set[str]) -> None:
    comment = w.make_comment(
        w.make_post(), "https://pills.example/ https://www.more.example/", name="A * star", network_address="192.0.2.7"
    )
    press(client, "block", comment, kind=kind, reason="A flood")
    assert set(Block.objects.values_list("value", flat=True)) == values
    assert comment.status == "published"
    press(client, "block", comment, kind=kind)
    assert DeskAct.objects.count() == 1
    undo(client)
    assert not Block.objects.exists()


def test_a_block_lasts_until_the_end_of_its_last_day(client: Client) -> None:
    comment = w.make_comment(w.make_post())
    day = timezone.now().date() + datetime.timedelta(days=30)
    press(client, "block", comment, kind="email", until=day.isoformat())
    until = Block.objects.get().until
    assert until is not None and until.astimezone(w.publication().zone).date() == day + datetime.timedelta(days=1)
    press(client, "block", comment, kind="email")
    assert Block.objects.get().until is None
    undo(client)
    assert Block.objects.get().until == until


def test_the_list_names_the_last_day_that_was_typed(client: Client) -> None:
    w.publication(time_zone="America/Halifax")
    sent = {"kind": "network", "value": "192.0.2.7/24", "until": "2999-12-24"}
    client.post(reverse("comments_desk:blocks"), sent)
    shown = client.get(reverse("comments_desk:blocks")).content.decode()
    assert "until and with 12/24/2999" in shown and "network: <strong>192.0.2.0/24" in shown


def test_what_was_done_is_named_beside_the_way_back(client: Client) -> None:
    comment = w.make_comment(w.make_post("The tide"), network_address="192.0.2.7")
    answer = press(client, "block", comment, kind="network")
    said = page_of(client.get(answer["Location"])).xpath("//div[@class='desk-done']/p")[0].text_content()
    assert " ".join(said.split()) == "1 block added. network: 192.0.2.0/24"


def test_a_block_may_end_today_where_the_publication_is() -> None:
    w.publication(time_zone="America/Halifax")
    evening = datetime.datetime(2026, 11, 29, 2, 0, tzinfo=datetime.UTC)
    assert end_of("2026-11-28", at=evening) == datetime.datetime(2026, 11, 29, 4, 0, tzinfo=datetime.UTC)


@pytest.mark.parametrize(("zone", "day"), [("Africa/Cairo", "2026-04-23"), ("America/Santiago", "2026-09-05")])
def test_a_block_may_end_on_a_day_after_which_there_is_no_midnight(zone: str, day: str) -> None:
    place, last = ZoneInfo(zone), datetime.date.fromisoformat(day)
    w.publication(time_zone=zone)
    end = end_of(day, at=w.moment("2026-01-01"))
    assert end is not None and last_day_of(end.astimezone(datetime.UTC), place) == last


@pytest.mark.parametrize("until", ["2001-01-01", "tomorrow", "2027-02-31", "99999-01-01"])
def test_a_day_that_makes_no_sense_blocks_nobody(client: Client, until: str) -> None:
    comment = w.make_comment(w.make_post())
    press(client, "block", comment, kind="email", until=until)
    answer = client.post(reverse("comments_desk:blocks"), {"kind": "word", "value": "pills", "until": until})
    assert answer.status_code == 409 and b'value="pills"' in answer.content and not Block.objects.exists()


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("network", "0.0.0.0/0"),
        ("network", "far"),
        ("word", " * "),
        ("domain", "x"),
        ("nothing", "x"),
        ("name", "n" * 255),
    ],
)
def test_a_block_of_everybody_or_nothing_is_refused(client: Client, kind: str, value: str) -> None:
    answer = client.post(reverse("comments_desk:blocks"), {"kind": kind, "value": value})
    assert answer.status_code == 409 and not Block.objects.exists()


def test_a_block_is_added_listed_lifted_and_brought_back(client: Client) -> None:
    client.post(reverse("comments_desk:blocks"), {"kind": "network", "value": "192.0.2.7/24", "reason": "A flood"})
    row = Block.objects.get()
    assert row.value == "192.0.2.0/24" and b"A flood" in client.get(reverse("comments_desk:blocks")).content
    client.post(reverse("comments_desk:lift", args=[row.pk]))
    assert not Block.objects.standing(timezone.now()).exists()
    undo(client)
    assert Block.objects.standing(timezone.now()).exists()


def test_a_discussion_is_closed_and_opened_also_in_the_newest_draft(client: Client) -> None:
    post = w.make_post()
    revision = post.save_revision()
    comment = w.make_comment(post)
    press(client, "close", comment)
    post.refresh_from_db()
    revision.refresh_from_db()
    assert not post.comments_open and revision.content["comments_open"] is False
    undo(client)
    post.refresh_from_db()
    revision.refresh_from_db()
    assert post.comments_open and revision.content["comments_open"] is True


def test_the_discussion_of_a_page_and_an_attachment_is_closed(client: Client) -> None:
    page, file = w.make_page(comments_open=True), w.make_attachment()
    press(client, "close", w.make_comment(page), w.make_comment(file))
    page.refresh_from_db()
    file.refresh_from_db()
    assert not page.comments_open and not file.comments_open
    undo(client)
    page.refresh_from_db()
    file.refresh_from_db()
    assert page.comments_open and file.comments_open


def test_comments_move_with_their_replies_and_come_back(client: Client) -> None:
    post, other = w.make_post(), w.make_post("Elsewhere")
    top = w.make_comment(post, "Top")
    moved = w.make_comment(post, "Moved", parent=top)
    below = w.make_comment(post, "Below", parent=moved, status="held")
    press(client, "move", moved, to=f"https://digest.example{other.path}")
    for row in (top, below):
        row.refresh_from_db()
    assert (moved.thread.post, moved.parent, below.thread.post, below.parent) == (other, None, other, moved)
    assert (count_of(post), count_of(other), top.thread.post) == (1, 1, post)
    undo(client, moved, below)
    assert (moved.thread.post, moved.parent_id, below.thread.post) == (post, top.pk, post)
    assert (count_of(post), count_of(other)) == (2, 0)


@pytest.mark.parametrize("to", ["", "/no/such/post/", "9" * 40, "https://[", "17\x00"])
def test_comments_do_not_move_to_nowhere(client: Client, to: str) -> None:
    comment = w.make_comment(w.make_post())
    press(client, "move", comment, to=to)
    assert not DeskAct.objects.exists()


def log_of(client: Client) -> str:
    """The page of what was done."""
    return client.get(reverse("comments_desk:log")).content.decode()


def test_the_log_names_who_was_trusted_what_was_blocked_and_which_discussion_closed(client: Client) -> None:
    comment = w.make_comment(w.make_post("A lamp turns"), by=w.make_commenter("Bea Quay", email="bea@reader.example"))
    press(client, "trust", comment)
    press(client, "block", comment, kind="email")
    press(client, "close", comment)
    log = log_of(client)
    assert 'email=bea%40reader.example">Bea Quay</a>' in log
    assert ">e-mail address: bea@reader.example</a>" in log
    assert f'on={comment.thread_id}">“A lamp turns”</a>' in log


def test_the_log_names_nobody_whose_address_was_erased_or_block_taken_back(client: Client) -> None:
    comment = w.make_comment(w.make_post(), by=w.make_commenter("Beatrice Quay", email="beatrice@reader.example"))
    press(client, "trust", comment)
    press(client, "block", comment, kind="email")
    undo(client)
    erase_address(email="beatrice@reader.example", how=Erasure.How.REMOVE, at=timezone.now(), by=None)
    assert "beatrice" not in log_of(client).lower()


def test_the_log_costs_the_same_however_much_was_done(client: Client) -> None:
    post = w.make_post()
    rows = [w.make_comment(post, by=w.make_commenter(f"R{n}", email=f"r{n}@reader.example")) for n in range(4)]
    for row in rows[:1]:
        press(client, "trust", row)
        press(client, "block", row, kind="email")
    press(client, "close", rows[0])
    before = queries_of(client, reverse("comments_desk:log"))
    for row in rows[1:]:
        press(client, "trust", row)
        press(client, "block", row, kind="email")
    press(client, "open", rows[0])
    assert queries_of(client, reverse("comments_desk:log")) == before


def test_authors_read_in_the_log_which_discussions_they_closed(client: Client) -> None:
    user = person("author")
    post = w.make_post("A lamp turns", author=w.make_author(user=user))
    own = desk(user=user)
    press(own, "close", w.make_comment(post))
    assert "“A lamp turns”" in log_of(own)
