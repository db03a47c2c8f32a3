"""Sources and attributions that were read from the text of posts."""

from collections.abc import Iterable
from typing import Any

from coranto.posts.models import Attribution
from coranto.wordpress.importing.work import Work
from coranto.wordpress.mapping.rows import PostRow


def write_attributions(rows: Iterable[tuple[PostRow, int]], work: Work) -> None:
    """Write what was read, to be reviewed by a person. A source is made once, under whatever spelling it comes."""
    found: list[Any] = []
    Attribution.objects.bulk_create(found)
