"""What Django tells us, passed on in one line each."""

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from django.utils import timezone

from coranto.pages.actions import number_page
from coranto.pages.models import StaticPage
from coranto.pages.search import forget_pages, index_pages
from coranto.publication.receivers import watch


def page_begins(sender: type[StaticPage], instance: StaticPage, **kwargs: Any) -> None:
    """A page is about to be saved; a new or copied one has no number yet."""
    number_page(page=instance)


def page_saved(sender: type[StaticPage], instance: StaticPage, **kwargs: Any) -> None:
    """A page was written, published, withdrawn or changed."""
    index_pages([instance.pk], at=timezone.now())


def page_goes(sender: type[StaticPage], instance: StaticPage, **kwargs: Any) -> None:
    """A page is being deleted for ever."""
    forget_pages([instance.pk])


def connect() -> None:
    """Listen; called when the app starts."""
    watch(StaticPage)
    pre_save.connect(page_begins, sender=StaticPage, dispatch_uid="coranto.page_begins")
    post_save.connect(page_saved, sender=StaticPage, dispatch_uid="coranto.page_saved")
    pre_delete.connect(page_goes, sender=StaticPage, dispatch_uid="coranto.page_goes")
