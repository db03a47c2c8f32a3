"""After an import the desk knows which posts use which pictures."""

import pytest
from wagtail.models import ReferenceIndex

from coranto.posts.models import Post
from coranto.wordpress.importing import usage
from tests.world import make_image, make_post

pytestmark = pytest.mark.django_db


def test_the_pictures_of_posts_are_in_use_after_an_import(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = make_image()
    posts = [make_post(f"P{number}") for number in range(5)]
    Post.objects.update(featured_image=picture)
    ReferenceIndex.objects.all().delete()
    monkeypatch.setattr(usage, "PORTION", 2)
    usage.note_usage_of_all()
    users = {int(group[0].pk) for group in ReferenceIndex.get_references_to(picture).group_by_source_object()}
    assert users == {post.pk for post in posts}
