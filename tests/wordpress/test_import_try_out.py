"""``--dry-run`` says what an import would do, and does none of it."""

from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from coranto.posts.models import Post
from tests.wordpress.importing import attachment, bring_in, category, export_file, filed, page, post, remark, site

pytestmark = pytest.mark.django_db


def rows() -> dict[str, int]:
    """How many rows each table has."""
    found: list[type[models.Model]] = apps.get_models()
    return {model._meta.label: model._default_manager.count() for model in found if model._meta.managed}


@pytest.mark.parametrize("name", ["theme-unit-test", "wordpress-3.1-small", "wordpress-com-2025", "utf-8-challenges"])
def test_a_trial_counts_what_the_import_then_does(shared: Path, name: str) -> None:
    path = shared / "wordpress" / f"{name}.wxr.xml"
    before = rows()
    tried = bring_in(path, dry_run=True)
    assert rows() == before
    done = bring_in(path)
    made_on_the_way = ("source", "attribution")
    assert tried.counts == {kind: acts for kind, acts in done.counts.items() if kind not in made_on_the_way}


def test_a_trial_tells_of_every_oddity(tmp_path: Path) -> None:
    items = (
        post(1, slug="same", status="publish"),
        post(2, slug="same"),
        post(3, status="trash"),
        post(4, comments=(remark(5, parent_id=4), remark(6, approved="0"))),
        post(5, post_type="product"),
        attachment(6),
    )
    path = export_file(tmp_path, *items, terms=[category("a", parent="a")])
    tried = bring_in(path, dry_run=True)
    done = bring_in(path)
    assert sorted((note.act, note.kind, note.title) for note in tried.notes) == sorted(
        (note.act, note.kind, note.title) for note in done.notes
    )
    assert (tried.is_dry, tried.run, done.is_dry) == (True, None, False)


def test_a_trial_of_a_newer_export_says_what_would_change_and_what_was_edited_here(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1), post(2), post(3), page(4)))
    Post.objects.filter(number=2).update(title="Mine")
    path = export_file(tmp_path, post(1, title="x"), post(2, title="x"), post(3), page(4), post(5, terms=filed("n")))
    before = rows()
    tried = bring_in(path, dry_run=True)
    assert rows() == before
    assert tried.counts["post"] == {"changed": 1, "edited_here": 1, "unchanged": 1, "new": 1}
    assert tried.counts["category"] == {"new": 1}


def test_a_trial_knows_numbers_that_another_site_has_taken(tmp_path: Path) -> None:
    other = "https://other.example"
    bring_in(export_file(tmp_path, post(1)))
    path = export_file(tmp_path, post(1, base=other), of=site(other), name="b.xml")
    tried = bring_in(path, dry_run=True)
    assert any("its number 1 is in use here" in note.reason for note in tried.notes)
    assert Post.objects.count() == 1
