"""Where a post came from, read from its text."""

from datetime import date

from coranto.posts.attribution_reading import ReadAttribution, read_attributions
from coranto.wordpress.mapping.site import Site


def credits_of(html: str, *, title: str, posted_on: date, site: Site) -> tuple[ReadAttribution, ...]:
    """The outlets that a post names as its own, nearest first."""
    return tuple(
        read_attributions(
            html,
            title=title,
            language=site.language,
            own_names=[site.name] if site.name else [],
            own_hosts=[site.address.host, *site.address.aliases],
            known_sources=site.known_sources,
            posted_on=posted_on,
        )
    )
