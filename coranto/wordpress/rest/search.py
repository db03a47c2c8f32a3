"""``/wp/v2/search``: posts and pages, terms, or post formats, in one form."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value

from coranto.pages.models import StaticPage
from coranto.posts.listings.listing import home_listing
from coranto.posts.models import FORMAT_KEYS, Category, FoundText, ListingCount, ListingKind, Post, Tag
from coranto.posts.search.keys import kind_and_target
from coranto.posts.search.matching import RANKED, Filters, Order, search
from coranto.posts.search.questions import read_question
from coranto.publication.addresses import absolute
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.entries import choosing
from coranto.wordpress.rest.entries.merging import merged_window
from coranto.wordpress.rest.entries.pages import printed_path, public_pages
from coranto.wordpress.rest.entries.post_rows import SEARCHED_WHOLE
from coranto.wordpress.rest.entries.texts import title_of
from coranto.wordpress.rest.links import Links, item, link, self_link
from coranto.wordpress.rest.paging import EXCLUDE, INCLUDE, PAGE, PER_PAGE, SEARCH, paged, start_of
from coranto.wordpress.rest.parameters import Parameter, WrongValueError, invalid, listing
from coranto.wordpress.rest.terms import CATEGORY, TAG, Kind, path_of, shown_name

SUBTYPES = ("post", "page", "category", "post_tag", "any")
SEARCHES = (
    Parameter("context", enum=("view", "embed"), default="view"),
    PAGE,
    PER_PAGE,
    SEARCH,
    Parameter("type", default="post", enum=("post", "term", "post-format")),
    Parameter("subtype", "array", default=["any"]),
    EXCLUDE,
    INCLUDE,
)
OF_TYPE = {"post": ("post", "page"), "term": ("category", "post_tag"), "post-format": ()}
WHOLE = ("title", "excerpt", "searched")
Place = tuple[str, int]


def find(asked: Asked) -> Answer:
    """One page of what was found."""
    _check_subtypes(asked)
    chosen, known = asked.values["subtype"], OF_TYPE[asked.values["type"]]
    asked.values["subtype"] = ["any"] if "any" in chosen else [name for name in chosen if name in known]
    finders: dict[str, Callable[[Asked], Answer]] = {"post": _posts, "term": _terms, "post-format": _formats}
    return finders[asked.values["type"]](asked)


def _check_subtypes(asked: Asked) -> None:
    for place, name in enumerate(asked.values["subtype"]):
        if name not in SUBTYPES:
            words = f"subtype[{place}] is not one of {listing(SUBTYPES)}."
            raise invalid({"subtype": WrongValueError("rest_not_in_enum", words)})


def _wanted(asked: Asked, without: tuple[str, ...]) -> list[str]:
    """The subtypes asked for; ``without`` any that the type has, WordPress takes these."""
    chosen = asked.values["subtype"]
    return list(OF_TYPE[asked.values["type"]] if "any" in chosen else chosen or without)


def _check_page(asked: Asked, total: int) -> None:
    if total and start_of(asked) >= total:
        words = "The page number requested is larger than the number of pages available."
        raise RefusalError("rest_search_invalid_page_number", words, 400, says_allow=True)


def _posts(asked: Asked) -> Answer:
    kinds = _wanted(asked, ("post",))
    places, total = _places(asked, kinds)
    posts = Post.objects.published(asked.at).filter(pk__in=[key for kind, key in places if kind == "post"])
    shown_posts = {post.pk: post for post in posts.only("number", "title", "path")}
    pages = public_pages(asked).filter(pk__in=[key for kind, key in places if kind == "page"])
    shown_pages = {page.pk: page for page in pages.defer("body", "body_html")}
    bodies: list[Json] = []
    for kind, key in places:
        if kind == "post" and key in shown_posts:
            post = shown_posts[key]
            bodies.append(_post_item(asked, "posts", "post", post.number, post.title, post.path))
        elif kind == "page" and key in shown_pages:
            page = shown_pages[key]
            path = printed_path(page, asked)
            bodies.append(_post_item(asked, "pages", "page", page.number, page.title, path))
    return paged(asked, bodies, total if places else 0, "search", last_known=False)


def _places(asked: Asked, kinds: list[str]) -> tuple[list[Place], int]:
    """What stands on the page, and how much was found on all."""
    text = asked.values["search"] or ""
    start, length = start_of(asked), int(asked.values["per_page"])
    narrowed = asked.values["include"] or asked.values["exclude"]
    if not text and not narrowed:
        pages = public_pages(asked).order_by("-posted_at", "-pk") if "page" in kinds else StaticPage.objects.none()
        return merged_window(home_listing() if "post" in kinds else None, pages, start, length, at=asked.at)
    if text and not narrowed and home_listing().count() > SEARCHED_WHOLE:
        found = search(FoundText, read_question(text), Filters(), order=Order.TITLES, start=0, length=RANKED)
        places = [place for place in map(kind_and_target, found.keys) if place[0] in kinds]
        return places[start : start + length], len(places)
    rows = _matching(asked, kinds, text)
    return [(kind, key) for kind, key, _rank, _at in rows[start : start + length]], rows.count()


def _matching(asked: Asked, kinds: list[str], text: str) -> QuerySet[Any]:
    chosen = choosing.by_number(asked, "number")
    if text:
        chosen &= choosing.containing(text, WHOLE) & Q(password="")
    rank = choosing.rank_of(text)
    columns = ("kind", "pk", "rank", "posted_at")
    labels = {kind: Value(kind, output_field=CharField()) for kind in kinds}
    sets: dict[str, QuerySet[Any]] = {"post": Post.objects.published(asked.at), "page": public_pages(asked)}
    rows = [
        choosing.with_searched(sets[kind])
        .filter(chosen)
        .annotate(kind=label, rank=rank)
        .order_by()
        .values_list(*columns)
        for kind, label in labels.items()
    ]
    joined = rows[0].union(*rows[1:], all=True) if len(rows) > 1 else rows[0]
    ordered: QuerySet[Any] = joined.order_by("rank", "-posted_at")
    return ordered


def _post_item(asked: Asked, base: str, kind: str, number: int, title: str, path: str) -> Json:
    body: dict[str, Json] = {
        "id": number,
        "title": title_of(title),
        "url": absolute(path),
        "type": "post",
        "subtype": kind,
    }
    links: Links = {
        "self": self_link(f"{base}/{number}", embeddable=True),
        "about": [link(f"types/{kind}")],
        "collection": [link("search")],
    }
    return item(in_context("search", body, asked.context), links)


def _terms(asked: Asked) -> Answer:
    kinds = {CATEGORY.name: CATEGORY, TAG.name: TAG}
    chosen = choosing.by_number(asked, "number")
    if text := (asked.values["search"] or "")[: choosing.LONGEST_SEARCH]:
        chosen &= Q(name__icontains=text) | Q(slug__icontains=text)
    names: list[tuple[str, int, Kind]] = []
    for name in _wanted(asked, OF_TYPE["term"]):
        model: type[Category] | type[Tag] = kinds[name].model
        rows = model._default_manager.filter(chosen).values_list("name", "pk")
        names += [(title.casefold(), key, kinds[name]) for title, key in rows]
    names.sort(key=lambda row: (row[0], row[1]))
    _check_page(asked, len(names))
    start = start_of(asked)
    shown = names[start : start + int(asked.values["per_page"])]
    return paged(
        asked, [_term_item(asked, kind, key) for kind, key in _loaded(shown)], len(names), "search", last_known=False
    )


def _loaded(shown: list[tuple[str, int, Kind]]) -> list[tuple[Kind, Category | Tag]]:
    found: dict[tuple[str, int], Category | Tag] = {}
    for kind in (CATEGORY, TAG):
        keys = [key for _name, key, of_kind in shown if of_kind is kind]
        found |= {(kind.name, term.pk): term for term in kind.model._default_manager.filter(pk__in=keys)}
    return [(kind, found[kind.name, key]) for _name, key, kind in shown if (kind.name, key) in found]


def _term_item(asked: Asked, kind: Kind, term: Category | Tag) -> Json:
    body: dict[str, Json] = {
        "id": term.number,
        "title": shown_name(term.name),
        "url": absolute(path_of(kind, term, asked)),
        "type": kind.name,
    }
    links: Links = {
        "self": self_link(f"{kind.base}/{term.number}", embeddable=True),
        "about": [link(f"taxonomies/{kind.name}")],
        "collection": [link("search")],
    }
    return item(in_context("search", body, asked.context), links)


def _formats(asked: Asked) -> Answer:
    """The formats that published posts have, but for the standard one."""
    used = set(ListingCount.objects.filter(kind=ListingKind.FORMAT).values_list("key", flat=True))
    text = (asked.values["search"] or "").casefold()
    names = [name for name, key in FORMAT_KEYS.items() if key in used and text in name]
    _check_page(asked, len(names))
    bodies = [
        item(
            {
                "id": name,
                "title": name.capitalize(),
                "url": absolute(asked.addresses.format(name)),
                "type": "post-format",
            },
            {"collection": [link("search")]},
        )
        for name in names
    ]
    start = start_of(asked)
    return paged(asked, bodies[start : start + int(asked.values["per_page"])], len(bodies), "search", last_known=False)
