"""The files of this site as a text that was sent names them: looked up together, so many for a text and no more."""

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from itertools import islice

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from coranto.core.chunks import chunks
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.publication.addresses import absolute
from coranto.wordpress.content import KnownAttachment
from coranto.wordpress.content.shortcode_media import numbers_in
from coranto.wordpress.mapping.origins import upload_path

MOST_NAMED = 5_000
"""That one text may name; what it names beyond is not found."""
MOST_POSTS = 20
"""Whose files one text may show."""
AT_ONCE = 500
_NAMING_FILES = re.compile(r"\bwp-image-\d{1,18}|\[(?:gallery|playlist)\b[^\]]*", re.ASCII)
_SOURCE = re.compile(r"\ssrc=\"([^\"]{1,2000})\"")


class ThisSite:
    """The look-ups that rendering ``raw`` makes (:class:`coranto.wordpress.content.Site`), asked of the database.

    ``post`` is the number of what the text belongs to. Of other posts that strangers may not see no files are shown
    together, and those that are named one by one do not say where they belong, as that is the post's address.
    """

    url = settings.PUBLIC_URL

    def __init__(self, raw: str, post: int) -> None:
        self._raw = raw
        self._post = post
        self._named: dict[int, KnownAttachment] | None = None
        self._of_posts: dict[int, Sequence[KnownAttachment]] = {}

    def attachment(self, number: int) -> KnownAttachment | None:
        """The attachment with this number, if the text names it."""
        if self._named is None:
            numbers = dict.fromkeys(
                each for found in _NAMING_FILES.finditer(self._raw) for each in numbers_in(found[0])
            )
            self._named = {known.id: known for known in self._numbered(list(islice(numbers, MOST_NAMED)))}
        return self._named.get(number)

    def attachments_of(self, post: int) -> Sequence[KnownAttachment]:
        """The attachments of a post."""
        if post not in self._of_posts:
            is_looked_up = post == self._post or len(self._of_posts) < MOST_POSTS
            self._of_posts[post] = self._those_of(post) if is_looked_up else ()
        return self._of_posts[post]

    def post_url(self, number: int) -> str | None:
        """``?p=17`` leads to it."""
        return f"{self.url}/?p={number}"

    def stored_block(self, number: int) -> str | None:
        """There are no reusable blocks here."""
        return None

    def _those_of(self, post: int) -> Sequence[KnownAttachment]:
        if post != self._post and not public_numbers([post], timezone.now()):
            return ()
        rows = _with_image().filter(parent_number=post).order_by("number")
        return [_known(row) for row in rows[:MOST_NAMED]]

    def _numbered(self, numbers: Sequence[int]) -> Iterable[KnownAttachment]:
        rows = [row for some in chunks(numbers, AT_ONCE) for row in _with_image().filter(number__in=some)]
        parents = {row.parent_number for row in rows if row.parent_number}
        open_to_all = {*public_numbers(parents, timezone.now()), self._post, None, 0}
        return (_known(row, says_where=row.parent_number in open_to_all) for row in rows)


def public_numbers(numbers: Iterable[int], at: datetime.datetime) -> set[int]:
    """Which of these numbers are those of public posts or pages. Protected ones are not: their files are theirs."""
    found: set[int] = set()
    posts = Post.objects.published(at).filter(password="")
    pages = StaticPage.objects.filter(live=True, is_private=False, posted_at__lte=at, password="")
    for some in chunks(set(numbers), AT_ONCE):
        found |= {*posts.filter(number__in=some).values_list("number", flat=True)}
        found |= {*pages.filter(number__in=some).values_list("number", flat=True)}
    return found


def image_finder(html: str) -> Callable[[str], int | None]:
    """What says which image of ours (its key) an address in the text is."""
    addresses = dict.fromkeys(map(unescape, _SOURCE.findall(html)))
    paths = {path for address in islice(addresses, MOST_NAMED) if (path := upload_path(address))}
    found: dict[str, int | None] = {}
    for some in chunks(paths, AT_ONCE):
        rows = Attachment.objects.filter(upload_path__in=some, image__isnull=False)
        found |= dict(rows.values_list("upload_path", "image"))
    return lambda address: found.get(upload_path(address))


def _with_image() -> QuerySet[Attachment]:
    return Attachment.objects.select_related("image")


def _known(row: Attachment, *, says_where: bool = True) -> KnownAttachment:
    return KnownAttachment(
        id=row.number,
        url=absolute(row.file_url),
        alt=row.alt_text,
        caption=row.caption,
        title=row.title,
        mime_type=row.mime_type,
        width=row.image.width if row.image else 0,
        height=row.image.height if row.image else 0,
        page_url=row.path if says_where else "",
    )
