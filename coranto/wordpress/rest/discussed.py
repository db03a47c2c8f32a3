"""What comments are on, by thread or by number: its address, and whether who asks may read it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Value

from coranto.comments.models import Comment, Thread
from coranto.comments.policy import is_moderator
from coranto.media.models import Attachment
from coranto.pages.discussed_pages import is_public
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.wordpress.entries import this_site
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.pages import printed_path
from coranto.wordpress.rest.entries.readable import own_posts, public, sees_hidden, writes
from coranto.wordpress.rest.passwords import is_open

NO_THREAD = 0


@dataclass(frozen=True, slots=True)
class Discussed:
    """A post, page or attachment. ``number`` 0: nothing that could be named."""

    thread: int = NO_THREAD
    number: int = 0
    kind: str = "post"
    base: str = "posts"
    path: str = "/"
    is_public: bool = False
    password: str = ""
    thing: Post | StaticPage | None = None

    def is_readable(self, asked: Asked) -> bool:
        """Whether who asks may read it, with the password that the request gives or as one of its writers."""
        if self.is_public and is_open(asked, self.password):
            return True
        if asked.person is None:
            return False
        return is_moderator(asked.person) or (self.thing is not None and sees_hidden(asked, self.thing))


def load_discussed(comments: Iterable[Comment], asked: Asked) -> dict[int, Discussed]:
    """What each of these threads is on; the comments come with their threads' posts and attachments."""
    threads = {comment.thread_id: comment.thread for comment in comments}
    keys = {thread.page_id for thread in threads.values() if thread.page_id}
    pages = {page.pk: page for page in StaticPage.objects.filter(pk__in=keys).defer("body")} if keys else {}
    parents = _public_parents([each.attachment for each in threads.values() if each.attachment], asked)
    return {key: _discussed(thread, pages, parents, asked) for key, thread in threads.items()}


def _discussed(thread: Thread, pages: dict[int, StaticPage], parents: set[int], asked: Asked) -> Discussed:
    if thread.post:
        return of_post(thread.post, thread.pk, asked.at)
    if page := pages.get(thread.page_id or 0):
        return of_page(page, thread.pk, asked)
    if thread.attachment:
        return of_attachment(thread.attachment, thread.pk, parents)
    return Discussed(thread.pk)


def of_post(post: Post, thread: int, at: datetime.datetime) -> Discussed:
    """A post."""
    return Discussed(thread, post.number, "post", "posts", post.path, post.is_published(at), post.password, post)


def of_page(page: StaticPage, thread: int, asked: Asked) -> Discussed:
    """A page."""
    public = is_public(page, asked.at)
    return Discussed(thread, page.number, "page", "pages", printed_path(page, asked), public, page.password, page)


def of_attachment(attachment: Attachment, thread: int, parents: set[int]) -> Discussed:
    """An attachment: public if it belongs to nothing, or to something public."""
    public = not attachment.parent_number or attachment.parent_number in parents
    return Discussed(thread, attachment.number, "attachment", "media", attachment.path or "/", public)


def _public_parents(attachments: Iterable[Attachment], asked: Asked) -> set[int]:
    return public_numbers({each.parent_number for each in attachments if each.parent_number}, asked)


def public_numbers(numbers: Iterable[int], asked: Asked) -> set[int]:
    """Which of these numbers are those of public posts or pages without a password."""
    return this_site.public_numbers(numbers, asked.at)


def below_readable(asked: Asked) -> Q:
    """Files of nothing, or of what who asks may read: what :func:`public_numbers` and :func:`own_numbers` say, looked
    up by number for each file."""
    every = Q(pk__isnull=False)
    open_to_all = public(asked.at) & Q(password="")
    posts, pages = open_to_all, open_to_all
    if asked.person is not None and writes(asked, "post"):
        posts |= own_posts(asked.person) or every
    if writes(asked, "page"):
        pages = every
    above = OuterRef("parent_number")
    found = Q(Exists(Post.objects.filter(posts, number=above))) | Q(
        Exists(StaticPage.objects.filter(pages, number=above))
    )
    return Q(parent_number=None) | Q(parent_number=0) | found


def kinds_of(numbers: Iterable[int]) -> dict[int, str]:
    """Which of these numbers are those of a ``post`` or ``page``, public or not."""
    wanted = set(numbers)
    if not wanted:
        return {}
    posts = Post.objects.filter(number__in=wanted).order_by().values_list("number", Value("post"))
    pages = StaticPage.objects.filter(number__in=wanted).order_by().values_list("number", Value("page"))
    return dict(posts.union(pages))


def on_hidden(asked: Asked) -> Q:
    """Comments on what who asks may not read, but for what a password opens. Looked up by key for each comment."""
    open_to_all = public(asked.at) & Q(password="")
    posts, pages = Post.objects.exclude(open_to_all), StaticPage.objects.exclude(open_to_all)
    if asked.person is not None and writes(asked, "post"):
        posts = posts.exclude(Q(pk__isnull=False) & own_posts(asked.person))
    if writes(asked, "page"):
        pages = pages.none()
    above = OuterRef("thread__attachment__parent_number")
    hidden = Q(Exists(posts.filter(pk=OuterRef("thread__post")))) | Q(Exists(pages.filter(pk=OuterRef("thread__page"))))
    return hidden | Q(Exists(posts.filter(number=above))) | Q(Exists(pages.filter(number=above)))


def own_numbers(asked: Asked, numbers: Iterable[int]) -> set[int]:
    """Which of these numbers are those of posts and pages that the desk shows who asks."""
    if asked.person is None:
        return set()
    wanted, found = set(numbers), set[int]()
    if writes(asked, "post"):
        own = Post.objects.filter(own_posts(asked.person), number__in=wanted)
        found |= set(own.values_list("number", flat=True))
    if writes(asked, "page"):
        found |= set(StaticPage.objects.filter(number__in=wanted).values_list("number", flat=True))
    return found


def numbered(asked: Asked, numbers: Iterable[int]) -> dict[int, Discussed]:
    """The posts, pages and attachments with these numbers, each with its thread; a number of nothing is left out."""
    wanted = [abs(number) for number in numbers]
    if not wanted:
        return {}
    found: dict[int, Discussed] = {}
    threads = Thread.objects.all()
    posts = list(Post.objects.filter(number__in=wanted).defer("body", "body_html"))
    by_post = dict(threads.filter(post__in=posts).values_list("post", "pk"))
    for post in posts:
        found[post.number] = of_post(post, by_post.get(post.pk, NO_THREAD), asked.at)
    rest = set(wanted) - set(found)
    if rest:
        found |= _other(rest, asked)
    return found


def _other(wanted: set[int], asked: Asked) -> dict[int, Discussed]:
    pages = list(StaticPage.objects.filter(number__in=wanted).defer("body", "body_html"))
    files = list(Attachment.objects.filter(number__in=wanted))
    by_page = dict(Thread.objects.filter(page__in=[page.pk for page in pages]).values_list("page", "pk"))
    by_file = dict(Thread.objects.filter(attachment__in=files).values_list("attachment", "pk"))
    parents = _public_parents(files, asked)
    return {
        **{page.number: of_page(page, by_page.get(page.pk, NO_THREAD), asked) for page in pages},
        **{file.number: of_attachment(file, by_file.get(file.pk, NO_THREAD), parents) for file in files},
    }
