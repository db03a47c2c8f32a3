"""The description of the served protocol for machines (OpenAPI 3.1), at ``/1.1/openapi.json``."""

from typing import Any

from coranto import __version__
from coranto.akismet.answers import THANKS

Plain = dict[str, Any]
FIELDS = {
    "blog": "Address of the site that asks. Needed.",
    "user_ip": "Network address of whoever wrote the text. Needed for a check.",
    "user_agent": "Their browser.",
    "referrer": "The page they came from (so spelled).",
    "permalink": "Address of the page that the text belongs to.",
    "comment_type": "comment, forum-post, reply, blog-post, contact-form, signup, message, pingback, or any word.",
    "comment_author": "Name. `akismet-guaranteed-spam` is always spam.",
    "comment_author_email": "E-mail address. `akismet-guaranteed-spam@example.com` is always spam.",
    "comment_author_url": "Website.",
    "comment_content": "The text.",
    "comment_date_gmt": "When it was written.",
    "comment_post_modified_gmt": "When the page was changed last.",
    "comment_parent": "What it answers.",
    "comment_context[]": "Tags and categories of the page; may be repeated.",
    "blog_lang": "Languages of the site: `en, fr_ca`.",
    "blog_charset": "Character set of the fields, if it is not UTF-8.",
    "user_role": "`administrator` is always good.",
    "is_test": "`1` is neither learnt nor counted nor kept.",
    "recheck_reason": "Why the text is asked about again.",
    "honeypot_field_name": "Name of a field that people do not see; it is sent under that very name too.",
    "callback": "Address on the site's own host that is told of a changed verdict.",
    "classify": "`1` asks for X-akismet-classification.",
}
CORRECTION = {
    "reporter": "Who says so; what one reporter teaches in a day is bounded.",
    "comment_check_response": "What the check said.",
    "guid": "X-akismet-guid of the check.",
}
ACCOUNT = {"key": "The key.", "blog": FIELDS["blog"]}


def description() -> Plain:
    """The whole document."""
    paths: Plain = {
        "/1.1/verify-key": {"post": call("Is the key good?", ACCOUNT, words("valid", "invalid"))},
        "/1.1/comment-check": {"post": call("Is this spam?", FIELDS, words("true", "false", "invalid"), VERDICT)},
        "/1.1/get-stats": {"post": call("Statistics", {**ACCOUNT, "from": "`6-months` or `all`."}, report())},
        "/1.1/get-subscription": {"post": call("The account, as the plug-in draws it", ACCOUNT, report())},
        "/1.1/deactivate": {"post": call("The client stops", ACCOUNT, words("deactivated", "invalid"))},
        "/1.1/token": {"post": call("Not offered here", ACCOUNT, words("invalid"))},
        "/1.1/verify-wpcom-key": {"post": call("Not offered here", ACCOUNT, words("invalid"))},
        "/1.1/test": {"get": asked("Is anybody there?", {}, words("connected"))},
        "/1.1/openapi.json": {"get": asked("This description", {}, json_of({"type": "object"}))},
        "/1.2/usage-limit": {"get": asked("Use of the month", {"extended": "`1` for more."}, report())},
        "/1.2/key-sites": {"get": asked("Counts of a month", KEY_SITES, table())},
    }
    for word in ("spam", "ham"):
        asks = call(f"This was {word}", {**FIELDS, **CORRECTION}, words(THANKS, "invalid"))
        paths[f"/1.1/submit-{word}"] = {"post": asks}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Coranto: the Akismet protocol",
            "version": __version__,
            "description": "The key stands in the field api_key (or key), or before the host name.",
        },
        "paths": paths,
    }


KEY_SITES = {
    "month": "`YYYY-MM`.",
    "filter": "Part of the site's address.",
    "format": "`json` or `csv`.",
    "order": "Taken and without effect: a key has one site.",
    "limit": "Most lines; 500.",
    "offset": "Lines left out.",
}
HEADERS: Plain = {
    "X-akismet-debug-help": "With `invalid`: why.",
    "X-akismet-error": "The key is suspended, or the month is used up.",
    "X-akismet-alert-code": "10402 suspended, 10508 used up.",
    "X-akismet-alert-msg": "The same in words.",
    "X-akismet-alert-api-calls": "Checks of the month.",
    "X-akismet-alert-usage-limit": "Most checks a month.",
}
VERDICT = {
    "X-akismet-guid": "Key for later corrections.",
    "X-akismet-pro-tip": "`discard`: may be dropped unseen.",
    "X-akismet-recheck-after": "Seconds, where the filter is unsure.",
    "X-akismet-classification": "ham, unsure, spam or discard.",
    "X-coranto-score": "Probability of spam.",
    "X-coranto-reasons": "The weightiest reasons, as JSON.",
}


def call(summary: str, fields: dict[str, str], body: Plain, headers: dict[str, str] | None = None) -> Plain:
    """A form that is posted."""
    names = {"api_key": "The key.", **fields}
    form = {"type": "object", "properties": {name: text(words) for name, words in names.items()}}
    content = {"application/x-www-form-urlencoded": {"schema": form}}
    return {"summary": summary, "requestBody": {"content": content}, "responses": responses(body, headers or {})}


def asked(summary: str, fields: dict[str, str], body: Plain) -> Plain:
    """A question in the address."""
    names = {"api_key": "The key.", **fields} if fields else {}
    parameters = [{"name": name, "in": "query", "schema": text(words)} for name, words in names.items()]
    return {"summary": summary, "parameters": parameters, "responses": responses(body, {})}


def responses(body: Plain, headers: dict[str, str]) -> Plain:
    """The answer, and the refusals that every call may get."""
    told = {name: {"description": words, "schema": text("")} for name, words in {**HEADERS, **headers}.items()}
    return {
        "200": {"description": "The answer", "headers": told, "content": body},
        "400": refusal("The form cannot be read"),
        "405": refusal("Ask by another method, see Allow"),
        "413": refusal("Longer than 1 MiB, or more than 2,000 fields"),
        "429": refusal("Too many requests in this minute, see Retry-After"),
        "503": refusal("Busy, see Retry-After"),
    }


def refusal(words: str) -> Plain:
    """A status that goes with the word invalid."""
    return {"description": words, "content": INVALID}


def words(*known: str) -> Plain:
    """A body that is one of these words."""
    return {"text/plain": {"schema": {"type": "string", "enum": list(known)}}}


def json_of(schema: Plain) -> Plain:
    """A body of JSON."""
    return {"application/json": {"schema": schema}}


def report() -> Plain:
    """Counts, or the word invalid."""
    return {**json_of({"type": "object"}), **INVALID}


def table() -> Plain:
    """Counts as JSON or as a table, or the word invalid."""
    return {**report(), "text/csv": {"schema": {"type": "string"}}}


def text(about: str) -> Plain:
    """A string."""
    return {"type": "string", "description": about} if about else {"type": "string"}


INVALID = words("invalid")
