"""One comment with its whole story, and the forms to answer and to edit it."""

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from coranto.accounts.models import User
from coranto.accounts.signed_in import signed_in
from coranto.comments.actions.moderating import edit_at_desk, reply_at_desk
from coranto.comments.desk.finding import comments_of
from coranto.comments.desk.queue import answer, done_act
from coranto.comments.desk.rows import rows_for
from coranto.comments.forms import LONGEST_TEXT
from coranto.comments.models import Block, Comment
from coranto.comments.policy import MODERATE, OWN_ONLY, is_moderator, visible_comments
from coranto.core.desk_screen import needs, show_screen
from coranto.core.errors import PlainError
from coranto.core.short_digests import short_digest
from coranto.core.strangers_text import tidy_text


@never_cache
@needs(MODERATE, OWN_ONLY)
@require_safe
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """The screen."""
    return screen(request, comment_or_refusal(signed_in(request), pk))


def comment_or_refusal(user: User, pk: int) -> Comment:
    """The comment, if the person may see it; else 403, or 404 where there is none."""
    moment = Comment.objects.filter(pk=pk).values_list("posted_at", flat=True).first()
    if moment is None:
        raise Http404
    if not visible_comments(user).filter(pk=pk).exists():
        raise PermissionDenied
    return comments_of([(moment, pk)])[0]


def screen(request: HttpRequest, shown: Comment, *, status: int = 200, **typed: Any) -> HttpResponse:
    """One comment; ``typed`` is what was written into a form that was refused, and why."""
    user = signed_in(request)
    return show_screen(
        request,
        "comments/desk/comment.html",
        title=_("Comment %(key)s") % {"key": shown.pk},
        icon="comment",
        crumbs=[(reverse("comments_desk:comments"), _("Comments"))],
        status=status,
        row=rows_for([shown], user)[0],
        is_moderator=is_moderator(user),
        block_kinds=[choice for choice in Block.Kind.choices if choice[0] != Block.Kind.WORD],
        done=done_act(request, user),
        here=reverse("comments_desk:comment", args=[shown.pk]),
        token=secrets.token_urlsafe(12),
        longest=LONGEST_TEXT,
        **typed,
    )


@needs(MODERATE, OWN_ONLY)
@require_POST
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer it. A refusal gives back every word."""
    user = signed_in(request)
    shown = comment_or_refusal(user, pk)
    text = tidy_text(request.POST.get("text", ""))
    token = short_digest("desk", user.pk, shown.pk, request.POST.get("token", "")[:64], text, size=16)
    try:
        if len(text) > LONGEST_TEXT:
            raise PlainError(_("Your comment is too long."))
        done = reply_at_desk(comment=shown, text=text, token=token, at=timezone.now(), by=user)
    except PlainError as problem:
        if not request.accepts("text/html"):
            return answer(request, None, error=str(problem))
        fresh = comment_or_refusal(user, pk)
        return screen(request, fresh, status=409, reply_text=text[:LONGEST_TEXT], reply_problem=str(problem))
    return answer(request, done)


@needs(MODERATE, OWN_ONLY)
@require_POST
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change its text. A refusal gives back every word."""
    user = signed_in(request)
    shown = comment_or_refusal(user, pk)
    text = tidy_text(request.POST.get("text", ""))
    try:
        if len(text) > LONGEST_TEXT:
            raise PlainError(_("The text is too long."))
        done = edit_at_desk(comment=shown, text=text, at=timezone.now(), by=user)
    except PlainError as problem:
        if not request.accepts("text/html"):
            return answer(request, None, error=str(problem))
        return screen(request, shown, status=409, edit_text=text[:LONGEST_TEXT], edit_problem=str(problem))
    return answer(request, done)
