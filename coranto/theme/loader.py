"""Finds templates in the chosen theme first, then in the default theme and the other apps.

``TEMPLATES["OPTIONS"]["loaders"]`` names :class:`Loader`. Compiled templates are kept for each theme apart.
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.base import Origin, Template
from django.template.engine import Engine
from django.template.loaders import cached, filesystem

from coranto.core.chosen_theme import chosen_theme
from coranto.theme.folders import BUILT_IN, themes
from coranto.theme.quick_nodes import Nodes, quickened


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
        self._quick: dict[tuple[str, str], Template] = {}

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Template:
        """The compiled template, with nodes that print faster."""
        if skip:
            return self._quickened(super().get_template(template_name, skip))
        key = (chosen_theme(), template_name)
        try:
            return self._quick[key]
        except KeyError:
            template = self._quick[key] = self._quickened(super().get_template(template_name))
            return template

    def reset(self) -> None:
        """Forget the compiled templates."""
        super().reset()
        self._quick.clear()

    def _quickened(self, template: Template) -> Template:
        """The template with quicker nodes, unless mistakes are to be shown with their lines, as Django does."""
        if not self.engine.debug and not isinstance(template.nodelist, Nodes):
            template.nodelist = quickened(template.nodelist)
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
