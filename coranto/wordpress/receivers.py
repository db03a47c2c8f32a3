"""What happens elsewhere, passed on in one line each."""

from typing import Any

from django.db.models.signals import post_save

from coranto.comments.models import Erasure
from coranto.wordpress.erasing import forget_erased


def address_erased(sender: type[Erasure], **kwargs: Any) -> None:
    """An address was erased; its name must not come back with an export."""
    forget_erased()


def connect() -> None:
    """Listen."""
    post_save.connect(address_erased, sender=Erasure, dispatch_uid="wordpress.address_erased")
