"""Everything that is no landscape: charts, a map, patterns, type, covers. Each function draws one picture."""

import math
import random

from scripts.demo_site.canvas import Canvas, ridge_line

INK, PAPER = "#1f2a37", "#fbf8f1"


def tide_curve(width: int, height: int) -> Canvas:
    """Water height over one day: two highs, two lows."""
    c = Canvas(width, height, PAPER)
    left, right, top, bottom = 0.085, 0.965, 0.13, 0.86

    def place(hour: float, metres: float) -> tuple[float, float]:
        return left + (right - left) * hour / 24, bottom - (bottom - top) * metres / 5

    for metre in range(6):
        c.line([place(0, metre), place(24, metre)], "#d9d4c6", 0.0012)
        c.text(str(metre), (left - 0.02, place(0, metre)[1]), 0.018, INK)
    for clock in range(0, 25, 3):
        c.text(f"{clock:02d}:00", (place(clock, 0)[0], bottom + 0.045), 0.016, INK)
    curve = [(h / 10, 2.6 - 1.8 * math.cos((h / 10 - 2.1) / 12.42 * 2 * math.pi)) for h in range(241)]
    c.polygon([place(0, 0), *(place(h, m) for h, m in curve), place(24, 0)], "#cfe3ea")
    c.line([place(h, m) for h, m in curve], "#1d6a86", 0.004)
    for hour, metres, words in ((8.31, 4.4, "08:19  4.4 m"), (20.73, 4.4, "20:44  4.4 m")):
        c.disc(place(hour, metres), 0.006, "#b4472f")
        c.text(words, (place(hour, metres)[0], place(hour, metres)[1] - 0.045), 0.018, INK)
    for hour, metres, words in ((2.1, 0.8, "02:06  0.8 m"), (14.52, 0.8, "14:31  0.8 m")):
        c.disc(place(hour, metres), 0.006, "#b4472f")
        c.text(words, (place(hour, metres)[0], place(hour, metres)[1] + 0.05), 0.018, INK)
    c.text("Height above datum, metres", (left, 0.07), 0.020, INK, "lm")
    return c


def migration(width: int, height: int) -> Canvas:
    """Grouped bars: first swallows by week, in three decades."""
    c = Canvas(width, height, PAPER)
    rows = [(90, 40, 12), (240, 120, 46), (470, 260, 110), (560, 380, 170), (330, 260, 130), (140, 120, 80)]
    rows += [(60, 52, 38), (22, 24, 18)]
    tones = ["#1d6a86", "#c98a2e", "#7a8f5a"]
    left, right, top, bottom = 0.085, 0.965, 0.20, 0.86
    for count in range(0, 601, 100):
        y = bottom - (bottom - top) * count / 600
        c.line([(left, y), (right, y)], "#d9d4c6", 0.0012)
        c.text(str(count), (left - 0.025, y), 0.017, INK)
    step = (right - left) / len(rows)
    for week, counts in enumerate(rows):
        for place, count in enumerate(counts):
            x = left + step * week + 0.014 + place * 0.028
            c.box((x, bottom - (bottom - top) * count / 600), (x + 0.024, bottom), tones[place])
        c.text(f"Week {week + 1}", (left + step * (week + 0.5), bottom + 0.045), 0.016, INK)
    for place, words in enumerate(("first decade", "second decade", "third decade")):
        c.box((left + place * 0.19, 0.085), (left + 0.02 + place * 0.19, 0.12), tones[place])
        c.text(words, (left + 0.03 + place * 0.19, 0.104), 0.019, INK, "lm")
    return c


def estuary(width: int, height: int) -> Canvas:
    """A map with contours, a river, and a white space shaped like a kidney."""
    c = Canvas(width, height, "#e9dfc4")
    for step in range(9):
        ridge = ridge_line(0.10 + step * 0.062, 0.05, 4, 3)
        points = [(x / 120, ridge(x / 120)) for x in range(121)]
        c.line(points, "#c2a878", 0.0012 if step % 3 else 0.0024)
    sea = [(0, 0.80), (0.16, 0.75), (0.33, 0.78), (0.45, 0.71), (0.58, 0.78), (0.74, 0.72), (1, 0.77), (1, 1), (0, 1)]
    c.polygon(sea, "#a9c8cc")
    for step in range(4):
        c.line([(x, y + 0.025 + step * 0.028) for x, y in sea[:7]], "#8fb4ba", 0.0012)
    chance = random.Random(2)
    for _ in range(90):
        x, y = chance.random(), chance.uniform(0.05, 0.68)
        c.disc((x, y), 0.0022, "#7d8f5c")
    stream = ridge_line(0.47, 0.07, 12, 3)
    course = [(stream(y / 60), 0.78 * y / 60) for y in range(61)]
    for part in range(60):
        c.line(course[part : part + 2], "#8fb9c0", 0.004 + 0.0004 * part)
    kidney = [kidney_point(a * math.pi / 60) for a in range(120)]
    c.polygon(kidney, "#fdfbf5")
    c.line([*kidney, kidney[0]], "#8a744c", 0.0016)
    names = (("OSTERHAVEN", 0.24, 0.70, 0.018), ("SKERRY NAB", 0.86, 0.68, 0.015), ("LADLE SOUND", 0.5, 0.92, 0.026))
    for words, x, y, size in (*names, ("R. SALLOW", 0.38, 0.15, 0.015)):
        c.text(words, (x, y), size, "#4a3c22")
    c.box((0.235, 0.725), (0.245, 0.738), "#a83f32")
    for edge in (0.02, 0.03):
        ratio = width / height
        box = [(edge, edge * ratio), (1 - edge, edge * ratio), (1 - edge, 1 - edge * ratio), (edge, 1 - edge * ratio)]
        c.line([*box, box[0]], "#4a3c22", 0.0016)
    return c


def kidney_point(angle: float) -> tuple[float, float]:
    """A point on the outline of the white space."""
    bend = math.exp(-(((angle - 1.5 * math.pi) / 0.75) ** 2))
    radius = 0.105 + 0.020 * math.cos(2 * angle) - 0.052 * bend
    return 0.70 + radius * math.cos(angle), 0.50 + 1.15 * radius * math.sin(angle)


def honeycomb(width: int, height: int) -> Canvas:
    """Cells, some of them capped."""
    c = Canvas(width, height, "#4a2a10")
    chance = random.Random(6)
    radius, ratio = 0.036, width / height
    for row in range(-1, 19):
        for column in range(-1, 17):
            x = (column + 0.5 * (row % 2)) * radius * math.sqrt(3)
            y = row * radius * 1.5 * ratio
            shape = [
                (x + radius * 0.93 * math.sin(k * math.pi / 3), y + radius * 0.93 * ratio * math.cos(k * math.pi / 3))
                for k in range(6)
            ]
            filled = chance.random() < 0.75 - 0.5 * (row / 19)
            c.polygon(shape, chance.choice(["#e9c27a", "#e3b665", "#f0cf93"]) if filled else "#b8741c")
            if not filled:
                inner = [(x + (px - x) * 0.74, y + (py - y) * 0.74) for px, py in shape]
                c.polygon(inner, chance.choice(["#8a4f10", "#d98f1f", "#a8621a"]))
    return c


def seed_drawers(width: int, height: int) -> Canvas:
    """A haberdasher's chest."""
    c = Canvas(width, height, "#3f2a1c")
    labels = ["HOOKS", "ELASTIC", "BIAS BINDING", "PEAS", "BEANS", "LETTUCE", "KALE", "MYSTERY", "WHEAT", "SORREL"]
    labels += ["THREAD", "BEETS", "LEEKS", "PINS", "POPPIES", "LACE", "SQUASH", "BARLEY", "BUTTONS", "DILL"]
    for place, words in enumerate(labels):
        left, top = 0.03 + place % 4 * 0.2375, 0.04 + place // 4 * 0.187
        opened = place in (5, 11, 16)
        drop = 0.014 if opened else 0
        c.box((left, top), (left + 0.222, top + 0.170), "#24160d")
        c.box((left, top + drop), (left + 0.222, top + 0.170 + drop), "#9a6a42" if opened else "#845634")
        c.box(
            (left + 0.008, top + 0.012 + drop), (left + 0.214, top + 0.158 + drop), "#a8764c" if opened else "#8f6040"
        )
        c.box((left + 0.056, top + 0.036 + drop), (left + 0.166, top + 0.082 + drop), "#f4ead2")
        c.text(words, (left + 0.111, top + 0.059 + drop), 0.0125, INK)
        c.disc((left + 0.111, top + 0.122 + drop), 0.010, "#7a5a1c")
        c.disc((left + 0.109, top + 0.119 + drop), 0.007, "#d8ae54")
    return c


def loaves(width: int, height: int) -> Canvas:
    """Nine loaves on a board."""
    c = Canvas(width, height, "#2f2822")
    for plank in range(7):
        c.box((0, plank / 7), (1, plank / 7 + 0.138), ["#3b3129", "#372e26", "#41362d"][plank % 3])
    chance = random.Random(17)
    ratio = width / height
    for place in range(9):
        x, y = (
            0.2 + place % 3 * 0.3 + chance.uniform(-0.02, 0.02),
            0.19 + place // 3 * 0.31 + chance.uniform(-0.02, 0.02),
        )
        for size, tone in (
            (0.102, "#241c16"),
            (0.097, "#8a5426"),
            (0.088, "#a9692f"),
            (0.072, "#c2823f"),
            (0.05, "#d39a58"),
        ):
            offset = 0.008 if size > 0.1 else 0
            c.disc((x + offset, y + offset * ratio), size, tone)
        turn = chance.uniform(0, math.pi)
        for cut in (-0.026, 0, 0.026):
            score(c, (x + cut * math.cos(turn), y + cut * ratio * math.sin(turn)), turn + math.pi / 2, 0.06 - abs(cut))
    return c


def score(c: Canvas, centre: tuple[float, float], angle: float, length: float) -> None:
    """One cut in a crust."""
    ratio = c.width / c.height
    dx, dy = length * math.cos(angle), length * ratio * math.sin(angle)
    c.line([(centre[0] - dx, centre[1] - dy), (centre[0] + dx, centre[1] + dy)], "#f0dcb4", 0.007)


def reading_room(width: int, height: int) -> Canvas:
    """Tall windows, shelves, green lamps."""
    c = Canvas(width, height, "#2a2019")
    for window in range(5):
        left = 0.055 + window * 0.185
        arch = [(left + 0.065 + 0.065 * math.cos(a / 20), 0.17 - 0.10 * math.sin(a / 20)) for a in range(63)]
        c.polygon([*arch, (left, 0.44), (left + 0.13, 0.44)], "#5c7a94")
        c.line([(left + 0.065, 0.07), (left + 0.065, 0.44)], "#2a2019", 0.004)
        for bar in (0.17, 0.26, 0.35):
            c.line([(left, bar), (left + 0.13, bar)], "#2a2019", 0.004)
    chance = random.Random(44)
    for _ in range(170):
        x, y = chance.random(), chance.uniform(0.13, 0.43)
        if (x - 0.055) % 0.185 < 0.126 and x > 0.055:
            c.disc((x, y), chance.uniform(0.001, 0.0024), "#e8eef2")
    for shelf in range(3):
        books(c, 0.47 + shelf * 0.095, chance)
    c.box((0, 0.84), (1, 1), "#6b4527")
    c.box((0, 0.83), (1, 0.85), "#8a5a33")
    for lamp in (0.12, 0.31, 0.5, 0.69, 0.88):
        c.shade([(lamp - 0.03, 0.75), (lamp + 0.03, 0.75), (lamp + 0.075, 0.85), (lamp - 0.075, 0.85)], "#ffe9a6", 0.5)
        c.polygon(
            [(lamp - 0.045, 0.755), (lamp - 0.028, 0.705), (lamp + 0.028, 0.705), (lamp + 0.045, 0.755)], "#2f7d5a"
        )
        c.line([(lamp, 0.755), (lamp, 0.84)], "#c79a4a", 0.004)
        c.box((lamp - 0.022, 0.834), (lamp + 0.022, 0.846), "#c79a4a")
    return c


def books(c: Canvas, top: float, chance: random.Random) -> None:
    """One shelf from wall to wall."""
    c.box((0, top), (1, top + 0.09), "#1c1510")
    x = 0.01
    while x < 0.985:
        width, gap = chance.uniform(0.007, 0.017), chance.uniform(0.006, 0.026)
        c.box(
            (x, top + gap),
            (x + width, top + 0.083),
            chance.choice(["#7d3b32", "#365a5c", "#a3813f", "#544a6b", "#6f6a4c", "#8b5a3c"]),
        )
        x += width + 0.0015
    c.box((0, top + 0.083), (1, top + 0.092), "#5a3c24")


def type_specimen(width: int, height: int) -> Canvas:
    """A proof of wooden letters, with a gap for the Q."""
    c = Canvas(width, height, "#f6f0e1")
    rows = ["ABCDE", "FGHIJ", "KLMNO", "P RST", "UVWXYZ"]
    for number, letters in enumerate(rows):
        for place, letter in enumerate(letters):
            x = 0.5 + (place - (len(letters) - 1) / 2) * 0.165
            c.text(letter, (x, 0.17 + number * 0.162), 0.165, "#b4302a" if letter == "R" else "#1d1b19", weight=0.006)
    c.line([(0.08, 0.065), (0.92, 0.065)], "#1d1b19", 0.004)
    c.line([(0.08, 0.93), (0.92, 0.93)], "#1d1b19", 0.004)
    c.text("FOUR-INCH WOOD · FIRST PROOF · ONE LETTER LENT", (0.5, 0.957), 0.022, "#1d1b19")
    return c


def quarterly(width: int, height: int) -> Canvas:
    """A cover with a weir."""
    c = Canvas(width, height, "#f3ead6")
    c.text("PILOT & GAUGE", (0.5, 0.105), 0.098, "#1e3d4f")
    c.text("QUARTERLY", (0.5, 0.175), 0.045, "#1e3d4f")
    c.line([(0.10, 0.215), (0.90, 0.215)], "#1e3d4f", 0.003)
    c.box((0.10, 0.24), (0.90, 0.86), "#cfe0e0")
    for step in range(15):
        y = 0.30 + step * 0.037
        wave = ridge_line(y, 0.010 + 0.0008 * step, step, 3)
        points = [(0.10 + 0.80 * x / 80, wave(x / 80)) for x in range(81)]
        c.line(points, "#2f6a82" if step != 6 else "#1e3d4f", 0.003 if step < 7 else 0.005)
    for post in range(9):
        c.box((0.155 + post * 0.083, 0.50), (0.167 + post * 0.083, 0.585), "#1e3d4f")
    c.text("No. 400 · Spring", (0.5, 0.905), 0.034, "#1e3d4f")
    c.text("Twenty pages on a weir", (0.5, 0.947), 0.024, "#8a4a3a")
    return c


def compass(width: int, height: int) -> Canvas:
    """A rose of thirty-two points."""
    c = Canvas(width, height, "#f5efdf")
    c.disc((0.5, 0.5), 0.452, "#1d3557")
    c.disc((0.5, 0.5), 0.444, "#f5efdf")
    orders = [(odd, 0.24) for odd in range(1, 32, 2)] + [(n, 0.30) for n in range(2, 32, 4)]
    orders += [(n, 0.37) for n in range(4, 32, 8)] + [(n, 0.43) for n in range(0, 32, 8)]
    for point, length in orders:
        a = point * math.pi / 16 - math.pi / 2
        tip = (0.5 + length * math.cos(a), 0.5 + length * math.sin(a))
        for side, tone in ((-1, "#1d3557"), (1, "#d9cba6")):
            b = a + side * math.pi / 16
            hip = (0.5 + length * 0.26 * math.cos(b), 0.5 + length * 0.26 * math.sin(b))
            c.polygon([(0.5, 0.5), tip, hip], tone)
    c.disc((0.5, 0.5), 0.024, "#b4472f")
    for letter, x, y in (("N", 0.5, 0.025), ("E", 0.975, 0.5), ("S", 0.5, 0.975), ("W", 0.025, 0.5)):
        c.text(letter, (x, y), 0.04, "#1d3557")
    return c


def masthead(width: int, height: int) -> Canvas:
    """The name over three waves."""
    c = Canvas(width, height, PAPER)
    c.text("The Tidewater Digest", (0.5, 0.38), 0.088, INK)
    for row in range(3):
        points = [
            (0.10 + 0.80 * x / 160, 0.70 + row * 0.085 + 0.024 * math.sin(x / 160 * 30 + row)) for x in range(161)
        ]
        c.line(points, ["#1d6a86", "#5a97aa", "#a9c8cc"][row], 0.005)
    return c
