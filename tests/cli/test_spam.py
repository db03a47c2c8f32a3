"""The spam filter from the command line."""

import json
from pathlib import Path

import pytest

from tests.cli.running import coranto

pytestmark = pytest.mark.slow

SPAM = {
    "text": "Buy cheap casino chips at http://casino.example now now now",
    "author": "casino bonus",
    "label": "spam",
}
HAM = {"text": "The bridge in the second paragraph was built in 1904, not later.", "author": "Tom", "label": "ham"}


def lines(path: Path, *records: dict[str, str]) -> Path:
    """The records as a file of JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def test_every_text_gets_a_score_a_verdict_and_reasons(tmp_path: Path) -> None:
    result = coranto("spam", "score", lines(tmp_path / "in.jsonl", SPAM, HAM), home=tmp_path)
    assert result.returncode == 0, result.stderr
    spam, ham = [json.loads(line) for line in result.stdout.splitlines()]
    assert spam["score"] > 0.5 > ham["score"]
    assert spam["verdict"] in {"spam", "unsure", "discard"} and ham["verdict"] == "ham"
    assert len(spam["reasons"]) >= 3 and all({"words", "weight"} <= set(reason) for reason in spam["reasons"])


def test_teaching_counts_with_the_next_text(tmp_path: Path) -> None:
    strange = {"text": "quillwort zanthoxylum offers from the umbrella guild", "author": "Pim", "label": "spam"}
    file = lines(tmp_path / "one.jsonl", strange)
    before = json.loads(coranto("spam", "score", file, home=tmp_path).stdout)["score"]
    taught = coranto("spam", "train", file, home=tmp_path)
    assert taught.returncode == 0, taught.stderr
    after = json.loads(coranto("spam", "score", file, home=tmp_path).stdout)["score"]
    assert after > before


def test_a_bad_line_is_named_and_the_others_are_scored(tmp_path: Path) -> None:
    file = tmp_path / "in.jsonl"
    file.write_text(json.dumps(HAM) + "\nno json\n" + json.dumps(SPAM) + "\n")
    result = coranto("spam", "score", file, home=tmp_path)
    assert result.returncode == 1
    assert len(result.stdout.splitlines()) == 2
    assert "line 2" in result.stderr and "Traceback" not in result.stderr


def test_what_is_no_model_and_what_is_no_file_is_said_in_one_line(tmp_path: Path) -> None:
    model = tmp_path / "model.bin"
    model.write_bytes(b"not a model")
    file = lines(tmp_path / "in.jsonl", HAM)
    for arguments in (("spam", "score", file, "--model", model), ("spam", "score", tmp_path / "missing.jsonl")):
        result = coranto(*arguments, home=tmp_path)
        assert (result.returncode, result.stderr.count("\n")) == (1, 1), result.stderr


def test_what_a_site_taught_goes_out_comes_in_elsewhere_and_is_forgotten(tmp_path: Path) -> None:
    here, there, out = tmp_path / "here", tmp_path / "there", tmp_path / "taught.bin"
    strange = {"text": "quillwort zanthoxylum offers from the umbrella guild", "author": "Pim", "label": "spam"}
    file = lines(tmp_path / "one.jsonl", strange)
    model = tmp_path / "model.bin"
    coranto("spam", "train", file, "--model", model, home=here)
    taken = coranto("spam", "import", model, home=here)
    assert (taken.returncode, "1 lessons on spam, 0 on good" in taken.stdout) == (0, True), taken.stderr
    assert coranto("spam", "export", out, home=here).returncode == 0
    assert coranto("spam", "import", out, home=there).returncode == 0
    scores = [
        json.loads(coranto("spam", "score", file, "--model", each, home=there).stdout)["score"] for each in (model, out)
    ]
    assert scores[0] == scores[1]
    assert json.loads(coranto("spam", "score", file, home=there).stdout)["score"] == scores[0]  # what the site taught
    assert coranto("spam", "reset", "--yes", home=there).returncode == 0
    empty = coranto("spam", "export", out, home=there)
    assert "0 lessons on spam" in empty.stdout


def test_a_file_that_is_no_model_is_refused_in_one_line(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.bin"
    wrong.write_bytes(b"nothing of the kind")
    result = coranto("spam", "import", wrong, home=tmp_path / "home")
    assert (result.returncode, result.stderr.count("\n")) == (1, 1), result.stderr
    assert "Traceback" not in coranto("spam", "import", tmp_path / "missing.bin", home=tmp_path / "home").stderr
