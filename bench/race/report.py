"""A race as a table in Markdown and as a drawing."""

from collections.abc import Sequence
from html import escape

from bench.race.figures import Figure

COLOURS = ("#1b6e4f", "#3aa87c", "#8a8a8a", "#b3541e", "#d98b4a", "#4a6fa5", "#999966")
BAR, LEFT, WIDTH = 16, 190, 900


def table(figures: Sequence[Figure], words: str) -> str:
    """A line for each page and contender; processor time also as a ratio to the first contender of that page."""
    head = (
        "| page | contender | requests/s | median ms | 99 % ms | processor ms | times the first | MB | bytes | errors |"
    )
    lines = [words, "", head, "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|"]
    for figure in figures:
        first = next(each for each in figures if each.page == figure.page)
        ratio = figure.processor / first.processor if first.processor else 0
        lines.append(
            f"| {figure.page} | {figure.contender} | {figure.per_second:,.1f} | {figure.median:,.1f} "
            f"| {figure.late:,.1f} | {figure.processor:,.2f} | {ratio:.2f} "
            f"| {figure.memory:,.0f} | {figure.size:,} | {figure.errors} |"
        )
    return "\n".join(lines) + "\n"


def drawing(figures: Sequence[Figure]) -> str:
    """Processor time per request as bars, an SVG; the scale is logarithmic, from 0.01 to 1,000 ms."""
    names = list(dict.fromkeys(figure.contender for figure in figures))
    parts: list[str] = []
    y = 40
    for page in dict.fromkeys(figure.page for figure in figures):
        parts.append(f'<text x="10" y="{y + 12}" font-weight="bold">{escape(page)}</text>')
        y += BAR + 4
        for figure in (each for each in figures if each.page == page):
            width, colour = bar(figure.processor), COLOURS[names.index(figure.contender) % len(COLOURS)]
            parts.append(f'<text x="{LEFT - 8}" y="{y + 12}" text-anchor="end">{escape(figure.contender)}</text>')
            parts.append(f'<rect x="{LEFT}" y="{y}" width="{width:.1f}" height="{BAR - 3}" fill="{colour}"/>')
            parts.append(f'<text x="{LEFT + width + 6:.1f}" y="{y + 12}">{figure.processor:,.2f} ms</text>')
            y += BAR
        y += 10
    title = "Processor time for one request, ms (logarithmic)"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y + 10}" font-family="sans-serif" '
        f'font-size="12" role="img" aria-label="{title}"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="10" y="20" font-size="15">{title}</text>{"".join(parts)}</svg>\n'
    )


def bar(milliseconds: float) -> float:
    """The length of a bar."""
    from math import log10

    return max((log10(max(milliseconds, 0.01)) + 2) / 5 * (WIDTH - LEFT - 90), 1)
