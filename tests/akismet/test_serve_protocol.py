"""The Akismet protocol as this server speaks it: verdicts, lessons, headers, keys, limits."""

import datetime
import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from coranto.akismet.actions.keeping import forget_what_is_over
from coranto.akismet.actions.sites import delete_site, forget_lessons, replace_key, resume_site, suspend_site
from coranto.akismet.answers import THANKS
from coranto.akismet.models import CheckedText, ClientSite, DayCount, SiteLesson
from coranto.akismet.site_filters import SiteFilters, site_filters
from tests.akismet.asking import BLOG, GOOD_TEXT, SPAM_TEXT, ask, check, comment, make_site, word

pytestmark = pytest.mark.django_db
ODD = "Zanthoxylum lacquer delivered by the umbrella guild at quillwort rates"


@pytest.fixture(autouse=True)
def fresh_filters() -> Iterator[None]:
    """No test sees what another loaded."""
    site_filters.forget()
    yield
    site_filters.forget()


def test_a_key_is_twelve_signs_long_and_kept_as_a_digest() -> None:
    site, key = make_site()
    assert len(key) == 12 and key.isalnum() and key == key.lower()
    assert key not in json.dumps({name: str(value) for name, value in vars(site).items()})
    assert word(ask("verify-key", key=key)) == "valid"
    assert word(ask("verify-key", key, key="abcdefghijkl")) == "invalid"  # the plug-in keeps one and asks about another
    wrong = ask("verify-key", key="abcdefghijkl")
    assert word(wrong) == "invalid" and wrong.status_code == 200 and wrong["X-akismet-debug-help"]


def test_spam_is_called_spam_and_a_good_comment_is_not() -> None:
    _site, key = make_site()
    bad = check(key, SPAM_TEXT, comment_author="casino bonus", comment_author_url="http://casino.example")
    good = check(key)
    assert (word(bad), word(good)) == ("true", "false")
    assert len(bad["X-akismet-guid"]) == 32 and bad["X-akismet-guid"] != good["X-akismet-guid"]
    reasons = json.loads(bad["X-coranto-reasons"])
    assert len(reasons) >= 3 and all(reason["words"] for reason in reasons)
    assert "X-akismet-debug-help" not in good  # some clients take it for an error


def test_what_may_be_dropped_unseen_says_so_and_nothing_else_does() -> None:
    _site, key = make_site()
    trap = {"honeypot_field_name": "your_fax", "your_fax": "555"}
    answer = check(key, SPAM_TEXT, comment_author_url="http://casino.example", **trap)
    assert word(answer) == "true" and answer["X-akismet-pro-tip"] == "discard"
    assert "X-akismet-pro-tip" not in check(key)
    empty_trap = check(key, honeypot_field_name="your_fax", your_fax="")
    assert word(empty_trap) == "false"


def test_the_test_contract_holds() -> None:
    _site, key = make_site()
    for author in ("akismet-guaranteed-spam", "viagra-test-123"):
        assert word(check(key, comment_author=author)) == "true"
    assert word(check(key, comment_author_email="akismet-guaranteed-spam@example.com")) == "true"
    assert word(check(key, SPAM_TEXT, user_role="administrator")) == "false"


def test_a_test_teaches_and_counts_nothing() -> None:
    _site, key = make_site()
    check(key, is_test=1)
    assert word(ask("submit-spam", key, **comment(ODD, is_test="true"))) == THANKS
    assert not SiteLesson.objects.exists() and not DayCount.objects.exists() and not CheckedText.objects.exists()


def test_a_submission_counts_with_the_next_check_in_every_process() -> None:
    site, key = make_site()
    before = float(check(key, ODD)["X-coranto-score"])
    assert word(ask("submit-spam", key, **comment(ODD))) == THANKS
    assert float(check(key, ODD)["X-coranto-score"]) > before + 0.2
    site.refresh_from_db()
    assert SiteFilters().of(site).taught == site_filters.of(site).taught == (1, 0)


def test_the_same_twice_teaches_once_and_the_opposite_takes_it_back() -> None:
    site, key = make_site()
    for _ in range(2):
        ask("submit-spam", key, **comment(ODD))
    assert SiteLesson.objects.count() == 1
    ask("submit-ham", key, **comment(ODD))
    site.refresh_from_db()
    assert site_filters.of(site).taught == (0, 1)
    assert [row.is_undo for row in SiteLesson.objects.order_by("pk")] == [False, True, False]


def test_no_site_sees_what_another_taught() -> None:
    one, one_key = make_site()
    _other, other_key = make_site("https://herons.example/")
    before = check(other_key, ODD)["X-coranto-score"]
    for n in range(5):
        ask("submit-spam", one_key, **comment(f"{ODD} {n}", user_ip=f"198.51.100.{n}"))
    assert check(other_key, ODD)["X-coranto-score"] == before
    stats = json.loads(ask("get-stats", key=other_key).content)
    assert stats["missed_spam"] == 0 and str(one.url) not in json.dumps(stats)


def test_a_guid_of_another_site_corrects_nothing() -> None:
    _one, one_key = make_site()
    _other, other_key = make_site("https://herons.example/")
    guid = check(one_key)["X-akismet-guid"]
    ask("submit-spam", other_key, **comment("Another text", guid=guid))
    assert CheckedText.objects.get(guid=guid).person_said_spam is None


def test_the_key_may_stand_in_the_host_name() -> None:
    _site, key = make_site()
    assert word(ask("comment-check", host=f"{key.upper()}.rest.filter.example:8000", **comment())) == "false"
    assert word(ask("comment-check", host="abcdefghijkl.rest.filter.example", **comment())) == "invalid"
    assert word(ask("comment-check", host="[::1", **comment())) == "invalid"


def test_a_suspended_key_makes_every_client_hold() -> None:
    site, key = make_site()
    suspend_site(site=site)
    answer = check(key)
    assert answer.status_code == 200 and word(answer) == "invalid"
    assert answer["X-akismet-error"] and answer["X-akismet-alert-code"] == "10402" and answer["X-akismet-alert-msg"]
    assert word(ask("verify-key", key=key)) == "invalid"
    assert word(ask("submit-spam", key, **comment(ODD))) == "invalid" and not SiteLesson.objects.exists()
    resume_site(site=site)
    assert word(check(key)) == "false"


def test_a_replaced_key_is_worth_nothing_and_what_was_taught_stays() -> None:
    site, key = make_site()
    ask("submit-spam", key, **comment(ODD))
    new = replace_key(site=site)
    assert word(check(key)) == "invalid"
    assert float(check(new, ODD)["X-coranto-score"]) > 0.3
    forget_lessons(site=site, at=timezone.now())
    assert not SiteLesson.objects.exists()
    site.refresh_from_db()
    assert site_filters.of(site).taught == (0, 0)


def test_a_deleted_site_leaves_nothing() -> None:
    site, key = make_site()
    check(key)
    ask("submit-spam", key, **comment(ODD))
    delete_site(site=site)
    for model in (ClientSite, CheckedText, DayCount, SiteLesson):
        assert not model.objects.exists()


def test_the_minute_s_limit_refuses_with_the_time_to_wait() -> None:
    _site, key = make_site(minute_limit=3)
    answers = [check(key) for _ in range(5)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused  # at least one, even if a minute turns between them
    assert 0 < int(refused[0]["Retry-After"]) <= 60 and word(refused[0]) == "invalid"
    _site, free = make_site("https://free.example/", minute_limit=0)
    assert all(check(free).status_code == 200 for _ in range(4))


def test_the_month_s_limit_alerts_and_holds() -> None:
    _site, key = make_site(monthly_limit=1)
    assert word(check(key)) == "false"
    over = check(key)
    assert word(over) == "invalid" and over["X-akismet-error"]
    assert (over["X-akismet-alert-code"], over["X-akismet-alert-usage-limit"]) == ("10508", "1")
    usage = json.loads(Client().get("/1.2/usage-limit", {"api_key": key, "extended": "true"}).content)
    assert usage == {
        "limit": 1,
        "usage": 1,
        "percentage": "100.0",
        "throttled": True,
        "notice_level": "exceeded",
        "upgrade": None,
    }


def test_what_is_unsure_is_let_through_with_a_request_to_ask_again() -> None:
    site, key = make_site()
    words = SPAM_TEXT.split()
    texts = [" ".join(words[:n]) + " The gates were hung in 1904" for n in range(len(words))]
    unsure = next(text for text in texts if 0.5 < score_of(key, text) < 0.9)
    answer = check(key, unsure)
    assert word(answer) == "false" and answer["X-akismet-recheck-after"] == "120"
    assert "X-akismet-recheck-after" not in check(key, unsure, recheck_reason="recheck_queue")
    ClientSite.objects.filter(pk=site.pk).update(unsure_is_spam=True)
    assert word(check(key, unsure)) == "true"


def score_of(key: str, text: str) -> float:
    """The score of a text."""
    ClientSite.objects.update(minute_count=0)
    return float(check(key, text)["X-coranto-score"])


def test_the_same_text_on_many_pages_is_noticed_and_a_repeated_request_is_not() -> None:
    _site, key = make_site(minute_limit=0)
    scores = [score_of_check(key, page) for page in ("a", "a", "b", "c", "d")]
    assert scores[0] == scores[1] < scores[2] < scores[4]
    for _ in range(3):
        check(key, ODD, permalink="https://otters.example/z", is_test=1)
    assert score_of_check(key, "e") < 1.0 and "other posts" in check(key, ODD, permalink="f")["X-coranto-reasons"]
    _other, other_key = make_site("https://herons.example/")
    assert score_of_check(other_key, "g") == scores[0]


def score_of_check(key: str, page: str) -> float:
    """The score of the same text on a page."""
    return float(check(key, ODD, permalink=f"https://otters.example/{page}/")["X-coranto-score"])


def test_statistics_count_each_correction_once() -> None:
    _site, key = make_site()
    check(key, ODD)
    check(key, SPAM_TEXT, comment_author_url="http://casino.example")
    check(key, SPAM_TEXT, comment_author_url="http://casino.example", recheck_reason="edit")
    for _ in range(2):
        ask("submit-spam", key, **comment(ODD))
    ask("submit-ham", key, **comment(SPAM_TEXT, comment_author_url="http://casino.example"))
    stats = json.loads(ask("get-stats", key=key, **{"from": "6-months"}).content)
    assert (stats["spam"], stats["ham"], stats["missed_spam"], stats["false_positives"]) == (1, 1, 1, 1)
    assert stats["accuracy"] == 0.0
    month = f"{timezone.now():%Y-%m}"
    assert stats["breakdown"][month]["spam"] == 1
    sites = json.loads(Client().get("/1.2/key-sites", {"api_key": key, "month": month}).content)
    assert sites["total"] == 1 and sites[month][0] == {
        "site": BLOG,
        "api_calls": "3",
        "spam": "1",
        "ham": "1",
        "missed_spam": "1",
        "false_positives": "1",
        "is_revoked": False,
    }
    table = Client().get("/1.2/key-sites", {"api_key": key, "format": "csv"}).content.decode().splitlines()
    assert table[1].startswith("Site,Total API Calls") and table[2] == f"{BLOG},3,1,1,1,1,false"


def test_the_plug_in_s_other_questions_are_answered() -> None:
    _site, key = make_site()
    assert Client().get("/1.1/test").content == b"connected"
    assert json.loads(ask("get-subscription", key=key).content)["status"] == "active"
    assert word(ask("deactivate", key=key)) == "deactivated" and word(ask("verify-key", key=key)) == "valid"
    assert word(ask("token", key=key)) == word(ask("verify-wpcom-key", key=key)) == "invalid"


def test_digests_go_after_a_month_and_old_lessons_into_a_snapshot() -> None:
    site, key = make_site()
    check(key)
    ask("submit-spam", key, **comment(ODD))
    later = timezone.now() + datetime.timedelta(days=91)
    forget_what_is_over(at=later)
    assert not CheckedText.objects.exists() and not SiteLesson.objects.exists()
    site.refresh_from_db()
    assert SiteFilters().of(site).taught == (1, 0)
    assert float(check(key, ODD)["X-coranto-score"]) > 0.3


def test_nothing_of_a_text_is_kept_but_a_digest() -> None:
    _site, key = make_site()
    check(key, GOOD_TEXT)
    row = CheckedText.objects.get()
    assert row.fields is None and "grandfather" not in str(vars(row)) and "bea@" not in str(vars(row))
