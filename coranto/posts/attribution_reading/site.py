"""What the reader is told of the site itself and of the outlets it already has."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from coranto.posts.attribution_reading.known_outlets import (
    is_known_spelling,
    known_outlet,
    merge_key,
    plain_host,
    printed_host,
    spelling,
)
from coranto.posts.attribution_reading.word_lists import sections


@dataclass(frozen=True, slots=True)
class Site:
    """The site's own names and hosts, its sources by merge key, its language and the rough day of the post."""

    own_keys: frozenset[str]
    own_hosts: frozenset[str]
    sources: Mapping[str, tuple[str, str]]  # merge key to name and host
    language: str
    near: date | None

    @classmethod
    def of(
        cls,
        *,
        own_names: Collection[str],
        own_hosts: Collection[str],
        known_sources: Mapping[str, str],
        language: str,
        near: date | None,
    ) -> Self:
        """``known_sources`` maps the names of the site's sources to their hosts ("" where unknown)."""
        hosts = {plain_host(host) for host in own_hosts if host}
        sources: dict[str, tuple[str, str]] = {}
        for name, host in known_sources.items():
            named = (name, plain_host(printed_host(host) or host))
            sources.update({key: named for key in (merge_key(name), merge_key(host) if host else "") if key})
        keys = {merge_key(name) for name in (*own_names, *hosts)} - {""}
        return cls(frozenset(keys), frozenset(hosts), sources, language.lower(), near)

    def owns_host(self, host: str) -> bool:
        """Whether a host is the site's own or below it."""
        return any(host == own or host.endswith("." + own) for own in self.own_hosts)

    def owns_name(self, name: str) -> bool:
        """Whether a name is the site's own."""
        return merge_key(name) in self.own_keys

    def source(self, name_or_host: str) -> tuple[str, str] | None:
        """The name and host of an outlet that the site or the list knows, by a name or a host."""
        if found := self.sources.get(merge_key(name_or_host)):
            return found
        known = known_outlet(name_or_host)
        return (known.name, known.hosts[0] if known.hosts else "") if known else None

    def knows(self, name: str) -> bool:
        """Whether a printed name is that of an outlet that the site or the list knows."""
        return merge_key(name) in self.sources or is_known_spelling(name)

    def is_sure(self, name: str) -> bool:
        """Whether a known name stands for its outlet wherever it is printed ("Time" and "Focus" may be plain words)."""
        if merge_key(name) in self.sources:
            return True
        ambiguous, spelled = sections("refusals")["ambiguous"], spelling(name)
        return is_known_spelling(name) and ambiguous.isdisjoint((spelled, f"the {spelled}"))
