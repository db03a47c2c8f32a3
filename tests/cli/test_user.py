"""Making people from the command line."""

from pathlib import Path

import pytest

from tests.cli.running import coranto, sign_in_path

pytestmark = pytest.mark.slow


def test_a_person_gets_a_link_that_can_be_renewed(tmp_path: Path) -> None:
    made = coranto("user", "add", "ann", "--email", "ann@digest.example", "--role", "editor", home=tmp_path)
    assert made.returncode == 0, made.stderr
    renewed = coranto("user", "link", "ann", home=tmp_path)
    assert sign_in_path(made.stdout) != sign_in_path(renewed.stdout)


def test_wrong_input_is_said_in_one_line(tmp_path: Path) -> None:
    assert coranto("user", "add", "ann", "--email", "a@b.example", "--role", "king", home=tmp_path).returncode == 2
    for arguments in (
        ("user", "add", "ann", "--email", "no address", "--role", "editor"),
        ("user", "add", "an n", "--email", "a@b.example", "--role", "editor"),
        ("user", "link", "nobody"),
    ):
        result = coranto(*arguments, home=tmp_path)
        assert (result.returncode, result.stderr.count("\n")) == (1, 1), result.stderr
        assert "Traceback" not in result.stderr
