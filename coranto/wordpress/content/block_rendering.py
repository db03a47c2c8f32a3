"""Blocks printed as WordPress 7.1 prints them: the stored HTML, plus classes, plus what is only made when printing."""

from collections.abc import Iterable

from coranto.wordpress.content.block_classes import add_block_classes, with_inner_container
from coranto.wordpress.content.blocks import Block, read_blocks
from coranto.wordpress.content.dynamic_blocks import (
    DYNAMIC_BLOCKS,
    DYNAMIC_FAMILIES,
    choices_of,
    leave_out,
    link_to_posts,
)
from coranto.wordpress.content.pattern_overrides import with_overrides
from coranto.wordpress.content.query_blocks import asked_of
from coranto.wordpress.content.scope import DEEPEST, Kind, Scope
from coranto.wordpress.content.static_blocks import STATIC_BLOCKS, render_embed_block

_AS_STORED = (
    "accordion accordion-panel audio button buttons code column columns details freeform gallery group heading html "
    "image list list-item math missing more nextpage paragraph playlist preformatted pullquote quote "
    "separator social-links spacer subhead tab-panels table tabs text-columns verse video"
)
PRINTED_AS_STORED = frozenset({"core/cover", "core/cover-image", "core/embed", "core/file", "core/group"})
_FOLDING = ("core/accordion", "core/playlist", "core/tab-", "core/tabs")
_CORE_AS_STORED = frozenset(f"core/{name}" for name in _AS_STORED.split())


def render_blocks_of(raw: str, scope: Scope) -> str:
    """The HTML of a body in block markup."""
    return render_parts(read_blocks(raw), scope)


def render_parts(parts: Iterable[str | Block], scope: Scope) -> str:
    """The HTML of blocks and of what stands between them."""
    return "".join(part if isinstance(part, str) else _render(part, scope) for part in parts)


def _render(block: Block, scope: Scope) -> str:
    if block.is_hidden:
        return ""
    if block.is_broken:
        scope.report(Kind.BROKEN_BLOCK, block.name)
    if block.name == "core/block":
        return _render_stored(block, scope)
    if block.name in DYNAMIC_BLOCKS or block.name.startswith(DYNAMIC_FAMILIES):
        return _render_dynamic(block, scope)
    html = _inside(block, scope)
    if scope.as_stored and (block.name.startswith(_FOLDING) or block.attributes.get("useFeaturedImage") is True):
        scope.report(Kind.DYNAMIC_BLOCK, block.name)
        return html
    if scope.as_stored and block.name in PRINTED_AS_STORED:
        return with_inner_container(block, add_block_classes(block, html))
    if block.name in STATIC_BLOCKS:
        html = STATIC_BLOCKS[block.name](block, html, scope)
    elif block.name.startswith("core-embed/") and not scope.as_stored:
        html = render_embed_block(block, html, scope)
    elif block.name not in _CORE_AS_STORED:
        scope.report(Kind.UNKNOWN_BLOCK, block.name)
    return add_block_classes(block, html)


def _inside(block: Block, scope: Scope) -> str:
    if scope.depth >= DEEPEST:
        scope.report(Kind.BROKEN_BLOCK, f"{block.name}: nested too deep")
        return block.own_html
    scope.depth += 1
    html = "".join(part if isinstance(part, str) else _render(part, scope) for part in block.parts)
    scope.depth -= 1
    return html


def _render_dynamic(block: Block, scope: Scope) -> str:
    asked = Block(block.name, asked_of(block) or {}) if block.name == "core/query" else None
    if asked and choices_of(asked):
        return link_to_posts(asked, "", scope)
    renderer = DYNAMIC_BLOCKS.get(block.name, leave_out)
    stored = _stored(block, scope) if block.name == "core/navigation" else None
    return renderer(block, _inside(block, scope) if stored is None else stored, scope)


def _render_stored(block: Block, scope: Scope) -> str:
    """A reusable block: what is stored under its number."""
    html = _stored(block, scope)
    if html is None:
        scope.report(Kind.MISSING_BLOCK, str(block.attributes.get("ref")))
        return _inside(block, scope)
    return html


def _stored(block: Block, scope: Scope) -> str | None:
    number = block.attributes.get("ref")
    raw = scope.site.stored_block(number) if isinstance(number, int) else None
    if raw is None:
        return None
    if scope.depth >= DEEPEST:
        scope.report(Kind.BROKEN_BLOCK, f"reusable block {number} holds itself")
        return ""
    scope.depth += 10
    html = render_parts(with_overrides(read_blocks(raw), block.attributes.get("content")), scope)
    scope.depth -= 10
    return html
