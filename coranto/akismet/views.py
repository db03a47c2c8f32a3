"""The calls of the protocol. Each is given the fields and the moment; most need the site of a key."""

import datetime
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from coranto.akismet import reports
from coranto.akismet.actions.checking import check_text
from coranto.akismet.actions.teaching import teach
from coranto.akismet.answers import (
    SUSPENDED,
    THANKS,
    alerted,
    as_json,
    invalid,
    plain,
    too_many,
    verdict,
)
from coranto.akismet.fields import Fields
from coranto.akismet.keys import key_in_host
from coranto.akismet.models import ClientSite
from coranto.akismet.openapi import description
from coranto.akismet.policy import RefusedError, used_this_month
from coranto.akismet.tasks import recheck_later

NEEDED = ("blog", "user_ip")
NO_KEY = "the key is not valid here"
LINES = 500
SiteCall = Callable[[ClientSite, Fields, datetime.datetime], HttpResponse]
Call = Callable[[HttpRequest, Fields, datetime.datetime], HttpResponse]


def key_of(request: HttpRequest, fields: Fields) -> str:
    """The key: in a field, or as the first label of the host that was asked for, as clients of old have it.

    The plug-in adds the key that it keeps as ``api_key`` to every call; ``key`` is the one that it asks about.
    """
    found = fields.first_of("key", "api_key").strip().lower()
    return found or key_in_host(request.META.get("HTTP_X_FORWARDED_HOST", "")) or key_in_host(host_of(request))


def host_of(request: HttpRequest) -> str:
    """The host as it was sent; it names the key at most, and is checked against nothing."""
    return str(request.META.get("HTTP_HOST", ""))


def for_site(call: SiteCall) -> Call:
    """A call that only a site with a standing key may make."""

    def answer(request: HttpRequest, fields: Fields, at: datetime.datetime) -> HttpResponse:
        site = ClientSite.objects.with_key(key_of(request, fields))
        if site is None:
            return invalid(NO_KEY)
        if site.is_suspended:
            return alerted("this key is suspended: ask the administrators of the server", SUSPENDED)
        try:
            return call(site, fields, at)
        except RefusedError as refused:
            return refusal(refused, site, at)

    return answer


def refusal(refused: RefusedError, site: ClientSite, at: datetime.datetime) -> HttpResponse:
    """The answer to a site over one of its limits."""
    if not refused.alert:
        return too_many(str(refused), refused.retry_after)
    return alerted(str(refused), refused.alert, api_calls=used_this_month(site, at), usage_limit=site.monthly_limit)


@for_site
def verify_key(site: ClientSite, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """Whether a key is good."""
    return plain("valid") if fields["blog"].strip() else invalid("the field blog is missing")


@for_site
def comment_check(site: ClientSite, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """Whether a text is spam."""
    missing = [name for name in NEEDED if not fields[name].strip()]
    if missing:
        return invalid(f"missing: {', '.join(missing)}")
    return verdict(check_text(site=site, fields=fields, at=at), classify=bool(fields["classify"]))


def submit(is_spam: bool) -> Call:
    """The call that teaches a text as spam, or as good."""

    @for_site
    def answer(site: ClientSite, fields: Fields, at: datetime.datetime) -> HttpResponse:
        if not fields["blog"].strip():
            return invalid("missing: blog")
        if teach(site=site, fields=fields, is_spam=is_spam, at=at):
            recheck_later(site)
        return plain(THANKS)

    return answer


@for_site
def get_stats(site: ClientSite, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """The site's statistics."""
    return as_json(reports.statistics(site, fields["from"], at))


@for_site
def get_subscription(site: ClientSite, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """What the plug-in shows of an account."""
    account = {"account_id": site.pk, "account_name": site.url, "account_type": "coranto", "status": "active"}
    return as_json({**account, "next_billing_date": False, "limit_reached": False})


@for_site
def deactivate(site: ClientSite, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """A client says that it stops asking. The key stays good."""
    return plain("deactivated")


@for_site
def usage_limit(site: ClientSite, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """How much of the month's limit is used."""
    return as_json(reports.usage(site, at, is_extended=fields["extended"].lower() in ("1", "true")))


@for_site
def key_sites(site: ClientSite, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """The counts of a month, as JSON or as a table."""
    month = reports.month_asked(fields["month"], at)
    limit, offset = number(fields["limit"], LINES), number(fields["offset"], 0)
    found = reports.key_sites(site, month, wanted=fields["filter"], limit=limit, offset=offset)
    if fields["format"].lower() == "csv":
        return plain(reports.as_csv(found, month), kind="text/csv")
    return as_json(found)


def number(text: str, otherwise: int) -> int:
    """A number of lines."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise


def no_accounts(request: HttpRequest, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """Calls on accounts at WordPress.com, which do not exist here."""
    return invalid("there are no accounts here; keys are made by the administrators of this server")


def described(request: HttpRequest, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """The description for machines."""
    return as_json(description())


def connected(request: HttpRequest, fields: Fields, at: datetime.datetime) -> HttpResponse:
    """The plug-in's question whether anybody is there."""
    return plain("connected")
