"""Turn the light markup of the sources into the block markup that WordPress's editor saves.

Blocks stand between blank lines: paragraphs, `## headings`, `> quotes` with a last line `> -- who`, `- lists` and
`1. lists`, `| tables |`, `![](file "caption")`, ``` code, `---`, `<!--more-->`, `<!--nextpage-->`, and directives
(`:::name arguments` … `:::`, see `directives`). Inside a line: `**strong**`, `*emphasis*`, `` `code` `` and
`[text](address)`; HTML passes through. Classic entries only have their links and `{{…}}` marks resolved.
"""

import json
import re
from collections.abc import Iterator

from scripts.demo_site.numbering import Register

IMAGE = re.compile(r'^!\[\]\((\S+?)(?: "(.*)")?\)(?:\{(.*)\})?$', re.DOTALL)
MARKS = re.compile(r"\{\{(url|id|link):([^}:]+)(?::(\w+))?\}\}")


def inline(text: str, register: Register) -> str:
    """The marks inside one line, as HTML."""
    text = re.sub(r"&(?!#?\w+;)", "&amp;", text)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    text = re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", lambda m: f'<a href="{register.target(m[2])}">{m[1]}</a>', text)
    text = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", text)
    return re.sub(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])", r"<em>\1</em>", text)


def block(name: str, html: str, **attributes: object) -> str:
    """One block between its comments, attributes as compact JSON."""
    written = " " + json.dumps(attributes, ensure_ascii=False, separators=(",", ":")) if attributes else ""
    return f"<!-- wp:{name}{written} -->\n{html}\n<!-- /wp:{name} -->"


def paragraph(text: str, register: Register, **attributes: object) -> str:
    """A paragraph block; single line ends in the source are spaces, as they are in print."""
    align = attributes.get("align")
    css = f' class="has-text-align-{align}"' if align else ""
    return block("paragraph", f"<p{css}>{inline(text.replace(chr(10), ' '), register)}</p>", **attributes)


def heading(text: str, register: Register) -> str:
    """`## text`; level 2 is the editor's default and is not written into the attributes."""
    hashes, _, words = text.partition(" ")
    level = len(hashes)
    html = f'<h{level} class="wp-block-heading">{inline(words, register)}</h{level}>'
    return block("heading", html) if level == 2 else block("heading", html, level=level)


def quote(text: str, register: Register) -> str:
    """Lines that begin with `>`; a last line `> -- who` is the speaker."""
    lines = [line.lstrip(">").strip() for line in text.splitlines()]
    cite = ""
    if lines[-1].startswith("-- "):
        cite = f"<cite>{inline(lines.pop()[3:], register)}</cite>"
    inner = "\n\n".join(paragraph(part, register) for part in "\n".join(lines).split("\n\n"))
    return block("quote", f'<blockquote class="wp-block-quote">{inner}{cite}</blockquote>')


def listing(text: str, register: Register) -> str:
    """`- ` or `1. ` lines."""
    ordered = not text.startswith("- ")
    rows = re.split(r"^(?:- |\d+\. )", text, flags=re.MULTILINE)[1:]
    items = [block("list-item", f"<li>{inline(' '.join(row.split()), register)}</li>") for row in rows]
    tag = "ol" if ordered else "ul"
    html = f'<{tag} class="wp-block-list">' + "\n\n".join(items) + f"</{tag}>"
    return block("list", html, ordered=True) if ordered else block("list", html)


def table(text: str, register: Register) -> str:
    """`| a | b |` lines, the first one the head; a last line `: …` is the caption."""
    lines = text.splitlines()
    caption = inline(lines.pop()[2:], register) if lines[-1].startswith(": ") else ""
    rows = [[inline(cell.strip(), register) for cell in line.strip("|").split("|")] for line in lines]
    head = "".join(f"<th>{cell}</th>" for cell in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
    figcaption = f'<figcaption class="wp-element-caption">{caption}</figcaption>' if caption else ""
    html = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{figcaption}"
    return block("table", f'<figure class="wp-block-table">{html}</figure>')


def image(file: str, caption: str, options: str, register: Register, destination: str = "none") -> str:
    """An image block. `options` may hold a size name and an alignment, as `large wide`."""
    words = options.split()
    size = next((word for word in words if word in ("large", "medium")), "full")
    align = next((word for word in words if word in ("wide", "full", "left", "right", "center")), "")
    medium = register.medium(file)
    number = register.media_ids[file]
    figcaption = f'<figcaption class="wp-element-caption">{inline(caption, register)}</figcaption>' if caption else ""
    css = f"wp-block-image{' align' + align if align else ''} size-{size}"
    img = f'<img src="{register.upload(medium, size)}" alt="{medium.alt}" class="wp-image-{number}"/>'
    attributes: dict[str, object] = {"id": number, "sizeSlug": size, "linkDestination": destination}
    if align:
        attributes["align"] = align
    return block("image", f'<figure class="{css}">{img}{figcaption}</figure>', **attributes)


def chunks(body: str) -> Iterator[str]:
    """The source cut at blank lines, but not inside fences (``` and :::)."""
    held: list[str] = []
    fence = ""
    for line in [*body.splitlines(), ""]:
        if fence:
            held.append(line)
            if line.strip() == fence:
                fence = ""
        elif line.startswith(("```", ":::")):
            held.append(line)
            fence = line[:3]
        elif line.strip():
            held.append(line)
        elif held:
            yield "\n".join(held)
            held = []


def code(text: str) -> str:
    """A fenced code block, escaped."""
    body = "\n".join(text.splitlines()[1:-1])
    escaped = body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return block("code", f'<pre class="wp-block-code"><code>{escaped}</code></pre>')


def classic(body: str, register: Register) -> str:
    """A body of the old editor: raw but for `{{url:file}}`, `{{id:file}}` and `{{link:post:slug}}`."""

    def resolve(match: re.Match[str]) -> str:
        if match[1] == "id":
            return str(register.media_ids[match[2]])
        if match[1] == "link":
            return register.target(f"{match[2]}:{match[3]}" if match[3] else match[2])
        return register.upload(register.medium(match[2]), match[3] or "full")

    return MARKS.sub(resolve, body)
