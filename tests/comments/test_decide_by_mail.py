"""Links in moderators' mails: a page that asks again, one decision, recorded under the moderator's name."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.accounts.models import User
from coranto.comments.actions.announcing import announce_comments
from coranto.comments.actions.deciding import decide_comments
from coranto.comments.mail.tokens import ActionLink, action_token
from coranto.comments.models import Comment, Verdict
from coranto.posts.models import Post
from tests.comments.mailing import html_of, links, run, sent
from tests.desk import person
from tests.world import make_author, make_comment, make_page, make_post, moment, publication

pytestmark = pytest.mark.django_db


def moderator(role: str = "moderator", name: str = "") -> User:
    """Somebody who decides and can be written to."""
    user = person(role, name)
    user.email = f"{user.username}@staff.example"
    user.save()
    return user


def held_with_links(post: Post | None = None) -> tuple[Comment, dict[str, str]]:
    """A held comment, and the links that the only moderator got: by what they do."""
    comment = make_comment(post or make_post(), "Look here.", at=timezone.now(), status=Comment.Status.HELD)
    announce_comments(comments=[comment], at=timezone.now())
    run()
    (mail,) = sent()
    found = [path for path in links(mail) if path.startswith("/-/mail/decide/")]
    labels = re.findall(r"^(\w+): http://digest.example/-/mail/decide/", str(mail.body), re.MULTILINE)
    return comment, dict(zip(labels, found, strict=True))


def status_of(comment: Comment) -> str:
    """What it is now."""
    return Comment.objects.get(pk=comment.pk).status


def test_a_scanner_that_follows_all_links_decides_nothing(client: Client) -> None:
    moderator()
    comment, doors = held_with_links()
    assert list(doors) == ["Publish", "Spam", "Bin"]
    for path in doors.values():
        page = client.get(path)
        assert page.status_code == 200 and "Look here." in page.content.decode()
        assert client.head(path).status_code == 200
    assert status_of(comment) == "held" and not Verdict.objects.exists()


@pytest.mark.parametrize(("door", "status"), [("Publish", "published"), ("Spam", "spam"), ("Bin", "binned")])
def test_the_button_decides_in_the_moderator_s_name(door: str, status: str) -> None:
    user = moderator()
    comment, doors = held_with_links()
    answer = Client(enforce_csrf_checks=True).post(doors[door])
    assert answer.status_code == 200
    assert status_of(comment) == status
    verdict = Verdict.objects.get(comment=comment)
    assert (verdict.user, verdict.by, verdict.status) == (user, "person", status)
    post = Post.objects.get(pk=comment.thread.post_id)
    assert post.comment_count == (1 if status == "published" else 0)


def test_a_link_works_once_and_none_of_its_siblings_after_it(client: Client) -> None:
    moderator()
    comment, doors = held_with_links()
    client.post(doors["Publish"])
    decide_comments(comments=[comment], status=Comment.Status.HELD, at=timezone.now(), by=None)
    for path in doors.values():
        answer = client.post(path)
        assert answer.status_code == 410 and "decided already" in answer.content.decode()
    assert status_of(comment) == "held"


def test_who_lost_the_right_cannot_use_an_old_link(client: Client) -> None:
    user = moderator()
    comment, doors = held_with_links()
    user.groups.clear()
    assert client.post(doors["Publish"]).status_code == 410
    user.is_superuser, user.is_active = True, False
    user.save()
    assert client.post(doors["Publish"]).status_code == 410
    assert status_of(comment) == "held"


def test_a_link_is_old_after_a_week(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    moderator()
    comment, doors = held_with_links()
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 8 * 86_400)
    assert client.post(doors["Publish"]).status_code == 410
    assert status_of(comment) == "held"


def test_a_link_altered_by_one_letter_does_nothing(client: Client) -> None:
    moderator()
    comment, doors = held_with_links()
    path = doors["Publish"]
    for place in range(len("/-/mail/decide/"), len(path) - 2, 7):
        other = path[:place] + ("A" if path[place] != "A" else "B") + path[place + 1 :]
        assert client.post(other).status_code in {404, 405, 410}
    assert status_of(comment) == "held"


def test_an_author_decides_below_their_own_posts_only(client: Client) -> None:
    ada = make_author()
    ada.user = moderator("author", "ada")
    ada.save()
    comment, doors = held_with_links(make_post(author=ada))
    client.post(doors["Publish"])
    assert status_of(comment) == "published"


def test_an_author_without_the_right_is_told_but_gets_no_links() -> None:
    ada = make_author()
    ada.user = moderator("contributor", "ada")
    ada.save()
    comment, doors = held_with_links(make_post(author=ada))
    assert doors == {} and comment.pk


def test_every_decision_counts_and_is_recorded() -> None:
    user, page = moderator(), make_page()
    comment = make_comment(page, at=timezone.now(), status=Comment.Status.HELD)
    decided = ["published", "spam", "binned", "held", "published"]
    for status in decided:
        decide_comments(comments=[comment], status=status, at=timezone.now(), by=user, why="a reason")
        comment.thread.refresh_from_db()
        comment.commenter.refresh_from_db()
        assert comment.thread.published_count == comment.commenter.approved_count == (status == "published")
        assert comment.commenter.spam_count == (status == "spam")
    assert [row.status for row in Verdict.objects.order_by("pk")] == decided
    assert Verdict.objects.filter(user=user, reasons=[{"words": "a reason", "weight": 0.0}]).count() == 5


def test_the_page_says_when_it_was_written_here_and_why_it_is_held(client: Client) -> None:
    publication(time_zone="America/Halifax")
    held = make_comment(make_post(), at=moment("2026-11-28 15:14"), status=Comment.Status.HELD)
    reasons = [{"words": "a first comment"}]
    verdict = held.verdicts.create(status="held", by="rule", phase="first", reasons=reasons, at=held.posted_at)
    link = ActionLink(held.pk, "approve", moderator().pk, verdict.pk)
    shown = client.get(reverse("comment_mail:decide", args=[action_token(link)])).content.decode()
    assert "11:14 am" in shown and "Why: a first comment" in shown


def test_who_has_published_it_is_shown_the_way_to_it(client: Client) -> None:
    moderator()
    comment, doors = held_with_links()
    shown = client.post(doors["Publish"]).content.decode()
    assert f'#comment-{comment.pk}"' in shown and "Look here." in shown
    assert "<button" not in shown.split("<main")[1].split("</main>")[0]


def test_the_mail_s_text_is_what_was_typed_and_a_held_comment_is_not_said_to_be_on_the_site() -> None:
    moderator()
    post, typed = make_post(), "You wrote\n\n> So it was.\n\nIt was not:\n\n- one\n- two"
    held = make_comment(post, typed, at=timezone.now(), status=Comment.Status.HELD)
    announce_comments(comments=[held], at=timezone.now())
    run()
    (mail,) = sent()
    assert typed in str(mail.body)
    html = html_of(mail)
    assert "Read it on the site" not in html and "See where it would stand" in html
