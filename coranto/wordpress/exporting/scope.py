"""What all parts of an export share."""

from dataclasses import dataclass, field

from coranto.publication.models import Publication


@dataclass(slots=True)
class Scope:
    """The site that is written out. ``url`` is its address without a slash; ``kept_comments`` keys of plug-ins' notes
    by the number of their item.
    """

    publication: Publication
    url: str
    kept_comments: dict[str, list[int]] = field(default_factory=dict)

    def address(self, path: str) -> str:
        """A path of the site as a whole address; what is whole already stays."""
        return self.url + path if path.startswith("/") else path
