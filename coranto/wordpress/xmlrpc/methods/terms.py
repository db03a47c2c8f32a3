"""``wp.*`` for categories and tags. Their rights are those of the desk's screens of them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from coranto.posts.actions.filing import address_of, delete_filing, follow_renaming, move_up
from coranto.posts.actions.terms import make_category, make_tag
from coranto.posts.models import Category, Tag
from coranto.posts.slugs import slug_of
from coranto.publication.addresses import absolute
from coranto.wordpress.entries.rights import writes_posts
from coranto.wordpress.entries.writing import USUAL_CATEGORY
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args
from coranto.wordpress.xmlrpc.faults import Fault, unauthorised
from coranto.wordpress.xmlrpc.filing import by_number
from coranto.wordpress.xmlrpc.methods.metaweblog import check_categories
from coranto.wordpress.xmlrpc.term_fields import MODELS, Counts, Term, by_name, count_of, counts_of, term_struct
from coranto.wordpress.xmlrpc.values import LARGEST, flag, line, number, struct, text

MOST = 1_000
ORDERS: dict[str, Callable[[Term, Counts], Any]] = {
    "count": count_of,
    "slug": lambda term, counts: term.slug,
    "term_id": lambda term, counts: term.number,
    "id": lambda term, counts: term.number,
}
EMPTY, UNKNOWN = "The term name cannot be empty.", "Invalid taxonomy."
TWICE = {
    Category: "A term with the name provided already exists with this parent.",
    Tag: "A term with the name provided already exists in this taxonomy.",
}


def model_of(value: Any) -> type[Term]:
    """Categories or tags."""
    model = MODELS.get(text(value))
    if model is None:
        raise Fault(403, UNKNOWN)
    return model


def check_right(caller: Caller, verb: str, model: type[Term], what: str) -> None:
    """Refuse those who may not do this with terms of the kind."""
    if not caller.user.has_perm(f"posts.{verb}_{model._meta.model_name}"):
        raise unauthorised(what)


def find_term(model: type[Term], value: Any) -> Term:
    """The term with that number, for the methods about terms themselves."""
    return by_number(model, value, fault=404)


def get_term(caller: Caller, args: Args) -> dict[str, Any]:
    """``wp.getTerm(blog, name, password, taxonomy, term)``."""
    model = model_of(args[1])
    check_reading(caller, "assign this term")
    term = find_term(model, args[2])
    return term_struct(term, counts_of([term]))


def check_reading(caller: Caller, what: str = "assign terms in this taxonomy") -> None:
    """Refuse those who file nothing."""
    if not writes_posts(caller.user):
        raise unauthorised(what)


def get_terms(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getTerms(blog, name, password, taxonomy, filter)``: at most a thousand."""
    model = model_of(args[1])
    check_reading(caller)
    wanted = struct(args[2]) if len(args) > 2 else {}
    rows: QuerySet[Any] = model.objects.order_by("pk")
    if model is Category:
        rows = rows.select_related("parent")
    if typed := text(wanted.get("search")).strip()[:200]:
        rows = rows.filter(Q(name__icontains=typed) | Q(slug__icontains=typed))
    start, most = (
        max(0, min(number(wanted.get("offset")), LARGEST)),
        min(abs(number(wanted.get("number"))) or MOST, MOST),
    )
    found: list[Term] = by_name(rows)
    counts = counts_of(found)
    if text(wanted.get("orderby")) in ORDERS:
        found.sort(key=lambda term: ORDERS[text(wanted.get("orderby"))](term, counts))
    if text(wanted.get("order")).upper() == "DESC":
        found.reverse()
    shown = [term for term in found if count_of(term, counts) or not flag(wanted.get("hide_empty", False))]
    return [term_struct(term, counts) for term in shown[start : start + most]]


def get_tags(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.getTags(blog, name, password)``: those that public posts have."""
    if not writes_posts(caller.user):
        raise Fault(401, "Sorry, you must be able to edit posts on this site in order to view tags.")
    rows = by_name(Tag.objects.all())[:MOST]
    counts = counts_of(rows)
    return [_tag(caller, row, count) for row in rows if (count := count_of(row, counts))]


def _tag(caller: Caller, row: Tag, count: int) -> dict[str, Any]:
    path = caller.addresses.tag(row.slug)
    return {
        "tag_id": row.number,
        "name": row.name,
        "count": count,
        "slug": row.slug,
        "html_url": absolute(path),
        "rss_url": absolute(caller.addresses.feed(path)),
    }


def suggest(caller: Caller, args: Args) -> list[dict[str, Any]]:
    """``wp.suggestCategories(blog, name, password, beginning, number)``."""
    check_categories(caller)
    most = min(abs(number(args[2])) if len(args) > 2 else 50, MOST)
    rows = Category.objects.filter(name__icontains=text(args[1])[:200] if len(args) > 1 else "")
    found = rows.order_by("name", "pk").values_list("number", "name")[:most]
    return [{"category_id": key, "category_name": name} for key, name in found]


def new_term(caller: Caller, args: Args) -> str:
    """``wp.newTerm(blog, name, password, content)``; its number, as text."""
    content = struct(args[1])
    model = model_of(content.get("taxonomy"))
    check_right(caller, "add", model, "create terms in this taxonomy")
    name, parent = line(content.get("name"), 250), parent_of(model, content)
    if not name:
        raise Fault(403, EMPTY)
    if _beside(model, parent).filter(name__iexact=name).exists():
        raise Fault(500, TWICE[model])
    term = make_category(name=name, parent=parent) if model is Category else make_tag(name=name)
    return str(_described(caller, term, content).number)


def _beside(model: type[Term], parent: Category | None) -> Any:
    return Category.objects.filter(parent=parent) if model is Category else Tag.objects.all()


def parent_of(model: type[Term], content: dict[str, Any]) -> Category | None:
    """The category above, if one is named."""
    wanted = number(content.get("parent"))
    if not wanted:
        return None
    if model is Tag:
        raise Fault(403, "This taxonomy is not hierarchical.")
    found = Category.objects.filter(number=wanted).first() if 0 < wanted < LARGEST else None
    if found is None:
        raise Fault(403, "Parent term does not exist.")
    return found


def _described(caller: Caller, term: Term, content: dict[str, Any], former: str = "") -> Term:
    """Set what else was sent; its former address leads to the new one."""
    if "description" in content:
        term.description = text(content["description"])[:20_000]
    slug = slug_of(line(content.get("slug"), 200))
    if slug and not type(term).objects.filter(slug=slug).exclude(pk=term.pk).exists():
        term.slug = slug
    term.save()
    follow_renaming(row=term, former=former, at=caller.at)
    return term


def edit_term(caller: Caller, args: Args) -> bool:
    """``wp.editTerm(blog, name, password, term, content)``."""
    content = struct(args[2])
    model = model_of(content.get("taxonomy"))
    check_right(caller, "change", model, "edit this term")
    term = find_term(model, args[1])
    former = address_of(term)
    if "name" in content:
        term.name = line(content["name"], 250)
        if not term.name:
            raise Fault(403, EMPTY)
    if isinstance(term, Category) and "parent" in content:
        term.parent = _not_below_itself(term, parent_of(model, content))
    elif "parent" in content:
        parent_of(model, content)
    _described(caller, term, content, former)
    return True


def _not_below_itself(category: Category, parent: Category | None) -> Category | None:
    step = parent
    for _level in range(100):
        if step is None:
            return parent
        if step.pk == category.pk:
            break
        step = step.parent
    raise Fault(403, "Parent term does not exist.")


def delete_term(caller: Caller, args: Args) -> bool:
    """``wp.deleteTerm(blog, name, password, taxonomy, term)``: its posts stay, what stood below it moves up."""
    model = model_of(args[1])
    term = find_term(model, args[2])
    check_right(caller, "delete", model, "delete this term")
    _delete(caller, term)
    return True


def _delete(caller: Caller, term: Term) -> None:
    if isinstance(term, Category):
        if term.number == USUAL_CATEGORY:  # what is filed nowhere else is filed there
            raise Fault(500, "Sorry, deleting the term failed.")
        move_up(category=term, at=caller.at)
    delete_filing(rows=[term], at=caller.at)


def new_category(caller: Caller, args: Args) -> int:
    """``wp.newCategory(blog, name, password, category)``; the number of the one that is there already, if it is."""
    check_right(caller, "add", Category, "add a category")
    content = struct(args[1])
    name = line(content.get("name"), 250)
    if not name:
        raise Fault(500, "Sorry, the category could not be created.")
    parent = parent_of(Category, {"parent": content.get("parent_id")})
    found = Category.objects.filter(name__iexact=name, parent=parent).first()
    if found is not None:
        return found.number
    made = make_category(name=name, parent=parent)
    return _described(caller, made, content).number


def delete_category(caller: Caller, args: Args) -> bool:
    """``wp.deleteCategory(blog, name, password, category)``."""
    wanted = number(args[1])
    found = Category.objects.filter(number=wanted).first() if 0 < wanted < LARGEST else None
    if found is None or not caller.user.has_perm("posts.delete_category"):
        raise unauthorised("delete this category")
    _delete(caller, found)
    return True
