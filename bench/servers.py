"""Homes and servers to measure: an empty one, the demonstration, and synthetic sites of any size."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GENERATOR = ROOT.parent / "shared" / "wordpress" / "make_wxr.py"
CACHE = ROOT / ".cache" / "bench"
WORDS = 600
NOT_OURS = ("CORANTO_", "DATABASE_URL", "PYTHONDONTWRITEBYTECODE")
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(NOT_OURS)}
"""What a contender is started with: as on a machine of its own, where Python keeps what it has compiled."""


def coranto(*arguments: str | Path, home: Path) -> None:
    """Run a command of the product; what it prints goes to standard error."""
    command = [sys.executable, "-m", "coranto", *map(str, arguments), "--home", str(home)]
    subprocess.run(command, check=True, env=CLEAN, stdout=sys.stderr)


def temporary_home() -> Path:
    """An empty folder that is not there yet."""
    return Path(tempfile.mkdtemp(prefix="coranto-bench-")) / "home"


def synthetic_export(posts: int, comments: int, words: int = WORDS) -> Path:
    """The export of a made-up site with texts of so many words, written once and kept in ``.cache/bench``."""
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / f"site-{named(posts, comments, words)}.xml"
    if not path.exists():
        if not GENERATOR.exists():
            raise SystemExit(f"{GENERATOR} is missing: the generator of synthetic exports lies beside the checkout")
        command = [sys.executable, str(GENERATOR), "--posts", str(posts), "--comments", str(comments)]
        command += ["--categories", "40", "--tags", "500", "--words", str(words), "-o", str(path)]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return path


def synthetic_home(posts: int, comments: int, words: int = WORDS) -> Path:
    """A home with that site in it, imported once and kept; copy it before changing anything."""
    home = CACHE / f"home-{named(posts, comments, words)}"
    if not (home / "complete").exists():
        coranto("import", "wordpress", synthetic_export(posts, comments, words), home=home)
        (home / "complete").touch()
    return home


def named(posts: int, comments: int, words: int) -> str:
    """What a site of that size is called in the cache."""
    return f"{posts}-{comments}" if words == WORDS else f"{posts}-{comments}-short{words}"


def demonstration_home() -> Path:
    """A fresh home with the demonstration in it."""
    from coranto.demo import EXPORT, UPLOADS

    home = temporary_home()
    coranto("import", "wordpress", EXPORT, "--media", UPLOADS, home=home)
    return home
