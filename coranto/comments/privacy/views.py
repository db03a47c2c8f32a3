"""The public page on comment data, and what the owner of an address can see and have done."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coranto.akismet.models import OutsideScorer
from coranto.comments.actions.erasing import ask_for_proof, correct_name, erase_address
from coranto.comments.forgery import comes_from_elsewhere
from coranto.comments.forms import LONGEST_NAME, is_email
from coranto.comments.mail.frames import mail_page, show
from coranto.comments.mail.tokens import PROOF, letter_of
from coranto.comments.models import CommentRules, Erasure
from coranto.comments.privacy.contexts import OwnPage, PrivacyPage
from coranto.comments.privacy.decisions import decisions
from coranto.comments.privacy.facts import cookies, kept_things, limits, receivers
from coranto.comments.privacy.personal import personal_record, to_read
from coranto.comments.reader import network_address
from coranto.comments.stamps import trap_name
from coranto.core.strangers_text import tidy_line

LONGEST_EMAIL = 254


@mail_page
def show_privacy(request: HttpRequest) -> HttpResponse:
    """What is done with comment data; and the form to get at what is kept about one's own address."""
    problem = ""
    if request.method == "POST":
        email = tidy_line(request.POST.get("email", ""))
        if len(email) <= LONGEST_EMAIL and is_email(email) and not comes_from_elsewhere(request):
            if not request.POST.get(trap_name()):
                ask_for_proof(email=email, at=timezone.now(), network=network_address(request))
            return HttpResponseRedirect(reverse("comment_privacy:show") + "?sent=1#yours", status=303)
        problem = _("Please give a valid e-mail address.")
    page = privacy_page(problem=problem, is_sent=request.GET.get("sent") == "1")
    return show(request, "comments/privacy.html", page, title=_("Comment data"), status=400 if problem else 200)


def privacy_page(*, problem: str, is_sent: bool) -> PrivacyPage:
    """All that the running configuration says."""
    rules, outside = CommentRules.objects.current(), OutsideScorer.objects.current()
    return PrivacyPage(
        kept=kept_things(rules, outside),
        receivers=receivers(rules, outside),
        decisions=decisions(rules, outside),
        cookies=cookies(rules),
        limits=limits(),
        trap_name=trap_name(),
        problem=problem,
        is_sent=is_sent,
    )


@mail_page
def show_own(request: HttpRequest, token: str) -> HttpResponse:
    """Behind the link in a mail: a button first, so that a mail scanner sees nothing; then all that is kept."""
    letter = letter_of(token, PROOF)
    if letter is None:
        page = OwnPage(privacy_url=reverse("comment_privacy:show"))
        return show(request, "comments/own.html", page, title=_("Your data"), status=410)
    if request.method != "POST":
        return show(request, "comments/own.html", OwnPage(is_valid=True), title=_("Your data"))
    do = request.POST.get("do", "")
    if do == "json":
        return as_download(personal_record(letter.email))
    page = act(request, letter.email, do)
    return show(request, "comments/own.html", page, title=_("Your data"))


def act(request: HttpRequest, email: str, do: str) -> OwnPage:
    """Do what the form asks for, and give the page that follows."""
    now, said = timezone.now(), ""
    if do == "erase" and request.POST.get("how") in Erasure.How.values and request.POST.get("sure") == "yes":
        erase_address(email=email, how=request.POST["how"], at=now, by=None)
        return OwnPage(is_valid=True, is_erased=True)
    if do == "erase":
        said = _("Nothing was erased: please say how, and tick that you are sure.")
    if do == "name":
        name = tidy_line(request.POST.get("name", ""))[:LONGEST_NAME]
        said = _("Please type a name.")
        if name:
            correct_name(email=email, name=name, at=now)
            said = _("The name is corrected.")
    record = personal_record(email)
    return OwnPage(is_valid=True, record=record, comments=to_read(record), said=said)


def as_download(record: dict[str, Any]) -> HttpResponse:
    """The record as a file."""
    text = json.dumps(record, ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="comment-data.json"'
    return response
