"""The text of an item, as it is served and as it is edited."""

from dataclasses import dataclass

from coranto.wordpress.content import Problem, link_outside_media, render_content, rewrite_addresses, to_blocks
from coranto.wordpress.content.block_shapes import FindImage
from coranto.wordpress.content.scope import Kind
from coranto.wordpress.mapping.custom_fields import first
from coranto.wordpress.mapping.identity import reference_in
from coranto.wordpress.mapping.origins import upload_path
from coranto.wordpress.mapping.rows import JSON
from coranto.wordpress.mapping.site import Site
from coranto.wordpress.wxr.records import ItemRecord

OUTCOMES = {
    Kind.UNKNOWN_SHORTCODE: "it stands as text",
    Kind.UNKNOWN_BLOCK: "its stored HTML is shown",
    Kind.DYNAMIC_BLOCK: "a link stands in its place, or nothing",
    Kind.BROKEN_BLOCK: "what could be read of it is shown",
    Kind.UNKNOWN_EMBED: "it became a link",
    Kind.SCRIPT: "it was taken out; the original is kept",
    Kind.FORM: "its words are shown; the original is kept",
    Kind.MISSING_ATTACHMENT: "nothing stands in its place",
    Kind.TOO_MANY_FILES: "the first ones are shown",
    Kind.MISSING_BLOCK: "nothing stands in its place",
    Kind.OUTSIDE_MEDIA: "a link stands in its place",
}


@dataclass(frozen=True, slots=True)
class Body:
    """``html`` is clean and its links lead home; ``problems`` tell what readers see otherwise than before."""

    html: str
    blocks: list[JSON]
    problems: tuple[str, ...] = ()


def body_of(item: ItemRecord, site: Site) -> Body:
    """The text of an item."""
    rendered = render_content(
        item.content,
        site=site,
        post=item.wp_id,
        footnotes=first(item, "footnotes"),
        featured=int(reference_in(first(item, "_thumbnail_id")) or 0),
    )
    html, outside = link_outside_media(rewrite_addresses(rendered.html, site.book))
    problems = [_in_words(problem) for problem in rendered.problems]
    problems += [_in_words(Problem(Kind.OUTSIDE_MEDIA, address)) for address in outside]
    return Body(html, to_blocks(html, find_image=_finder(site)), tuple(problems))


def _in_words(problem: Problem) -> str:
    return f"{problem.kind}: {problem.detail}; {OUTCOMES[problem.kind]}"


def _finder(site: Site) -> FindImage:
    return lambda address: site.images.get(upload_path(address))
