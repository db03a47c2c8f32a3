"""After an import PostgreSQL knows small tables too, which its own collector leaves out."""

import pytest
from django.db import connection

from coranto.wordpress.importing import databases
from tests.world import make_author, make_post

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans without statistics"),
]
KNOWN = "SELECT count(*) FROM pg_stats WHERE tablename = 'posts_author' AND attname = 'number'"


def is_known() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(KNOWN)
        return bool(cursor.fetchone()[0])


def test_a_site_of_some_size_is_measured_and_a_small_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "MANY_POSTS", 2)
    make_post(author=make_author("Ada Quill"))
    before = is_known()
    databases.gather_statistics()
    assert is_known() == before
    make_post()
    databases.gather_statistics()
    assert is_known()
