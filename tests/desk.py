"""Working at the desk in tests: people in roles, and the editor's form filled in."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from coranto.accounts.models import User
from coranto.posts.models import Post

ROLES = ("administrator", "editor", "author", "contributor", "moderator")


def person(role: str, name: str = "") -> User:
    """Somebody in that role."""
    user = User.objects.create_user(
        username=name or role, password="a long pass phrase", is_superuser=role == "administrator"
    )
    if role != "administrator":
        user.groups.add(Group.objects.get(name=role))
    return user


def desk(role: str = "editor", *, user: User | None = None) -> Client:
    """A browser in which somebody in that role is signed in."""
    client = Client()
    client.force_login(user or person(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


def paragraph(text: str) -> dict[str, Any]:
    """A block of text."""
    return {"type": "text", "value": rich_text(f"<p>{text}</p>")}


def attribution(source_name: str, *, pk: int | str = "", **fields: Any) -> dict[str, Any]:
    """One attribution in the form."""
    blank = {"relation": "republished", "author": "", "original_date": "", "title": "", "url": "", "licence": ""}
    return {"id": pk, "source_name": source_name, "ORDER": "", "DELETE": "", **blank, **fields}


def post_form(
    *,
    blocks: Sequence[tuple[str, Any]] = (),
    attributions: Sequence[dict[str, Any]] = (),
    bylines: Sequence[dict[str, Any]] = (),
    initial: int = 0,
    initial_bylines: int = 0,
    **fields: Any,
) -> dict[str, Any]:
    """The whole form as a browser sends it. ``initial…`` are how many attributions and bylines were there before."""
    values: dict[str, Any] = {
        "title": "A lamp turns again",
        "excerpt": "",
        "slug": "",
        "posted_at": "",
        "new_categories": "",
        "tag_names": "",
        "author": "",
        "featured_image": "",
        "format": "standard",
        "main_category": "",
        "password": "",
        "seo_title": "",
        "seo_description": "",
        "canonical": "",
        "go_live_at": "",
        "expire_at": "",
        "body": streamfield(list(blocks or [("text", rich_text("<p>It was dark.</p>"))])),
        "attributions": inline_formset(
            [{**row, "ORDER": str(n + 1)} for n, row in enumerate(attributions)], initial=initial
        ),
        "bylines": inline_formset(
            [{**row, "ORDER": str(n + 1)} for n, row in enumerate(bylines)], initial=initial_bylines
        ),
    }
    return dict(nested_form_data({**values, **fields}))


def written(client: Client, *, action: str = "", **form: Any) -> Post:
    """A new post, written at the desk; ``action`` is ``publish`` or ``submit``."""
    known = set(Post.objects.values_list("pk", flat=True))
    response = client.post(reverse("wagtailsnippets_posts_post:add"), acted(post_form(**form), action))
    assert response.status_code == 302, form_errors(response)
    return Post.objects.exclude(pk__in=known).get()


def rewrite(client: Client, post: Post, *, action: str = "", **form: Any) -> Any:
    """Change a post at the desk."""
    response = client.post(reverse("wagtailsnippets_posts_post:edit", args=[post.pk]), acted(post_form(**form), action))
    post.refresh_from_db()
    return response


def acted(form: dict[str, Any], action: str) -> dict[str, Any]:
    """The form, sent by one of the buttons below it."""
    return {**form, f"action-{action}": "1"} if action else form


def form_errors(response: Any) -> Any:
    """What a form was refused for, for the message of a failed test."""
    context = getattr(response, "context", None)
    form = context.get("form") if context else None
    if form is None:
        return response.status_code
    return form.errors, {name: formset.errors for name, formset in getattr(form, "formsets", {}).items()}


def typed(moment: datetime.datetime) -> str:
    """A moment as one types it."""
    return moment.strftime("%Y-%m-%d %H:%M")
