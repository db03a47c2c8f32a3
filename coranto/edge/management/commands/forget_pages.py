"""``coranto manage forget_pages``: for those who changed the database with other programs."""

from typing import Any

from django.core.management.base import BaseCommand

from coranto.core.made_of import ANYTHING, SITE
from coranto.edge.telling import tell


class Command(BaseCommand):
    """Forget all kept pages of this home."""

    help = "Forget all kept pages, in every process of this machine that serves this home."

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget them."""
        tell(frozenset({SITE, ANYTHING}), None)
