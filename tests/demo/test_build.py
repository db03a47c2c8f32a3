"""What is committed is what the sources give."""

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from coranto.demo import EXPORT, UPLOADS
from scripts.demo_site.markup import chunks
from scripts.demo_site.metadata import php
from scripts.demo_site.pictures import make_file
from scripts.demo_site.sources import Medium, read_site
from scripts.demo_site.threads import read_span, read_thread
from scripts.make_demo import write_export

SITE = read_site()
AGAIN = "scripts/demo_content and coranto/demo differ: run `python -m scripts.make_demo` and commit what it writes"


def test_the_sources_give_the_committed_export(tmp_path: Path) -> None:
    assert write_export(SITE, tmp_path).read_text() == EXPORT.read_text(), AGAIN


@pytest.mark.parametrize("medium", SITE.media, ids=lambda medium: medium.file)
def test_the_drawings_give_the_committed_files(medium: Medium, tmp_path: Path) -> None:
    make_file(medium, tmp_path)
    made = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(made) == 1 + len(medium.sizes)
    for path in made:
        kept = UPLOADS / path.relative_to(tmp_path)
        if medium.mime.startswith("image/"):
            assert_looks_the_same(path, kept)
        else:
            assert path.read_bytes() == kept.read_bytes(), AGAIN


def assert_looks_the_same(made: Path, kept: Path) -> None:
    """Encoders differ between versions in what they make of the same picture, by less than the eye sees."""
    with Image.open(made) as first, Image.open(kept) as second:
        assert first.size == second.size, AGAIN
        difference = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 2, AGAIN


def test_pictures_have_the_size_that_their_source_states() -> None:
    for medium in SITE.media:
        if medium.width:
            with Image.open(UPLOADS / medium.path) as picture:
                assert picture.size == (medium.width, medium.height), medium.file
            assert medium.alt, f"{medium.file} needs a text for those who cannot see it"


def test_a_thread_is_read_by_its_marks() -> None:
    start = SITE.entries[0].at
    first, answer, other = read_thread("@ Ann | +5m\nOne\n\n@@ Bea | +1h | held\nTwo\n@ Cy | +1d2h\nThree\n", start)
    assert [remark.parent for remark in (first, answer, other)] == [None, 0, None]
    assert (answer.approved, answer.text, answer.email) == ("0", "Two", "bea@example.org")


@pytest.mark.parametrize("thread", ["@ Ann, +5m\nOne", "@ Ann | +5m | helt\nOne"])
def test_a_mistake_in_a_thread_is_named(thread: str) -> None:
    with pytest.raises(ValueError, match=r"Ann|helt"):
        read_thread(thread, SITE.entries[0].at)


@pytest.mark.parametrize("span", ["", "1y", "2h1d"])
def test_a_span_that_is_none_is_refused(span: str) -> None:
    with pytest.raises(ValueError):
        read_span(span)


def test_fences_keep_their_blank_lines() -> None:
    assert list(chunks("one\n\n```\na\n\nb\n```\n\ntwo")) == ["one", "```\na\n\nb\n```", "two"]


def test_php_lengths_count_bytes() -> None:
    assert php({"é": [1, "x"]}) == 'a:1:{s:2:"é";a:2:{i:0;i:1;i:1;s:1:"x";}}'
