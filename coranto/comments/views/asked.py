"""What the views have in common: the subject that may be seen, and pages that hold a form or a question."""

import datetime
from dataclasses import dataclass

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from coranto.comments.contexts import AskPage, RespondForm, WritingPage
from coranto.comments.discussions import Subject
from coranto.comments.models import Comment, CommentRules
from coranto.comments.reader import Reader, reader_of
from coranto.comments.settled import Settled, settled_in
from coranto.comments.subjects import Found, find_subject, subject_of
from coranto.core.titles import title_text
from coranto.posts.passwords import may_read
from coranto.publication.contexts import Link
from coranto.publication.current import publication_of
from coranto.publication.head import document_title, head_of
from coranto.publication.people import is_editor
from coranto.publication.rendering import keep_away_from_caches, render_page


@dataclass(frozen=True, slots=True)
class Asked:
    """One request about a subject that the reader may see."""

    subject: Subject
    rules: CommentRules
    reader: Reader
    at: datetime.datetime
    settled: Settled


def asked_about(
    request: HttpRequest, number: int, *, at: datetime.datetime, reader: Reader | None = None
) -> Asked | None:
    """The subject with that number, if the reader may see it. ``reader`` is who asks, where that is known already."""
    return _asked(request, find_subject(number, at=at), at, reader)


def asked_about_comment(request: HttpRequest, number: int, *, at: datetime.datetime) -> tuple[Comment, Asked] | None:
    """A comment with its subject, if the reader may see that."""
    rows = Comment.objects.select_related("thread__post", "thread__page", "thread__attachment", "commenter")
    comment = rows.filter(pk=number).first() if number < 2**63 else None
    asked = _asked(request, subject_of(comment.thread, at=at), at) if comment else None
    return (comment, asked) if comment and asked else None


def _asked(
    request: HttpRequest, found: Found | None, at: datetime.datetime, reader: Reader | None = None
) -> Asked | None:
    if found is None or not (found.is_public or is_editor(request)) or not may_read(request, found.password):
        return None
    settled = settled_in(publication_of(request))
    return Asked(found.subject, settled.rules, reader or reader_of(request), at, settled)


def subject_link(subject: Subject) -> Link:
    """The subject, to go back to."""
    thing = subject.post or subject.page or subject.attachment
    return Link(label=title_text(getattr(thing, "title", "")) or _("the discussion"), url=subject.path)


def show_writing(
    request: HttpRequest, title: str, form: RespondForm, subject: Subject, *, status: int = 200, delete_url: str = ""
) -> HttpResponse:
    """The form on a page of its own."""
    page = WritingPage(title=title, form=form, subject=subject_link(subject), delete_url=delete_url)
    return _show(request, "comments/writing.html", page, title, status)


def show_question(request: HttpRequest, page: AskPage, *, status: int = 200) -> HttpResponse:
    """A question, or a word on what was done."""
    return _show(request, "comments/ask.html", page, page.title, status)


def _show(request: HttpRequest, template: str, page: object, title: str, status: int) -> HttpResponse:
    publication = publication_of(request)
    head = head_of(publication, title=document_title(title, publication.name), robots="noindex, nofollow")
    response = render_page(request, template, page=page, head=head, status=status)
    keep_away_from_caches(response)
    return response


def is_readable(request: HttpRequest) -> bool:
    """Whether the body of the request is within the limits; reading it is what finds out."""
    try:
        _ = request.POST
    except (RequestDataTooBig, TooManyFieldsSent):
        return False
    return True


def too_large(request: HttpRequest) -> HttpResponse:
    """413, in words."""
    return show_question(
        request, AskPage(title=_("That is too much"), text=_("A comment of this size is not taken.")), status=413
    )


def nothing_to_discuss(request: HttpRequest) -> HttpResponse:
    """No such subject, or none that this reader may see: 200 as WordPress answers, which says nothing more at all."""
    text = _("No page with that number is open to you. Please comment from the page itself.")
    return show_question(request, AskPage(title=_("There is nothing to comment on"), text=text))
