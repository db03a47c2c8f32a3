"""Finds templates in the chosen theme first, then in the default theme and the other apps.

``TEMPLATES["OPTIONS"]["loaders"]`` names :class:`Loader`. Compiled templates are kept for each theme apart.
"""

from functools import cache
from pathlib import Path
from weakref import WeakSet

from django.conf import settings
from django.template.base import Origin, Template
from django.template.engine import Engine
from django.template.loaders import cached, filesystem

from coranto.core.chosen_theme import chosen_theme
from coranto.theme.folders import BUILT_IN, themes
from coranto.theme.quick_nodes import quickened


class Loader(cached.Loader):
    """Django's caching loader with the theme's name in its keys."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(
            engine,
            [
                "django.template.loaders.filesystem.Loader",
                "coranto.theme.loader.ChosenThemeLoader",
                "django.template.loaders.app_directories.Loader",
            ],
        )
        self._quick: WeakSet[Template] = WeakSet()

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The compiled template, with nodes that print faster."""
        template = super().get_template(template_name, skip)
        if template not in self._quick:
            quickened(template.nodelist)
            self._quick.add(template)
        return template

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """The key of one compiled template."""
        return f"{chosen_theme()}\n{super().cache_key(template_name, skip)}"


class ChosenThemeLoader(filesystem.Loader):
    """Looks into the chosen theme's folder; the default theme is an app and has none."""

    def get_dirs(self) -> list[str | Path]:
        """The folder of the chosen theme, if there is one."""
        folder = installed_themes().get(chosen_theme())
        return [folder / "templates"] if folder else []


@cache
def installed_themes() -> dict[str, Path]:
    """The themes found when the process started: those built in, and those of ``settings.THEME_FOLDERS``."""
    return themes([BUILT_IN, *getattr(settings, "THEME_FOLDERS", ())])
