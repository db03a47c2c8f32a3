"""Editors decide on attributions read from texts, merge outlets and tags, and take it back."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from coranto.core.errors import PlainError
from coranto.posts.actions.merging import merge_sources, merge_tags
from coranto.posts.actions.reviews import confirm_attributions, correct_attribution, reject_attributions
from coranto.posts.actions.sources import find_source, name_source
from coranto.posts.actions.undoing import undo_change
from coranto.posts.models import Attribution, Change, ListingEntry, Post, Source, Tag
from tests import world as w
from tests.desk import attribution, desk, rewrite, typed

pytestmark = pytest.mark.django_db
Review = Attribution.Review


def read(post: Post, name: str = "The Harbour Courier", **fields: object) -> Attribution:
    """An attribution as the import reads one from a text."""
    values = {"review": Review.READ, "confidence": 0.6, "line": f"{name} – February 5, 2016", **fields}
    return w.make_attribution(post, name_source(name=name), **values)


def undo(change: Change) -> None:
    undo_change(change=change, at=timezone.now(), by=None)


def listed(slug: str) -> set[str]:
    """The titles of the posts that the public sees under an outlet."""
    entries = ListingEntry.objects.filter(kind="source", key=Source.objects.get(slug=slug).pk)
    return set(entries.values_list("post__title", flat=True))


def test_a_confirmed_attribution_needs_no_review_any_more() -> None:
    row = read(w.make_post())
    change = confirm_attributions(attributions=[row], at=w.NOON, by=None)
    assert not Attribution.objects.to_review().exists()
    undo(change)
    assert list(Attribution.objects.to_review()) == [row]


def test_a_rejected_attribution_is_shown_nowhere_until_it_is_taken_back() -> None:
    post = w.make_post("Low tide")
    row = read(post)
    w.make_post("High tide", source=row.source)
    change = reject_attributions(attributions=[row], at=timezone.now(), by=None)
    assert "Low tide" not in listed("the-harbour-courier")
    assert not Attribution.objects.shown().filter(post=post).exists()
    undo(change)
    assert "Low tide" in listed("the-harbour-courier")


def test_a_correction_moves_the_post_to_the_right_outlet() -> None:
    row = read(w.make_post("Low tide"))
    values = {"original_date": "2016-02-05", "relation": "excerpted"}
    change = correct_attribution(
        attribution=row, source_name="Low Bridge Gauge", values=values, at=timezone.now(), by=None
    )
    row.refresh_from_db()
    assert (row.source.name, row.original_date, row.review) == ("Low Bridge Gauge", "2016-02-05", Review.CONFIRMED)
    assert "Low tide" in listed("low-bridge-gauge")
    undo(change)
    row.refresh_from_db()
    assert (row.source.name, row.original_date, row.review) == ("The Harbour Courier", "", Review.READ)


def test_a_decision_holds_when_an_older_draft_is_published() -> None:
    client = desk()
    post = w.make_post("Low tide", at="2016-02-07")
    row = read(post)
    form = {"title": "Low tide again", "slug": post.slug, "posted_at": typed(post.posted_at)}
    same = [attribution(row.source.name, pk=row.pk)]
    rewrite(client, post, attributions=same, initial=1, **form)
    reject_attributions(attributions=[row], at=timezone.now(), by=None)
    revision = post.latest_revision
    revision.refresh_from_db()
    revision.publish()
    row.refresh_from_db()
    assert row.review == Review.REJECTED


def test_merged_outlets_are_one_under_all_their_names() -> None:
    post = w.make_post("Low tide")
    old, new = name_source(name="Harbour Gazette"), name_source(name="The Harbour Courier")
    w.make_attribution(post, old)
    merge_sources(into=new, sources=[old, new], at=timezone.now(), by=None)
    assert find_source("harbour gazette") == new and Source.objects.count() == 1
    assert "Low tide" in listed("the-harbour-courier")
    moved = Client().get("/source/harbour-gazette/")
    assert moved.status_code == 301 and moved["Location"] == "/source/the-harbour-courier/"


def test_a_merger_is_taken_back_whole() -> None:
    post = w.make_post("Low tide")
    old, new = name_source(name="Harbour Gazette"), name_source(name="The Harbour Courier")
    Source.objects.filter(pk=old.pk).update(url="https://gazette.example/")
    row = w.make_attribution(post, old)
    change = merge_sources(into=new, sources=[Source.objects.get(pk=old.pk)], at=timezone.now(), by=None)
    new.refresh_from_db()
    assert new.url == "https://gazette.example/"
    undo(change)
    row.refresh_from_db()
    new.refresh_from_db()
    assert (row.source, new.url, find_source("Harbour Gazette")) == (old, "", old)
    assert "Low tide" in listed("harbour-gazette")


def test_what_was_taken_back_cannot_be_taken_back_again() -> None:
    change = confirm_attributions(attributions=[read(w.make_post())], at=w.NOON, by=None)
    undo(change)
    with pytest.raises(PlainError):
        undo(change)


def test_taking_back_spares_what_was_decided_since() -> None:
    row = read(w.make_post())
    change = confirm_attributions(attributions=[row], at=w.NOON, by=None)
    reject_attributions(attributions=[row], at=timezone.now(), by=None)
    undo(change)
    row.refresh_from_db()
    assert row.review == Review.REJECTED


def test_a_draft_that_names_a_merged_outlet_can_still_be_published() -> None:
    client = desk()
    post = w.make_post("Low tide", at="2016-02-07")
    form = {"title": "Low tide", "slug": post.slug, "posted_at": typed(post.posted_at)}
    rewrite(client, post, attributions=[attribution("Harbour Gazette")], **form)
    new = name_source(name="The Harbour Courier")
    merge_sources(into=new, sources=[Source.objects.get(name="Harbour Gazette")], at=timezone.now(), by=None)
    post.latest_revision.publish()
    assert Attribution.objects.get(post=post).source == new


def test_merged_tags_are_one_and_can_be_parted_again() -> None:
    tide, tides = w.make_tag("Tide"), w.make_tag("Tides")
    post, both = w.make_post("Low tide", tags=[tide]), w.make_post("High tide", tags=[tide, tides])
    change = merge_tags(into=tides, tags=[tide], at=timezone.now(), by=None)
    assert list(Post.objects.get(pk=post.pk).tags.all()) == [tides]
    assert Client().get("/tag/tide/").status_code == 301
    undo(change)
    assert list(Post.objects.get(pk=post.pk).tags.all()) == [tide]
    assert set(Post.objects.get(pk=both.pk).tags.all()) == {tide, tides}
    assert Tag.objects.count() == 2 and Client().get("/tag/tide/").status_code == 200


@pytest.mark.parametrize("before", ["9" * 30, "x", "²", "-1"])
def test_the_list_of_changes_goes_on_from_nowhere_odd(before: str) -> None:
    assert desk("editor").get(reverse("posts_desk:changes"), {"before": before}).status_code == 200
