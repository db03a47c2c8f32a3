"""The owner writes the rules of the discussion at the desk; they count with the next comment."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.comments.actions.keeping import forget_what_is_over
from coranto.comments.desk.rules import RulesForm
from coranto.comments.models import Comment, CommentRules
from tests.comments.pages import page_of, write
from tests.desk import desk, person
from tests.world import make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Client:
    """The owner's browser."""
    return desk(user=person("administrator"))


def filled(owner: Client) -> dict[str, Any]:
    """The form as the screen shows it, as a browser would send it."""
    page = page_of(owner.get(reverse("comments_desk:rules")))
    return dict(page.find_class("desk-rules")[0].form_values())


def test_what_the_owner_sets_counts_with_the_next_comment(owner: Client) -> None:
    post, form = make_post(), filled(owner)
    form |= {"hold_words": "herring\nsprat", "wait_seconds": "0", "youngest_form": "0"}
    form.pop("hold_first")
    assert owner.post(reverse("comments_desk:rules"), form).status_code == 302
    write(Client(), post, comment="A word on herring.")
    write(Client(), post, comment="A word on the tides.")
    assert list(Comment.objects.order_by("pk").values_list("status", flat=True)) == ["held", "published"]
    rules = CommentRules.objects.get()
    assert (rules.hold_first, rules.empty_spam_days) == (False, 30)
    assert "herring" in owner.get(reverse("comments_desk:rules")).content.decode()


def test_sending_the_form_unchanged_changes_nothing(owner: Client) -> None:
    before = {name: getattr(CommentRules(), name) for name in RulesForm.Meta.fields}
    owner.post(reverse("comments_desk:rules"), filled(owner))
    after = CommentRules.objects.get()
    assert {name: getattr(after, name) for name in RulesForm.Meta.fields} == before


@pytest.mark.parametrize(("field", "value"), [("longest", "5"), ("longest", "many"), ("keep_network_days", "-1")])
def test_what_makes_no_sense_is_refused_with_every_word_kept(owner: Client, field: str, value: str) -> None:
    answer = owner.post(reverse("comments_desk:rules"), filled(owner) | {field: value, "reaction": "Thanks a lot"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Nothing was saved" in text
    assert "Thanks a lot" in text
    assert not CommentRules.objects.exists()


@pytest.mark.parametrize("field", ["close_after_days", "edit_minutes", "empty_spam_days", "empty_bin_days"])
def test_a_number_that_no_calendar_holds_is_refused_instead_of_breaking_every_page(owner: Client, field: str) -> None:
    answer = owner.post(reverse("comments_desk:rules"), filled(owner) | {field: "99999999"})
    assert answer.status_code == 422
    assert "less than or equal to" in answer.content.decode()
    assert not CommentRules.objects.exists()
    for number in ("3650", "0"):
        assert owner.post(reverse("comments_desk:rules"), filled(owner) | {field: number}).status_code == 302
        assert Client().get(make_post(at=timezone.now()).path).status_code == 200
        forget_what_is_over(at=timezone.now())


def test_every_rule_is_on_the_screen() -> None:
    rules = {field.name for field in CommentRules._meta.concrete_fields} - {"id", "publication"}
    assert set(RulesForm.Meta.fields) == rules
