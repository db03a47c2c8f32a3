"""Posts in every status and of every odd kind arrive, and nothing is shown that was not public."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from coranto.core.numbers import Sequence
from coranto.posts.models import Byline, ListingCount, Original, Permalink, Post
from coranto.publication.actions import take_number
from coranto.wordpress.content import Kind
from coranto.wordpress.models import Origin
from coranto.wordpress.wxr.records import AuthorRecord, Meta
from tests.wordpress.importing import AT, GMT, bring_in, export_file, filed, metas, post, said

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "live", "private", "pending"),
    [
        ("publish", True, False, False),
        ("private", True, True, False),
        ("draft", False, False, False),
        ("pending", False, False, True),
        ("pitch", False, False, False),
    ],
)
def test_a_post_stands_here_as_it_stood_there(
    tmp_path: Path, status: str, live: bool, private: bool, pending: bool
) -> None:
    bring_in(export_file(tmp_path, post(17, status=status)))
    found = Post.objects.get(number=17)
    assert (found.live, found.is_private, found.is_pending) == (live, private, pending)
    assert Post.objects.published(AT).exists() == (status == "publish")
    assert found.original.status == status


def test_a_status_of_a_plug_in_is_told(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, post(17, status="pitch")))
    assert any("“pitch” is not one of WordPress's own" in reason for reason in said(report, "bent"))


def test_an_automatic_draft_is_left_out_and_counted(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, post(1), post(2, status="auto-draft", title="", content="")))
    assert Post.objects.count() == 1
    assert report.counts["post"] == {"new": 1, "skipped": 1}
    assert said(report, "skipped") == ["it is an automatic draft"]


def test_a_scheduled_post_publishes_itself_when_its_time_comes(tmp_path: Path) -> None:
    due = datetime.datetime(2024, 5, 1, 9, tzinfo=datetime.UTC)
    link = "https://digest.example/?p=5"
    item = post(5, status="future", posted_gmt=due, posted_local=due.replace(tzinfo=None), link=link)
    bring_in(export_file(tmp_path, item), at=due - datetime.timedelta(days=30))
    found = Post.objects.get(number=5)
    assert (found.live, found.go_live_at, found.path) == (False, due, "")
    call_command("publish_scheduled")
    found.refresh_from_db()
    assert (found.live, found.title) == (True, "Post 5")
    assert found.path == "/2024/05/01/post-5/"
    assert "Some words." in found.body_html


def test_passwords_stickiness_and_formats_come_along(tmp_path: Path) -> None:
    terms = filed("post-format-quote", domain="post_format")
    bring_in(export_file(tmp_path, post(3, password=" a b ", is_sticky=True, terms=terms)))
    found = Post.objects.get(number=3)
    assert (found.password, found.is_sticky, found.format) == (" a b ", True, "quote")


def test_the_local_day_is_kept_and_the_moment_too(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1)))
    found = Post.objects.get()
    assert (found.posted_at, found.utc_offset) == (GMT, 120)
    assert str(found.posted_on) == "2024-05-01"
    assert found.path == "/2024/05/01/post-1/"
    assert ListingCount.objects.get(kind="month").key == 202405


def test_a_draft_without_date_slug_or_title_arrives(tmp_path: Path) -> None:
    nothing: dict[str, Any] = dict.fromkeys(("posted_local", "posted_gmt", "modified_local", "modified_gmt"))
    bare = post(9, status="draft", slug="", title="", link="", **nothing)
    report = bring_in(export_file(tmp_path, bare))
    found = Post.objects.get(number=9)
    assert (found.title, found.slug, found.path, found.posted_at) == ("", "", "", AT)
    assert said(report, "bent", "refused") == []


def test_a_public_post_without_a_pretty_address_gets_one_by_the_pattern(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1), post(2, link="https://digest.example/?p=2", slug="second")))
    assert Post.objects.get(number=2).path == "/2024/05/01/second/"


def test_two_posts_of_one_address_both_arrive_and_it_is_told(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, post(1, slug="same"), post(2, slug="same")))
    assert [each.path for each in Post.objects.order_by("number")] == ["/2024/05/01/same/", "/2024/05/01/same-2/"]
    assert said(report, "bent") == ["its address was another post's, so it got /2024/05/01/same-2/"]


def test_former_slugs_and_days_still_lead_to_the_post(tmp_path: Path) -> None:
    meta = (Meta("_wp_old_slug", "first-name"), Meta("_wp_old_date", "2024-04-10"), Meta("_wp_old_date", "nonsense"))
    bring_in(export_file(tmp_path, post(1, slug="second-name", meta=meta)))
    former = Permalink.objects.filter(is_current=False).values_list("path", flat=True)
    assert sorted(former) == ["/2024/04/10/first-name/", "/2024/04/10/second-name/", "/2024/05/01/first-name/"]


def test_an_address_goes_to_the_post_that_has_it_now_not_to_the_one_that_had_it(tmp_path: Path) -> None:
    moved = post(1, slug="new", meta=(Meta("_wp_old_slug", "old"),))
    for order in ((moved, post(2, slug="old")), (post(2, slug="old"), moved)):
        Post.objects.all().delete()
        bring_in(export_file(tmp_path, *order, name=f"{order[0].slug}.xml", of=None))
        row = Permalink.objects.get(path="/2024/05/01/old/")
        assert (row.post.number, row.is_current) == (2, True)
        Origin.objects.all().delete()


def test_slugs_that_are_not_ascii_stay_encoded_in_lower_case(tmp_path: Path) -> None:
    slug = "%D1%82%D0%B5%D1%81%D1%82"
    bring_in(export_file(tmp_path, post(1, slug=slug)))
    found = Post.objects.get()
    assert (found.slug, found.path) == (slug.lower(), f"/2024/05/01/{slug.lower()}/")


def test_what_has_no_place_here_is_kept_with_the_post(tmp_path: Path) -> None:
    item = post(1, meta=metas(plugin_field="x"), terms=filed("summer", domain="season"), menu_order=4)
    report = bring_in(export_file(tmp_path, item))
    original = Original.objects.get()
    assert original.meta == [{"key": "plugin_field", "value": "x"}]
    assert original.terms == [{"domain": "season", "slug": "summer", "name": "Summer"}]
    assert original.fields["menu_order"] == 4
    assert original.content == "Some words."
    assert report.counts["term:season"] == {"kept": 1}


def test_texts_for_search_engines_are_taken_unless_they_are_patterns(tmp_path: Path) -> None:
    meta = metas(_yoast_wpseo_title="%%title%% | %%sitename%%", _yoast_wpseo_metadesc="What it says.")
    bring_in(export_file(tmp_path, post(1, meta=meta)))
    found = Post.objects.get()
    assert (found.seo_title, found.seo_description) == ("", "What it says.")


def test_co_authors_are_credited_and_one_author_alone_is_not_twice(tmp_path: Path) -> None:
    authors = [AuthorRecord(2, "editor", "", "Edith Orr"), AuthorRecord(3, "maria", "", "María Núñez")]
    both = post(1, terms=filed("cap-editor", "cap-maria", domain="author"))
    alone = post(2, terms=filed("cap-editor", domain="author"))
    bring_in(export_file(tmp_path, both, alone, authors=authors))
    assert [str(byline) for byline in Byline.objects.filter(post__number=1)] == ["Edith Orr", "María Núñez"]
    assert not Byline.objects.filter(post__number=2).exists()


def test_an_author_who_is_only_named_on_a_post_is_made(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, creator="old-hand"), authors=[]))
    author = Post.objects.get().author
    assert author is not None and (author.name, author.slug) == ("old-hand", "old-hand")


def test_two_posts_of_one_number_are_two_posts(tmp_path: Path) -> None:
    report = bring_in(export_file(tmp_path, post(1, slug="a"), post(1, slug="b", title="Other"), post(1, slug="a")))
    assert sorted(Post.objects.values_list("title", flat=True)) == ["Other", "Post 1"]
    assert any("had no number of its own" in reason or "in use here" in reason for reason in said(report, "bent"))
    again = bring_in(tmp_path / "export.xml")
    assert again.counts["post"] == {"unchanged": 2}


def test_posts_without_numbers_get_some_and_are_known_again(tmp_path: Path) -> None:
    path = export_file(tmp_path, post(0, slug="a", guid="a"), post(0, slug="b", guid="b"), post(7))
    bring_in(path)
    assert sorted(Post.objects.values_list("number", flat=True)) == [7, 8, 9]
    assert bring_in(path).counts["post"] == {"unchanged": 3}


def test_a_number_beyond_all_reason_is_replaced(tmp_path: Path) -> None:
    path = export_file(tmp_path, post(2**62))
    bring_in(path)
    assert Post.objects.get().number == 1
    assert bring_in(path).counts["post"] == {"unchanged": 1}


def test_the_next_post_made_here_has_a_number_above_the_export(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1880)))
    assert take_number(sequence=Sequence.CONTENT) == 1881


def test_a_very_long_text_arrives_whole(tmp_path: Path) -> None:
    words = "quillwort " * 300_000
    bring_in(export_file(tmp_path, post(1, content=words)))
    assert Post.objects.get().body_html.count("quillwort") == 300_000


def test_html_that_could_harm_is_not_served_but_kept(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, content='<p onclick="x()">a</p><script>alert(1)</script>')))
    found = Post.objects.get()
    assert "script" not in found.body_html and "onclick" not in found.body_html
    assert "alert(1)" in found.original.content


def test_links_to_the_old_site_lead_home(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1, content='<a href="https://www.digest.example/2024/05/01/post-2/#c">x</a>')))
    assert 'href="/2024/05/01/post-2/#c"' in Post.objects.get().body_html


@pytest.mark.parametrize(
    "hidden", [{"status": "draft"}, {"status": "trash"}, {"status": "private"}, {"password": "pw"}]
)
def test_a_reusable_block_that_is_not_public_stands_in_no_post(tmp_path: Path, hidden: dict[str, str]) -> None:
    words = "<!-- wp:paragraph --><p>inside</p><!-- /wp:paragraph -->"
    using = post(1, content='<!-- wp:block {"ref":5} /--><!-- wp:block {"ref":6} /-->')
    boxes = post(5, post_type="wp_block", content=words, **hidden), post(6, post_type="wp_block", content=words)
    report = bring_in(export_file(tmp_path, *boxes, using))
    assert Post.objects.get().body_html.count("inside") == 1
    assert [each.partition(";")[0] for each in said(report, "bent")] == [f"{Kind.MISSING_BLOCK}: 5"]
