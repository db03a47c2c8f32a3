"""Links in moderators' mails: a page that asks again, one decision, recorded under the moderator's name."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from coranto.accounts.models import User
from coranto.comments.actions.announcing import announce_comments
from coranto.comments.actions.deciding import decide_comments
from coranto.comments.models import Comment, Verdict
from coranto.posts.models import Post
from tests.comments.mailing import links, run, sent
from tests.desk import person
from tests.world import make_author, make_comment, make_page, make_post

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
