"""Authors: those the export declares, those only named on items, and guest authors of Co-Authors Plus."""

from dataclasses import dataclass
from html import unescape

from coranto.core.numbers import Sequence
from coranto.core.short_digests import short_digest
from coranto.core.strangers_text import is_blank
from coranto.posts.models import Author
from coranto.posts.slugs import numbered_slug, slug_of
from coranto.publication.actions import take_number
from coranto.wordpress.importing.states import AUTHOR, state_of
from coranto.wordpress.importing.steps import Step, compare
from coranto.wordpress.importing.survey import Survey
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.custom_fields import first
from coranto.wordpress.mapping.identity import number_of
from coranto.wordpress.mapping.kept import plain
from coranto.wordpress.mapping.own_elements import own_author
from coranto.wordpress.models import Arrival
from coranto.wordpress.wxr.records import AuthorRecord, ItemRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorRow:
    """An author. ``login`` names them within the export."""

    login: str
    number: int = 0
    name: str
    email: str = ""
    url: str = ""
    bio: str = ""
    record: AuthorRecord | None = None

    @property
    def digest(self) -> str:
        """Of all that an export says of them."""
        return short_digest(self.number, self.name, self.email, self.url, self.bio)


@dataclass(frozen=True, slots=True)
class AuthorPlan:
    """What to do about one author, and who they are here already."""

    row: AuthorRow
    step: Step
    author: Author | None


def plan_authors(found: Survey, work: Work) -> list[AuthorPlan]:
    """Decide on each author, count and tell; nothing is written."""
    known = work.ledger.all_of(Arrival.Kind.AUTHOR)
    here = Author.objects.in_bulk([arrival.here for arrival in known.values() if arrival.here])
    plans = []
    for row in author_rows(found):
        arrival = known.get(row.login)
        author = here.get(arrival.here or 0) if arrival else None
        step = compare(arrival, row.digest, state_of(author, AUTHOR) if author else None)
        work.notes.say_step(step, arrival, "author", there=row.login, title=row.name)
        if step is Step.EDITED_HERE and arrival:
            work.ledger.touch(arrival)
        plans.append(AuthorPlan(row, step, author))
    return plans


def write_authors(plans: list[AuthorPlan], work: Work) -> None:
    """Do it, and remember the keys of authors by login."""
    for plan in plans:
        author = plan.author
        if plan.step is Step.CREATE:
            author = _same_person(plan.row) or _create(plan.row)
        elif plan.step is Step.UPDATE and author:
            _update(author, plan.row)
        if author is None:
            continue
        if plan.step in (Step.CREATE, Step.UPDATE):
            state = state_of(author, AUTHOR)
            rest = plain(plan.row.record) if plan.row.record else {}
            work.ledger.add(
                Arrival.Kind.AUTHOR, plan.row.login, Arrival.Became.AUTHOR, author.pk, plan.row.digest, state, rest
            )
        _remember(plan.row, author, work)


def author_rows(found: Survey) -> list[AuthorRow]:
    """One row for each login. Somebody who is only named on items is known by that name."""
    rows = {login[:250]: _declared(record) for login, record in found.authors.items() if login}
    for guest in map(_guest, found.guests):
        rows.setdefault(guest.login, guest)
    for login in found.creators:
        rows.setdefault(login[:250], AuthorRow(login=login[:250], name=unescape(login)[:250]))
    return list(rows.values())


def _declared(record: AuthorRecord) -> AuthorRow:
    full = f"{record.first_name} {record.last_name}".strip()
    names = map(unescape, (record.display_name, full, record.login))
    own = own_author(record.unknown)
    return AuthorRow(
        login=record.login[:250],
        number=number_of(record.wp_id),
        name=next((name for name in names if not is_blank(name)), record.login)[:250],
        email=record.email[:254],
        url=own.get("url")[:1000] if own else "",
        bio=own.text if own else "",
        record=record,
    )


def _guest(item: ItemRecord) -> AuthorRow:
    login = first(item, "cap-user_login") or item.slug.removeprefix("cap-")
    return AuthorRow(
        login=login[:250],
        name=unescape(first(item, "cap-display_name") or item.title)[:250],
        email=first(item, "cap-user_email")[:254],
        url=first(item, "cap-website")[:1000],
        bio=first(item, "cap-description"),
    )


def _remember(row: AuthorRow, author: Author, work: Work) -> None:
    work.authors[row.login] = author.pk
    work.author_slugs[author.pk] = author.slug
    work.numbers_of_authors[author.pk] = author.number
    work.bylines[slug_of(row.login)] = author.pk
    if row.number:
        work.author_numbers[row.number] = author.number


def _same_person(row: AuthorRow) -> Author | None:
    """One who wrote on another site that was imported: the same login and the same e-mail address."""
    return Author.objects.filter(login=row.login, email__iexact=row.email).first() if row.email else None


def _create(row: AuthorRow) -> Author:
    number = row.number
    if not number or Author.objects.filter(number=number).exists():
        number = take_number(sequence=Sequence.AUTHOR)
    slug = wanted = slug_of(row.login) or slug_of(row.name) or str(number)
    count = 1
    while Author.objects.filter(slug=slug).exists():
        count += 1
        slug = numbered_slug(wanted, count)
    return Author.objects.create(
        number=number, slug=slug, login=row.login, name=row.name, email=row.email, url=row.url, bio=row.bio
    )


def _update(author: Author, row: AuthorRow) -> None:
    author.name, author.email = row.name, row.email or author.email
    author.url, author.bio = row.url or author.url, row.bio or author.bio
    author.save()
