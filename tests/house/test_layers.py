"""Foreign keys obey the layers too; import-linter cannot see them."""

import tomllib

from django.apps import apps
from django.db.models import ForeignObject

from coranto.accounts.models import User
from tests.conftest import ROOT


def layers() -> dict[str, int]:
    """Each app's height, from import-linter's own list: the lowest is 0."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    rows = next(contract for contract in contracts if contract["id"] == "apps")["layers"]
    return {app.strip(): height for height, row in enumerate(reversed(rows)) for app in row.split("|")}


def test_foreign_keys_point_down() -> None:
    height = layers()
    wrong = []
    for model in apps.get_models():
        if not model.__module__.startswith("coranto."):
            continue
        for field in model._meta.get_fields():
            target = field.related_model if isinstance(field, ForeignObject) or field.many_to_many else None
            if not isinstance(target, type) or not target.__module__.startswith("coranto.") or field.auto_created:
                continue
            here, there = model.__module__.split(".")[1], target.__module__.split(".")[1]
            if target is not User and here != there and height[there] >= height[here]:
                wrong.append(f"{here}.{model.__name__}.{field.name} points at {there}.{target.__name__}")
    assert not wrong, (
        "A foreign key may only point to a lower layer (docs/map.md). Turn it round, or move the model:\n"
        + "\n".join(wrong)
    )
