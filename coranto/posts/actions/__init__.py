"""The verbs that change posts. Each is atomic and safe to repeat; none is called by ``save()``.

After a post was published: :func:`settle_permalink`, then :func:`list_post`. After it was unpublished, or anything that
decides on its listings changed (categories, tags, bylines, attributions, moment, privacy): :func:`list_post`.
"""

from coranto.posts.actions.addresses import Addresses, date_post, record_addresses, settle_permalink
from coranto.posts.actions.bin import bin_posts, restore_posts
from coranto.posts.actions.listings import forget_posts, list_post, list_posts, recount_listings

__all__ = [
    "Addresses",
    "bin_posts",
    "date_post",
    "forget_posts",
    "list_post",
    "list_posts",
    "record_addresses",
    "recount_listings",
    "restore_posts",
    "settle_permalink",
]
