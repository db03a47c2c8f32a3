"""From the general to the particular row."""

from dataclasses import fields
from typing import Any


def columns(row: Any) -> dict[str, Any]:
    """The fields of a row by name, not copied: to make a more particular row of it."""
    return {field.name: getattr(row, field.name) for field in fields(row)}
