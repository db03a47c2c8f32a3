"""The form to write a comment, as its template is given it."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from coranto.accounts.reader_accounts import may_keep_passkey, provider_name
from coranto.accounts.sign_in_ways import asks_server, sign_in_ways
from coranto.comments.contexts import Identity, RespondForm, SignInWay
from coranto.comments.discussions import Subject
from coranto.comments.forgery import token_fields
from coranto.comments.forms import Written, is_email, number_in
from coranto.comments.frame import ROOT
from coranto.comments.identity import commenter_key
from coranto.comments.models import Comment, CommentRules, Draft
from coranto.comments.reader import GUEST, Reader
from coranto.comments.stamps import FIELD, make_stamp, trap_name
from coranto.core.comment_text import quoted
from coranto.core.plain_text import plain_text
from coranto.posts.contexts import HiddenField
from coranto.publication.avatars import avatar_path
from coranto.publication.contexts import Link

DRAFT_LASTS = datetime.timedelta(days=1)
LONGEST_QUOTE = 1_000


def respond_form(
    request: HttpRequest, subject: Subject, rules: CommentRules, reader: Reader, *, at: datetime.datetime
) -> tuple[RespondForm, int]:
    """The form below a discussion, and the number of the comment that it answers (0: none).

    What the address says is heeded: ``replytocom``, ``quote``, and the key of a draft from before signing in.
    """
    draft = draft_of(request, subject, at)
    written = written_before(draft, reader)
    parent = answered_comment(
        subject, number_in(request.GET.get("replytocom", "")) or (draft.parent if draft else None)
    )
    if parent and "quote" in request.GET and not written.text:
        written = replace(written, text=quoted(plain_text(parent.html)[:LONGEST_QUOTE]))
    written = replace(written, parent=parent.pk if parent else None)
    form = form_of(request, subject.number, written, rules, reader, at=at)
    if request.GET.get("sign-in") == "failed":
        form = replace(form, problem=_("Signing in did not work. What you typed is still here."))
    if parent is None:
        return form, 0
    return replace(
        form, reply_to=link_to(parent, f"#comment-{parent.pk}"), cancel_url=f"{request.path}#respond"
    ), parent.pk


def form_alone(
    request: HttpRequest,
    subject: Subject,
    written: Written,
    rules: CommentRules,
    reader: Reader,
    *,
    at: datetime.datetime,
) -> RespondForm:
    """The form away from its discussion, for a refusal or a preview: it says which comment is answered."""
    form = form_of(request, subject.number, written, rules, reader, at=at)
    parent = answered_comment(subject, written.parent)
    return replace(form, reply_to=link_to(parent, f"{ROOT}{parent.pk}/")) if parent else form


def link_to(comment: Comment, url: str) -> Link:
    """The writer of a comment, and where it is."""
    return Link(label=comment.name or _("Anonymous"), url=url)


def form_of(
    request: HttpRequest, number: int, written: Written, rules: CommentRules, reader: Reader, *, at: datetime.datetime
) -> RespondForm:
    """The form for the subject with that number, filled with what was written already."""
    ways = () if reader.user else sign_in_ways()
    return RespondForm(
        hidden=tuple(hidden_fields(request, number, written, at=at)),
        trap_name=trap_name(),
        text=written.text,
        name=written.name,
        email=written.email,
        url=written.url,
        needs_name=rules.needs_name,
        needs_account=rules.needs_account and reader.user is None,
        is_remembered=written.wants_cookies,
        identity=identity_of(reader),
        ways=tuple(SignInWay(key=key, label=label) for key, label in ways),
        wants_server=asks_server(),
        identify_url=f"{ROOT}identify/",
        preview_url=f"{ROOT}preview/",
        wishes=written.wishes,
        offers_mail=reader.user is None or is_email(reader.user.email),
        longest=rules.longest,
        edit_minutes=rules.edit_minutes,
    )


def hidden_fields(
    request: HttpRequest, number: int, written: Written, *, at: datetime.datetime
) -> Iterable[HiddenField]:
    """The fields that go along with the form."""
    yield HiddenField(name="comment_post_ID", value=str(number))
    yield HiddenField(name="comment_parent", value=str(written.parent or 0))
    yield HiddenField(name=FIELD, value=written.stamp or make_stamp(number, at=at))
    if written.draft:
        yield HiddenField(name="draft", value=written.draft)
    if GUEST in request.GET or GUEST in request.POST:
        yield HiddenField(name=GUEST, value="1")
    yield from token_fields(request)


def identity_of(reader: Reader) -> Identity | None:
    """As whom somebody signed in writes."""
    if reader.user is None:
        return None
    avatar = avatar_path(f"commenter:{commenter_key(user=reader.user.pk)}")
    provider = provider_name(reader.user)
    return Identity(
        name=reader.user.shown_name,
        provider=provider,
        needs_name=reader.needs_name,
        avatar_url=avatar,
        may_keep_passkey=not provider and may_keep_passkey(reader.user),
    )


def draft_of(request: HttpRequest, subject: Subject, at: datetime.datetime) -> Draft | None:
    """The draft whose key the address holds."""
    key = request.GET.get("draft", "")
    if not key or len(key) > 32:
        return None
    return Draft.objects.filter(key=key, subject=subject.number, made_at__gt=at - DRAFT_LASTS).first()


def written_before(draft: Draft | None, reader: Reader) -> Written:
    """What the form is filled with: the draft, else whom this browser remembers."""
    if draft:
        return Written(
            parent=draft.parent,
            text=draft.text,
            name=draft.name,
            email=draft.email,
            url=draft.url,
            wants_cookies=draft.wants_cookies,
            wishes=tuple(draft.wishes),
            draft=draft.key,
        )
    if reader.user:
        return Written()
    return Written(name=reader.name, email=reader.email, url=reader.url, wants_cookies=reader.is_remembered)


def answered_comment(subject: Subject, number: int | None) -> Comment | None:
    """The published comment with that number, which is being answered, if it belongs here."""
    if not number:
        return None
    comments = subject.comments().filter(pk=number, removed_at=None, kind=Comment.Kind.COMMENT)
    return comments.first()


def address_of_form(path: str, **query: str | int | None) -> str:
    """The address of a page with the form in it: ``/slug/?replytocom=3&draft=k#respond``."""
    given = {key: value for key, value in query.items() if value}
    return f"{path}{'?' + urlencode(given) if given else ''}#respond"
