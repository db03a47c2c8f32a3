"""What is forgotten by itself, and a page on comment data that cannot go stale."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coranto.accounts.models import ReaderLink
from coranto.accounts.reader_links import send_reader_link
from coranto.akismet.models import OutsideScorer
from coranto.comments import phases, scoring
from coranto.comments.actions.changing import remove_comment
from coranto.comments.actions.deciding import decide_comments
from coranto.comments.actions.keeping import drop_networks, forget_what_is_over
from coranto.comments.actions.subscribing import end_subscriptions, subscribe
from coranto.comments.models import (
    Block,
    Comment,
    Commenter,
    CommentRules,
    Draft,
    Letter,
    Pace,
    Subscription,
)
from coranto.comments.privacy import decisions
from tests.comments.mailing import follow, run
from tests.comments.pages import comment_of, rules
from tests.world import make_comment, make_commenter, make_post

pytestmark = pytest.mark.django_db
PAGE = "/comment-privacy/"
DAY = datetime.timedelta(days=1)


def text(client: Client) -> str:
    """The page as it is read."""
    return " ".join(client.get(PAGE).content.decode().split())


def test_networks_and_browsers_are_dropped_after_the_days_that_the_owner_set() -> None:
    rules(keep_network_days=30)
    old, young = comment_of(30.1), comment_of(29.9)
    assert forget_what_is_over(at=timezone.now())["networks"] == 1
    for comment in (old, young):
        comment.refresh_from_db()
    assert (old.network_address, old.user_agent) == (None, "")
    assert (young.network_address, young.user_agent) == ("192.0.2.7", "Browser 1.0")
    assert old.text and old.name
    assert forget_what_is_over(at=timezone.now())["networks"] == 0


def test_many_are_dropped_in_steps() -> None:
    post, by = make_post(), make_commenter()
    thread = make_comment(post).thread
    Comment.objects.bulk_create(
        Comment(thread=thread, commenter=by, posted_at=timezone.now() - 90 * DAY, user_agent="x") for _ in range(1_201)
    )
    assert drop_networks(before=timezone.now() - 30 * DAY) == 1_201


def test_spam_is_emptied_after_its_days_as_spam_and_not_by_its_age() -> None:
    rules(empty_spam_days=30)
    old = comment_of(31, status=Comment.Status.SPAM)
    ancient = comment_of(900)
    decide_comments(comments=[ancient], status=Comment.Status.SPAM, at=timezone.now() - 2 * DAY, by=None)
    held = comment_of(40, status=Comment.Status.HELD)
    assert forget_what_is_over(at=timezone.now())["spam"] == 1
    assert set(Comment.objects.values_list("pk", flat=True)) == {ancient.pk, held.pk}
    assert not Comment.objects.filter(pk=old.pk).exists()
    rules(empty_spam_days=0)
    assert forget_what_is_over(at=timezone.now() + 90 * DAY)["spam"] == 0


def test_what_its_writer_removed_is_erased_a_month_later_and_an_answered_one_leaves_its_place() -> None:
    rules()
    bea, post = make_commenter("Bea", email="bea@reader.example"), make_post()
    alone, answered, young = (make_comment(post, f"Words {n}", by=bea) for n in range(3))
    reply = make_comment(post, "An answer", parent=answered)
    for comment, days in ((alone, 31), (answered, 31), (young, 29)):
        edit = {"text": "Earlier words", "at": timezone.now()}
        comment.edits.create(**edit)
        remove_comment(comment=comment, at=timezone.now() - days * DAY)
    assert forget_what_is_over(at=timezone.now())["removed"] == 2
    assert set(Comment.objects.values_list("pk", flat=True)) == {answered.pk, young.pk, reply.pk}
    for comment in (answered, young, reply):
        comment.refresh_from_db()
    assert (answered.text, answered.html, answered.name, answered.edits.count()) == ("", "", "", 0)
    assert answered.commenter != bea and reply.parent == answered
    assert (young.text, young.commenter, young.edits.count()) == ("Words 2", bea, 1)
    bea.refresh_from_db()
    assert bea.approved_count == 0 and forget_what_is_over(at=timezone.now())["removed"] == 0


def test_what_its_writer_removed_stays_its_month_however_soon_the_bin_is_emptied() -> None:
    rules(empty_bin_days=2)
    comment = make_comment(make_post(), "Words")
    remove_comment(comment=comment, at=timezone.now() - 9 * DAY)
    forget_what_is_over(at=timezone.now())
    assert Comment.objects.get().text == "Words"
    forget_what_is_over(at=timezone.now() + 22 * DAY)
    assert not Comment.objects.exists()


def test_who_removed_all_they_wrote_is_forgotten_with_it() -> None:
    bea, ada = make_commenter("Bea", email="bea@reader.example"), make_commenter("Ada", email="ada@reader.example")
    Commenter.objects.filter(pk=ada.pk).update(is_trusted=True)
    for writer in (bea, ada):
        comment = make_comment(make_post(), "Words", by=writer)
        Comment.objects.filter(pk=comment.pk).update(removed_at=timezone.now() - datetime.timedelta(days=31))
    forget_what_is_over(at=timezone.now())
    assert not Commenter.objects.filter(pk=bea.pk).exists()
    assert Commenter.objects.filter(pk=ada.pk).exists()


def test_letters_requests_and_ended_subscriptions_are_forgotten_in_time() -> None:
    stays = follow("bea@a.example", kind=Subscription.Kind.POSTS)
    ended = follow("cy@a.example", kind=Subscription.Kind.POSTS)
    subscribe(email="open@a.example", kind=Subscription.Kind.POSTS, at=timezone.now())
    run()
    end_subscriptions(subscriptions=[ended], at=timezone.now())
    forget_what_is_over(at=timezone.now() + 6 * DAY)
    assert Subscription.objects.count() == 3 and Letter.objects.count() == 1
    forget_what_is_over(at=timezone.now() + 8 * DAY)
    assert set(Subscription.objects.all()) == {stays, ended}
    forget_what_is_over(at=timezone.now() + 31 * DAY)
    assert list(Subscription.objects.all()) == [stays] and not Letter.objects.exists()


def test_blocks_are_forgotten_a_month_after_they_ended() -> None:
    for value, until in (("for ever", None), ("ended", timezone.now()), ("stands", timezone.now() + 90 * DAY)):
        Block.objects.create(kind=Block.Kind.NAME, value=value, until=until)
    forget_what_is_over(at=timezone.now() + 29 * DAY)
    assert Block.objects.count() == 3
    assert forget_what_is_over(at=timezone.now() + 31 * DAY)["blocks"] == 1
    assert set(Block.objects.values_list("value", flat=True)) == {"for ever", "stands"}


def test_the_page_says_how_long_blocks_are_kept(client: Client) -> None:
    assert "Until the block ends, and 30 days more; erasing your data does not end it." in text(client)


def test_paces_and_drafts_are_forgotten_after_a_day(client: Client) -> None:
    client.post("/subscribe/", {"email": "bea@a.example"})
    Draft.objects.create(key="k", subject=1, text="Unsent.", made_at=timezone.now())
    assert Pace.objects.exists()
    assert not Pace.objects.filter(key__contains="127.0.0.1").exists()
    forget_what_is_over(at=timezone.now() + 1.1 * DAY)
    assert not Pace.objects.exists() and not Draft.objects.exists()


def test_links_to_sign_in_are_forgotten_a_day_after_they_ended() -> None:
    send_reader_link(email="bea@a.example", name="Bea", way_back="/", site="A weblog", at=timezone.now())
    forget_what_is_over(at=timezone.now() + DAY)
    assert ReaderLink.objects.exists()
    forget_what_is_over(at=timezone.now() + 1.1 * DAY)
    assert not ReaderLink.objects.exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"keep_network_days": 11}, "11 days, then dropped"),
        ({"keep_network_days": 0}, "Dropped within a day."),
        ({"empty_spam_days": 13}, "13 days, then dropped"),
        ({"empty_spam_days": 0}, "For ever, unless you have them erased."),
        ({"empty_bin_days": 17}, "stays with the moderators for 17 days, and is then erased"),
        ({"empty_bin_days": 0}, "takes out stays with the moderators."),
        ({"needs_name": False}, "It need not be given."),
        ({"hold_all": True}, "Every comment waits for a moderator."),
        ({"hold_first": True}, "A first comment waits for a moderator."),
        ({"hold_links": 7}, "7 links or more"),
        ({"needs_account": True}, "Only readers who are signed in"),
        ({"close_after_days": 8}, "Discussions close 8 days"),
        ({"youngest_form": 9}, "within 9 seconds"),
        ({"reports_hide": 6}, "6 readers report"),
        ({"hold_words": "harbour"}, "Comments with certain words wait"),
        ({"longest": 1234}, "1234 characters"),
        ({"reaction": "Thanks"}, "your “Thanks”"),
        ({"uses_gravatar": True}, "Gravatar (Automattic) gets a digest"),
        ({"sends_pings": True}, "Pages that a post links to are told"),
    ],
)
def test_the_page_changes_with_the_rules(client: Client, changed: dict[str, Any], says: str) -> None:
    rules()
    assert says not in text(client)
    rules(**changed)
    assert says in text(client)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"hold_unsure": False}, "What it is not sure of waits"),
        ({"hold_links": 0}, "links or more waits"),
        ({"reports_hide": 0}, "readers report is hidden"),
        ({"notifies_moderators": False, "notifies_author": False}, "by mail: name and text"),
    ],
)
def test_what_the_owner_switches_off_is_not_on_the_page(client: Client, changed: dict[str, Any], says: str) -> None:
    rules()
    assert says in text(client)
    rules(**changed)
    assert says not in text(client)


def test_the_page_speaks_of_every_phase_in_its_order(client: Client) -> None:
    spoken = {*decisions.BEFORE, *decisions.AFTER, *decisions.WITH_THE_REST}
    assert spoken == {phase.__name__ for phase in (*phases.BEFORE, *phases.AFTER)}
    rules(hold_all=True, hold_first=True)
    said = decisions.decisions(CommentRules.objects.current(), OutsideScorer.objects.current())
    places = [next(n for n, step in enumerate(said) if words in step) for words in ORDER]
    assert places == sorted(places)


ORDER = (
    "are refused",
    "people of the publication",
    "have blocked",
    "do not see",
    "filter scores",
    "Every comment waits",
)


def test_where_everything_is_held_nothing_is_said_to_appear_at_once(client: Client) -> None:
    rules()
    assert "Everything else appears at once" in text(client) and "trust appears at once" in text(client)
    rules(hold_all=True)
    assert "Everything else appears at once" not in text(client) and "trust appears at once" not in text(client)


def test_ways_of_this_site_itself_tell_nobody_elsewhere(client: Client, settings: Any) -> None:
    settings.READER_SIGN_IN = [("email", "e-mail link"), ("account", "passkey")]
    assert "they learn that you did" not in text(client)


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (
            {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "mx.post.example"},
            "mx.post.example",
        ),
        (
            {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_HOST": "localhost"},
            "Mail is sent by the site",
        ),
        ({"EMAIL_BACKEND": "anymail.backends.postmark.EmailBackend"}, "Postmark carries all mail"),
        ({"READER_SIGN_IN": [("github", "GitHub")]}, "through GitHub, they learn"),
        ({"READER_SIGN_IN": [("account", "passkey")]}, "Your account, if you sign in"),
        ({"READER_SIGN_IN": [("email", "e-mail link")]}, "That you asked for a link to sign in"),
        ({"SESSION_COOKIE_AGE": 86_400 * 3}, "3 days at most"),
    ],
)
def test_the_page_changes_with_the_settings(client: Client, settings: Any, changed: dict[str, Any], says: str) -> None:
    assert says not in text(client)
    assert "No mail leaves this site" in text(client)
    for name, value in changed.items():
        setattr(settings, name, value)
    assert says in text(client)


def test_the_page_says_which_filter_runs(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    before = text(client)
    scorer = scoring.scorer_in_use()
    monkeypatch.setattr(scoring, "scorer_in_use", lambda *given: None if scorer is scoring.neutral else scoring.neutral)
    assert text(client) != before


def test_the_form_links_the_page_and_the_page_sets_no_cookie(client: Client) -> None:
    post = make_post()
    assert f'href="{PAGE}"' in client.get(post.path).content.decode()
    client.get(PAGE)
    client.get("/subscribe/")
    assert not client.cookies


def test_the_page_costs_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get(PAGE)
    with django_assert_max_num_queries(4):
        client.get(PAGE)
