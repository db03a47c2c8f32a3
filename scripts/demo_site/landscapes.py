"""The landscapes: coast, river, rail and sky. Each function draws one picture of the given size."""

import math
import random

from scripts.demo_site.canvas import Canvas, ridge_line


def lighthouse(width: int, height: int) -> Canvas:
    """A headland at dusk, its beam out."""
    c = Canvas(width, height)
    c.gradient(["#2b2350", "#5b3f78", "#b0678a", "#f0a787", "#f8d3a0"], 0, 0.72)
    c.gradient(["#d99a8c", "#7a5580", "#33284f"], 0.72, 1)
    tower = (0.665, 0.315)
    c.shade([tower, (0, 0.04), (0, 0.24)], "#fff3cf", 0.38)
    c.shade([tower, (1, 0.16), (1, 0.40)], "#fff3cf", 0.22)
    c.hills(0.70, 0.012, "#6a4a76", 3)
    c.polygon([(0.40, 0.74), (0.52, 0.63), (0.60, 0.585), (0.74, 0.575), (0.86, 0.60), (1, 0.63), (1, 0.80)], "#241c3b")
    c.polygon([(0.645, 0.585), (0.652, 0.34), (0.678, 0.34), (0.685, 0.585)], "#efe4da")
    c.polygon([(0.665, 0.585), (0.665, 0.34), (0.678, 0.34), (0.685, 0.585)], "#c9b4b4")
    for top in (0.40, 0.49):
        c.box((0.6475, top), (0.6825, top + 0.035), "#a83f4a")
    c.box((0.645, 0.333), (0.685, 0.343), "#241c3b")
    c.box((0.654, 0.298), (0.676, 0.333), "#fff0b8")
    c.polygon([(0.650, 0.298), (0.665, 0.268), (0.680, 0.298)], "#241c3b")
    c.polygon([(0.72, 0.58), (0.72, 0.535), (0.745, 0.512), (0.77, 0.535), (0.77, 0.58)], "#3a2c54")
    c.box((0.736, 0.55), (0.748, 0.565), "#f8d38a")
    water_lines(c, 0.76, 0.99, ["#c98f92", "#8a648a"], 5, 46)
    return c


def water_lines(c: Canvas, top: float, bottom: float, tones: list[str], seed: int, count: int) -> None:
    """Short bright strokes on water, longer towards the viewer."""
    chance = random.Random(seed)
    for _ in range(count):
        depth = chance.random() ** 1.4
        y = top + depth * (bottom - top)
        x, length = chance.uniform(-0.05, 1), 0.02 + 0.10 * depth * chance.random()
        c.line([(x, y), (x + length, y)], chance.choice(tones), 0.0009 + 0.0016 * depth)


def bridge(width: int, height: int) -> Canvas:
    """Three stone arches over a mirror."""
    c = Canvas(width, height)
    c.gradient(["#a9cfd6", "#d9e6d6", "#f4ead0"], 0, 0.62)
    c.hills(0.46, 0.05, "#9db79a", 8)
    c.hills(0.53, 0.03, "#6f9478", 11)
    c.polygon([(0, 0.36), (0.30, 0.335), (0.5, 0.325), (0.70, 0.335), (1, 0.36), (1, 0.62), (0, 0.62)], "#c7b299")
    for centre, radius in ((0.22, 0.095), (0.5, 0.13), (0.78, 0.095)):
        arch = [(centre + radius * math.cos(a / 40), 0.62 - 1.72 * radius * math.sin(a / 40)) for a in range(126)]
        c.polygon(arch, "#a8836a")
        inner = [(centre + (x - centre) * 0.93, 0.62 + (y - 0.62) * 0.94) for x, y in arch]
        c.polygon(inner, "#cfe0d4")
        c.polygon([(x, max(y, 0.53)) for x, y in inner], "#7f9f80")
    stones(c)
    c.line([(0, 0.36), (0.30, 0.335), (0.5, 0.325), (0.70, 0.335), (1, 0.36)], "#8f745c", 0.006)
    c.mirror(0.62, "#5f8f96", 0.42)
    water_lines(c, 0.64, 0.99, ["#a9cfd0", "#d7e6dc", "#5d8a90"], 4, 60)
    return c


def stones(c: Canvas) -> None:
    """Joints between the courses of the spandrels."""
    chance = random.Random(21)
    for _ in range(120):
        x, y = chance.random(), chance.uniform(0.36, 0.42)
        c.line([(x, y), (x + chance.uniform(0.01, 0.03), y)], "#b39c82", 0.001)


def railway(width: int, height: int) -> Canvas:
    """A small train on an embankment between two skies."""
    c = Canvas(width, height)
    c.gradient(["#8fb8c9", "#cfe0dc", "#f7ead2"], 0, 0.60)
    c.hills(0.50, 0.035, "#a7bfae", 2)
    c.hills(0.545, 0.018, "#7fa08c", 6)
    c.polygon([(0, 0.565), (1, 0.565), (1, 0.63), (0, 0.63)], "#5f7f5f")
    c.line([(0, 0.562), (1, 0.562)], "#4a3f38", 0.003)
    carriage(c, 0.30, "#a9483f")
    carriage(c, 0.44, "#d9c39a")
    locomotive(c)
    chance = random.Random(9)
    for step in range(9):
        c.disc((0.705 - step * 0.052, 0.41 - step * 0.018 - chance.random() * 0.015), 0.012 + step * 0.0042, "#f3efe6")
    c.mirror(0.63, "#7fa3ad", 0.35)
    water_lines(c, 0.65, 0.99, ["#d8e6e2", "#8fb3ba"], 12, 55)
    return c


def carriage(c: Canvas, left: float, paint: str) -> None:
    """One carriage with its left end at `left`."""
    c.box((left, 0.478), (left + 0.125, 0.548), paint)
    c.box((left - 0.004, 0.468), (left + 0.129, 0.480), "#4b3a33")
    for window in range(5):
        c.box((left + 0.010 + window * 0.023, 0.490), (left + 0.026 + window * 0.023, 0.515), "#f9efcf")
    for wheel in (0.025, 0.100):
        c.disc((left + wheel, 0.553), 0.007, "#2d2623")


def locomotive(c: Canvas) -> None:
    """Tamsin, garden-gate green."""
    c.box((0.58, 0.460), (0.635, 0.548), "#2f6b4f")
    c.box((0.574, 0.452), (0.641, 0.462), "#23382e")
    c.box((0.590, 0.476), (0.624, 0.505), "#f9efcf")
    c.box((0.635, 0.495), (0.725, 0.545), "#3a7d5c")
    c.disc((0.725, 0.520), 0.0165, "#2a5d45")
    c.polygon([(0.694, 0.495), (0.690, 0.438), (0.716, 0.438), (0.712, 0.495)], "#23382e")
    c.disc((0.664, 0.494), 0.010, "#d8a94e")
    for wheel, radius in ((0.600, 0.009), (0.650, 0.012), (0.690, 0.012)):
        c.disc((wheel, 0.550), radius, "#a33a32")
    c.box((0.575, 0.543), (0.742, 0.549), "#23382e")


def halt(width: int, height: int) -> Canvas:
    """A shelter in the dunes."""
    c = Canvas(width, height)
    c.gradient(["#f2d9b0", "#f7e8cf", "#dfe8e2"], 0, 0.55)
    c.gradient(["#9fc4c8", "#c7dcd4"], 0.48, 0.74)
    c.hills(0.60, 0.05, "#d8c08e", 14)
    c.hills(0.70, 0.04, "#c9ab74", 17)
    c.polygon([(0.40, 0.66), (0.40, 0.40), (0.66, 0.36), (0.66, 0.66)], "#5f7f86")
    c.polygon([(0.37, 0.405), (0.69, 0.345), (0.69, 0.372), (0.37, 0.435)], "#3d4f54")
    c.box((0.44, 0.47), (0.62, 0.655), "#35464b")
    c.box((0.46, 0.59), (0.60, 0.61), "#b58b57")
    c.line([(0.78, 0.68), (0.78, 0.30)], "#33393b", 0.006)
    c.polygon([(0.762, 0.30), (0.798, 0.30), (0.790, 0.245), (0.770, 0.245)], "#ffe9a8")
    c.polygon([(0.758, 0.245), (0.802, 0.245), (0.78, 0.215)], "#33393b")
    c.box((0.30, 0.655), (0.86, 0.69), "#8b7a63")
    for sleeper in range(24):
        x = sleeper / 23
        c.polygon([(x - 0.016, 0.80), (x + 0.012, 0.80), (x + 0.008, 0.755), (x - 0.010, 0.755)], "#6b5440")
    for rail in (0.762, 0.787):
        c.line([(0, rail), (1, rail)], "#4a4440", 0.004)
    grass(c)
    return c


def grass(c: Canvas) -> None:
    """Tufts in the foreground."""
    chance = random.Random(5)
    for _ in range(150):
        x, y = chance.random(), chance.uniform(0.84, 1.02)
        lean = chance.uniform(-0.02, 0.03)
        c.line([(x, y), (x + lean, y - chance.uniform(0.03, 0.09))], chance.choice(["#8a8a4f", "#a59a58", "#6f7a48"]))


def star_trails(width: int, height: int) -> Canvas:
    """Arcs about the pole over a field with a hawthorn."""
    c = Canvas(width, height)
    c.gradient(["#0b1430", "#14274a", "#24466a", "#4f6f86"], 0, 1)
    chance = random.Random(31)
    x0, y0 = c.at((0.56, 0.40))
    for _ in range(230):
        radius = (chance.random() ** 0.6) * 0.75 * c.width
        start, span = chance.uniform(0, 360), chance.uniform(24, 32)
        tone = chance.choice(["#dfe8f5", "#a9bddb", "#f5dfb8", "#8fa7c9"])
        box = [x0 - radius, y0 - radius, x0 + radius, y0 + radius]
        c.draw.arc(box, start, start + span, fill=tone, width=chance.choice([2, 3, 3, 4]))
    c.disc((0.56, 0.40), 0.0022, "#ffffff")
    c.hills(0.86, 0.02, "#0a1020", 40)
    tree(c, (0.56, 0.87), -math.pi / 2, 0.075, 8, random.Random(7))
    return c


def tree(c: Canvas, foot: tuple[float, float], angle: float, length: float, depth: int, chance: random.Random) -> None:
    """A bare branching tree."""
    ratio = c.width / c.height
    tip = (foot[0] + length * math.cos(angle), foot[1] + length * ratio * math.sin(angle))
    c.line([foot, tip], "#0a1020", 0.0009 * depth)
    if depth > 1:
        for turn in (-1, 1):
            spread = chance.uniform(0.22, 0.55) * turn
            tree(c, tip, angle + spread, length * chance.uniform(0.68, 0.86), depth - 1, chance)


def ferry(width: int, height: int) -> Canvas:
    """A small lit ferry under a low moon."""
    c = Canvas(width, height)
    c.gradient(["#101c36", "#1f3454", "#3f5a73", "#7c8a8f"], 0, 0.60)
    c.disc((0.76, 0.33), 0.040, "#f4e6c0")
    c.hills(0.585, 0.012, "#1a2a40", 19)
    for lamp in (0.06, 0.09, 0.14, 0.21, 0.24):
        c.disc((lamp, 0.578), 0.002, "#ffd98a")
    c.polygon([(0.33, 0.575), (0.58, 0.575), (0.56, 0.615), (0.35, 0.615)], "#d9dcd8")
    c.box((0.37, 0.535), (0.55, 0.577), "#f2ead6")
    c.box((0.43, 0.495), (0.50, 0.537), "#e6dcc4")
    c.polygon([(0.452, 0.495), (0.455, 0.445), (0.480, 0.445), (0.483, 0.495)], "#b0483e")
    for window in range(10):
        c.box((0.378 + window * 0.017, 0.546), (0.389 + window * 0.017, 0.563), "#ffce6b")
    c.mirror(0.60, "#14233c", 0.45)
    water_lines(c, 0.62, 0.99, ["#3f5a73", "#ffce6b", "#9aa5a0", "#22385a"], 2, 90)
    return c


def geese(width: int, height: int) -> Canvas:
    """A ragged V over a marsh."""
    c = Canvas(width, height)
    c.gradient(["#3b4a6b", "#a2657a", "#e8895e", "#f7c377", "#fbe3a8"], 0, 0.72)
    c.disc((0.27, 0.66), 0.038, "#fff1c4")
    c.hills(0.70, 0.02, "#7b4f5c", 23)
    c.gradient(["#e7a06c", "#9c6067", "#41354f"], 0.76, 1)
    c.polygon([(0, 0.74), (1, 0.71), (1, 0.78), (0.6, 0.77), (0, 0.80)], "#4a3448")
    chance = random.Random(13)
    for place in range(22):
        side = -1 if place % 2 else 1
        row = (place + 1) // 2
        x = 0.74 - row * 0.045 + chance.uniform(-0.006, 0.006)
        goose(c, (x, 0.27 + side * row * 0.021 + chance.uniform(-0.01, 0.01)), 0.012 + chance.uniform(0, 0.004))
    for _ in range(140):
        x, y = chance.random(), chance.uniform(0.86, 1.02)
        c.line([(x, y), (x + chance.uniform(-0.008, 0.012), y - chance.uniform(0.05, 0.14))], "#231b2e", 0.0014)
    return c


def goose(c: Canvas, centre: tuple[float, float], size: float) -> None:
    """One bird, flying right."""
    x, y = centre
    c.polygon([(x - size, y), (x, y - size * 0.35), (x + size * 1.5, y - size * 0.15), (x, y + size * 0.25)], "#241c2e")
    c.polygon([(x - size * 0.4, y), (x - size * 0.9, y - size * 1.9), (x + size * 0.4, y - size * 0.1)], "#241c2e")


def mill(width: int, height: int) -> Canvas:
    """A tide mill at low water."""
    c = Canvas(width, height)
    c.gradient(["#bcd3da", "#e6ead9", "#f8e9c8"], 0, 0.66)
    c.hills(0.58, 0.03, "#a9bb9f", 33)
    c.polygon([(0.40, 0.68), (0.40, 0.30), (0.53, 0.17), (0.66, 0.30), (0.66, 0.68)], "#e9e2d2")
    c.polygon([(0.37, 0.315), (0.53, 0.145), (0.69, 0.315), (0.66, 0.315), (0.53, 0.185), (0.40, 0.315)], "#7d4a3a")
    for row in range(3):
        for column in range(3):
            x, y = 0.435 + column * 0.075, 0.35 + row * 0.10
            c.box((x, y), (x + 0.035, y + 0.055), "#4f6672")
    c.box((0.20, 0.50), (0.40, 0.68), "#cdbfa4")
    c.polygon([(0.18, 0.505), (0.30, 0.43), (0.42, 0.505)], "#8d5a45")
    hub = (0.715, 0.62)
    ratio = c.width / c.height
    rims = [(hub[0] + 0.082 * math.cos(a / 20), hub[1] + 0.082 * ratio * math.sin(a / 20)) for a in range(127)]
    c.line(rims, "#4a3a2e", 0.004)
    for spoke in range(16):
        a = spoke * math.pi / 8
        rim = (hub[0] + 0.082 * math.cos(a), hub[1] + 0.082 * ratio * math.sin(a))
        c.line([hub, rim], "#4a3a2e", 0.005)
        c.line([(rim[0] - 0.012 * math.sin(a), rim[1] + 0.012 * math.cos(a)), rim], "#4a3a2e", 0.011)
    c.box((0, 0.68), (1, 0.73), "#8f8069")
    c.mirror(0.73, "#8aa0a0", 0.40)
    c.polygon([(0, 0.88), (0.3, 0.82), (0.55, 0.90), (1, 0.84), (1, 1), (0, 1)], "#9c8a6c")
    c.polygon([(0, 0.95), (0.4, 0.90), (0.8, 0.96), (1, 0.93), (1, 1), (0, 1)], "#857457")
    return c


def saltmarsh(width: int, height: int) -> Canvas:
    """Creeks winding to a pale sea."""
    c = Canvas(width, height)
    c.gradient(["#c3d8e0", "#e8ece2", "#f6ecd8"], 0, 0.36)
    c.gradient(["#a9c6cc", "#bcd2cd"], 0.34, 0.42)
    for band, tone in enumerate(["#a8b58a", "#93a878", "#9c8fa0", "#7f9a6a", "#8d7c94", "#6b8a5c"]):
        c.hills(0.41 + band * 0.095, 0.012 + band * 0.004, tone, 50 + band, 4)
    for seed, start in ((3, 0.30), (8, 0.62), (15, 0.85)):
        creek(c, start, seed)
    chance = random.Random(77)
    for _ in range(260):
        y = 0.45 + 0.55 * chance.random()
        x, tone = chance.random(), chance.choice(["#c2b1c9", "#5d7a4f", "#b9c493"])
        c.line([(x, y), (x + 0.002, y - 0.008 - 0.03 * (y - 0.4))], tone, 0.0012)
    return c


def creek(c: Canvas, start: float, seed: int) -> None:
    """One creek, widening towards the viewer."""
    ridge = ridge_line(0, 0.10, seed, 3)
    steps = [step / 60 for step in range(61)]
    centre = [(start + ridge(s * 1.3) * (0.2 + s), 0.415 + 0.60 * s**1.5) for s in steps]
    left = [(x - 0.003 - 0.042 * s**2, y) for (x, y), s in zip(centre, steps, strict=True)]
    right = [(x + 0.003 + 0.042 * s**2, y) for (x, y), s in zip(centre, steps, strict=True)]
    c.polygon([*left, *reversed(right)], "#cfdcd8")


PALETTES = {
    "dawn": (["#d9c3cf", "#f2d8cf", "#f6e6d6"], ["#b9a9b8", "#9a90a6", "#7c7a94"], "#e6cfd0"),
    "noon": (["#5fa3d3", "#9cc9e4", "#d7ebee"], ["#8fb98a", "#5f9c63", "#3f7d4d"], "#7fb6d2"),
    "dusk": (["#27305c", "#7b4a72", "#d9774f", "#f2b565"], ["#5a4468", "#3f3357", "#282544"], "#a3626a"),
}


def river(width: int, height: int, hour: str) -> Canvas:
    """The same bend of one river at three hours."""
    sky, banks, water = PALETTES[hour]
    c = Canvas(width, height)
    c.gradient(sky, 0, 0.62)
    if hour != "noon":
        c.disc((0.63, 0.40), 0.030, "#fbe9c6")
    for number, tone in enumerate(banks):
        c.hills(0.47 + number * 0.055, 0.05 - number * 0.012, tone, 60 + number)
    c.mirror(0.62, water, 0.45)
    water_lines(c, 0.66, 0.99, [sky[-1], water], 60, 50)
    bank = [(0, 0.78), (0.18, 0.74), (0.34, 0.80), (0.42, 0.90), (0.40, 1), (0, 1)]
    c.polygon(bank, banks[-1])
    c.polygon([(1, 0.66), (0.82, 0.665), (0.74, 0.70), (0.84, 0.73), (1, 0.74)], banks[-1])
    return c
