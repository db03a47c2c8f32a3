"""What the owner of an address, and staff for them, can see, correct and erase; and that addresses are nowhere else."""

import datetime
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from coranto.accounts.models import ReaderLink, User
from coranto.accounts.reader_links import make_reader, send_reader_link
from coranto.comments.actions.changing import remove_comment
from coranto.comments.actions.deciding import decide_comments
from coranto.comments.actions.erasing import ask_for_proof
from coranto.comments.models import (
    Block,
    Comment,
    CommentEdit,
    Commenter,
    Draft,
    Erasure,
    Letter,
    Pace,
    Subscription,
    Verdict,
)
from coranto.comments.privacy.personal import moment
from coranto.core.short_digests import short_digest
from coranto.posts.models import Post
from tests.comments.mailing import follow, link_to, run, sent
from tests.comments.pages import page_of, rules, write
from tests.desk import desk, person
from tests.world import make_comment, make_commenter, make_page, make_post, publication, thread_of

pytestmark = pytest.mark.django_db
BEA = "bea@reader.example"
PAGE = "/comment-privacy/"
DESK = "/desk/comments/personal/"


def world() -> tuple[Post, Comment, Comment]:
    """Bea's two comments, of which somebody answered the first; and everything that is kept beside them."""
    post = make_post("The tide")
    bea, cy = make_commenter("Bea", email="Bea@Reader.example"), make_commenter("Cy", email="cy@reader.example")
    first = make_comment(
        post,
        "First words.",
        by=bea,
        url="https://bea.example",
        network_address="192.0.2.7",
        user_agent="Browser",
        meta=[["akismet_history", "x"]],
    )
    make_comment(post, "An answer.", by=cy, parent=first)
    second = make_comment(post, "Second words.", by=bea, at="2016-02-09")
    CommentEdit.objects.create(comment=second, text="Earlier words.", at=timezone.now())
    decide_comments(comments=[second], status=Comment.Status.PUBLISHED, at=timezone.now(), by=None, why="Bea is known")
    follow(BEA, thread=thread_of(post))
    Draft.objects.create(key="k", subject=post.number, text="Unsent.", email=BEA, made_at=timezone.now())
    return post, first, second


def own_link(client: Client, email: str = BEA) -> str:
    """The link that the owner of the address gets."""
    assert client.post(PAGE, {"email": email}).status_code == 303
    run()
    return link_to(sent()[0], "/-/own/")


def test_the_owner_of_an_address_gets_all_of_it_as_page_and_file(client: Client) -> None:
    _post, first, _second = world()
    path = own_link(client)
    scanned = page_of(client.get(path)).get_element_by_id("content").text_content()
    assert "words." not in scanned and "Show it" in scanned
    page = client.post(path, {"do": "show"})
    shown = page.content.decode()
    assert all(words in shown for words in ("First words.", "Second words.", "192.0.2.7", "The tide"))
    assert "· 02/09/2016" in shown and "· 2016-02-09T" not in shown
    assert page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    answer = client.post(path, {"do": "json"})
    assert answer["Content-Disposition"].startswith("attachment")
    record = json.loads(answer.content)
    assert [row["text"] for row in record["comments"]] == ["First words.", "Second words."]
    assert record["comments"][0]["network_address"] == "192.0.2.7"
    assert record["comments"][0]["website"] == "https://bea.example"
    assert record["comments"][0]["imported"] == [["akismet_history", "x"]]
    assert record["comments"][1]["earlier_texts"][0]["text"] == "Earlier words."
    assert record["comments"][1]["verdicts"][0]["reasons"][0]["words"] == "Bea is known"
    assert record["subscriptions"][0]["confirmed"] and record["comments"][0]["number"] == first.pk
    assert record["drafts"][0]["text"] == "Unsent."
    assert "Cy" not in json.dumps(record)


def test_a_block_of_the_address_is_told_to_its_owner_and_outlasts_erasing(client: Client) -> None:
    world()
    Block.objects.create(kind="email", value=BEA, reason="A flood")
    Block.objects.create(kind="email", value="cy@reader.example", reason="Another")
    path = own_link(client)
    assert "A flood" in client.post(path, {"do": "show"}).content.decode()
    blocks = json.loads(client.post(path, {"do": "json"}).content)["blocks"]
    assert [(row["reason"], row["until"]) for row in blocks] == [("A flood", None)]
    client.post(path, {"do": "erase", "how": "remove", "sure": "yes"})
    assert Block.objects.filter(value=BEA).exists()
    ask_for_proof(email=BEA, at=timezone.now() + datetime.timedelta(days=2))
    assert Letter.objects.filter(email=BEA, kind=Letter.Kind.PROOF).count() == 1


def test_a_link_gives_out_its_own_address_only_and_for_a_day(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    world()
    path = own_link(client)
    for other in ("cy@reader.example", "BEA@reader.example"):
        record = json.loads(client.post(path, {"do": "json", "email": other}).content)
        assert record["address"] == BEA
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 90_000)
    assert client.post(path, {"do": "json"}).status_code == 410


def test_whoever_asks_cannot_tell_what_is_kept(client: Client) -> None:
    world()
    known = client.post(PAGE, {"email": BEA}, follow=True)
    unknown = client.post(PAGE, {"email": "nobody@reader.example"}, follow=True)
    assert known.content == unknown.content
    run()
    assert [mail.to for mail in sent()] == [[BEA]]


def test_an_address_gets_the_link_once_a_day_and_a_network_asks_ten_times_an_hour() -> None:
    world()
    for number in range(20):
        make_commenter(f"N{number}", email=f"n{number}@reader.example")
    for _ in range(5):
        ask_for_proof(email=BEA, at=timezone.now())
    for number in range(20):
        ask_for_proof(email=f"n{number}@reader.example", at=timezone.now(), network="192.0.2.9")
    assert Letter.objects.filter(kind=Letter.Kind.PROOF).count() == 11


def test_the_name_is_corrected_at_every_comment(client: Client) -> None:
    post, *_ = world()
    make_commenter("Beatrix", email=BEA)
    path = own_link(client)
    client.post(path, {"do": "name", "name": "Beatrix\r\n<b>"})
    assert set(Comment.objects.filter(commenter__email__iexact=BEA).values_list("name", flat=True)) == {"Beatrix <b>"}
    client.post(path, {"do": "name", "name": "Beatrix"})
    assert "Beatrix" in client.get(post.path).content.decode()
    assert Commenter.objects.filter(email__iexact=BEA).count() == 1
    assert Commenter.objects.get(email__iexact=BEA).approved_count == 2


def test_erasing_needs_a_choice_and_a_tick(client: Client) -> None:
    world()
    path = own_link(client)
    for fields in ({}, {"how": "remove"}, {"how": "all", "sure": "yes"}, {"sure": "yes"}):
        assert "Nothing was erased" in client.post(path, {"do": "erase", **fields}).content.decode()
    assert Commenter.objects.filter(email__iexact=BEA).exists() and not Erasure.objects.exists()


def traces() -> str:
    """Everything in the tables of the discussion, as text."""
    models = (Comment, Commenter, CommentEdit, Draft, Verdict, Subscription, Letter, Erasure)
    return repr([list(model._default_manager.values()) for model in models]).lower()


def test_erased_and_removed_nothing_is_left_but_the_place_of_an_answer(client: Client) -> None:
    post, first, second = world()
    path = own_link(client)
    assert client.post(path, {"do": "erase", "how": "remove", "sure": "yes"}).status_code == 200
    assert not Comment.objects.filter(pk=second.pk).exists()
    first.refresh_from_db()
    assert first.removed_at is not None and (first.text, first.html, first.name) == ("", "", "")
    for trace in ("bea", "192.0.2.7", "first words", "akismet"):
        assert trace not in traces()
    page = client.get(post.path).content.decode()
    assert "This comment was removed." in page and "An answer." in page and "Bea" not in page
    post.refresh_from_db()
    assert post.comment_count == 1
    assert client.post(path, {"do": "json"}).status_code == 410
    assert (Erasure.objects.get().comments, Erasure.objects.get().by) == (2, None)


def test_erased_and_anonymous_the_words_stay_without_a_name(client: Client) -> None:
    post, first, second = world()
    client.post(own_link(client), {"do": "erase", "how": "anonymise", "sure": "yes"})
    page = client.get(post.path).content.decode()
    assert "First words." in page and "Second words." in page and "Bea" not in page
    for trace in ("bea", "192.0.2.7", "akismet", "earlier words"):
        assert trace not in traces()
    assert {Comment.objects.get(pk=each.pk).commenter.key for each in (first, second)} == {"erased"}


def account_of(email: str, **fields: Any) -> User:
    """A reader's account, as GitHub vouched for it."""
    user = make_reader(email=email, name="Bea", at=timezone.now())
    told = {"login": "bea-there", "bio": "Likes tides"}
    SocialAccount.objects.create(user=user, provider="github", uid="17", extra_data=told)
    User.objects.filter(pk=user.pk).update(**fields)
    return user


def test_an_account_is_shown_with_what_its_provider_told_and_erased_with_everything(client: Client) -> None:
    user, other = account_of("Bea@reader.example"), make_reader(email="cy@reader.example", name="Cy", at=timezone.now())
    EmailAddress.objects.create(user=other, email=BEA, verified=False)
    ReaderLink.objects.create(email=BEA, name="Bea", digest="d", expires_at=timezone.now())
    path = own_link(client)
    (account,) = json.loads(client.post(path, {"do": "json"}).content)["accounts"]
    assert account["elsewhere"] == [
        {"at": "github", "number": "17", "told": {"login": "bea-there", "bio": "Likes tides"}}
    ]
    client.post(path, {"do": "name", "name": "Beate"})
    user.refresh_from_db()
    assert user.shown_name == "Beate"
    client.post(path, {"do": "erase", "how": "remove", "sure": "yes"})
    assert list(User.objects.all()) == [other]
    assert not SocialAccount.objects.exists() and not ReaderLink.objects.exists()


def test_what_an_account_wrote_before_it_had_the_address_is_the_address_s(client: Client) -> None:
    user = account_of(BEA)
    earlier = make_commenter("Bea", email="earlier@reader.example")
    Commenter.objects.filter(pk=earlier.pk).update(user=user)
    make_comment(make_post("The ebb"), "Under another address.", by=earlier)
    path = own_link(client)
    assert "Under another address." in client.post(path, {"do": "json"}).content.decode()
    client.post(path, {"do": "erase", "how": "remove", "sure": "yes"})
    assert not Comment.objects.exists()


def test_an_account_that_opens_the_desk_is_not_erased_with_its_address(client: Client) -> None:
    world()
    editor = person("editor")
    editor.email = BEA
    editor.save()
    client.post(own_link(client), {"do": "erase", "how": "remove", "sure": "yes"})
    assert User.objects.filter(pk=editor.pk).exists()


def test_nobody_inherits_the_good_name_of_the_erased(client: Client) -> None:
    post, *_ = world()
    client.post(own_link(client), {"do": "erase", "how": "anonymise", "sure": "yes"})
    rules(needs_name=False, hold_first=True)
    write(client, post, author="", email="", comment="Who am I?")
    assert Comment.objects.get(text="Who am I?").status == "held"


def test_a_chain_of_one_s_own_answers_goes_whole(client: Client) -> None:
    post, bea = make_page("About us"), make_commenter("Bea", email=BEA)
    parent = None
    for number in range(30):
        parent = make_comment(post, f"n{number}", by=bea, parent=parent)
    client.post(own_link(client), {"do": "erase", "how": "remove", "sure": "yes"})
    assert not Comment.objects.exists()
    post.refresh_from_db()
    assert post.comment_count == 0


def test_the_pace_of_an_erased_address_is_forgotten(client: Client) -> None:
    rules()
    write(client, make_post())
    mine = Pace.objects.filter(key=short_digest("pace", "email", BEA, size=16))
    assert mine.exists()
    client.post(own_link(client), {"do": "erase", "how": "remove", "sure": "yes"})
    assert not mine.exists()


def test_staff_do_the_same_from_the_desk() -> None:
    world()
    client = desk("moderator")
    assert client.get(DESK).status_code == 200
    shown = client.post(DESK, {"email": BEA.upper()}).content.decode()
    assert "First words." in shown
    assert json.loads(client.post(DESK, {"email": BEA, "do": "json"}).content)["address"] == BEA
    client.post(DESK, {"email": BEA, "do": "name", "name": "Beatrix"})
    assert Comment.objects.filter(name="Beatrix").count() == 2
    client.post(DESK, {"email": BEA, "do": "erase", "how": "anonymise"})
    assert not Erasure.objects.exists()
    done = client.post(DESK, {"email": BEA, "do": "erase", "how": "anonymise", "sure": "yes"})
    assert "Erased, with 2 comments." in done.content.decode()
    erasure = Erasure.objects.get()
    assert erasure.by is not None and erasure.by.username == "moderator" and "bea" not in traces()
    assert client.post(DESK, {"email": "no address"}).status_code == 200


@pytest.mark.parametrize("role", ["author", "contributor"])
def test_who_may_not_erase_sees_no_personal_data(role: str) -> None:
    world()
    client = desk(role)
    assert client.get(DESK).status_code in {302, 403}
    assert "First words" not in client.post(DESK, {"email": BEA}).content.decode()
    assert Client().get(DESK).status_code == 302


ADDRESS = re.compile(r"[a-z0-9_.+-]+(?:@|%40|&#64;|&#x40;)[a-z0-9.-]+\.[a-z]{2,}", re.IGNORECASE)
LINKS = re.compile(r"""(?:href|src|action)=["'](/[^"'#]*|http://digest\.example[^"'#]*)""")
ALSO = (
    "/feed/",
    "/comments/feed/",
    "/feed/atom/",
    "/feed/json/",
    "/comments/feed/atom/",
    "/wp-sitemap.xml",
    "/robots.txt",
    "/wp-json/",
    "/wp-json/wp/v2/comments",
    "/wp-json/wp/v2/users",
    "/?s=words&comments=1",
    "/subscribe/",
    PAGE,
    "/xmlrpc.php?rsd",
)


def crawled(client: Client) -> Iterator[tuple[str, str]]:
    """Every page, feed and interface that links lead to, with its text."""
    waiting, seen = ["/", *ALSO], set[str]()
    while waiting and len(seen) < 400:
        path = waiting.pop(0)
        if path in seen or path.startswith(("/static/", "/desk/", "/accounts/")):
            continue
        seen.add(path)
        answer = client.get(path)
        if answer.streaming:
            continue
        text = answer.content.decode("utf-8", "replace")
        yield path, text + repr(dict(answer.headers))
        found = (link.removeprefix("http://digest.example") or "/" for link in LINKS.findall(text))
        waiting += [link.replace("&amp;", "&") for link in found]
        waiting += re.findall(r"<(?:loc|link|id)>http://digest\.example(/[^<#]*)", text)


def test_no_address_stands_in_any_page_feed_or_interface() -> None:
    publication(page_comments=True, comments_per_page=1)
    post, *_ = world()
    make_comment(make_page("About us"), "On a page.", by=make_commenter("Dee", email="dee@reader.example"))
    person("editor").email = "editor@staff.example"
    seen = dict(crawled(Client()))
    assert post.path in seen and any("comment-page" in path for path in seen) and f"{post.path}feed/" in seen
    assert len(seen) > 25
    leaks = {path: ADDRESS.findall(text) for path, text in seen.items() if ADDRESS.findall(text)}
    assert not leaks


def test_a_moment_is_written_with_its_offset() -> None:
    assert moment(datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)) == "2026-03-01T12:00:00+00:00"
    assert moment(None) is None


def test_the_desk_says_when_nothing_is_kept_and_offers_nothing_to_erase() -> None:
    page = desk("moderator").post(DESK, {"email": "nobody@reader.example"}).content.decode()
    assert "Nothing is kept about nobody@reader.example." in page and 'value="erase"' not in page


def test_who_asked_for_a_link_only_can_be_erased_at_the_desk() -> None:
    send_reader_link(email="mo@reader.example", name="Mo", way_back="/", site="A weblog", at=timezone.now())
    page = desk("moderator").post(DESK, {"email": "mo@reader.example"}).content.decode()
    assert "Nothing is kept" not in page and 'value="erase"' in page


def test_the_record_names_what_was_removed_and_keeps_lines_apart(client: Client) -> None:
    post = make_post()
    comment = make_comment(post, "A line\nand <b>another</b>", by=make_commenter("Bea", email=BEA))
    make_comment(post, "An answer.", parent=comment)
    remove_comment(comment=comment, at=timezone.now())
    link = own_link(client)
    page = client.post(link, {"do": "show"}).content.decode()
    assert "removed by its writer" in page and "published" not in page.split("<ol")[1].split("</ol>")[0]
    assert "A line<br>and &lt;b&gt;another" in page
    (row,) = json.loads(client.post(link, {"do": "json"}).content)["comments"]
    assert row["removed"]
