"""Pages that a search finds, as items of its feed: as in WordPress, where they stand among the posts."""

import datetime
from collections.abc import Sequence

from coranto.feeds.contents import FeedItem
from coranto.feeds.post_items import page_item
from coranto.pages.finding import page_path
from coranto.pages.models import PageOriginal
from coranto.pages.search import readable
from coranto.publication.addresses import absolute, addresses_of
from coranto.publication.models import Publication
from coranto.wordpress.feed_texts import printed
from coranto.wordpress.rest.entries.originals import raw_of, with_pictures, with_sent


def items_of(keys: Sequence[int], publication: Publication, at: datetime.datetime) -> dict[int, FeedItem]:
    """The items of these pages, by key, as far as everybody may read them; at four queries."""
    pages = {page.pk: page for page in readable(at).filter(pk__in=keys).select_related("author")}
    originals = {row.page_id: row for row in PageOriginal.objects.filter(page__in=pages)}
    raws = {key: raw_of(page, originals.get(key)) for key, page in pages.items()}
    addresses, shows_text = addresses_of(publication), publication.feed_text == Publication.FeedText.FULL
    found = {}
    for key, raw in with_pictures(with_sent(raws, pages)).items():
        page = pages[key]
        url = absolute(addresses.printed(page_path(page)))
        found[key] = page_item(page, url, publication, printed(page, raw, []), shows_text=shows_text)
    return found
