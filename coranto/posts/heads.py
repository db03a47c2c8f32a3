"""What pages of posts and listings say of themselves in ``<head>``: titles, canonical addresses, Open Graph, feeds."""

from urllib.parse import quote_plus

from django.http import HttpRequest
from django.utils.translation import gettext as _

from coranto.core.plain_text import first_words, plain_text
from coranto.core.strangers_text import plain_number
from coranto.posts.contexts import ListingPage, PostPage, PostView, SearchPage
from coranto.posts.details import Details, past_credit
from coranto.posts.listings.cards import whole_tags
from coranto.posts.listings.listing import Listing
from coranto.posts.listings.titles import feed_title, name_of
from coranto.posts.models import Attribution, Author, Category, Post, Tag
from coranto.posts.schema_org import post_json_ld, site_json_ld, web_address
from coranto.publication.addresses import SEARCH_BASE, absolute, addresses_of
from coranto.publication.contexts import Alternate, FeedLink, HeadContext, ImageView, MetaTag
from coranto.publication.current import publication_of
from coranto.publication.head import (
    LARGE_PREVIEWS,
    PINGBACK_PATH,
    WEBMENTION_PATH,
    document_title,
    head_of,
    listing_feed,
    oembed_alternates,
    page_number_title,
    rest_alternate,
)
from coranto.publication.models import Publication

NOT_LISTED = f"noindex, follow, {LARGE_PREVIEWS}"
REST_KINDS: dict[type, str] = {Category: "categories", Tag: "tags", Author: "users"}
NAMED_KINDS = frozenset({"category", "tag", "author", "source", "format"})
DESCRIPTION_SOURCE = 4_000


def post_head(
    request: HttpRequest, post: Post, page: PostPage, details: Details, *, part: int = 1, comment_page: int = 0
) -> HeadContext:
    """The head of a post's page, of part ``part`` of its text or page ``comment_page`` of its discussion."""
    publication = publication_of(request)
    addresses = addresses_of(publication)
    view = page.post
    url = absolute(post.path)
    description = "" if view.password_form else post_description(post, details)
    title = post.seo_title or view.title
    site_title = publication.name
    name = _("Protected: %(title)s") % {"title": view.title} if post.password else view.title
    here = absolute(addresses.part(post.path, part)) if part > 1 else url
    if comment_page:
        here = f"{discussion_page_url(publication, post.path, comment_page)}#comments"
    return head_of(
        publication,
        title=document_title(title, page_number_title(part), site_title),
        description=description,
        canonical_url=here if part > 1 or comment_page else canonical_url(post, details, publication),
        shortlink_url=absolute(f"/?p={post.number}"),
        previous_url=absolute(addresses.part(post.path, part - 1)) if part > 1 else "",
        next_url=absolute(addresses.part(post.path, part + 1)) if part < len(view.page_links) else "",
        robots=NOT_LISTED if post.is_private else LARGE_PREVIEWS,
        feeds=discussion_feeds(publication, post.path, name, is_open=post.comments_open, count=post.comment_count),
        alternates=(*oembed_alternates(url), rest_alternate("posts", post.number)),
        pingback_url=absolute(PINGBACK_PATH) if post.pings_open else "",
        webmention_url=absolute(WEBMENTION_PATH) if post.pings_open else "",
        open_graph=post_open_graph(view, publication, title=title, description=description),
        json_ld=post_json_ld(view, publication, description=description),
    )


def discussion_page_url(publication: Publication, path: str, number: int) -> str:
    """The whole address of a page of a discussion; that of the thing for its first page where that comes first.

    ``number`` is below 0 for ``?cpage=`` that is no number.
    """
    first = 2 if publication.default_comments_page == Publication.CommentPage.OLDEST else 1
    return absolute(addresses_of(publication).comment_page(path, number) if number >= first else path)


def canonical_url(post: Post, details: Details, publication: Publication) -> str:
    """Where this text belongs: here, or at the outlet, as the owner chose for the post or else for the site.

    For the whole site the original counts only where it was republished whole; for one post, whatever the owner named.
    """
    by_post = post.canonical == Post.Canonical.SOURCE
    by_site = post.canonical == Post.Canonical.SITE and publication.canonical == Publication.Canonical.SOURCE
    for attribution in details.attributions if by_post or by_site else ():
        url = web_address(attribution.url)
        if url and (by_post or attribution.relation == Attribution.Relation.REPUBLISHED):
            return url
    return absolute(post.path)


def discussion_feeds(
    publication: Publication, path: str, title: str, *, is_open: bool, count: int
) -> tuple[FeedLink, ...]:
    """The feed of a discussion, where there is one or may be one."""
    if not (is_open or count):
        return ()
    return (listing_feed(publication, path, _("%(title)s Comments Feed") % {"title": title}),)


def post_description(post: Post, details: Details) -> str:
    """What to say of a post in a sentence or two: the owner's words, the excerpt, or how the text begins."""
    if post.seo_description or post.excerpt:
        return post.seo_description or plain_text(post.excerpt)
    return first_words(past_credit(plain_text(whole_tags(post.body_html, DESCRIPTION_SOURCE)), details), 40)[0]


def post_open_graph(view: PostView, publication: Publication, *, title: str, description: str) -> tuple[MetaTag, ...]:
    """Open Graph and Twitter card of a post."""
    tags = [("og:type", "article"), *_card_tags(publication, title, description, view.url, view.image)]
    tags.append(("article:published_time", view.posted_at.isoformat(timespec="seconds")))
    if view.updated_at:
        tags.append(("article:modified_time", view.updated_at.isoformat(timespec="seconds")))
    tags += [("article:author", absolute(byline.url)) for byline in view.bylines if byline.url]
    tags += [("article:section", link.label) for link in view.categories[:1]]
    tags += [("article:tag", link.label) for link in view.tags]
    return meta_tags(tags)


def meta_tags(tags: list[tuple[str, str]]) -> tuple[MetaTag, ...]:
    """The tags that have a value."""
    return tuple(MetaTag(name=name, content=content) for name, content in tags if content)


def _card_tags(
    publication: Publication, title: str, description: str, path: str, image: ImageView | None
) -> list[tuple[str, str]]:
    tags = [
        ("og:site_name", publication.name),
        ("og:title", title),
        ("og:description", description),
        ("og:url", absolute(path)),
        ("og:locale", publication.language.replace("-", "_")),
        ("twitter:card", "summary_large_image" if image else "summary"),
    ]
    if image:
        shown = absolute(image.url)
        size = [
            ("og:image:width", str(image.width)),
            ("og:image:height", str(image.height)),
            ("og:image:alt", image.alt),
        ]
        tags += [("og:image", shown), *size]
    return tags


def listing_head(request: HttpRequest, listing: Listing, page: ListingPage) -> HeadContext:
    """The head of a listing. WordPress gives listings no canonical address."""
    publication = publication_of(request)
    number, pager = page.pager.number, page.pager
    name = feed_title(listing)
    description = plain_text(page.description_html) or (publication.tagline if listing.kind == "home" else "")
    path = addresses_of(publication).numbered(listing.path, number)
    title = page.heading or publication.name
    return head_of(
        publication,
        title=_listing_title(listing, publication, _named_page(request, number)),
        description=description,
        previous_url=absolute(pager.newer_url) if pager.newer_url else "",
        next_url=absolute(pager.older_url) if pager.older_url else "",
        feeds=(listing_feed(publication, feed_place(listing, publication), name),) if name else (),
        alternates=rest_alternates(listing),
        open_graph=meta_tags([("og:type", "website"), *_card_tags(publication, title, description, path, None)]),
        json_ld=site_json_ld(publication) if listing.kind == "home" and number == 1 else "",
    )


def feed_place(listing: Listing, publication: Publication) -> str:
    """Whose feed the head names: the listing's own, of several subjects that of the first, as in WordPress."""
    named, addresses = listing.named_for, addresses_of(publication)
    if listing.query or len(listing.subjects) > 1:
        if isinstance(named, Category):
            return addresses.category(named.path)
        if isinstance(named, Tag):
            return addresses.tag(named.slug)
        if isinstance(named, Author):
            return addresses.author(named.slug)
    return listing.path


def search_head(request: HttpRequest, page: SearchPage, within: Listing | None = None) -> HeadContext:
    """The head of the search page: search engines are not to list what others of their kind found.

    For what is found ``within`` a listing WordPress names the feed of the latter, unless it is one of dates.
    """
    publication = publication_of(request)
    feeds = (search_feed_link(publication, page.query.strip()),) if page.searched else ()
    if within is not None and within.kind in NAMED_KINDS:
        name = feed_title(within)
        feeds = (listing_feed(publication, feed_place(within, publication), name),) if name else ()
    found = _("Search Results for “%(query)s”") % {"query": page.query} if page.searched else _("Search")
    pager = page.pager
    return head_of(
        publication,
        title=document_title(found, page_number_title(pager.number), publication.name),
        previous_url=absolute(pager.newer_url) if pager.newer_url else "",
        next_url=absolute(pager.older_url) if pager.older_url else "",
        robots=NOT_LISTED,
        feeds=feeds,
        alternates=rest_alternates(within) if within is not None else (),
    )


def search_feed_link(publication: Publication, query: str) -> FeedLink:
    """The feed of a search, at the address that WordPress gives it."""
    title = _("%(site)s » Search Results for “%(query)s” Feed") % {"site": publication.name, "query": query}
    return FeedLink(title=title, url=f"/{SEARCH_BASE}/{quote_plus(query, safe='/')}/feed/rss2/".replace("//", "/"))


def _named_page(request: HttpRequest, number: int) -> int:
    """The page that the title names: on the first page of the site ``?page=2`` counts too, though it shows nothing."""
    asked = request.GET.get("page", "") if number == 1 and request.path_info == "/" else ""
    return plain_number(asked, number)


def _listing_title(listing: Listing, publication: Publication, number: int) -> str:
    page = page_number_title(number)
    if listing.kind == "home" and listing.name:
        return document_title(listing.name, page, publication.name)
    if listing.kind == "home":  # with a page on the front, the tagline is that page's
        return document_title(publication.name, page, "" if publication.front_page_number else publication.tagline)
    return document_title(name_of(listing), page, publication.name)


def rest_alternates(listing: Listing) -> tuple[Alternate, ...]:
    """The subject of a listing in the REST interface, where it has one."""
    kind = REST_KINDS.get(type(listing.named_for), "")
    number = getattr(listing.named_for, "number", 0)
    return (rest_alternate(kind, number),) if kind else ()
