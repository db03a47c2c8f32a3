"""Read the demonstration's text sources into frozen dataclasses. No markup is understood here.

An entry file is a head of `key: value` lines, a line `---`, the body, and optionally a line `=== comments` with a
thread below it (see `threads`). The name of a post's file gives date and slug, as `2024-01-15-the-lamp-turns.md`, and
its head the time of day; a page has no date in the name and carries `date:` in the head.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zlib import crc32

from scripts.demo_site.threads import Remark, read_thread

CONTENT = Path(__file__).resolve().parent.parent / "demo_content"
COMMENTS_MARK = "\n=== comments\n"


@dataclass(frozen=True)
class Author:
    """One writer of the weblog; `number` is the WordPress user id."""

    number: int
    login: str
    name: str
    email: str
    url: str


@dataclass(frozen=True)
class Term:
    """A category, tag, series or menu. `parent` is a slug or empty; `domain` is WordPress's taxonomy name."""

    number: int
    domain: str
    slug: str
    name: str
    parent: str = ""
    description: str = ""


@dataclass(frozen=True)
class Medium:
    """An uploaded file. `sizes` are the widths and heights of the smaller copies that lie beside it."""

    file: str
    at: datetime
    title: str
    mime: str
    width: int = 0
    height: int = 0
    alt: str = ""
    caption: str = ""
    description: str = ""
    credit: str = ""
    copyright: str = ""
    post: str = ""
    sizes: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def slug(self) -> str:
        """The name of the attachment page: the file name without its ending."""
        return Path(self.file).stem

    @property
    def path(self) -> str:
        """Where the file lies below `uploads/`, by month as WordPress files it."""
        return f"{self.at:%Y/%m}/{self.file}"


@dataclass(frozen=True)
class Entry:
    """A post or page as written down: `at` is local time, `head` holds the keys that are not fields here."""

    kind: str
    slug: str
    at: datetime
    head: dict[str, str]
    body: str
    remarks: tuple[Remark, ...]

    @property
    def status(self) -> str:
        """WordPress's word for it; published unless the head says otherwise."""
        return self.head.get("status", "publish")

    def listed(self, key: str) -> list[str]:
        """The comma-separated values of a head line, none if it is missing."""
        return [part.strip() for part in self.head.get(key, "").split(",") if part.strip()]


@dataclass(frozen=True)
class Site:
    """Everything the sources say."""

    settings: dict[str, Any]
    authors: tuple[Author, ...]
    terms: tuple[Term, ...]
    media: tuple[Medium, ...]
    entries: tuple[Entry, ...]
    menus: dict[str, list[dict[str, Any]]]

    def author(self, name: str) -> Author | None:
        """The writer with this login or printed name."""
        return next((a for a in self.authors if name in (a.login, a.name)), None)

    def term(self, domain: str, slug: str) -> Term:
        """The term of a taxonomy; a KeyError names the one that is missing."""
        found = {(t.domain, t.slug): t for t in self.terms}
        return found[(domain, slug)]


def read_site(content: Path = CONTENT) -> Site:
    """All sources below `content`, in a fixed order."""
    settings = tomllib.loads((content / "site.toml").read_text(encoding="utf-8"))
    media = tomllib.loads((content / "media.toml").read_text(encoding="utf-8"))["media"]
    posts = [read_entry(path, "post") for path in sorted((content / "posts").glob("*.md"))]
    pages = [read_entry(path, "page") for path in sorted((content / "pages").glob("*.md"))]
    return Site(
        settings=settings["site"],
        authors=tuple(Author(**author) for author in settings["author"]),
        terms=read_terms(settings),
        media=tuple(read_medium(medium) for medium in media),
        entries=(*posts, *pages),
        menus=settings["menu"],
    )


def read_terms(settings: dict[str, Any]) -> tuple[Term, ...]:
    """Number the terms in the order they are written, from 1 (WordPress's "Uncategorized" is the first everywhere)."""
    rows: list[dict[str, str]] = []
    for slug, entry in settings["category"].items():
        rows.append({"domain": "category", "slug": slug, **entry})
    rows += [{"domain": "post_tag", "slug": slug, "name": name} for slug, name in settings["tag"].items()]
    rows += [{"domain": "series", "slug": slug, "name": name} for slug, name in settings["series"].items()]
    rows += [{"domain": "nav_menu", "slug": slug, "name": slug.replace("-", " ").title()} for slug in settings["menu"]]
    return tuple(Term(number=number, **row) for number, row in enumerate(rows, start=1))


def read_medium(row: dict[str, Any]) -> Medium:
    """One `[[media]]` table; sizes come as `large = [1024, 640]`."""
    sizes = {name: (width, height) for name, (width, height) in row.pop("sizes", {}).items()}
    return Medium(sizes=sizes, **row)


def read_entry(path: Path, kind: str) -> Entry:
    """One file. Seconds come from the slug, so that moments look lived-in and stay the same at every build."""
    head_text, _, rest = path.read_text(encoding="utf-8").partition("\n---\n")
    body, _, thread = rest.partition(COMMENTS_MARK)
    head = dict(split_head_line(line) for line in head_text.splitlines() if line.strip())
    if kind == "post":
        day, slug = path.stem[:10], path.stem[11:]
        written = f"{day} {head.pop('time')}"
    else:
        slug, written = path.stem, head.pop("date")
    at = datetime.fromisoformat(written) + timedelta(seconds=crc32(slug.encode()) % 60)
    return Entry(kind, slug, at, head, body.strip("\n"), read_thread(thread, at))


def split_head_line(line: str) -> tuple[str, str]:
    """`key: value`."""
    key, _, value = line.partition(":")
    return key.strip(), value.strip()
