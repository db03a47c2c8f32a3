"""Coranto: a self-hosted engine for news-digest weblogs.

The apps below this package stand in layers; imports and foreign keys point down only. The layers are listed in
``pyproject.toml`` under ``[tool.importlinter]`` and explained in ``docs/map.md``.
"""

__version__ = "0.1.0"
