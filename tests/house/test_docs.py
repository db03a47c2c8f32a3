"""The documentation says everything there is: settings, commands, and links that lead somewhere."""

import re
from typing import Any

import typer

from coranto.cli.main import app
from coranto.config.environment import SETTINGS
from tests.conftest import ROOT

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]


def test_every_setting_is_documented() -> None:
    text = (DOCS / "settings.md").read_text()
    missing = [setting.name for setting in SETTINGS if f"`{setting.name}`" not in text]
    assert not missing, f"docs/settings.md does not name {missing}"
    unknown = set(re.findall(r"^\| `([A-Z_]+)`", text, re.MULTILINE)) - {setting.name for setting in SETTINGS}
    assert not unknown, f"docs/settings.md names settings that do not exist: {unknown}"


def commands(command: Any, words: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    """Every command below ``command``, with the words that call it."""
    children = getattr(command, "commands", None)
    if children is None:
        return [(words, command)]
    return [found for name, child in children.items() for found in commands(child, (*words, name))]


def test_every_command_and_option_is_documented() -> None:
    text = (DOCS / "commands.md").read_text()
    missing = []
    found = commands(typer.main.get_command(app), ("coranto",))
    assert ("coranto", "user", "add") in [words for words, _ in found]
    for words, command in found:
        if " ".join(words) not in text:
            missing.append(" ".join(words))
        for parameter in command.params:
            options = [option for option in parameter.opts if option.startswith("--") and option != "--help"]
            missing += [
                f"{' '.join(words)} {option}" for option in options if f"`{option}" not in text and option not in text
            ]
    assert not missing, "docs/commands.md does not say:\n" + "\n".join(missing)


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in PAGES:
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text()):
            if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert not broken, "Links that lead nowhere:\n" + "\n".join(broken)


def test_the_map_names_every_app() -> None:
    text = (DOCS / "map.md").read_text()
    apps = {path.parent.name for path in (ROOT / "coranto").glob("*/__init__.py")}
    assert not {app for app in apps if f"`{app}`" not in text}, "docs/map.md must have a line for each app"


def spellings(name: str) -> list[str]:
    """``edge/{a,b}.py`` as the names that it stands for."""
    found = re.fullmatch(r"(.*)\{(.*)\}(.*)", name)
    return [f"{found[1]}{each}{found[3]}" for each in found[2].split(",")] if found else [name]


def test_the_modules_of_the_map_exist() -> None:
    named = [
        name
        for each in re.findall(r"`([\w/]+/[\w{},]+\.py)`", (DOCS / "map.md").read_text())
        for name in spellings(each)
    ]
    assert len(named) > 60
    missing = [name for name in named if not (ROOT / "coranto" / name).exists() and not (ROOT / name).exists()]
    assert not missing, f"docs/map.md names modules that are not there: {missing}"


def test_the_make_targets_of_the_readme_exist() -> None:
    makefile = (ROOT / "Makefile").read_text()
    command = re.compile(r"(?:^|`)make ([a-z-]+)", re.MULTILINE)
    named = {target for page in PAGES for target in command.findall(page.read_text())}
    assert {"demo", "test"} <= named
    assert not {target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)}
