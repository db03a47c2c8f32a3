"""Wagtail's apps without its interface for other programs (version 3), which this site does not have.

They load it when they are ready, whether or not it has an address: ninety modules, a
fifteenth of a start.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig

INTERFACE = (
    "wagtail.api.v3.api",
    "wagtail.contrib.redirects.api.v3",
    "wagtail.documents.api.v3.registry",
    "wagtail.documents.api.v3.router",
    "wagtail.images.api.v3.registry",
    "wagtail.images.api.v3.router",
    "wagtail.snippets.api.v3",
    "wagtail.snippets.api.v3.router",
)
"""What those apps ask for. A name that Wagtail changes is loaded as ever, and a test says so."""


class Unused(ModuleType):
    """Stands where a module would be: whatever it is asked for can be called, and does nothing."""

    def __getattr__(self, name: str) -> "Unused":
        """Anything, but for what Python itself asks a module."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *args: Any, **options: Any) -> None:
        """Nothing."""


@contextmanager
def without_interface() -> Iterator[None]:
    """While it lasts, the interface's modules are not loaded."""
    absent = [name for name in INTERFACE if name not in sys.modules]
    sys.modules.update({name: Unused(name) for name in absent})
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]


class Redirects(WagtailRedirectsAppConfig):
    """Addresses that lead elsewhere."""

    def ready(self) -> None:
        """As Wagtail's."""
        with without_interface():
            super().ready()


class Snippets(WagtailSnippetsAppConfig):
    """Posts and all that is edited as they are."""

    def ready(self) -> None:
        """As Wagtail's."""
        with without_interface():
            super().ready()


class Images(WagtailImagesAppConfig):
    """Pictures."""

    def ready(self) -> None:
        """As Wagtail's."""
        with without_interface():
            super().ready()


class Documents(WagtailDocsAppConfig):
    """Documents."""

    def ready(self) -> None:
        """As Wagtail's."""
        with without_interface():
            super().ready()
