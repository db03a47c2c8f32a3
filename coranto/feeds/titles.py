"""The titles of feeds, as WordPress forms them: what is listed, a dash, the site."""

import datetime

from django.utils import dateformat

from coranto.posts.listings.listing import Listing
from coranto.posts.listings.titles import format_itself
from coranto.publication.head import document_title, page_number_title
from coranto.publication.models import Publication


def listing_title(listing: Listing, publication: Publication, number: int = 1) -> str:
    """``Alps – Page 2 – The Digest``; of the whole site only its name."""
    name = format_itself(listing.name) if listing.kind == "format" else listing.name
    subject = str(listing.named_for or "") or name or date_title(listing)
    return document_title(subject, page_number_title(number), publication.name)


def date_title(listing: Listing) -> str:
    """The year, month or day of a listing by date, in words; nothing for other listings."""
    if not listing.year:
        return ""
    date = datetime.date(listing.year, listing.month or 1, listing.day or 1)
    return dateformat.format(date, "F j, Y" if listing.day else "F Y" if listing.month else "Y")
