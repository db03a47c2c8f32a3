"""Every screen of ours at the desk, asked for by every role and by a stranger."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from coranto.comments.models import Block, DeskAct
from coranto.posts.models import Attribution, Change
from coranto.publication.models import BlogrollLink, Menu
from coranto.wordpress.models import ImportJob, ImportRun
from tests import world as w
from tests.desk import ROLES, desk, person

pytestmark = pytest.mark.django_db
ALL = set(ROLES)
WRITERS = {"administrator", "editor", "author", "contributor"}
EDITORS = {"administrator", "editor"}
OWNERS = {"administrator"}
MODERATORS = {*EDITORS, "moderator"}
SNIPPET_SCREENS = ("list", "list_results", "add", "edit", "delete", "usage", "history", "history_results")
OURS: dict[str, set[str]] = {
    "wagtailadmin_home": ALL,
    "posts_desk:suggest": ALL,
    "posts_desk:bin": WRITERS,
    "posts_desk:copy": EDITORS,
    "posts_desk:restore": EDITORS,
    "posts_desk:attributions": EDITORS,
    "posts_desk:review": EDITORS,
    "posts_desk:correct": EDITORS,
    "posts_desk:changes": EDITORS,
    "posts_desk:undo": EDITORS,
    "publication_desk:settings": OWNERS,
    **{
        f"comments_desk:{name}": {*MODERATORS, "author"} for name in ("comments", "log", "act", "reply", "edit", "undo")
    },
    **{
        f"comments_desk:{name}": MODERATORS
        for name in ("comment", "why", "teach", "filter", "recheck", "blocks", "lift")
    },
    "comments_desk:rules": OWNERS,
    "media_desk:attachments": EDITORS,
    "media_desk:attachment": EDITORS,
    "accounts_desk:link": OWNERS,
    "accounts_desk:application_passwords": ALL,
    "accounts_desk:application_passwords_of": OWNERS,
    "accounts_desk:revoke_application_password": ALL,  # their own; see test_application_passwords
    "wagtailsnippets_posts_post:list": WRITERS,
    "wagtailsnippets_posts_post:add": WRITERS,
    "wagtailsnippets_posts_post:edit": EDITORS,
    "wagtailsnippets_posts_post:history": EDITORS,
    "wagtailusers_users:index": OWNERS,
    "wagtailusers_users:add": OWNERS,
    "wagtailredirects:index": EDITORS,
    "wagtailimages:index": {"administrator", "editor", "author"},
    "wagtailadmin_reports:site_history": EDITORS,
    **{f"import_desk:{name}": OWNERS for name in ("imports", "kept", "run", "job", "start", "drop", "report")},
    **{f"menus:{name}": EDITORS for name in ("index", "index_results", "add", "edit", "delete", "history", "usage")},
    **{f"blogroll:{name}": EDITORS for name in ("index", "index_results", "add", "edit", "delete", "history", "usage")},
    **{
        f"wagtailsnippets_posts_{kind}:{name}": EDITORS
        for kind in ("category", "tag", "source", "author")
        for name in SNIPPET_SCREENS
    },
}
NAMESPACES = {"posts_desk", "comments_desk", "publication_desk", "media_desk", "accounts_desk", "import_desk"}


@pytest.fixture
def keys() -> dict[str, int]:
    """A row of each kind to ask for; the post is somebody else's draft."""
    post = w.make_draft("Somebody's")
    source = w.make_source()
    w.make_attribution(post, source)
    now = timezone.now()
    return {
        "posts_desk": post.pk,
        "posts_desk:correct": Attribution.objects.get().pk,
        "posts_desk:undo": Change.objects.create(kind="confirmed", summary="x", before={"attributions": {}}, at=now).pk,
        "comments_desk": w.make_comment(post).pk,
        "comments_desk:undo": DeskAct.objects.create(kind="decided", summary="x", at=now).pk,
        "comments_desk:lift": Block.objects.create(kind="name", value="x").pk,
        "media_desk": w.make_attachment().pk,
        "accounts_desk": person("author", "somebody").pk,
        "import_desk": ImportJob.objects.create(made_at=now).pk,
        "import_desk:run": ImportRun.objects.create(started_at=now).pk,
        "menus": Menu.objects.create(name="Main", slug="main").pk,
        "blogroll": BlogrollLink.objects.create(name="x", url="https://x.example/").pk,
        "wagtailsnippets_posts_post": post.pk,
        "wagtailsnippets_posts_category": w.make_category().pk,
        "wagtailsnippets_posts_tag": w.make_tag().pk,
        "wagtailsnippets_posts_source": source.pk,
        "wagtailsnippets_posts_author": w.make_author().pk,
    }


def address(name: str, keys: dict[str, int]) -> str:
    """The address of a screen, with a key where it takes one."""
    if name == "posts_desk:suggest":
        return reverse(name, args=["tags"])
    try:
        return reverse(name)
    except Exception:  # noqa: BLE001 - whatever Django says of a missing argument
        return reverse(name, args=[keys.get(name, keys.get(name.split(":")[0]))])


def is_refused(answer: Any) -> bool:
    """Sent away: to the dashboard with a message, to the list, to the sign-in form, or told no."""
    away = answer.status_code == 302 and answer["Location"].split("?")[0] in (
        "/desk/",
        "/desk/posts/",
        "/accounts/login/",
    )
    return away or answer.status_code == 403


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_each_screen_opens_to_its_roles_only(role: str, keys: dict[str, int]) -> None:
    client = Client() if role == "stranger" else desk(role)
    wrong = []
    for name, allowed in OURS.items():
        answer = client.get(address(name, keys))
        if answer.status_code == 405:  # an act, see below
            continue
        is_open = answer.status_code == 200
        if is_open != (role in allowed) or (not is_open and not is_refused(answer)):
            wrong.append((name, answer.status_code, answer.get("Location")))
    assert not wrong


@pytest.mark.parametrize("role", [*ROLES, "stranger"])
def test_each_act_is_done_by_its_roles_only(role: str, keys: dict[str, int]) -> None:
    client = Client() if role == "stranger" else desk(role)
    for name in ("copy", "restore", "review", "correct", "undo"):
        answer = client.post(
            address(f"posts_desk:{name}", keys), {"verb": "confirm", "attribution": keys["posts_desk:correct"]}
        )
        if role not in EDITORS:
            assert is_refused(answer), name
    reviewed = Attribution.objects.filter(review=Attribution.Review.CONFIRMED).exists()
    assert reviewed == (role in EDITORS)


def names(patterns: Any, space: str = "") -> Iterator[str]:
    """All named addresses of our namespaces."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns, pattern.namespace or space)
        elif isinstance(pattern, URLPattern) and space in NAMESPACES:
            yield f"{space}:{pattern.name}"


def test_no_screen_was_forgotten_here() -> None:
    forgotten = set(names(get_resolver().url_patterns)) - set(OURS)
    assert not forgotten, "Say in OURS who may open it"
