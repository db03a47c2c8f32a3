"""The living blocks that show posts and what they are filed under."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coranto.core.body_marks import body_pages
from coranto.core.made_of import POSTS, made_of, made_of_each
from coranto.core.moments import at_offset
from coranto.core.plain_text import first_words, plain_text
from coranto.core.titles import title_html
from coranto.posts.listings.calendar import month_calendar
from coranto.posts.listings.cards import EXCERPT_SOURCE, whole_tags
from coranto.posts.listings.counted_links import archive_years, category_tree, months, tag_cloud
from coranto.posts.models import Category, ListingEntry, ListingKind, Post, Tag
from coranto.posts.models.post import PostQuerySet
from coranto.publication.contexts import CalendarDay, CountedLink, Link
from coranto.publication.living_blocks import class_names, count_behind, register_living_block, written_date
from coranto.publication.trusted_html import trusted
from coranto.publication.widgets import WidgetPlan

COLUMNS = ("pk", "title", "path", "posted_at", "utc_offset", "password", "author__name")
MOST_CATEGORIES = 20
MOST_LOOKED_THROUGH = 10_000
"""So many of the newest are put into the order of their titles, or sifted by a second condition."""
LARGEST = 2**62
FILED: dict[ListingKind, tuple[Any, str]] = {
    ListingKind.CATEGORY: (Category, "categories"),
    ListingKind.TAG: (Tag, "tags"),
}
LATEST = "wp-block-latest-posts__"


def latest_posts(plan: WidgetPlan) -> SafeString:
    """The newest posts, or those of some categories or of one author, in the order that the author chose."""
    made_of(POSTS)
    shown = (*COLUMNS, "body_html") if plan.flag("displayPostContent", False) else COLUMNS
    rows = chosen_posts(plan, Post.objects.published(timezone.now()).select_related("author").only(*shown))
    made_of_each("post", (row.pk for row in rows))
    if not rows:
        return SafeString()
    is_grid = plan.text("postLayout") == "grid"
    names = class_names(
        plan,
        f"{LATEST}list",
        "is-grid" if is_grid else "",
        f"columns-{plan.number('columns', 3, most=6)}" if is_grid else "",
        "has-dates" if plan.flag("displayPostDate", False) else "",
        "has-author" if plan.flag("displayAuthor", False) else "",
    )
    items = format_html_join("\n", "<li>{}</li>", ((_post_item(plan, row),) for row in rows))
    return format_html('<ul class="{}">{}</ul>', names, items)


def chosen_posts(
    plan: WidgetPlan, posts: PostQuerySet, *, start: int = 0, more: int = 0, are_few: bool = False
) -> list[Post]:
    """Of these posts as many as were chosen, from place ``start`` on: of some categories or tags, or of one author.

    Of what is filed under a category or tag the newest are looked through, ``more`` of them than are shown; where the
    posts ``are_few`` already, all.
    """
    end = start + plan.number("postsToShow", 5)
    is_rising, by_title = plan.text("order") == "asc", plan.text("orderBy") == "title"
    author = plan.options.get("selectedAuthor")
    if isinstance(author, int):
        posts = posts.filter(author__number=min(author, LARGEST))
    filed = {kind: _numbers(plan.options.get(field)) for kind, (_, field) in FILED.items()}
    asked = [kind for kind, numbers in filed.items() if numbers]
    if asked and not are_few:
        is_sifted = by_title or isinstance(author, int) or len(asked) > 1
        most = MOST_LOOKED_THROUGH // len(filed[asked[0]])
        most = most if is_sifted else min(most, end + more)
        posts = posts.filter(pk__in=_newest_of(asked[0], filed[asked[0]], most, is_rising=is_rising and not by_title))
    elif by_title:
        posts = posts.filter(pk__in=posts.newest_first().values("pk")[:MOST_LOOKED_THROUGH])
    for kind in asked if are_few else asked[1:]:
        posts = posts.filter(Exists(_under(kind, filed[kind])))
    if by_title:
        titled = posts.alias(lower_title=Lower("title"))
        return list(titled.order_by("lower_title" if is_rising else "-lower_title", "-pk")[start:end])
    return list(posts.order_by("posted_at", "pk")[start:end] if is_rising else posts.newest_first()[start:end])


def _under(kind: ListingKind, numbers: list[int]) -> QuerySet[Any]:
    """The rows that say that a post is filed under one of these itself."""
    model, field = FILED[kind]
    rows: QuerySet[Any] = getattr(Post, field).through.objects.all()
    return rows.filter(post=OuterRef("pk"), **{f"{model._meta.model_name}__number__in": numbers})


def _newest_of(kind: ListingKind, numbers: list[int], most: int, *, is_rising: bool) -> list[int]:
    """The keys of the newest posts (or oldest) that are filed under one of these numbers, found by the index."""
    model, field = FILED[kind]
    found: list[int] = []
    for key in model.objects.filter(number__in=numbers).values_list("pk", flat=True):
        rows = ListingEntry.objects.filter(kind=kind, key=key, **{f"post__{field}": key})
        order = ("posted_at", "post_id") if is_rising else ("-posted_at", "-post_id")
        found += rows.order_by(*order).values_list("post_id", flat=True)[:most]
    return found


def _numbers(value: Any) -> list[int]:
    """The numbers of categories or tags: ``[{"id": 6}, …]``, and ``"6"`` in old texts."""
    listed = value if isinstance(value, list) else [value]
    found = (str(each.get("id") if isinstance(each, dict) else each) for each in listed[:MOST_CATEGORIES])
    return [int(each) for each in found if each.isascii() and each.isdecimal() and len(each) < 19]


def _post_item(plan: WidgetPlan, post: Post) -> SafeString:
    title = title_html(post.title) or _("(no title)")
    if post.password:
        title = format_html(_("Protected: {}"), title)
    parts = [format_html('<a class="{}post-title" href="{}">{}</a>', LATEST, post.path, title)]
    if plan.flag("displayAuthor", False) and post.author:
        parts.append(format_html('<div class="{}post-author">{}</div>', LATEST, _("by %s") % post.author.name))
    if plan.flag("displayPostDate", False):
        at = at_offset(post.posted_at, post.utc_offset)
        parts.append(written_date(at, f"{LATEST}post-date", plan.publication))
    if plan.flag("displayPostContent", False):
        parts.append(_post_text(plan, post))
    return format_html_join("", "{}", ((part,) for part in parts))


def _post_text(plan: WidgetPlan, post: Post) -> SafeString:
    is_whole = plan.text("displayPostContentRadio") == "full_post"
    name = f"{LATEST}post-full-content" if is_whole else f"{LATEST}post-excerpt"
    if post.password:
        return format_html('<div class="{}">{}</div>', name, _("This content is password protected."))
    if is_whole:
        return format_html('<div class="{}">{}</div>', name, trusted(body_pages(post.body_html)[0]))
    source = plain_text(whole_tags(post.body_html, EXCERPT_SOURCE))
    words, cut = first_words(source, plan.number("excerptLength", 55, most=200))
    return format_html('<div class="{}">{}{}</div>', name, words, " […]" if cut else "")


def archives(plan: WidgetPlan) -> SafeString:
    """The months with posts, or the years. WordPress's choice of a drop-down list needs a script; it is a list here."""
    made_of(POSTS)
    counted = plan.flag("showPostCounts", False)
    if plan.text("type") == "yearly":
        found = [(year.url, str(year.year), year.count) for year in archive_years(plan.addresses)]
    else:
        found = [(month.url, month.label, month.count) for month in months(plan.addresses)]
    rows = ((url, label, count_behind(count, is_shown=counted)) for url, label, count in found)
    items = format_html_join("\n", '<li><a href="{}">{}</a>{}</li>', rows)
    return _list(class_names(plan, "wp-block-archives-list"), items)


def categories(plan: WidgetPlan) -> SafeString:
    """The categories with posts: as a tree, those at the top, or all in alphabetical order."""
    made_of(POSTS)
    tree = category_tree(plan.addresses)
    counted = plan.flag("showPostCounts", False)
    if plan.flag("showHierarchy", False) and not plan.flag("showOnlyTopLevel", False):
        items = _branch(tree, counted=counted)
    else:
        rows = (
            tree if plan.flag("showOnlyTopLevel", False) else sorted(_all(tree), key=lambda row: row.label.casefold())
        )
        items = _branch(rows, counted=counted, with_children=False)
    return _list(class_names(plan, "wp-block-categories-list"), items)


def _all(tree: Iterable[CountedLink]) -> Iterator[CountedLink]:
    for row in tree:
        yield row
        yield from _all(row.children)


def _branch(rows: Iterable[CountedLink], *, counted: bool, with_children: bool = True) -> SafeString:
    return format_html_join(
        "\n",
        '<li class="cat-item"><a href="{}">{}</a>{}{}</li>',
        (
            (
                row.url,
                row.label,
                count_behind(row.count, is_shown=counted),
                _list("children", _branch(row.children, counted=counted)) if with_children else "",
            )
            for row in rows
        ),
    )


def _list(names: str, items: SafeString) -> SafeString:
    return format_html('<ul class="{}">{}</ul>', names, items) if items else SafeString()


def cloud(plan: WidgetPlan) -> SafeString:
    """The tags with most posts in alphabetical order, the larger the more posts there are; or the categories."""
    made_of(POSTS)
    most = plan.number("numberOfTags", 45)
    if plan.text("taxonomy") == "category":
        largest = sorted(_all(category_tree(plan.addresses)), key=lambda row: -row.count)[:most]
        tags = tuple(sorted(largest, key=lambda row: row.label.casefold()))
    else:
        tags = tag_cloud(plan.addresses, most)
    counted = plan.flag("showTagCounts", False)
    items = format_html_join(
        "\n",
        '<a href="{}" class="tag-cloud-link weight-{}">{}{}</a>',
        ((tag.url, tag.weight, tag.label, _tag_count(tag.count) if counted else "") for tag in tags),
    )
    return format_html('<p class="{}">{}</p>', class_names(plan), items) if items else SafeString()


def _tag_count(count: int) -> SafeString:
    return format_html('<span class="tag-link-count"> ({})</span>', count)


def calendar(plan: WidgetPlan) -> SafeString:
    """The latest month with posts, linked on its days."""
    made_of(POSTS)
    found = month_calendar(plan.publication, title="", now=timezone.now())
    if found is None:
        return SafeString()
    names = format_html_join("\n", '<th scope="col" title="{}">{}</th>', ((name, name[:1]) for name in found.weekdays))
    weeks = format_html_join(
        "\n", "<tr>{}</tr>", ((format_html_join("", "<td>{}</td>", map(_day, week)),) for week in found.weeks)
    )
    return format_html(
        '<div class="{}"><table class="wp-calendar-table"><caption>{}</caption>'
        "<thead><tr>\n{}</tr></thead><tbody>\n{}</tbody></table>\n{}</div>",
        class_names(plan),
        found.label,
        names,
        weeks,
        _way_back(found.earlier) if found.earlier else "",
    )


def _way_back(earlier: Link) -> SafeString:
    link = format_html('<a href="{}">{}</a>', earlier.url, earlier.label)
    shape = '<nav class="wp-calendar-nav" aria-label="{}"><span class="wp-calendar-nav-prev">{}</span></nav>'
    return format_html(shape, _("Previous and next months"), link)


def _day(cell: CalendarDay) -> tuple[SafeString]:
    shown = format_html("{}", cell.day or "")
    return (format_html('<a href="{}">{}</a>', cell.url, shown) if cell.url else shown,)


def register() -> None:
    """Make these known; called when the app starts."""
    for renderer in (archives, calendar, categories):
        register_living_block(renderer.__name__, renderer)
    register_living_block("latest-posts", latest_posts)
    register_living_block("tag-cloud", cloud)
