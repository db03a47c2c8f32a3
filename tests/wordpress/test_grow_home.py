"""A home grown by copying rows has everything that the importer would have written (:mod:`bench.grown_home`)."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from bench.grown_home import grow
from bench.growth import Growth
from bench.home_invariants import broken
from coranto.comments.models import Comment
from coranto.posts.models import Post
from coranto.publication.models import Publication
from tests import world
from tests.wordpress.importing import bring_in

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="growing a home on PostgreSQL is untried")
POSTS, COMMENTS = 12, 60


@pytest.fixture
def export(tmp_path: Path, shared: Path) -> Path:
    """A small synthetic export."""
    path = tmp_path / "site.xml"
    command = [sys.executable, str(shared / "wordpress" / "make_wxr.py"), "--posts", str(POSTS)]
    subprocess.run([*command, "--comments", str(COMMENTS), "--words", "60", "-o", str(path)], check=True)
    return path


@pytest.mark.django_db
def test_every_post_is_there_so_many_times_with_all_that_belongs_to_it(export: Path) -> None:
    bring_in(export)
    comments = Comment.objects.count()
    assert broken() == {}
    grow(3, apart=3_000)
    assert broken() == {}
    assert Post.objects.count() == 3 * POSTS
    assert Comment.objects.count() == 3 * comments
    assert Post.objects.filter(slug__endswith="-12-2").count() == 1
    assert len(set(Post.objects.values_list("guid", flat=True))) == 3 * POSTS
    highest = Post.objects.latest("number").number
    assert world.make_post("One more").number > highest


@pytest.mark.django_db
def test_what_cannot_be_copied_is_refused(export: Path) -> None:
    bring_in(export)
    Post.objects.filter(pk=Post.objects.earliest("pk").pk).update(is_sticky=True)
    with pytest.raises(SystemExit, match="plain"):
        Growth(2, 60).refuse_the_unknown()
    assert Publication.objects.count() == 1
