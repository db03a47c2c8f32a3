"""Asking the site for every address that it links to, and keeping the answers."""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from coranto.core.inside_requests import InsideSite
from coranto.static_copy import ledger
from coranto.static_copy.addresses import NoFileName, OwnAddresses, Target, file_names, one_spelling
from coranto.static_copy.ledger import Address, Ledger
from coranto.static_copy.pages import PageEditor, css_links
from coranto.static_copy.tree import Tree

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
FORM_IN_FEED = re.compile(rb'<p class=\\?"post-password-message.*?</form>', re.DOTALL)
ON_ITEMS = re.compile(r'<link (?=[^>]*\brel="replies")[^>]*\bhref="([^"]+)"|<wfw:commentRss>\s*([^<]+?)\s*</')
"""Feeds of the comments on what a feed holds."""
LOC = re.compile(r"<(?:\w+:)?loc>\s*([^<]+?)\s*</")
SETTLED_KEPT = 20_000
STRONG_ETAG = re.compile(r'"[^"]+"\Z')


def without_password_forms(feed: bytes) -> bytes:
    """A feed with words in place of the forms that stand for protected texts; in JSON, too."""
    words = _("This text is protected by a password and is not part of this copy.").replace('"', "”")
    return FORM_IN_FEED.sub(lambda _form: f"<p>{words}</p>".encode(), feed)


@dataclass(slots=True)
class Outcome:
    """What one address came to, and what it leads to."""

    outcome: str
    target: str = ""
    links: Iterable[Target] = ()


@dataclass(slots=True)
class Crawler:
    """Asks until nothing is left to ask. ``told`` hears how many have been asked."""

    site: InsideSite
    own: OwnAddresses
    ledger: Ledger
    tree: Tree
    search_path: str = ""
    editor: PageEditor = field(init=False)
    _settled: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.editor = PageEditor(self.own, self.settle, self.search_path)

    def run(self, told: Callable[[int], None]) -> None:
        """Ask for all that waits, and for all that this leads to."""
        asked = sum(count for outcome, count in self.ledger.counts().items() if outcome != ledger.WAITING)
        while batch := self.ledger.waiting():
            outcomes = []
            for address in batch:
                outcomes.append((address, self.ask(address)))
                asked += 1
                told(asked)
            self.tree.flush()  # before it is said that these are done: a copy may be killed at any moment
            with self.ledger.together():
                for address, outcome in outcomes:
                    self.ledger.settle(address.path, outcome.outcome, outcome.target)
                    self.ledger.add(((link.path, asked_query(link)) for link in outcome.links), address.path)

    def ask(self, address: Address) -> Outcome:
        """Ask for one address and keep what comes."""
        target = f"{address.path}?{address.query}" if address.query else address.path
        with self.site.ask(target) as response:
            if response.status_code in (301, 302, 303, 307, 308):
                return self.redirected(address, response.headers.get("Location", ""))
            if response.status_code >= 400:
                outcome = ledger.ERROR if response.status_code >= 500 else ledger.MISSING
                return Outcome(outcome, f"{response.status_code} {self.site.fault or ''}".strip()[:300])
            try:
                return self.keep(address.path, response)
            except NoFileName as error:
                return Outcome(ledger.NO_NAME, str(error))

    def redirected(self, address: Address, location: str) -> Outcome:
        """Somewhere else, here or on another site."""
        target = self.own.target(location, address.path)
        if target is None:
            return Outcome(ledger.REDIRECT, location)
        if target.needs_the_site:
            return Outcome(ledger.MISSING, "only the live site can answer it")
        fragment = urlsplit(location).fragment
        shown = target.path + (f"?{target.query}" if target.query else "") + (f"#{fragment}" if fragment else "")
        return Outcome(ledger.REDIRECT, shown, [target])

    def keep(self, path: str, response: HttpResponseBase) -> Outcome:
        """Write an answer down under its file's name, and once more under those that other servers look for."""
        content_type = response.headers.get("Content-Type", "")
        names = file_names(path, content_type)
        if isinstance(response, StreamingHttpResponse):
            mark = mark_of(response)
            blocks = iter(response)
            if mark and not content_type.startswith("text/css"):
                self.tree.put_stream(names[0], blocks, mark)
                return Outcome(ledger.FILE)
            content = b"".join(blocks)
        else:
            content = getattr(response, "content", b"")
        links: Iterable[Target] = ()
        kind = content_type.partition(";")[0]
        if kind == "text/html":
            page = self.editor.edit(content.decode("utf-8", "surrogateescape"), path)
            content, links = page.html.encode("utf-8", "surrogateescape"), page.links
        elif kind == "text/css":
            links = self.targets(css_links(content.decode("utf-8", "replace")), path)
        elif "sitemap" in path and path.endswith(".xml"):
            links = self.targets(map(unescape, LOC.findall(content.decode("utf-8", "replace"))), path)
        elif kind in FEED_TYPES:
            found = ON_ITEMS.findall(content.decode("utf-8", "replace"))
            links = self.targets((unescape(atom or rss) for atom, rss in found), path)
            content = without_password_forms(content)
        for name in names:
            self.tree.put(name, content)
        return Outcome(ledger.FILE, links=links)

    def targets(self, links: Iterable[str], path: str) -> list[Target]:
        """Those of the links that lead to this site."""
        found = (self.own.target(link, path) for link in links)
        return [target for target in found if target and not target.needs_the_site]

    def settle(self, target: Target) -> str:
        """Where an address with a query leads, such as ``/?p=12``; empty if it is answered where it is."""
        key = f"{target.path}?{target.query}"
        if key not in self._settled:
            with self.site.ask(key) as response:
                location = response.headers.get("Location", "") if 300 <= response.status_code < 400 else ""
            aim = self.own.target(location, target.path) if location else None
            self._settled[key] = aim.path if aim and not aim.needs_the_site else ""
            if len(self._settled) > SETTLED_KEPT:
                self._settled.popitem(last=False)
        return self._settled[key]


def asked_query(target: Target) -> str:
    """The query that has to be asked: that of static files; pages are asked without, as files are."""
    return target.query if target.path.startswith("/static/") else ""


def mark_of(response: HttpResponseBase) -> str:
    """What tells whether a stored file is the one that was written before; empty if there is no telling."""
    etag = response.headers.get("ETag", "")
    return f"etag {etag} {response.headers.get('Content-Length', '')}" if STRONG_ETAG.match(etag) else ""


def as_seed(path: str) -> tuple[str, str]:
    """A path as the ledger takes it."""
    return one_spelling(path), ""
