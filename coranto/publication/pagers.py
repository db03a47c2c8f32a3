"""Ways to leaf through a listing, a long post or a long discussion."""

from collections.abc import Callable

from coranto.publication.contexts import Pager, PagerLink

ENDS = 1
AROUND = 2


def page_count(items: int, per_page: int) -> int:
    """How many pages the items fill; at least one."""
    return max(-(-items // max(per_page, 1)), 1)


def numbered_pager(number: int, pages: int, address: Callable[[int], str], *, newest_first: bool = True) -> Pager:
    """A pager with numbers as WordPress shows them, ``1 … 4 5 6 7 8 … 20``; ``address`` gives a page's address.

    ``newest_first`` says that page 1 holds the newest, so that the page after is older.
    """
    if pages <= 1:
        return Pager(number=number)
    before = address(number - 1) if number > 1 else ""
    after = address(number + 1) if number < pages else ""
    newer, older = (before, after) if newest_first else (after, before)
    return Pager(number=number, newer_url=newer, older_url=older, links=_links(number, pages, address))


def part_links(number: int, pages: int, address: Callable[[int], str]) -> tuple[PagerLink, ...]:
    """Links to all pages of a divided text; none for a text of one page."""
    return tuple(_link(page, number, address) for page in range(1, pages + 1)) if pages > 1 else ()


def _links(number: int, pages: int, address: Callable[[int], str]) -> tuple[PagerLink, ...]:
    shown = {*range(1, ENDS + 1), *range(pages - ENDS + 1, pages + 1), *range(number - AROUND, number + AROUND + 1)}
    links: list[PagerLink] = []
    last = 0
    for page in sorted(page for page in shown if 1 <= page <= pages):
        if page > last + 1:
            links.append(PagerLink(number=0) if page > last + 2 else _link(page - 1, number, address))
        links.append(_link(page, number, address))
        last = page
    return tuple(links)


def _link(page: int, number: int, address: Callable[[int], str]) -> PagerLink:
    current = page == number
    return PagerLink(number=page, url="" if current else address(page), current=current)
