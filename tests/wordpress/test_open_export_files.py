"""Exports as people have them: packed, in parts, in folders; and files that lie about themselves."""

import gzip
import os
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from coranto.wordpress.wxr.part_streams import Limits, Progress
from coranto.wordpress.wxr.reader import read_export
from coranto.wordpress.wxr.records import CommentRecord
from tests.wordpress.reading import read, read_whole
from tests.wordpress.wxr_text import comment, export, item

ONE = export(item(1)).encode()
SMALL = Limits(max_ratio=20, ratio_grace=100_000)


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip of the given members."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_gzipped_export_is_read_whatever_its_name(tmp_path: Path) -> None:
    for name in ("site.xml.gz", "site.xml"):
        (tmp_path / name).write_bytes(gzip.compress(ONE))
        assert read_whole(tmp_path / name).item.wp_id == 1


def test_a_file_gzipped_twice_is_read_and_more_often_is_not(tmp_path: Path) -> None:
    path = tmp_path / "site.xml.gz"
    path.write_bytes(gzip.compress(gzip.compress(ONE)))
    assert read_whole(path).item.wp_id == 1
    path.write_bytes(gzip.compress(gzip.compress(gzip.compress(gzip.compress(ONE)))))
    assert "gzip inside gzip" in str(read(path).error)


def test_a_truncated_gzip_yields_what_is_whole(tmp_path: Path) -> None:
    noise = [
        item(number, f"<wp:postmeta><wp:meta_key>{os.urandom(400).hex()}</wp:meta_key></wp:postmeta>")
        for number in range(1, 300)
    ]
    packed = gzip.compress(export(*noise).encode())
    path = tmp_path / "site.xml.gz"
    path.write_bytes(packed[: len(packed) // 2])
    reading = read(path)
    assert 100 < len(reading.items) < 200
    assert [record.wp_id for record in reading.items] == list(range(1, len(reading.items) + 1))
    error = str(reading.error)
    assert error.startswith("site.xml.gz is cut off: the compressed file ends too early; download it again; ")
    assert f"the last whole item is {len(reading.items)} " in error


def test_damage_in_a_gzip_after_the_export_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "site.xml.gz"
    path.write_bytes(gzip.compress(ONE) + b"not gzip")
    reading = read_whole(path)
    assert reading.item.wp_id == 1
    assert reading.kinds == ["cut"]


def test_a_gzip_with_a_wrong_checksum_is_told(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(ONE))
    packed[-8] ^= 0xFF
    path = tmp_path / "site.xml.gz"
    path.write_bytes(packed)
    assert read(path).items and "cut" in read(path).kinds


def test_a_gzip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.xml.gz"
    path.write_bytes(gzip.compress(ONE + b"<!--" + b" " * 50_000_000))
    reading = read(path, limits=SMALL)
    assert reading.item.wp_id == 1
    assert "unpacks to more than 20 times its size" in str(reading.problems)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "site.zip", {"site.xml": b"<rss><channel>" + b" " * 50_000_000})
    assert "unpacks to more than 20 times its size" in str(read(path, limits=SMALL).error)


def test_a_part_beyond_the_absolute_bound_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "site.xml"
    path.write_bytes(export(*map(item, range(1, 5000))).encode())
    assert "is larger than 100,000 bytes unpacked" in str(read(path, limits=Limits(max_part_bytes=100_000)).error)


def test_the_parts_of_a_zip_are_read_in_natural_order(tmp_path: Path) -> None:
    members = {f"export/site.{n:03}.xml": export(item(n)).encode() for n in (2, 0, 10, 1)}
    members |= {"__MACOSX/export/._site.000.xml": b"junk", "export/image.jpg": b"\xff\xd8", "export/notes.txt": b"x"}
    path = zipped(tmp_path / "site.zip", members)
    reading = read(path)
    assert [record.wp_id for record in reading.items] == [0, 1, 2, 10]
    assert reading.items[0].file == "site.zip/export/site.000.xml"


def test_a_zip_in_which_an_export_is_gzipped_is_read(tmp_path: Path) -> None:
    assert read_whole(zipped(tmp_path / "a.zip", {"site.xml.gz": gzip.compress(ONE)})).item.wp_id == 1


def test_other_xml_in_a_zip_is_told_and_passed_over(tmp_path: Path) -> None:
    reading = read_whole(zipped(tmp_path / "a.zip", {"sitemap.xml": b"<urlset></urlset>", "site.xml": ONE}))
    assert reading.item.wp_id == 1 and reading.kinds == ["not-export"]


@pytest.mark.parametrize(
    "name", ["../site.xml", "/etc/site.xml", "a/../../site.xml", "..\\site.xml", "C:\\site.xml", "a/../b.jpg"]
)
def test_unsafe_names_in_a_zip_are_refused(tmp_path: Path, name: str) -> None:
    path = zipped(tmp_path / "a.zip", {name: ONE, "site.xml": ONE})
    reading = read(path)
    assert not reading.records
    assert "unsafe name" in str(reading.error) and "\n" not in str(reading.error)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"site.xml": ONE}, zipfile.ZIP_STORED)
    raw = bytearray(path.read_bytes())
    raw[6] |= 1  # the flag in the local header
    raw[raw.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    path.write_bytes(raw)
    assert "a.zip is encrypted" in str(read(path).error)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_zip_is_called_that(tmp_path: Path, share: float) -> None:
    path = zipped(tmp_path / "a.zip", {"site.xml": ONE})
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    assert "damaged or cut-off .zip file; download it again" in str(read(path).error)


def test_a_zip_without_an_export_is_called_that(tmp_path: Path) -> None:
    assert "holds no .xml file" in str(read(zipped(tmp_path / "a.zip", {"a.jpg": b"x"})).error)
    assert "holds no .xml file" in str(read(zipped(tmp_path / "b.zip", {})).error)


def test_damage_within_a_zip_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", {"site.xml": export(*map(item, range(1, 500))).encode()})
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2 : len(raw) // 2 + 50] = bytes(50)
    path.write_bytes(raw)
    reading = read(path)
    assert "cannot be read" in str(reading.error) and "download it again" in str(reading.error)


def test_a_folder_is_read_in_natural_order(tmp_path: Path) -> None:
    for n in (10, 2, 1):
        (tmp_path / f"part{n}.xml").write_text(export(item(n)))
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "part3.XML").write_text(export(item(3)))
    (tmp_path / ".hidden.xml").write_text("x")
    (tmp_path / "readme.txt").write_text("x")
    zipped(tmp_path / "pictures.zip", {"a.jpg": b"x"})
    assert sorted(record.wp_id for record in read_whole(tmp_path).items) == [1, 2, 3, 10]
    assert [record.wp_id for record in read_whole(tmp_path).items if record.wp_id != 3] == [1, 2, 10]


def test_a_folder_without_an_export_is_called_that(tmp_path: Path) -> None:
    assert "holds no export" in str(read(tmp_path).error)


def test_numbered_parts_are_put_in_order_and_a_gap_is_told(tmp_path: Path) -> None:
    paths = []
    for n in (3, 0, 1):
        paths.append(tmp_path / f"site.wordpress.2025-01-19.{n:03}.xml")
        paths[-1].write_text(export(item(n + 1)))
    reading = read_whole(*paths)
    assert [record.wp_id for record in reading.items] == [1, 2, 4]
    assert reading.kinds == ["missing"]
    assert "site.wordpress.2025-01-19.002.xml" in reading.problems[0].reason


def test_exports_named_in_an_order_keep_it_and_one_named_twice_counts_once(tmp_path: Path) -> None:
    new, old = tmp_path / "a-new.xml", tmp_path / "b-old.xml"
    new.write_text(export(item(2)))
    old.write_text(export(item(1)))
    assert [record.wp_id for record in read_whole(old, new, old).items] == [1, 2]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything: this test has NOT run")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "site.xml"
    path.write_bytes(ONE)
    path.chmod(0)
    assert "no permission to read" in str(read(path).error)


def test_a_pipe_is_read(tmp_path: Path) -> None:
    reader, writer = os.pipe()
    os.write(writer, gzip.compress(ONE))
    os.close(writer)
    progress = Progress()
    try:
        assert read_whole(Path(f"/dev/fd/{reader}"), progress=progress).item.wp_id == 1
    finally:
        os.close(reader)
    assert progress.total_bytes is None


@pytest.mark.parametrize("kind", ["xml", "gz", "zip"])
def test_progress_runs_from_nothing_to_all_bytes_on_disk(tmp_path: Path, kind: str) -> None:
    raw = export(*(item(n, content=os.urandom(4000).hex()) for n in range(1, 500))).encode()
    path = tmp_path / f"site.{kind}"
    if kind == "zip":
        zipped(path, {"a.000.xml": raw, "a.001.xml": raw})
    else:
        path.write_bytes(gzip.compress(raw) if kind == "gz" else raw)
    progress, seen = Progress(), []
    for _ in read_export([path], progress=progress):
        seen.append(progress.bytes_read)
    assert seen == sorted(seen)
    assert seen[0] < progress.total_bytes / 2  # type: ignore[operator]  # known for files
    assert progress.bytes_read == progress.total_bytes
    assert abs(path.stat().st_size - progress.bytes_read) < 500


def test_a_gzip_with_two_members_is_one_file(tmp_path: Path) -> None:
    path = tmp_path / "site.xml.gz"
    path.write_bytes(gzip.compress(ONE[:300]) + gzip.compress(ONE[300:]))
    assert read_whole(path).item.wp_id == 1


def test_random_bytes_behind_a_gzip_mark_are_told(tmp_path: Path) -> None:
    path = tmp_path / "site.xml.gz"
    for rest in (b"", b"\x08", b"\x08\x00" + b"\xff" * 100, zlib.compress(ONE)):
        path.write_bytes(b"\x1f\x8b" + rest)
        error = str(read(path).error)
        assert "download it again" in error and "\n" not in error, (rest, error)


def test_a_zip_with_the_same_name_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(path, "w") as archive:
        archive.writestr("site.xml", ONE)
        archive.writestr("site.xml", ONE)
    assert "two files named site.xml" in str(read(path).error)


def peak_of_reading(path: Path) -> int:
    """The most memory that Python held while the export was read, in bytes."""
    tracemalloc.start()
    try:
        for _ in read_export([path]):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    text = "word " * 2000
    for count in (200, 2000):
        (tmp_path / f"{count}.xml").write_text(export(*(item(n, content=text) for n in range(count))))
    assert (tmp_path / "2000.xml").stat().st_size > 20_000_000
    assert peak_of_reading(tmp_path / "2000.xml") < 1.5 * peak_of_reading(tmp_path / "200.xml") < 8_000_000


def test_an_item_with_very_many_comments_is_read(tmp_path: Path) -> None:
    many = (comment(CommentRecord(number, content="Yes.", approved="1")) for number in range(1, 20_001))
    path = tmp_path / "site.xml"
    path.write_text(export(item(1, "".join(many)), item(2)))
    first, second = read_whole(path).items
    assert [record.wp_id for record in first.comments] == list(range(1, 20_001))
    assert second.wp_id == 2
