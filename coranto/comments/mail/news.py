"""A comment or post as it stands in a mail."""

import datetime
import re

from django.utils import timezone
from django.utils.translation import gettext as _

from coranto.accounts.models import User
from coranto.comments.mail.contexts import ActionView, NewsView
from coranto.comments.mail.labels import thread_title
from coranto.comments.mail.leading import decide_url
from coranto.comments.mail.tokens import ActionLink, newest_verdict
from coranto.comments.models import Comment
from coranto.comments.places import address_of_comment
from coranto.comments.subjects import Found, subject_of
from coranto.core.plain_text import plain_text, shortened
from coranto.core.strangers_text import tidy_line
from coranto.core.titles import title_text
from coranto.posts.models import Post
from coranto.publication.addresses import absolute
from coranto.publication.models import Publication
from coranto.publication.trusted_html import trusted

EXCERPT = 500
MOST_HTML = 20_000
ENDS = re.compile(r"</(?:p|h[1-6]|li|tr|pre|dt|dd)>")  # of what stands by itself
FOR_STAFF = (Comment.Status.HELD, Comment.Status.PUBLISHED)


def post_news(post: Post | None, *, at: datetime.datetime) -> NewsView | None:
    """A new post with its beginning; nothing when not everybody may read it any more."""
    if post is None or not post.is_published(at) or post.password:
        return None
    text = shortened(plain_text(post.excerpt or post.body_html), EXCERPT)
    return NewsView(
        title=tidy_line(title_text(post.title)) or _("(no title)"),
        url=absolute(post.path),
        at=post.posted_at,
        name=post.author.name if post.author else "",
        text=text,
    )


def comment_news(
    comment: Comment, *, at: datetime.datetime, for_staff: bool = False, moderator: User | None = None
) -> NewsView | None:
    """A comment; for those who follow only while everybody may read it, and without its text below a protected post.

    Staff are told of held ones too; a moderator gets the reasons, and links to decide.
    """
    found = subject_of(comment.thread, at=at)
    if found is None or comment.removed_at is not None:
        return None
    is_readable = comment.status == Comment.Status.PUBLISHED and found.is_public
    if not is_readable and not (for_staff and comment.status in FOR_STAFF):
        return None
    hidden = bool(found.password) and not for_staff
    return NewsView(
        title=thread_title(comment.thread),
        url=absolute(place_of(comment, found)),
        at=timezone.localtime(comment.posted_at),
        name=tidy_line(comment.name) or _("Anonymous"),
        html=trusted("" if hidden or len(comment.html) > MOST_HTML else comment.html),
        text="" if hidden else text_of(comment),
        is_there=comment.status == Comment.Status.PUBLISHED,
        answers=tidy_line(comment.parent.name) if comment.parent else "",
        note=reasons_of(comment) if moderator else "",
        actions=actions_for(comment, moderator) if moderator else (),
    )


def place_of(comment: Comment, found: Found) -> str:
    """The way to a comment; to what is discussed while the comment is not there."""
    if comment.status != Comment.Status.PUBLISHED:
        return found.subject.path
    return address_of_comment(comment, found.subject, Publication.objects.current())


def text_of(comment: Comment) -> str:
    """The text as it was typed; where that holds HTML, without tags and references, its paragraphs apart."""
    if "<" not in comment.text and "&" not in comment.text:
        return shortened(comment.text.strip(), MOST_HTML)
    paragraphs = [plain_text(part) for part in ENDS.split(comment.html.replace("<br", "\n<br"))]
    return shortened("\n\n".join(part for part in paragraphs if part), MOST_HTML)


def reasons_of(comment: Comment) -> str:
    """Why the comment stands where it does."""
    verdict = comment.verdicts.order_by("-at", "-pk").first()
    return "; ".join(str(reason.get("words", "")) for reason in verdict.reasons) if verdict else ""


def actions_for(comment: Comment, user: User) -> tuple[ActionView, ...]:
    """What the moderator may do by a link."""
    verdict = newest_verdict(comment)
    wanted = {"approve": _("Publish"), "spam": _("Spam"), "trash": _("Bin")}
    if comment.status == Comment.Status.PUBLISHED:
        del wanted["approve"]
    return tuple(
        ActionView(label=label, url=decide_url(ActionLink(comment.pk, action, user.pk, verdict)))
        for action, label in wanted.items()
    )
