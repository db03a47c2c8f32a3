"""The page cache of a server: where it is, how large, and whether it knows all that the database knows."""

import logging
import threading
import time
from functools import partial

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from coranto.config.page_files import make_filing, settle_files
from coranto.core.made_of import ANYTHING, SITE
from coranto.edge import purger
from coranto.edge.front import Front
from coranto.edge.ledger import Ledger
from coranto.edge.pages import Pages
from coranto.edge.surrogates import Surrogates
from coranto.edge.telling import cache_in_front, folder, microseconds, note, note_places, shared_cache

logger = logging.getLogger(__name__)
IN_MEMORY = 48_000_000
"""Bytes of answers that each process has at hand."""
TURN = 1.0
"""Seconds between two looks at whether the database was changed behind the ledger's back."""


def make_front() -> Front:
    """What a worker serves."""
    from coranto.config.wsgi import application

    if not settings.PAGE_CACHE_MB:
        return Front(application, None)
    filing = make_filing()
    pages = Pages(folder(), in_memory=IN_MEMORY, on_disk=settings.PAGE_CACHE_MB * 1_000_000, filing=filing)
    if client := shared_cache():
        from coranto.edge.machines import Member

        pages.member = member = Member(client, pages.ledger, partial(note_places, pages.ledger))
        member.start()
    if filing:
        filing.start()
    threading.Thread(target=watch, args=(pages.ledger,), name="ledger", daemon=True).start()
    surrogates = None
    if cache := cache_in_front():
        surrogates = Surrogates(cache.kind, pages.ledger)
        purger.start(pages.ledger, cache, folder())
    return Front(application, pages, proxies=settings.PROXIES, surrogates=surrogates)


def settle_ledger() -> None:
    """Before the workers start: what is kept does not hold if the database is not the one it was made from."""
    if not settings.PAGE_CACHE_MB:
        return
    folder().mkdir(exist_ok=True, mode=0o700)
    ledger = Ledger(folder() / "changes")
    if (moment := last_moment()) != ledger.known:
        forget_all(ledger, moment)
    settle_files(ledger)
    ledger.close()


def watch(ledger: Ledger) -> None:
    """Forget everything when the database knows of a change that the ledger was not told of for a whole turn.

    That is one whose process was killed between commit and telling, or one made by another machine.
    """
    behind = 0
    while True:
        time.sleep(TURN)
        close_old_connections()
        try:
            moment = last_moment()
        except DatabaseError as error:
            logger.warning("The page cache cannot ask the database: %s", str(error).strip())
            continue
        if moment > ledger.known and moment == behind:
            forget_all(ledger, moment)
        behind = moment if moment > ledger.known else 0


def last_moment() -> int:
    """The last change that the database knows of."""
    from coranto.publication.models import Publication

    moment = Publication.objects.order_by("pk").values_list("changed_at", flat=True).first()
    return microseconds(moment) if moment else 0


def forget_all(ledger: Ledger, moment: int) -> None:
    """Nothing that is kept holds any longer."""
    note(ledger, [SITE, ANYTHING])
    ledger.set_known(moment)
