"""Runs the comparison and prints it: ``python -m tests.wordpress.beside [EXPORT]``."""

import os
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.conftest import SHARED

EXPORT = SHARED / "wordpress" / "theme-unit-test.wxr.xml"
INSTALL = "apt-get install wordpress mariadb-server php-cli php-mysql php-xml php-mbstring"
SHOWN = 160
WRITES = "REST writes"


def say(line: str = "") -> None:
    """One line on standard output."""
    sys.stdout.write(line + "\n")


def main() -> int:
    """Load both, ask both, print the share of answers that agree by kind, and each difference."""
    export = Path(sys.argv[1]) if len(sys.argv) > 1 else EXPORT
    with tempfile.TemporaryDirectory(prefix="coranto-beside-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ |= {"CORANTO_HOME": str(folder / "home"), "CORANTO_URL": "http://digest.example"}
        os.environ |= {"CORANTO_LOG_LEVEL": "ERROR", "DATABASE_URL": ""}
        os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
        from coranto.config.set_up import prepare_home

        prepare_home()
        from tests.wordpress.beside.wordpress_side import missing

        if lacking := missing():
            say(f"not compared: {', '.join(lacking)} is not installed ({INSTALL})")
            return 1
        if not export.is_file():
            say(f"not compared: there is no export at {export}")
            return 1
        return compare(export, folder)


def compare(export: Path, folder: Path) -> int:
    """Whether all agree, as an exit status."""
    from django.utils import timezone

    from coranto.wordpress.importing.run import run_import
    from tests.wordpress.beside.addresses import addresses, both_addresses
    from tests.wordpress.beside.answers import traits
    from tests.wordpress.beside.combined import combined_addresses
    from tests.wordpress.beside.coranto_side import ask, options
    from tests.wordpress.beside.wordpress_side import wordpress_with

    run_import([export], at=timezone.now())
    posts = both_addresses()
    asked, agreed = Counter[str](), Counter[str]()
    differences: list[str] = []
    with wordpress_with(export, folder, options()) as wordpress:
        for kind, target in dict.fromkeys((*addresses(), *combined_addresses())):
            theirs, ours = traits(target, wordpress.ask(target), posts), traits(target, ask(target), posts)
            asked[kind] += 1
            different = [name for name in theirs | ours if theirs.get(name) != ours.get(name)]
            agreed[kind] += not different
            differences += [told(kind, target, name, theirs, ours) for name in different]
        differences += write_to_both(wordpress, folder / "site", asked, agreed)
    for kind, count in asked.items():
        say(f"{kind:<14} {agreed[kind]:>5} of {count:>5} the same ({agreed[kind] / count:.1%})")
    say(f"{'all':<14} {agreed.total():>5} of {asked.total():>5} the same ({agreed.total() / asked.total():.1%})")
    say()
    for line in differences:
        say(line)
    return 0 if agreed == asked else 1


def write_to_both(wordpress: Any, site: Path, asked: Counter[str], agreed: Counter[str]) -> list[str]:
    """Write to both over REST, count, and tell the differences."""
    from tests.wordpress.beside.writing import (
        ask_ours,
        ask_wordpress,
        people_of_ours,
        people_of_wordpress,
        written_both,
    )

    found: list[str] = []
    theirs_of, ours_of = ask_wordpress(wordpress, people_of_wordpress(site)), ask_ours(people_of_ours())
    for step, theirs, ours in written_both(theirs_of, ours_of):
        different = [name for name in theirs | ours if theirs.get(name) != ours.get(name)]
        asked[WRITES] += 1
        agreed[WRITES] += not different
        found += [told(WRITES, step, name, theirs, ours) for name in different]
    return found


def told(kind: str, target: str, name: str, theirs: dict[str, Any], ours: dict[str, Any]) -> str:
    """One difference in a line."""
    left, right = (str(side.get(name, "(nothing)")) for side in (theirs, ours))
    if len(left) > SHOWN or len(right) > SHOWN:
        start = next(
            (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
        )
        begin = max(start - 40, 0)
        left, right = f"…{left[begin : begin + SHOWN]}…", f"…{right[begin : begin + SHOWN]}…"
    return f"{kind}: {target}: {name}\n    WordPress {left}\n    Coranto   {right}"


if __name__ == "__main__":
    sys.exit(main())
