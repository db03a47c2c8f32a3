"""A post that came from WordPress is opened at the desk and saved as it is: its text and its address stay the same."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks

from coranto.posts.models import Post
from coranto.publication.models import Publication
from coranto.wordpress.importing.run import run_import
from tests.conftest import ROOT
from tests.desk import acted, attribution, desk, form_errors, post_form, typed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DEMO = ROOT / "coranto" / "demo" / "demo.wxr.xml"


def as_sent(block: Any, value: Any) -> Any:
    """The value of a block as the editor's page holds it and a browser sends it back."""
    if isinstance(block, blocks.StructBlock):
        return {name: as_sent(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        rows = {str(n): item_sent(block.child_block, "item", one, n) for n, one in enumerate(value)}
        return {"count": str(len(rows)), **rows}
    if isinstance(block, blocks.RichTextBlock):
        return block.field.widget.format_value(value.source)
    if isinstance(block, blocks.FieldBlock):
        state = block.field.prepare_value(block.value_for_form(value))
        state = getattr(state, "pk", state if state is not None else "")
        return state.replace("\n", "\r\n") if isinstance(state, str) else state
    raise AssertionError(f"no word on {block}")


def item_sent(block: Any, kind: str, value: Any, place: int, key: str = "") -> dict[str, Any]:
    """One block of a stream or list."""
    return {"deleted": "", "order": str(place), "type": kind, "id": key, "value": as_sent(block, value)}


def body_sent(post: Post) -> dict[str, Any]:
    """The whole body."""
    rows = {
        str(place): item_sent(child.block, child.block_type, child.value, place, child.id or "")
        for place, child in enumerate(post.body)
    }
    return {"count": str(len(rows)), **rows}


def unchanged_form(post: Post) -> dict[str, Any]:
    """The editor's form as it was opened."""
    rows = [
        attribution(
            row.source.name,
            pk=row.pk,
            **{name: getattr(row, name) for name in ("relation", "author", "original_date", "title", "url", "licence")},
        )
        for row in post.attributions.select_related("source").order_by("order")
    ]
    credits = [
        {"id": row.pk, "author": row.author_id or "", "name": row.name, "role": row.role, "DELETE": ""}
        for row in post.bylines.order_by("order")
    ]
    ticks: dict[str, Any] = {name: "on" for name in ("is_private", "is_sticky") if getattr(post, name)}
    return post_form(
        attributions=rows,
        initial=len(rows),
        bylines=credits,
        initial_bylines=len(credits),
        title=post.title,
        slug=post.slug,
        posted_at=typed(timezone.localtime(post.posted_at, Publication.objects.current().zone)),
        excerpt=post.excerpt,
        author=str(post.author_id or ""),
        password=post.password,
        format=post.format,
        featured_image=str(post.featured_image_id or ""),
        categories=tuple(str(key) for key in post.categories.values_list("pk", flat=True)),
        tag_names=", ".join(f'"{name}"' for name in post.tags.values_list("name", flat=True)),
        body=body_sent(post),
        **ticks,
    )


def save_all_as_they_are(paths: list[Path]) -> tuple[int, dict[str, str]]:
    """Import, then save every post without a change; how many there were, and what became different."""
    run_import(paths, at=timezone.now())
    client = desk("administrator")
    different: dict[str, str] = {}
    posts = list(Post.objects.filter(go_live_at=None).order_by("pk"))
    for post in posts:
        before = (post.body_html, post.path, set(post.tags.all()), set(post.categories.all()))
        url = reverse("wagtailsnippets_posts_post:edit", args=[post.pk])
        answer = client.post(url, acted(unchanged_form(post), "publish" if post.live else ""))
        if answer.status_code != 302:
            different[post.title] = str(form_errors(answer))
            continue
        post = Post.objects.get(pk=post.pk)
        after = (post.body_html, post.path, set(post.tags.all()), set(post.categories.all()))
        if before != after:
            different[post.title] = f"{before}\n=> {after}"
    return len(posts), different


def test_the_demonstration_survives_a_save_without_a_change() -> None:
    count, different = save_all_as_they_are([DEMO])
    assert count > 40 and not different


def test_wordpress_own_test_posts_survive_a_save_without_a_change(shared: Path) -> None:
    count, different = save_all_as_they_are([shared / "wordpress" / "theme-unit-test.wxr.xml"])
    assert count > 30 and not different
