"""The widgets that show posts and what they are filed under."""

from django.utils import timezone
from django.utils.translation import gettext as _

from coranto.core.made_of import POSTS, made_of, made_of_each
from coranto.posts.listings.calendar import month_calendar
from coranto.posts.listings.cards import post_link
from coranto.posts.listings.counted_links import category_tree, months, tag_cloud, top_authors, top_sources
from coranto.posts.models import Post
from coranto.posts.near_posts import LINK_COLUMNS, with_source_name
from coranto.publication.contexts import CalendarWidget, CountedLink, RecentPostsWidget, TagCloudWidget, TermsWidget
from coranto.publication.widgets import WidgetPlan, register_widget


def recent_posts(plan: WidgetPlan) -> RecentPostsWidget | None:
    """The newest posts: ``count`` of them, with dates if ``show_date``."""
    newest = with_source_name(Post.objects.published(timezone.now()).newest_first()).only(*LINK_COLUMNS)
    rows = list(newest[: plan.number("count", 5, most=30)])
    made_of(POSTS)
    made_of_each("post", (row.pk for row in rows))
    posts = tuple(post_link(row) for row in rows)
    if not posts:
        return None
    return RecentPostsWidget(title=plan.title or _("Recent posts"), posts=posts, show_date=plan.flag("show_date", True))


def categories(plan: WidgetPlan) -> TermsWidget | None:
    """The tree of categories with posts."""
    items = category_tree(plan.addresses)
    return _terms(plan, "categories", _("Categories"), items)


def archives(plan: WidgetPlan) -> TermsWidget | None:
    """The latest months with posts: ``count`` of them."""
    items = months(plan.addresses, plan.number("count", 12, most=120))
    return _terms(plan, "archives", _("Archives"), items, all_url=plan.addresses.archives())


def sources(plan: WidgetPlan) -> TermsWidget | None:
    """The outlets most drawn on: ``count`` of them."""
    items = top_sources(plan.addresses, plan.number("count", 10))
    return _terms(plan, "sources", _("Sources"), items, all_url=plan.addresses.source())


def authors(plan: WidgetPlan) -> TermsWidget | None:
    """The authors with most posts: ``count`` of them."""
    return _terms(plan, "authors", _("Authors"), top_authors(plan.addresses, plan.number("count", 20)))


def tags(plan: WidgetPlan) -> TagCloudWidget | None:
    """A cloud of the ``count`` tags with most posts."""
    made_of(POSTS)
    cloud = tag_cloud(plan.addresses, plan.number("count", 45, most=200))
    return TagCloudWidget(title=plan.title or _("Tags"), tags=cloud) if cloud else None


def calendar(plan: WidgetPlan) -> CalendarWidget | None:
    """The latest month with posts, linked on its days."""
    made_of(POSTS)
    return month_calendar(plan.publication, title=plan.title, now=timezone.now())


def register() -> None:
    """Make these kinds known; called when the app starts."""
    for builder in (recent_posts, categories, archives, sources, authors, tags, calendar):
        register_widget(builder.__name__, builder)


def _terms(
    plan: WidgetPlan, kind: str, title: str, items: tuple[CountedLink, ...], *, all_url: str = ""
) -> TermsWidget | None:
    made_of(POSTS)
    if not items:
        return None
    return TermsWidget(
        kind=kind, title=plan.title or title, items=items, show_count=plan.flag("show_count", True), all_url=all_url
    )
