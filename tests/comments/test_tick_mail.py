"""The ticks in the form to comment: what is asked for, and for whom nothing is."""

import pytest
from django.test import Client

from coranto.comments.models import Letter, Subscription
from coranto.comments.stamps import trap_name
from tests.comments.mailing import run, sent
from tests.comments.pages import form_at, page_of, rules, write
from tests.world import make_post, make_reader

pytestmark = pytest.mark.django_db


def test_ticks_ask_for_mail_in_one_question(client: Client) -> None:
    rules()
    post = make_post("The tide")
    assert write(client, post, mail=["replies", "thread", "posts", "everything"]).status_code == 302
    found = Subscription.objects.order_by("pk").values_list("kind", "email", "confirmed_at")
    assert list(found) == [(kind, "bea@reader.example", None) for kind in ("replies", "thread", "posts")]
    run()
    (mail,) = sent()
    assert mail.to == ["bea@reader.example"] and "The tide" in mail.body and "1904" not in mail.body


def test_nothing_is_ticked_beforehand_and_nothing_asked_without_a_tick(client: Client) -> None:
    rules()
    post = make_post()
    assert len(page_of(client.get(post.path)).xpath("//input[@name='mail'][not(@checked)]")) == 3
    write(client, post)
    assert not Subscription.objects.exists() and not Letter.objects.exists()


def test_spam_sends_nobody_a_question(client: Client) -> None:
    rules()
    write(client, make_post(), mail=["thread"], **{trap_name(): "x"})
    assert not Subscription.objects.exists()


def test_ticks_survive_a_refusal(client: Client) -> None:
    rules()
    answer = write(client, make_post(), comment=" ", mail=["thread"])
    ticked = page_of(answer).xpath("//input[@name='mail'][@checked]/@value")
    assert answer.status_code == 200 and ticked == ["thread"]


def test_a_double_click_asks_once(client: Client) -> None:
    rules()
    post = make_post()
    fields = form_at(client, post.path)
    for _ in range(2):
        write(client, post, comment_stamp=fields["comment_stamp"], mail=["thread"])
    run()
    assert len(sent()) == 1


@pytest.mark.parametrize(("email", "offered"), [("rita@reader.example", 3), ("", 0)])
def test_mail_is_offered_to_accounts_with_an_address(client: Client, email: str, offered: int) -> None:
    rules()
    reader = make_reader()
    reader.email = email
    reader.save()
    client.force_login(reader)
    form = page_of(client.get(make_post().path))
    assert len(form.xpath("//input[@name='mail']")) == offered


def test_enter_presses_the_button_that_posts_and_none_that_signs_out(client: Client) -> None:
    rules()
    client.force_login(make_reader())
    form = page_of(client.get(make_post().path))
    buttons = form.xpath("//form[@id='commentform']//button[@type='submit']/@name")
    assert "sign_out" in buttons
    assert buttons[0] == "submit"
