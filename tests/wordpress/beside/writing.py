"""Both sites written to over REST, step by step, by the same roles."""

import http.client
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.akismet.wordpress_site import run_php
from tests.cli.running import PATIENCE
from tests.wordpress.beside.wordpress_side import WordPressSide
from tests.wordpress.beside.write_steps import STEPS, Step, compared, filled
from tests.wordpress.rest_person import basic

ROLES = ("administrator", "editor", "author", "contributor", "subscriber")
PEOPLE = """<?php
$_SERVER['HTTP_HOST'] = 'digest.example';
require __DIR__ . '/wp-load.php';
foreach (['administrator', 'editor', 'author', 'contributor', 'subscriber'] as $role) {
    $id = wp_insert_user(['user_login' => $role, 'user_pass' => wp_generate_password(),
        'user_email' => "$role@digest.example", 'role' => $role]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'script']);
    echo "$role $password\\n";
}
"""
ALLOWING = """<?php
add_filter('wp_is_application_passwords_available', '__return_true');
add_action('after_setup_theme', function () {
    add_theme_support('post-thumbnails');
    add_theme_support('post-formats', ['aside', 'link', 'quote']);
});
remove_action('check_comment_flood', 'check_comment_flood_db', 10);
"""
Asking = Callable[[Step, str, Any], tuple[int, Any]]


def people_of_wordpress(site: Path) -> dict[str, str]:
    """Somebody in each role: the application passwords."""
    plugins = site / "wp-content/mu-plugins"
    plugins.mkdir(parents=True, exist_ok=True)
    (plugins / "allowing.php").write_text(ALLOWING)
    (site / "people.php").write_text(PEOPLE)
    lines = [line.split() for line in run_php(site / "people.php").splitlines()]
    return {words[0]: words[1] for words in lines if len(words) == 2}


def people_of_ours() -> dict[str, str]:
    """The same here; our desk knows no subscribers: moderators write no posts either."""
    from django.utils import timezone

    from coranto.accounts.application_passwords import make_application_password
    from tests.desk import person

    found = {}
    for role in ROLES:
        user = person("moderator" if role == "subscriber" else role, role)
        found[role] = make_application_password(user=user, name="script", at=timezone.now(), by=user)
    return found


def headers_of(step: Step, people: dict[str, str]) -> dict[str, str]:
    """What is sent beside the body."""
    who = {"Authorization": basic(step.role, people[step.role])} if step.role else {}
    return {"Host": "digest.example", "Content-Type": "application/json", **dict(step.headers), **who}


def raw(body: Any) -> bytes:
    """A body as bytes."""
    return body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()


def ask_wordpress(side: WordPressSide, people: dict[str, str]) -> Asking:
    """Sends a step to WordPress."""

    def ask(step: Step, path: str, body: Any) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", side.port, timeout=PATIENCE)
        try:
            connection.request(step.method, path, raw(body), headers_of(step, people))
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"null")
        finally:
            connection.close()

    return ask


def ask_ours(people: dict[str, str]) -> Asking:
    """Sends a step to this site."""
    from django.test import Client

    client = Client()

    def ask(step: Step, path: str, body: Any) -> tuple[int, Any]:
        headers = headers_of(step, people)
        kind = headers.pop("Content-Type")
        response = client.generic(step.method, path, raw(body), content_type=kind, headers=headers)
        return response.status_code, json.loads(response.content or b"null")

    return ask


def written(ask: Asking) -> Iterator[tuple[Step, dict[str, Any]]]:
    """Each step with what is compared of its answer."""
    ids: dict[str, int] = {}
    for step in STEPS:
        path = "/wp-json/wp/v2/" + step.path.format(**ids)
        status, body = ask(step, path, filled(step.body, ids))
        if step.name and isinstance(body, dict):
            ids[step.name] = body.get("id", 0)
        yield step, compared(status, body)


def written_both(wordpress: Asking, ours: Asking) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each step with both answers."""
    for (step, theirs), (_same, mine) in zip(written(wordpress), written(ours), strict=True):
        yield f"{step.role or 'stranger'} {step.method} {step.path} {step.body or ''}"[:120], theirs, mine
