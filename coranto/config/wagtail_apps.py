"""Wagtail's apps without the interface for programs that they bring along.

Nobody is served it here (the REST interface is WordPress's), and each process would load it at its start with the
libraries it stands on (decision 0025 has the figures).
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from django.apps import AppConfig
from wagtail.contrib.redirects.apps import WagtailRedirectsAppConfig
from wagtail.documents.apps import WagtailDocsAppConfig
from wagtail.images.apps import WagtailImagesAppConfig
from wagtail.snippets.apps import WagtailSnippetsAppConfig


class WithoutInterface(AppConfig):
    """What an app does when all are loaded, but for the interface."""

    def ready(self) -> None:
        """What Wagtail does."""
        with without_interface():
            super().ready()


class RedirectsConfig(WithoutInterface, WagtailRedirectsAppConfig):
    """Redirects."""


class DocumentsConfig(WithoutInterface, WagtailDocsAppConfig):
    """Documents."""


class ImagesConfig(WithoutInterface, WagtailImagesAppConfig):
    """Images."""


class SnippetsConfig(WithoutInterface, WagtailSnippetsAppConfig):
    """Snippets."""


class StandIn(ModuleType):
    """Has every name, and what bears it can be called and does nothing."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn(name)

    def __call__(self, *_: object) -> None:
        pass


class StandIns(MetaPathFinder, Loader):
    """Finds a stand-in for every module of the interface that is not loaded yet."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """``wagtail.api.v3.api``, ``wagtail.images.api.v3``."""
        if not fullname.startswith("wagtail.") or "api" not in fullname.split("."):
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, spec: ModuleSpec) -> StandIn:
        """A new one."""
        self.made.append(spec.name)
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """There is nothing in it."""


@contextmanager
def without_interface() -> Iterator[None]:
    """Within, whoever imports a module of Wagtail's interface gets a stand-in; afterwards the module itself again."""
    finder = StandIns()
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        for name in finder.made:
            above, _, last = name.rpartition(".")
            del sys.modules[name]
            if above not in finder.made:
                delattr(sys.modules[above], last)
