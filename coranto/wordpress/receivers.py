"""What happens elsewhere, passed on in one line each."""

from typing import Any

from django.db.models.signals import post_save

from coranto.comments.models import Erasure
from coranto.wordpress.erasing import forget_erased, forget_in_kept_items


def address_erased(sender: type[Erasure], instance: Erasure, **kwargs: Any) -> None:
    """An address was erased; neither it nor its name may come back with an export."""
    forget_erased()
    forget_in_kept_items(instance.address)


def connect() -> None:
    """Listen."""
    post_save.connect(address_erased, sender=Erasure, dispatch_uid="wordpress.address_erased")
