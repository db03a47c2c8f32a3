"""A theme is a folder: whose template is printed, and where its files are served."""

from pathlib import Path

import pytest
from django.template.loader import get_template

from coranto.core.chosen_theme import choose_theme, chosen_theme
from coranto.theme.folders import BUILT_IN, static_folders, themes
from coranto.theme.loader import installed_themes
from coranto.theme.receivers import forget_the_chosen_theme


def origin(template: str) -> str:
    """The file that a template's name leads to."""
    return str(get_template(template).template.origin)  # type: ignore[attr-defined]  # Django's own backend has it


def make_theme(parent: Path, name: str, *, template: str = "posts/post.html") -> Path:
    """A theme with one template and one stylesheet."""
    folder = parent / name
    path = folder / "templates" / template
    path.parent.mkdir(parents=True)
    path.write_text("mine")
    (folder / "static").mkdir()
    (folder / "static" / "mine.css").write_text("")
    return folder


def test_a_chosen_theme_comes_before_the_default_one() -> None:
    choose_theme("ledger")
    assert "themes/ledger" in origin("posts/post.html")
    choose_theme("default")
    assert "themes/" not in origin("posts/post.html")


def test_what_a_theme_lacks_is_the_default_theme_s() -> None:
    choose_theme("ledger")
    assert origin("posts/search.html").endswith("coranto/theme/templates/posts/search.html")


def test_a_theme_that_does_not_exist_is_the_default_one() -> None:
    choose_theme("nowhere")
    assert origin("posts/post.html").endswith("coranto/theme/templates/posts/post.html")


def test_the_next_request_does_not_inherit_the_theme() -> None:
    choose_theme("ledger")
    forget_the_chosen_theme()
    assert chosen_theme() == "default"


def test_ledger_comes_with_coranto() -> None:
    assert installed_themes()["ledger"] == BUILT_IN / "ledger"


def test_the_home_s_themes_are_found_and_win(tmp_path: Path) -> None:
    own = make_theme(tmp_path, "ledger")
    found = themes([BUILT_IN, tmp_path])
    assert found["ledger"] == own


@pytest.mark.parametrize("name", ["Upper", ".hidden", "with space", "-x"])
def test_folders_with_odd_names_are_no_themes(tmp_path: Path, name: str) -> None:
    make_theme(tmp_path, name)
    assert themes([tmp_path]) == {}


def test_a_folder_that_is_missing_holds_no_themes(tmp_path: Path) -> None:
    assert themes([tmp_path / "nowhere"]) == {}


def test_a_theme_s_files_are_served_below_its_name(tmp_path: Path) -> None:
    make_theme(tmp_path, "plain")
    assert static_folders([tmp_path]) == [("themes/plain", tmp_path / "plain" / "static")]
