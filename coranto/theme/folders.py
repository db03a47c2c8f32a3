"""Where themes lie: folders of templates and static files that take the place of the default theme's.

A theme ``x`` is a folder ``x`` with ``templates/`` and, if it likes, ``static/``. It stands either in ``themes/`` here
or in ``themes/`` of the site's home; the home's wins where both have the name. ``docs/theme.md`` is the guide.
"""

import re
from collections.abc import Iterable
from pathlib import Path

BUILT_IN = Path(__file__).resolve().parent / "themes"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


def themes(parents: Iterable[Path]) -> dict[str, Path]:
    """Every theme below the folders ``parents``, by name; later folders win. Whatever is no theme is passed by."""
    found: dict[str, Path] = {}
    for parent in parents:
        if parent.is_dir():
            found |= {path.name: path for path in sorted(parent.iterdir()) if _is_theme(path)}
    return found


def static_folders(parents: Iterable[Path]) -> list[tuple[str, Path]]:
    """For ``STATICFILES_DIRS``: the files of a theme ``x`` are served below ``themes/x/``."""
    folders = ((f"themes/{name}", path / "static") for name, path in themes(parents).items())
    return [(prefix, folder) for prefix, folder in folders if folder.is_dir()]


def _is_theme(path: Path) -> bool:
    return NAME.fullmatch(path.name) is not None and (path / "templates").is_dir()
