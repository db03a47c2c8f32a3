"""Writing through the form, without scripts: WordPress's fields, target and answers."""

from typing import Any

import pytest
from django.test import Client

from coranto.comments.models import Comment
from coranto.comments.stamps import trap_name
from tests.comments.pages import WORDS, form_at, led_to, page_of, rules, write
from tests.desk import desk
from tests.world import make_attachment, make_comment, make_commenter, make_draft, make_page, make_post, publication

pytestmark = pytest.mark.django_db


def test_the_page_with_the_form_is_the_same_for_all_and_sets_no_cookie() -> None:
    post = make_post()
    answer = Client().get(post.path)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "private" not in answer.get("Cache-Control", "")


def test_the_form_has_wordpress_s_fields() -> None:
    post = make_post()
    fields = form_at(Client(), post.path)
    assert {"comment", "author", "email", "url", "comment_post_ID", "comment_parent"} <= set(fields)
    assert (fields["comment_post_ID"], fields["comment_parent"]) == (str(post.number), "0")


def test_a_guest_is_led_to_the_comment() -> None:
    rules()
    post, client = make_post(), Client()
    answer = write(client, post)
    comment = Comment.objects.get()
    assert answer["Location"] == f"{post.path}#comment-{comment.pk}"
    assert not answer.cookies
    assert page_of(client.get(post.path)).get_element_by_id(f"comment-{comment.pk}").text_content().count(WORDS) == 1


def test_a_held_comment_is_shown_to_its_writer_only() -> None:
    rules(hold_first=True)
    post, client = make_post(), Client()
    answer = write(client, post)
    comment = Comment.objects.get()
    assert f"?unapproved={comment.pk}&moderation-hash=" in answer["Location"]
    shown = client.get(led_to(answer))
    assert WORDS in shown.content.decode() and "only you see it" in shown.content.decode()
    assert "private" in shown["Cache-Control"]
    assert WORDS not in client.get(post.path).content.decode()
    wrong = led_to(answer)[:-1] + ("0" if answer["Location"].split("#")[0][-1] != "0" else "1")
    assert WORDS not in client.get(wrong).content.decode()


def test_whoever_ticks_it_is_remembered_and_sees_the_held_comment_again() -> None:
    rules(hold_first=True)
    post, client = make_post(), Client()
    answer = write(client, post, author="Béa", **{"wp-comment-cookies-consent": "yes"})
    assert led_to(answer) == post.path
    assert {name.rpartition("_")[0] for name in answer.cookies} == {
        "comment_author",
        "comment_author_email",
        "comment_author_url",
        "comment_keys",
    }
    assert WORDS in client.get(post.path).content.decode()
    assert form_at(client, post.path)["author"] == "Béa"
    again = write(client, post, comment="Another thing")
    assert all(cookie["max-age"] == 0 for cookie in again.cookies.values()) and len(again.cookies) == 4


def test_a_double_click_posts_once() -> None:
    rules()
    post, client = make_post(), Client()
    fields = {**form_at(client, post.path), "comment": WORDS, "author": "Bea", "email": "bea@reader.example"}
    first, second = (client.post("/wp-comments-post.php", fields) for _ in range(2))
    assert first["Location"].split("#")[1] == second["Location"].split("#")[1]
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(
    "elsewhere", [{"REMOTE_ADDR": "198.51.100.9"}, {"HTTP_USER_AGENT": "Other/1"}], ids=["network", "browser"]
)
def test_sending_another_s_form_again_does_not_make_the_comment_one_s_own(elsewhere: dict[str, Any]) -> None:
    rules(hold_first=True)
    post, victim, other = make_post(), Client(), Client(**elsewhere)
    fields = {**form_at(victim, post.path), "comment": WORDS, "author": "Bea", "email": "bea@reader.example"}
    victim.post("/wp-comments-post.php", fields)
    for consent in ("", "yes"):
        answer = other.post("/wp-comments-post.php", {**fields, "wp-comment-cookies-consent": consent})
        assert answer.status_code == 409 and not answer.cookies
    assert Comment.objects.count() == 1


def test_two_readers_of_one_kept_page_are_two() -> None:
    rules()
    post = make_post()
    fields = {**form_at(Client(), post.path), "comment": WORDS, "email": "bea@reader.example"}
    for name in ("Bea", "Cal"):
        Client().post("/wp-comments-post.php", {**fields, "author": name})
    assert Comment.objects.count() == 2


def test_a_reply_stands_below_what_it_answers() -> None:
    rules()
    post, client = make_post(), Client()
    first = make_comment(post)
    fields = form_at(client, f"{post.path}?replytocom={first.pk}")
    assert fields["comment_parent"] == str(first.pk)
    client.post("/wp-comments-post.php", {**fields, "comment": WORDS, "author": "Bea", "email": "b@reader.example"})
    assert Comment.objects.get(text=WORDS).parent == first


def test_the_form_stands_below_the_comment_that_is_answered() -> None:
    post = make_post()
    comment = make_comment(post)
    page = page_of(Client().get(f"{post.path}?replytocom={comment.pk}"))
    assert page.get_element_by_id("respond").getparent() is page.get_element_by_id(f"comment-{comment.pk}")
    assert len(page.xpath("//*[@id='respond']")) == 1


@pytest.mark.parametrize("bad", ["999999", "abc", "-1", "9" * 40, ""])
def test_an_answer_to_what_is_not_there_is_the_ordinary_form(bad: str) -> None:
    post = make_post()
    assert form_at(Client(), f"{post.path}?replytocom={bad}")["comment_parent"] == "0"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"comment": ""}, 200),
        ({"author": ""}, 200),
        ({"email": ""}, 200),
        ({"email": "nobody"}, 200),
        ({"author": "x" * 246}, 200),
        ({"email": "x" * 90 + "@reader.example"}, 200),
        ({"url": "http://a.example/" + "x" * 200}, 200),
        ({"comment": "kept " * 5_000}, 200),
        ({"comment": "kept " * 200_000}, 200),
        ({"comment_parent": "999"}, 403),
    ],
)
def test_a_refusal_keeps_every_word(fields: dict[str, str], status: int) -> None:
    rules()
    answer = write(Client(), make_post(), **fields)
    assert answer.status_code == status
    form = page_of(answer).get_element_by_id("commentform")
    kept = form.fields
    expected = {"comment": WORDS, "author": "Bea", "email": "bea@reader.example", **fields}
    assert kept["comment"].strip() == expected["comment"].strip()
    assert (kept["author"], kept["email"]) == (expected["author"], expected["email"])
    assert page_of(answer).get_element_by_id("comment-problem").text_content().strip()
    assert not Comment.objects.exists()


def test_saying_it_twice_is_409_and_too_fast_is_429() -> None:
    rules(wait_seconds=15)
    post, client = make_post(), Client()
    write(client, post)
    assert write(client, post, drawn=40, comment="Other words").status_code == 429
    rules()
    assert write(client, post, drawn=50).status_code == 409


def test_too_fast_is_429_from_anywhere_in_a_64_of_ipv6() -> None:
    rules(wait_seconds=15)
    post = make_post()
    write(Client(REMOTE_ADDR="2001:db8::1"), post)
    other = {"comment": "Other words", "author": "Cal", "email": "cal@reader.example"}
    assert write(Client(REMOTE_ADDR="2001:db8::2"), post, drawn=40, **other).status_code == 429
    assert write(Client(REMOTE_ADDR="2001:db8:0:1::2"), post, drawn=50, **other).status_code == 302


def test_a_closed_post_is_403() -> None:
    rules()
    answer = write(Client(), make_post(comments_open=False))
    assert answer.status_code == 403 and WORDS in answer.content.decode()
    assert page_of(answer).xpath("//h1")[0].text == "Your comment was not taken yet"


def test_what_a_stranger_may_not_see_is_refused_in_the_words_for_what_is_not_there() -> None:
    rules()
    hidden = [make_draft(), make_post(is_private=True), make_post(at="2099-01-01"), make_post(password="open")]
    answers = [write(Client(), post) for post in hidden]
    for number in ({"comment_post_ID": "123456"}, {"comment_post_ID": "x"}, {}, {"comment_post_ID": "9" * 30}):
        answers.append(Client().post("/wp-comments-post.php", {"comment": "x", **number}))
    assert {answer.status_code for answer in answers} == {200}  # as in WordPress
    told = {page_of(answer).get_element_by_id("content").text_content() for answer in answers}
    assert len(told) == 1 and "There is nothing to comment on" in told.pop()
    assert not Comment.objects.exists()


def test_whoever_typed_the_password_may_comment() -> None:
    rules()
    post, client = make_post(password="open"), Client()
    client.post("/wp-login.php?action=postpass", {"post_password": "open"})
    assert write(client, post).status_code == 302


def test_only_post_is_taken() -> None:
    answer = Client().get("/wp-comments-post.php")
    assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (405, "POST", "text/plain")


def test_pages_and_attachments_are_discussed_too() -> None:
    rules()
    page = make_page(comments_open=True)
    fields = {**form_at(Client(), "/about/"), "comment": WORDS, "author": "Bea", "email": "b@reader.example"}
    assert Client().post("/wp-comments-post.php", fields)["Location"].startswith("/about/#comment-")
    page.refresh_from_db()
    assert page.comment_count == 1
    publication(attachment_pages=True)
    chart = make_attachment(comments_open=True)
    fields = {**form_at(Client(), chart.path), "comment": "More", "author": "Bea", "email": "b@reader.example"}
    assert Client().post("/wp-comments-post.php", fields)["Location"].startswith(f"{chart.path}#comment-")


def test_the_trap_sends_it_to_spam_and_says_nothing() -> None:
    rules()
    answer = write(Client(), make_post(), **{trap_name(): "http://spam.example"})
    assert "unapproved=" in answer["Location"]
    assert Comment.objects.get().status == Comment.Status.SPAM


@pytest.mark.parametrize("stamp", [None, "", "forged", "x" * 400])
def test_what_did_not_come_from_our_form_is_held(stamp: str | None) -> None:
    rules()
    write(Client(), make_post(), comment_stamp=stamp)
    assert Comment.objects.get().status == Comment.Status.HELD


def test_a_stamp_serves_for_one_subject_and_some_days() -> None:
    rules()
    post, other = make_post(), make_post()
    stamp = form_at(Client(), other.path)["comment_stamp"]
    write(Client(), post, comment_stamp=stamp)
    write(Client(), post, comment="Late words", drawn=8 * 24 * 3600)
    assert set(Comment.objects.values_list("status", flat=True)) == {"held"}


def test_a_form_that_comes_back_at_once_is_held() -> None:
    rules(youngest_form=3)
    write(Client(), make_post(), drawn=1)
    assert Comment.objects.get().verdicts.get().phase == "trap"


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "http://[no-address"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "null"},
    ],
)
def test_a_form_from_another_site_is_given_back(headers: dict[str, Any]) -> None:
    rules()
    answer = write(Client(**headers), make_post())
    assert answer.status_code == 403 and WORDS in answer.content.decode()
    assert not Comment.objects.exists()


def test_somebody_signed_in_must_bring_the_token() -> None:
    rules()
    post = make_post()
    client = desk("editor")
    client.handler.enforce_csrf_checks = True
    assert write(client, post).status_code == 403
    token = form_at(client, post.path)["csrfmiddlewaretoken"]
    assert write(client, post, csrfmiddlewaretoken=token).status_code == 302
    comment = Comment.objects.get()
    assert comment.status == "published" and comment.commenter.is_staff and comment.name == "editor"


def test_a_comment_of_staff_is_marked() -> None:
    rules()
    post, client = make_post(), desk("moderator")
    write(client, post)
    assert "Editor" in page_of(Client().get(post.path)).xpath("//*[@class='badge']")[0].text_content()


def test_a_preview_shows_the_comment_and_keeps_nothing() -> None:
    post = make_post()
    fields = {**form_at(Client(), post.path), "comment": "*so* <script>alert(1)</script>", "author": "Bea"}
    page = page_of(Client().post("/-/comments/preview/", fields))
    assert page.get_element_by_id("comment-preview").xpath(".//em")[0].text == "so"
    assert page.get_element_by_id("commentform").fields["author"] == "Bea"
    assert not Comment.objects.exists()


@pytest.mark.parametrize("address", ["/-/comments/preview/", "/wp-comments-post.php"], ids=["preview", "refusal"])
def test_the_form_on_a_page_of_its_own_says_which_comment_is_answered(address: str) -> None:
    post = make_post()
    fields = form_at(Client(), f"{post.path}?replytocom={make_comment(post, by=make_commenter('Ansa')).pk}")
    page = page_of(Client().post(address, {**fields, "comment": "So it is."}))
    assert page.get_element_by_id("reply-title").text.strip() == "Reply to Ansa"
    page = page_of(Client().post(address, {**fields, "comment": "So it is.", "comment_parent": "0"}))
    assert page.get_element_by_id("reply-title").text.strip() == "Leave a reply"


def test_a_quotation_is_in_the_form_for_whoever_asks() -> None:
    post = make_post()
    comment = make_comment(post, "First line.")
    assert (
        form_at(Client(), f"{post.path}?replytocom={comment.pk}&quote=1")["comment"]
        .lstrip()
        .startswith("> First line.")
    )
