"""Media in an S3 bucket: pages keep the site's own addresses, which lead on to the bucket when they are asked for.

An address of the bucket is signed for an hour, or changes with its provider; a page may be kept for years.
"""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import Storage, default_storage
from storages.backends.s3 import S3Storage


class Bucket(S3Storage):
    """django-storages' bucket with two addresses for each file: the site's own, and the one outside."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        """The address on pages: the site's own."""
        return f"{settings.MEDIA_URL}{quote(name)}"

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """How a task finds it again: by the settings, so that no key of the bucket is written to the database."""
        return f"{__name__}.default_bucket", (), {}

    def outside_url(self, name: str) -> str:
        """Where the bucket has the file, signed unless ``querystring_auth=0``."""
        return str(super().url(name))


def default_bucket() -> Storage:
    """The one of the settings."""
    return default_storage
