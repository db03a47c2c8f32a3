"""Joins the default theme's stylesheets into the one file that pages load: `python -m scripts.bundle_css`.

The parts lie in `coranto/theme/css/`, one to a component, and are joined in the order of their names. Comments and
needless white space go; nothing else is changed, so the bundle reads like its parts. A test says when it is stale.
"""

import re
from pathlib import Path

THEME = Path(__file__).resolve().parent.parent / "coranto" / "theme"
PARTS = THEME / "css"
NOTE = "/* Joined from coranto/theme/css/ by scripts/bundle_css.py: make changes there. */\n"
BUNDLE = THEME / "static" / "theme" / "site.css"


def bundle() -> str:
    """The text of the bundle as the parts now are."""
    return NOTE + "".join(squeeze(path.read_text()) for path in sorted(PARTS.glob("*.css")))


def squeeze(css: str) -> str:
    """Stylesheet text without comments and spare white space. Strings must not hold runs of spaces or braces."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css).replace(";}", "}")
    css = re.sub(r"(?<![\w.])0(\.\d)", r"\1", css)
    css = re.sub(r"([{;][a-z-]+): ", r"\1:", css)
    return css.strip().replace("}", "}\n")


if __name__ == "__main__":
    BUNDLE.write_text(bundle())
    print(f"{BUNDLE.relative_to(Path.cwd())}: {BUNDLE.stat().st_size} bytes")
