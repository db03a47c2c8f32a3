"""What the templates of a discussion are given. The rules are those of ``coranto.publication.contexts``."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from coranto.posts.contexts import HiddenField
from coranto.publication.contexts import Link, Pager


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInWay:
    """One way to sign in from within the form: a button that sends the form, so that nothing typed is lost."""

    key: str
    """The value of the button, whose name is ``sign_in``."""
    label: str
    """What the button says after "Sign in with": ``GitHub``, ``e-mail link``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """As whom a signed-in reader comments."""

    name: str
    """The name that will stand at the comment."""
    needs_name: bool = False
    """Whether the account has no name yet: then the form asks for one (``author``), and ``name`` is not shown."""
    provider: str = ""
    """Where they signed in: ``GitHub``; empty for an account of this site."""
    avatar_url: str = ""
    """The drawing that stands for them."""
    may_keep_passkey: bool = False
    """Whether the button ``passkey``, which leads to a reader's passkeys, has a place: with accounts of this site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RespondForm:
    """``comments/_respond.html``: the form to write or edit a comment. The names of its fields are WordPress's."""

    action_url: str = "/wp-comments-post.php"
    """Where it is sent."""
    kind: str = "new"
    """``new``, or ``edit`` for a comment that is there: then only the text is asked for."""
    hidden: tuple[HiddenField, ...] = ()
    """Fields that go along: ``comment_post_ID``, ``comment_parent``, the stamp."""
    reply_to: Link | None = None
    """The comment that is answered: its author, and its address."""
    cancel_url: str = ""
    """Back to the form that answers no comment."""
    trap_name: str = ""
    """The name of the field that must be hidden from people and stay empty."""
    text: str = ""
    """What was typed already."""
    name: str = ""
    """The name typed or remembered."""
    email: str = ""
    """The e-mail address typed or remembered; of the one who types it only."""
    url: str = ""
    """The website typed or remembered."""
    needs_name: bool = True
    """Whether name and e-mail address must be given."""
    needs_account: bool = False
    """Whether only signed-in readers may write."""
    is_remembered: bool = False
    """Whether the reader ticked earlier that this browser may remember them."""
    identity: Identity | None = None
    """Whom a signed-in reader writes as; then name, e-mail and website are not asked for."""
    ways: tuple[SignInWay, ...] = ()
    """Ways to sign in. The buttons send the form to ``identify_url``."""
    wants_server: bool = False
    """Whether one of the ways needs the reader's own server (``mastodon_server``)."""
    identify_url: str = ""
    """Where the buttons for signing in and out send the form."""
    preview_url: str = ""
    """Where the button for a preview sends the form."""
    preview_html: SafeString = field(default_factory=SafeString)
    """The text as it will look, when that was asked for: cleaned HTML."""
    problem: str = ""
    """Why it was not taken, in words."""
    wishes: tuple[str, ...] = ()
    """What the reader ticked to get mail about (field ``mail``): ``replies``, ``thread``, ``posts``."""
    offers_mail: bool = True
    """Whether mail about answers, the discussion and new posts is offered; not to an account without an address."""
    longest: int = 20_000
    """The most characters that fit."""
    edit_minutes: int = 0
    """How long a comment can be edited and deleted; 0 for not at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingPage:
    """``comments/writing.html``: the form on a page of its own, after a refusal, for a preview, or to edit."""

    title: str
    """The heading."""
    form: RespondForm
    """The form."""
    subject: Link
    """What is discussed."""
    delete_url: str = ""
    """When editing: where the comment can be deleted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepliesPage:
    """``comments/replies.html``: the answers to one comment, where a discussion has more than fit on its page."""

    title: str
    """The heading."""
    comment: "CommentView"
    """The comment that is answered, without answers."""
    subject: Link
    """The comment on the page of its discussion."""
    replies: tuple["CommentView", ...]
    """Answers to it, in the order of their numbers, with what stands below them."""
    first_url: str = ""
    """The first answers; empty where these are shown."""
    next_url: str = ""
    """The next answers; empty where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several answers to a question."""

    value: str
    """What is sent."""
    label: str
    """What the reader sees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage:
    """``comments/ask.html``: a question about one comment, such as whether to delete or why to report it."""

    title: str
    """The heading."""
    action_url: str = ""
    """Where the answer is sent; empty when there is nothing to ask."""
    hidden: tuple[HiddenField, ...] = ()
    """Fields that go along."""
    text: str = ""
    """What it is about, in a sentence."""
    comment: "CommentView | None" = None
    """The comment."""
    choices: tuple[Choice, ...] = ()
    """Reasons to choose from (``reason``)."""
    wants_words: bool = False
    """Whether something may be said in words (``words``)."""
    button: str = ""
    """What the button says."""
    back: Link | None = None
    """The way back."""
    continue_url: str = ""
    """Where the reader is led on to by itself, for a page on the way to another site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView:
    """One comment, pingback or trackback with the replies to it."""

    number: int
    """Its id; the element's id is ``comment-N``, as in WordPress."""
    permalink: str
    """Its address: the post's, with ``#comment-N`` and the page of comments if there are several."""
    posted_at: datetime
    """When it was written, in the publication's time zone."""
    author_name: str = ""
    """Who wrote it; empty for "Anonymous". For a pingback the title of the page that links here."""
    author_url: str = ""
    """The author's website; for a pingback the page that links here."""
    avatar_svg: SafeString = field(default_factory=SafeString)
    """A drawing made here (``coranto.core.avatars``)."""
    avatar_url: str = ""
    """A picture on this site to show instead of the drawing."""
    html: SafeString = field(default_factory=SafeString)
    """The text: cleaned HTML."""
    kind: str = "comment"
    """``comment``, ``pingback`` or ``trackback``."""
    ordinal: int = 0
    """Its running number in the discussion as printed, from 1; 0 for none."""
    depth: int = 1
    """How deep it stands, from 1; deeper ones than the owner allows stand at the last depth."""
    css_classes: str = "comment"
    """WordPress's: ``comment even thread-odd alt depth-1 parent bypostauthor byuser comment-author-x``."""
    is_author: bool = False
    """Whether the post's author wrote it."""
    is_staff: bool = False
    """Whether an editor of the publication wrote it."""
    is_awaiting: bool = False
    """Whether it is held and only its writer sees it."""
    is_removed: bool = False
    """Whether it was taken out and only keeps the place of its replies; text and author are empty then."""
    reply_to: Link | None = None
    """The comment it answers, when that does not stand directly above it: the author's name and ``#comment-N``."""
    edited_at: datetime | None = None
    """When it was last edited."""
    reply_url: str = ""
    """``?replytocom=N#respond``; empty when replies are not taken."""
    edit_url: str = ""
    """For its writer while that is allowed, and for editors."""
    delete_url: str = ""
    """For its writer while that is allowed."""
    report_url: str = ""
    """Where a reader may report it; empty when that is off."""
    quote_url: str = ""
    """The form with the comment quoted in it; empty when replies are not taken."""
    reaction_url: str = ""
    """Where a reader's reaction is sent (by POST); empty when the owner allows none."""
    reaction_label: str = ""
    """The name of the reaction."""
    reaction_count: int = 0
    """How many readers reacted so."""
    respond: RespondForm | None = None
    """The form, when this is the comment that is being answered."""
    replies: tuple["CommentView", ...] = ()
    """The answers to it, oldest first."""
    more_url: str = ""
    """Where all answers to it are, when there are more than fit here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView:
    """The discussion below a post, page or attachment (``thread``)."""

    count: int = 0
    """Published comments in all, pingbacks included, as WordPress counts (also those on other pages)."""
    entries: Sequence[CommentView] = ()
    """What stands on the top level of this page, each with its replies: comments and pingbacks in their order."""
    comments: Sequence[CommentView] = ()
    """Of the entries the comments."""
    pingbacks: Sequence[CommentView] = ()
    """Of the entries the pages elsewhere that link here, for themes that show them apart."""
    stretches: Sequence[Sequence[CommentView]] = ()
    """The entries in tens, for ``{% kept_stretch stretch %}``: with a new comment most are printed already."""
    pager: Pager = field(default_factory=Pager)
    """Pages of comments. ``newer_url`` leads to newer comments, ``older_url`` to older ones."""
    is_open: bool = False
    """Whether comments may be written."""
    closed_note: str = ""
    """Why they may not, where there is more to say than "Comments are closed"."""
    feed_url: str = ""
    """The feed of this discussion."""
    respond: RespondForm | None = None
    """The form to write a comment, unless it stands below the comment that is being answered."""
    live_url: str = ""
    """Where the page asks for comments that came since it was drawn."""
    data_url: str = ""
    """The public page on what is done with comment data; empty when there is none."""
