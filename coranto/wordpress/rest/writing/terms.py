"""Adding, changing and deleting categories and tags. Their rights are those of the desk's screens of them."""

import re
from typing import Any

from coranto.core.text import strip_tags
from coranto.posts.actions.filing import address_of, delete_filing, follow_renaming, move_up
from coranto.posts.actions.terms import make_category, make_tag
from coranto.posts.models import Category
from coranto.posts.slugs import slug_of
from coranto.wordpress.entries.reading import LARGEST
from coranto.wordpress.entries.writing import USUAL_CATEGORY
from coranto.wordpress.rest import terms
from coranto.wordpress.rest.answers import BESIDE, Answer, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.readable import writes
from coranto.wordpress.rest.links import rest_url
from coranto.wordpress.rest.people import refusal, somebody
from coranto.wordpress.rest.routing import Permit
from coranto.wordpress.rest.terms import CATEGORY, TAG, Kind

LONE_AMPERSAND = re.compile(r"&(?!#?\w{1,32};)")
LONGEST_NAME, LONGEST_TEXT = 250, 20_000
DEEPEST = 100


def _has_right(asked: Asked, kind: Kind, verb: str) -> bool:
    return asked.person is not None and asked.person.has_perm(f"posts.{verb}_{kind.column}")


def creating(kind: Kind) -> Permit:
    """The permission to add one: a tag, all who write posts, as at the desk."""

    def permit(asked: Asked) -> None:
        if not (_has_right(asked, kind, "add") or (kind is TAG and writes(asked, "post"))):
            raise refusal("rest_cannot_create", "create terms in this taxonomy.")

    return permit


def touching(kind: Kind, verb: str, code: str, words: str) -> Permit:
    """The permission to change or delete one; nobody deletes the category for what is filed nowhere else."""

    def permit(asked: Asked) -> None:
        term = term_asked(kind, asked)
        is_kept = verb == "delete" and kind is CATEGORY and term.number == USUAL_CATEGORY
        if is_kept or not _has_right(asked, kind, verb):
            raise refusal(code, words)

    return permit


def changing(kind: Kind) -> Permit:
    """The permission to change one."""
    return touching(kind, "change", "rest_cannot_update", "edit this term.")


def deleting(kind: Kind) -> Permit:
    """The permission to delete one."""
    return touching(kind, "delete", "rest_cannot_delete", "delete this term.")


def term_asked(kind: Kind, asked: Asked) -> Any:
    """The term that is asked for."""
    number = asked.values["id"]
    found = kind.model._default_manager.filter(number=number).first() if 0 < number < LARGEST else None
    if found is None:
        raise terms.invalid_term()
    return found


def create(kind: Kind, asked: Asked) -> Answer:
    """A new one; its name must be free among those beside it."""
    name, parent = _name(asked.values["name"]), _parent(kind, asked)
    _check_free(kind, name, parent)
    _check_slug(kind, asked, None)
    term = make_category(name=name, parent=parent) if kind is CATEGORY else make_tag(name=name)
    answer = _said(kind, asked, term, former="")
    answer.status = 201
    answer.headers["Location"] = rest_url(f"{kind.base}/{term.number}")
    return answer


def change(kind: Kind, asked: Asked) -> Answer:
    """One changed; its former address leads to the new one."""
    term = term_asked(kind, asked)
    former = address_of(term)
    if asked.values["name"] is not None:
        term.name = _name(asked.values["name"])
    if kind is CATEGORY and asked.values["parent"] is not None:
        term.parent = _not_below_itself(term, _parent(kind, asked))
    _check_free(kind, term.name, getattr(term, "parent", None), term)
    _check_slug(kind, asked, term)
    return _said(kind, asked, term, former=former)


def delete(kind: Kind, asked: Asked) -> Answer:
    """For ever, with ``force``; posts that were filed under it stay, and what stood below it moves up."""
    term = term_asked(kind, asked)
    if not asked.values["force"]:
        words = "Terms do not support trashing. Set 'force=true' to delete."
        raise RefusalError("rest_trash_not_supported", words, 501)
    previous = _shown(kind, asked, term).body
    somebody(asked)
    if kind is CATEGORY:
        move_up(category=term, at=asked.at)
    delete_filing(rows=[term], at=asked.at)
    return Answer({"deleted": True, "previous": previous})


def _name(text: str) -> str:
    name = " ".join(strip_tags(text).split())[:LONGEST_NAME]
    if not name:
        raise RefusalError("empty_term_name", "A name is required for this term.", 400)
    return name


def _parent(kind: Kind, asked: Asked) -> Category | None:
    number = asked.values.get("parent")
    if not number:
        return None
    if kind is not CATEGORY:
        words = "Cannot set parent term, taxonomy is not hierarchical."
        raise RefusalError("rest_taxonomy_not_hierarchical", words, 400)
    found = Category.objects.filter(number=number).first() if 0 < number < LARGEST else None
    if found is None:
        raise RefusalError("rest_term_invalid", "Parent term does not exist.", 400)
    return found


def _check_free(kind: Kind, name: str, parent: Category | None, term: Any = None) -> None:
    rows: Any = kind.model._default_manager.filter(name__iexact=name)
    if kind is CATEGORY:
        rows = rows.filter(parent=parent)
    found = rows.exclude(pk=term.pk if term else 0).order_by("pk").first()
    if found is None or (term is not None and term.name == kind.model._default_manager.get(pk=term.pk).name):
        return
    where = "with this parent" if kind is CATEGORY else "in this taxonomy"
    words = f"A term with the name provided already exists {where}."
    more: dict[str, Any] = {"term_id": found.number, BESIDE: {"additional_data": [found.number, found.number]}}
    raise RefusalError("term_exists", words, 400, **more)


def _check_slug(kind: Kind, asked: Asked, term: Any) -> None:
    slug = slug_of(asked.values.get("slug") or "")
    taken = kind.model._default_manager.filter(slug=slug).exclude(pk=term.pk if term else 0) if slug else None
    if taken is not None and taken.exists():
        words = f"The slug &#8220;{slug}&#8221; is already in use by another term."
        raise RefusalError("duplicate_term_slug", words, 400)


def _not_below_itself(category: Category, parent: Category | None) -> Category | None:
    """The category to stand below; none, as in WordPress, where that is the same one or stands below it."""
    step = parent
    for _level in range(DEEPEST):
        if step is None:
            return parent
        if step.pk == category.pk:
            return None
        step = step.parent
    return None


def _said(kind: Kind, asked: Asked, term: Any, *, former: str) -> Answer:
    if asked.values.get("description") is not None:
        term.description = LONE_AMPERSAND.sub("&amp;", asked.values["description"][:LONGEST_TEXT])
    if slug := slug_of(asked.values.get("slug") or ""):
        term.slug = slug
    term.save()
    follow_renaming(row=term, former=former, at=asked.at)
    return _shown(kind, asked, term)


def _shown(kind: Kind, asked: Asked, term: Any) -> Answer:
    body, links = terms.make(kind, asked, terms.load(kind, [term.pk], asked)[0])
    return Answer(body, links=links)
