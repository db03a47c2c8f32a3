"""The answers of the protocol: plain words, with what there is to say beside them in headers."""

import json
from typing import Any

from django.http import HttpResponse

from coranto.akismet.actions.checking import Checked
from coranto.spam.submission import Score

THANKS = "Thanks for making the web a better place."
"""Several clients compare the whole sentence."""
SUSPENDED = 10402
LONGEST_HEADER = 2_000


def plain(text: str, *, status: int = 200, kind: str = "text/plain") -> HttpResponse:
    """A body that no cache keeps."""
    answer = HttpResponse(text, status=status, content_type=f"{kind}; charset=utf-8")
    answer["Content-Length"] = str(len(answer.content))
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_json(found: dict[str, Any]) -> HttpResponse:
    """A report."""
    return plain(json.dumps(found), kind="application/json")


def invalid(why: str, *, status: int = 200) -> HttpResponse:
    """The request cannot be answered. Neither yes nor no: clients that know the protocol hold the comment."""
    answer = plain("invalid", status=status)
    answer["X-akismet-debug-help"] = in_header(why)
    return answer


def alerted(why: str, code: int, **numbers: int) -> HttpResponse:
    """``invalid`` with an alert for the client's owner. The plug-in looks at the error, others at body or alert:
    each of them holds what it asked about.
    """
    answer = invalid(why)
    answer["X-akismet-error"] = in_header(why)
    answer["X-akismet-alert-code"] = str(code)
    answer["X-akismet-alert-msg"] = in_header(why)
    for name, number in numbers.items():
        answer[f"X-akismet-alert-{name.replace('_', '-')}"] = str(number)
    return answer


def too_many(why: str, retry_after: int) -> HttpResponse:
    """Ask again later."""
    answer = invalid(why, status=429)
    answer["Retry-After"] = str(retry_after)
    return answer


def verdict(checked: Checked, *, classify: bool) -> HttpResponse:
    """Yes or no, the key for corrections, and (our own addition) the reasons."""
    answer = plain("true" if checked.said.is_spam else "false")
    answer["X-akismet-guid"] = checked.guid
    if checked.said.may_discard:
        answer["X-akismet-pro-tip"] = "discard"
    if checked.said.recheck_after:
        answer["X-akismet-recheck-after"] = str(checked.said.recheck_after)
    if classify:
        answer["X-akismet-classification"] = checked.score.verdict
    answer["X-coranto-score"] = f"{checked.score.value:.4f}"
    answer["X-coranto-reasons"] = reasons_header(checked.score)
    return answer


def reasons_header(score: Score) -> str:
    """The weightiest reasons, as JSON in ASCII; as many as fit into a header."""
    rows: list[dict[str, object]] = []
    for reason in score.reasons[:8]:
        row = {"code": reason.code, "words": reason.words[:200], "weight": round(reason.weight, 2)}
        if len(json.dumps([*rows, row])) > LONGEST_HEADER:
            break
        rows.append(row)
    return json.dumps(rows)


def in_header(text: str) -> str:
    """Words that may stand in a header: one line of ASCII."""
    return " ".join(text.split()).encode("ascii", "replace").decode()[:500]
