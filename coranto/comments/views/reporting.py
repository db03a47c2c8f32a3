"""Readers report a comment, or react to it."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from coranto.comments.actions.pacing import count_network_once_more
from coranto.comments.actions.reporting import react_to_comment, report_comment
from coranto.comments.contexts import AskPage, Choice
from coranto.comments.forgery import comes_from_elsewhere, is_forged, token_fields
from coranto.comments.models import Comment, Report
from coranto.comments.places import address_of_comment
from coranto.comments.reader import network_address, reader_digest, reporter_digest
from coranto.comments.tree import view_of
from coranto.comments.views.asked import Asked, asked_about_comment, is_readable, show_question, subject_link, too_large
from coranto.core.strangers_text import tidy_line
from coranto.publication.contexts import Link
from coranto.publication.current import in_publication, publication_of
from coranto.publication.rendering import keep_away_from_caches

MOST_REPORTS, MOST_REACTIONS = 20, 200  # an hour, from one network


@csrf_exempt  # comments/forgery.py looks at who sent it; whoever is signed in must bring the token
@require_http_methods(["GET", "HEAD", "POST"])
@in_publication
def report(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for the reason, and note it."""
    if not is_readable(request):
        return too_large(request)
    comment, asked = public_comment(request, number)
    reason = request.POST.get("reason", "")
    if request.method != "POST" or reason not in Report.Reason.values or is_forged(request):
        return show_question(request, question(request, comment, asked))
    if not count_network_once_more(what="report", address=network_address(request), most=MOST_REPORTS, at=asked.at):
        words = _("Many reports came from your network. Please try again in an hour.")
        page = AskPage(title=_("Not now"), text=words, back=subject_link(asked.subject))
        return show_question(request, page, status=429)
    report_comment(
        comment=comment,
        reporter=reporter_digest(request, asked.reader),
        reason=reason,
        text=tidy_line(request.POST.get("words", "")),
        rules=asked.rules,
        at=asked.at,
    )
    words = _("Thank you. Somebody of the publication will look at it.")
    return show_question(request, AskPage(title=_("Reported"), text=words, back=way_back(request, comment, asked)))


def question(request: HttpRequest, comment: Comment, asked: Asked) -> AskPage:
    """The page that asks why."""
    return AskPage(
        title=_("Report a comment"),
        action_url=request.path,
        hidden=token_fields(request),
        comment=view_of(comment, asked.subject),
        choices=tuple(Choice(value=value, label=str(label)) for value, label in Report.Reason.choices),
        wants_words=True,
        button=_("Report it"),
        back=way_back(request, comment, asked),
    )


def way_back(request: HttpRequest, comment: Comment, asked: Asked) -> Link:
    """To the comment, for whoever was reading there."""
    return replace(subject_link(asked.subject), url=address_of_comment(comment, asked.subject, publication_of(request)))


@csrf_exempt  # the button stands on pages that caches keep; a reaction of somebody else's making harms nobody
@require_POST
@in_publication
def react(request: HttpRequest, number: int) -> HttpResponse:
    """Count the reaction, or take it back; then to the comment."""
    comment, asked = public_comment(request, number)
    if not asked.rules.reaction:
        raise Http404("There are no reactions here.")
    address = network_address(request)
    is_counted = not comes_from_elsewhere(request) and count_network_once_more(
        what="react", address=address, most=MOST_REACTIONS, at=asked.at
    )
    if is_counted:
        react_to_comment(comment=comment, reader=reader_digest(request, asked.reader), at=asked.at)
    response = HttpResponseRedirect(address_of_comment(comment, asked.subject, publication_of(request)))
    keep_away_from_caches(response)
    return response


def public_comment(request: HttpRequest, number: int) -> tuple[Comment, Asked]:
    """A published comment that the reader may see."""
    found = asked_about_comment(request, number, at=timezone.now())
    if found is None or found[0].status != Comment.Status.PUBLISHED or found[0].removed_at:
        raise Http404("No published comment has this number.")
    return found
