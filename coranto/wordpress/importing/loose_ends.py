"""Tying up references between items once all have arrived. What is still missing waits for a later file."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction
from wagtail.models import Page

from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.wordpress.importing.page_tree import free_tree_slug, settle_page
from coranto.wordpress.importing.work import Work
from coranto.wordpress.models import Arrival, LooseEnd

CHUNK = 500


def tie_up(work: Work) -> None:
    """Resolve what can be resolved. Each chunk is a transaction; safe to repeat."""
    for kind, tie in (
        (LooseEnd.Kind.ATTACHMENT_PARENT, _attach),
        (LooseEnd.Kind.POST_IMAGE, partial(_illustrate, Post)),
        (LooseEnd.Kind.PAGE_IMAGE, partial(_illustrate, StaticPage)),
    ):
        for ends in _chunks(kind, work):
            with transaction.atomic():
                tie(ends, work)
    with transaction.atomic():
        place_pages(work)


def _chunks(kind: LooseEnd.Kind, work: Work) -> Iterator[list[LooseEnd]]:
    last = 0
    while True:
        rows = LooseEnd.objects.filter(origin=work.ledger.origin, kind=kind, pk__gt=last).order_by("pk")[:CHUNK]
        ends = list(rows)
        if not ends:
            return
        yield ends
        last = ends[-1].pk


def _arrived(ends: list[LooseEnd], work: Work) -> dict[str, Arrival]:
    work.ledger.is_new = False
    return work.ledger.look_up(Arrival.Kind.ITEM, (end.target for end in ends))


def _attach(ends: list[LooseEnd], work: Work) -> None:
    """Give attachments the public number of what they are attached to."""
    arrivals = _arrived(ends, work)
    models = {Arrival.Became.POST: Post, Arrival.Became.PAGE: StaticPage, Arrival.Became.ATTACHMENT: Attachment}
    done = []
    for end in ends:
        arrival = arrivals.get(end.target)
        model: Any = models.get(Arrival.Became(arrival.became)) if arrival else None
        if arrival is None or model is None:
            continue
        number = model._default_manager.filter(pk=arrival.here).values_list("number", flat=True).first()
        Attachment.objects.filter(pk=end.holder).update(parent_number=number)
        done.append(end.pk)
    LooseEnd.objects.filter(pk__in=done).delete()


def _illustrate(model: type[Post] | type[StaticPage], ends: list[LooseEnd], work: Work) -> None:
    done = []
    for end, image in _images(ends, work):
        model._default_manager.filter(pk=end.holder, featured_image=None).update(featured_image=image)
        done.append(end.pk)
    LooseEnd.objects.filter(pk__in=done).delete()


def _images(ends: list[LooseEnd], work: Work) -> Iterator[tuple[LooseEnd, int]]:
    """The ends whose picture is there, with its key."""
    arrivals = _arrived(ends, work)
    keys = [arrival.here for arrival in arrivals.values() if arrival.became == Arrival.Became.ATTACHMENT]
    images = dict(Attachment.objects.filter(pk__in=keys, image__isnull=False).values_list("pk", "image"))
    for end in ends:
        arrival = arrivals.get(end.target)
        if arrival and (image := images.get(arrival.here or 0)):
            yield end, image


def place_pages(work: Work) -> None:
    """Move each page below its parent, in the order in which they came; one that would be below itself stays."""
    ends = list(LooseEnd.objects.filter(origin=work.ledger.origin, kind=LooseEnd.Kind.PAGE_PARENT).order_by("holder"))
    arrivals = _arrived(ends, work)
    done = []
    for end in ends:
        arrival = arrivals.get(end.target)
        if arrival is None or arrival.became != Arrival.Became.PAGE:
            continue
        page = Page.objects.filter(pk=end.holder).first()
        parent = Page.objects.filter(pk=arrival.here).first()
        done.append(end.pk)
        if page is None or parent is None:
            continue
        if parent.path.startswith(page.path):
            reason = "it stood below itself, so it stays at the top"
            work.notes.tell("bent", "page", reason, title=page.title)
            continue
        settle_page(page, parent)
    for key in work.renamed_pages:
        page = Page.objects.get(pk=key)
        settle_page(page, Page.objects.parent_of(page).get())
    LooseEnd.objects.filter(pk__in=done).delete()
    _part_twins(work)
    work.notes.flush()


def _part_twins(work: Work) -> None:
    """Two pages of one name below one parent: Wagtail serves only one, so the other's slug gets ``-2``."""
    seen: set[tuple[str, str]] = set()
    for page in Page.objects.descendant_of(work.publication.site.root_page).order_by("pk"):
        place = (page.path[: -page.steplen], page.slug)
        if place in seen:
            page.slug = free_tree_slug(page)
            work.notes.tell(
                "bent", "page", f"another page has its address, so its slug is {page.slug}", title=page.title
            )
            Page.objects.filter(pk=page.pk).update(slug=page.slug)
            settle_page(page, Page.objects.parent_of(page).get())
        seen.add((page.path[: -page.steplen], page.slug))
