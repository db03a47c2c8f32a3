"""Objects made of rows without asking of each column what it is: Django takes a hundred calls for a comment."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

PLAIN = (DeferredAttribute, ForeignKeyDeferredAttribute)
"""Columns whose value is the attribute, as it is."""


class Maker:
    """Makes objects of one model that is plain; it stands where Django asks the model's class for them."""

    def __init__(self, model: type[Model]) -> None:
        self.model = model

    def from_db(self, db: str, names: Sequence[str], values: Sequence[Any]) -> Any:
        """The object with these columns, as ``Model.from_db`` makes it."""
        made = self.model.__new__(self.model)
        state = ModelState()
        state.adding, state.db = False, db
        made.__dict__.update(zip(names, values, strict=True), _state=state)
        return made


def maker_of(model: type[Model]) -> Any:
    """What makes objects of the model: the model itself where it, or somebody else, does more when one is made."""
    return Maker(model) if _is_plain(model) else model


def make_quickly(joined: Sequence[Any]) -> None:
    """Let the objects that others are joined with be made so too; ``joined`` are Django's populators."""
    for each in joined:
        each.model_cls = maker_of(each.model_cls)
        make_quickly(each.related_populators)


def _is_plain(model: type[Model]) -> bool:
    """Whether to make an object is to set its columns, and nothing more."""
    attributes = (type(getattr(model, field.attname)) for field in model._meta.concrete_fields)
    is_told = pre_init.has_listeners(model) or post_init.has_listeners(model)
    below_model = model.__mro__[: model.__mro__.index(Model)]
    makes_its_own = any(name in vars(each) for each in below_model for name in ("__init__", "__new__", "from_db"))
    return not is_told and not makes_its_own and all(each in PLAIN for each in attributes)
