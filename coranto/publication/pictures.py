"""Pictures for pages: what a template is told about one, without a query and without opening the file."""

from typing import Any

from django.core.files.storage import default_storage

from coranto.core.html.inline import inline_html
from coranto.media.models import CreditedImage
from coranto.media.variants import (
    LIGHT_FORMAT,
    MIDDLE_WIDTH,
    own_format,
    variant_path,
    widths_of,
)
from coranto.publication.contexts import ImageSource, ImageView


def image_view(image: CreditedImage | None, *, alt: str | None = None) -> ImageView | None:
    """The picture as pages show it; nothing for no picture, or for a file that cannot be one.

    ``alt`` stands in for the picture's own alternative text.
    """
    if image is None or not image.file.name or not image.width or not image.height:
        return None
    extension = own_format(image)
    text: dict[str, Any] = {
        "alt": image.default_alt_text if alt is None else alt,
        "caption_html": inline_html(image.caption),
        "credit": image.credit,
        "licence": image.licence,
    }
    if not extension:
        url = default_storage.url(image.file.name)
        return ImageView(url=url, width=image.width, height=image.height, full_url=url, **text)
    widths = widths_of(image)
    shown = max((width for width in widths if width <= MIDDLE_WIDTH), default=widths[0])
    sources = () if extension == LIGHT_FORMAT else (_light_source(image, widths),)
    return ImageView(
        url=variant_path(image, shown, extension),
        width=shown,
        height=max(round(image.height * shown / image.width), 1),
        srcset=_srcset(image, widths, extension),
        sources=sources,
        full_url=variant_path(image, widths[-1], extension),
        **text,
    )


def _light_source(image: CreditedImage, widths: tuple[int, ...]) -> ImageSource:
    return ImageSource(mime_type=f"image/{LIGHT_FORMAT}", srcset=_srcset(image, widths, LIGHT_FORMAT))


def _srcset(image: CreditedImage, widths: tuple[int, ...], extension: str) -> str:
    return ", ".join(f"{variant_path(image, width, extension)} {width}w" for width in widths)
