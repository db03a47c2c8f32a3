"""The models of client sites in this process: the latest used are kept loaded, and kept up with every lesson."""

import datetime
import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from coranto.akismet.models import ClientSite, SiteLesson, SiteSnapshot
from coranto.spam.filter import Filter
from coranto.spam.lesson import Lesson

MOST_LOADED = 40  # sites; a model is at most some 3 MB
BATCH = 500


@dataclass(slots=True)
class Loaded:
    """A site's model, and the last lesson that is in it."""

    filter: Filter
    last_lesson: int
    began_at: datetime.datetime | None
    lock: threading.RLock = field(default_factory=threading.RLock)


class SiteFilters:
    """The models of one process. No model is ever asked for another site."""

    def __init__(self) -> None:
        """Nothing is loaded."""
        self._lock = threading.Lock()
        self._loaded: OrderedDict[int, Loaded] = OrderedDict()

    def of(self, site: ClientSite) -> Filter:
        """The model of a site with every lesson in it; no query when ``site``, freshly read, has no newer one."""
        with self._lock:
            found = self._loaded.get(site.pk)
            if found is None or found.began_at != site.began_at:
                found = self._loaded[site.pk] = begin(site)
            self._loaded.move_to_end(site.pk)
            while len(self._loaded) > MOST_LOADED:
                self._loaded.popitem(last=False)
        with found.lock:
            if site.newest_lesson > found.last_lesson:
                catch_up(found, site)
        return found.filter

    def drop(self, site: ClientSite) -> None:
        """Let go of one, whose last change may not have been kept."""
        with self._lock:
            self._loaded.pop(site.pk, None)

    def forget(self) -> None:
        """Let go of all."""
        with self._lock:
            self._loaded.clear()


def begin(site: ClientSite) -> Loaded:
    """A model as its snapshot has it, or as it is shipped."""
    snapshot = SiteSnapshot.objects.filter(site=site).first()
    if snapshot is None:
        return Loaded(Filter(), 0, site.began_at)
    return Loaded(Filter.from_bytes(bytes(snapshot.packed)), snapshot.last_lesson, site.began_at)


def catch_up(loaded: Loaded, site: ClientSite) -> None:
    """Apply what was learnt, or taken back, since."""
    for row in SiteLesson.objects.filter(site=site, pk__gt=loaded.last_lesson).order_by("pk").iterator(BATCH):
        lesson = Lesson.from_bytes(bytes(row.packed))
        if row.is_undo:
            loaded.filter.unlearn(lesson)
        else:
            loaded.filter.apply(lesson)
        loaded.last_lesson = row.pk


site_filters = SiteFilters()
