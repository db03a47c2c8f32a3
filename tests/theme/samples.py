"""A publication that does not exist, as rich in every context as a page can be: for the theme's tests and previews."""

import dataclasses
import datetime
from pathlib import Path

from django.utils.safestring import mark_safe

from coranto.comments.contexts import CommentView, ThreadView
from coranto.core.avatars import avatar_svg
from coranto.posts.contexts import AttributionView, BylineView, HiddenField, PasswordForm, PostCard, PostPage, PostView
from coranto.publication.contexts import (
    Alternate,
    CountedLink,
    Crumb,
    FeedLink,
    HeadContext,
    ImageSource,
    ImageView,
    Link,
    MetaTag,
    Pager,
    PagerLink,
    PostLink,
)

ZONE = datetime.timezone(datetime.timedelta(hours=1))
HOME = "https://packet.example"
BODY = (Path(__file__).parent / "body.html").read_text()
IMAGES = "/static/preview"

FEEDS = (
    FeedLink(title="The Evening Packet » Feed", url="/feed/"),
    FeedLink(title="The Evening Packet » Atom", url="/feed/atom/", mime_type="application/atom+xml"),
    FeedLink(title="The Evening Packet » JSON", url="/feed/json/", mime_type="application/feed+json"),
)


def at(day: int, hour: int = 9, minute: int = 40, *, month: int = 2) -> datetime.datetime:
    """A moment in the early months of 2016."""
    return datetime.datetime(2016, month, day, hour, minute, tzinfo=ZONE)


def picture(name: str, width: int = 1200, height: int = 700, alt: str = "") -> ImageView:
    """A picture with a credit."""
    url = f"{IMAGES}/{name}.png"
    return ImageView(
        url=url,
        width=width,
        height=height,
        srcset=f"{url} {width}w",
        sources=(ImageSource(mime_type="image/webp", srcset=f"{IMAGES}/{name}.webp {width}w"),),
        alt=alt,
        caption_html=mark_safe("The quay at Port Ellery, <em>half an hour</em> before the last boat."),
        credit="Ida Fenn",
        credit_url="https://fenn.example/",
        licence="CC BY 4.0",
        licence_url="https://creativecommons.org/licenses/by/4.0/",
        full_url=url,
    )


COURIER = AttributionView(
    source_name="The Harbour Courier",
    source_url="/source/harbour-courier/",
    home_url="https://courier.example/",
    author="Lena Ostrow",
    title="Council moves the last boat, pilots object",
    url="https://courier.example/2016/02/05/last-boat",
    archived_url="/archive/courier-last-boat/",
    date="2016-02-05",
    licence="CC BY 4.0",
    licence_url="https://creativecommons.org/licenses/by/4.0/",
)
WIRE = AttributionView(
    source_name="North Wire",
    relation="quoted",
    source_url="/source/north-wire/",
    author="the Minister of Ports",
    title="Ports minister: timetables are for towns to settle",
    url="https://northwire.example/ports",
    date="2016-02",
)
DUNES = AttributionView(
    source_name="Gazette des Dunes",
    relation="translated",
    source_url="/source/gazette-des-dunes/",
    author="Paul Garance",
    date="2016",
    language="fr",
    licence="with permission",
)
LANTERN = AttributionView(
    source_name="Lantern Weekly", relation="excerpted", source_url="/source/lantern-weekly/", date="2016-02-03"
)

BYLINES = (
    BylineView(name="Mara Lindqvist", url="/author/mara/"),
    BylineView(name="Osei Tarrant", url="/author/osei/", role="translator"),
)
CATEGORIES = (Link(label="Harbours", url="/category/harbours/"), Link(label="Timetables", url="/category/timetables/"))
TAGS = tuple(
    Link(label=name, url=f"/tag/{name.replace(' ', '-')}/")
    for name in ("ferries", "Port Ellery", "tides", "pilots", "harbour council")
)

HEADLINES = (
    ("Last boat from Port Ellery to leave fifty minutes later", COURIER, 7, 12),
    ("The bar has moved forty metres, and the charts have not", LANTERN, 7, 3),
    ("A library on the ferry lends its ten-thousandth book", AttributionView(source_name="Ferrymen’s Bulletin"), 7, 0),
    ("“Nobody counts the herons”: a morning with the people who do", DUNES, 6, 41),
    (
        "Salt works to reopen with windmills",
        AttributionView(source_name="The Saltmarsh Gazette", date="2016-02-04"),
        6,
        1,
    ),
    ("Why the lamps of the upper town are yellow", None, 5, 7),
    ("Beekeepers ask for an hour without mowing", AttributionView(source_name="North Wire", date="2016-02-05"), 5, 2),
    ("School at Sandgate to end lessons with the tide", COURIER, 4, 18),
    ("", None, 4, 0),
)
EXCERPTS = (
    "From the first of March the evening ferry will leave at ten past ten. The harbour council says that the tide has "
    "nothing to do with it. The pilots say that the tide has everything to do with it.",
    "A survey by the university’s small boats found the sand where the charts show seven fathoms of water.",
    "It was a book of knots, and it is already overdue.",
    "They meet at five, on the dyke, with two flasks and a counter from a closed cinema. By eight they know more about "
    "the marsh than the ministry does.",
    "Three mills will pump what the diesel engines pumped until last winter.",
    "The short answer is sodium. The long one begins with a shipwreck, a glassmaker and a bargain.",
    "The verges along the canal would be left alone between eleven and noon.",
    "Lessons would end at nine in the evening on spring tides, and at half past seven on the others.",
    "A note from the desk: the feeds were late this morning because the machine in the cellar was being moved.",
)


def card(index: int, **changes: object) -> PostCard:
    """One of the headlines as a card."""
    title, source, posted, comments = HEADLINES[index]
    number = 412 - index
    fields: dict[str, object] = {
        "number": number,
        "url": f"/2016/02/{posted:02}/post-{number}/",
        "posted_at": at(posted, 18 - index),
        "title": title,
        "title_html": mark_safe(title),
        "excerpt_html": mark_safe(f"<p>{EXCERPTS[index]}</p>"),
        "more_url": f"/2016/02/{posted:02}/post-{number}/#more-{number}",
        "source": source,
        "bylines": BYLINES[:1],
        "categories": CATEGORIES[: 1 + index % 2],
        "tags": TAGS[:2],
        "image": picture(("quay", "hills", "lamp")[index % 3], alt="A quay") if index in (0, 3) else None,
        "comment_count": comments,
        "comments_open": True,
        "comments_url": f"/2016/02/{posted:02}/post-{number}/#comments",
        "css_classes": f"post-{number} post type-post status-publish format-standard category-harbours",
    }
    return PostCard(**(fields | changes))  # type: ignore[arg-type]  # the test's own keyword fields


CARDS = tuple(card(index) for index in range(len(HEADLINES)))

POST = PostView(
    number=412,
    url="/2016/02/07/last-boat/",
    posted_at=at(7, 18),
    title="Last boat from Port Ellery to leave fifty minutes later",
    title_html=mark_safe("Last boat from Port Ellery to leave <em>fifty minutes</em> later"),
    standfirst="The harbour council says that the tide has nothing to do with it. The pilots say it has everything to.",
    body_html=mark_safe(BODY.replace("IMG/", f"{IMAGES}/")),
    page_links=tuple(PagerLink(number=n, url=f"/2016/02/07/last-boat/{n}/", current=n == 1) for n in (1, 2, 3)),
    day_url="/2016/02/07/",
    updated_at=at(9, 7),
    attributions=(COURIER, WIRE, DUNES),
    bylines=BYLINES,
    categories=CATEGORIES,
    tags=TAGS,
    image=picture("hills", alt="Hills behind a harbour at dusk"),
    comment_count=9,
    comments_open=True,
    comments_url="#comments",
    reading_minutes=4,
    css_classes="post-412 post type-post status-publish format-standard has-post-thumbnail category-harbours",
    edit_url="/desk/posts/412/",
)


def link(index: int) -> PostLink:
    """One of the headlines, named in passing."""
    title, source, posted, _comments = HEADLINES[index]
    name = source.source_name if source else ""
    return PostLink(
        title=title, url=f"/2016/02/{posted:02}/post-{412 - index}/", posted_at=at(posted), source_name=name
    )


POST_PAGE = PostPage(
    post=POST,
    crumbs=(Crumb(label="The Evening Packet", url="/"), Crumb(label="Harbours", url="/category/harbours/")),
    previous=link(1),
    next=link(3),
    related=CARDS[3:7],
)

PASSWORD = PasswordForm(
    action_url="/wp-login.php?action=postpass",
    input_id="pwbox-412",
    hidden=(HiddenField(name="redirect_to", value="/2016/02/07/last-boat/"),),
    was_wrong=True,
)

SAYINGS = (
    "<p>The bar moved in the night of the ninth of November. I was on it.</p>",
    "<p>My grandfather kept the 1912 table. He wrote <q>approximately</q> in the margin of every page.</p>"
    "<blockquote><p>The lamps will do what lamps do.</p></blockquote><p>They will, and somebody will pay for it.</p>",
    "<p>Ten past ten is too late for the little ones, whatever the water says.</p>",
    '<p>The council’s minutes are at <a href="https://minutes.example/" rel="nofollow ugc">minutes.example</a>, '
    "pages 12 to 103.</p><ul><li>page 14: no bar</li><li>page 90: no bar</li></ul>",
)


def comment(
    number: int, name: str, *, ordinal: int, depth: int = 1, replies: tuple[CommentView, ...] = ()
) -> CommentView:
    """A comment by ``name``."""
    parity = "even" if ordinal % 2 else "odd alt"
    return CommentView(
        number=number,
        permalink=f"/2016/02/07/last-boat/#comment-{number}",
        posted_at=at(8, 8, ordinal),
        author_name=name,
        author_url="https://merrow.example/" if ordinal % 3 == 1 else "",
        avatar_svg=mark_safe(avatar_svg(name)),
        html=mark_safe(SAYINGS[number % len(SAYINGS)]),
        ordinal=ordinal,
        depth=depth,
        css_classes=f"comment {parity} depth-{depth}" + (" parent" if replies else ""),
        is_author=name == "Mara Lindqvist",
        is_staff=name == "Osei Tarrant",
        reply_to=Link(label="Ansa Merrow", url="#comment-900") if depth == 3 else None,
        is_awaiting=number == 907,
        edited_at=at(8, 9) if number == 903 else None,
        reply_url=f"?replytocom={number}#respond",
        edit_url=f"/comments/{number}/edit/" if number == 907 else "",
        report_url=f"/comments/{number}/report/",
        replies=replies,
    )


def ping(number: int, name: str, kind: str = "pingback") -> CommentView:
    """A page elsewhere that links here."""
    return CommentView(
        number=number,
        permalink=f"/2016/02/07/last-boat/#comment-{number}",
        posted_at=at(9),
        author_name=name,
        author_url="https://lantern.example/boats",
        html=mark_safe("<p>[…] leaves at ten past ten […]</p>"),
        kind=kind,
        css_classes=f"{kind} even thread-even depth-1",
    )


THREAD = ThreadView(
    count=9,
    comments=(
        comment(
            900,
            "Ansa Merrow",
            ordinal=1,
            replies=(
                comment(
                    901,
                    "Mara Lindqvist",
                    ordinal=2,
                    depth=2,
                    replies=(
                        comment(902, "Jorun", ordinal=3, depth=3),
                        comment(903, "Tomas Quill", ordinal=4, depth=3),
                    ),
                ),
                comment(904, "Osei Tarrant", ordinal=5, depth=2),
            ),
        ),
        comment(905, "A reader from Sandgate", ordinal=6),
        CommentView(
            number=906,
            permalink="#comment-906",
            posted_at=at(8),
            is_removed=True,
            replies=(comment(907, "", ordinal=7, depth=2),),
        ),
    ),
    pingbacks=(ping(910, "The boats of February — Lantern Weekly"), ping(911, "Tide notes", "trackback")),
    pager=Pager(
        number=2,
        newer_url="/2016/02/07/last-boat/comment-page-3/#comments",
        older_url="/2016/02/07/last-boat/comment-page-1/#comments",
        links=tuple(PagerLink(number=n, url=f"/c/{n}/", current=n == 2) for n in (1, 2, 3)),
    ),
    feed_url="/2016/02/07/last-boat/feed/",
    closed_note="Comments close after thirty days.",
)
ENTRIES = (*THREAD.comments, *THREAD.pingbacks)
THREAD = dataclasses.replace(THREAD, entries=ENTRIES, stretches=(ENTRIES,))

HEAD = HeadContext(
    title="Last boat from Port Ellery to leave fifty minutes later – The Evening Packet",
    description="The harbour council says that the tide has nothing to do with it.",
    canonical_url=f"{HOME}/2016/02/07/last-boat/",
    shortlink_url=f"{HOME}/?p=412",
    previous_url=f"{HOME}/2016/02/06/before/",
    next_url=f"{HOME}/2016/02/08/after/",
    robots="max-image-preview:large",
    feeds=FEEDS,
    alternates=(
        Alternate(url=f"{HOME}/wp-json/oembed/1.0/embed?url=x", mime_type="application/json+oembed", title="oEmbed"),
        Alternate(url="https://packet.example/fr/", language="fr"),
    ),
    rest_url=f"{HOME}/wp-json/",
    rsd_url=f"{HOME}/xmlrpc.php?rsd",
    pingback_url=f"{HOME}/xmlrpc.php",
    webmention_url=f"{HOME}/webmention/",
    open_graph=(MetaTag(name="og:title", content="Last boat"), MetaTag(name="twitter:card", content="summary")),
    json_ld='{"@context":"https://schema.org","@type":"NewsArticle","headline":"</script><b>Last boat"}',
)

COUNTED = (
    CountedLink(
        label="Harbours",
        url="/category/harbours/",
        count=1204,
        current=True,
        children=(
            CountedLink(label="Timetables", url="/category/harbours/timetables/", count=88),
            CountedLink(label="Pilots", url="/category/harbours/pilots/", count=41, description="People of the bar"),
        ),
    ),
    CountedLink(label="Lamps", url="/category/lamps/", count=310),
    CountedLink(label="Marsh and dyke", url="/category/marsh/", count=72),
    CountedLink(label="Letters", url="/category/letters/", count=9),
)
