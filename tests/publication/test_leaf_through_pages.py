"""The numbers under a listing."""

from coranto.publication.contexts import Pager
from coranto.publication.pagers import numbered_pager, page_count, part_links


def pager(number: int, pages: int, *, newest_first: bool = True) -> Pager:
    """A pager whose addresses are the numbers."""
    return numbered_pager(number, pages, str, newest_first=newest_first)


def shown(found: Pager) -> list[int]:
    """The numbers; 0 is a gap."""
    return [link.number for link in found.links]


def test_far_pages_are_left_out() -> None:
    assert shown(pager(10, 20)) == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert shown(pager(1, 20)) == [1, 2, 3, 0, 20]


def test_a_gap_of_one_page_is_that_page() -> None:
    assert shown(pager(5, 20)) == [1, 2, 3, 4, 5, 6, 7, 0, 20]


def test_the_page_shown_has_no_address() -> None:
    current = [link for link in pager(2, 3).links if link.current]
    assert [(link.number, link.url) for link in current] == [(2, "")]


def test_newer_is_towards_the_first_page_or_the_last() -> None:
    assert (pager(2, 3).newer_url, pager(2, 3).older_url) == ("1", "3")
    assert (pager(2, 3, newest_first=False).newer_url, pager(2, 3, newest_first=False).older_url) == ("3", "1")
    assert (pager(1, 3).newer_url, pager(3, 3).older_url) == ("", "")


def test_one_page_has_no_numbers() -> None:
    assert pager(1, 1).links == ()
    assert part_links(1, 1, str) == ()


def test_even_nothing_fills_a_page() -> None:
    assert [page_count(items, 10) for items in (0, 1, 10, 11)] == [1, 1, 1, 2]
