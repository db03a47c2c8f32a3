"""Signing in and out in the middle of writing: no word is lost, nor the place in the thread. Without scripts."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.core import mail
from django.http import HttpResponse
from django.test import Client

from coranto.accounts.mastodon import servers
from coranto.accounts.models import MastodonServer, User
from coranto.comments.models import Block, Comment, Draft
from coranto.comments.views import identities
from coranto.posts.models import Post
from tests.accounts.mastodon_server import Mastodon, ToLoopback, running_mastodon
from tests.comments.pages import form_at, led_to, page_of, rules, write
from tests.desk import desk
from tests.world import make_comment, make_post, make_reader

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
TYPED = {"comment": "Half a thought, *unfinished*", "author": "Mo", "email": "mo@reader.example", "url": "mo.example"}
WAYS = [
    ("github", "GitHub"),
    ("mastodon", "Mastodon"),
    ("email", "e-mail link"),
    ("account", "passkey"),
]


@pytest.fixture(autouse=True)
def ways(settings: Any) -> None:
    """All these ways are set up."""
    settings.READER_SIGN_IN = WAYS
    settings.SOCIALACCOUNT_PROVIDERS = {"github": {"APPS": [{"client_id": "id", "secret": "s", "key": ""}]}}


@pytest.fixture
def mastodon(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mastodon]:
    """Every Mastodon server is one on loopback."""
    with running_mastodon() as server:
        monkeypatch.setattr(servers, "fetcher", lambda: ToLoopback(server.server_port))
        yield server


def press(client: Client, path: str, **fields: Any) -> Any:
    """Press one of the buttons in the form on a page, with everything typed."""
    return client.post("/-/comments/identify/", {**form_at(client, path), **TYPED, **fields})


def signed_in_reader() -> Client:
    """A browser in which a reader is signed in."""
    client = Client()
    client.force_login(make_reader("rita"), backend=BACKEND)
    return client


def assert_kept(client: Client, path: str, *, parent: int = 0, guest: bool = True) -> None:
    """Everything typed is in the form at that address, at the comment that was being answered."""
    fields = form_at(client, path)
    assert fields["comment"].strip() == TYPED["comment"]
    assert fields["comment_parent"] == str(parent)
    if guest:
        assert (fields["author"], fields["email"]) == (TYPED["author"], TYPED["email"])


def continued(answer: HttpResponse) -> str:
    """Where the page on the way to another site leads on to."""
    return str(page_of(answer).xpath("//a[@class='submit']/@href")[0])


def state_of(answer: HttpResponse) -> str:
    """What the other site is to bring back."""
    return parse_qs(urlsplit(continued(answer)).query)["state"][0]


def test_the_form_names_the_ways() -> None:
    page = page_of(Client().get(make_post().path))
    assert set(page.xpath("//button[@name='sign_in']/@value")) == {key for key, _name in WAYS}
    (server,) = page.xpath("//p[input[@name='mastodon_server']]")
    assert server.xpath("button/@value") == ["mastodon"]


def test_enter_in_a_field_posts_the_comment_and_signs_nobody_in() -> None:
    page = page_of(Client().get(make_post().path))
    assert page.xpath("//form[@id='commentform']//button[@type='submit']/@id")[0] == "submit"


def test_a_provider_is_reached_by_a_page_that_leads_on() -> None:
    post, client = make_post(), Client()
    comment = make_comment(post)
    answer = press(client, f"{post.path}?replytocom={comment.pk}", sign_in="github")
    there = urlsplit(continued(answer))
    assert there.netloc == "github.com" and parse_qs(there.query)["client_id"] == ["id"]
    assert page_of(answer).xpath("//meta[@http-equiv='refresh']/@content") == [f"0; url={there.geturl()}"]
    assert Draft.objects.get().parent == comment.pk


def come_back_signed_in(client: Client, post: Post, comment: Comment, mastodon: Mastodon) -> str:
    """Go the whole way to a Mastodon server and back; where it ends."""
    path = f"{post.path}?replytocom={comment.pk}"
    answer = press(client, path, sign_in="mastodon", mastodon_server="@mo@social.example")
    there = urlsplit(continued(answer))
    assert there.netloc == "social.example"
    assert parse_qs(there.query)["redirect_uri"] == [mastodon.app["redirect_uris"]]
    back = urlsplit(mastodon.app["redirect_uris"]).path
    return led_to(client.get(back, {"state": state_of(answer), "code": "good"}))


def test_a_reader_from_mastodon_comes_back_to_every_word(mastodon: Mastodon) -> None:
    rules()
    post, client = make_post(), Client()
    comment = make_comment(post)
    back = come_back_signed_in(client, post, comment, mastodon)
    assert_kept(client, back, parent=comment.pk, guest=False)
    shown = " ".join(page_of(client.get(back)).text_content().split())
    assert "You are commenting as Mo of the Sea through social.example" in shown
    client.post("/wp-comments-post.php", form_at(client, back))
    written = Comment.objects.get(text=TYPED["comment"])
    assert (written.name, written.parent, written.commenter.user) == ("Mo of the Sea", comment, User.objects.get())
    assert not Draft.objects.exists()


def test_a_server_is_registered_with_once(mastodon: Mastodon) -> None:
    post = make_post()
    comment = make_comment(post)
    for _ in range(2):
        come_back_signed_in(Client(), post, comment, mastodon)
    assert mastodon.registered == MastodonServer.objects.count() == SocialAccount.objects.count() == 1


@pytest.mark.parametrize("query", [{"error": "access_denied"}, {"code": "bad"}, {}])
def test_whoever_is_refused_there_comes_back_to_every_word(mastodon: Mastodon, query: dict[str, str]) -> None:
    post, client = make_post(), Client()
    answer = press(client, post.path, sign_in="mastodon", mastodon_server="social.example")
    back = led_to(client.get("/accounts/mastodon/login/callback/", {"state": state_of(answer), **query}))
    assert_kept(client, back)
    assert "did not work" in client.get(back).content.decode()


def test_a_state_of_somebody_else_signs_nobody_in(mastodon: Mastodon) -> None:
    answer = press(Client(), make_post().path, sign_in="mastodon", mastodon_server="social.example")
    other = Client()
    other.get("/accounts/mastodon/login/callback/", {"state": state_of(answer), "code": "good"})
    assert not SocialAccount.objects.exists() and "_auth_user_id" not in other.session


@pytest.mark.parametrize(
    "typed", ["", "localhost", "127.0.0.1", "[::1]", "a b", "x" * 400, "http://", "social..example"]
)
def test_a_server_that_cannot_be_one_is_refused_with_every_word(typed: str) -> None:
    page = page_of(press(Client(), make_post().path, sign_in="mastodon", mastodon_server=typed))
    assert page.get_element_by_id("commentform").fields["comment"].strip() == TYPED["comment"]
    assert page.get_element_by_id("comment-problem").text_content()


def test_a_server_that_answers_nonsense_is_refused_with_every_word(mastodon: Mastodon) -> None:
    mastodon.is_broken = True
    answer = press(Client(), make_post().path, sign_in="mastodon", mastodon_server="social.example")
    assert "social.example cannot be used" in answer.content.decode()
    assert page_of(answer).get_element_by_id("commentform").fields["comment"].strip() == TYPED["comment"]


def test_the_site_never_asks_servers_in_its_own_network() -> None:
    answer = press(Client(), make_post().path, sign_in="mastodon", mastodon_server="localhost.localdomain")
    assert "cannot be used" in answer.content.decode()
    assert not MastodonServer.objects.exists()


def test_a_link_by_mail_leads_back_to_every_word() -> None:
    post, client = make_post(), Client()
    comment = make_comment(post)
    answer = press(client, f"{post.path}?replytocom={comment.pk}", sign_in="email")
    assert "mo@reader.example" in answer.content.decode()
    back = follow_mail(client)
    assert_kept(client, back, parent=comment.pk, guest=False)
    assert "commenting as" in client.get(back).content.decode()


def test_whoever_signs_in_without_a_name_is_asked_for_one_and_keeps_it() -> None:
    rules()
    post, client = make_post(), Client()
    press(client, post.path, sign_in="email", author="")
    back = follow_mail(client)
    account = User.objects.get()
    assert account.username not in client.get(back).content.decode()
    fields = form_at(client, back)
    assert fields["author"] == "" and "email" not in fields
    refused = client.post("/wp-comments-post.php", fields)
    assert "Please fill in your name." in refused.content.decode()
    client.post("/-/comments/identify/", {**fields, "author": "Mo", "passkey": "1"})
    assert Draft.objects.latest("made_at").name == "Mo"
    client.post("/wp-comments-post.php", {**fields, "author": "Mo of the Sea"})
    assert Comment.objects.get().name == User.objects.get().shown_name == "Mo of the Sea"
    assert "commenting as" in client.get(post.path).content.decode() and "author" not in form_at(client, post.path)
    write(client, post, author="The Owner", comment="Another thing")
    assert Comment.objects.latest("pk").name == "Mo of the Sea"


def test_a_comment_that_is_spam_names_no_account() -> None:
    rules()
    post, client = make_post(), Client()
    press(client, post.path, sign_in="email", author="")
    back = follow_mail(client)
    Block.objects.create(kind=Block.Kind.NAME, value="bad name")
    client.post("/wp-comments-post.php", {**form_at(client, back), "author": "Bad Name", "comment": "One"})
    assert Comment.objects.get().status == "spam" and User.objects.get().display_name == ""
    client.post("/wp-comments-post.php", {**form_at(client, post.path), "author": "Good Name", "comment": "Another"})
    assert Comment.objects.latest("pk").name == User.objects.get().shown_name == "Good Name"


def test_a_link_needs_an_address_and_has_a_limit() -> None:
    post = make_post()
    answer = press(Client(), post.path, sign_in="email", email="no")
    assert "type your e-mail" in answer.content.decode()
    assert page_of(answer).xpath("//h1")[0].text == "You are not signed in yet"
    answers = [press(Client(), post.path, sign_in="email").content.decode() for _ in range(6)]
    assert "in an hour" in answers[-1] and len(mail.outbox) == 5


def test_a_passkey_is_asked_for_with_the_way_back() -> None:
    post, client = make_post(), Client()
    where = urlsplit(press(client, post.path, sign_in="account")["Location"])
    assert where.path == "/accounts/login/"
    assert_kept(client, parse_qs(where.query)["next"][0])
    page = client.get(f"{where.path}?{where.query}").content.decode()
    assert 0 < page.index('id="passkey_login"') < page.index('name="password"')
    page = client.get(where.path).content.decode()
    assert page.index('id="passkey_login"') > page.index('name="password"')


def test_a_reader_of_this_site_is_led_to_passkeys_and_back_to_every_word() -> None:
    post, client = make_post(), signed_in_reader()
    where = press(client, post.path, passkey="1")["Location"]
    page = page_of(client.get(where))
    ways = dict(zip(page.xpath("//nav//a/text()"), page.xpath("//nav//a/@href"), strict=True))
    assert_kept(client, ways["Back to your comment"], guest=False)
    assert "Desk" not in ways and "Password" not in ways
    assert where == ways["Passkeys"] and "Authenticator" not in page.text_content()


def test_a_stranger_who_presses_the_button_for_passkeys_gets_no_cookie() -> None:
    client = Client()
    assert press(client, make_post().path, passkey="1").status_code == 200
    assert not client.cookies


def test_a_reader_who_came_by_a_link_adds_a_key_that_signs_in_by_itself_without_asking_again() -> None:
    post, client = make_post(), Client()
    press(client, post.path, sign_in="email")
    found = re.search(r"http://digest\.example(/sign-in/reader/\S+)", str(mail.outbox[-1].body))
    assert found
    client.post(found[1])
    assert page_of(client.get("/accounts/2fa/webauthn/add/")).xpath("//input[@name='passwordless']/@checked")


def test_passkeys_are_offered_where_they_are_set_up_and_to_accounts_of_this_site(settings: Any) -> None:
    post, client = make_post(), signed_in_reader()
    assert page_of(client.get(post.path)).xpath("//button[@name='passkey']")
    SocialAccount.objects.create(user=User.objects.get(username="rita"), provider="github", uid="1")
    assert not page_of(client.get(post.path)).xpath("//button[@name='passkey']")
    SocialAccount.objects.all().delete()
    settings.READER_SIGN_IN = WAYS[:1]
    assert not page_of(client.get(post.path)).xpath("//button[@name='passkey']")


def test_signing_out_keeps_the_words() -> None:
    post, client = make_post(), signed_in_reader()
    back = led_to(press(client, post.path, sign_out="1"))
    assert "_auth_user_id" not in client.session
    assert_kept(client, back, guest=False)


def test_what_was_ticked_is_still_ticked() -> None:
    post, client = make_post(), Client()
    ticks = {"mail": ["thread", "posts"], "wp-comment-cookies-consent": "yes"}
    press(client, post.path, sign_in="github", **ticks)
    page = page_of(client.get(f"{post.path}?draft={Draft.objects.get().key}"))
    assert page.xpath("//input[@checked]/@value") == ["yes", "thread", "posts"]
    press(client, post.path, sign_in="github")
    page = page_of(client.get(f"{post.path}?draft={Draft.objects.latest('made_at').key}"))
    assert not page.xpath("//input[@checked]")


def test_what_is_too_long_to_keep_is_given_back() -> None:
    post = make_post()
    answer = press(Client(), post.path, sign_in="github", comment="x" * 70_000)
    assert "Your comment is too long." in answer.content.decode() and not Draft.objects.exists()
    assert page_of(answer).get_element_by_id("comment").text.strip() == "x" * 70_000


def test_a_network_cannot_fill_the_disk_with_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identities, "MOST_DRAFTS", 2)
    post = make_post()
    answers = [press(Client(), post.path, sign_in="github") for _ in range(3)]
    assert Draft.objects.count() == 2
    assert TYPED["comment"] in page_of(answers[-1]).get_element_by_id("comment").text


def test_changing_keeps_the_words_and_posts_under_another_name() -> None:
    rules()
    post, client = make_post(), signed_in_reader()
    back = led_to(press(client, post.path, change="1"))
    fields = form_at(client, back)
    assert fields["comment"].strip() == TYPED["comment"] and "author" in fields
    client.post("/wp-comments-post.php", {**fields, "author": "Another", "email": "a@reader.example"})
    comment = Comment.objects.get()
    assert (comment.name, comment.commenter.user) == ("Another", None)


def test_a_draft_is_given_to_whoever_has_its_key_for_its_subject_only() -> None:
    post, other = make_post(), make_post()
    press(Client(), post.path, sign_in="github")
    key = Draft.objects.get().key
    assert_kept(Client(), f"{post.path}?draft={key}")
    assert form_at(Client(), f"{other.path}?draft={key}")["comment"].strip() == ""
    assert form_at(Client(), f"{post.path}?draft={key[:-1]}!")["comment"].strip() == ""
    assert "private" in Client().get(f"{post.path}?draft={key}")["Cache-Control"]


def test_another_site_cannot_press_the_buttons() -> None:
    post, client = make_post(), desk("editor")
    sent = {"comment_post_ID": post.number, "sign_out": "1"}
    client.post("/-/comments/identify/", sent, HTTP_ORIGIN="https://elsewhere.example")
    assert "_auth_user_id" in client.session
    client.handler.enforce_csrf_checks = True
    client.post("/-/comments/identify/", sent)
    assert "_auth_user_id" in client.session


def test_a_signed_in_reader_s_name_cannot_be_forged() -> None:
    rules()
    write(signed_in_reader(), make_post(), author="The Owner", email="owner@digest.example")
    assert Comment.objects.get().name == "rita"


def follow_mail(client: Client) -> str:
    """Sign in by the link that was mailed; where that leads."""
    link = next(word for word in str(mail.outbox[0].body).split() if "/sign-in/reader/" in word)
    return led_to(client.post(urlsplit(link).path))
