"""Deciding on a comment: one ordered list of small phases, each may decide or pass.

The order is the list :data:`PHASES` at the end of this module. A phase takes the submission, the circumstances and the
owner's rules, and gives a decision or nothing. Phases never ask the database and change nothing.
"""

import fnmatch
import ipaddress
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coranto.comments.submissions import UNANSWERED, Circumstances, Decision, Outcome, Reason, Scored, Submission
from coranto.core.strangers_text import is_blank

if TYPE_CHECKING:
    from coranto.comments.models import CommentRules

Scorer = Callable[[Submission, Circumstances], Scored]
Phase = Callable[[Submission, Circumstances, "CommentRules"], Decision | None]
LINK = re.compile(r"https?://[^\s<>\"']+|<a\s[^>]*href", re.IGNORECASE)
HREF = re.compile(r"https?://([^\s/<>\"'?#]+)", re.IGNORECASE)


def refuse(phase: str, words: str, status: int) -> Decision:
    """A decision to tell the reader no."""
    return Decision(Outcome.REFUSE, phase, (Reason(words),), status=status)


def hold(phase: str, words: str) -> Decision:
    """A decision to have a person look."""
    return Decision(Outcome.HOLD, phase, (Reason(words),))


def closed(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """The discussion is closed, by hand or by its age."""
    if known.is_open and known.closed_since is None:
        return None
    return refuse("closed", _("Comments are closed here."), 403)


def needs_account(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """Only signed-in readers may write."""
    if rules.needs_account and submission.user is None and submission.kind == "comment":
        return refuse("account", _("Please sign in to comment."), 403)
    return None


def empty(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """There is no text that can be seen, or no name and e-mail where the owner requires them."""
    if is_blank(submission.text):
        return refuse("empty", _("Please type your comment text."), 200)
    is_nameless = is_blank(submission.name)
    if not rules.needs_name or submission.kind != "comment":
        return None
    if submission.user is None and (is_nameless or not submission.email.strip()):
        return refuse("empty", _("Please fill in your name and e-mail address."), 200)
    if is_nameless:
        return refuse("empty", _("Please fill in your name."), 200)
    return None


def too_long(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """The text is longer than the owner allows."""
    if len(submission.text) <= rules.longest:
        return None
    words = _("Your comment has %(length)d characters; at most %(most)d fit.")
    return refuse("long", words % {"length": len(submission.text), "most": rules.longest}, 200)


def lost_parent(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """The comment that it answers is not there for readers."""
    if submission.parent is None or known.parent_is_published:
        return None
    return refuse("parent", _("The comment that you answer is no longer there."), 403)


def said_already(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """Words that the same person said here already."""
    return repetition() if known.is_duplicate else None


def repetition() -> Decision:
    """What is said to whoever says the same again."""
    return refuse("duplicate", _("It looks as though you have already said that."), 409)


def too_fast(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """Too soon after the last one, or too many in the hour. Staff may; pings are counted when they come in."""
    return pace_problem(known.seconds_since_last, known.in_last_hour, rules) if is_paced(submission) else None


def is_paced(submission: Submission) -> bool:
    """Whether there is a wait and a limit for whoever writes this."""
    return submission.kind == "comment" and not submission.is_staff


def pace_problem(since_last: float | None, in_last_hour: int, rules: "CommentRules") -> Decision | None:
    """What is said to whoever wrote so many seconds ago, and whose network so often in the hour that runs."""
    if rules.wait_seconds and since_last is not None and since_last < rules.wait_seconds:
        return refuse("fast", _("You are posting comments too quickly. Please wait a moment."), 429)
    if rules.hourly_limit and in_last_hour >= rules.hourly_limit:
        return refuse("fast", _("Too many comments came from your network. Please try again in an hour."), 429)
    return None


def staff(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """People of the publication are published at once."""
    return Decision(Outcome.PUBLISH, "staff") if submission.is_staff else None


def blocked(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """Name, address, network, word or linked domain is kept out. What is blocked goes to the spam folder, unsaid."""
    for kind, value in known.blocks:
        if BLOCKED_BY[kind](submission, value.casefold()):
            words = _("blocked: %(what)s") % {"what": value}
            return Decision(Outcome.SPAM, "block", (Reason(words),))
    return None


def trap(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """A field that no person sees was filled in, or the form came back faster than anybody types."""
    if submission.trap_filled:
        return Decision(Outcome.SPAM, "trap", (Reason(_("filled in a field that people do not see")),))
    if not submission.is_drawn_here and submission.kind == "comment":
        return hold("trap", _("it did not come from the form on our page"))
    if submission.form_age is not None and submission.form_age < rules.youngest_form and submission.user is None:
        return hold("trap", _("the form was sent %(age).1f seconds after it was shown") % {"age": submission.form_age})
    return None


def hold_all(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """The owner looks at everything first."""
    return hold("all", _("every comment is held here")) if rules.hold_all else None


def hold_words(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """A word that the owner wants to look at."""
    for word in filter(None, (line.strip() for line in rules.hold_words.splitlines())):
        if has_word(all_text(submission), word.casefold()):
            return hold("words", _("holds the word “%(word)s”") % {"word": word})
    return None


def trusted(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """A commenter whom a moderator trusts."""
    return Decision(Outcome.PUBLISH, "trusted", (Reason(_("a trusted commenter")),)) if known.is_trusted else None


def links(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """More links than the owner wants to see unseen."""
    count = len(LINK.findall(submission.text))
    if not rules.hold_links or count < rules.hold_links:
        return None
    return hold("links", ngettext("holds %(n)d link", "holds %(n)d links", count) % {"n": count})


def first(submission: Submission, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """The first comment of a name and address."""
    return hold("first", _("a first comment")) if rules.hold_first and not known.approved_before else None


def all_text(submission: Submission) -> str:
    """Everything that words are looked for in, folded."""
    return "\n".join((submission.text, submission.name, submission.url, submission.email)).casefold()


def has_word(text: str, word: str) -> bool:
    """Whether a whole word stands in a folded text; ``*`` stands for any letters."""
    pattern = "".join(r"\w{0,40}" if part == "*" else re.escape(part) for part in re.split(r"(\*)", word))
    return re.search(rf"(?<!\w){pattern}(?!\w)", text) is not None


def in_network(address: str, network: str) -> bool:
    """Whether an address lies in a network, or is it."""
    try:
        return ipaddress.ip_address(address) in ipaddress.ip_network(network, strict=False)
    except ValueError:
        return False


def links_to(submission: Submission, domain: str) -> bool:
    """Whether the text or the website leads to a domain or below it, at whatever port."""
    found = HREF.findall(f"{submission.text} {submission.url}".casefold())
    hosts = [each.rpartition("@")[2].partition(":")[0].rstrip(".") for each in found]
    return any(host == domain or host.endswith("." + domain) for host in hosts)


BLOCKED_BY: dict[str, Callable[[Submission, str], bool]] = {
    "name": lambda submission, value: fnmatch.fnmatchcase(submission.name.casefold().strip(), value),
    "email": lambda submission, value: fnmatch.fnmatchcase(submission.email.casefold().strip(), value),
    "network": lambda submission, value: in_network(submission.network_address, value),
    "word": lambda submission, value: has_word(all_text(submission), value),
    "domain": links_to,
}

BEFORE: tuple[Phase, ...] = (
    closed,
    needs_account,
    empty,
    too_long,
    lost_parent,
    said_already,
    too_fast,
    staff,
    blocked,
    trap,
)
AFTER: tuple[Phase, ...] = (hold_all, hold_words, trusted, links, first)


def by_score(score: Scored, known: Circumstances, rules: "CommentRules") -> Decision | None:
    """What the spam filter says; what it is unsure of is held, if the owner says so."""
    if score.verdict == "discard":
        return Decision(Outcome.DISCARD, "score", score.reasons)
    if score.verdict == "spam":
        return Decision(Outcome.SPAM, "score", score.reasons)
    if score.verdict == "unsure" and rules.hold_unsure and not known.is_trusted:
        return Decision(Outcome.HOLD, "score", score.reasons)
    return None


def decide(submission: Submission, known: Circumstances, rules: "CommentRules", scorer: Scorer) -> Decision:
    """Walk the phases until one decides; what none objects to is published.

    The order: refusals and blocks, then the score, so that spam goes to the spam folder and not to the queue, then the
    owner's rules for holding. Whoever decides, the decision has the score, if the filter was asked, and says if another
    server that was to judge did not answer.
    """
    decision = run(BEFORE, submission, known, rules)
    if decision is not None:
        return decision
    score = scorer(submission, known)
    decision = by_score(score, known, rules)
    if decision is not None:
        return replace(decision, score=score.value)
    decision = run(AFTER, submission, known, rules) or Decision(Outcome.PUBLISH, "passed")
    unanswered = tuple(reason for reason in score.reasons if reason.code == UNANSWERED)
    return replace(decision, score=score.value, reasons=(*decision.reasons, *unanswered))


def run(
    phases: Iterable[Phase], submission: Submission, known: Circumstances, rules: "CommentRules"
) -> Decision | None:
    """The first decision among these phases."""
    for phase in phases:
        decision = phase(submission, known, rules)
        if decision is not None:
            return decision
    return None
