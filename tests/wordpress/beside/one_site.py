"""Asks both under one site's settings: ``python -m tests.wordpress.beside.one_site SITE PORT FOLDER EXPORT``.

A process for each site, since a home cannot be changed for another. Prints JSON: what was asked and agreed by kind, and
the differences in words.
"""

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.wordpress.beside.telling import told


def main() -> int:
    """Import the export into a new home, and ask."""
    site, port, folder, export = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4])
    os.environ |= {"CORANTO_HOME": str(folder / f"home-{site.replace(' ', '-')}"), "DATABASE_URL": ""}
    os.environ |= {"CORANTO_URL": "http://digest.example", "CORANTO_LOG_LEVEL": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
    from coranto.config.set_up import prepare_home

    prepare_home()
    sys.stdout.write(json.dumps(compare(site, port, folder, export)))
    return 0


def compare(site: str, port: int, folder: Path, export: Path) -> dict[str, Any]:
    """The counts and the differences."""
    from django.utils import timezone

    from coranto.wordpress.importing.run import run_import
    from tests.wordpress.beside import coranto_side
    from tests.wordpress.beside.addresses import numbers_of_posts
    from tests.wordpress.beside.answers import differing, traits
    from tests.wordpress.beside.questions import WHOLE, questions
    from tests.wordpress.beside.sites import options_of
    from tests.wordpress.beside.wordpress_side import WordPressSide

    run_import([export], at=timezone.now())
    coranto_side.settle(options_of(site))
    posts, wordpress = numbers_of_posts(), WordPressSide(port, folder / "site")
    asked, agreed = Counter[str](), Counter[str]()
    found: list[str] = []
    for question in questions(site):
        theirs = traits(question, wordpress.ask(question), posts)
        ours = traits(question, coranto_side.ask(question), posts)
        names = differing(theirs, ours)
        asked[question.kind] += 1
        agreed[question.kind] += not names
        found += [told(question.kind, str(question), name, theirs, ours) for name in names]
    if site == WHOLE:
        found += ask_again(wordpress, asked, agreed)
        found += write_to_both(wordpress, folder / "site", asked, agreed)
    return {"asked": asked, "agreed": agreed, "differences": found}


def ask_again(wordpress: Any, asked: Counter[str], agreed: Counter[str]) -> list[str]:
    """Ask both for feeds with the tags and dates that they gave, count, and tell the differences."""
    from tests.wordpress.beside import coranto_side
    from tests.wordpress.beside.conditional import both_asked_again

    found, kind = list[str](), "conditional"
    for words, theirs, ours in both_asked_again(wordpress.ask, coranto_side.ask):
        asked[kind] += 1
        agreed[kind] += theirs == ours
        found += [told(kind, words, "status", {"status": theirs}, {"status": ours})] if theirs != ours else []
    return found


def write_to_both(wordpress: Any, site: Path, asked: Counter[str], agreed: Counter[str]) -> list[str]:
    """Write to both over REST and XML-RPC, count, and tell the differences."""
    from tests.wordpress.beside.calling import call_ours, call_wordpress, called_both
    from tests.wordpress.beside.writing import (
        ask_ours,
        ask_wordpress,
        people_of_ours,
        people_of_wordpress,
        written_both,
    )

    found = list[str]()
    theirs_by, ours_by = people_of_wordpress(site), people_of_ours()
    kind = "XML-RPC"
    for step, parted in called_both(call_wordpress(wordpress), theirs_by, call_ours(), ours_by):
        asked[kind] += 1
        agreed[kind] += not parted
        found += [told(kind, step, name, {name: theirs}, {name: ours}) for name, theirs, ours in parted]
    kind = "REST writes"
    for step, theirs, ours in written_both(ask_wordpress(wordpress, theirs_by), ask_ours(ours_by)):
        different = [name for name in theirs | ours if theirs.get(name) != ours.get(name)]
        asked[kind] += 1
        agreed[kind] += not different
        found += [told(kind, step, name, theirs, ours) for name in different]
    return found


if __name__ == "__main__":
    sys.exit(main())
