"""The rules of the house that no linter knows. Each failure says why, and what to do instead."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
BANNED = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "base",
    "manager",
    "service",
    "handler",
    "data",
    "info",
}
SOURCES = sorted(path for folder in ("coranto", "tests", "scripts", "bench") for path in (ROOT / folder).rglob("*.py"))
OWN = [path for path in SOURCES if "migrations" not in path.parts]
TEMPLATES = sorted((ROOT / "coranto").rglob("templates/**/*.html"))
PUBLIC_TEMPLATES = [path for path in TEMPLATES if "theme" in path.parts]


def name(path: Path) -> str:
    """A file's name from the root of the repository."""
    return str(path.relative_to(ROOT))


@functools.cache
def text(path: Path) -> str:
    """What stands in a file."""
    return path.read_text()


@functools.cache
def tree(path: Path) -> ast.Module:
    """A file of Python, parsed."""
    return ast.parse(text(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function in a file, methods and inner ones too."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_files_stay_short() -> None:
    long = [
        f"{name(path)}: {len(text(path).splitlines())} lines"
        for path in OWN
        if len(text(path).splitlines()) > LONGEST_FILE
    ]
    assert not long, (
        f"A file over {LONGEST_FILE} lines holds more than one subject; split it by subject:\n" + "\n".join(long)
    )


def test_functions_stay_short() -> None:
    long = [
        f"{name(path)}:{node.lineno} {node.name}: {node.end_lineno - node.lineno + 1} lines"
        for path in OWN
        for node in functions(path)
        if node.end_lineno and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]
    assert not long, f"A function over {LONGEST_FUNCTION} lines does several things; give each a name:\n" + "\n".join(
        long
    )


def test_names_say_what_a_thing_does() -> None:
    wrong = [name(path) for path in OWN if BANNED & set(re.split(r"[_.]", path.stem.lower()))]
    for path in OWN:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                words = {word.lower() for word in re.findall(r"[A-Z][a-z]+", node.name)}
                if words & (BANNED - {"base", "data"}):
                    wrong.append(f"{name(path)}: class {node.name}")
    assert not wrong, "These names say nothing; name the thing for what it does:\n" + "\n".join(wrong)


def test_modules_and_public_functions_have_docstrings() -> None:
    bare = []
    for path in OWN:
        if name(path).startswith("tests") or (path.name == "__init__.py" and not text(path).strip()):
            continue
        if ast.get_docstring(tree(path)) is None:
            bare.append(name(path))
        for node in tree(path).body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and ast.get_docstring(node) is None
            ):
                bare.append(f"{name(path)}: {node.name}")
    assert not bare, "Say in one line what it is for:\n" + "\n".join(bare)


def test_models_do_not_save_by_surprise() -> None:
    wrong = [
        f"{name(path)}:{node.lineno}"
        for path in OWN
        if "models" in path.parts or path.name == "models.py"
        for node in functions(path)
        if node.name == "save"
    ]
    assert not wrong, "State changes are verbs in actions.py, not side effects of save():\n" + "\n".join(wrong)


@pytest.mark.parametrize(
    "pattern, why",
    [
        (
            r"<script(?![^>]*(src=|application/ld\+json|application/json))",
            "an inline script; put it into a file, the policy forbids it",
        ),
        (r"<style", "an inline style sheet; put it into a file, the policy forbids it"),
        (r"\sstyle\s*=", "an inline style; use a class, the policy forbids it"),
        (r"\son[a-z]+\s*=\s*[\"']", "an inline event handler; use a script file"),
        (r"(?:src|href)=[\"']https?://(?!schema\.org)", "something loaded from another host; keep it here"),
    ],
)
def test_public_templates_are_clean(pattern: str, why: str) -> None:
    wrong = [f"{name(path)}: {match[0]}" for path in PUBLIC_TEMPLATES for match in re.finditer(pattern, text(path))]
    assert not wrong, f"The public site has a strict policy: this is {why}:\n" + "\n".join(wrong)


def test_only_the_environment_module_reads_the_environment() -> None:
    allowed = {
        "coranto/config/environment.py",
        "coranto/config/wsgi.py",
        "coranto/cli/running.py",
        "coranto/cli/home.py",
    }
    wrong = [
        name(path)
        for path in OWN
        if path.is_relative_to(ROOT / "coranto")
        and name(path) not in allowed
        and re.search(r"os\.environ|os\.getenv", text(path))
    ]
    assert not wrong, (
        "Settings are read in coranto/config/environment.py, where the documentation test sees them:\n"
        + "\n".join(wrong)
    )
