"""A field of names with commas between them."""

from collections.abc import Iterable
from typing import Any

from django import forms


class SuggestedNames(forms.TextInput):
    """A line of text that offers names that there are already, as they are typed.

    ``kind`` is what is named: the desk answers at ``desk/suggest/KIND/``. Without scripts it is a plain line of text.
    """

    class Media:
        js = ["posts/suggest.js"]

    def __init__(self, kind: str, *, several: bool = False) -> None:
        """Offer names of this kind, one, or one after each comma."""
        attrs: dict[str, Any] = {"data-suggest": kind, "autocomplete": "off"}
        super().__init__({**attrs, "data-suggest-several": ""} if several else attrs)


def joined_names(rows: Iterable[Any]) -> str:
    """The names of rows as one line, those that hold a comma in quotation marks."""
    return ", ".join(f'"{row.name}"' if "," in row.name else row.name for row in rows)
