"""A page as it is kept in the copy: without what only the live site can do, and with all its links told. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.html import escape
from django.utils.translation import gettext as _

from coranto.core.html.tags import write_tag
from coranto.static_copy.addresses import OwnAddresses, Target
from coranto.static_copy.markup import Token, read_tokens

Settle = Callable[[Target], str]
LINKS = ("href", "src", "poster", "data")
COMMENT_TARGET = "/wp-comments-post.php"
COMMENT_SCRIPT = "/theme/comments.js"
CSS_URL = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\"'\s]*))\s*\)|@import\s+[\"']([^\"']+)")
WORTH_READING = re.compile(r"href|src|poster|data|style|respond", re.IGNORECASE)
"""What attributes of elements have in them that lead somewhere or must go; most have none of it."""
SPLIT_SRCSET = re.compile(r",\s+")
PICTURES = {"og:image", "twitter:image"}
WHOLE = {"single", "page", "attachment"}
"""Words of WordPress's ``body_class`` on pages that are one thing; those are what a search is to find."""


@dataclass(slots=True)
class StaticPage:
    """The page to be kept, and the own addresses that it leads to, in order."""

    html: str = ""
    links: list[Target] = field(default_factory=list)


@dataclass(slots=True)
class Change:
    """What becomes of a tag: its element goes and ``note`` stands in its place, or the tag is written anew."""

    is_dropped: bool = False
    note: str = ""
    tag: str = ""


DROP = Change(is_dropped=True)


@dataclass(slots=True)
class PageEditor:
    """Makes kept pages. ``settle`` tells where an address with a query leads (empty: it stays), ``search_path`` where
    the copy's own search is (empty: it has none)."""

    own: OwnAddresses
    settle: Settle
    search_path: str = ""

    def edit(self, html: str, path: str) -> StaticPage:
        """The page that the live site shows at ``path``."""
        return _Editing(self, path, html).run()


class _Editing:
    def __init__(self, editor: PageEditor, path: str, html: str) -> None:
        self.editor, self.path, self.html = editor, path, html
        self.page = StaticPage()
        self.is_whole = False

    def run(self) -> StaticPage:
        pieces: list[str] = []
        place, dropping, depth = 0, "", 0
        for token in read_tokens(self.html):
            if dropping:
                depth += 0 if token.name != dropping or token.is_void else -1 if token.is_closing else 1
                if not depth:
                    place, dropping = token.end, ""
                continue
            change = None if token.is_closing else self.judge(token)
            if change is None:
                continue
            pieces += [self.html[place : token.start], change.note or change.tag]
            place = token.end
            if change.is_dropped and not token.is_void:
                dropping, depth = token.name, 1
        self.page.html = "".join(pieces) + self.html[place:]
        return self.page

    def judge(self, token: Token) -> Change | None:
        """What becomes of an element; nothing if it stays as it is."""
        if token.name not in _JUDGES and not WORTH_READING.search(token.text):
            return None
        attributes = token.attributes()
        if attributes.get("id") == "respond":
            return Change(True, note(_("New comments cannot be written in this copy of the site.")))
        if token.name in _JUDGES:
            return _JUDGES[token.name](self, attributes)
        live = self.editor.own.target(attributes.get("data-hx-get", ""), self.path)
        if live and live.needs_the_site:
            return DROP
        self.links_of(attributes)
        return None

    def links_of(self, attributes: dict[str, str]) -> None:
        """Note where the attributes of any element lead."""
        for attribute in LINKS:
            if link := attributes.get(attribute):
                self.note_link(link)
        for candidate in SPLIT_SRCSET.split(attributes.get("srcset", "")):
            self.note_link(candidate.strip().partition(" ")[0])
        if "url(" in attributes.get("style", ""):
            for link in css_links(attributes["style"]):
                self.note_link(link)

    def note_link(self, link: str) -> None:
        """A link that files can answer."""
        target = self.editor.own.target(link, self.path)
        if target and not target.needs_the_site:
            self.page.links.append(target)

    def judge_form(self, attributes: dict[str, str]) -> Change:
        """Forms have nobody to take them."""
        if attributes.get("role") == "search" or attributes.get("method", "get").lower() == "get":
            if self.editor.search_path and attributes.get("role") == "search":
                return Change(tag=write_tag("form", {**attributes, "action": self.editor.search_path}))
            return DROP
        classes = attributes.get("class", "").split()
        if "comment-reaction" in classes:
            return DROP
        if "post-password-form" in classes:
            return Change(True, note(_("This text is protected by a password and is not part of this copy.")))
        if attributes.get("action", "").endswith(COMMENT_TARGET):
            return Change(True, note(_("New comments cannot be written in this copy of the site.")))
        return Change(True, note(_("A form stood here; it does not work in this copy of the site.")))

    def judge_anchor(self, attributes: dict[str, str]) -> Change | None:
        """Links lead where they led; what only the live site can answer goes with its words."""
        target = self.editor.own.target(attributes.get("href", ""), self.path)
        if target is None:
            return None
        if target.needs_the_site:
            return DROP
        if target.query and (aim := self.editor.settle(target)):
            self.note_link(aim)
            return Change(tag=write_tag("a", {**attributes, "href": aim}))
        self.page.links.append(target)
        return None

    def judge_link(self, attributes: dict[str, str]) -> Change | None:
        """Feeds, styles and the canonical address stay; interfaces and the short address with a query go."""
        target = self.editor.own.target(attributes.get("href", ""), self.path)
        if target is None:
            return None
        is_loaded = bool({"stylesheet", "preload", "icon"} & set(attributes.get("rel", "").lower().split()))
        if target.needs_the_site or (target.query and not is_loaded):
            return DROP
        self.page.links.append(target)
        return None

    def judge_meta(self, attributes: dict[str, str]) -> Change | None:
        """Pictures for those who show the page elsewhere."""
        if (attributes.get("property") or attributes.get("name")) in PICTURES:
            self.note_link(attributes.get("content", ""))
        return None

    def judge_script(self, attributes: dict[str, str]) -> Change | None:
        """The script of the discussion has nothing to do."""
        source = attributes.get("src", "")
        if source.partition("?")[0].endswith(COMMENT_SCRIPT):
            return DROP
        self.note_link(source)
        return None

    def judge_body(self, attributes: dict[str, str]) -> Change | None:
        """Whether the page is one that a search is to find."""
        self.is_whole = bool(WHOLE & set(attributes.get("class", "").split()))
        return None

    def judge_main(self, attributes: dict[str, str]) -> Change | None:
        """Where the words are that a search is to find."""
        marked = {**attributes, "data-pagefind-body": ""}
        return Change(tag=write_tag("main", marked)) if self.is_whole and self.editor.search_path else None


_JUDGES: dict[str, Callable[[_Editing, dict[str, str]], Change | None]] = {
    "form": _Editing.judge_form,
    "a": _Editing.judge_anchor,
    "link": _Editing.judge_link,
    "meta": _Editing.judge_meta,
    "script": _Editing.judge_script,
    "body": _Editing.judge_body,
    "main": _Editing.judge_main,
}


def note(words: str) -> str:
    """What stands in the place of something that files cannot do."""
    return f'<p class="no-comments static-note">{escape(words)}</p>'


def css_links(css: str) -> list[str]:
    """What a style sheet loads."""
    return [found for match in CSS_URL.finditer(css) if (found := next(filter(None, match.groups()), ""))]
