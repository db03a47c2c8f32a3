"""Categories, tags and menus; terms of all other taxonomies are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coranto.core.database.bulk_rows import insert_with_keys
from coranto.core.numbers import Sequence as Numbers
from coranto.core.short_digests import short_digest
from coranto.posts.actions.terms import settle_category_paths
from coranto.posts.models import Category, Tag
from coranto.posts.slugs import numbered_slug
from coranto.publication.actions import take_number
from coranto.publication.models import Menu
from coranto.wordpress.importing.states import TERM, state_of
from coranto.wordpress.importing.steps import Step, compare
from coranto.wordpress.importing.survey import Survey
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.kept import plain
from coranto.wordpress.mapping.terms import TermRow, declared_terms, parents_first
from coranto.wordpress.models import Arrival, KeptItem

Term = Category | Tag
Model = type[Category] | type[Tag]
MODELS: dict[str, Model] = {"category": Category, "post_tag": Tag}
KINDS = {"category": "category", "post_tag": "tag", "nav_menu": "menu"}
ELSEWHERE = {"post_format", "author"}
"""Taxonomies that are told by other means: as a post's format, as bylines."""


@dataclass(frozen=True, slots=True)
class TermPlan:
    """What to do about one term, and what it is here already. ``parent`` is a name there; empty at the top."""

    row: TermRow
    step: Step
    here: int | None
    parent: str = ""


def plan_terms(found: Survey, work: Work) -> list[TermPlan]:
    """Decide on each term, parents before children; count and tell. Nothing is written."""
    rows = declared_terms(found.terms, found.named_only)
    known = work.ledger.all_of(Arrival.Kind.TERM)
    categories, lost = parents_first(row for row in rows if row.taxonomy == "category")
    for row in categories:
        if row.there in lost and row.there not in known:
            work.notes.tell("bent", "category", lost[row.there], there=row.there, title=row.name)
    others = [row for row in rows if row.taxonomy not in ELSEWHERE and row.taxonomy != "category"]
    states = _states(known)
    return [
        _plan(row, known.get(row.there), states, "" if row.there in lost else row.parent, work)
        for row in (*categories, *others)
    ]


def write_terms(plans: Sequence[TermPlan], work: Work) -> None:
    """Do it, and remember the keys of terms by taxonomy and slug."""
    for taxonomy in MODELS:
        _write_kind(taxonomy, [plan for plan in plans if plan.row.taxonomy == taxonomy], work)
    for plan in plans:
        if plan.row.taxonomy == "nav_menu":
            _write_menu(plan, work)
        elif plan.row.taxonomy not in MODELS:
            _keep(plan, work)
        if plan.row.number:
            work.term_ids[plan.row.taxonomy, plan.row.record.slug] = plan.row.number
    paths = Category.objects.values_list("pk", "number", "path")
    work.category_paths = {pk: (number, path) for pk, number, path in paths}


def _states(known: Mapping[str, Arrival]) -> dict[tuple[str, int], str]:
    """The states of all terms that arrived before and are still here."""
    states: dict[tuple[str, int], str] = {}
    keys: dict[str, list[int]] = {}
    for arrival in known.values():
        keys.setdefault(arrival.became, []).append(arrival.here or 0)
    for kind, model in ((Arrival.Became.CATEGORY, Category), (Arrival.Became.TAG, Tag)):
        found = model._default_manager.in_bulk(keys.get(kind, []))
        states.update(((kind, pk), _state(term)) for pk, term in found.items())
    menus = Menu.objects.filter(pk__in=keys.get(Arrival.Became.MENU, []))
    states.update(((Arrival.Became.MENU, pk), "") for pk in menus.values_list("pk", flat=True))
    kept = KeptItem.objects.filter(pk__in=keys.get(Arrival.Became.KEPT, []))
    states.update(((Arrival.Became.KEPT, pk), "") for pk in kept.values_list("pk", flat=True))
    return states


def _plan(
    row: TermRow, arrival: Arrival | None, states: Mapping[tuple[str, int], str], parent: str, work: Work
) -> TermPlan:
    kind = KINDS.get(row.taxonomy, f"term:{row.taxonomy}")[:60]
    here = arrival.here if arrival else None
    step = compare(arrival, row.digest, states.get((arrival.became, here or 0)) if arrival else None)
    if step is Step.CREATE and row.taxonomy not in KINDS:
        reason = f"the taxonomy “{row.taxonomy}” has no place here"
        work.notes.happened("kept", kind, reason, there=row.there, title=row.name)
    else:
        work.notes.say_step(step, arrival, kind, there=row.there, title=row.name)
    if step is Step.EDITED_HERE and arrival:
        work.ledger.touch(arrival)
    return TermPlan(row, step, here, parent)


def _write_kind(taxonomy: str, plans: Sequence[TermPlan], work: Work) -> None:
    model = MODELS[taxonomy]
    terms: dict[str, Term] = {}
    by_slug = {term.slug: term for term in model._default_manager.all()}
    numbers = {term.number for term in by_slug.values()}
    by_key = {term.pk: term for term in by_slug.values()}
    made: list[Term] = []
    for plan in plans:
        if plan.step is not Step.CREATE:
            if plan.here in by_key:
                terms[plan.row.there] = by_key[plan.here]
        elif plan.row.slug in by_slug:
            terms[plan.row.there] = by_slug[plan.row.slug]
            reason = "is one here with the one of that slug that was here before"
            work.notes.tell("bent", KINDS[taxonomy], reason, there=plan.row.there, title=plan.row.name)
        else:
            term = terms[plan.row.there] = by_slug[plan.row.slug] = _make(model, plan.row, numbers)
            made.append(term)
    insert_with_keys(made)
    _settle([plan for plan in plans if plan.row.there in terms], terms, set(made), work)


def _make(model: Model, row: TermRow, numbers: set[int]) -> Term:
    number = row.number
    while not number or number in numbers:
        number = take_number(sequence=Numbers.TERM)
    numbers.add(number)
    return model(number=number, slug=row.slug, name=row.name, description=row.description, meta=row.meta)


def _settle(plans: Sequence[TermPlan], terms: Mapping[str, Term], made: set[Term], work: Work) -> None:
    """Give terms their texts and parents, now that all have keys; then note how they are."""
    changed = [plan for plan in plans if plan.step is Step.UPDATE]
    for plan in changed:
        term, row = terms[plan.row.there], plan.row
        term.name, term.description, term.meta = row.name, row.description, row.meta
    moved = [*changed, *(plan for plan in plans if terms[plan.row.there] in made)]
    for plan in moved:
        _place(terms[plan.row.there], terms.get(plan.parent))
    for term in {terms[plan.row.there] for plan in changed}:
        term.save()
    categories = [term for plan in moved if isinstance(term := terms[plan.row.there], Category)]
    if categories:
        Category.objects.bulk_update(categories, ["parent"], batch_size=200)
        settle_category_paths()
    for plan in plans:
        term = terms[plan.row.there]
        if plan.step in (Step.CREATE, Step.UPDATE):
            became = Arrival.Became(KINDS[plan.row.taxonomy])
            work.ledger.add(Arrival.Kind.TERM, plan.row.there, became, term.pk, plan.row.digest, _state(term))
        for name in (plan.row.record.slug, plan.row.slug, plan.row.record.name):
            work.terms.setdefault((plan.row.taxonomy, name), term.pk)


def _place(term: Term, parent: Term | None) -> None:
    """Put a category below its parent, unless that stands below the category here."""
    if not isinstance(term, Category):
        return
    step = parent if isinstance(parent, Category) else None
    while step is not None:
        if step.pk == term.pk:
            return
        step = step.parent
    term.parent = parent if isinstance(parent, Category) else None


def _state(term: Term) -> str:
    return state_of(term, TERM, term.parent_id if isinstance(term, Category) else None)


def _write_menu(plan: TermPlan, work: Work) -> None:
    row = plan.row
    if plan.step is Step.UPDATE:
        Menu.objects.filter(pk=plan.here or 0).update(name=row.name)
        work.ledger.add(
            Arrival.Kind.TERM, row.there, Arrival.Became.MENU, plan.here, row.digest, rest=plain(row.record)
        )
    if plan.step is not Step.CREATE:
        if plan.here is not None and plan.step is not Step.EDITED_HERE:
            work.menus[row.record.slug] = plan.here
        return
    slug, count = row.slug, 1
    while Menu.objects.filter(slug=slug).exists():
        count += 1
        slug = numbered_slug(row.slug, count)
    menu = Menu.objects.create(name=row.name, slug=slug)
    work.menus[row.record.slug] = menu.pk
    rest = plain(row.record)
    work.ledger.add(Arrival.Kind.TERM, row.there, Arrival.Became.MENU, menu.pk, row.digest, rest=rest)


def _keep(plan: TermPlan, work: Work) -> None:
    if plan.step not in (Step.CREATE, Step.UPDATE):
        return
    row = plan.row
    kept, _made = KeptItem.objects.update_or_create(
        pk=plan.here,
        defaults={
            "kind": f"term:{row.taxonomy}"[:60],
            "number": row.number or None,
            "title": row.name,
            "digest": short_digest(work.ledger.origin.address, row.there, row.digest, size=16),
            "content": plain(row.record),
        },
    )
    work.ledger.add(Arrival.Kind.TERM, row.there, Arrival.Became.KEPT, kept.pk, row.digest)
