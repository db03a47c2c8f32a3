"""Readers report, react, and hear of new comments."""

import pytest
from django.test import Client
from django.utils import timezone

from coranto.comments.actions.moderating import decide_at_desk
from coranto.comments.models import Comment, Reaction, Report
from tests.comments.pages import page_of, rules
from tests.desk import person
from tests.world import make_author, make_comment, make_commenter, make_post, publication

pytestmark = pytest.mark.django_db


def reported(comment: Comment, network: str, browser: str = "Browser/1", **fields: str) -> int:
    """Report from a network; the status of the answer."""
    sent = {"reason": "spam", "words": "an advertisement", **fields}
    return (
        Client(REMOTE_ADDR=network, HTTP_USER_AGENT=browser).post(f"/-/comments/{comment.pk}/report/", sent).status_code
    )


def test_a_report_is_kept_once_for_each_reader() -> None:
    comment = make_comment(make_post())
    assert [reported(comment, "192.0.2.1") for _ in range(2)] == [200, 200]
    report = Report.objects.get()
    assert (report.reason, report.text, report.settled_at) == ("spam", "an advertisement", None)
    assert "192.0.2.1" not in report.reporter


def test_enough_reports_hide_a_comment_and_say_why() -> None:
    rules(reports_hide=2)
    post = make_post()
    comment = make_comment(post)
    reported(comment, "192.0.2.1")
    comment.refresh_from_db()
    assert comment.status == "published"
    reported(comment, "192.0.2.2")
    comment.refresh_from_db()
    assert comment.status == "held" and comment.verdicts.get().phase == "reports"
    post.refresh_from_db()
    assert post.comment_count == 0


def test_what_a_moderator_has_looked_at_and_kept_is_not_hidden_by_further_reports() -> None:
    rules(reports_hide=2)
    comment, moderator = make_comment(make_post()), person("moderator")
    for n in (1, 2):
        reported(comment, f"192.0.2.{n}")
    decide_at_desk(comments=[comment], status="published", at=timezone.now(), by=moderator)
    for n in (3, 4, 5):
        reported(comment, f"192.0.2.{n}")
    comment.refresh_from_db()
    assert comment.status == "published"
    assert Report.objects.filter(settled_at=None).count() == 3
    Comment.objects.filter(pk=comment.pk).update(edited_at=timezone.now())
    reported(comment, "192.0.2.6")
    comment.refresh_from_db()
    assert comment.status == "held"


@pytest.mark.parametrize("address", ["192.0.2.1", "2001:db8::{:x}"])
def test_one_network_does_not_hide_a_comment_by_naming_many_browsers(address: str) -> None:
    rules(reports_hide=3)
    comment = make_comment(make_post())
    for n in range(4):
        assert reported(comment, address.format(n + 1), f"Browser/{n}") == 200
    comment.refresh_from_db()
    assert comment.status == "published" and Report.objects.count() == 1


def test_two_browsers_behind_one_address_react_each() -> None:
    rules(reaction="Thanks")
    comment = make_comment(make_post())
    for browser in ("Browser/1", "Browser/2"):
        client = Client(REMOTE_ADDR="192.0.2.1", HTTP_USER_AGENT=browser)
        client.post(f"/-/comments/{comment.pk}/react/")
    assert Reaction.objects.count() == 2


def test_readers_do_not_silence_the_publication() -> None:
    rules(reports_hide=1)
    comment = make_comment(make_post(), by=make_commenter(is_staff=True))
    reported(comment, "192.0.2.1")
    comment.refresh_from_db()
    assert comment.status == "published" and Report.objects.count() == 1


def test_a_report_needs_a_reason() -> None:
    comment = make_comment(make_post())
    assert "Why?" in Client().get(f"/-/comments/{comment.pk}/report/").content.decode()
    reported(comment, "192.0.2.1", reason="because")
    assert not Report.objects.exists()


def test_a_person_is_called_on_the_page_to_report_what_the_thread_calls_them() -> None:
    ada = make_author()
    post = make_post(author=ada)
    writer, pim = make_commenter("Ada", author_number=ada.number), make_commenter("Pim", is_staff=True)
    for by, badge in ((writer, "Author"), (pim, "Editor")):
        page = Client().get(f"/-/comments/{make_comment(post, by=by).pk}/report/").content.decode()
        assert f'<span class="badge">{badge}</span>' in page


def test_a_network_has_a_limit() -> None:
    post = make_post()
    answers = [reported(make_comment(post, f"n{n}"), "192.0.2.1") for n in range(21)]
    assert answers[-2:] == [200, 429]


def test_a_64_of_ipv6_is_one_network() -> None:
    post = make_post()
    answers = [reported(make_comment(post, f"n{n}"), f"2001:db8::{n + 1:x}") for n in range(21)]
    assert answers[-2:] == [200, 429]
    assert reported(make_comment(post, "more"), "2001:db8:0:1::1") == 200


def test_only_published_comments_below_public_posts_are_reported() -> None:
    hidden = make_post(is_private=True)
    held = make_comment(make_post(), status=Comment.Status.HELD)
    for comment in (make_comment(hidden), held):
        assert reported(comment, "192.0.2.1") == 404
    assert Client().get("/-/comments/99999999/report/").status_code == 404


def test_reactions_are_off_until_the_owner_names_one() -> None:
    post = make_post()
    comment = make_comment(post)
    assert Client().post(f"/-/comments/{comment.pk}/react/").status_code == 404
    assert "comment-reaction" not in Client().get(post.path).content.decode()


def test_whoever_reports_is_led_back_to_the_comment() -> None:
    rules()
    post = make_post()
    comment = make_comment(post)
    door = f"/-/comments/{comment.pk}/report/"
    for answer in (Client().get(door), Client().post(door, {"reason": "abuse"})):
        assert page_of(answer).xpath("//p[@class='way-home']/a/@href") == [f"{post.path}#comment-{comment.pk}"]


def test_a_reaction_counts_once_and_is_taken_back() -> None:
    rules(reaction="Thanks")
    post = make_post()
    comment = make_comment(post)
    answer = Client(REMOTE_ADDR="192.0.2.1").post(f"/-/comments/{comment.pk}/react/")
    assert answer["Location"] == f"{post.path}#comment-{comment.pk}"
    Client(REMOTE_ADDR="192.0.2.2").post(f"/-/comments/{comment.pk}/react/")
    button = page_of(Client().get(post.path)).xpath("//form[@class='comment-reaction']")[0]
    assert " ".join(button.text_content().split()) == f"Thanks, {comment.name} 2"
    Client(REMOTE_ADDR="192.0.2.2").post(f"/-/comments/{comment.pk}/react/")
    comment.refresh_from_db()
    assert comment.reaction_count == Reaction.objects.count() == 1


def test_a_page_that_asks_hears_how_many_comments_are_new() -> None:
    post = make_post()
    make_comment(post)
    page = page_of(Client().get(post.path))
    address = page.get_element_by_id("comments-new").get("data-hx-get")
    quiet = Client().get(address)
    assert quiet.content == b"" and "no-cache" in quiet["Cache-Control"]
    assert Client().get(address, HTTP_IF_NONE_MATCH=quiet["ETag"]).status_code == 304
    make_comment(post, "New")
    loud = Client().get(address, HTTP_IF_NONE_MATCH=quiet["ETag"])
    assert "1 new comment" in loud.content.decode() and f'hx-get="{post.path}"' in loud.content.decode()


def test_news_of_a_paged_discussion_lead_to_its_last_page() -> None:
    publication(page_comments=True, comments_per_page=2, default_comments_page="oldest")
    post = make_post()
    for n in range(3):
        make_comment(post, f"n{n}")
    assert "comments-new" not in Client().get(post.path).content.decode()
    last = Client().get(f"{post.path}comment-page-2/").content.decode()
    assert "after=3" in last
    make_comment(post, "New")
    news = Client().get(f"/-/comments/live/{post.number}/?after=3").content.decode()
    assert f"{post.path}comment-page-2/" in news


def test_nobody_hears_of_comments_on_what_they_may_not_see() -> None:
    post = make_post(is_private=True)
    make_comment(post)
    assert Client().get(f"/-/comments/live/{post.number}/?after=0").content == b""
