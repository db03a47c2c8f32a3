"""Every page kind of the publication in ``samples``: its template and all that it is given."""

import dataclasses
from typing import Any

from django.utils.safestring import mark_safe

from coranto.core.avatars import avatar_svg
from coranto.pages.contexts import PageView
from coranto.posts.contexts import (
    ArchiveMonth,
    ArchivesPage,
    ArchiveYear,
    AttachmentPage,
    AuthorDetail,
    EmbedPage,
    GonePage,
    ListingPage,
    NotFoundPage,
    Option,
    SearchHit,
    SearchPage,
    SourceDetail,
    SourceRow,
    SourcesPage,
)
from coranto.publication.contexts import CountedLink, Crumb, Link, Pager, PagerLink, SiteContext
from tests.theme.sample_discussion import ASK, OPEN_THREAD, REPLIES, WRITING
from tests.theme.sample_site import SITE
from tests.theme.samples import (
    CARDS,
    CATEGORIES,
    COUNTED,
    COURIER,
    FEEDS,
    HEAD,
    LANTERN,
    PASSWORD,
    POST,
    POST_PAGE,
    THREAD,
    at,
    card,
    link,
    picture,
)

PAGER = Pager(
    number=3,
    newer_url="/page/2/",
    older_url="/page/4/",
    links=(
        PagerLink(number=1, url="/"),
        PagerLink(number=2, url="/page/2/"),
        PagerLink(number=3, current=True),
        PagerLink(number=4, url="/page/4/"),
        PagerLink(number=0),
        PagerLink(number=20, url="/page/20/"),
    ),
)
WAY = (Crumb(label="The Evening Packet", url="/"), Crumb(label="2016", url="/2016/"), Crumb(label="February"))

HOME_PAGE = ListingPage(kind="home", lead=CARDS[0], cards=CARDS[1:], pager=Pager(older_url="/page/2/"), feeds=FEEDS)
FULL_HOME = ListingPage(
    kind="home",
    cards=(
        card(7, is_sticky=True),
        card(0, body_html=mark_safe("<p>The harbour council voted for the change by eleven votes to four.</p>" * 3)),
        card(1, body_html=mark_safe("<p>A survey found the sand where the charts show water.</p>"), is_private=True),
        card(2, excerpt_html=mark_safe(""), is_protected=True, comments_url="", more_url=""),
    ),
    pager=PAGER,
)
CATEGORY = ListingPage(
    kind="category",
    heading="Harbours",
    description_html=mark_safe("<p>Quays, boats, tides and the people who argue about them.</p>"),
    crumbs=WAY[:1],
    children=COUNTED[0].children,
    cards=CARDS[:5],
    pager=PAGER,
    feeds=FEEDS[:2],
)
SOURCE = ListingPage(
    kind="source",
    heading="The Harbour Courier",
    crumbs=(*WAY[:1], Crumb(label="Sources", url="/source/")),
    cards=(CARDS[0], CARDS[7], CARDS[3]),
    feeds=FEEDS[:1],
    source=SourceDetail(
        name="The Harbour Courier",
        home_url="https://www.courier.example/",
        place="Port Ellery",
        language="English",
        count=311,
        first_at=at(3, month=1),
        latest_at=at(7),
    ),
)
AUTHOR = ListingPage(
    kind="author",
    heading="Mara Lindqvist",
    cards=CARDS[:4],
    author=AuthorDetail(
        name="Mara Lindqvist",
        url="https://lindqvist.example/",
        biography_html=mark_safe("<p>Mara reads eleven papers before breakfast and keeps the desk’s tide table.</p>"),
        avatar_svg=mark_safe(avatar_svg("Mara Lindqvist")),
        count=2411,
    ),
)
MONTH = ListingPage(
    kind="month",
    heading="February 2016",
    crumbs=WAY,
    cards=CARDS,
    earlier=Link(label="January 2016", url="/2016/01/"),
    later=Link(label="March 2016", url="/2016/03/"),
)
SOURCES = SourcesPage(
    sources=tuple(
        SourceRow(
            name=name,
            url=f"/source/{number}/",
            initial=name.removeprefix("The ")[0],
            count=count,
            home_url="https://www.paper.example/" if number % 2 else "",
            place="Port Ellery" if number % 3 else "",
            latest_at=at(5) if number % 4 else None,
        )
        for number, (name, count) in enumerate(
            [
                ("Ferrymen’s Bulletin", 41),
                ("The Fenland Post", 7),
                ("Gazette des Dunes", 120),
                ("The Harbour Courier", 311),
                ("Heron Watch", 12),
                ("Lantern Weekly", 1204),
                ("North Wire", 2850),
                ("The Saltmarsh Gazette", 66),
                ("Sandgate School Paper", 1),
            ]
        )
    ),
    crumbs=WAY[:1],
    source_count=9,
    post_count=4612,
)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
ARCHIVES = ArchivesPage(
    years=tuple(
        ArchiveYear(
            year=year,
            url=f"/{year}/",
            count=12 * 31,
            months=tuple(
                ArchiveMonth(label=name, url=f"/{year}/{number:02}/", count=20 + number * 3, month=number)
                for number, name in enumerate(MONTHS, 1)
                if year == 2015 or number < 3
            ),
        )
        for year in (2016, 2015, 2014)
    ),
    crumbs=WAY[:1],
    post_count=4612,
    categories=COUNTED,
    sources=COUNTED[1:],
    authors=(CountedLink(label="Mara Lindqvist", url="/author/mara/", count=2411),),
)
SEARCH = SearchPage(
    query="last boat",
    searched=True,
    sort="date",
    after="2016-01-01",
    before="2016-02-29",
    category_options=(
        Option(value="", label="All categories"),
        Option(value="harbours", label="Harbours", selected=True),
    ),
    source_options=(Option(value="", label="All sources"), Option(value="courier", label="The Harbour Courier")),
    with_comments=True,
    comments_searchable=True,
    hits=(
        SearchHit(
            url="/2016/02/07/last-boat/",
            posted_at=at(7),
            title="Last boat",
            title_html=mark_safe("<mark>Last</mark> <mark>boat</mark> from Port Ellery to leave fifty minutes later"),
            snippet_html=mark_safe("… the <mark>last</mark> ferry of the evening, the <mark>boat</mark> that waits …"),
            source=COURIER,
            categories=CATEGORIES,
        ),
        SearchHit(
            url="/2016/02/07/last-boat/#comment-900",
            posted_at=at(8),
            kind="comment",
            title="Last boat from Port Ellery to leave fifty minutes later",
            snippet_html=mark_safe("I was on the <mark>boat</mark>."),
            author_name="Ansa Merrow",
        ),
        SearchHit(url="/about/", posted_at=at(1), kind="page", title="About the paper"),
        SearchHit(url="/2016/02/03/lamps/", posted_at=at(3), title="Lamps", source=LANTERN),
    ),
    count=1000,
    count_is_exact=False,
    suggestion=Link(label="lost boat", url="/?s=lost+boat"),
    pager=Pager(number=1, older_url="/page/2/?s=last+boat"),
)
IMAGE = AttachmentPage(
    number=77,
    title="The quay at dusk",
    file_url="/static/preview/quay.png",
    media_kind="image",
    mime_type="image/png",
    file_name="quay.png",
    file_size=48_120,
    posted_at=at(7),
    image=picture("quay", alt="A quay at dusk"),
    caption_html=mark_safe("Half an hour <em>before</em> the last boat."),
    description_html=mark_safe("<p>Drawn from memory.</p>"),
    parent=link(0),
    previous=Link(label="The lamp", url="/a/1/"),
    next=Link(label="The hills", url="/a/2/"),
    crumbs=WAY[:1],
    edit_url="/desk/media/77/",
)
FILE = AttachmentPage(
    number=78,
    title="Tide tables",
    file_url="/f/t.pdf",
    mime_type="application/pdf",
    file_name="t.pdf",
    file_size=1_200_000,
)
STATIC = PageView(
    number=2,
    title="About the paper",
    url="/about/",
    body_html=mark_safe(
        "<p>The Evening Packet gathers what other papers print about harbours.</p><h2>Who</h2><p>Five people.</p>"
    ),
    crumbs=WAY[:1],
    children=(
        Link(label="Contact", url="/about/contact/", title="Where to write"),
        Link(label="House rules", url="/about/rules/"),
    ),
    image=picture("lamp", 1200, 500, alt="A lamp"),
    published_at=at(1),
    updated_at=at(7),
    css_classes="post-2 page type-page status-publish",
    edit_url="/desk/pages/2/",
)

PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "home": ("posts/listing.html", {"page": HOME_PAGE}),
    "home-full": ("posts/listing.html", {"page": FULL_HOME}),
    "post": ("posts/post.html", {"page": POST_PAGE, "thread": THREAD}),
    "post-open": ("posts/post.html", {"page": POST_PAGE, "thread": OPEN_THREAD}),
    "post-protected": (
        "posts/post.html",
        {
            "page": dataclasses.replace(POST_PAGE, post=dataclasses.replace(POST, password_form=PASSWORD)),
            "thread": THREAD,
        },
    ),
    "category": ("posts/listing.html", {"page": CATEGORY}),
    "source": ("posts/listing.html", {"page": SOURCE}),
    "author": ("posts/listing.html", {"page": AUTHOR}),
    "month": ("posts/listing.html", {"page": MONTH}),
    "sources": ("posts/sources.html", {"page": SOURCES}),
    "archives": ("posts/archives.html", {"page": ARCHIVES}),
    "search": ("posts/search.html", {"page": SEARCH}),
    "attachment": ("posts/attachment.html", {"page": IMAGE}),
    "attachment-file": ("posts/attachment.html", {"page": FILE}),
    "embed": ("posts/embed.html", {"page": EmbedPage(card=CARDS[0])}),
    "page": ("pages/page.html", {"page": STATIC, "thread": None}),
    "replies": ("comments/replies.html", {"page": REPLIES}),
    "writing": ("comments/writing.html", {"page": WRITING}),
    "ask": ("comments/ask.html", {"page": ASK}),
    "404": ("404.html", {"page": NotFoundPage(path="/2016/2/lost-boat", suggestions=(link(0), link(8)))}),
    "410": ("410.html", {"page": GonePage(path="/2016/02/07/gone/", reason="Withdrawn at the author’s wish.")}),
    "500": ("500.html", {}),
}


def page_context(name: str, site: SiteContext = SITE) -> tuple[str, dict[str, Any]]:
    """The template of the page ``name`` and its variables."""
    template, own = PAGES[name]
    return template, {"site": site, "head": HEAD, **own}
