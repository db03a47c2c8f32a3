"""Categories, tags and menus; terms of all other taxonomies are kept."""

from collections.abc import Iterable

from coranto.core.numbers import Sequence
from coranto.core.short_digests import short_digest
from coranto.posts.models import Category, Tag
from coranto.posts.slugs import numbered_slug
from coranto.publication.actions import take_number
from coranto.publication.models import Menu
from coranto.wordpress.importing.states import TERM, state_of
from coranto.wordpress.importing.survey import Survey
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.kept import plain
from coranto.wordpress.mapping.terms import TermRow, declared_terms, parents_first
from coranto.wordpress.models import Arrival, KeptItem

Term = Category | Tag
KINDS = {"category": "category", "post_tag": "tag", "nav_menu": "menu"}


def write_terms(found: Survey, work: Work) -> None:
    """Write all terms and remember their keys."""
    rows = declared_terms(found.terms, found.named_only)
    work.term_ids = {(row.taxonomy, row.record.slug): row.number for row in rows if row.number}
    known = work.ledger.all_of(Arrival.Kind.TERM)
    ordered, lost = parents_first(row for row in rows if row.taxonomy == "category")
    for row in ordered:
        if row.there in lost and row.there not in known:
            work.notes.tell("bent", "category", lost[row.there], there=str(row.number or ""), title=row.name)
        parent = None if row.there in lost else work.terms.get(("category", row.record.parent_slug))
        _remember(row, _write(row, known.get(row.there), parent, work), work)
    for row in rows:
        if row.taxonomy == "post_tag":
            _remember(row, _write(row, known.get(row.there), None, work), work)
        elif row.taxonomy == "nav_menu":
            _write_menu(row, known.get(row.there), work)
        elif row.taxonomy not in ("category", "post_format", "author"):
            _keep(row, known.get(row.there), work)
    work.category_paths = {
        pk: (number, path) for pk, number, path in Category.objects.values_list("pk", "number", "path")
    }


def _remember(row: TermRow, term: Term | None, work: Work) -> None:
    if term is not None:
        for name in (row.record.slug, row.slug, row.record.name):
            work.terms.setdefault((row.taxonomy, name), term.pk)


def _write(row: TermRow, arrival: Arrival | None, parent: int | None, work: Work) -> Term | None:
    kind = KINDS[row.taxonomy]
    if arrival is None:
        term = _find_or_create(row, parent, work)
    else:
        model = Category if row.taxonomy == "category" else Tag
        known = model.objects.filter(pk=arrival.here).first()
        if known is None:
            work.notes.happened("edited_here", kind, "was deleted or merged here", there=row.there, title=row.name)
            return None
        term = known
        if arrival.digest == row.digest:
            if arrival.run != work.run.pk:
                work.notes.count(kind, "unchanged")
            return term
        if _state(term) != arrival.state:
            reason = "was edited here, so what the new export says was left out"
            work.notes.happened("edited_here", kind, reason, there=row.there, title=row.name)
            return term
        _update(term, row, parent)
        work.notes.happened("changed", kind, "is different in the export", there=row.there, title=row.name)
    work.ledger.add(Arrival.Kind.TERM, row.there, Arrival.Became(kind), term.pk, row.digest, _state(term))
    return term


def _find_or_create(row: TermRow, parent: int | None, work: Work) -> Term:
    model: type[Category] | type[Tag] = Category if row.taxonomy == "category" else Tag
    kind = KINDS[row.taxonomy]
    if present := model.objects.filter(slug=row.slug).first():
        work.notes.happened("bent", kind, "is one here with the one of that slug", there=row.there, title=row.name)
        return present
    number = row.number
    if not number or model.objects.filter(number=number).exists():
        number = take_number(sequence=Sequence.TERM)
    term = model(number=number, slug=row.slug, name=row.name, description=row.description, meta=row.meta)
    if isinstance(term, Category):
        term.parent_id = parent
        term.path = _path(term)
    term.save()
    work.notes.count(kind, "new")
    return term


def _update(term: Term, row: TermRow, parent: int | None) -> None:
    term.name, term.description, term.meta = row.name, row.description, row.meta
    if isinstance(term, Category) and term.parent_id != parent and not _is_below(parent, term):
        term.parent_id = parent
    term.save()
    if isinstance(term, Category):
        _settle_paths([term])


def _is_below(category: int | None, term: Category) -> bool:
    """Whether ``category`` is the term or stands below it."""
    step = category
    while step is not None:
        if step == term.pk:
            return True
        step = Category.objects.values_list("parent_id", flat=True).get(pk=step)
    return False


def _settle_paths(categories: Iterable[Category]) -> None:
    for category in categories:
        category.path = _path(category)
        category.save(update_fields=["path"])
        _settle_paths(category.children.order_by("pk"))


def _path(category: Category) -> str:
    return f"{category.parent.path}/{category.slug}"[:1000] if category.parent else category.slug


def _state(term: Term) -> str:
    return state_of(term, TERM, term.parent_id if isinstance(term, Category) else None)


def _write_menu(row: TermRow, arrival: Arrival | None, work: Work) -> None:
    if arrival is not None:
        if arrival.here is not None and Menu.objects.filter(pk=arrival.here).exists():
            work.menus[row.record.slug] = arrival.here
        if arrival.run != work.run.pk:
            work.notes.count("menu", "unchanged")
        return
    slug, count = row.slug, 1
    while Menu.objects.filter(slug=slug).exists():
        count += 1
        slug = numbered_slug(row.slug, count)
    menu = Menu.objects.create(name=row.name, slug=slug)
    work.menus[row.record.slug] = menu.pk
    work.ledger.add(Arrival.Kind.TERM, row.there, Arrival.Became.MENU, menu.pk, row.digest)
    work.notes.count("menu", "new")


def _keep(row: TermRow, arrival: Arrival | None, work: Work) -> None:
    digest = short_digest(work.ledger.origin.address, row.there, row.digest, size=16)
    if arrival is not None and arrival.digest == digest:
        if arrival.run != work.run.pk:
            work.notes.count(f"term:{row.taxonomy}"[:60], "unchanged")
        return
    content = plain(row.record)
    kept, _made = KeptItem.objects.update_or_create(
        pk=arrival.here if arrival else None,
        defaults={
            "kind": f"term:{row.taxonomy}"[:60],
            "number": row.number or None,
            "title": row.name,
            "digest": digest,
            "content": content,
        },
    )
    work.ledger.add(Arrival.Kind.TERM, row.there, Arrival.Became.KEPT, kept.pk, digest)
    reason = f"the taxonomy “{row.taxonomy}” has no place here"
    work.notes.happened("kept", f"term:{row.taxonomy}"[:60], reason, there=row.there, title=row.name)
