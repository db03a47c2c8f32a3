"""Runs the Nu HTML checker over every page kind of every theme: `python -m scripts.check_html`.

Needs npm (the checker is the package `vnu-jar`, kept in `.cache/`) and Java. Exits with 1 for any error. Further
arguments are addresses to check instead, such as `http://127.0.0.1:8000/`.
"""

import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = "26.9.27"
JAR = ROOT / ".cache" / "vnu" / "package" / "build" / "dist" / "vnu.jar"
LOOKS: list[list[str]] = [[], ["--theme", "ledger"], ["--rich", "--rtl"]]


def checker() -> Path:
    """The checker, fetched on first use."""
    if not JAR.exists():
        folder = JAR.parents[3]
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            ["npm", "pack", "--silent", f"vnu-jar@{VERSION}"], cwd=folder, check=True, stdout=subprocess.DEVNULL
        )
        with tarfile.open(folder / f"vnu-jar-{VERSION}.tgz") as archive:
            archive.extractall(folder, filter="data")
    return JAR


def check(targets: list[str]) -> int:
    """Checks files; returns the exit status."""
    command = ["java", "-jar", str(checker()), "--errors-only", "--format", "gnu", *targets]
    return subprocess.run(command, check=False).returncode


def check_addresses(addresses: list[str]) -> int:
    """Checks pages of a running site; they are fetched here, for the checker refuses hosts of the own machine."""
    with tempfile.TemporaryDirectory() as folder:
        pages = [Path(folder) / f"{number}.html" for number in range(len(addresses))]
        for page, address in zip(pages, addresses, strict=True):
            with urllib.request.urlopen(address) as answer:
                page.write_bytes(answer.read())
        return check([str(page) for page in pages])


def check_previews() -> int:
    """Checks every page kind in every look."""
    with tempfile.TemporaryDirectory() as folder:
        pages: list[str] = []
        for number, options in enumerate(LOOKS):
            out = Path(folder) / str(number)
            subprocess.run([sys.executable, "-m", "scripts.preview_theme", str(out), *options], cwd=ROOT, check=True)
            pages += [str(page) for page in sorted(out.glob("*.html"))]
        status = check(pages)
        print(f"{len(pages)} pages, {'errors' if status else 'no errors'}")
        return 1 if status else 0


if __name__ == "__main__":
    sys.exit(check_addresses(sys.argv[1:]) if sys.argv[1:] else check_previews())
