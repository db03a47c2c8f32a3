"""Sending through a real SMTP server on the loopback address, also one that is down, slow to trust, or says no."""

import datetime
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from django.db import OperationalError
from django.template import TemplateSyntaxError
from django.test import Client
from django.utils import timezone

from coranto.comments.actions.announcing import announce_comments
from coranto.comments.mail import sending
from coranto.comments.mail.sending import GIVE_UP_AFTER, Round
from coranto.comments.mail.writing import write_mail
from coranto.comments.models import Letter, Subscription
from tests.cli.running import free_port
from tests.comments.mailing import LINK, follow, run
from tests.comments.smtp_server import Mailbox, smtp_server
from tests.world import make_comment, make_commenter, make_post, thread_of

pytestmark = pytest.mark.django_db
MINUTES = datetime.timedelta(minutes=1)


@pytest.fixture
def mailbox(settings: Any) -> Iterator[Mailbox]:
    """A server that the site sends through."""
    box = Mailbox()
    with smtp_server(box) as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", port, 10
        yield box


def news_for(*addresses: str) -> None:
    """A comment that these addresses want to hear of."""
    post = make_post("The tide came in")
    for address in addresses:
        follow(address, thread=thread_of(post))
    comment = make_comment(post, "Høy på våren.", at=timezone.now(), by=make_commenter("Cy", email="cy@a.example"))
    announce_comments(comments=[comment], at=timezone.now())


def part(mail: Message, kind: str) -> str:
    """The text of the part of that type."""
    for each in mail.walk():
        if each.get_content_type() == kind:
            return str(each.get_content())  # type: ignore[attr-defined]  # of EmailMessage, which the policy gives
    raise AssertionError(f"no {kind}")


def test_a_whole_way_by_mail(mailbox: Mailbox, client: Client) -> None:
    post = make_post("The tide came in")
    client.post("/subscribe/", {"email": "bea@reader.example", "thread": thread_of(post).pk})
    assert run().sent == 1
    confirm = LINK.findall(part(mailbox.mails[0], "text/plain"))[0]
    wishes = [wish.number for wish in client.get(confirm).context["page"].wishes]
    client.post(confirm, {"wish": wishes})
    comment = make_comment(post, "Høy på våren.", at=timezone.now(), by=make_commenter("Cy", email="cy@a.example"))
    announce_comments(comments=[comment], at=timezone.now())
    assert run().sent == 1
    mail = mailbox.mails[1]
    assert mailbox.recipients == ["bea@reader.example"] * 2
    assert "Høy på våren." in part(mail, "text/plain") and "Høy på våren." in part(mail, "text/html")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    leave = LINK.findall(str(mail["List-Unsubscribe"]))[0].rstrip(">")
    client.post(leave, {"List-Unsubscribe": "One-Click"})
    another = make_comment(post, "Again.", at=timezone.now(), by=make_commenter("Cy", email="cy@a.example"))
    announce_comments(comments=[another], at=timezone.now())
    assert run().sent == 0 and len(mailbox.raw) == 2


def test_a_greylisting_server_gets_it_the_second_time_and_once(mailbox: Mailbox) -> None:
    mailbox.greylists = True
    news_for("bea@reader.example", "dee@reader.example")
    done = run()
    assert (done.sent, done.postponed, done.is_broken_off) == (0, 2, False)
    assert run().postponed == 0, "nothing is tried before its time"
    assert run(10 * MINUTES).sent == 2
    assert run(20 * MINUTES).sent == 0
    assert sorted(mailbox.recipients) == ["bea@reader.example", "dee@reader.example"]


def test_an_address_that_does_not_exist_is_never_written_to_again(mailbox: Mailbox) -> None:
    mailbox.refused["gone@reader.example"] = "550 5.1.1 No such user"
    news_for("gone@reader.example", "bea@reader.example")
    done = run()
    assert (done.sent, done.failed) == (1, 1)
    gone = Subscription.objects.get(email="gone@reader.example")
    assert gone.bounced_at is not None
    news_for("bea@reader.example")
    Subscription.objects.filter(email="gone@reader.example").update(kind="thread", thread=None)
    run()
    assert "gone@reader.example" not in mailbox.recipients
    letter = Letter.objects.get(email="gone@reader.example")
    assert letter.failed_at is not None and "5.1.1" in letter.problem and "@" not in letter.problem


@pytest.mark.parametrize("answer", ["554 5.7.1 Policy", "552 5.2.2 Mailbox full"])
def test_a_refusal_that_is_not_about_the_address_leaves_the_subscription(mailbox: Mailbox, answer: str) -> None:
    mailbox.refused["bea@reader.example"] = answer
    news_for("bea@reader.example")
    assert run().failed == 1
    assert Subscription.objects.get().bounced_at is None


def test_a_mail_that_is_not_taken_now_is_tried_again_and_given_up_after_days(mailbox: Mailbox) -> None:
    mailbox.answer = "451 4.3.0 Try later"
    news_for("bea@reader.example")
    passed, tries = 60 * MINUTES, run().postponed
    while Letter.objects.filter(failed_at=None).exists():
        tries += run(passed).postponed
        passed += 60 * MINUTES
        assert passed < GIVE_UP_AFTER * 2
    assert 8 <= tries <= 30, "it is tried less and less often"
    assert passed > GIVE_UP_AFTER and mailbox.raw == []


def test_a_server_that_is_down_stops_the_round_and_loses_nothing(mailbox: Mailbox, settings: Any) -> None:
    there, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    news_for(*(f"r{n}@reader.example" for n in range(6)))
    done = run()
    assert done.is_broken_off and done.sent == 0 and done.postponed == 1
    settings.EMAIL_PORT = there
    assert run(1 * MINUTES).sent == 5
    assert run(30 * MINUTES).sent == 1
    assert len(set(mailbox.recipients)) == len(mailbox.recipients) == 6


@pytest.mark.parametrize("error", [OperationalError("database is locked"), TemplateSyntaxError("no such tag")])
def test_a_fault_of_the_site_loses_no_mail_and_is_logged_whole(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception
) -> None:
    news_for("bea@reader.example")

    def fails(letters: Any, *, at: Any) -> Any:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(sending, "write_mail", fails)
        done = run()
    assert (done.postponed, done.failed, done.is_broken_off) == (1, 0, False)
    assert str(error) in caplog.text and "Traceback" in caplog.text
    assert run(30 * MINUTES).sent == 1 and mailbox.recipients == ["bea@reader.example"]


def test_a_mail_tried_again_has_the_same_id(mailbox: Mailbox) -> None:
    news_for("bea@reader.example")
    run()
    Letter.objects.update(sent_at=None, due_at=timezone.now())
    run()
    first, second = (mail["Message-ID"] for mail in mailbox.mails)
    assert first == second and str(first).endswith("@digest.example>")


def test_two_rounds_at_once_send_one_mail(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> None:
    news_for("bea@reader.example")
    real, again = write_mail, list[Round]()

    def while_another_runs(letters: Any, *, at: Any) -> Any:
        if not again:
            again.append(run())
        return real(letters, at=at)

    monkeypatch.setattr(sending, "write_mail", while_another_runs)
    assert run().sent == 1
    assert again[0].sent == 0 and len(mailbox.raw) == 1
