"""Posts."""

import re

from coranto.wordpress.mapping.credits import credits_of
from coranto.wordpress.mapping.custom_fields import every
from coranto.wordpress.mapping.moments import Moment
from coranto.wordpress.mapping.own_elements import own_post
from coranto.wordpress.mapping.rows import ItemRow, PostRow
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.mapping.texts import text_columns
from coranto.wordpress.wxr.records import ItemRecord, TermRef

FORMATS = ("aside", "chat", "gallery", "link", "image", "quote", "status", "video", "audio")
"""WordPress's formats; our model has the same."""


def post_row(item: ItemRecord, core: ItemRow, moment: Moment, site: Site) -> PostRow:
    """A post, in whatever status."""
    columns = text_columns(item, core, moment, site)
    own = own_post(item.unknown)
    return PostRow(
        **columns,
        format=_format(item),
        is_sticky=item.is_sticky,
        categories=_terms(item, "category"),
        tags=_terms(item, "post_tag"),
        bylines=_terms(item, "author"),
        old_slugs=every(item, "_wp_old_slug"),
        old_dates=tuple(day for day in every(item, "_wp_old_date") if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)),
        attributions=()
        if own
        else credits_of(columns["body_html"], title=item.title, posted_on=moment.local.date(), site=site),
        own=own,
    )


def _format(item: ItemRecord) -> str:
    names = (term.slug.removeprefix("post-format-") for term in item.terms if term.domain == "post_format")
    return next((name for name in names if name in FORMATS), "standard")


def _terms(item: ItemRecord, domain: str) -> tuple[TermRef, ...]:
    """The item's terms of one taxonomy. WXR 1.0 names each twice, once without a slug: that one goes."""
    terms = [term for term in item.terms if term.domain == domain]
    named = {term.name for term in terms if term.slug}
    return tuple(dict.fromkeys(term for term in terms if term.slug or term.name not in named))
