"""Many posts published at once at the desk."""

import datetime

import pytest
from django.utils import timezone

from coranto.posts.actions.publishing import publish_posts
from coranto.posts.models import Post
from tests import world as w

pytestmark = pytest.mark.django_db


def test_what_bears_a_date_to_come_waits_for_its_day() -> None:
    now = timezone.now()
    w.make_post(
        "Later", live=False, at=now + datetime.timedelta(days=2), posted_on=(now + datetime.timedelta(days=2)).date()
    )
    w.make_post("Now", live=False)
    assert publish_posts(posts=list(Post.objects.all()), at=now, by=None) == 2
    later = Post.objects.get(title="Later")
    assert Post.objects.get(title="Now").live and not later.live
    assert later.revisions.filter(approved_go_live_at__gt=now).exists()
