"""What Coranto alone knows, under one name of its own: where a post came from.

WordPress's answers are compared letter by letter by clients that were written for them, so it stands in an answer only
when it is asked for: ``?coranto=1``, or ``_fields`` with ``coranto`` in it.
"""

from coranto.posts.details import Details
from coranto.posts.models import Post
from coranto.wordpress.rest.answers import Json
from coranto.wordpress.rest.asked import Asked

OWN = "coranto"


def wants_own(asked: Asked) -> bool:
    """Whether it is asked for."""
    return asked.query.get(OWN) == "1" or (bool(asked.fields) and asked.wants(OWN))


def own_fields(post: Post, details: Details) -> dict[str, Json]:
    """The chain of attributions, nearest first, and the byline as printed."""
    return {
        "attributions": [
            {
                "source": attribution.source.name,
                "source_slug": attribution.source.slug,
                "source_url": attribution.source.url,
                "relation": attribution.relation,
                "author": attribution.author,
                "title": attribution.title,
                "url": attribution.url,
                "date": attribution.original_date,
                "licence": attribution.licence or attribution.source.licence,
            }
            for attribution in details.attributions
        ],
        "bylines": [{"name": str(byline), "role": byline.role} for byline in details.bylines if str(byline)],
    }
