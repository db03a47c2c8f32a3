"""Objects are made of rows in one step where nothing more is to be done, and by Django where there is."""

from collections.abc import Iterator

import pytest
from django.db.models.signals import post_init
from wagtail.models import Page

from coranto.comments.models import Comment
from coranto.core.database.prepared_queries import PreparedObjects
from coranto.core.database.quick_objects import Maker, maker_of
from coranto.media.models import CreditedImage
from coranto.posts.models import Author
from tests.world import NOON, make_author, make_comment, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[str]]:
    """The names of authors that were made of rows."""
    names: list[str] = []

    def tell(instance: Author, **_more: object) -> None:
        names.append(instance.name)

    post_init.connect(tell, sender=Author)
    yield names
    post_init.disconnect(tell, sender=Author)


def test_they_are_as_django_makes_them() -> None:
    made = make_comment(make_post(at=NOON))
    wanted = Comment.objects.select_related("commenter").defer("text")
    (quick,) = PreparedObjects(lambda: wanted).all()
    plain = wanted.get(pk=made.pk)
    for mine, djangos in ((quick, plain), (quick.commenter, plain.commenter)):
        columns = {name: value for name, value in vars(djangos).items() if name != "_state"}
        assert {name: value for name, value in vars(mine).items() if name != "_state"} == columns
        assert (mine._state.adding, mine._state.db) == (djangos._state.adding, djangos._state.db)
    assert isinstance(maker_of(Comment), Maker)


def test_they_can_be_asked_for_what_was_left_out_and_be_saved() -> None:
    made = make_comment(make_post(at=NOON), text="A tide mill")
    (quick,) = PreparedObjects(lambda: Comment.objects.defer("text")).all()
    assert "text" not in vars(quick)
    assert quick.text == made.text
    quick.name = "Bo Reed"
    quick.save()
    assert Comment.objects.get().name == "Bo Reed"
    assert quick.commenter == made.commenter


@pytest.mark.parametrize("model", [Page, CreditedImage])
def test_models_that_do_more_are_made_by_django(model: type[Page | CreditedImage]) -> None:
    assert maker_of(model) is model


def test_who_listens_is_told(told: list[str]) -> None:
    make_author("Ada Quill")
    told.clear()
    list(PreparedObjects(lambda: Author.objects.all()).all())
    assert told == ["Ada Quill"]
