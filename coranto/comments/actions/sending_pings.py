"""Telling pages that a post links to them, if the owner wants that."""

import datetime
import xmlrpc.client
from urllib.parse import urlencode

from django.conf import settings

from coranto.comments.actions.pinging import charset_of, fetcher
from coranto.comments.models import CommentRules, SentPing
from coranto.comments.pings.pages import Doors, find_doors, links_out
from coranto.core.outgoing.addresses import FetchError
from coranto.posts.models import Post
from coranto.publication.addresses import absolute

NEWS_FOR = datetime.timedelta(days=2)
MOST_LINKS = 50
FORM = "application/x-www-form-urlencoded"


def queue_pings(*, post: Post, at: datetime.datetime) -> bool:
    """Queue telling for a post that went public lately, if the owner wants it; whether it was queued."""
    from coranto.comments.tasks import tell_linked_pages  # it stands above the actions that queue it

    is_news = post.is_published(at) and not post.password and post.posted_at > at - NEWS_FOR
    if not is_news or not CommentRules.objects.current().sends_pings:
        return False
    tell_linked_pages.enqueue(post=post.pk)
    return True


def send_pings(*, post: Post, at: datetime.datetime) -> list[SentPing]:
    """Tell every page that the post links to, once; what became of it is kept."""
    if not post.is_published(at) or not CommentRules.objects.current().sends_pings:
        return []
    source = absolute(post.path)
    told = set(SentPing.objects.filter(post=post).values_list("target", flat=True))
    targets = [url for url in links_out(post.body_html, source, settings.PUBLIC_HOST) if url[:2_000] not in told]
    return [send_ping(post=post, source=source, target=target, at=at) for target in targets[:MOST_LINKS]]


def send_ping(*, post: Post, source: str, target: str, at: datetime.datetime) -> SentPing:
    """Tell one page, by webmention where it takes them, else by pingback."""
    try:
        outcome = tell(source, target)
    except FetchError as error:
        outcome = str(error)
    given = {"outcome": outcome[:500], "at": at}
    return SentPing.objects.update_or_create(post=post, target=target[:2_000], defaults=given)[0]


def tell(source: str, target: str) -> str:
    """Find the door and knock; what became of it in a word or two."""
    page = fetcher().get(target)
    doors: Doors = find_doors(dict(page.headers), page.body, charset_of(page), page.url)
    if doors.webmention:
        body = urlencode({"source": source, "target": target}).encode()
        answer = fetcher().post(doors.webmention, body, FORM)
        return f"webmention {answer.status}"
    if doors.pingback:
        body = xmlrpc.client.dumps((source, target), "pingback.ping").encode()
        answer = fetcher().post(doors.pingback, body, "text/xml")
        return f"pingback {answer.status}"
    return "takes none"
