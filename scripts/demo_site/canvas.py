"""Drawing tools for the demonstration's pictures: everything is drawn twice as large and scaled down, for smooth edges.

Positions are fractions of the width (x) and height (y), from the upper left.
"""

import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFont

Colour = tuple[int, int, int]
Point = tuple[float, float]
SCALE = 2


def colour(text: str) -> Colour:
    """`#rrggbb`."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def blend(first: Colour, second: Colour, share: float) -> Colour:
    """`share` of the second colour in the first, 0 to 1."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


class Canvas:
    """A picture being drawn."""

    def __init__(self, width: int, height: int, ground: str = "#ffffff") -> None:
        self.size = (width, height)
        self.width, self.height = width * SCALE, height * SCALE
        self.image = Image.new("RGB", (self.width, self.height), colour(ground))
        self.draw = ImageDraw.Draw(self.image)

    def at(self, point: Point) -> Point:
        """A position in pixels of the large picture."""
        return point[0] * self.width, point[1] * self.height

    def gradient(self, stops: Sequence[str], top: float = 0.0, bottom: float = 1.0) -> None:
        """Colours blending downwards between two heights, over the full width."""
        colours = [colour(stop) for stop in stops]
        first, last = int(top * self.height), int(bottom * self.height)
        for y in range(first, last):
            place = (y - first) / max(last - first - 1, 1) * (len(colours) - 1)
            index = min(int(place), len(colours) - 2)
            tone = blend(colours[index], colours[index + 1], place - index)
            self.draw.line([(0, y), (self.width, y)], fill=tone)

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        """A filled outline."""
        self.draw.polygon([self.at(point) for point in points], fill=colour(fill))

    def line(self, points: Sequence[Point], fill: str, width: float = 0.002) -> None:
        """A line with round joints; its width is a fraction of the picture's width."""
        pixels = max(1, round(width * self.width))
        self.draw.line([self.at(point) for point in points], fill=colour(fill), width=pixels, joint="curve")

    def disc(self, centre: Point, radius: float, fill: str) -> None:
        """A filled circle; its radius is a fraction of the picture's width."""
        x, y = self.at(centre)
        r = radius * self.width
        self.draw.ellipse([x - r, y - r, x + r, y + r], fill=colour(fill))

    def box(self, corner: Point, other: Point, fill: str) -> None:
        """A filled rectangle between two corners."""
        self.draw.rectangle([self.at(corner), self.at(other)], fill=colour(fill))

    def hills(self, level: float, rise: float, fill: str, seed: int, waves: int = 3) -> None:
        """A rolling line around `level`, filled down to the lower edge."""
        ridge = ridge_line(level, rise, seed, waves)
        points = [(x / 200, ridge(x / 200)) for x in range(201)]
        self.polygon([(0, 1), *points, (1, 1)], fill)

    def text(self, words: str, centre: Point, size: float, fill: str, anchor: str = "mm", weight: float = 0.0) -> None:
        """Words in Pillow's own typeface, so that no system font is needed.

        `size` is a fraction of the width; so is `weight`, which is drawn round the letters to make them bolder.
        """
        font = ImageFont.load_default(size * self.width)
        stroke = round(weight * self.width)
        self.draw.text(self.at(centre), words, font=font, fill=colour(fill), anchor=anchor, stroke_width=stroke)

    def shade(self, points: Sequence[Point], fill: str, strength: float) -> None:
        """A translucent outline; `strength` from 0 to 1."""
        mask = Image.new("L", self.image.size, 0)
        ImageDraw.Draw(mask).polygon([self.at(point) for point in points], fill=round(strength * 255))
        self.image.paste(Image.new("RGB", self.image.size, colour(fill)), (0, 0), mask)

    def mirror(self, level: float, tint: str, strength: float) -> None:
        """Reflect what stands above `level` in water below it, tinted."""
        y = int(level * self.height)
        depth = self.height - y
        above = self.image.crop((0, max(0, y - depth), self.width, y)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        tinted = Image.blend(above, Image.new("RGB", above.size, colour(tint)), strength)
        self.image.paste(tinted, (0, y))

    def finished(self) -> Image.Image:
        """The picture at its real size."""
        return self.image.resize(self.size, Image.Resampling.LANCZOS)


def ridge_line(level: float, rise: float, seed: int, waves: int) -> Callable[[float], float]:
    """A smooth line as a sum of sines; gives the height at x."""
    chance = random.Random(seed)
    parts = [(chance.uniform(1, 2.4) * (n + 1), chance.uniform(0, 6.3), 1 / (n + 1)) for n in range(waves)]
    return lambda x: level - rise * sum(a * math.sin(f * x * 3 + p) for f, p, a in parts) / 1.8
