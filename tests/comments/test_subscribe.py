"""Asking for mail, confirming it, ending it: nobody gets anything they did not confirm."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from coranto.comments.actions.subscribing import subscribe
from coranto.comments.models import Letter, Pace, Subscription
from coranto.comments.stamps import trap_name
from tests.comments.mailing import follow, html_of, link_to, run, sent
from tests.world import make_commenter, make_draft, make_post, thread_of

pytestmark = pytest.mark.django_db
FORM = "/subscribe/"
DAY = datetime.timedelta(days=1)


def ask(client: Client, email: str = "bea@reader.example", **fields: object) -> int:
    """Send the form; the status of the answer."""
    return client.post(FORM, {"email": email, **fields}).status_code


def confirm(client: Client, path: str) -> None:
    """Follow the link and press the button with all ticks as they are."""
    wishes = [view.number for view in client.get(path).context["page"].wishes]
    assert client.post(path, {"wish": wishes}).status_code == 200


def test_who_asks_and_confirms_is_subscribed(client: Client) -> None:
    assert ask(client) == 303
    run()
    (mail,) = sent()
    assert mail.to == ["bea@reader.example"]
    row = Subscription.objects.get()
    assert (row.kind, row.confirmed_at) == ("posts", None)
    path = link_to(mail, "/-/mail/confirm/")
    assert "new posts" in mail.body and "new posts" in html_of(mail)
    confirm(client, path)
    row.refresh_from_db()
    assert row.confirmed_at is not None


def test_looking_at_the_link_confirms_nothing(client: Client) -> None:
    ask(client)
    run()
    path = link_to(sent()[0], "/-/mail/confirm/")
    for _ in range(3):
        response = client.get(path)
        assert response.status_code == 200
        assert response["Referrer-Policy"] == "no-referrer" and "no-store" in response["Cache-Control"]
        assert client.head(path).status_code == 200
    assert Subscription.objects.get().confirmed_at is None


def test_what_is_not_ticked_is_forgotten(client: Client) -> None:
    thread = thread_of(make_post("The tide"))
    ask(client)
    ask(client, thread=thread.pk, pace="daily")
    run()
    (mail,) = sent()
    assert "The tide" in mail.body
    path = link_to(mail, "/-/mail/confirm/")
    wanted = Subscription.objects.get(kind="thread")
    client.post(path, {"wish": [wanted.pk]})
    assert list(Subscription.objects.values_list("kind", "pace")) == [("thread", "daily")]
    assert client.get(path).status_code == 410


def test_one_address_is_asked_once_a_day_however_often_it_is_typed() -> None:
    at = timezone.now()
    for number in range(300):
        post_thread = thread_of(make_post()) if number % 100 == 0 else None
        kind = Subscription.Kind.THREAD if post_thread else Subscription.Kind.POSTS
        subscribe(email=" Bea@Reader.example", kind=kind, thread=post_thread, at=at)
    run()
    run()
    assert len(sent()) == 1
    subscribe(email="bea@reader.example", kind=Subscription.Kind.POSTS, at=timezone.now())
    run(DAY / 2)
    assert sent() == []
    run(DAY * 1.01)
    assert len(sent()) == 1


def test_ten_thousand_requests_send_no_more_than_an_hour_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.comments.mail.sending.QUESTIONS_AN_HOUR", 20)
    at = timezone.now()
    Letter.objects.bulk_create(
        Letter(key=f"k{n}", kind=Letter.Kind.CONFIRM, email=f"r{n}@a.example", made_at=at, due_at=at)
        for n in range(10_000)
    )
    Subscription.objects.bulk_create(
        Subscription(email=f"r{n}@a.example", kind="posts", key=f"k{n}", token=f"t{n}", made_at=at)
        for n in range(10_000)
    )
    run()
    run()
    assert len(sent()) == 20


def test_a_network_may_ask_thirty_times_an_hour(client: Client) -> None:
    for number in range(40):
        assert ask(client, f"r{number}@reader.example") == 303
    assert Subscription.objects.count() == 30
    Pace.objects.update(window_at=timezone.now() - datetime.timedelta(hours=2))
    ask(client, "late@reader.example")
    assert Subscription.objects.count() == 31


def test_the_answer_is_the_same_for_every_address(client: Client) -> None:
    follow("known@reader.example", kind=Subscription.Kind.POSTS)
    known = client.post(FORM, {"email": "known@reader.example"}, follow=True)
    new = client.post(FORM, {"email": "new@reader.example"}, follow=True)
    assert known.content == new.content
    run()
    assert [mail.to for mail in sent()] == [["new@reader.example"]]


def test_who_fills_the_trap_is_answered_and_forgotten(client: Client) -> None:
    assert ask(client, **{trap_name(): "x"}) == 303
    assert not Subscription.objects.exists()


@pytest.mark.parametrize(
    "email",
    ["", "bea", "a@b@c.example", "bea@reader.example\nBcc: all@a.example", "x" * 300 + "@a.example", "<b@a.example>"],
)
def test_what_is_no_address_is_refused_in_words(client: Client, email: str) -> None:
    response = client.post(FORM, {"email": email})
    assert response.status_code == 400
    assert "valid e-mail address" in response.content.decode()
    assert not Subscription.objects.exists()


def test_another_site_cannot_send_the_form(client: Client) -> None:
    response = client.post(FORM, {"email": "b@a.example"}, headers={"origin": "https://evil.example"})
    assert response.status_code == 400 and not Subscription.objects.exists()


def test_nobody_subscribes_to_what_they_may_not_see(client: Client) -> None:
    thread = thread_of(make_draft("Secret"))
    assert "Secret" not in client.get(FORM, {"thread": thread.pk}).content.decode()
    for number in ("0", "999999", "x", "-1", "9" * 40):
        assert client.get(FORM, {"thread": number}).status_code == 200


def test_one_click_ends_a_subscription_and_the_page_takes_it_back(client: Client) -> None:
    row = follow("bea@reader.example", kind=Subscription.Kind.POSTS)
    path = f"/-/mail/{row.token}/"
    assert client.get(path).status_code == 200
    row.refresh_from_db()
    assert row.ended_at is None
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200 and "unsubscribed" in answer.content.decode()
    row.refresh_from_db()
    assert row.ended_at is not None
    assert strict.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    client.post(path, {"number": row.pk, "do": "resume"})
    row.refresh_from_db()
    assert row.ended_at is None


def test_one_click_in_a_digest_ends_all_of_the_address_and_nobody_else_s(client: Client) -> None:
    thread = thread_of(make_post())
    rows = [follow("bea@reader.example", kind=Subscription.Kind.POSTS), follow("bea@reader.example", thread=thread)]
    other = follow("cy@reader.example", thread=thread)
    assert client.get(f"/-/mail/{rows[0].token}/all/").status_code == 200
    assert Subscription.objects.filter(ended_at=None).count() == 3
    client.post(f"/-/mail/{rows[0].token}/all/", {"List-Unsubscribe": "One-Click"})
    assert list(Subscription.objects.filter(ended_at=None)) == [other]


def test_the_page_changes_only_subscriptions_of_its_own_address(client: Client) -> None:
    row = follow("bea@reader.example", kind=Subscription.Kind.POSTS)
    other = follow("cy@reader.example", kind=Subscription.Kind.POSTS)
    client.post(f"/-/mail/{row.token}/", {"number": other.pk, "do": "leave"})
    client.post(f"/-/mail/{row.token}/", {"number": row.pk, "do": "daily"})
    row.refresh_from_db()
    other.refresh_from_db()
    assert other.ended_at is None and row.pace == "daily"
    page = client.get(f"/-/mail/{row.token}/").content.decode()
    assert "reader.example" not in page


@pytest.mark.parametrize("token", ["x", "x" * 2000, "1:abc:def", "%00", "../../etc"])
def test_forged_links_do_nothing(client: Client, token: str) -> None:
    row = follow("bea@reader.example", kind=Subscription.Kind.POSTS)
    for start in ("/-/mail/", "/-/mail/confirm/", "/-/mail/decide/", "/-/own/"):
        path = f"{start}{token}/"
        for answer in (client.get(path), client.post(path, {"do": "leave", "wish": row.pk})):
            assert answer.status_code in {400, 404, 405, 410}
    row.refresh_from_db()
    assert row.ended_at is None


def test_a_link_of_one_purpose_serves_no_other(client: Client) -> None:
    ask(client)
    run()
    token = link_to(sent()[0], "/-/mail/confirm/").removeprefix("/-/mail/confirm/")
    assert client.post(f"/-/own/{token}", {"do": "show"}).status_code == 410
    assert client.post(f"/-/mail/decide/{token}").status_code == 410


def test_a_link_to_confirm_is_old_after_a_week(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    run()
    path = link_to(sent()[0], "/-/mail/confirm/")
    week = timezone.now() + 8 * DAY
    monkeypatch.setattr("django.core.signing.time.time", week.timestamp)
    assert client.get(path).status_code == 410
    assert client.post(path, {"wish": Subscription.objects.get().pk}).status_code == 410
    assert Subscription.objects.get().confirmed_at is None


def test_replies_are_followed_for_a_commenter() -> None:
    commenter = make_commenter("Bea", email="bea@reader.example")
    row = subscribe(email="bea@reader.example", kind=Subscription.Kind.REPLIES, commenter=commenter, at=timezone.now())
    assert row is not None and row.commenter == commenter and row.confirmed_at is None
