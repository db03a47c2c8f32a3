"""``write_copy``: the whole public site into a folder, or what changed of it since the last time."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import translation

from coranto.comments.models import Comment
from coranto.core.chunks import chunks
from coranto.core.errors import PlainError
from coranto.core.inside_requests import UNDATED, InsideSite
from coranto.feeds.views import last_change
from coranto.posts.models import Post
from coranto.publication.addresses import addresses_of
from coranto.publication.current import language_of
from coranto.publication.models import Publication
from coranto.static_copy import ledger
from coranto.static_copy.addresses import OwnAddresses, file_names
from coranto.static_copy.crawl import Crawler, as_seed
from coranto.static_copy.ledger import Address, Ledger
from coranto.static_copy.redirects import write_redirects
from coranto.static_copy.search import (
    INDEX_FOLDER,
    SCRIPT,
    SCRIPT_PATH,
    can_search,
    with_search,
    without_results,
    write_index,
)
from coranto.static_copy.seeds import first_addresses, numbered_posts
from coranto.static_copy.server_files import write_server_files
from coranto.static_copy.tree import Tree, open_tree

SEED = "(known to the site)"
NOT_FOUND_PATH = "/404.html"
SEARCH_PATH, OWN_SEARCH_PATH = "/search/", "/-/search/"
SOMEBODY_ELSES = "a file that this command did not write, or another address, is in the way"


@dataclass(slots=True)
class Copied:
    """What a run did. ``broken``: links that lead nowhere; ``failed``: addresses that could not be kept."""

    counts: dict[str, int] = field(default_factory=dict)
    changed: int = 0
    same: int = 0
    removed: int = 0
    has_search: bool = False
    was_resumed: bool = False
    broken: list[Address] = field(default_factory=list)
    failed: list[Address] = field(default_factory=list)

    def in_words(self) -> Iterator[str]:
        """A few lines for people."""
        pages, moved = self.counts.get(ledger.FILE, 0), self.counts.get(ledger.REDIRECT, 0)
        yield f"{pages:,} addresses, {moved:,} redirects"
        yield f"files: {self.changed:,} written, {self.same:,} unchanged, {self.removed:,} removed"
        if not self.has_search:
            yield "search: left out, because pagefind is not installed (pip install 'coranto[static]')"

    def as_json(self) -> dict[str, Any]:
        """What was copied, for machines."""
        rows = {"broken": self.broken, "failed": self.failed}
        lists = {
            name: [{"address": row.path, "found_on": row.found_on, "reason": row.target} for row in found]
            for name, found in rows.items()
        }
        figures = {"written": self.changed, "unchanged": self.same, "removed": self.removed}
        return {"addresses": self.counts, "files": figures, "search": self.has_search, **lists}


def write_copy(folder: Path, *, at: datetime.datetime, told: Callable[[int], None]) -> Copied:
    """Write the public site into ``folder``; ``told`` hears how many addresses have been asked for.

    What was written before and has not changed is left alone; what is gone from the site goes, unless something failed.
    Stopped at any moment, the next call goes on. Raise PlainError for a folder that holds other things.
    """
    home = Path(settings.HOME).resolve()
    if home.is_relative_to(folder.resolve()):
        raise PlainError(f"{folder} holds the site's home, which nobody may see: name another folder.")
    publication = Publication.objects.current()
    with open_tree(folder) as tree, translation.override(language_of(publication)):
        return _Writing(tree, publication, at).run(told)


class _Writing:
    def __init__(self, tree: Tree, publication: Publication, at: datetime.datetime) -> None:
        self.tree, self.ledger, self.publication, self.at = tree, tree.ledger, publication, at
        self.site = InsideSite(settings.PUBLIC_URL, {UNDATED: "yes"})
        self.own = OwnAddresses(settings.PUBLIC_URL)
        self.search_path = self._search_path() if can_search() else ""

    def run(self, told: Callable[[int], None]) -> Copied:
        copied = Copied(has_search=bool(self.search_path))
        copied.was_resumed = self.ledger.start_run(self._state())
        add_all(self.ledger, first_addresses(addresses_of(self.publication), self.at))
        crawler = Crawler(self.site, self.own, self.ledger, self.tree, self.search_path)
        crawler.run(told)
        self._write_not_found(crawler)
        if self.search_path:
            self._write_search_page(crawler)
        write_redirects(self.tree, self.own, language_of(self.publication), numbered_posts(self.at))
        write_server_files(self.tree)
        self._judge(copied)
        is_sound = not any(address.outcome == ledger.ERROR for address in copied.failed)
        if self.search_path:
            if is_sound:
                self.tree.remove_old(spare=INDEX_FOLDER)  # so that nothing that is gone can be found
            write_index(self.tree)
        if is_sound:
            self.tree.remove_old()
        self.ledger.end_run()
        written = self.tree.written
        copied.changed, copied.same, copied.removed = written.changed, written.same, written.removed
        return copied

    def _search_path(self) -> str:
        """WordPress's place for searches, or one of ours where a page stands there."""
        with self.site.ask(SEARCH_PATH) as response:
            return SEARCH_PATH if response.status_code == 404 else OWN_SEARCH_PATH

    def _state(self) -> str:
        """Changes when the site does, as far as a run that was broken off is concerned."""
        comments = Comment.objects.published().count()
        posts = Post.objects.published(self.at).count()
        parts = (last_change(self.publication), posts, comments, settings.PUBLIC_URL, self.search_path)
        return " ".join(map(str, parts))

    def _write_not_found(self, crawler: Crawler) -> None:
        """What servers show where nothing is."""
        with self.site.ask(NOT_FOUND_PATH) as response:
            page = crawler.editor.edit(getattr(response, "content", b"").decode(), NOT_FOUND_PATH)
        self._put_page(NOT_FOUND_PATH.lstrip("/"), page.html, crawler, page.links)

    def _write_search_page(self, crawler: Crawler) -> None:
        """The page that asks the index."""
        with self.site.ask("/?s=") as response:
            live = without_results(getattr(response, "content", b"").decode())
        page = crawler.editor.edit(live, self.search_path)
        self.tree.put(SCRIPT_PATH.lstrip("/"), SCRIPT.encode())
        name = file_names(self.search_path, "text/html")[0]
        self._put_page(name, with_search(page.html), crawler, page.links)

    def _put_page(self, name: str, html: str, crawler: Crawler, links: Any) -> None:
        self.tree.put(name, html.encode())
        self.tree.flush()
        with self.ledger.together():
            self.ledger.add(((link.path, "") for link in links), f"/{name}")
        crawler.run(lambda done: None)

    def _judge(self, copied: Copied) -> None:
        """Which links lead nowhere, and what could not be kept."""
        refused = set(self.tree.refused)
        copied.counts = self.ledger.counts()
        copied.broken = [row for row in self.ledger.settled(ledger.MISSING) if row.found_on != SEED]
        copied.failed = list(self.ledger.settled(ledger.ERROR, ledger.NO_NAME))
        copied.failed += [Address(f"/{name}", "", "", "taken", SOMEBODY_ELSES) for name in sorted(refused)]


def add_all(known: Ledger, paths: Iterator[str]) -> None:
    """Tell the ledger of addresses to begin with."""
    for portion in chunks(paths, ledger.BATCH):
        with known.together():
            known.add(map(as_seed, portion), SEED)
