"""The discussion below a public page, for whoever asks: the thread, the form, and what is theirs in it."""

import datetime
from dataclasses import replace

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from coranto.comments.circumstances import closing_moment, next_closing
from coranto.comments.contexts import ThreadView
from coranto.comments.discussions import Subject
from coranto.comments.frame import ROOT, Frame
from coranto.comments.models import CommentRules
from coranto.comments.own_comments import own_comments
from coranto.comments.reader import GUEST, Reader, reader_of
from coranto.comments.respond import respond_form
from coranto.comments.settled import settled_in
from coranto.comments.thread import Place, build_thread
from coranto.core.made_of import fresh_until, made_of
from coranto.publication.current import publication_of
from coranto.publication.personal import mark_personal

PERSONAL = ("draft", "unapproved", GUEST)


def build_discussion(request: HttpRequest, subject: Subject, *, at: datetime.datetime, place: Place) -> ThreadView:
    """The discussion, with the form where comments are taken. A page made for one reader is marked as such."""
    rules = settled_in(publication_of(request)).rules
    made_of(subject.talk_mark)
    frame = frame_for(request, subject, rules, reader_of(request), at=at)
    form, answers = respond_form(request, subject, rules, frame.reader, at=at) if frame.is_open else (None, 0)
    frame = replace(
        frame,
        respond=form,
        answers=answers,
        live_url=f"{ROOT}live/{subject.number}/?after={subject.count}" if frame.is_open else "",
        data_url=data_page(),
    )
    return build_thread(subject, publication_of(request), place=place, frame=frame)


def frame_for(
    request: HttpRequest, subject: Subject, rules: CommentRules, reader: Reader, *, at: datetime.datetime
) -> Frame:
    """What stands round comments for the one who reads, without the form. Marks what is made for one reader."""
    if not reader.is_stranger or any(name in request.GET for name in PERSONAL):
        mark_personal(request)
    closed = closing_moment(subject, rules, at)
    fresh_until(next_closing(subject, rules, at))
    return Frame(
        is_open=subject.is_open and closed is None,
        closed_note=_("Comments are closed: this was published some time ago.") if closed else "",
        own=own_comments(subject, reader, rules, at=at),
        reader=reader,
        reaction=rules.reaction,
        uses_gravatar=rules.uses_gravatar,
    )


def data_page() -> str:
    """The page on what is done with comment data."""
    try:
        return reverse("comment_privacy:show")
    except NoReverseMatch:
        return ""
