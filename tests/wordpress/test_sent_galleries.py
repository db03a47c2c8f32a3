"""Galleries and pictures in texts that programs send: found together, so many and no more, and of nothing hidden."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coranto.media.models import Attachment
from coranto.posts.models import Post
from coranto.wordpress.content import scope
from coranto.wordpress.entries.bodies import write_body
from coranto.wordpress.entries.writing import LONGEST_EXCERPT
from tests import world
from tests.wordpress.rest_person import Program

pytestmark = pytest.mark.django_db


@pytest.fixture
def files() -> list[Attachment]:
    """Pictures of the library."""
    return [world.make_attachment(f"Boat {n}", mime_type="image/png", image=world.make_image()) for n in range(8)]


def body_of(raw: str) -> str:
    """What becomes of a text that is sent for a new post."""
    post = Post()
    write_body(post, raw)
    return str(post.body_html)


def queries_for(raw: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        body_of(raw)
    return len(queries)


@pytest.mark.parametrize(
    "each",
    ['[gallery ids="{}"]', '<img class="wp-image-{}" src="/a.png">', '<img src="/wp-content/uploads/{}.png">'],
)
def test_many_files_cost_the_queries_of_two(each: str, files: list[Attachment]) -> None:
    texts = [each.format(file.number) for file in files]
    assert queries_for("\n".join(texts)) == queries_for("\n".join(texts[:2])) > 0


def test_a_gallery_shows_what_it_names_in_that_order(files: list[Attachment]) -> None:
    body = body_of(f'[gallery ids="{files[3].number},{files[1].number},999999"]')
    assert body.index(files[3].file_url) < body.index(files[1].file_url)
    assert body.count("<img") == 2


def test_a_short_text_makes_no_endless_page(files: list[Attachment], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scope, "MOST_FILES", 10)
    all_of_them = ",".join(str(file.number) for file in files)
    assert body_of(f'[gallery ids="{all_of_them}"]\n' * 50).count("<img") == 10


@pytest.mark.parametrize("hidden", [{"is_private": True}, {"live": False}, {"password": "x"}])
def test_a_gallery_of_what_is_hidden_shows_nothing_of_it(hidden: dict[str, Any]) -> None:
    post = world.make_post("Hidden away")
    file = world.make_attachment("Boat", mime_type="image/png", image=world.make_image(), parent=post)
    gallery = f'[gallery id="{post.number}"]'
    assert file.file_url in body_of(gallery) and file.path in body_of(gallery)
    Post.objects.filter(pk=post.pk).update(**hidden)
    assert "<img" not in body_of(gallery)
    by_number = body_of(f'[gallery ids="{file.number}"]')
    assert file.file_url in by_number and file.path not in by_number


def test_a_gallery_of_a_draft_shows_the_draft_s_own_files() -> None:
    post = world.make_post("Tides")
    file = world.make_attachment("Boat", mime_type="image/png", image=world.make_image(), parent=post)
    Post.objects.filter(pk=post.pk).update(live=False)
    post.refresh_from_db()
    write_body(post, "[gallery]")
    assert file.file_url in post.body_html


def test_an_excerpt_longer_than_wordpress_keeps_is_refused() -> None:
    ask = Program("author")
    status, body = ask("POST", "posts", {"title": "T", "content": "x", "excerpt": "a" * (LONGEST_EXCERPT + 1)})
    assert (status, body["message"]) == (413, "The excerpt is too long.")
    assert ask("POST", "posts", {"title": "T", "content": "x", "excerpt": "a" * LONGEST_EXCERPT})[0] == 201


def test_a_gallery_of_its_own_is_shown_after_however_many_of_others() -> None:
    post = world.make_post("Tides")
    file = world.make_attachment("Boat", mime_type="image/png", image=world.make_image(), parent=post)
    write_body(post, "".join(f'[gallery id="{number}"]' for number in range(900_000, 900_030)) + "[gallery]")
    assert file.file_url in post.body_html


def test_files_of_another_kind_are_looked_at_so_many_times_and_no_more(
    files: list[Attachment], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scope, "MOST_FILES", 10)
    post = world.make_post("Tides")
    Attachment.objects.update(parent_number=post.number)
    write_body(post, "[gallery]" + "[playlist]" * 50 + "[gallery]")
    assert post.body_html.count("<img") == 8


def test_a_picture_with_an_ampersand_in_its_name_is_known() -> None:
    path = "2016/02/Fish-&-Chips.png"
    world.make_attachment("Fish", mime_type="image/png", image=world.make_image(), upload_path=path)
    post = Post()
    write_body(
        post, '<figure class="wp-block-image"><img src="/wp-content/uploads/2016/02/Fish-&amp;-Chips.png"></figure>'
    )
    assert [block.block_type for block in post.body] == ["image"]
