"""Who is told of what, once: replies, discussions, posts; moderators and authors. Nothing here leaves the process."""

import datetime
import email.utils

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from coranto.comments.actions.announcing import announce_comments, announce_post
from coranto.comments.actions.deciding import decide_comments
from coranto.comments.actions.submitting import submit_comment
from coranto.comments.actions.subscribing import end_subscriptions, follow_mail_event, subscribe
from coranto.comments.actions.telling import next_digest, tell_what_is_due
from coranto.comments.discussions import post_subject
from coranto.comments.models import Announcement, Comment, Commenter, CommentRules, Letter, Subscription
from coranto.comments.scoring import neutral
from coranto.comments.submissions import Submission
from coranto.comments.tasks import send_mail
from coranto.posts.actions.publishing import publish_posts
from coranto.posts.models import Post
from coranto.publication.models import Publication
from tests.comments.mailing import follow, html_of, link_to, run, sent
from tests.desk import person
from tests.world import make_author, make_comment, make_commenter, make_draft, make_post, publication, thread_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def comment_on(post: Post, text: str = "Well said.", **fields: object) -> Comment:
    """A published comment of now, announced."""
    by = fields.pop("by", None) or make_commenter("Cy", email="cy@reader.example")
    comment = make_comment(post, text, at=timezone.now(), by=by, **fields)  # type: ignore[arg-type]
    announce_comments(comments=[comment], at=timezone.now())
    return comment


def recipients() -> list[str]:
    """To whom mail went, in order."""
    return [each.to[0] for each in sent()]


def test_a_comment_is_told_once_to_those_who_follow_and_never_to_its_writer() -> None:
    post = make_post("The tide came in")
    thread = thread_of(post)
    follow("bea@reader.example", thread=thread)
    follow("CY@reader.example", thread=thread)
    follow("far@reader.example", thread=thread_of(make_post()))
    subscribe(email="never@reader.example", kind=Subscription.Kind.THREAD, thread=thread, at=timezone.now())
    Letter.objects.all().delete()
    comment = comment_on(post, "The <tide> turned.")
    run()
    (mail,) = sent()
    assert mail.to == ["bea@reader.example"]
    assert mail.subject == "Cy on “The tide came in”"
    assert f"{post.path}#comment-{comment.pk}" in mail.body
    for _ in range(3):
        announce_comments(comments=[comment], at=timezone.now())
        decide_comments(comments=[comment], status=Comment.Status.PUBLISHED, at=timezone.now(), by=None)
        run()
    assert sent() == []


def test_a_held_comment_is_told_when_it_is_approved_and_not_again() -> None:
    post = make_post()
    follow("bea@reader.example", thread=thread_of(post))
    comment = comment_on(post, status=Comment.Status.HELD)
    run()
    assert recipients() == []
    decide_comments(comments=[comment], status=Comment.Status.PUBLISHED, at=timezone.now(), by=person("moderator"))
    run()
    assert recipients() == ["bea@reader.example"]
    decide_comments(comments=[comment], status=Comment.Status.HELD, at=timezone.now(), by=None)
    decide_comments(comments=[comment], status=Comment.Status.PUBLISHED, at=timezone.now(), by=None)
    run()
    assert "bea@reader.example" not in recipients()


def test_who_follows_twice_is_told_once_and_as_the_one_answered() -> None:
    post = make_post("The tide")
    bea = make_commenter("Bea", email="bea@reader.example")
    first = make_comment(post, by=bea)
    follow("bea@reader.example", thread=thread_of(post))
    follow("bea@reader.example", kind=Subscription.Kind.REPLIES, commenter=bea)
    comment_on(post, parent=first)
    run()
    (mail,) = sent()
    assert mail.body.startswith("Cy answered you on “The tide”")
    comment_on(post, "Another thing.")
    run()
    assert [each.to for each in sent()] == [["bea@reader.example"]]


def test_replies_to_somebody_else_are_no_replies_to_me() -> None:
    post = make_post()
    follow("bea@reader.example", kind=Subscription.Kind.REPLIES, commenter=make_commenter("Bea", email="b@a.example"))
    comment_on(post, parent=make_comment(post))
    run()
    assert recipients() == []


def test_headers_let_mail_programs_unsubscribe_with_one_click() -> None:
    post = make_post()
    row = follow("bea@reader.example", thread=thread_of(post))
    comment = comment_on(post)
    run()
    headers = sent()[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<http://digest.example/-/mail/{row.token}/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert f"discussion-{comment.thread_id}@" in headers["References"]


def test_strangers_words_cannot_write_headers() -> None:
    publication(name="The Packet\r\nBcc: all@a.example")
    post = make_post("A title\nBcc: more@a.example")
    follow("bea@reader.example", thread=thread_of(post))
    comment_on(post, name="Eve\r\nBcc: eve@a.example\u202e", by=make_commenter("Eve", email="eve@a.example"))
    run()
    (mail,) = sent()
    message = mail.message()
    assert message["Bcc"] is None and mail.recipients() == ["bea@reader.example"]
    assert "\n" not in mail.subject and "\u202e" not in mail.subject
    assert sum(line.lower().startswith(b"bcc:") for line in message.as_bytes().splitlines()) == 0
    assert email.utils.parseaddr(str(message["From"]))[1] == settings.DEFAULT_FROM_EMAIL


def test_script_in_a_name_is_text_in_the_html_version() -> None:
    post = make_post()
    follow("bea@reader.example", thread=thread_of(post))
    comment_on(post, name="<script>alert(1)</script>", by=make_commenter("<b>", email="eve@a.example"))
    run()
    html = html_of(sent()[0])
    assert "<script" not in html and "&lt;script&gt;" in html


@pytest.mark.parametrize("change", [{"is_private": True}, {"live": False}, {"binned_at": timezone.now()}])
def test_nobody_hears_of_what_the_public_may_not_see(change: dict[str, object]) -> None:
    post = make_post()
    follow("bea@reader.example", thread=thread_of(post))
    Post.objects.filter(pk=post.pk).update(**change)
    comment_on(Post.objects.get(pk=post.pk))
    run()
    assert recipients() == []


def test_below_a_protected_post_the_text_stays_away() -> None:
    post = make_post("Kept", password="tide")
    follow("bea@reader.example", thread=thread_of(post))
    comment_on(post, "The hidden harbour.")
    run()
    (mail,) = sent()
    assert "hidden harbour" not in mail.body + html_of(mail)


def test_what_is_taken_down_before_the_mail_goes_is_not_told() -> None:
    post = make_post()
    follow("bea@reader.example", thread=thread_of(post), pace=Subscription.Pace.DAILY)
    comment = comment_on(post)
    run()
    decide_comments(comments=[comment], status=Comment.Status.HELD, at=timezone.now(), by=None)
    assert run(DAY * 1.1).withdrawn == 1
    assert recipients() == [] and not Letter.objects.filter(kind=Letter.Kind.NEWS).exists()


def test_a_digest_comes_once_a_day_with_all_of_it() -> None:
    post = make_post("The tide")
    row = follow("bea@reader.example", thread=thread_of(post), pace=Subscription.Pace.DAILY)
    for number in range(4):
        comment_on(post, f"Number {number}.")
    run()
    assert recipients() == []
    run(DAY * 1.05)
    (mail,) = sent()
    assert all(f"Number {number}." in mail.body for number in range(4))
    assert mail.extra_headers["List-Unsubscribe"] == f"<http://digest.example/-/mail/{row.token}/>"
    run(DAY * 2)
    assert recipients() == []


def test_the_digest_is_due_in_the_morning_of_the_publication() -> None:
    publication(time_zone="America/New_York")
    due = next_digest(datetime.datetime(2026, 3, 1, 11, 30, tzinfo=datetime.UTC))
    assert due.astimezone(Publication.objects.current().zone).isoformat() == "2026-03-01T07:00:00-05:00"


def test_who_leaves_gets_nothing_that_was_waiting() -> None:
    post = make_post()
    row = follow("bea@reader.example", thread=thread_of(post), pace=Subscription.Pace.DAILY)
    comment_on(post)
    run()
    end_subscriptions(subscriptions=[row], at=timezone.now())
    run(DAY * 1.1)
    assert recipients() == []


def test_a_new_post_is_told_to_those_who_want_posts_and_an_edit_is_not() -> None:
    follow("bea@reader.example", kind=Subscription.Kind.POSTS)
    follow("cy@reader.example", thread=thread_of(make_post()))
    draft = make_draft("The lamp turns", body="<p>It was dark.</p>", at="2016-02-07")
    publish_posts(posts=[draft], at=timezone.now(), by=None)
    run()
    (mail,) = sent()
    assert mail.to == ["bea@reader.example"] and "The lamp turns" in mail.subject and "It was dark." in mail.body
    publish_posts(posts=[Post.objects.get(pk=draft.pk)], at=timezone.now(), by=None)
    run()
    assert recipients() == []


def test_a_post_dated_later_is_told_then_and_an_old_one_never() -> None:
    follow("bea@reader.example", kind=Subscription.Kind.POSTS)
    later = make_post(at=timezone.now() + datetime.timedelta(hours=3))
    announce_post(post=later, at=timezone.now())
    announce_post(post=make_post(at="2016-02-07"), at=timezone.now())
    announce_post(post=make_post(at=timezone.now(), password="x"), at=timezone.now())
    run()
    assert recipients() == []
    run(datetime.timedelta(hours=4))
    assert recipients() == ["bea@reader.example"]


def test_an_old_comment_out_of_the_bin_is_no_news() -> None:
    post = make_post()
    follow("bea@reader.example", thread=thread_of(post))
    decide_comments(
        comments=[make_comment(post, status=Comment.Status.BINNED)],
        status=Comment.Status.PUBLISHED,
        at=timezone.now(),
        by=None,
    )
    assert not Announcement.objects.exists()


def test_a_submitted_comment_is_news_by_itself() -> None:
    post = make_post(at=timezone.now() - DAY)
    follow("bea@reader.example", thread=thread_of(post))
    make_commenter("Dee", email="dee@reader.example")
    Commenter.objects.update(approved_count=3)
    submission = Submission(text="The bridge.", name="Dee", email="dee@reader.example", form_age=30)
    submit_comment(submission=submission, subject=post_subject(post), at=timezone.now(), scorer=neutral)
    run()
    assert recipients() == ["bea@reader.example"]


def test_moderators_hear_of_held_comments_and_the_author_of_published_ones() -> None:
    ada = make_author()
    ada.user = person("author", "ada")
    ada.save()
    for user in (ada.user, person("moderator"), person("editor"), person("contributor")):
        user.email = f"{user.username}@staff.example"
        user.save()
    post = make_post(author=ada)
    comment_on(post, status=Comment.Status.HELD)
    run()
    assert sorted(recipients()) == ["ada@staff.example", "editor@staff.example", "moderator@staff.example"]
    comment_on(post)
    run(datetime.timedelta(hours=1))
    assert recipients() == ["ada@staff.example"]
    CommentRules.objects.create(publication=publication(), notifies_author=False, notifies_moderators=False)
    comment_on(post, status=Comment.Status.HELD)
    run(datetime.timedelta(hours=2))
    assert recipients() == []


def test_a_notice_leads_to_the_queue() -> None:
    moderator = person("moderator")
    moderator.email = "mo@staff.example"
    moderator.save()
    comment_on(make_post(), status=Comment.Status.HELD)
    run()
    assert link_to(sent()[0], "/desk/").endswith("/desk/comments/")


def test_many_held_comments_make_one_mail_in_ten_minutes() -> None:
    moderator = person("moderator")
    moderator.email = "mo@staff.example"
    moderator.save()
    post = make_post()
    comment_on(post, "First.", status=Comment.Status.HELD)
    run()
    assert recipients() == ["mo@staff.example"]
    for number in range(30):
        comment_on(post, f"Flood {number}.", status=Comment.Status.HELD)
    run()
    assert recipients() == []
    run(datetime.timedelta(minutes=11))
    (mail,) = sent()
    assert mail.subject == "30 comments, 30 held"
    assert link_to(mail, "/-/mail/decide/")


def test_a_bounce_ends_the_writing_to_an_address() -> None:
    post = make_post()
    row = follow("bea@reader.example", thread=thread_of(post))
    comment_on(post)
    Announcement.objects.all().update(due_at=timezone.now())
    follow_mail_event(kind="bounced", email="Bea@reader.example", why="550 gone", at=timezone.now())
    run()
    row.refresh_from_db()
    assert row.bounced_at is not None and recipients() == []
    other = follow("cy@a.example", thread=thread_of(post))
    follow_mail_event(kind="complained", email="cy@a.example", why="", at=timezone.now())
    follow_mail_event(kind="delivered", email="bea@reader.example", why="", at=timezone.now())
    other.refresh_from_db()
    assert other.ended_at is not None


def test_the_task_is_found_again_by_its_name() -> None:
    assert import_string(send_mail.module_path) is send_mail


def test_telling_costs_the_same_however_many_follow() -> None:
    post = make_post()

    def queries(followers: int) -> int:
        Subscription.objects.all().delete()
        now = timezone.now()
        Subscription.objects.bulk_create(
            Subscription(
                email=f"r{n}@a.example",
                kind="thread",
                thread=thread_of(post),
                key=f"k{n}",
                token=f"t{n}",
                made_at=now,
                confirmed_at=now,
            )
            for n in range(followers)
        )
        comment_on(post)
        with CaptureQueriesContext(connection) as found:
            tell_what_is_due(at=timezone.now())
        assert Letter.objects.filter(kind=Letter.Kind.NEWS).count() == followers
        Letter.objects.all().delete()
        return len(found)

    assert queries(2) == queries(70)  # beyond that rows are written in several turns
