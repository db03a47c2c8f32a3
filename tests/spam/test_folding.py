"""Disguises are undone, and none of them slips past or costs without bound."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.spam.evidence import read
from coranto.spam.filter import Filter
from coranto.spam.folding import BACK, FRONT, fold
from coranto.spam.language import guess
from coranto.spam.links import domain_of, find_links
from coranto.spam.submission import Submission

PLAIN = "buy cheap viagra pills online without prescription at our pharmacy http://pills-shop.top/"


@pytest.mark.parametrize(
    "disguised",
    [
        "c a s i n o",
        "c-a-s-i-n-o",
        "c.a.s.i.n.o",
        "ca\u200bsi\u2060no",
        "ca\u00adsino",
        "саsinо",
        "caśínò",
        "𝓬𝓪𝓼𝓲𝓷𝓸",
        "ｃａｓｉｎｏ",
        "🅲🅰🆂🅸🅽🅾",
        "ca<!-- x -->sino",
        "<b>c</b>as<i>ino</i>",
        "c&#97;sin&#111;",
        "CASINO",
        "ᴄᴀꜱɪɴᴏ",
    ],
)
def test_a_disguised_word_is_read_as_what_it_says(disguised: str) -> None:
    assert "casino" in fold(f"the best {disguised} of this town").words


@pytest.mark.parametrize(
    ("leet", "plain"), [("v1agra", "viagra"), ("c@sino", "casino"), ("p0ker", "poker"), ("fr33dom", "freedom")]
)
def test_digits_for_letters_are_read_as_letters(leet: str, plain: str) -> None:
    assert plain in fold(f"some {leet} here").restored


def test_honest_russian_greek_and_persian_stay_as_they_are() -> None:
    assert fold("Вот скоро море").words == ["вот", "скоро", "море"]
    assert fold("Το νερό").mixed_words == 0
    assert fold("می\u200cخواهم").hidden_signs == 0


def test_a_latin_letter_in_a_russian_word_is_read_as_cyrillic() -> None:
    assert fold("новый сериaл онлайн").words[1] == "сериал"


@pytest.mark.parametrize(
    "disguised",
    [
        PLAIN.replace("viagra", "v i a g r a").replace("pharmacy", "p-h-a-r-m-a-c-y"),
        PLAIN.replace("a", "а").replace("o", "о").replace("httр", "http"),
        PLAIN.replace("viagra", "via\u200bgra").replace("prescription", "prescrip\u200btion"),
        PLAIN.replace("viagra", "v1agra").replace("pills", "p1lls"),
        PLAIN.replace("viagra", "via<b></b>gra").replace("pills", "pi<!-- -->lls"),
        PLAIN + " " + "The minister spoke to the council about the harbour and the ferry on Tuesday. " * 6,
    ],
)
def test_a_disguise_does_not_make_spam_pass_as_good(disguised: str) -> None:
    assert Filter().score(Submission(PLAIN)).verdict == "spam"
    assert Filter().score(Submission(disguised)).verdict in ("spam", "unsure")


@given(st.text(max_size=3000))
def test_any_text_can_be_read(text: str) -> None:
    evidence = read(Submission(text, author=text[:40], email=text[:40], url=text[:200]))
    assert all(0 <= value <= 1.0001 for value in evidence.signals.values())
    assert all(0 <= piece < 2**19 for piece in evidence.pieces)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "viagra ",
        "http://x.example/ ",
        "<b>",
        "<",
        "&",
        "[url=",
        "a.",
        "а\u200b",
        "漢",
        "a b ",
        "1a",
        "@",
        "x@y.",
        "\n",
        "(",
        "</",
        "w.",
    ],
)
def test_a_million_characters_cost_no_more_than_what_is_read(unit: str) -> None:
    evidence = read(Submission(unit * (1_000_000 // len(unit))))
    assert evidence.folded.cut >= 900_000
    assert len(evidence.folded.words) <= FRONT + BACK
    assert len(evidence.pieces) <= 6 * (FRONT + BACK)
    assert len(evidence.links.addresses) <= 60


def test_domains_are_the_registered_ones() -> None:
    assert domain_of("https://shop.example.co.uk/a?b=c") == "example.co.uk"
    assert domain_of("http://WWW.Example.org:8080") == "example.org"
    assert domain_of("http://spam.blogspot.com/x") == "spam.blogspot.com"
    assert domain_of("http://[broken") == ""


def test_links_in_every_notation_are_found() -> None:
    shown = '<a href="http://a.example/x">x</a> [url=http://b.example]y[/url] (https://c.example/z) www.d.example '
    links = find_links(shown + "e-shop.com fox dot com")
    assert {"a.example", "b.example", "c.example", "d.example", "e-shop.com"} <= set(links.domains)
    assert links.broken == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the minister said that it was not in the report", "en"),
        ("das ist nicht der Bericht und wir haben es auch nicht", "de"),
        ("это не так как он это видел", "ru"),
        ("це не так і він це бачив та що", "uk"),
        ("これはよい記事です", "ja"),
        ("这篇文章写得很好", "zh"),
        ("좋은 기사 감사합니다", "ko"),
        ("ok", ""),
    ],
)
def test_languages_are_guessed_from_script_and_small_words(text: str, language: str) -> None:
    assert guess(fold(text).words) == language


def test_good_words_around_it_do_not_hide_a_bad_passage() -> None:
    one = Filter()
    syllables = ["ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "ben", "dor", "fal", "gim", "hus"]
    good = " ".join(f"{syllables[n % 15]}{syllables[n * 7 % 13]}{syllables[n * 5 % 11]}" for n in range(400))
    for _ in range(3):
        one.learn(Submission(good), False)
    hidden = one.score(Submission(f"{good} {PLAIN} {good}"))
    assert hidden.value > one.score(Submission(f"{good} {good}")).value
    assert any(reason.code == "passage" and reason.weight > 0 for reason in hidden.reasons)


@pytest.mark.parametrize("text", ["a", "0", "1,", "a@", "a!b0", "$1,"])
def test_a_text_of_one_sign_takes_no_longer_than_another(text: str) -> None:
    """Four seconds each in a pattern that looked at all pairs of places; no clock here."""
    read(Submission(text=text * 24_000))


def test_leet_and_money_are_found_at_the_end_of_long_runs() -> None:
    assert fold(f"a {'b' * 200}0{'c' * 50} d").restored == [f"{'b' * 200}o{'c' * 50}"]
    assert "contact:money" in read(Submission(text=f"{'1,' * 200}000 usd")).signals
