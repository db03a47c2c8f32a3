"""An export brought into an empty home and exported again is the same file, and lacks nothing of what came first."""

import sys
from dataclasses import replace
from html import unescape
from os import environ
from pathlib import Path
from subprocess import run

import pytest
from django.db import connection

from coranto.posts.slugs import encoded_slug
from coranto.wordpress.mapping.own_elements import foreign
from coranto.wordpress.wxr.records import CommentRecord, ItemRecord, TermRef
from tests.conftest import ROOT
from tests.wordpress.homes import import_process, migrated_template, new_home
from tests.wordpress.reading import read_whole
from tests.wordpress.test_import_shared_exports import EXPORTS
from tests.wordpress.wxr_as_written import differences

pytestmark = [
    pytest.mark.skipif(
        connection.vendor != "sqlite",
        reason="the homes of this test are SQLite files; the same code runs on PostgreSQL",
    ),
    pytest.mark.slow,
]


def brought_in(folder: Path, *files: Path) -> Path:
    """A new home with an export in it."""
    home = new_home(folder, migrated_template())
    process = import_process(home, *files)
    _out, error = process.communicate()
    assert process.returncode == 0, error
    return home


def written_out(home: Path, target: Path, *options: str) -> Path:
    """The export of a home, by the real command."""
    command = [sys.executable, "-m", "coranto", "export", "wordpress", str(target), *options, "--home", str(home)]
    environment = {key: value for key, value in environ.items() if not key.startswith(("CORANTO", "DJANGO"))}
    environment |= {"CORANTO_URL": "http://digest.example", "DATABASE_URL": ""}
    done = run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return target


def comparable(item: ItemRecord) -> ItemRecord:
    """An item without what may differ: its address, the order of its terms, the way a name is escaped, our own."""
    terms = tuple(
        sorted({replace_term(term) for term in item.terms if term.domain != "author" and term.slug}, key=repr)
    )
    comments = tuple(sorted((comparable_comment(each) for each in item.comments), key=lambda each: each.wp_id))
    return replace(
        item, link="", terms=terms, comments=comments, unknown=tuple(foreign(item.unknown)), attachment_url=""
    )


def replace_term(term: TermRef) -> TermRef:
    """A term by its taxonomy and slug: names are the term's own, and the head of the file has them."""
    return TermRef(term.domain, encoded_slug(term.slug), "")


def comparable_comment(comment: CommentRecord) -> CommentRecord:
    """The same for a comment."""
    return replace(comment, author=unescape(comment.author), unknown=tuple(foreign(comment.unknown)))


def keyed(items: list[ItemRecord]) -> dict[tuple[int, str], ItemRecord]:
    """By number and title."""
    return {(item.wp_id, item.title): comparable(item) for item in items}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_comes_back_the_same(shared: Path, tmp_path: Path, name: str) -> None:
    first = shared / "wordpress" / f"{name}.wxr.xml"
    second = written_out(brought_in(tmp_path / "a", first), tmp_path / "b.xml")
    third = written_out(brought_in(tmp_path / "b", second), tmp_path / "c.xml")
    assert second.read_text() == third.read_text()
    assert differences(first, second) == []
    there, here = keyed(read_whole(first).items), keyed(read_whole(second).items)
    assert {key: here.get(key) for key in there} == there


def test_generated_posts_with_their_discussions_come_back_the_same(shared: Path, tmp_path: Path) -> None:
    first = tmp_path / "a.xml"
    maker = [sys.executable, str(shared / "wordpress" / "make_wxr.py"), "--posts", "200", "--comments", "600"]
    run([*maker, "-o", str(first)], check=True)
    second = written_out(brought_in(tmp_path / "a", first), tmp_path / "b.xml")
    third = written_out(brought_in(tmp_path / "b", second), tmp_path / "c.xml")
    assert second.read_text() == third.read_text()
    assert differences(first, second) == []
    there, here = keyed(read_whole(first).items), keyed(read_whole(second).items)
    assert len(there) == 200
    assert {key: here.get(key) for key in there} == there
