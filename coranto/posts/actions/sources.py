"""Finding and making outlets by name."""

from django.db import transaction

from coranto.posts.actions.terms import free_slug_in
from coranto.posts.attribution_reading.known_outlets import merge_key
from coranto.posts.models import Source, SourceName


def find_source(name: str) -> Source | None:
    """The outlet that is known under this name or another spelling of it."""
    key = merge_key(name)
    spelling = SourceName.objects.select_related("source").filter(merge_key=key).first() if key else None
    return spelling.source if spelling else Source.objects.filter(name__iexact=name).first()


@transaction.atomic
def name_source(*, name: str) -> Source:
    """The outlet of this name, made if there is none."""
    return find_source(name) or make_source(name=name)


def make_source(*, name: str, url: str = "") -> Source:
    """A new outlet, recognised by its name from now on."""
    source = Source.objects.create(name=name[:250], slug=free_slug_in(Source.objects.all(), name, "source"), url=url)
    spell_source(source=source, name=name)
    return source


def spell_source(*, source: Source, name: str) -> None:
    """Recognise the outlet under this spelling too, unless that is another's."""
    if key := merge_key(name):
        SourceName.objects.get_or_create(merge_key=key, defaults={"source": source, "name": name[:250]})


@transaction.atomic
def respell_source(*, source: Source, names: list[str]) -> None:
    """Let the outlet be recognised by exactly its own name and these."""
    wanted = {merge_key(name): name for name in [*names, source.name]}
    source.names.exclude(merge_key__in=wanted).delete()
    for name in wanted.values():
        spell_source(source=source, name=name)
