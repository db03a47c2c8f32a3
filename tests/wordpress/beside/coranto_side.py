"""Our side of the comparison: the site asked as over the network, but from inside."""

from typing import Any
from urllib.parse import quote_plus, unquote_to_bytes

from django.test import Client

from coranto.comments.models import CommentRules
from coranto.publication.models import Publication
from tests.wordpress.beside.answers import Answer, Question
from tests.wordpress.beside.sites import settings_of


def ask(asked: Question) -> Answer:
    """What this site answers, no redirect followed."""
    client = Client(headers={"host": "digest.example", "accept": "text/html,*/*"}, raise_request_exception=False)
    path, _mark, query = asked.target.partition("?")
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in asked.form)
    response = client.generic(
        asked.method,
        "/",
        body,
        content_type="application/x-www-form-urlencoded" if asked.form else "",
        headers=dict(asked.headers),
        QUERY_STRING=query,
        PATH_INFO=unquote_to_bytes(path).decode("latin-1"),
    )
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, headers, b"".join(response).decode("utf-8", "replace"))


def settle(options: dict[str, Any]) -> None:
    """The publication as WordPress's options have it."""
    Publication.objects.update(**settings_of(options))
    CommentRules.objects.update(needs_account=bool(options["comment_registration"]))
