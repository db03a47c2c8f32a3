"""An import may be repeated: what is new comes in, what was edited here stays."""

from pathlib import Path
from typing import Any

import pytest

from coranto.comments.models import Comment, Verdict
from coranto.pages.models import StaticPage
from coranto.posts.models import Attribution, Author, Category, ListingCount, Permalink, Post, Source, Tag
from coranto.publication.models import Publication
from coranto.wordpress.models import Arrival, ImportNote, ImportRun, KeptItem, LooseEnd, Origin
from coranto.wordpress.wxr.records import AuthorRecord
from tests.wordpress.importing import bring_in, category, export_file, filed, page, post, remark, said, site

pytestmark = pytest.mark.django_db
EVERYTHING = (
    Post,
    StaticPage,
    Comment,
    Category,
    Tag,
    Author,
    Permalink,
    Attribution,
    Source,
    KeptItem,
    Arrival,
    Verdict,
    LooseEnd,
)


def everything() -> dict[str, list[dict[str, object]]]:
    """All rows that an import writes."""
    models: tuple[Any, ...] = EVERYTHING
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def test_the_same_export_changes_no_row(tmp_path: Path) -> None:
    items = (
        post(1, terms=filed("news"), comments=(remark(1), remark(2, parent_id=1, approved="0"))),
        page(2),
        post(3, post_type="product"),
    )
    path = export_file(tmp_path, *items, terms=[category("news")])
    bring_in(path)
    before = everything()
    report = bring_in(path)
    assert everything() == before
    assert {act for acts in report.counts.values() for act in acts} == {"unchanged"}
    assert report.notes == []


def test_a_newer_export_adds_and_changes(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, terms=filed("a")), post(2)))
    newer = (post(1, title="New title", content="New words.", terms=filed("b")), post(2), post(3))
    report = bring_in(export_file(tmp_path, *newer, terms=[category("a"), category("b")]))
    assert report.counts["post"] == {"changed": 1, "new": 1, "unchanged": 1}
    found = Post.objects.get(number=1)
    assert (found.title, found.categories.get().slug) == ("New title", "b")
    assert "New words." in found.body_html
    assert found.original.content == "New words."
    counts = {Category.objects.get(pk=row.key).slug: row.count for row in ListingCount.objects.filter(kind="category")}
    assert counts == {"b": 1}


def test_a_new_slug_moves_a_post_and_the_old_address_leads_there(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, slug="old")))
    bring_in(export_file(tmp_path, post(1, slug="new")))
    assert Post.objects.get().path == "/2024/05/01/new/"
    assert dict(Permalink.objects.values_list("path", "is_current")) == {
        "/2024/05/01/old/": False,
        "/2024/05/01/new/": True,
    }


def test_a_draft_that_was_published_there_is_published_here(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, status="draft", link="https://digest.example/?p=1")))
    bring_in(export_file(tmp_path, post(1)))
    found = Post.objects.get()
    assert (found.live, found.path) == (True, "/2024/05/01/post-1/")


@pytest.mark.parametrize("column", ["title", "body_html", "slug", "password", "is_sticky", "excerpt"])
def test_a_post_that_was_edited_here_is_left_alone(tmp_path: Path, column: str) -> None:
    bring_in(export_file(tmp_path, post(1)))
    Post.objects.update(**{column: True if column == "is_sticky" else "mine"})
    report = bring_in(export_file(tmp_path, post(1, content="Theirs.", title="Theirs")))
    assert report.counts["post"] == {"edited_here": 1}
    assert "Theirs" not in (Post.objects.get().title + Post.objects.get().body_html)
    assert said(report, "edited_here") == ["was edited here, so what the new export says was left out"]


def test_a_post_that_was_filed_anew_here_is_left_alone(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, terms=filed("a")), terms=[category("a"), category("b")]))
    Post.objects.get().categories.through.objects.update(category=Category.objects.get(slug="b"))
    report = bring_in(export_file(tmp_path, post(1, title="Theirs"), terms=[category("a"), category("b")]))
    assert report.counts["post"] == {"edited_here": 1}


def test_new_comments_arrive_below_a_post_that_was_edited_here(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, comments=(remark(1),))))
    Post.objects.update(title="Mine")
    bring_in(export_file(tmp_path, post(1, title="Theirs", comments=(remark(1), remark(2, parent_id=1)))))
    assert Post.objects.get().title == "Mine"
    assert dict(Comment.objects.values_list("pk", "parent")) == {1: None, 2: 1}
    assert Post.objects.get().comment_count == 2


def test_new_comments_alone_do_not_touch_the_post(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, comments=(remark(1),))))
    before = Post.objects.values().get()
    report = bring_in(export_file(tmp_path, post(1, comments=(remark(1), remark(2)))))
    assert report.counts["post"] == {"unchanged": 1} and report.counts["comment"] == {"unchanged": 1, "new": 1}
    assert Post.objects.values().get() == before | {"comment_count": 2}


def test_a_comment_that_was_changed_there_changes_and_one_moderated_here_stays(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, comments=(remark(1), remark(2), remark(3)))))
    Comment.objects.filter(pk=2).update(status="spam")
    Comment.objects.filter(pk=3).delete()
    talk = tuple(remark(number, content="Mended.") for number in (1, 2, 3))
    report = bring_in(export_file(tmp_path, post(1, comments=talk)))
    assert dict(Comment.objects.values_list("pk", "text")) == {1: "Mended.", 2: "Remark 2."}
    assert report.counts["comment"] == {"changed": 1, "edited_here": 2}


def test_what_was_deleted_here_does_not_come_back(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1), post(2), page(3)))
    Post.objects.filter(number=1).delete()
    StaticPage.objects.get().delete()
    changed = (post(1, title="New"), post(2, title="New"), page(3, title="New"))
    report = bring_in(export_file(tmp_path, *changed))
    assert [found.number for found in Post.objects.all()] == [2]
    assert not StaticPage.objects.exists()
    assert said(report, "edited_here") == ["was deleted here; left as it is"] * 2


def test_what_went_to_the_bin_there_goes_there_here_unless_it_was_edited(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1), post(2)))
    Post.objects.filter(number=2).update(title="Mine")
    report = bring_in(export_file(tmp_path, post(1, status="trash"), post(2, status="trash")))
    first, second = Post.objects.order_by("number")
    assert (first.live, second.live) == (False, True)
    assert first.binned_at and not second.binned_at
    assert report.counts["post"] == {"changed": 1, "edited_here": 1}


def test_what_became_an_automatic_draft_there_stays_here_and_is_told(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1)))
    report = bring_in(export_file(tmp_path, post(1, status="auto-draft", title="", content="")))
    assert Post.objects.get().live
    assert said(report, "skipped") == ["it is an automatic draft; what was imported of it before is still here"]


def test_what_came_out_of_the_bin_there_arrives(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, status="trash")))
    report = bring_in(export_file(tmp_path, post(1)))
    found = Post.objects.get()
    assert (found.live, found.binned_at, report.counts["post"]) == (True, None, {"changed": 1})


def test_a_post_that_became_a_page_there_stays_a_post(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1)))
    report = bring_in(export_file(tmp_path, page(1)))
    assert Post.objects.count() == 1 and not StaticPage.objects.exists()
    assert said(report, "edited_here") == ["became a post here and is a page in the new export; left as it is"]


def test_authors_and_categories_change_unless_they_were_edited_here(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1), terms=[category("a"), category("b")]))
    Category.objects.filter(slug="b").update(name="Mine")
    authors = [AuthorRecord(2, "editor", "editor@example.org", "Edith Orr-Smith")]
    terms = [category("a", name="Theirs"), category("b", name="Theirs")]
    bring_in(export_file(tmp_path, post(1), authors=authors, terms=terms))
    assert Author.objects.get().name == "Edith Orr-Smith"
    assert dict(Category.objects.values_list("slug", "name")) == {"a": "Theirs", "b": "Mine"}


def test_attributions_that_a_person_looked_at_stay_when_the_text_is_read_again(tmp_path: Path) -> None:
    link = '<a href="https://www.harbour-times.example/a/">Harbour Times</a>'
    words = f"<p>A first line of the story.</p>\n<p>Source: {link}</p>"
    bring_in(export_file(tmp_path, post(1, content=words)))
    read = Attribution.objects.get()
    assert (read.source.name, read.review) == ("Harbour Times", "read")
    Attribution.objects.update(review="rejected")
    bring_in(export_file(tmp_path, post(1, content=words + "<p>More.</p>")))
    assert list(Attribution.objects.values_list("review", flat=True)) == ["rejected"]


def test_settings_are_taken_over_once(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1), of=site(title="First")))
    bring_in(export_file(tmp_path, post(1), of=site(title="Second")))
    assert Publication.objects.current().name == "First"


def test_a_home_that_is_in_use_keeps_its_settings(tmp_path: Path) -> None:
    other = "https://other.example"
    bring_in(export_file(tmp_path, post(1), of=site(title="First")))
    bring_in(export_file(tmp_path, post(1, base=other), of=site(other, title="Second"), name="b.xml"))
    assert Publication.objects.current().name == "First"


def test_two_sites_come_into_one_home_without_mixing(tmp_path: Path) -> None:
    other = "https://other.example"
    first = export_file(tmp_path, post(1, title="First"), page(2, title="Page one"))
    theirs = (post(1, base=other, title="Second", slug="x"), page(2, title="Page two", slug="p"))
    second = export_file(tmp_path, *theirs, of=site(other), name="b.xml")
    bring_in(first)
    report = bring_in(second)
    assert dict(Post.objects.values_list("number", "title")) == {1: "First", 3: "Second"}
    assert dict(StaticPage.objects.values_list("number", "title")) == {2: "Page one", 4: "Page two"}
    assert len(said(report, "bent")) == 2
    for path in (first, second):
        assert {act for acts in bring_in(path).counts.values() for act in acts} == {"unchanged"}
    assert Origin.objects.count() == 2


def test_several_files_of_one_export_come_in_together_or_one_by_one(tmp_path: Path) -> None:
    parts = [export_file(tmp_path, post(number), name=f"x.00{number}.xml") for number in (0, 1, 2)]
    parts[0].unlink()
    bring_in(*parts[1:])
    assert Post.objects.count() == 2
    bring_in(parts[2])
    assert Post.objects.count() == 2


def test_a_run_is_kept_with_all_that_it_said(tmp_path: Path) -> None:
    draft = post(1, status="auto-draft", title="", content="")
    report = bring_in(export_file(tmp_path, draft, post(2)))
    run = ImportRun.objects.get()
    assert (run.state, run.counts, run.pk) == ("done", report.counts, report.run)
    assert [note.reason for note in ImportNote.objects.filter(act="skipped")] == ["it is an automatic draft"]
    assert run.bytes_read == run.bytes_total == (tmp_path / "export.xml").stat().st_size
