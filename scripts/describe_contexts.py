"""Writes the reference part of `docs/theme.md` from the contexts' docstrings: `python -m scripts.describe_contexts`.

A test says when the page is stale.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "theme.md"
BEGIN = "<!-- contexts: written by scripts/describe_contexts.py -->"
END = "<!-- end of contexts -->"
SECTIONS = {
    "Around every page": ["publication/contexts/site.py", "publication/contexts/head.py"],
    "Posts and listings": [
        "posts/contexts/post.py",
        "posts/contexts/credits.py",
        "posts/contexts/listing.py",
        "posts/contexts/search.py",
        "posts/contexts/others.py",
    ],
    "Static pages": ["pages/contexts.py"],
    "Discussions": ["comments/contexts.py"],
    "Widgets": ["publication/contexts/widgets.py"],
    "Small pieces": ["publication/contexts/links.py", "publication/contexts/images.py"],
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a context."""

    name: str
    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Context:
    """One class of the contract with themes."""

    name: str
    text: str
    fields: tuple[Field, ...]


def contexts(path: Path) -> Iterator[Context]:
    """Every class in the file, with what stands under each field."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef):
            yield Context(node.name, ast.get_docstring(node) or "", tuple(_fields(node.body)))


def _fields(body: list[ast.stmt]) -> Iterator[Field]:
    for statement, after in zip(body, [*body[1:], ast.Pass()], strict=True):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            written = ast.unparse(statement.annotation).replace("'", "")
            if written.startswith("ClassVar"):
                continue
            text = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            yield Field(statement.target.id, _in_words(written), " ".join(str(text).split()))


def _in_words(annotation: str) -> str:
    """A type as a theme's author reads it."""
    words = {"str": "text", "int": "number", "bool": "yes or no", "datetime": "moment", "SafeString": "HTML"}
    found = re.sub(r"tuple\[(.+), \.\.\.\]", r"list of \1", annotation)
    found = re.sub(r"tuple\[(.+), \.\.\.\]", r"lists of \1", found)
    return re.sub(r"\b(" + "|".join(words) + r")\b", lambda match: words[match[0]], found).replace(
        " | None", " or none"
    )


def _markdown(text: str) -> str:
    """A docstring's markup as Markdown's."""
    text = re.sub(r":(?:class|func):`(\w+)`", r"`\1`", text).replace("``", "`")
    return text.replace("|", "\\|").replace("<!--", "`<!--`" if "`<!--" not in text else "<!--")


def reference() -> str:
    """The whole reference as Markdown."""
    parts = []
    for heading, files in SECTIONS.items():
        parts.append(f"### {heading}\n")
        for context in (context for file in files for context in contexts(ROOT / "coranto" / file)):
            rows = "\n".join(f"| `{row.name}` | {row.type} | {_markdown(row.text)} |" for row in context.fields)
            parts.append(
                f"#### {context.name}\n\n{_markdown(context.text)}\n\n| field | type | |\n|---|---|---|\n{rows}\n"
            )
    return "\n".join(parts)


def rewritten(page: str) -> str:
    """The page with its reference renewed."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{reference()}\n{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text()))
