"""The list of comments at the desk, and deciding on them."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coranto.comments.actions.keeping import drop_networks
from coranto.comments.models import Comment, Verdict
from tests import world as w
from tests.desk import desk, person

pytestmark = pytest.mark.django_db
LIST = "/desk/comments/"


def decide(client: Client, verb: str, *comments: Comment) -> None:
    """Press a button below the ticked comments."""
    form = {"verb": verb, "comment": [comment.pk for comment in comments], "status": "held"}
    client.post(reverse("comments_desk:act"), form)
    for comment in comments:
        comment.refresh_from_db()


def test_held_comments_come_first_to_sight() -> None:
    post = w.make_post()
    w.make_comment(post, "Waiting words", status=Comment.Status.HELD)
    w.make_comment(post, "Public words")
    page = desk("moderator").get(LIST).content.decode()
    assert "Waiting words" in page and "Public words" not in page


def test_a_moderator_publishes_and_it_is_written_down_who_did() -> None:
    user = person("moderator")
    post = w.make_post()
    comment = w.make_comment(post, status=Comment.Status.HELD)
    decide(desk(user=user), "publish", comment)
    post.refresh_from_db()
    assert comment.status == Comment.Status.PUBLISHED and post.comment_count == 1
    assert Verdict.objects.filter(comment=comment, user=user, status="published").exists()


@pytest.mark.parametrize(("verb", "status"), [("hold", "held"), ("spam", "spam"), ("bin", "binned")])
def test_several_comments_leave_the_page_at_once(verb: str, status: str) -> None:
    post = w.make_post()
    comments = [w.make_comment(post, f"Words {n}") for n in range(2)]
    decide(desk("moderator"), verb, *comments)
    post.refresh_from_db()
    assert {comment.status for comment in comments} == {status} and post.comment_count == 0


@pytest.mark.parametrize("role", ["author", "contributor"])
def test_others_decide_nothing(role: str) -> None:
    comment = w.make_comment(w.make_post(), status=Comment.Status.HELD)
    decide(desk(role), "publish", comment)
    assert comment.status == Comment.Status.HELD


def keys(client: Client, query: str = "") -> list[int]:
    """The keys of the comments that the queue shows."""
    return [row.comment.pk for row in client.get(LIST + query).context["rows"]]


def test_the_list_is_paged_by_key_without_losing_any(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.comments.desk.queue.ON_A_PAGE", 2)
    post = w.make_post()
    for n in range(5):
        at = w.NOON + datetime.timedelta(hours=n // 2)
        w.make_comment(post, f"Words {n}", at=at, status=Comment.Status.HELD if n % 2 else Comment.Status.SPAM)
    client, seen, url = desk("moderator"), [], LIST + "?status=all"
    while url:
        context = client.get(url).context
        seen += [row.comment.pk for row in context["rows"]]
        url = context["next_url"]
    assert seen == list(Comment.objects.newest_first().values_list("pk", flat=True)) and len(seen) == 5


@pytest.mark.parametrize(
    "query", ["?status=held", "?status=all", "?status=reported", "?status=all&email=tom@reader.example"]
)
def test_the_list_costs_the_same_for_many_as_for_few(query: str) -> None:
    client, post, costs = desk("moderator"), w.make_post(), []
    for more in (3, 12):
        for n in range(more):
            comment = w.make_comment(
                post, f"See https://x{n}.example/ {more}", status="held", network_address="192.0.2.9"
            )
            comment.reports.create(reporter="a", reason="spam", at=w.NOON)
            comment.edits.create(text="Before", at=w.NOON)
            comment.verdicts.create(status="held", by="rule", reasons=[{"words": "links", "weight": 0}], at=w.NOON)
        client.get(LIST + query)
        with CaptureQueriesContext(connection) as queries:
            assert len(keys(client, query)) >= more
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 30


def test_the_markup_of_a_comment_is_not_run() -> None:
    w.make_comment(w.make_post(), "<img src=x onerror=alert(1)>", name="<b>N</b>", status=Comment.Status.HELD)
    page = desk("moderator").get(LIST).content.decode()
    assert "<img src=x" not in page and "<b>N</b>" not in page


def test_each_tab_shows_its_own() -> None:
    post = w.make_post()
    made = {status: w.make_comment(post, status=status).pk for status in Comment.Status.values}
    client = desk("moderator")
    for status, key in made.items():
        assert keys(client, f"?status={status}") == [key]
    assert sorted(keys(client, "?status=all")) == sorted(made.values())


def test_reported_comments_have_a_tab_until_somebody_decides() -> None:
    comment = w.make_comment(w.make_post())
    comment.reports.create(reporter="a", reason="abuse", text="It insults me", at=w.NOON)
    client = desk("moderator")
    assert "It insults me" in client.get(LIST + "?status=reported").content.decode()
    decide(client, "publish", comment)
    assert keys(client, "?status=reported") == [] and comment.status == Comment.Status.PUBLISHED


def test_comments_are_found_by_what_they_have_in_common() -> None:
    post, other = w.make_post(), w.make_post("Elsewhere")
    wanted = w.make_comment(
        post,
        "Buy at https://shop.pills.example/now",
        by=w.make_commenter("Ann  Other", email="Ann@Spam.example"),
        network_address="192.0.2.9",
    )
    w.make_comment(other, "Nothing to sell", network_address="198.51.100.4")
    client = desk("moderator")
    for query in (
        "name=ann+other",
        "email=ann@spam.example",
        "address=192.0.2.9",
        "network=192.0.2.0/24",
        "network=192.0.2.77",
        "domain=https://www.pills.example/x",
        f"on=https://digest.example{post.path}",
        f"on={wanted.thread_id}",
        "email=ann@spam.example&domain=pills.example&network=192.0.2.0/24",
    ):
        assert keys(client, f"?status=all&{query}") == [wanted.pk], query
    assert keys(client, "?status=spam&email=ann@spam.example") == []
    assert keys(client, "?status=all&email=ann@spam.example&address=198.51.100.4") == []


def test_an_address_of_six_is_found_by_its_network() -> None:
    one = w.make_comment(w.make_post(), network_address="2001:db8:1:2::7")
    assert keys(desk("moderator"), "?status=all&network=2001:db8:1:ffff::1") == [one.pk]


def test_what_cannot_be_found_is_said() -> None:
    w.make_comment(w.make_post())
    client = desk("moderator")
    for query in ("network=far+away", "address=300.1.1.1", "domain=x", "on=/no/such/post/", "on=https://[bad"):
        answer = client.get(f"{LIST}?status=all&{query}")
        assert answer.context["rows"] == [] and "cannot be found" in answer.content.decode()


def test_the_queue_tells_of_other_comments_and_their_fate() -> None:
    post, tom = w.make_post(), w.make_commenter()
    for status in ("published", "published", "spam"):
        w.make_comment(post, by=tom, status=status)
    held = w.make_comment(post, by=tom, status="held")
    row = desk("moderator").get(LIST).context["rows"][0]
    assert row.comment.pk == held.pk and (row.approved, row.spam) == ("2", "1")
    assert {one.kind: one.others for one in row.shared} == {"name": "3", "email": "3"}


def test_traits_follow_the_comment() -> None:
    comment = w.make_comment(w.make_post(), "See https://a.example/", network_address="192.0.2.9")
    client = desk("moderator")
    comment.text = "See https://b.example/"
    comment.save(update_fields=["text"])
    assert keys(client, "?status=all&domain=a.example") == []
    assert keys(client, "?status=all&domain=b.example") == [comment.pk]
    decide(client, "spam", comment)
    assert keys(client, "?status=spam&domain=b.example") == [comment.pk]
    drop_networks(before=w.NOON + datetime.timedelta(days=1))
    assert keys(client, "?status=all&network=192.0.2.0/24") == []


@pytest.mark.parametrize(
    "before", ["x", ",", "2026-01-01,5", "9999-99-99T00:00:00+00:00,1", "2026-11-01T00:00:00+00:00," + "9" * 30]
)
def test_a_place_that_makes_no_sense_is_the_beginning(before: str) -> None:
    comment = w.make_comment(w.make_post(), status="held")
    assert keys(desk("moderator"), f"?before={before}") == [comment.pk]


def test_an_author_sees_on_the_first_page_how_many_wait_below_their_posts() -> None:
    user = person("author")
    own, other = w.make_post(author=w.make_author(user=user)), w.make_post(author=w.make_author("Someone Else"))
    client = desk(user=user)
    w.make_comment(other, "Not theirs", status=Comment.Status.HELD)
    assert "panel-comments" not in client.get("/desk/").content.decode()
    w.make_comment(own, "Theirs", status=Comment.Status.HELD)
    page = client.get("/desk/").content.decode()
    assert "panel-comments" in page and "1 held" in page and "Not theirs" not in page


def test_what_was_erased_is_still_named_where_it_is_answered() -> None:
    post = w.make_post()
    w.make_comment(post, "An answer", parent=w.make_comment(post, "", by=w.make_commenter("", email="")))
    assert ">Anonymous: …<" in desk("moderator").get(f"{LIST}?status=all").content.decode()


def test_an_author_is_offered_only_what_an_author_may_do() -> None:
    user = person("author")
    w.make_comment(w.make_post(author=w.make_author(user=user)), status=Comment.Status.HELD)
    page = desk(user=user).get(LIST).content.decode()
    assert "Edit, close" in page and "Edit, block, move" not in page
    assert "Edit, block, move" in desk("moderator").get(LIST).content.decode()
