"""The verbs that change static pages. Wagtail's tree has most of them already."""

from coranto.core.numbers import Sequence
from coranto.pages.models import StaticPage
from coranto.publication.actions import take_number


def number_page(*, page: StaticPage) -> None:
    """Give a page that has none its public number. It is not saved here."""
    if page.number is None:
        page.number = take_number(sequence=Sequence.CONTENT)
