"""A site with one object of every kind that is not public. Each text of them holds a word that stands nowhere else."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from coranto.accounts.models import User
from coranto.comments.models import Comment
from coranto.core.numbers import Sequence
from coranto.media.models import Attachment
from coranto.pages.models import StaticPage
from coranto.posts.models import Attribution, Post
from coranto.publication.actions import reserve_numbers
from coranto.publication.models import Publication
from tests import world as w

MARK = r"zqw[a-z]+wqz"
SLUG = "hs-"
TOMORROW = datetime.timedelta(days=1)
WITH_FILES = ("draft", "private", "ahead", "pageprivate")
NETWORK = "203.0.113.77"


def word(of: str) -> str:
    """The word that only the thing of this name holds."""
    return f"zqw{of}wqz"


@dataclass(frozen=True)
class Handles:
    """By what a thing may be asked for; ``kind`` is the sort of its address."""

    name: str
    number: int
    key: int
    slug: str
    path: str
    comment: int = 0
    kind: str = "post"


NOTHING = Handles("nothing", 987_654, 987_654, f"{SLUG}nothing", f"/2016/02/07/{SLUG}nothing/", 987_654)
"""What does not exist."""


@dataclass
class HiddenSite:
    """The hidden things, and the public ones that stand beside them."""

    things: list[Handles] = field(default_factory=list)
    terms: list[Handles] = field(default_factory=list)
    comments: list[Handles] = field(default_factory=list)
    shown: Any = None
    shown_page: Any = None


def texts(name: str) -> dict[str, Any]:
    """A body and an excerpt with the word of a post."""
    return {"body": f"<p>{word(name + 'body')}</p>", "excerpt": word(f"{name}excerpt"), "slug": f"{SLUG}{name}"}


def make_hidden_site() -> HiddenSite:
    """Everything."""
    site = HiddenSite()
    for place, sequence in enumerate(Sequence):
        reserve_numbers(sequence=sequence, up_to=70_000 + 5_000 * place)  # so that no number stands for two things
    Publication.objects.update(page_comments=True, comments_per_page=5)
    writer = w.make_author("Ada Quill", user=User.objects.create_user(word("login"), f"{word('usermail')}@x.example"))
    User.objects.create_user(word("readerlogin"), f"{word('readermail')}@x.example", first_name=word("firstname"))
    site.shown = w.make_post("A public lamp", author=writer, body="<p>It burns.</p>")
    site.shown_page = w.make_page("A public page")
    _posts(site)
    _pages(site)
    _protected()
    _edited()
    _comments(site)
    return site


def _posts(site: HiddenSite) -> None:
    """Hidden posts, filed under terms of their own, each with a comment, a file, a source, an author."""
    later = timezone.now() + TOMORROW
    kinds: dict[str, dict[str, Any]] = {
        "draft": {"live": False},
        "pending": {"live": False, "is_pending": True},
        "scheduled": {"live": False, "go_live_at": later, "at": later},
        "ahead": {"at": later},
        "private": {"is_private": True},
        "binned": {"live": False, "binned_at": w.NOON},
    }
    for name, fields in kinds.items():
        author = w.make_author(word(f"{name}author"), slug=f"{SLUG}{name}-author", bio=word(f"{name}bio"))
        category = w.make_category(word(f"{name}category"), slug=f"{SLUG}{name}-category")
        tag = w.make_tag(word(f"{name}tag"), slug=f"{SLUG}{name}-tag")
        source = w.make_source(word(f"{name}source"), slug=f"{SLUG}{name}-source")
        post = w.make_post(
            word(f"{name}title"), author=author, categories=[category], tags=[tag], **texts(name), **fields
        )
        w.make_attribution(post, source, title=word(f"{name}original"), url=f"https://x.example/{word(name)}")
        w.make_byline(post, name=word(f"{name}byline"))
        w.list_again(post)
        _add(site, name, post)
        for kind, term in (("category", category), ("tag", tag), ("author", author), ("source", source)):
            number = getattr(term, "number", term.pk)
            site.terms.append(
                Handles(f"{kind} of {name}", number, term.pk, term.slug, f"/{kind}/{term.slug}/", 0, kind)
            )


def _add(site: HiddenSite, name: str, thing: Any) -> None:
    """Note a hidden post or page, with a comment and a file of its own."""
    comment = w.make_comment(thing, word(f"{name}comment"), name=word(f"{name}reader"))
    if isinstance(thing, Post):
        path, kind = thing.path or f"/2016/02/07/{thing.slug}/", "post"
    else:
        path, kind = f"/{thing.slug}/", "page"
    site.things.append(Handles(name, thing.number, thing.pk, thing.slug, path, comment.pk, kind))
    if name not in WITH_FILES:
        return
    file = w.make_attachment(
        word(f"{name}file"),
        path=f"{path}{SLUG}{name}-file/",
        caption=word(f"{name}caption"),
        description=word(f"{name}description"),
        alt_text=word(f"{name}alt"),
        upload_path=f"2016/02/{SLUG}{name}.pdf",
    )
    Attachment.objects.filter(pk=file.pk).update(parent_number=thing.number, slug=f"{SLUG}{name}-file")
    said = w.make_comment(file, word(f"{name}filecomment"))
    site.things.append(
        Handles(f"file of {name}", file.number, file.pk, f"{SLUG}{name}-file", file.path, said.pk, "file")
    )


def _pages(site: HiddenSite) -> None:
    kinds: dict[str, dict[str, Any]] = {
        "pagedraft": {"live": False},
        "pageprivate": {"is_private": True},
        "pageahead": {"posted_at": timezone.now() + TOMORROW},
    }
    for name, fields in kinds.items():
        page: StaticPage = w.make_page(word(f"{name}title"), **texts(name), **fields)
        _add(site, name, page)


def _protected() -> None:
    """Behind a password: the title is told, as in WordPress, nothing else is."""
    post = w.make_post(
        "Locked post", password="ebb", body=f"<p>{word('lockedbody')}</p>", excerpt=word("lockedexcerpt")
    )
    page = w.make_page("Locked page", password="ebb", body=f"<p>{word('lockedpagebody')}</p>")
    for thing, name in ((post, "locked"), (page, "lockedpage")):
        w.make_comment(thing, word(f"{name}comment"), name=word(f"{name}reader"))


def _edited() -> None:
    """A live post and a live page with a newer version that is not published, and older ones."""
    post = w.make_post("Edited", body="<p>As it stands.</p>", slug="edited")
    for name in ("older", "newer"):
        version = Post.objects.get(pk=post.pk)
        version.title, version.body_html, version.excerpt = word(f"{name}title"), word(f"{name}body"), word(f"{name}ex")
        version.save_revision()
    page = w.make_page("Edited page", slug="edited-page")
    draft = StaticPage.objects.get(pk=page.pk)
    draft.title, draft.body_html = word("newerpagetitle"), word("newerpagebody")
    draft.save_revision()
    Attribution.objects.filter(post=post).delete()


def _comments(site: HiddenSite) -> None:
    """Comments of a public post that nobody sees, and what nobody sees of those that are public."""
    for status in (Comment.Status.HELD, Comment.Status.SPAM, Comment.Status.BINNED):
        reader = w.make_commenter(word(f"{status}name"), email=f"{word(f'{status}mail')}@x.example")
        hidden = w.make_comment(site.shown, word(f"{status}text"), by=reader, status=status)
        site.comments.append(Handles(f"comment {status}", 0, hidden.pk, "", "", hidden.pk, "comment"))
    public = w.make_commenter("Tom", email=f"{word('publicmail')}@x.example")
    w.make_comment(site.shown, "Well said.", by=public, network_address=NETWORK, user_agent=word("agent"))
    w.make_comment(
        site.shown, word("replytext"), parent=Comment.objects.get(pk=site.comments[0].comment), status="held"
    )
