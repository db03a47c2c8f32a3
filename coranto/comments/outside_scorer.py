"""Another server's word on a comment, alone or beside the site's own filter."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from coranto.akismet.asking import UnansweredError, Word, ask_word, host_of
from coranto.akismet.models import OutsideScorer
from coranto.comments.models import Comment
from coranto.comments.submissions import UNANSWERED, Circumstances, Reason, Scored, Submission

Scorer = Callable[[Submission, Circumstances], Scored]
Form = dict[str, str | list[str]]
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104 - sent where the protocol asks for an address that is not kept; nothing binds to it
SPAM = ("spam", "discard")


def beside(outside: OutsideScorer, own: Scorer) -> Scorer:
    """The scorer that asks the other server, and ``own`` with it or in its place."""
    return partial(score_beside, outside, own)


def score_beside(outside: OutsideScorer, own: Scorer, submission: Submission, known: Circumstances) -> Scored:
    """Ask the other server; where it says nothing of use, the own filter answers, and a reason says so."""
    try:
        word = ask_word(outside, form_of(submission, known), at=known.at)
    except UnansweredError as error:
        scored = own(submission, known)
        words = _("the own filter alone decided: %(why)s") % {"why": error}
        return Scored(scored.value, scored.verdict, (*scored.reasons, Reason(words, code=UNANSWERED)))
    if outside.use == OutsideScorer.Use.ALONE:
        return alone(word, host_of(outside))
    return together(outside.use, word, own(submission, known), host_of(outside))


def alone(word: Word, host: str) -> Scored:
    """The other server's word is all that counts."""
    verdict = "discard" if word.may_discard else "spam" if word.is_spam else "unsure" if word.is_unsure else "ham"
    return Scored(1.0 if word.is_spam else 0.5 if word.is_unsure else 0.0, verdict, (reason_of(word, host),))


def together(use: str, word: Word, own: Scored, host: str) -> Scored:
    """Both count, as the owner chose. The value and the weights stay those of the own filter."""
    is_spam = own.verdict in SPAM
    if word.is_spam == is_spam:
        verdict = own.verdict
        if verdict == "ham" and word.is_unsure:
            verdict = "unsure"
    elif use == OutsideScorer.Use.EITHER:
        verdict = own.verdict if is_spam else "spam"
    else:
        verdict = "unsure"
    return Scored(own.value, verdict, (reason_of(word, host), *own.reasons))


def reason_of(word: Word, host: str) -> Reason:
    """What the other server says, in words."""
    if word.is_spam:
        return Reason(_("%(host)s calls it spam") % {"host": host}, code="outside:spam")
    words = _("%(host)s is unsure") if word.is_unsure else _("%(host)s calls it good")
    return Reason(words % {"host": host}, code="outside:ham")


def form_of(submission: Submission, known: Circumstances) -> Form:
    """A comment on its way in, in the protocol's fields."""
    return {
        "user_ip": submission.network_address or UNKNOWN_ADDRESS,
        "user_agent": submission.user_agent,
        "referrer": submission.referrer,
        "comment_type": submission.kind,
        "comment_author": submission.name,
        "comment_author_email": submission.email,
        "comment_author_url": submission.url,
        "comment_content": submission.text,
        "comment_date_gmt": known.at.isoformat(),
        "comment_context[]": list(known.subject_tags),
        "blog_lang": known.language,
        "blog_charset": "UTF-8",
    }


def form_of_kept(comment: Comment) -> Form:
    """A comment that was decided on, in the same fields, with the same words as it was asked with."""
    post = comment.thread.post
    return {
        "user_ip": comment.network_address or UNKNOWN_ADDRESS,
        "user_agent": comment.user_agent,
        "permalink": f"{settings.PUBLIC_URL}{post.path}" if post else settings.PUBLIC_URL,
        "comment_type": comment.kind,
        "comment_author": comment.name,
        "comment_author_email": comment.commenter.email,
        "comment_author_url": comment.url,
        "comment_content": comment.text,
        "comment_date_gmt": comment.posted_at.isoformat(),
        "blog_charset": "UTF-8",
    }


def is_akismet(outside: OutsideScorer) -> bool:
    """Whether the server is Automattic's."""
    return (urlsplit(outside.address).hostname or "").endswith("akismet.com")
