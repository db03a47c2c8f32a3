"""Taking pings in, and sending them. What needs another server is done by tasks (``coranto.comments.tasks``)."""

import datetime
from dataclasses import replace
from html import escape

from django.conf import settings
from django.utils.translation import gettext as _

from coranto.comments.actions.pacing import count_network_once_more
from coranto.comments.actions.submitting import Submitted, submit_comment
from coranto.comments.discussions import Subject
from coranto.comments.models import Comment, CommentRules
from coranto.comments.pings.pages import LinkFound, find_link, same_page
from coranto.comments.pings.targets import Target, target_at
from coranto.comments.scoring import scorer_in_use
from coranto.comments.submissions import Submission
from coranto.core.errors import PlainError
from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.http import Fetched, Fetcher, FetchLimits
from coranto.core.strangers_text import tidy_line, tidy_url

LIMITS = FetchLimits(max_bytes=1_000_000, seconds=20, idle_seconds=10, redirects=4, retries=0, longest_wait=30)
MOST_PINGS = 60  # an hour, from one network
GONE = {404, 410}


class PingRefused(PlainError):
    """A ping that is not taken. ``code`` is Pingback 1.0's: 16, 17, 32, 33, 48, or 0 for anything else."""

    def __init__(self, code: int, words: str) -> None:
        """``words`` say why."""
        super().__init__(words)
        self.code = code


def fetcher() -> Fetcher:
    """What asks other servers."""
    return Fetcher(about=settings.PUBLIC_URL, limits=LIMITS)


def receive_pingback(
    *, source: str, target: str, network: str, at: datetime.datetime, kind: str = Comment.Kind.PINGBACK
) -> None:
    """Look a ping over and queue the rest: ``source`` is the page that links to ``target``, a page of this site.

    Raises :class:`PingRefused`. Whether the source really links here is found out by the task, later.
    """
    from coranto.comments.tasks import verify_ping  # it stands above the actions that queue it

    source = tidy_url(source)
    found = target_at(target, at=at)
    if found is None:
        raise PingRefused(32, _("There is no such page here."))
    check_ping(source, found)
    if not count_network_once_more(what="ping", address=network, most=MOST_PINGS, at=at):
        raise PingRefused(0, _("Too many came from your network. Please try again in an hour."))
    known = earlier_ping(found.subject, source)
    if known is not None and kind != Comment.Kind.WEBMENTION:
        raise PingRefused(48, _("There is already a ping from that URL for this post."))
    verify_ping.enqueue(source=source, target=target, kind=str(kind), network=network)


def check_ping(source: str, target: Target) -> None:
    """Raise :class:`PingRefused` for what can be told without asking anybody."""
    if not source or len(source) > 500:
        raise PingRefused(16, _("The source URL does not exist."))
    if same_page(source, target.url) or source.partition("://")[2].split("/")[0].lower() == settings.PUBLIC_HOST:
        raise PingRefused(0, _("A page of this site does not ping this site."))
    if not target.takes_pings:
        raise PingRefused(33, _("Sorry, trackbacks are closed for this item."))


def verify_and_keep(*, source: str, target: str, kind: str, network: str, at: datetime.datetime) -> Submitted | None:
    """Fetch the source; keep the ping if it links to the target. Nothing for one that is not kept.

    A webmention sent again for a page that is gone, or links here no more, takes the earlier one away (W3C Webmention
    3.2.4).
    """
    found = target_at(target, at=at)
    if found is None or not found.takes_pings:
        return None
    known = earlier_ping(found.subject, source)
    link = link_on(source, target)
    if link is None:
        if known is not None and kind == Comment.Kind.WEBMENTION:
            withdraw_ping(comment=known, at=at)
        return None
    return None if known is not None else keep_ping(found.subject, source, link, kind, network, at)


def link_on(source: str, target: str) -> LinkFound | None:
    """The link to the target on the page at ``source``. Raises ``FetchError`` when asking again may help."""
    try:
        page = fetcher().get(source, headers={"Accept": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"})
    except FetchError as error:
        if error.passing and error.status not in GONE:
            raise
        return None
    return find_link(page.body, charset_of(page), page.url, target) if is_html(page) else None


def keep_ping(
    subject: Subject, source: str, link: LinkFound, kind: str, network: str, at: datetime.datetime
) -> Submitted:
    """The ping as a comment, decided on like one."""
    excerpt = escape(tidy_line(link.excerpt))
    submission = Submission(
        text=f"[…] {excerpt} […]",
        name=tidy_line(link.title) or source.partition("://")[2].split("/")[0],
        url=source,
        network_address=network,
        kind=kind,
        form_token="",
    )
    open_subject = replace(subject, is_open=True)
    rules = CommentRules.objects.current()
    return submit_comment(submission=submission, subject=open_subject, at=at, scorer=scorer_in_use(), rules=rules)


def earlier_ping(subject: Subject, source: str) -> Comment | None:
    """The ping from that page that is here already, published or not."""
    pings = Comment.objects.filter(thread__in=subject.threads(), url=source).exclude(kind=Comment.Kind.COMMENT)
    return pings.exclude(status=Comment.Status.BINNED).first()


def withdraw_ping(*, comment: Comment, at: datetime.datetime) -> None:
    """The page that linked here does so no more."""
    from coranto.comments.actions.changing import remove_comment  # both stand on submitting

    remove_comment(comment=comment, at=at)


def is_html(page: Fetched) -> bool:
    """Whether a page can hold links."""
    return "html" in page.headers.get("content-type", "text/html").lower()


def charset_of(page: Fetched) -> str:
    """The character set that the server names."""
    return page.headers.get("content-type", "").lower().partition("charset=")[2].strip(" \"';") or "utf-8"
