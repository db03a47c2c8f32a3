"""What WordPress adds to pictures when it prints a text: measures, late loading, copies for narrow screens.

Measures and copies are those of the media library; a picture is known there by its class ``wp-image-7``.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

WIDEST_COPY = 2048
_IMAGE = re.compile(r"<img\s([^<>]*?)(\s*/?)>")
_NUMBER = re.compile(r"\bwp-image-(\d{1,18})\b")
_SOURCE = re.compile(r"\bsrc=\"([^\"]*)\"")
_WIDTH = re.compile(r"(?:^|\s)width=[\"']?(\d{1,6})")
_HEIGHT = re.compile(r"(?:^|\s)height=[\"']?(\d{1,6})")


@dataclass(frozen=True, slots=True)
class PrintedCopy:
    """A file of a picture: its whole address, width and height in pixels."""

    url: str
    width: int
    height: int

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.url.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture of the media library: the whole one, and the copies in WordPress's order."""

    number: int
    whole: PrintedCopy
    copies: tuple[PrintedCopy, ...] = ()


Pictures = Mapping[int, PrintedPicture]


def picture_numbers(raw: str) -> list[int]:
    """The numbers of the library's pictures in a text."""
    return [int(number) for number in _NUMBER.findall(raw)] if "wp-image-" in raw else []


def complete_images(html: str, pictures: Pictures) -> str:
    """``html`` with its pictures as WordPress prints them."""
    return _IMAGE.sub(lambda image: _completed(image, pictures), html) if "<img" in html else html


def _completed(image: re.Match[str], pictures: Pictures) -> str:
    attributes, end = image[1], image[2]
    number, source = _NUMBER.search(attributes), _SOURCE.search(attributes)
    picture = pictures.get(int(number[1])) if number and source else None
    address = source[1] if source else ""
    size = _measures(attributes)
    shown = _shown(picture, address) if picture else None
    if shown and not (_WIDTH.search(attributes) or _HEIGHT.search(attributes)):
        attributes = f'width="{shown.width}" height="{shown.height}" {attributes}'
        size = shown.width, shown.height
    is_late = bool(size) and not _has(attributes, "loading")
    if not _has(attributes, "decoding"):
        attributes = f'decoding="async" {attributes}'
    if is_late:
        attributes = f'loading="lazy" {attributes}'
    copies = srcset_of(picture, address, size, is_late=is_late) if picture and size else ""
    if copies and not _has(attributes, "srcset"):
        return f"<img {attributes}{copies} />"
    return f"<img {attributes}{end}>"


def _has(attributes: str, name: str) -> bool:
    return f" {name}=" in f" {attributes}"


def _measures(attributes: str) -> tuple[int, int] | None:
    width, height = _WIDTH.search(attributes), _HEIGHT.search(attributes)
    return (int(width[1]), int(height[1])) if width and height else None


def _shown(picture: PrintedPicture, source: str) -> PrintedCopy | None:
    """Which of the picture's files the address is that of."""
    if picture.whole.name in source:
        return picture.whole
    name = source.rpartition("/")[2]
    return next((copy for copy in picture.copies if copy.name == name), None)


def srcset_of(picture: PrintedPicture, source: str, size: tuple[int, int], *, is_late: bool) -> str:
    """The attributes that offer the other files of the same shape; nothing where there are none.

    ``source`` is the address shown, ``size`` its width and height as printed; ``is_late``: it is loaded late.
    """
    if not picture.copies or not size[0] or not size[1]:
        return ""
    found = dict(_alternatives(picture, source, size))
    first = next((copy for copy in (*picture.copies, picture.whole) if source.endswith(_path(copy.url))), None)
    if first is None or len(found) < 2:
        return ""
    ordered = [first, *(copy for width, copy in found.items() if width != first.width)]
    listed = ", ".join(f"{escape(copy.url)} {copy.width}w" for copy in ordered)
    auto = "auto, " if is_late else ""
    return f' srcset="{listed}" sizes="{auto}(max-width: {size[0]}px) 100vw, {size[0]}px"'


def _alternatives(picture: PrintedPicture, source: str, size: tuple[int, int]) -> Iterator[tuple[int, PrintedCopy]]:
    """The files of the same shape, by their widths; WordPress takes the whole one last."""
    for copy in (*picture.copies, picture.whole):
        is_shown = source.endswith(_path(copy.url))
        if (copy.width <= WIDEST_COPY or is_shown) and _same_shape(size, (copy.width, copy.height)):
            yield copy.width, copy


def _path(url: str) -> str:
    """The end of an address that tells one upload from another: year, month and name."""
    return "/" + "/".join(url.split("/")[-3:])


def _same_shape(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether the larger, made as wide as the smaller, is as high but for a pixel."""
    larger, smaller = (one, other) if one[0] > other[0] else (other, one)
    return bool(larger[0]) and abs(larger[1] * smaller[0] / larger[0] - smaller[1]) <= 1
