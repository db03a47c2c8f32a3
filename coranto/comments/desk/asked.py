"""Which comments the queue is asked for: a state, and what they have in common."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from coranto.comments.models import Comment, Thread
from coranto.comments.traits import ADDRESS, DOMAIN, EMAIL, NAME, NETWORK, Trait, sought
from coranto.posts.models import Post

REPORTED, ALL = "reported", "all"
TABS: Mapping[str, Any] = {
    "held": _("Held"),
    "spam": _("Spam"),
    REPORTED: _("Reported"),
    "published": _("Published"),
    "binned": _("Bin"),
    ALL: _("All"),
}
FILTERS: Mapping[str, Any] = {
    NAME: _("Name"),
    EMAIL: _("E-mail"),
    ADDRESS: _("Network address"),
    NETWORK: _("Network"),
    DOMAIN: _("Links to domain"),
}
ON = "on"
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked. ``typed`` are the filters as they were typed, by their names; ``on`` names a discussion."""

    tab: str = "held"
    typed: Mapping[str, str] = field(default_factory=dict)
    traits: tuple[Trait, ...] = ()
    on: str = ""
    thread: Thread | None = None

    @classmethod
    def of(cls, query: QueryDict) -> "Asked":
        """What the address or a form says."""
        typed = {kind: query.get(kind, "").strip()[:LONGEST] for kind in FILTERS}
        typed = {kind: value for kind, value in typed.items() if value}
        found = [sought(kind, value) for kind, value in typed.items()]
        on = query.get(ON, "").strip()[:LONGEST]
        tab = query.get("status", "")
        return cls(
            tab=tab if tab in TABS else "held",
            typed=typed,
            traits=tuple(trait for trait in found if trait),
            on=on,
            thread=find_thread(on) if on else None,
        )

    @property
    def is_narrow(self) -> bool:
        """Whether something that comments have in common was asked for."""
        return bool(self.typed or self.on)

    @property
    def is_impossible(self) -> bool:
        """Whether a filter names nothing that there can be."""
        return len(self.traits) < len(self.typed) or (bool(self.on) and self.thread is None)

    @property
    def statuses(self) -> list[str]:
        """The states that the tab shows; each is read by itself."""
        return [self.tab] if self.tab in Comment.Status.values else list(Comment.Status.values)

    def fields(self) -> dict[str, str]:
        """The parts of the address."""
        return {"status": self.tab, **self.typed, **({ON: self.on} if self.on else {})}

    def address(self, **more: str) -> str:
        """The queue's address, with some parts changed."""
        return address_of_queue(**{**self.fields(), **more})


def address_of_queue(**parts: str) -> str:
    """The queue's address with these parts."""
    return f"{reverse('comments_desk:comments')}?{urlencode({name: part for name, part in parts.items() if part})}"


def find_thread(on: str) -> Thread | None:
    """The discussion with that key, or below the post at that address."""
    if on.isdecimal() and len(on) < 19:
        return Thread.objects.filter(pk=int(on)).first()
    return Thread.objects.filter(post__path__in=paths_in(on), post__binned_at=None).first()


def find_post(on: str) -> Post | None:
    """The post at an address that was pasted, or with that number."""
    posts = Post.objects.filter(binned_at=None)
    if on.isdecimal() and len(on) < 19:
        return posts.filter(number=int(on)).first()
    return posts.filter(path__in=paths_in(on)).first()


def paths_in(address: str) -> list[str]:
    """The path of an address that was pasted, with and without the slash at its end."""
    try:
        path = urlsplit(address.strip()).path.strip("/")
    except ValueError:
        return []
    return [f"/{path}/", f"/{path}"] if path else []
