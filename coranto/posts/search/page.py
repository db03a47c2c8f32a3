"""The context of the search page."""

import datetime
from collections.abc import Iterator
from itertools import chain, zip_longest

from django.http import Http404
from django.utils.translation import gettext as _

from coranto.core.bounded_memory import BoundedMemory
from coranto.posts.contexts import Option, SearchPage
from coranto.posts.listings.counted_links import category_options, source_options
from coranto.posts.models import FoundText
from coranto.posts.search.asked import AskedSearch, filters_of
from coranto.posts.search.hits import show_hits
from coranto.posts.search.keys import kind_and_target
from coranto.posts.search.kinds import Showing, searched_kind
from coranto.posts.search.matching import RANKED, Filters, Found, Order, search
from coranto.posts.search.questions import Question, read_question
from coranto.posts.search.spelling import suggest
from coranto.posts.search.within import Within
from coranto.publication.contexts import Link, Pager
from coranto.publication.models import Publication
from coranto.publication.pagers import numbered_pager, page_count

NOTHING = Found([], 0, True)


def build_search(asked: AskedSearch, publication: Publication, *, at: datetime.datetime) -> SearchPage:
    """The form, and one page of what was found; raises ``Http404`` past the last page."""
    question = read_question(asked.query)
    per_page = publication.posts_per_page
    found = _find(asked, question, publication, at) if asked.searched and not asked.problem else NOTHING
    if asked.number > 1 and not found.keys:
        raise Http404("There are no results on this page.")
    hits = show_hits(found.keys[:per_page], Showing(publication=publication, question=question, at=at))
    better = suggest(question) if asked.searched and not found.count else ""
    return SearchPage(
        query=asked.query,
        searched=asked.searched,
        sort=asked.sort,
        after=asked.after,
        before=asked.before,
        category_options=_options(category_options(), asked.category, _("All categories")),
        source_options=_options(source_options(), asked.source, _("All sources")),
        with_comments=asked.with_comments,
        comments_searchable=searched_kind("comment") is not None,
        problem=asked.problem,
        hits=hits,
        count=found.count if asked.searched else None,
        count_is_exact=found.is_exact,
        suggestion=Link(label=better, url=asked.address(query=better)) if better else None,
        pager=_pager(asked, found, per_page),
    )


def newest_found(asked: AskedSearch, publication: Publication, *, start: int, length: int) -> list[tuple[str, int]]:
    """Kind and key of what has these words and is public, newest first, as a feed wants them."""
    filters, question = filters_of(asked, publication), read_question(asked.query)
    if filters is None or start + length > RANKED:
        return []
    if asked.within and asked.within.is_compared:
        found = _found_within(asked.within, question, filters, order=Order.DATE, start=start, length=length)
    else:
        found = search(FoundText, question, filters, order=Order.DATE, start=start, length=length)
    return list(map(kind_and_target, found.keys))


def _find(asked: AskedSearch, question: Question, publication: Publication, at: datetime.datetime) -> Found:
    """One page of matches, and the first of the next page if there is one."""
    filters, per_page = filters_of(asked, publication), publication.posts_per_page
    start = (asked.number - 1) * per_page
    if filters is None or start + per_page > RANKED:
        return NOTHING
    order = asked.sort
    if asked.within and asked.within.is_compared:
        return _found_within(asked.within, question, filters, order=order, start=start, length=per_page + 1)
    comments = searched_kind("comment") if asked.with_comments and not filters.filed else None
    if comments is None:
        since = (publication.pk, publication.changed_but_for_comments_at, at.replace(second=0, microsecond=0))
        return _search_kept(since, question, filters, order=order, start=start, length=per_page + 1)
    length = start + per_page + 1
    texts = search(FoundText, question, filters, order=order, start=0, length=length)
    said = search(comments.model, question, filters, order=order, start=0, length=length)
    merged = (
        sorted(texts.keys + said.keys, reverse=True) if order == Order.DATE else list(_in_turn(texts.keys, said.keys))
    )
    return Found(merged[start:length], texts.count + said.count, texts.is_exact and said.is_exact)


MOST_COMMON = 500
_common: BoundedMemory[Found] = BoundedMemory(MOST_COMMON)


def _search_kept(
    since: tuple[object, ...], question: Question, filters: Filters, *, order: Order, start: int, length: int
) -> Found:
    """What is found is kept where it is more than is counted, until something on the site changes or a minute ends.

    To find the first of many takes longer than all the rest of the page; ``since`` is the state of the site.
    """
    key = (since, question, filters, order, start, length)
    found = _common.get(key)
    if found is None:
        found = search(FoundText, question, filters, order=order, start=start, length=length)
        if not found.is_exact:
            _common.put(key, found, 1)
    return found


def forget_common() -> None:
    """Throw away what is kept; for measuring what a search costs without it."""
    _common.clear()


def _found_within(
    within: Within, question: Question, filters: Filters, *, order: Order, start: int, length: int
) -> Found:
    found = search(FoundText, question, filters, order=order, start=0, length=RANKED + 1)
    kept = within.kept(found.keys[:RANKED])
    return Found(kept[start : start + length], len(kept), len(found.keys) <= RANKED)


def _in_turn(first: list[int], second: list[int]) -> Iterator[int]:
    """One of each in turn: how well a comment fits cannot be compared with how well a post does."""
    return (key for key in chain.from_iterable(zip_longest(first, second)) if key is not None)


def _pager(asked: AskedSearch, found: Found, per_page: int) -> Pager:
    if found.is_exact:
        return numbered_pager(asked.number, page_count(found.count, per_page), asked.address)
    more = len(found.keys) > per_page
    return Pager(
        number=asked.number,
        newer_url=asked.address(asked.number - 1) if asked.number > 1 else "",
        older_url=asked.address(asked.number + 1) if more else "",
    )


def _options(choices: list[tuple[str, str]], chosen: str, every: str) -> tuple[Option, ...]:
    if not choices:
        return ()
    options = (Option(value=value, label=label, selected=value == chosen) for value, label in choices)
    return (Option(value="", label=every, selected=not chosen), *options)
