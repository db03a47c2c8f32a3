"""The living block that lists the pages."""

from collections import defaultdict

from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coranto.core.titles import title_html
from coranto.pages.finding import page_path
from coranto.pages.models import StaticPage
from coranto.publication.living_blocks import class_names, register_living_block
from coranto.publication.widgets import WidgetPlan

MOST = 1000
DEEPEST = 20
Below = dict[str, list[StaticPage]]


def page_list(plan: WidgetPlan) -> SafeString:
    """The public pages as a tree, in the owner's order. A page below one that is not public stands nowhere."""
    rows = StaticPage.objects.filter(live=True, is_private=False, posted_at__lte=timezone.now(), depth__gte=3)
    below: Below = defaultdict(list)
    in_order = rows.order_by("menu_order", Lower("title"), "pk")
    for row in in_order.only("title", "url_path", "path", "number", "depth")[:MOST]:
        below["" if row.depth == 3 else row.path[: -StaticPage.steplen]].append(row)
    items = _items(plan, below, "", DEEPEST)
    return format_html('<ul class="{}">{}</ul>', class_names(plan), items) if items else SafeString()


def _items(plan: WidgetPlan, below: Below, above: str, depth: int) -> SafeString:
    return format_html_join("", "{}", ((_item(plan, below, row, depth),) for row in below.get(above, ()) if depth))


def _item(plan: WidgetPlan, below: Below, row: StaticPage, depth: int) -> SafeString:
    children = _items(plan, below, row.path, depth - 1)
    return format_html(
        '<li class="wp-block-pages-list__item{}"><a class="wp-block-pages-list__item__link" href="{}">{}</a>{}</li>',
        " has-child" if children else "",
        "/" if row.number == plan.publication.front_page_number else plan.addresses.printed(page_path(row)),
        title_html(row.title) or row.number,
        format_html('<ul class="submenu-container">{}</ul>', children) if children else "",
    )


def register() -> None:
    """Make it known; called when the app starts."""
    register_living_block("page-list", page_list)
