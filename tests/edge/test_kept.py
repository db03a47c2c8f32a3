"""What is kept of an answer, and for whom it is packed how."""

import gzip
from pathlib import Path

import brotli
from hypothesis import given
from hypothesis import strategies as st

from coranto.edge.kept import Form, Kept, choose, pack, strong_etag, unpack
from coranto.edge.ledger import Ledger
from coranto.edge.memory import Memory
from coranto.edge.shelf import Shelf

PLAIN_BODY = b"<p>The tide came in.</p>" * 40


def page(body: bytes = PLAIN_BODY, *, etag: str = "", places: tuple[int, ...] = (8, 9), begun: int = 2**50) -> Kept:
    kept = Kept(
        status=200,
        headers=[("content-type", "text/html; charset=utf-8"), ("x-odd", "caf\xe9")],
        begun=begun,
        places=places,
        made_at=1000.0,
        until=float("inf"),
        last_modified="",
        etag=etag,
        packs=True,
    )
    kept.take("br", pack(body, "br"), etag or strong_etag(body))
    return kept


def test_each_form_unpacks_to_the_same_body_and_has_a_tag_of_its_own() -> None:
    kept = page()
    zipped, plain = kept.add("gzip"), kept.add("")
    assert brotli.decompress(kept.forms["br"].body) == gzip.decompress(zipped.body) == plain.body == PLAIN_BODY
    assert len({form.etag for form in kept.forms.values()}) == 3
    assert dict(zipped.headers)["content-encoding"] == "gzip"
    assert dict(plain.headers)["content-length"] == str(len(PLAIN_BODY))
    assert "content-encoding" not in dict(plain.headers)


def test_the_moment_of_making_is_not_told_in_the_first_second() -> None:
    form = page().forms["br"]
    assert "last-modified" in dict(form.headers) and "last-modified" not in dict(form.young)


def test_a_views_own_tag_is_kept_for_the_plain_form() -> None:
    kept = page(etag='"of-the-feed"')
    assert kept.add("").etag == '"of-the-feed"'
    assert kept.forms["br"].etag == '"of-the-feed-br"'


@given(st.text(max_size=60))
def test_no_accept_encoding_is_too_odd(accepted: str) -> None:
    assert choose(accepted) in ("br", "gzip", "")


def test_what_is_on_the_shelf_comes_back_as_it_was(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "pages.sqlite3", 10**6)
    shelf.put("key", page(), 1000.0)
    found = Shelf(tmp_path / "pages.sqlite3", 10**6).get("key", 1000.0)
    assert found is not None
    assert (found.headers, found.places, found.begun) == (page().headers, page().places, page().begun)
    assert found.plain() == PLAIN_BODY and found.forms["br"].headers == page().forms["br"].headers


def test_the_shelf_lets_go_of_what_was_used_longest_ago(tmp_path: Path) -> None:
    body = bytes(range(256)) * 40
    shelf = Shelf(tmp_path / "pages.sqlite3", 300_000)
    for number in range(600):
        kept = page(body)
        kept.forms = {}
        kept.take("", body, strong_etag(body))
        shelf.put(f"key {number}", kept, 1000.0 + number)
    assert shelf.get("key 0", 2000.0) is None and shelf.get("key 599", 2000.0) is not None


def test_a_broken_shelf_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "pages.sqlite3").write_bytes(b"not a database" * 1000)
    shelf = Shelf(tmp_path / "pages.sqlite3", 10**6)
    shelf.put("key", page(), 1000.0)
    assert shelf.get("key", 1000.0) is not None


def test_the_memory_lets_go_of_what_was_used_longest_ago_and_of_what_holds_no_longer(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "changes")
    memory = Memory(ledger, 5 * page().weight)
    for number in range(8):
        memory.put(str(number), page(places=(100 + number,)))
        memory.get("0", 2000.0)
    assert memory.get("0", 2000.0) and memory.get("7", 2000.0) and not memory.get("1", 2000.0)
    assert memory.weight <= 5 * page().weight
    held = page(places=(107,), begun=ledger.last)
    memory.put("7", held)
    ledger.note([107])
    assert memory.get("7", 2000.0) is None
    held.until = 1500.0
    memory.put("0", held)
    assert memory.get("0", 2000.0) is None, "the clock has passed it"


def test_what_soon_changes_again_is_packed_quickly_until_it_stays() -> None:
    text = b"".join(b"<p>Line %d of the log: %d boats.</p>" % (line, line**3 % 977) for line in range(3_000))
    kept = page()
    kept.forms, kept.parts, kept.source = {}, ("nav",), ("", text + b"\0part:nav\0")
    part = page(b"<nav></nav>")

    def form_at(made_at: float) -> Form:
        """The form after the part was made anew at that moment."""
        part.made_at = made_at
        return kept.add("br", [part])

    first, soon = form_at(1000.0), form_at(1009.0)
    assert len(soon.body) > len(first.body) * 1.05
    assert kept.ready_form("br", 1018.9) is soon and kept.ready_form("br", 1019.0) is None
    again = kept.add("br", [part])
    assert again.body == first.body and kept.ready_form("br", 9999.0) is again
    assert first.etag == again.etag != soon.etag
    assert form_at(1029.5).body == first.body
    assert unpack(soon.body, "br") == unpack(first.body, "br") == text + b"<nav></nav>"
