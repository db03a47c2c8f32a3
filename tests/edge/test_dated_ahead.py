"""A post that is dated ahead ends what was kept before anybody knew of it."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from coranto.core import changes
from coranto.core.made_of import POSTS, SITE
from tests.world import make_post


@pytest.mark.django_db
def test_what_shows_the_newest_posts_is_forgotten_when_one_is_dated_ahead(
    django_capture_on_commit_callbacks: Any,
) -> None:
    told: list[frozenset[str]] = []

    def hear(names: frozenset[str], moment: datetime.datetime | None) -> None:
        told.append(names)

    changes.listen(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            make_post("Ahead", at=timezone.now() + datetime.timedelta(hours=1))
    finally:
        changes.forget_listener(hear)
    assert any({POSTS, SITE} & names for names in told)
