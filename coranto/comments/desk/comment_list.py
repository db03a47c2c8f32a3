"""The comments in one state, newest first, and a decision on those that were ticked."""

import datetime
from collections.abc import Callable

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from coranto.accounts.signed_in import signed_in
from coranto.comments.actions.deciding import bin_comment, hold_comment, mark_as_spam, publish_comment
from coranto.comments.models import Comment
from coranto.comments.models.comment import CommentQuerySet
from coranto.core.desk_screen import needs, show_screen
from coranto.core.plain_text import first_words, plain_text

RIGHT = "comments.change_comment"
ON_A_PAGE = 50
COUNTED = 1_000
WORDS = 60
Status = Comment.Status
VERBS: dict[str, Callable[..., Comment]] = {
    "publish": publish_comment,
    "hold": hold_comment,
    "spam": mark_as_spam,
    "bin": bin_comment,
}


@needs(RIGHT)
@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """One page of the list, at a fixed number of queries by an index."""
    asked = request.GET.get("status", "")
    status = asked if asked in Status.values else Status.HELD.value
    rows = Comment.objects.filter(status=status).newest_first().select_related("thread__post", "commenter")
    rows = rows.defer("thread__post__body", "thread__post__body_html", "thread__post__excerpt")
    shown = list(older_than(rows, request.GET.get("before", ""))[: ON_A_PAGE + 1])
    for comment in shown:
        comment.shown_words = first_words(plain_text(comment.html), WORDS)[0]  # type: ignore[attr-defined]
    last = shown[ON_A_PAGE - 1] if len(shown) > ON_A_PAGE else None
    return show_screen(
        request,
        "comments/desk/comments.html",
        title=_("Comments"),
        icon="comment",
        rows=shown[:ON_A_PAGE],
        shown_status=status,
        tabs=[(value, label, counted(value)) for value, label in Status.choices],
        here=request.get_full_path(),
        next_url=f"?{urlencode({'status': status, 'before': place_of(last)})}" if last else "",
    )


def counted(status: str) -> str:
    """How many there are in a state, counted up to a thousand."""
    number = Comment.objects.filter(status=status)[: COUNTED + 1].count()
    return f"{COUNTED:,}+" if number > COUNTED else f"{number:,}"


def place_of(comment: Comment) -> str:
    """Where a comment stands in the list."""
    return f"{comment.posted_at.astimezone(datetime.UTC).isoformat()},{comment.pk}"


def older_than(rows: CommentQuerySet, place: str) -> CommentQuerySet:
    """The rows after a place in the list; from the first where the place makes no sense."""
    text, _comma, key = place.rpartition(",")
    try:
        at = parse_datetime(text)
    except ValueError:
        return rows
    if at is None or at.tzinfo is None or not key.isdecimal():
        return rows
    return rows.filter(Q(posted_at__lt=at) | Q(posted_at=at, pk__lt=int(key)), posted_at__lte=at)


@needs(RIGHT)
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Decide on the ticked comments, each with a verdict that says who did."""
    if verb := VERBS.get(request.POST.get("verb", "")):
        keys = [int(key) for key in request.POST.getlist("comment") if key.isdecimal()]
        rows = list(Comment.objects.filter(pk__in=keys).select_related("thread", "commenter"))
        now, person = timezone.now(), signed_in(request)
        for comment in rows:
            verb(comment=comment, at=now, by=person)
        text = ngettext("%(n)s comment decided.", "%(n)s comments decided.", len(rows)) % {"n": len(rows)}
        messages.success(request, text)
    status = request.POST.get("status", "")
    return redirect(f"{reverse('comments_desk:comments')}?{urlencode({'status': status})}")
