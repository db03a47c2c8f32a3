"""What Django tells us, passed on in one line each."""

from contextlib import suppress
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from coranto.core import changes
from coranto.publication.actions import note_change
from coranto.publication.models import BlogrollLink, Menu, MenuItem


def note_saved(sender: type[Model], **kwargs: Any) -> None:
    """Something that frames of pages show was saved or deleted."""
    if not kwargs.get("raw"):
        note_change(at=timezone.now())


def watch(*models: type[Model]) -> None:
    """Note every change of these models' rows. Rows written in bulk send no signal: whoever writes those notes it."""
    for model in models:
        uid = f"coranto.note_change.{model.__name__}"
        post_save.connect(note_saved, sender=model, dispatch_uid=f"{uid}.saved")
        post_delete.connect(note_saved, sender=model, dispatch_uid=f"{uid}.deleted")


def note_unnamed() -> bool:
    """Something was written, and nobody said what it changes; in a migration, without our tables, it is not noted."""
    with suppress(DatabaseError), transaction.atomic():
        note_change(at=timezone.now())
        return True
    return False


def connect() -> None:
    """Listen; called when the app starts."""
    changes.when_unnamed(note_unnamed)
    watch(Menu, MenuItem, BlogrollLink)
