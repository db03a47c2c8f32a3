"""Comments by people who sign in, and what moderators do to comments."""

from coranto.comments.actions.deleting import delete_comment
from coranto.comments.actions.moderating import decide_at_desk, edit_at_desk
from coranto.comments.models import Comment
from coranto.comments.policy import is_moderator
from coranto.comments.reader import network_address
from coranto.comments.subjects import Found, find_subject
from coranto.core.strangers_text import tidy_text
from coranto.wordpress.commenting import comment_as
from coranto.wordpress.entries.reading import LARGEST, page_numbered, post_numbered, status_of
from coranto.wordpress.rest import comments
from coranto.wordpress.rest.answers import Answer, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.readable import sees_hidden
from coranto.wordpress.rest.links import rest_url
from coranto.wordpress.rest.people import refusal, somebody
from coranto.wordpress.rest.routing import Permit
from coranto.wordpress.rest.writing.entry_changes import is_own_number

LONGEST = 65_000
TAKEN_OUT = ("unspam", "untrash")
NO_POST = "Sorry, you are not allowed to create this comment without a post."
DUPLICATE = "Duplicate comment detected; it looks as though you&#8217;ve already said that!"
HIDDEN = "Sorry, you are not allowed to create a comment on this post."


def commenting(asked: Asked) -> None:
    """The permission to comment: with a password, in one's own name, below what one may read."""
    if asked.person is None:
        raise RefusalError("rest_comment_login_required", "Sorry, you must be logged in to comment.", 401)
    author = asked.values.get("author")
    if author and not is_own_number(asked, author):
        raise refusal("rest_comment_invalid_author", "edit 'author' for comments.")
    if asked.values.get("status") and not is_moderator(asked.person):
        raise refusal("rest_comment_invalid_status", "edit 'status' for comments.")
    _discussion(asked)


def _discussion(asked: Asked) -> Found:
    """What is commented on."""
    number = asked.values.get("post") or 0
    found = find_subject(number, at=asked.at) if 0 < number < LARGEST else None
    entry = (post_numbered(number) or page_numbered(number)) if number else None
    status = status_of(entry, asked.at, scheduled="future") if entry else ""
    if status in ("draft", "trash") and entry is not None and sees_hidden(asked, entry):
        raise RefusalError(f"rest_comment_{status}_post", HIDDEN, 403)
    if found is None:
        raise RefusalError("rest_comment_invalid_post_id", NO_POST, 403)
    is_hidden = not found.is_public or found.password
    if is_hidden and not (entry is not None and sees_hidden(asked, entry)):
        raise comments.cannot_read()
    if not found.subject.is_open:
        raise RefusalError("rest_comment_closed", "Sorry, comments are closed for this item.", 403)
    return found


def create(asked: Asked) -> Answer:
    """A new comment, decided on as one that is written on the page."""
    if asked.body.get("id") or asked.query.get("id"):
        raise RefusalError("rest_comment_exists", "Cannot create existing comment.", 400)
    if asked.query.get("type", asked.body.get("type", "comment")) != "comment":
        raise RefusalError("rest_invalid_comment_type", "Cannot create a comment with that type.", 400)
    found, by = _discussion(asked), somebody(asked)
    parent = asked.values.get("parent") or None
    if parent and not found.subject.comments().filter(pk=min(max(parent, 0), LARGEST)).exists():
        raise RefusalError("rest_comment_invalid_parent", "Invalid comment parent ID.", 400)
    network, agent = network_address(asked.http), asked.http.headers.get("User-Agent", "")[:500]
    text = _text(asked)
    done = comment_as(by, subject=found.subject, text=text, parent=parent, network=network, at=asked.at, agent=agent)
    if done.comment is None and done.decision.phase == "duplicate":
        raise RefusalError("comment_duplicate", DUPLICATE, 409)
    if done.comment is None:
        raise RefusalError("rest_comment_refused", str(done.decision.reasons[0].words), 409)
    _decide(asked, done.comment)
    answer = _shown(asked, done.comment.pk)
    answer.status = 201
    answer.headers["Location"] = rest_url(f"comments/{done.comment.pk}")
    return answer


def _text(asked: Asked) -> str:
    text = tidy_text((asked.values.get("content") or "")[:LONGEST])
    if not text.strip():
        raise RefusalError("rest_comment_content_invalid", "Invalid comment content.", 400)
    return text


def _shown(asked: Asked, key: int) -> Answer:
    loaded = comments.load([key], asked, kinds=False)
    if not loaded:  # held: its writer may not read it back, unless they decide on it
        return Answer({"id": key, "status": "hold"})
    asked.values["context"] = "edit" if comments.decides(asked, loaded[0].comment) else "view"
    body, links = comments.make(asked, loaded[0])
    return Answer(body, links=links)


def comment_asked(asked: Asked) -> Comment:
    """The comment that is asked for."""
    rows = Comment.objects.select_related("thread__post__author", "commenter")
    found = rows.filter(pk=min(max(asked.values["id"], 0), LARGEST), removed_at=None).first()
    if found is None:
        raise comments.invalid_id()
    return found


def deciding(code: str, words: str) -> Permit:
    """The permission of those who decide on a comment."""

    def permit(asked: Asked) -> None:
        if not comments.decides(asked, comment_asked(asked)):
            raise refusal(code, words)

    return permit


def change(asked: Asked) -> Answer:
    """Its text and status; not who wrote it, nor when, nor on what."""
    comment = comment_asked(asked)
    if (number := asked.values.get("post")) and not (post_numbered(number) or page_numbered(number)):
        raise RefusalError("rest_comment_invalid_post_id", NO_POST, 403)
    if asked.values.get("content") is not None:
        edit_at_desk(comment=comment, text=_text(asked), at=asked.at, by=somebody(asked))
    _decide(asked, comment)
    return _shown(asked, comment.pk)


def _decide(asked: Asked, comment: Comment) -> None:
    word = asked.values.get("status")
    if not word:
        return
    status = _former(comment) if word in TAKEN_OUT else comments.STATUS_OF.get(word)
    if status is None:  # no word of WordPress's, which passes such over
        return
    decide_at_desk(comments=[comment], status=status, at=asked.at, by=somebody(asked))


def _former(comment: Comment) -> str:
    """Where it stood before it came to stand where it is."""
    others = comment.verdicts.exclude(status=comment.status).order_by("-at", "-pk")
    return others.values_list("status", flat=True).first() or Comment.Status.HELD


def delete(asked: Asked) -> Answer:
    """Into the bin; with ``force`` for ever."""
    comment, by = comment_asked(asked), somebody(asked)
    if asked.values["force"]:
        previous = _shown(asked, comment.pk).body
        delete_comment(comment=comment, at=asked.at, by=by)
        return Answer({"deleted": True, "previous": previous})
    if comment.status == Comment.Status.BINNED:
        raise RefusalError("rest_already_trashed", "The comment has already been trashed.", 410)
    decide_at_desk(comments=[comment], status=Comment.Status.BINNED, at=asked.at, by=by)
    return _shown(asked, comment.pk)
