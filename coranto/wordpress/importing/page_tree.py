"""Places in Wagtail's tree of pages, made without its signals."""

import re
from urllib.parse import unquote

from django.db.models import F, Value
from django.db.models.functions import Concat, Substr
from django.utils.text import slugify
from wagtail.models import Page


def tree_slug(slug: str, title: str, there: str) -> str:
    """A page's slug as Wagtail has it: decoded, in words of any script; never empty."""
    decoded = re.sub(r"[^\w-]+", "-", unquote(slug).lower()).strip("-")
    return (decoded or slugify(title, allow_unicode=True) or f"page-{there}")[:250]


def free_tree_slug(page: Page) -> str:
    """The page's slug with a number that no page beside it has."""
    beside = set(Page.objects.sibling_of(page, inclusive=False).values_list("slug", flat=True))
    number = 2
    while f"{page.slug}-{number}" in beside:
        number += 1
    return f"{page.slug}-{number}"


def next_place(parent: Page, slug: str) -> tuple[str, str]:
    """The tree path and the address path of a new last child of ``parent``, which is told of it."""
    children = Page.objects.filter(path__startswith=parent.path, depth=parent.depth + 1)
    last = children.order_by("-path").values_list("path", flat=True).first()
    step = Page._str2int(last[len(parent.path) :]) + 1 if last else 1
    Page.objects.filter(pk=parent.pk).update(numchild=F("numchild") + 1)
    return Page._get_path(parent.path, parent.depth + 1, step), f"{parent.url_path}{slug}/"


def settle_page(page: Page, parent: Page) -> None:
    """Bring a page, with all below it, under ``parent`` as its last child, and its address with it.

    Below its parent already, only the addresses are written. The path of the page tells its place in the tree; those of
    all below it begin with it.
    """
    old_path, old_url = page.path, page.url_path
    if page.path[: -page.steplen] == parent.path:
        new_path, new_url = old_path, f"{parent.url_path}{page.slug}/"
    else:
        Page.objects.filter(path=page.path[: -page.steplen]).update(numchild=F("numchild") - 1)
        new_path, new_url = next_place(parent, page.slug)
    Page.objects.filter(path__startswith=old_path).update(
        path=Concat(Value(new_path), Substr("path", len(old_path) + 1)),
        url_path=Concat(Value(new_url), Substr("url_path", len(old_url) + 1)),
        depth=F("depth") + (len(new_path) - len(old_path)) // page.steplen,
    )
