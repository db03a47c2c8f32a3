"""Sources and attributions that were read from the text of posts."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from coranto.core.database.bulk_rows import insert_rows, insert_with_keys
from coranto.posts.actions.terms import free_slug_in
from coranto.posts.attribution_reading import ReadAttribution, merge_key
from coranto.posts.models import Attribution, Source, SourceName
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import PostRow


def write_attributions(rows: Iterable[tuple[PostRow, int]], work: Work) -> None:
    """Write what was read, to be reviewed by a person, unless one has judged that source on that post already.

    A source is made once, under whatever spelling it comes.
    """
    read = [(credit, post) for row, post in rows for credit in row.attributions]
    keys = {credit.source_name: merge_key(credit.source_name) for credit, _post in read}
    _know_sources([credit for credit, _post in read if keys[credit.source_name]], keys, work)
    found = [
        (credit, post, work.sources[keys[credit.source_name]]) for credit, post in read if keys[credit.source_name]
    ]
    judged = set(
        Attribution.objects.filter(post__in={post for _credit, post, _source in found}).values_list("post", "source")
    )
    fresh = [(credit, post, source) for credit, post, source in found if (post, source) not in judged]
    insert_rows(_make(credit, post, source) for credit, post, source in fresh)
    work.notes.count("attribution", "new", len(fresh))


def known_sources(before: datetime) -> dict[str, str]:
    """Names of the sources from before a run, with their hosts: an import that goes on must read as at first."""
    rows = SourceName.objects.filter(source__made_at__lt=before).values_list("name", "source__url")
    return {name: urlsplit(url).hostname or "" for name, url in rows}


def _know_sources(credits: list[ReadAttribution], keys: dict[str, str], work: Work) -> None:
    """See to it that the key of every source is in ``work.sources``."""
    if not work.sources:
        work.sources.update(SourceName.objects.values_list("merge_key", "source"))
    for credit in credits:
        key = keys[credit.source_name]
        if key not in work.sources:
            name = credit.source_name[:250]
            slug = free_slug_in(Source.objects.all(), name, "source")
            source = Source(name=name, slug=slug, url=credit.source_url[:1000], made_at=work.at)
            insert_with_keys([source])
            insert_rows([SourceName(source=source, name=name, merge_key=key)])
            work.sources[key] = source.pk
            work.notes.count("source", "new")


def _make(credit: ReadAttribution, post: int, source: int) -> Attribution:
    return Attribution(
        post_id=post,
        source_id=source,
        relation=credit.relation.value,
        author=credit.author[:250],
        title=credit.title[:500],
        url=credit.url[:2000],
        original_date=str(credit.original_date or ""),
        licence=credit.licence[:500],
        order=credit.order,
        line=credit.line[:1000],
        confidence=credit.confidence,
        review=Attribution.Review.READ,
    )
