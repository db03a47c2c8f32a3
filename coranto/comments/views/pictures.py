"""Pictures from Gravatar, where the owner wants them: fetched by this site, so that no reader's browser asks there.

Gravatar is sent a digest of the e-mail address (SHA-256, as its documentation asks). What it answers is kept for a day.
"""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from coranto.comments.models import Commenter, CommentRules
from coranto.core.outgoing.addresses import FetchError
from coranto.core.outgoing.http import Fetcher, FetchLimits
from coranto.publication.avatars import avatar_path

LIMITS = FetchLimits(max_bytes=200_000, seconds=4, idle_seconds=3, redirects=1, retries=0, longest_wait=1)
KINDS = {"image/png", "image/jpeg", "image/gif", "image/webp"}
DAY = 86_400
SIZE = 80  # twice the width on the page


def fetcher() -> Fetcher:
    """What asks Gravatar."""
    return Fetcher(about=settings.PUBLIC_URL, limits=LIMITS)


@require_safe
def show_picture(request: HttpRequest, commenter: int, key: str) -> HttpResponse:
    """The picture of a commenter, or the drawing. ``key`` is the drawing's, which nobody can guess from the number."""
    found = Commenter.objects.filter(pk=commenter).first() if CommentRules.objects.current().uses_gravatar else None
    drawn = avatar_path(f"commenter:{found.key}") if found else ""
    if found is None or drawn.rsplit("/", 1)[-1] != f"{key}.svg":
        raise Http404("Nobody's picture is here.")
    kept = cache.get_or_set(f"picture:{commenter}", lambda: fetch_picture(found.email), DAY)
    kind, body = kept or ("", b"")
    response = HttpResponse(body, content_type=kind) if body else HttpResponseRedirect(drawn)
    patch_cache_control(response, public=True, max_age=DAY)
    return response


def fetch_picture(email: str) -> tuple[str, bytes]:
    """Kind and bytes of the picture for an address; both empty where there is none."""
    digest = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    try:
        answer = fetcher().get(f"https://gravatar.com/avatar/{digest}?s={SIZE}&d=404&r=g")
    except FetchError:
        return "", b""
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return (kind, answer.body) if kind in KINDS else ("", b"")
