"""Writing a comment: WordPress's address for the form, and a preview."""

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from coranto.accounts.reader_links import name_account
from coranto.comments.actions.drafts import drop_draft
from coranto.comments.actions.submitting import Submitted, submit_comment
from coranto.comments.forgery import is_forged
from coranto.comments.forms import Written, problem_with, read_form
from coranto.comments.mail.wishes import subscribe_as_ticked
from coranto.comments.models import Comment
from coranto.comments.places import address_of_comment
from coranto.comments.reader import HELD_KEY, HELD_NUMBER, Reader, forget, network_address, reader_of, remember
from coranto.comments.respond import form_alone
from coranto.comments.scoring import scorer_in_use
from coranto.comments.stamps import comment_key, form_token, read_stamp, trap_name
from coranto.comments.submissions import Submission
from coranto.comments.views.asked import Asked, asked_about, is_readable, nothing_to_discuss, show_writing, too_large
from coranto.core.comment_text import written_html
from coranto.core.network_addresses import counted_network
from coranto.core.strangers_text import is_blank
from coranto.publication.current import in_publication, publication_of
from coranto.publication.rendering import keep_away_from_caches
from coranto.publication.trusted_html import trusted

FORGED = 403
DESK = "wagtailadmin.access_admin"


@csrf_exempt  # pages with the form are kept by caches; see comments/forgery.py for what is looked at instead
@in_publication
def take_comment(request: HttpRequest) -> HttpResponse:
    """``POST /wp-comments-post.php``, answered as WordPress does.

    302 to the comment, otherwise a page with the refusal in words, and the form with everything that was typed where
    the reader may see what is discussed.
    """
    if request.method != "POST":
        return only_post()
    if not is_readable(request):
        return too_large(request)
    at = timezone.now()
    reader = reader_of(request)
    written = read_form(request, reader)
    asked = asked_about(request, written.subject, at=at, reader=reader)
    if asked is None:
        return nothing_to_discuss(request)
    if is_forged(request):
        words = _("This form was not sent from our page. Please look it over, and send it again if it is yours.")
        return refuse(request, asked, replace(written, stamp=""), words, FORGED, title=_("Please look this over"))
    if problem := problem_with(written, asked.rules):
        return refuse(request, asked, written, problem, 200)
    done = submit_comment(
        submission=submission_of(request, written, asked),
        subject=asked.subject,
        at=at,
        scorer=scorer_in_use(asked.settled.outside),
        rules=asked.rules,
        blocks=asked.settled.blocks_at(at),
        zone=publication_of(request).zone,
    )
    if done.comment is None:
        return refuse(request, asked, written, done.decision.reasons[0].words, done.decision.status)
    return accept(request, asked, written, done)


def submission_of(request: HttpRequest, written: Written, asked: Asked) -> Submission:
    """What is decided on: the fields, and what is known of how they came."""
    stamp = read_stamp(written.stamp, at=asked.at)
    is_ours = stamp is not None and stamp.subject == asked.subject.number
    user = asked.reader.user
    network, agent = network_address(request), request.META.get("HTTP_USER_AGENT", "")[:500]
    who = (written.name, written.email, written.url, user.pk if user else "", counted_network(network), agent)
    return Submission(
        text=written.text,
        name=written.name,
        email=written.email,
        url=written.url,
        network_address=network,
        user_agent=agent,
        parent=written.parent,
        form_token=form_token(written.stamp, *who, written.parent, written.text) if is_ours else "",
        form_age=stamp.age(asked.at) if stamp and is_ours else None,
        is_drawn_here=is_ours,
        trap_filled=bool(request.POST.get(trap_name(), "").strip()),
        is_staff=user is not None and user.has_perm(DESK),
        user=user.pk if user else None,
        referrer=request.META.get("HTTP_REFERER", "")[:500],
    )


def accept(request: HttpRequest, asked: Asked, written: Written, done: Submitted) -> HttpResponse:
    """Lead to the comment. A held one is shown to its writer: by cookie if wanted, else by a key in the address."""
    comment = done.comment
    assert comment is not None  # noqa: S101 - refusals were answered before
    query = ""
    if comment.status != Comment.Status.PUBLISHED and not written.wants_cookies and asked.reader.user is None:
        query = urlencode({HELD_NUMBER: comment.pk, HELD_KEY: comment_key(comment)})
    response = HttpResponseRedirect(address_of_comment(comment, asked.subject, publication_of(request), query))
    if written.wants_cookies:
        remember(request, response, name=written.name, email=written.email, url=written.url, number=comment.pk)
    elif asked.reader.user is None:
        forget(request, response)
    if written.wishes and not done.is_repeated:
        subscribe_as_ticked(comment=comment, wishes=written.wishes, at=asked.at, network=network_address(request))
    is_named = not is_blank(written.name) and comment.status != Comment.Status.SPAM
    if asked.reader.user and asked.reader.needs_name and is_named:
        name_account(user=asked.reader.user, name=written.name)
    if written.draft:
        drop_draft(key=written.draft)
    keep_away_from_caches(response)
    return response


def refuse(
    request: HttpRequest, asked: Asked, written: Written, problem: str, status: int, title: str = ""
) -> HttpResponse:
    """Say why, and give back every word."""
    form = form_alone(request, asked.subject, written, asked.rules, asked.reader, at=asked.at)
    title = title or _("Your comment was not taken yet")
    return show_writing(request, title, replace(form, problem=problem), asked.subject, status=status)


@csrf_exempt  # shows the sender what the sender sent, and keeps nothing
@in_publication
def preview(request: HttpRequest) -> HttpResponse:
    """The comment as it will look, with the form to go on writing."""
    if request.method != "POST":
        return only_post()
    if not is_readable(request):
        return too_large(request)
    reader: Reader = reader_of(request)
    written = read_form(request, reader)
    asked = asked_about(request, written.subject, at=timezone.now(), reader=reader)
    if asked is None:
        return nothing_to_discuss(request)
    form = form_alone(request, asked.subject, written, asked.rules, reader, at=asked.at)
    shown = trusted(written_html(written.text[: asked.rules.longest]))
    return show_writing(request, _("Preview"), replace(form, preview_html=shown), asked.subject)


def only_post() -> HttpResponse:
    """405, as WordPress says it."""
    return HttpResponse(b"", status=405, content_type="text/plain", headers={"Allow": "POST"})
