"""Runs the comparison and prints it: ``python -m tests.wordpress.beside [EXPORT] [SITE…]``; all sites by default."""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from tests.conftest import ROOT, SHARED
from tests.wordpress.beside.sites import SITES, options_of

EXPORT = SHARED / "wordpress" / "theme-unit-test.wxr.xml"
INSTALL = (
    "apt-get install wordpress wordpress-theme-twentytwentyone mariadb-server php-cli php-mysql php-xml php-mbstring"
)


def say(line: str = "") -> None:
    """One line on standard output, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> int:
    """Load a WordPress, and under each site's settings ask it and a new home of ours with an export from it."""
    files = [Path(name) for name in sys.argv[1:] if name not in SITES]
    export = files[0] if files else EXPORT
    with tempfile.TemporaryDirectory(prefix="coranto-beside-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        os.environ |= {"CORANTO_HOME": str(folder / "home"), "DATABASE_URL": ""}
        os.environ["DJANGO_SETTINGS_MODULE"] = "coranto.config.settings"
        from tests.wordpress.beside.wordpress_side import missing, wordpress_with

        if lacking := missing():
            say(f"not compared: {', '.join(lacking)} is not installed ({INSTALL})")
            return 1
        if not export.is_file():
            say(f"not compared: there is no export at {export}")
            return 1
        sites = [name for name in sys.argv[1:] if name in SITES] or list(SITES)
        with wordpress_with(export, folder, options_of(sites[0])) as wordpress:
            return compare(sites, wordpress, folder)


def compare(sites: list[str], wordpress: Any, folder: Path) -> int:
    """Whether all agree, as an exit status."""
    asked, agreed = Counter[str](), Counter[str]()
    differences: list[str] = []
    for site in sites:
        own_export = folder / "export.xml"
        own_export.unlink(missing_ok=True)
        wordpress.settle(options_of(site), own_export)
        found = ask_both(site, wordpress.port, folder, own_export)
        say(shares(f"site {site!r}", found["asked"], found["agreed"]))
        asked.update(found["asked"])
        agreed.update(found["agreed"])
        differences += [f"[{site}] {line}" for line in found["differences"]]
    say()
    for kind in asked:
        say(shares(kind, {kind: asked[kind]}, agreed))
    say(shares("all", asked, agreed))
    say()
    for line in differences:
        say(line)
    return 0 if agreed == asked else 1


def shares(name: str, asked: dict[str, int], agreed: dict[str, int]) -> str:
    """How much of what was asked is the same."""
    count, same = sum(asked.values()), sum(agreed.get(kind, 0) for kind in asked)
    return f"{name:<24} {same:>5} of {count:>5} the same ({same / count:.1%})"


def ask_both(site: str, port: int, folder: Path, export: Path) -> dict[str, Any]:
    """The counts and differences of one site, from a process of its own."""
    command = [sys.executable, "-m", "tests.wordpress.beside.one_site", site, str(port), str(folder), str(export)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(main())
