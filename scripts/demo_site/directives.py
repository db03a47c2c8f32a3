"""The blocks that are more than a line of text: `:::name arguments`, content, `:::`."""

from collections.abc import Callable
from html import escape

from scripts.demo_site import markup
from scripts.demo_site.numbering import Register

Directive = Callable[[list[str], str, Register], str]


def pullquote(arguments: list[str], text: str, register: Register) -> str:
    """The words, then optionally a line `-- who`."""
    words, _, who = text.partition("\n-- ")
    cite = f"<cite>{markup.inline(who, register)}</cite>" if who else ""
    words = markup.inline(words.replace("\n", " "), register)
    html = f'<figure class="wp-block-pullquote"><blockquote><p>{words}</p>{cite}</blockquote></figure>'
    return markup.block("pullquote", html)


def verse(_: list[str], text: str, register: Register) -> str:
    """Lines as they stand."""
    return markup.block("verse", f'<pre class="wp-block-verse">{markup.inline(text, register)}</pre>')


def preformatted(_: list[str], text: str, __: Register) -> str:
    """Lines as they stand, in the type of a machine."""
    return markup.block("preformatted", f'<pre class="wp-block-preformatted">{escape(text, quote=False)}</pre>')


def gallery(_: list[str], text: str, register: Register) -> str:
    """Lines `file` or `file | caption`."""
    rows = [line.partition(" | ") for line in text.splitlines()]
    inner = "\n\n".join(markup.image(file, caption, "", register) for file, _, caption in rows)
    css = "wp-block-gallery has-nested-images columns-default is-cropped"
    return markup.block("gallery", f'<figure class="{css}">{inner}</figure>', linkTo="none")


def audio(arguments: list[str], text: str, register: Register) -> str:
    """`:::audio file`, the caption below."""
    source = register.target(f"file:{arguments[0]}")
    caption = f'<figcaption class="wp-element-caption">{markup.inline(text, register)}</figcaption>'
    html = f'<figure class="wp-block-audio"><audio controls src="{source}"></audio>{caption}</figure>'
    return markup.block("audio", html, id=register.media_ids[arguments[0]])


def video(arguments: list[str], text: str, register: Register) -> str:
    """`:::video address`, the caption below."""
    caption = f'<figcaption class="wp-element-caption">{markup.inline(text, register)}</figcaption>'
    html = f'<figure class="wp-block-video"><video controls src="{arguments[0]}"></video>{caption}</figure>'
    return markup.block("video", html)


def embed(arguments: list[str], text: str, register: Register) -> str:
    """`:::embed provider type address`, the caption below."""
    provider, kind, address = arguments
    caption = f'<figcaption class="wp-element-caption">{markup.inline(text, register)}</figcaption>' if text else ""
    css = f"wp-block-embed is-type-{kind} is-provider-{provider} wp-block-embed-{provider}"
    html = f'<figure class="{css}"><div class="wp-block-embed__wrapper">\n{address}\n</div>{caption}</figure>'
    return markup.block("embed", html, url=address, type=kind, providerNameSlug=provider, responsive=True)


def cover(arguments: list[str], text: str, register: Register) -> str:
    """`:::cover file`, the words on it below."""
    medium, number = register.medium(arguments[0]), register.media_ids[arguments[0]]
    address = register.upload(medium)
    words = f'<p class="has-text-align-center has-large-font-size">{markup.inline(text, register)}</p>'
    inner = markup.block("paragraph", words, align="center", fontSize="large")
    html = (
        f'<div class="wp-block-cover"><img class="wp-block-cover__image-background wp-image-{number}" '
        f'alt="{medium.alt}" src="{address}" data-object-fit="cover"/><span aria-hidden="true" '
        'class="wp-block-cover__background has-background-dim"></span>'
        f'<div class="wp-block-cover__inner-container">{inner}</div></div>'
    )
    return markup.block("cover", html, url=address, id=number, dimRatio=50)


def media_text(arguments: list[str], text: str, register: Register) -> str:
    """`:::media-text file`, paragraphs below."""
    medium, number = register.medium(arguments[0]), register.media_ids[arguments[0]]
    inner = "\n\n".join(markup.paragraph(part, register) for part in text.split("\n\n"))
    html = (
        '<div class="wp-block-media-text is-stacked-on-mobile"><figure class="wp-block-media-text__media">'
        f'<img src="{register.upload(medium)}" alt="{medium.alt}" class="wp-image-{number} size-full"/></figure>'
        f'<div class="wp-block-media-text__content">{inner}</div></div>'
    )
    return markup.block(
        "media-text", html, mediaId=number, mediaLink=register.attachment_link(medium), mediaType="image"
    )


def columns(_: list[str], text: str, register: Register) -> str:
    """Columns between lines `+++`, each of ordinary blocks."""
    cells = [render_blocks(part.strip("\n"), register) for part in text.split("\n+++\n")]
    inner = "\n\n".join(markup.block("column", f'<div class="wp-block-column">{cell}</div>') for cell in cells)
    return markup.block("columns", f'<div class="wp-block-columns">{inner}</div>')


def right_to_left(arguments: list[str], text: str, register: Register) -> str:
    """`:::rtl language`: a paragraph that runs from right to left."""
    html = f'<p class="has-text-align-right" dir="rtl" lang="{arguments[0]}">{markup.inline(text, register)}</p>'
    return markup.block("paragraph", html, align="right", direction="rtl")


def buttons(arguments: list[str], text: str, register: Register) -> str:
    """Lines `label | address`."""
    cells = []
    for label, _, address in (line.partition(" | ") for line in text.splitlines()):
        link = f'<a class="wp-block-button__link wp-element-button" href="{register.target(address)}">{label}</a>'
        cells.append(markup.block("button", f'<div class="wp-block-button">{link}</div>'))
    return markup.block("buttons", f'<div class="wp-block-buttons">{"".join(cells)}</div>')


def details(arguments: list[str], text: str, register: Register) -> str:
    """`:::details summary words`, paragraphs below."""
    inner = "\n\n".join(markup.paragraph(part, register) for part in text.split("\n\n"))
    html = f'<details class="wp-block-details"><summary>{" ".join(arguments)}</summary>{inner}</details>'
    return markup.block("details", html)


def file(arguments: list[str], text: str, register: Register) -> str:
    """`:::file name`, the label below."""
    address, number = register.target(f"file:{arguments[0]}"), register.media_ids[arguments[0]]
    anchor = f"wp-block-file--media-{number:08d}"
    html = (
        f'<div class="wp-block-file"><a id="{anchor}" href="{address}">{text}</a><a href="{address}" '
        f'class="wp-block-file__button wp-element-button" download aria-describedby="{anchor}">Download</a></div>'
    )
    return markup.block("file", html, id=number, href=address)


def html(_: list[str], text: str, register: Register) -> str:
    """HTML as it stands, but for `{{…}}` marks."""
    return markup.block("html", markup.classic(text, register))


def spacer(_: list[str], __: str, ___: Register) -> str:
    """A gap."""
    return markup.block(
        "spacer", '<div style="height:40px" aria-hidden="true" class="wp-block-spacer"></div>', height="40px"
    )


def latest_posts(arguments: list[str], _: str, __: Register) -> str:
    """`:::latest-posts number`: a dynamic block, which has no content of its own."""
    return f'<!-- wp:latest-posts {{"postsToShow":{int(arguments[0])},"displayPostDate":true}} /-->'


DIRECTIVES: dict[str, Directive] = {
    "pullquote": pullquote,
    "verse": verse,
    "preformatted": preformatted,
    "gallery": gallery,
    "audio": audio,
    "video": video,
    "embed": embed,
    "cover": cover,
    "media-text": media_text,
    "columns": columns,
    "rtl": right_to_left,
    "buttons": buttons,
    "details": details,
    "file": file,
    "html": html,
    "spacer": spacer,
    "latest-posts": latest_posts,
}


def render_blocks(body: str, register: Register) -> str:
    """A whole body, in block markup."""
    return "\n\n".join(render_chunk(chunk, register) for chunk in markup.chunks(body))


def render_chunk(chunk: str, register: Register) -> str:
    """One piece of the source between blank lines."""
    if chunk.startswith(":::"):
        first, *rest = chunk.splitlines()
        name, *arguments = first[3:].split()
        return DIRECTIVES[name](arguments, "\n".join(rest[:-1]), register)
    if chunk in ("<!--more-->", "<!--nextpage-->"):
        return markup.block(chunk[4:-3], chunk)
    if chunk == "---":
        return markup.block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')
    if match := markup.IMAGE.match(chunk):
        return markup.image(match[1], match[2] or "", match[3] or "", register)
    return render_text(chunk, register)


def render_text(chunk: str, register: Register) -> str:
    """A piece that is text, told apart by how it begins."""
    if chunk.startswith("```"):
        return markup.code(chunk)
    kinds = {"#": markup.heading, ">": markup.quote, "|": markup.table}
    if chunk[0] in kinds:
        return kinds[chunk[0]](chunk, register)
    if chunk.startswith("<p "):
        return markup.block("paragraph", markup.inline(chunk, register))
    if chunk.startswith(("- ", "1. ")):
        return markup.listing(chunk, register)
    return markup.paragraph(chunk, register)
