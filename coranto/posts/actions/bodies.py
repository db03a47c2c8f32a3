"""Printing a body: its blocks with the pictures and links that they name."""

from typing import Any

from wagtail.rich_text import expand_db_html

from coranto.media.models import CreditedImage
from coranto.posts.body_html import BodyImage, Lookups, render_blocks
from coranto.publication.pictures import image_view

SIZES = "(min-width: 48rem) 42rem, 100vw"


def rendered_body(body: Any) -> str:
    """The HTML of a body (a ``StreamValue``), clean, as readers get it. Costs one query for the pictures in it."""
    blocks = list(body.raw_data) if body else []
    images = CreditedImage.objects.in_bulk(image_keys(blocks))
    return render_blocks(blocks, Lookups(image=lambda key: body_image(images.get(key)), expand_links=expand_db_html))


def image_keys(value: Any) -> set[int]:
    """The keys of all pictures that blocks name, however deep."""
    if isinstance(value, dict):
        own = {value["image"]} if isinstance(value.get("image"), int) else set()
        return own.union(*(image_keys(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(image_keys(part) for part in value)) if value else set()
    return set()


def body_image(image: CreditedImage | None) -> BodyImage | None:
    """A picture as bodies show it; nothing where it was deleted."""
    view = image_view(image)
    if view is None:
        return None
    credit = " / ".join(part for part in (view.credit, view.licence) if part)
    return BodyImage(view.url, view.alt, view.width, view.height, view.srcset, SIZES if view.srcset else "", credit)
