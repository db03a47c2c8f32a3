"""The wait, the most of an hour and "said already" hold for comments that come at the same moment."""

from pathlib import Path

import pytest
from django.db import connection

from tests.comments.submitting_at_once import AT_ONCE
from tests.conftest import postgres_template
from tests.on_its_own import own_database, told_by


@pytest.mark.django_db
def test_of_those_that_come_at_once_no_more_are_kept_than_of_those_that_come_in_turn(tmp_path: Path) -> None:
    template = postgres_template() if connection.vendor == "postgresql" else ""
    with own_database("coranto_submitting_at_once", template=template) as address:
        told = told_by("tests.comments.submitting_at_once", tmp_path / "home", address, timeout=300)
    assert told == {
        "one network": {"kept": 1, "fast": AT_ONCE - 1, "rows": 1},
        "one address": {"kept": 1, "fast": AT_ONCE - 1, "rows": 1},
        "nobody in common": {"kept": AT_ONCE, "rows": AT_ONCE},
        "limit": {"kept": 3, "fast": AT_ONCE - 3, "rows": 3},
        "limit, again": {"fast": AT_ONCE, "rows": 0},
        "staff": {"kept": AT_ONCE, "rows": AT_ONCE},
        "one form": {"kept": 1, "repeated": AT_ONCE - 1, "rows": 1},
        "one text": {"kept": 1, "duplicate": AT_ONCE - 1, "rows": 1},
        "one text of many": {"kept": AT_ONCE, "rows": AT_ONCE},
    }
