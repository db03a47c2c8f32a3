"""Search in a copy, by pagefind: an index that the reader's browser asks. An optional extra, ``coranto[static]``."""

import importlib.util
import re
import shutil
import subprocess
import sys

from django.utils.html import escape
from django.utils.translation import gettext as _

from coranto.core.errors import PlainError
from coranto.static_copy.tree import OWN_FOLDER, Tree

INDEX_FOLDER = "pagefind/"
SCRIPT_PATH = "/-/static-search.js"
MAIN = re.compile(r"(<main\b[^>]*>).*?(</main>)", re.DOTALL | re.IGNORECASE)
HEAD_END = re.compile(r"</head>", re.IGNORECASE)
SCRIPT = """// Asks pagefind for the words that the address brings.
"use strict";
addEventListener("DOMContentLoaded", () => {
  const ui = new PagefindUI({ element: "#pagefind", showSubResults: false, showImages: false });
  const words = new URLSearchParams(location.search).get("s");
  if (words) ui.triggerSearch(words);
});
"""


def can_search() -> bool:
    """Whether pagefind is installed here."""
    return importlib.util.find_spec("pagefind") is not None and importlib.util.find_spec("pagefind_bin") is not None


def without_results(html: str) -> str:
    """The site's own search page with nothing in its middle."""
    return MAIN.sub(lambda match: f"{match[1]}\n{match[2]}", html, count=1)


def with_search(html: str) -> str:
    """That page with pagefind in its middle."""
    content = f'<h1 class="listing-title">{escape(_("Search"))}</h1>\n<div id="pagefind"></div>'
    loaded = (
        '<link rel="stylesheet" href="/pagefind/pagefind-ui.css">\n'
        '<script defer src="/pagefind/pagefind-ui.js"></script>\n'
        f'<script defer src="{SCRIPT_PATH}"></script>\n</head>'
    )
    page = MAIN.sub(lambda match: f"{match[1]}\n{content}\n{match[2]}", html, count=1)
    return HEAD_END.sub(lambda match: loaded, page, count=1)


def write_index(tree: Tree) -> None:
    """Let pagefind read the pages, and keep what it makes among the files of the copy."""
    made = tree.root / OWN_FOLDER / "pagefind"
    shutil.rmtree(made, ignore_errors=True)
    command = [sys.executable, "-m", "pagefind", "--site", str(tree.root), "--output-path", str(made)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own words
    if result.returncode or not made.is_dir():
        reason = " ".join((result.stderr or result.stdout).split())[-300:]
        raise PlainError(f"pagefind could not make the search of the copy: {reason}")
    for path in sorted(path for path in made.rglob("*") if path.is_file()):
        tree.put(f"{INDEX_FOLDER}{path.relative_to(made)}", path.read_bytes())
    tree.flush()
    shutil.rmtree(made, ignore_errors=True)
