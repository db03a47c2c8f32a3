"""The page files of a server: which folder they are in, and what stands in the head of each."""

from csp.constants import SELF
from csp.utils import build_policy
from django.conf import settings

from coranto.core.errors import PlainError
from coranto.edge.file_names import Policies, directives
from coranto.edge.filing import Filing, Place
from coranto.edge.ledger import Ledger
from coranto.edge.page_files import PageFiles
from coranto.edge.telling import files_mark, folder, home_ledger, page_files


def settle_files(ledger: Ledger) -> None:
    """Before the workers start: take files away that are no longer wanted, have a folder for those that are.

    Raises PlainError where there can be none.
    """
    mark, wanted = files_mark(), settings.PAGE_FILES
    if old := page_files(ledger):
        if old.folder != wanted:
            old.leave()
            mark.unlink()
        old.index.close()
    if wanted is None:
        return
    files = PageFiles(wanted, folder() / "files.sqlite3", ledger)
    try:
        files.settle()
    except OSError as error:
        raise PlainError(f"CORANTO_PAGE_FILES: {wanted} cannot be written ({error.strerror or error}).") from error
    finally:
        files.index.close()
    mark.write_text(str(wanted))


def make_filing() -> Filing | None:
    """What writes files in a worker; nothing where none are wanted."""
    ledger = home_ledger(folder() / "changes")
    files = page_files(ledger) if ledger and settings.PAGE_FILES else None
    if files is None:
        return None
    place = Place("https" if settings.HTTPS else "http", settings.PUBLIC_HOST, policies())
    return Filing(files, place, settings.PAGE_FILES_MB * 1_000_000)


def policies() -> Policies:
    """The site's two policies, as its pages carry them (``publication.rendering.allow_only_own_frames``)."""
    return Policies(directives(build_policy()), directives(build_policy(replace={"frame-src": [SELF]})))
