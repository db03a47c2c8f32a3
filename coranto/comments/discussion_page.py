"""The discussion below a public page, for whoever asks: the thread, the form, and what is theirs in it."""

import datetime

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from coranto.comments.circumstances import closing_moment
from coranto.comments.contexts import ThreadView
from coranto.comments.discussions import Subject
from coranto.comments.frame import ROOT, Frame
from coranto.comments.models import CommentRules
from coranto.comments.own_comments import own_comments
from coranto.comments.reader import GUEST, reader_of
from coranto.comments.respond import respond_form
from coranto.comments.thread import Place, build_thread
from coranto.publication.current import publication_of
from coranto.publication.personal import mark_personal

PERSONAL = ("draft", "unapproved", GUEST)


def build_discussion(request: HttpRequest, subject: Subject, *, at: datetime.datetime, place: Place) -> ThreadView:
    """The discussion, with the form where comments are taken. A page made for one reader is marked as such."""
    rules = CommentRules.objects.current()
    reader = reader_of(request)
    if not reader.is_stranger or any(name in request.GET for name in PERSONAL):
        mark_personal(request)
    closed = closing_moment(subject, rules, at)
    is_open = subject.is_open and closed is None
    form, answers = respond_form(request, subject, rules, reader, at=at) if is_open else (None, 0)
    frame = Frame(
        is_open=is_open,
        closed_note=_("Comments are closed: this was published some time ago.") if closed else "",
        own=own_comments(subject, reader, rules, at=at),
        reader=reader,
        respond=form,
        answers=answers,
        reaction=rules.reaction,
        live_url=f"{ROOT}live/{subject.number}/?after={subject.count}" if is_open else "",
        data_url=data_page(),
        uses_gravatar=rules.uses_gravatar,
    )
    return build_thread(subject, publication_of(request), place=place, frame=frame)


def data_page() -> str:
    """The page on what is done with comment data."""
    try:
        return reverse("comment_privacy:show")
    except NoReverseMatch:
        return ""
