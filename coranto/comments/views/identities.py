"""Signing in and out from within the form. What was typed is kept under a key, and the key goes there and back."""

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from coranto.accounts.mastodon.servers import NoServer, host_of, server_called
from coranto.accounts.reader_links import send_reader_link
from coranto.accounts.sign_in_ways import WAY_BACK, name_of_way
from coranto.comments.actions.drafts import keep_draft
from coranto.comments.actions.pacing import count_network_once_more, count_once_more
from coranto.comments.contexts import AskPage
from coranto.comments.discussions import Subject
from coranto.comments.forgery import is_forged
from coranto.comments.forms import LONGEST_TEXT, Written, is_email, read_form
from coranto.comments.models import Comment
from coranto.comments.places import path_of_comment
from coranto.comments.reader import GUEST, network_address, reader_of
from coranto.comments.respond import address_of_form
from coranto.comments.views.asked import (
    Asked,
    asked_about,
    is_readable,
    nothing_to_discuss,
    show_question,
    subject_link,
    too_large,
)
from coranto.comments.views.writing import FORGED, only_post, refuse
from coranto.publication.current import in_publication, publication_of
from coranto.publication.rendering import keep_away_from_caches

MOST_LINKS_TO_ONE, MOST_LINKS_FROM_ONE, MOST_SERVERS, MOST_DRAFTS = 5, 20, 20, 60  # an hour


class NotNow(Exception):
    """Signing in cannot begin; the message says why, in words for the reader."""


@csrf_exempt  # comments/forgery.py looks at who sent it; whoever is signed in must bring the token
@in_publication
def identify(request: HttpRequest) -> HttpResponse:
    """Keep what was typed, then sign out, change, or begin to sign in."""
    if request.method != "POST":
        return only_post()
    if not is_readable(request):
        return too_large(request)
    written = read_form(request, reader_of(request))
    asked = asked_about(request, written.subject, at=timezone.now())
    if asked is None:
        return nothing_to_discuss(request)
    if is_forged(request):
        words, title = _("Please press the button again."), _("Please look this over")
        return refuse(request, asked, written, words, FORGED, title=title)
    try:
        response = answer(request, asked, written)
    except NotNow as problem:
        return refuse(request, asked, written, str(problem), 200, title=_("You are not signed in yet"))
    keep_away_from_caches(response)
    return response


def answer(request: HttpRequest, asked: Asked, written: Written) -> HttpResponse:
    """What the button that was pressed asks for."""
    way = request.POST.get("sign_in", "")
    if "sign_out" in request.POST:
        back = way_back(request, asked, written)
        logout(request)
        return HttpResponseRedirect(back)
    if "change" in request.POST:
        return HttpResponseRedirect(way_back(request, asked, written, **{GUEST: 1}))
    if "passkey" in request.POST and asked.reader.user:
        request.session[WAY_BACK] = way_back(request, asked, written)
        return HttpResponseRedirect(reverse("mfa_list_webauthn"))
    if not name_of_way(way):
        raise NotNow(_("There is no such way to sign in here."))
    if way == "email":
        return mail_link(request, asked, written)
    if way == "account":
        query = {"next": way_back(request, asked, written), "by": "passkey"}
        return HttpResponseRedirect(f"{reverse('account_login')}?{urlencode(query)}")
    return lead_on(request, asked, written, way)


def way_back(request: HttpRequest, asked: Asked, written: Written, **query: int) -> str:
    """The address of the form with everything in it, at the comment that is being answered."""
    if len(written.text) > LONGEST_TEXT:
        raise NotNow(_("Your comment is too long."))
    if not count_network_once_more(what="drafts", address=network_address(request), most=MOST_DRAFTS, at=asked.at):
        raise NotNow(_("That was tried often. Please try again in an hour."))
    key = keep_draft(
        subject=asked.subject.number,
        parent=written.parent,
        text=written.text,
        name=written.name if asked.reader.needs_name else "",
        email=written.email if asked.reader.user is None else "",
        url=written.url,
        wishes=written.wishes,
        wants_cookies=written.wants_cookies,
        at=asked.at,
    )
    path = place_of_form(request, asked.subject, written.parent)
    return address_of_form(path, replytocom=written.parent, draft=key, **query)


def place_of_form(request: HttpRequest, subject: Subject, parent: int | None) -> str:
    """The page of the discussion that shows the comment being answered, else the first."""
    answered = subject.comments().filter(pk=parent).first() if parent else None
    return (
        path_of_comment(answered, subject, publication_of(request)) if isinstance(answered, Comment) else subject.path
    )


def mail_link(request: HttpRequest, asked: Asked, written: Written) -> HttpResponse:
    """Mail a link to the address that was typed."""
    if not is_email(written.email):
        raise NotNow(_("Please type your e-mail address: the link to sign in is sent there."))
    within = count_once_more(what="link to", who=written.email.casefold(), most=MOST_LINKS_TO_ONE, at=asked.at)
    address = network_address(request)
    if not within or not count_network_once_more(
        what="links from", address=address, most=MOST_LINKS_FROM_ONE, at=asked.at
    ):
        raise NotNow(_("Several links were sent already. Please try again in an hour."))
    site = publication_of(request).name
    try:
        send_reader_link(
            email=written.email, name=written.name, way_back=way_back(request, asked, written), site=site, at=asked.at
        )
    except OSError as error:
        raise NotNow(_("The mail could not be sent. Please try again later.")) from error
    words = _(
        "A link was sent to %(email)s. It signs you in and brings you back here; what you typed is kept for a day."
    )
    page = AskPage(
        title=_("Please look into your mail"),
        text=words % {"email": written.email},
        back=subject_link(asked.subject),
    )
    return show_question(request, page)


def lead_on(request: HttpRequest, asked: Asked, written: Written, way: str) -> HttpResponse:
    """A page on the way to the other site, which goes on by itself.

    A form may not lead to another host (the policy says so), a page may.
    """
    adapter = get_adapter(request)
    more = {"server": mastodon_server(request, asked)} if way == "mastodon" else {}
    back = way_back(request, asked, written)
    try:
        provider = adapter.get_provider(request, way)
        there = provider.redirect(request, process="login", next_url=back, **more)
    except (SocialApp.DoesNotExist, ImmediateHttpResponse, requests.RequestException) as error:
        words = _("%(name)s cannot be reached just now. Please try again, or choose another way.")
        raise NotNow(words % {"name": name_of_way(way)}) from error
    page = AskPage(
        title=_("On to %(name)s") % {"name": name_of_way(way)},
        text=_("You sign in there, and come back to what you typed."),
        continue_url=there["Location"],
        button=_("Go on"),
        back=subject_link(asked.subject),
    )
    return show_question(request, page)


def mastodon_server(request: HttpRequest, asked: Asked) -> object:
    """The server that the reader named, registered with."""
    host = host_of(request.POST.get("mastodon_server", "")[:300])
    if not host:
        raise NotNow(_("Please type the name of your Mastodon server, as in social.example."))
    if not count_network_once_more(what="servers", address=network_address(request), most=MOST_SERVERS, at=asked.at):
        raise NotNow(_("That was tried often. Please try again in an hour."))
    try:
        return server_called(host, at=asked.at)
    except NoServer as error:
        words = _("%(host)s cannot be used to sign in: is it a Mastodon server?")
        raise NotNow(words % {"host": host}) from error
