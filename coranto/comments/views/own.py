"""One's own comment, for some minutes: edit it, delete it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from coranto.comments.actions.changing import edit_comment, remove_comment
from coranto.comments.actions.pacing import count_network_once_more
from coranto.comments.contexts import AskPage, RespondForm
from coranto.comments.discussions import Subject
from coranto.comments.forgery import is_forged, token_fields
from coranto.comments.forms import LONGEST_TEXT
from coranto.comments.frame import Frame
from coranto.comments.models import Comment
from coranto.comments.own_comments import is_own, may_change
from coranto.comments.places import address_of_comment
from coranto.comments.reader import network_address
from coranto.comments.scoring import scorer_in_use
from coranto.comments.submissions import Outcome, Submission
from coranto.comments.tree import view_of
from coranto.comments.views.asked import (
    Asked,
    asked_about_comment,
    is_readable,
    show_question,
    show_writing,
    subject_link,
    too_large,
)
from coranto.core.strangers_text import tidy_text
from coranto.publication.current import in_publication, publication_of
from coranto.publication.rendering import keep_away_from_caches

OVER = 403
MOST_EDITS = 60
"""Changes that one network may make in an hour: each is looked at as a new comment is."""


@csrf_exempt  # comments/forgery.py looks at who sent it; whoever is signed in must bring the token
@require_http_methods(["GET", "HEAD", "POST"])
@in_publication
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """The form with the text; when it comes back, the comment is changed and decided on again."""
    if not is_readable(request):
        return too_large(request)
    comment, asked = own_comment(request, number)
    if not may_change(comment, asked.rules, at=asked.at):
        return too_late(request, asked)
    frame = Frame(reader=asked.reader)
    form = RespondForm(
        action_url=frame.own_url(comment, "edit"),
        kind="edit",
        hidden=token_fields(request),
        text=comment.text,
        longest=asked.rules.longest,
    )
    delete_url = frame.own_url(comment, "delete")
    if request.method != "POST":
        return show_writing(request, _("Edit your comment"), form, asked.subject, delete_url=delete_url)
    text = tidy_text(request.POST.get("comment", ""))
    problem = change(request, comment, asked, text)
    if not problem:
        return back_to(request, comment, asked)
    form = replace(form, text=text, problem=problem)
    return show_writing(request, _("Edit your comment"), form, asked.subject, delete_url=delete_url)


def change(request: HttpRequest, comment: Comment, asked: Asked, text: str) -> str:
    """Change the text; why not, in words, or nothing."""
    if is_forged(request):
        return _("This form was not sent from our page. Please look it over, and send it again if it is yours.")
    if len(text) > LONGEST_TEXT:
        return _("Your comment is too long.")
    if not count_network_once_more(what="edit", address=network_address(request), most=MOST_EDITS, at=asked.at):
        return _("Many changes came from your network. Please try again in an hour.")
    user = asked.reader.user
    submission = Submission(
        text=text,
        name=comment.name,
        email=comment.commenter.email,
        url=comment.url,
        network_address=network_address(request),
        user_agent=request.headers.get("User-Agent", "")[:500],
        is_staff=comment.commenter.is_staff,
        user=comment.commenter.user_id,
    )
    subject = replace(asked.subject, is_open=True)  # a discussion that closed meanwhile does not shut the window
    rules, scorer = asked.rules, scorer_in_use()
    done = edit_comment(
        comment=comment, submission=submission, subject=subject, rules=rules, scorer=scorer, at=asked.at, by=user
    )
    return done.reasons[0].words if done.outcome is Outcome.REFUSE and done.phase != "closed" else ""


@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
@in_publication
def delete(request: HttpRequest, number: int) -> HttpResponse:
    """Ask, and take it out when the answer comes."""
    comment, asked = own_comment(request, number)
    if not may_change(comment, asked.rules, at=asked.at):
        return too_late(request, asked)
    if request.method == "POST" and not is_forged(request):
        remove_comment(comment=comment, at=asked.at, by=asked.reader.user)
        comment.refresh_from_db(fields=["status"])
        kept_place = comment.status == Comment.Status.PUBLISHED
        where = address_of_comment(comment, asked.subject, publication_of(request)) if kept_place else ""
        response = HttpResponseRedirect(where or f"{asked.subject.path}#comments")
        keep_away_from_caches(response)
        return response
    page = AskPage(
        title=_("Delete your comment?"),
        action_url=Frame(reader=asked.reader).own_url(comment, "delete"),
        hidden=token_fields(request),
        comment=view_of(comment, asked.subject),
        button=_("Delete it"),
        back=subject_link(asked.subject),
    )
    return show_question(request, page)


def own_comment(request: HttpRequest, number: int) -> tuple[Comment, Asked]:
    """The reader's own comment with that number; 404 for everybody else's."""
    found = asked_about_comment(request, number, at=timezone.now())
    if found is None or not is_own(found[0], found[1].reader) or found[0].removed_at:
        raise Http404("Nobody's own comment has this number.")
    return found


def too_late(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The window is over."""
    words = _("A comment can be changed for %(n)d minutes.") % {"n": asked.rules.edit_minutes}
    page = AskPage(title=_("It is too late to change this comment"), text=words, back=subject_link(asked.subject))
    return show_question(request, page, status=OVER)


def back_to(request: HttpRequest, comment: Comment, asked: Asked) -> HttpResponse:
    """To the comment in its place; the key goes along where it is what shows the comment."""
    subject: Subject = asked.subject
    key = request.GET.urlencode() if comment.status != Comment.Status.PUBLISHED else ""
    response = HttpResponseRedirect(address_of_comment(comment, subject, publication_of(request), key))
    keep_away_from_caches(response)
    return response
