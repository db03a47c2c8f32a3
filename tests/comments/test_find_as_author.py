"""An author finds comments below their own posts, whatever drives the search, and at the cost of one page."""

import datetime

import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client

from coranto.accounts.models import User
from coranto.comments.actions.tracing import trace_comments
from coranto.comments.desk.asked import Asked
from coranto.comments.desk.finding import Viewer, count_traits, find_page, write_place
from coranto.comments.models import Comment, CommentTrait
from coranto.comments.policy import own_comments
from coranto.comments.traits import NAME, Trait
from tests import world as w
from tests.comments.moderating import press
from tests.config.plans import queries_made, rows_walked
from tests.desk import desk, person

pytestmark = pytest.mark.django_db
BEGIN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
HERS, OTHERS = 300, 300


@pytest.fixture
def user() -> User:
    """An author below whose posts half of all comments stand, of two names by turns."""
    user = person("author")
    authors = w.make_author(user=user), w.make_author("Someone Else")
    threads = [w.thread_of(w.make_post(author=author)) for author in authors]
    who = w.make_commenter()
    Comment.objects.bulk_create(
        Comment(
            thread=threads[n % 2],
            commenter=who,
            name="Common" if n // 2 % 2 else "Other",
            status=("published", "held", "spam")[n // 4 % 3],
            posted_at=BEGIN + datetime.timedelta(minutes=n // 8),
            text=f"Words https://{'often' if n // 2 % 3 else 'seldom'}.example/",
        )
        for n in range(HERS + OTHERS)
    )
    trace_comments(Comment.objects.values_list("pk", flat=True))
    return user


@pytest.fixture
def client(user: User) -> Client:
    """The author's browser."""
    return desk(user=user)


@pytest.fixture(params=[1, 5_000], ids=["own comments drive", "the trait drives"])
def _driven(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.comments.desk.finding.COMPARED", request.param)


@pytest.mark.usefixtures("_driven")
@pytest.mark.parametrize("asked", ["status=all&name=common", "status=held&name=common&domain=seldom.example"])
def test_every_page_shows_the_own_comments_in_order(client: Client, asked: str) -> None:
    wanted = Comment.objects.filter(thread__post__author__name="Ada Quill", name="Common").newest_first()
    if "held" in asked:
        wanted = wanted.filter(status="held", text__contains="seldom")
    found: list[int] = []
    address = f"/desk/comments/?{asked}"
    for _page in range(20):
        answer = client.get(address)
        found += [row.comment.pk for row in answer.context["rows"]]
        address = answer.context["next_url"]
        if not address:
            break
    assert len(found) > 10 and found == list(wanted.values_list("pk", flat=True))


@pytest.mark.usefixtures("_driven")
def test_a_decision_on_all_that_were_found_is_on_own_ones_alone(client: Client) -> None:
    press(client, "bin", status="published", name="common", all="1")
    binned = Comment.objects.filter(status="binned").values_list("thread__post__author__name", "name").distinct()
    assert list(binned) == [("Ada Quill", "Common")]


def test_a_common_name_is_looked_up_for_a_page_of_comments_only(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.comments.desk.finding.COMPARED", 1)
    viewer = Viewer.of(user)
    CommentTrait.objects.filter(kind=NAME).update(key=Trait(NAME, "common").key)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE comments_comment, comments_commenttrait, comments_thread, posts_post")
    asked = Asked(tab="published", typed={NAME: "common"}, traits=(Trait(NAME, "common"),))
    with queries_made() as queries:
        first = find_page(asked, viewer, "", 5)
        assert find_page(asked, viewer, write_place(first[2]), 2) == first[3:]
    walked = [rows_walked(query) for query in queries if "EXISTS" in query[0]]
    assert len(walked) == 2
    if connection.vendor == "postgresql":
        assert max(walked) < HERS + 50  # each comment of hers once, and the trait of a page


def test_many_counts_are_one_query_of_two_parts() -> None:
    comment = w.make_comment(w.make_post(), "Words", name="Common", status="held")
    trace_comments([comment.pk])
    key = Trait(NAME, "common").key
    wanted = [(key, ""), (key, "held"), (key, "spam"), (17, "")] + [(number, "held") for number in range(200)]
    with queries_made() as queries:
        counts = count_traits(wanted, 5)
    assert (counts[key, ""], counts[key, "held"], counts[key, "spam"], counts[17, ""]) == (1, 1, 0, 0)
    assert len(counts) == len(wanted) and len(queries) == 1
    assert queries[0][0].count("COUNT(*)") == 2
    assert count_traits([], 5) == {}


@pytest.mark.parametrize(
    "asked", ["status=held", "status=all&name=common", "status=reported", "status=reported&name=common"]
)
def test_the_table_of_authors_is_in_no_query_that_goes_through_comments(client: Client, asked: str) -> None:
    """PostgreSQL has no statistics of tables of a few rows, and planned these as if each author had few comments."""
    with queries_made() as queries:
        assert client.get(f"/desk/comments/?{asked}").status_code == 200
    through = [sql for sql, _params in queries if "comments_comment" in sql]
    assert through and not [sql for sql in through if "posts_author" in sql]


def test_who_is_no_author_sees_no_comment_as_one(client: Client) -> None:
    w.thread_of(w.make_post(author=None))
    other = person("author", "without a page")
    assert own_comments(other) == Q(thread__post__author=0)
    assert "rows" in (answer := desk(user=other).get("/desk/comments/?status=all").context) and not answer["rows"]
