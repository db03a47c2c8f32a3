"""``/wp/v2/comments``: what readers may read. No e-mail and no network address."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Coalesce, RowNumber

from coranto.comments.models import Comment, CommentText
from coranto.comments.places import path_below
from coranto.comments.policy import OWN_ONLY, is_moderator, may_decide, visible_comments
from coranto.core.bounded_memory import BoundedMemory
from coranto.core.database.remembered_objects import remembered_for_keys
from coranto.core.wordpress_spelling import name_of_ping
from coranto.posts.search.keys import kind_and_target
from coranto.posts.search.matching import RANKED, Filters, Order, search
from coranto.posts.search.questions import read_question
from coranto.publication.addresses import absolute
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.counted import KeptTotals
from coranto.wordpress.rest.discussed import Discussed, load_discussed, numbered, on_hidden
from coranto.wordpress.rest.entries import choosing
from coranto.wordpress.rest.entries.post_parameters import PASSWORD, date_time, numbers
from coranto.wordpress.rest.entries.texts import comment_text
from coranto.wordpress.rest.links import Links, item, link, self_link
from coranto.wordpress.rest.moments import gmt, local
from coranto.wordpress.rest.paging import (
    CONTEXT,
    EXCLUDE,
    INCLUDE,
    OFFSET,
    PAGE,
    PER_PAGE,
    SEARCH,
    order,
    orderby,
    paged,
)
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.users import avatars

COMMENTS = (
    CONTEXT,
    PAGE,
    PER_PAGE,
    SEARCH,
    date_time("after"),
    Parameter("author", "array", items="integer"),
    Parameter("author_exclude", "array", items="integer"),
    Parameter("author_email", form="email"),
    date_time("before"),
    EXCLUDE,
    INCLUDE,
    OFFSET,
    order("desc"),
    orderby("date_gmt", "date", "date_gmt", "id", "include", "post", "parent", "type"),
    numbers("parent"),
    numbers("parent_exclude"),
    numbers("post"),
    Parameter("status", default="approve", form="key"),
    Parameter("type", default="comment", form="key"),
    PASSWORD,
)
ONE = (Parameter("id", "integer"), CONTEXT, PASSWORD)
COLUMNS = {"date": "posted_at", "date_gmt": "posted_at", "id": "pk", "post": "on", "parent": "parent_id"}
NEWEST_OF_TIES = frozenset({"post", "parent", "type"})
"""Orders in which the newest of those that are alike comes first, whichever way round the rest is."""
ON = Coalesce("thread__post__number", "thread__page__staticpage__number", "thread__attachment__number")
"""The number of what a comment is on."""
SEARCHED = ("name", "url", "text")
MOST_EMBEDDED = 100
WORDS = {
    Comment.Status.PUBLISHED: "approved",
    Comment.Status.HELD: "hold",
    Comment.Status.SPAM: "spam",
    Comment.Status.BINNED: "trash",
}
STATUS_OF = {
    "approve": Comment.Status.PUBLISHED,
    "approved": Comment.Status.PUBLISHED,
    "1": Comment.Status.PUBLISHED,
    "hold": Comment.Status.HELD,
    "0": Comment.Status.HELD,
    "spam": Comment.Status.SPAM,
    "trash": Comment.Status.BINNED,
}
"""What programs say, and what it is here."""
COUNTED_AT_ONCE = 20_000
totals = KeptTotals(from_=COUNTED_AT_ONCE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A comment with what it is on."""

    comment: Comment
    on: Discussed
    has_replies: bool


def permit_list(asked: Asked) -> None:
    """Strangers may list what is published, but not by its writers."""
    for number, discussed in numbered(asked, asked.values["post"]).items():
        if number and not discussed.is_readable(asked):
            raise cannot_read()
    if moderates(asked):
        return
    if 0 in asked.values["post"]:
        raise RefusalError("rest_cannot_read", "Sorry, you are not allowed to read comments without a post.", 401)
    if asked.context == "edit":
        raise RefusalError("rest_forbidden_context", "Sorry, you are not allowed to edit comments.", 401)
    fixed = {"status": "approve", "type": "comment"}
    refused = [name for name in ("author", "author_exclude", "author_email") if asked.values[name]]
    refused += [name for name, only in fixed.items() if asked.values[name] != only]
    if refused:
        words = f"Query parameter not permitted: {', '.join(refused)}"
        raise RefusalError("rest_forbidden_param", words, 401)


def invalid_id() -> RefusalError:
    """For a number that is no comment's."""
    return RefusalError("rest_comment_invalid_id", "Invalid comment ID.", 404)


def cannot_read() -> RefusalError:
    """For comments on what is not public."""
    words = "Sorry, you are not allowed to read the post for this comment."
    return RefusalError("rest_cannot_read_post", words, 401)


def permit_one(asked: Asked) -> None:
    """Strangers may read what is published, on what they may read."""
    comment = Comment.objects.filter(pk=asked.values["id"], removed_at=None).first()
    if comment is None:
        raise invalid_id()
    is_mine = decides(asked, comment)
    if asked.context == "edit" and not is_mine:
        raise RefusalError("rest_forbidden_context", "Sorry, you are not allowed to edit comments.", 401)
    if is_mine:
        return
    on = load_discussed([comment], asked)[comment.thread_id]
    if comment.status != Comment.Status.PUBLISHED or not on.is_readable(asked):
        words = "Sorry, you are not allowed to read this comment."
        raise RefusalError("rest_cannot_read", words, 401)


def moderates(asked: Asked) -> bool:
    """Whether the desk shows who asks any comments to decide on."""
    return asked.person is not None and (is_moderator(asked.person) or asked.person.has_perm(OWN_ONLY))


def decides(asked: Asked, comment: Comment) -> bool:
    """Whether who asks decides on this one."""
    return asked.person is not None and may_decide(asked.person, comment)


def shown_comments(asked: Asked) -> QuerySet[Comment]:
    """What the list that is asked for is made of: what readers see, or what the desk shows."""
    values = asked.values
    is_plain = values["status"] == "approve" and values["type"] == "comment" and asked.context != "edit"
    if asked.person is None or not moderates(asked) or (is_plain and not _names_people(asked)):
        return public_comments()
    rows: QuerySet[Comment] = visible_comments(asked.person).filter(removed_at=None)
    status = STATUS_OF.get(values["status"])
    if status is not None and values["status"] != "approved":  # the word is for writing: lists know it for nothing
        rows = rows.filter(status=status)
    elif values["status"] in ("", "all", "any"):
        rows = rows.filter(status__in=(Comment.Status.PUBLISHED, Comment.Status.HELD))
    else:
        rows = rows.none()
    rows = rows if values["type"] in ("", "all", "any") else rows.filter(kind=values["type"])
    return rows.filter(_by_people(values))


def _names_people(asked: Asked) -> bool:
    return any(asked.values[name] is not None for name in ("author", "author_exclude", "author_email"))


def _by_people(values: dict[str, Json]) -> Q:
    chosen = _of_authors(values["author"]) if values["author"] else Q()
    chosen &= ~_of_authors(values["author_exclude"]) if values["author_exclude"] else Q()
    return chosen & Q(commenter__email__iexact=values["author_email"]) if values["author_email"] else chosen


def _of_authors(numbers: Sequence[int]) -> Q:
    """Comments of the authors with these numbers; 0 is who has none."""
    chosen = Q(commenter__author_number__in=[abs(number) for number in numbers if number])
    return chosen | Q(commenter__author_number=None) if 0 in numbers else chosen


def public_comments() -> QuerySet[Comment]:
    """What readers wrote and may be read."""
    return Comment.objects.published().filter(kind=Comment.Kind.COMMENT)


def list_comments(asked: Asked) -> Answer:
    """One page of comments. Those on what is not public are left out of it, as WordPress does."""
    rows = shown_comments(asked).filter(_chosen(asked))
    is_told = asked.values["post"] or (asked.person and is_moderator(asked.person))  # named posts were permitted
    if asked.values["search"] and not is_told:  # else the number of those found would tell what they say
        rows = rows.exclude(on_hidden(asked))
    if asked.values["orderby"] == "include" and not asked.values["include"]:  # WordPress counts them and shows none
        return paged(asked, [], _count(rows, asked), "comments")
    rows = rows.annotate(on=ON) if asked.values["orderby"] == "post" else rows
    keys = choosing.page_keys(
        rows, asked, {**COLUMNS, "type": "kind"}, newest_of_ties=asked.values["orderby"] in NEWEST_OF_TIES
    )
    bodies = [item(*make(asked, each)) for each in load(keys, asked)]
    return paged(asked, bodies, _count(rows, asked), "comments")


def _count(rows: QuerySet[Comment], asked: Asked) -> int:
    """How many there are. On a large site strangers get the number of a minute ago: to count takes long."""
    return rows.count() if asked.person is not None else totals.of(asked, rows.count)


def _chosen(asked: Asked) -> Q:
    values = asked.values
    chosen = choosing.in_time(asked) & choosing.one_of("pk", values["include"])
    chosen &= choosing.none_of("pk", values["exclude"])
    if values["parent"]:
        chosen &= _below(values["parent"])
    if values["parent_exclude"]:
        chosen &= ~_below(values["parent_exclude"])
    if values["post"]:
        chosen &= Q(thread__in=[discussed.thread for discussed in numbered(asked, values["post"]).values()])
    if values["search"]:
        chosen &= _saying(values["search"][: choosing.LONGEST_SEARCH])
    return chosen


def _saying(text: str) -> Q:
    """Comments with this text in them. On a large site the index is asked, which knows words and their beginnings."""
    newest = Comment.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if newest <= COUNTED_AT_ONCE:
        return Q(name__icontains=text) | Q(url__icontains=text) | Q(text__icontains=text)
    found = search(CommentText, read_question(text), Filters(), order=Order.DATE, start=0, length=RANKED)
    return Q(pk__in=[target for _kind, target in map(kind_and_target, found.keys)])


def _below(parents: Sequence[int]) -> Q:
    below = Q(parent__in=[number for number in parents if number > 0])
    return below | Q(parent=None) if 0 in parents else below


def show_comment(asked: Asked) -> Answer:
    """One comment."""
    found = load([asked.values["id"]], asked, kinds=False)
    if not found:
        raise invalid_id()
    body, links = make(asked, found[0])
    return Answer(body, links=links)


def embedded(numbers_of_posts: Iterable[int], asked: Asked) -> dict[int, Json]:
    """For each post by number, its newest comments as posts embed them; the refusal where it may not be read."""
    discussed = numbered(asked, numbers_of_posts)
    refused = cannot_read().answer(is_known=asked.person is not None).body
    threads = {each.thread: number for number, each in discussed.items() if number and each.is_readable(asked)}
    below: dict[int, list[Json]] = defaultdict(list)
    place = Window(RowNumber(), partition_by="thread_id", order_by=("-posted_at", "-pk"))
    rows = public_comments().filter(thread__in=threads).annotate(place=place).filter(place__lte=MOST_EMBEDDED)
    keys = list(rows.order_by("-posted_at", "-pk").values_list("pk", flat=True))
    for each in load(keys, asked):
        below[threads[each.comment.thread_id]].append(item(*make(asked, each, context="embed")))
    return {**below, **{number: refused for number, each in discussed.items() if not each.is_readable(asked)}}


def embedded_one(keys: Iterable[int], asked: Asked) -> dict[int, Json]:
    """Comments as other things embed them, by number."""
    found = load(list(keys), asked, kinds=False)
    return {each.comment.pk: item(*make(asked, each, context="embed")) for each in found}


def embedded_replies(parents: Iterable[int], asked: Asked) -> dict[int, list[Json]]:
    """For each comment the newest answers to it."""
    rows = public_comments().filter(parent__in=list(parents)).order_by("-posted_at", "-pk")
    below: dict[int, list[Json]] = defaultdict(list)
    for each in load(list(rows.values_list("pk", flat=True)[: MOST_EMBEDDED * 10]), asked):
        below[each.comment.parent_id or 0].append(item(*make(asked, each, context="embed")))
    return below


def _placed(rows: QuerySet[Comment]) -> QuerySet[Comment]:
    """The comments with what they are on, and whether there are answers to them."""
    answers = public_comments().filter(thread=OuterRef("thread"), parent=OuterRef("pk"))  # the index is that of threads
    return rows.select_related("thread__post", "thread__attachment", "commenter").annotate(has_replies=Exists(answers))


USED = (
    *("thread", "parent", "commenter__key", "commenter__author_number", "kind", "status", "removed_at"),
    *("name", "url", "posted_at", "utc_offset", "text", "html", "thread__page", "thread__published_count"),
    *(f"thread__post__{name}" for name in ("number", "path", "live", "is_private", "posted_at", "password")),
    *(f"thread__attachment__{name}" for name in ("number", "path", "parent_number")),
)
MOST_ROWS = 4_000_000
"""Bytes of comments that are remembered, about."""
_for_strangers = remembered_for_keys(
    lambda keys: _placed(Comment.objects.filter(pk__in=keys)).only(*USED), BoundedMemory(MOST_ROWS)
)


def load(keys: Sequence[int], asked: Asked, *, kinds: bool = True) -> list[Loaded]:
    """The comments with these keys, in this order, as far as what they are on may be read.

    Those that strangers get are objects shared by all who ask, as long as the row is the same.
    """
    rows: Iterable[Comment]
    if asked.person is None:
        rows = _for_strangers.all(keys)
    else:
        rows = _placed(Comment.objects.filter(pk__in=keys)).select_related("thread__post__author")
        rows = rows.defer("thread__post__body", "thread__post__body_html")
    found = {comment.pk: comment for comment in rows if is_shown(comment, kinds=kinds) or decides(asked, comment)}
    discussed = load_discussed(found.values(), asked)
    comments = (found[key] for key in keys if key in found)
    return [
        Loaded(comment, discussed[comment.thread_id], bool(getattr(comment, "has_replies", False)))
        for comment in comments
        if discussed[comment.thread_id].is_readable(asked) or decides(asked, comment)
    ]


def is_shown(comment: Comment, *, kinds: bool) -> bool:
    """Whether it may be read; ``kinds``: and is what a reader wrote, no pingback."""
    published = comment.status == Comment.Status.PUBLISHED and comment.removed_at is None
    return published and (not kinds or comment.kind == Comment.Kind.COMMENT)


def make(asked: Asked, loaded: Loaded, *, context: str = "") -> tuple[dict[str, Json], Links]:
    """The body of a comment, and its links."""
    comment, on = loaded.comment, loaded.on
    author = comment.commenter.author_number or 0
    path = path_below(comment, on.path, asked.publication)
    body: dict[str, Json] = {
        "id": comment.pk,
        "post": on.number,
        "parent": comment.parent_id or 0,
        "author": author,
        "author_name": name_of_ping(comment.name) if comment.kind in Comment.SENT_BY_WORDPRESS else comment.name,
        "author_url": comment.url,
        "date": local(comment.posted_at, comment.utc_offset),
        "date_gmt": gmt(comment.posted_at),
        "content": {"rendered": comment_text(comment.text, comment.html)},
        "link": f"{absolute(path)}#comment-{comment.pk}",
        "status": WORDS[Comment.Status(comment.status)],
        "type": comment.kind,
        "author_avatar_urls": avatars(f"commenter:{comment.commenter.key}"),
        "meta": {"_wp_note_status": None},
    }
    context = context or asked.context
    made = with_secrets(comment, body) if context == "edit" else in_context("comment", body, context)
    return made, links_of(loaded, author)


def with_secrets(comment: Comment, body: dict[str, Json]) -> dict[str, Json]:
    """The body with what only those see who decide on it."""
    made: dict[str, Json] = {}
    for name, value in body.items():
        made[name] = {**value, "raw": comment.text} if name == "content" else value
        if name == "author_name":
            made["author_email"] = comment.commenter.email
        if name == "author_url":
            made |= {"author_ip": comment.network_address or "", "author_user_agent": comment.user_agent}
    return made


def links_of(loaded: Loaded, author: int) -> Links:
    """Where all that belongs to a comment is found."""
    comment, on = loaded.comment, loaded.on
    links: Links = {"self": self_link(f"comments/{comment.pk}"), "collection": [link("comments")]}
    if author:
        links["author"] = [link(f"users/{author}", embeddable=True)]
    if on.number:
        links["up"] = [{"embeddable": True, "post_type": on.kind, "href": link(f"{on.base}/{on.number}")["href"]}]
    if comment.parent_id:
        links["in-reply-to"] = [link(f"comments/{comment.parent_id}", embeddable=True)]
    if loaded.has_replies:
        links["children"] = [link(f"comments?parent={comment.pk}", embeddable=True)]
    return links
