"""What is concluded from the circumstances of a text: the form, the commenter's past, the post, the languages.

No collected data has these, so their log-odds are set here by hand, from what each implies, and kept small enough
that none of them alone (but a filled trap) makes a text spam. The site's own model learns on top of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import log

from .evidence import Evidence
from .folding import fold_word
from .language import guess, script_of
from .submission import Reason, Submission

_WORD = re.compile(r"[^\W\d_]{4,}")
_POST_READ = 6000  # characters of a post that are compared with a comment
_TOOLS = re.compile(
    r"curl|wget|python|java/|libwww|perl|go-http|okhttp|scrapy|headless|xrumer|httpclient|ruby|node-fetch|axios",
    re.IGNORECASE,
)


def circumstances(submission: Submission, evidence: Evidence) -> Iterator[Reason]:
    """The grounds found, in no order; their weights are additive log-odds."""
    yield from _form(submission)
    yield from _history(submission)
    yield from _languages(submission, evidence)
    yield from _fit(submission, evidence)


def _form(submission: Submission) -> Iterator[Reason]:
    if submission.honeypot_filled:
        yield Reason("form:trap", "filled in a field that people do not see", 12.0)
    if submission.form_age_seconds is not None and submission.form_age_seconds >= 0:
        yield from _pace(submission.form_age_seconds, len(submission.text))
    if submission.keys_typed is not None and len(submission.text) > 20:
        yield from _typing(submission.keys_typed, len(submission.text))
    if submission.user_agent and _TOOLS.search(submission.user_agent[:500]):
        yield Reason("form:tool", "sent by a program, not a browser", 1.5)


def _pace(age: float, size: int) -> Iterator[Reason]:
    if age < 2:
        yield Reason("form:fast", f"sent {age:.1f} seconds after the form was drawn", 2.5)
    elif age < 5 and size > 40:
        yield Reason("form:fast", f"sent {age:.0f} seconds after the form was drawn", 1.5)
    elif age > 2 * 86_400:
        yield Reason("form:old", f"the form was {age / 86_400:.0f} days old", 0.7)
    elif size > 80 and age > size / 15:
        yield Reason("form:unhurried", "took the time that writing takes", -0.5)


def _typing(keys: int, size: int) -> Iterator[Reason]:
    if keys * 10 < size:
        yield Reason("form:not typed", f"{keys} keys typed for {size} characters", 0.8)
    elif keys >= size * 0.8:
        yield Reason("form:typed", "typed by hand", -0.8)


def _history(submission: Submission) -> Iterator[Reason]:
    past = submission.history
    if past is None or (past.approved <= 0 and past.spam <= 0):
        return
    approved, spam = max(0, past.approved), max(0, past.spam)
    weight = max(-4.0, min(4.0, 1.2 * log((spam * 2 + 0.5) / (approved + 0.5))))
    if spam:
        words = f"{spam} earlier texts of this commenter were spam, {approved} were approved"
    else:
        words = f"{approved} earlier comments of this commenter were approved"
    yield Reason("history", words, weight)


def _languages(submission: Submission, evidence: Evidence) -> Iterator[Reason]:
    wanted = {_short(tag) for tag in (submission.site_language, submission.post_language) if tag}
    if not wanted:
        return
    found = _short(submission.language) if submission.language else guess(evidence.folded.words)
    if not found or found in wanted:
        return
    far = guess(evidence.folded.words, by_script=True) not in {"", *(script_of(tag) for tag in wanted)}
    yield Reason(
        "language",
        f"written in another language ({found}) than this site ({', '.join(sorted(wanted))})",
        1.6 if far else 0.9,
    )


def _short(tag: str) -> str:
    return re.split("[-_]", tag, maxsplit=1)[0].lower()


def _fit(submission: Submission, evidence: Evidence) -> Iterator[Reason]:
    post = _post_words(submission.post_title[:500], submission.post_text[:_POST_READ], submission.post_tags[:50])
    if len(post) < 5:
        return
    said = {word for word in evidence.folded.words if len(word) > 3}
    if len(said) < 3:
        return
    shared = [word for word in said if _stem(word) in post]
    share = len(shared) / len(said)
    praising = evidence.signals.get("praise:little else", 0.0) > 0.25
    if not shared:
        yield Reason("fit:none", "no word in common with the post", 1.6 if praising else 0.6)
    elif share > 0.12:
        named = ", ".join(sorted(shared, key=len, reverse=True)[:3])
        yield Reason("fit:close", f"speaks of what the post is about ({named})", -min(1.5, 4 * share))


@lru_cache(maxsize=256)
def _post_words(title: str, text: str, tags: tuple[str, ...]) -> frozenset[str]:
    words = _WORD.findall(fold_word(" ".join((title, text, *tags))))
    return frozenset(_stem(word) for word in words) - _ORDINARY


def _stem(word: str) -> str:
    return word[:6]


_ORDINARY = frozenset(
    _stem(word)
    for word in [
        "this",
        "that",
        "with",
        "from",
        "have",
        "your",
        "they",
        "them",
        "their",
        "there",
        "here",
        "what",
        "when",
        "where",
        "which",
        "while",
        "about",
        "would",
        "could",
        "should",
        "will",
        "been",
        "were",
        "being",
        "more",
        "most",
        "some",
        "such",
        "than",
        "then",
        "these",
        "those",
        "very",
        "just",
        "like",
        "also",
        "only",
        "into",
        "over",
        "after",
        "before",
        "other",
        "because",
        "article",
        "post",
        "blog",
        "site",
        "website",
        "page",
        "nicht",
        "auch",
        "eine",
        "einen",
        "einer",
        "sich",
        "sind",
        "wird",
        "oder",
        "aber",
        "noch",
        "wenn",
        "dass",
        "diese",
        "dieser",
        "para",
        "como",
        "esta",
        "este",
        "pero",
        "porque",
        "pour",
        "dans",
        "avec",
        "cette",
        "sont",
        "mais",
        "plus",
        "leur",
        "что",
        "это",
        "для",
        "как",
        "или",
        "его",
        "если",
        "чтобы",
        "только",
        "time",
        "people",
        "good",
        "great",
        "thank",
        "thanks",
        "really",
        "know",
        "make",
        "many",
        "much",
        "even",
        "well",
        "still",
        "back",
        "first",
        "want",
        "need",
        "look",
        "read",
    ]
)
