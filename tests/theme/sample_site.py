"""The site around the sample pages, with every widget."""

import dataclasses

from django.utils.safestring import mark_safe

from coranto.publication.contexts import (
    BlogrollWidget,
    CalendarDay,
    CalendarWidget,
    CommentLink,
    CountedLink,
    FeedsWidget,
    Link,
    LinkGroup,
    MenuLink,
    MenuWidget,
    RecentCommentsWidget,
    RecentPostsWidget,
    SearchWidget,
    SiteContext,
    TagCloudWidget,
    TermsWidget,
    TextWidget,
)
from tests.theme.samples import COUNTED, FEEDS, at, link

MENU = (
    MenuLink(label="Front page", url="/", current=True),
    MenuLink(
        label="Harbours",
        url="/category/harbours/",
        is_ancestor=True,
        children=(
            MenuLink(label="Timetables", url="/category/harbours/timetables/"),
            MenuLink(label="Pilots", url="/p/", children=(MenuLink(label="Of the bar", url="/p/bar/"),)),
        ),
    ),
    MenuLink(label="Lamps", url="/category/lamps/"),
    MenuLink(label="Marsh", url="/category/marsh/"),
    MenuLink(label="Letters", url="/category/letters/"),
    MenuLink(label="Sources", url="/source/"),
    MenuLink(label="About", url="/about/"),
)
CALENDAR = CalendarWidget(
    title="Calendar",
    label="February 2016",
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weeks=tuple(
        tuple(
            CalendarDay(day=day, url=f"/2016/02/{day:02}/" if day in (4, 5, 6, 7) else "", count=day, today=day == 7)
            if 0 < day < 30
            else CalendarDay()
            for day in range(first, first + 7)
        )
        for first in range(1, 30, 7)
    ),
    earlier=Link(label="Jan", url="/2016/01/"),
    later=Link(label="Mar", url="/2016/03/"),
)
WIDGETS = (
    SearchWidget(title="Search"),
    RecentPostsWidget(title="Recent posts", posts=tuple(link(index) for index in (0, 1, 2, 3, 8))),
    RecentCommentsWidget(
        title="Recent comments",
        comments=(
            CommentLink(
                author_name="Ansa Merrow",
                post_title="Last boat from Port Ellery to leave fifty minutes later",
                url="/c/900/",
                posted_at=at(8),
                author_url="https://merrow.example/",
                excerpt="The bar moved in the night of the ninth.",
            ),
            CommentLink(author_name="", post_title="Why the lamps are yellow", url="/c/901/", posted_at=at(8)),
        ),
    ),
    TermsWidget(kind="categories", title="Categories", items=COUNTED),
    TermsWidget(
        kind="sources",
        title="Sources",
        items=(
            CountedLink(label="North Wire", url="/source/north-wire/", count=2850),
            CountedLink(label="Lantern Weekly", url="/source/lantern-weekly/", count=1204),
            CountedLink(label="The Harbour Courier", url="/source/harbour-courier/", count=311),
        ),
        all_url="/source/",
    ),
    TermsWidget(
        kind="archives",
        title="Archives",
        items=(
            CountedLink(label="February 2016", url="/2016/02/", count=26),
            CountedLink(label="January 2016", url="/2016/01/", count=23),
        ),
        all_url="/archives/",
    ),
    BlogrollWidget(
        title="Blogroll",
        groups=(
            LinkGroup(
                links=(Link(label="Tide notes", url="https://tides.example/", title="A daily table", rel="friend"),)
            ),
            LinkGroup(label="On the dyke", links=(Link(label="Heron Watch", url="https://herons.example/"),)),
        ),
    ),
    TagCloudWidget(
        title="Tags",
        tags=tuple(
            CountedLink(label=name, url=f"/tag/{name}/", count=3 * weight, weight=weight)
            for weight, name in ((3, "bees"), (8, "ferries"), (2, "herons"), (5, "lamps"), (1, "salt"), (6, "tides"))
        ),
    ),
    TextWidget(
        title="Write to us", html=mark_safe('<p>Letters to <a href="/about/contact/">the desk</a>, please.</p>')
    ),
    CALENDAR,
    FeedsWidget(title="Follow", feeds=FEEDS, links=(Link(label="By mail", url="/newsletter/", title="Once a week"),)),
    MenuWidget(title="Pages", links=MENU[1:3]),
)
SITE = SiteContext(
    name="The Evening Packet",
    home_url="/",
    tagline="What other papers print about harbours, lamps and tides",
    language="en-GB",
    today=at(7, 19),
    icon_url="/static/preview/lamp.png",
    search_url="/",
    archives_url="/archives/",
    primary_menu=MENU,
    footer_menu=(MenuLink(label="Contact", url="/about/contact/"), MenuLink(label="House rules", url="/about/rules/")),
    social_menu=(MenuLink(label="Mastodon", url="https://social.example/@packet", rel="me"),),
    sidebar=WIDGETS,
    feeds=FEEDS,
    footer_html=mark_safe("<p>Texts belong to those who wrote them. <a href='/about/rules/'>How we use them</a>.</p>"),
    date_format="j F Y",
    time_format="H:i",
)
RICH_SITE = dataclasses.replace(
    SITE,
    second_sidebar=WIDGETS[2:4],
    footer_widgets=WIDGETS[4:8],
    secondary_menu=MENU[3:5],
    desk_links=(Link(label="Desk", url="/desk/"), Link(label="New post", url="/desk/posts/new/")),
    stylesheets=("/-/accent/1f6a63.css",),
)
