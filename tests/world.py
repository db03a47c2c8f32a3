"""A small world to test in: builder functions with keywords, and a fixed cast. They call the real actions.

Every builder gives what it was not told a harmless value of its own, so a test says only what it is about.
"""

import datetime
import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import Permission
from wagtail.models import Page
from wagtail.signal_handlers import disable_reference_index_auto_update

from coranto.accounts.models import User
from coranto.comments.actions import commenter_key, count_threads
from coranto.comments.models import Comment, Commenter, Thread
from coranto.core.numbers import Sequence as Numbers
from coranto.media.models import Attachment, CreditedImage
from coranto.pages.models import SiteRoot, StaticPage
from coranto.posts.actions import list_posts, settle_permalink
from coranto.posts.models import Attribution, Author, Byline, Category, Post, Source, Tag
from coranto.publication.actions import note_change, take_number
from coranto.publication.models import Publication

NOON = datetime.datetime(2016, 2, 7, 12, 0, tzinfo=datetime.UTC)
_names = itertools.count(1)


def moment(text: str) -> datetime.datetime:
    """A moment in Greenwich: ``2016-02-07`` or ``2016-02-07 12:30``."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=datetime.UTC)


def publication(**settings: Any) -> Publication:
    """The publication, with these settings changed."""
    found = Publication.objects.current()
    for name, value in settings.items():
        setattr(found, name, value)
    found.save()
    return found


def make_author(name: str = "Ada Quill", *, slug: str = "", **fields: Any) -> Author:
    """An author of the site; the same one for the same name."""
    slug = slug or name.lower().replace(" ", "-")
    found = Author.objects.filter(slug=slug).first()
    return found or Author.objects.create(name=name, slug=slug, number=take_number(sequence=Numbers.AUTHOR), **fields)


def make_category(name: str = "Harbours", *, slug: str = "", parent: Category | None = None, **fields: Any) -> Category:
    """A category, below ``parent`` if one is given."""
    slug = slug or name.lower().replace(" ", "-")
    path = f"{parent.path}/{slug}" if parent else slug
    number = take_number(sequence=Numbers.TERM)
    return Category.objects.create(name=name, slug=slug, parent=parent, path=path, number=number, **fields)


def make_tag(name: str = "Tides", *, slug: str = "", **fields: Any) -> Tag:
    """A tag."""
    number = take_number(sequence=Numbers.TERM)
    return Tag.objects.create(name=name, slug=slug or name.lower().replace(" ", "-"), number=number, **fields)


def make_source(name: str = "The Harbour Courier", *, slug: str = "", **fields: Any) -> Source:
    """An outlet; the same one for the same name."""
    slug = slug or name.lower().replace(" ", "-")
    return Source.objects.get_or_create(slug=slug, defaults={"name": name, **fields})[0]


def make_post(
    title: str = "",
    *,
    at: datetime.datetime | str = NOON,
    body: str = "<p>The tide came in.</p>",
    categories: Iterable[Category] = (),
    tags: Iterable[Tag] = (),
    source: Source | None = None,
    author: Author | None = None,
    listed: bool = True,
    **fields: Any,
) -> Post:
    """A published post with its address, listed like any other. ``live=False`` makes a draft, without an address."""
    title = title or f"Post {next(_names)}"
    posted_at = moment(at) if isinstance(at, str) else at
    post = Post(
        number=take_number(sequence=Numbers.CONTENT),
        title=title,
        posted_at=posted_at,
        modified_at=fields.pop("modified_at", posted_at),
        body_html=body,
        author=author or make_author(),
        **fields,
    )
    post.categories.set(list(categories))
    post.tags.set(list(tags))
    with disable_reference_index_auto_update():  # what Wagtail's says of uses is asked of posts written at the desk
        post.save()
    if source:
        make_attribution(post, source)
    if post.live:
        settle_permalink(post=post, at=posted_at)
        post.refresh_from_db()
    if listed:
        list_posts(post_ids=[post.pk], at=datetime.datetime.now(datetime.UTC))
    return post


def list_again(post: Post) -> None:
    """Bring a post's listings in line after its categories, tags or attributions were changed."""
    list_posts(post_ids=[post.pk], at=datetime.datetime.now(datetime.UTC))


def make_draft(title: str = "A draft", **fields: Any) -> Post:
    """A post that nobody but editors may see."""
    return make_post(title, live=False, **fields)


def make_attribution(post: Post, source: Source, **fields: Any) -> Attribution:
    """A link of the chain that the post came by."""
    order = fields.pop("order", Attribution.objects.filter(post=post).count())
    return Attribution.objects.create(post=post, source=source, order=order, **fields)


def make_byline(post: Post, *, author: Author | None = None, name: str = "", role: str = "") -> Byline:
    """A credit on a post."""
    order = Byline.objects.filter(post=post).count()
    return Byline.objects.create(post=post, author=author, name=name, role=role, order=order)


def make_page(
    title: str = "About", *, slug: str = "", parent: Page | None = None, body: str = "<p>Who we are.</p>", **fields: Any
) -> StaticPage:
    """A static page below ``parent``, by default at the top."""
    page = StaticPage(
        title=title,
        slug=slug or title.lower().replace(" ", "-"),
        number=take_number(sequence=Numbers.CONTENT),
        body_html=body,
        posted_at=fields.pop("posted_at", NOON),
        modified_at=fields.pop("modified_at", NOON),
        **fields,
    )
    (parent or SiteRoot.objects.get()).add_child(instance=page)
    return page


def make_attachment(title: str = "A chart", *, path: str = "", parent: Post | None = None, **fields: Any) -> Attachment:
    """A file with an address of its own. Nothing lies in the storage for it."""
    number = take_number(sequence=Numbers.CONTENT)
    slug = title.lower().replace(" ", "-")
    return Attachment.objects.create(
        number=number,
        title=title,
        slug=slug,
        path=path or (f"{parent.path}{slug}/" if parent else f"/{slug}/"),
        parent_number=fields.pop("parent_number", parent.number if parent else None),
        posted_at=fields.pop("posted_at", NOON),
        modified_at=fields.pop("modified_at", NOON),
        mime_type=fields.pop("mime_type", "application/pdf"),
        upload_path=fields.pop("upload_path", f"2016/02/{slug}.pdf"),
        **fields,
    )


def make_commenter(name: str = "Tom Reader", *, email: str = "tom@reader.example", **fields: Any) -> Commenter:
    """Somebody who comments; the same one for the same name and address."""
    key = commenter_key(name=name, email=email)
    return Commenter.objects.get_or_create(key=key, defaults={"name": name, "email": email, **fields})[0]


def thread_of(subject: Post | StaticPage | Attachment) -> Thread:
    """The discussion below something."""
    if isinstance(subject, Post):
        return Thread.objects.get_or_create(post=subject)[0]
    if isinstance(subject, StaticPage):
        return Thread.objects.get_or_create(page=subject)[0]
    return Thread.objects.get_or_create(attachment=subject)[0]


def make_comment(
    subject: Post | StaticPage | Attachment,
    text: str = "Well said.",
    *,
    at: datetime.datetime | str = NOON,
    by: Commenter | None = None,
    parent: Comment | None = None,
    status: str = Comment.Status.PUBLISHED,
    kind: str = Comment.Kind.COMMENT,
    counted: bool = True,
    **fields: Any,
) -> Comment:
    """A comment, published by default; the counts follow, unless whoever makes many brings them in line after."""
    by = by or make_commenter()
    comment = Comment.objects.create(
        thread=thread_of(subject),
        text=text,
        html=f"<p>{text}</p>",
        posted_at=moment(at) if isinstance(at, str) else at,
        commenter=by,
        name=fields.pop("name", by.name),
        parent=parent,
        status=status,
        kind=kind,
        **fields,
    )
    if counted:
        count_comments(subject)
    return comment


def count_comments(subject: Post | StaticPage | Attachment) -> None:
    """Bring the counts of a discussion in line with its comments; for those written in bulk."""
    thread = thread_of(subject)
    count = count_threads(threads=[thread.pk])[thread.pk]
    if isinstance(subject, StaticPage):
        StaticPage.objects.filter(pk=subject.pk).update(comment_count=count)
    if isinstance(subject, Post | StaticPage):
        subject.comment_count = count
    note_change(at=datetime.datetime.now(datetime.UTC))


def make_editor(name: str = "edda") -> User:
    """Somebody who may see and change everything that is written."""
    user = User.objects.create_user(username=name, password="a long pass phrase", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="posts"))
    return user


def make_reader(name: str = "rita") -> User:
    """Somebody who can sign in and may nothing."""
    return User.objects.create_user(username=name, password="a long pass phrase")


def make_image(
    title: str = "A boat", *, width: int = 1200, height: int = 800, file: str = "boat.jpg", **fields: Any
) -> CreditedImage:
    """A row for a picture, without a file."""
    return CreditedImage.objects.create(
        title=title, file=f"original_images/{file}", width=width, height=height, **fields
    )


def many_posts(count: int, **fields: Any) -> Sequence[Post]:
    """That many posts, a day apart, the first the oldest."""
    return [make_post(at=NOON + datetime.timedelta(days=day), **fields) for day in range(count)]
