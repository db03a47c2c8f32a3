"""Uploads in whatever shape a backup has, found by whatever address a post links them under."""

import io
import os
import tarfile
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.wordpress.media_addresses import same_file_keys, upload_key
from coranto.wordpress.media_files import MediaFiles, MediaLimits, open_media
from coranto.wordpress.media_sources import MediaError
from coranto.wordpress.wxr.records import Problem

LAYOUTS = [
    "",
    "uploads/",
    "wp-content/uploads/",
    "backup/public_html/wp-content/uploads/",
    "media-export-123/",
    "Site Backup/WP-Content/Uploads/",
]


def folder_of(path: Path, names: Iterable[str]) -> Path:
    """A folder with files that hold their own names."""
    for name in names:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(name)
    return path


def zip_of(path: Path, names: Iterable[str]) -> Path:
    """A zip with files that hold their own names."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, name)
    return path


def tar_of(path: Path, names: Iterable[str]) -> Path:
    """A tar with files that hold their own names."""
    with tarfile.open(path, "w") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(name.encode())
            archive.addfile(member, io.BytesIO(name.encode()))
    return path


def content(uploads: MediaFiles, address: str) -> str | None:
    """What the file behind an address holds."""
    found = uploads.find(address)
    return b"".join(uploads.read(found.file)).decode() if found else None


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["folder", "zip", "tar"])
def test_uploads_are_found_wherever_they_lie(tmp_path: Path, layout: str, kind: str) -> None:
    names = [f"{layout}{name}" for name in ("2016/02/x.jpg", "2016/02/x-300x200.jpg", "logo.png", "2017/1/odd.pdf")]
    make = {"folder": folder_of, "zip": zip_of, "tar": tar_of}[kind]
    with open_media([make(tmp_path / "media", names)]) as uploads:
        assert {file.key for file in uploads} == {name.removeprefix(layout) for name in names}
        assert content(uploads, "https://old.example/wp-content/uploads/2016/02/x.jpg") == names[0]
        assert content(uploads, "https://old.example/wp-content/uploads/2016/02/x-300x200.jpg") == names[1]
        assert content(uploads, "https://old.example/wp-content/uploads/logo.png") == names[2]
        assert content(uploads, "https://old.example/wp-content/uploads/2016/02/y.jpg") is None


def test_the_rest_of_a_wordpress_folder_is_left_out_and_told(tmp_path: Path) -> None:
    names = ["wp-content/uploads/2016/02/x.jpg", "wp-content/themes/a/x.jpg", "wp-includes/y.png", ".htaccess"]
    problems: list[Problem] = []
    with open_media([folder_of(tmp_path, names)], on_problem=problems.append) as uploads:
        assert [file.key for file in uploads] == ["2016/02/x.jpg"]
    assert [str(problem).partition(": ")[2] for problem in problems] == [
        "2 files was left out: they do not lie below wp-content/uploads/"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example/wp-content/uploads/2016/02/x.jpg",
        "https://cdn.b.example/blog/wp-content/uploads/2016/02/x.jpg?ver=3#top",
        "/wp-content/uploads/2016/02/x.jpg",
        "//a.example/wp-content/uploads/2016/02/x.jpg",
        "https://digest.files.wordpress.com/2016/02/x.jpg?w=300&h=200",
        "https://i0.wp.com/a.example/wp-content/uploads/2016/02/x.jpg?resize=300%2C200&ssl=1",
        "https://i2.wp.com/digest.files.wordpress.com/2016/02/x.jpg?w=300",
        "https://a.example/files/2016/02/x.jpg",
        "https://a.example/wp-content/blogs.dir/7/files/2016/02/x.jpg",
        "https://media.a.example/2016/02/x.jpg",
        "https://a.example/wp-content/uploads/./2016//02/x.jpg",
        "  https://a.example/wp-content/uploads/2016/02/x%2Ejpg ",
        "https://a.example/wp-content/uploads/2016/02/x%252Ejpg",
        "uploads/2016/02/x.jpg",
    ],
)
def test_every_way_of_writing_an_address_gives_the_key(address: str) -> None:
    assert upload_key(address) == "2016/02/x.jpg"


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/about/",
        "https://a.example/wp-content/uploads/",
        "https://a.example/wp-content/uploads/../../wp-config.php",
        "https://a.example/wp-content/uploads/2016/02/..%2f..%2f..%2fetc/passwd",
        "https://a.example/wp-content/uploads/%252e%252e/x",
        "https://a.example/wp-content/uploads/2016/x%00.jpg",
        "https://[bad/wp-content/uploads/2016/02/x.jpg",
        "mailto:a@example.org",
        "",
    ],
)
def test_what_is_no_upload_has_no_key(address: str) -> None:
    assert upload_key(address) is None


@pytest.mark.parametrize(
    "asked",
    ["x.jpg", "x-300x200.jpg", "x-scaled.jpg", "x-rotated.jpg", "x-e1467812345678.jpg", "x-e1467812345678-150x150.jpg"],
)
@pytest.mark.parametrize("there", ["x.jpg", "x-scaled.jpg", "x-rotated.jpg"])
def test_a_size_of_a_picture_is_found_as_its_original(tmp_path: Path, asked: str, there: str) -> None:
    with open_media([folder_of(tmp_path, [f"2016/02/{there}"])]) as uploads:
        found = uploads.find(f"https://a.example/wp-content/uploads/2016/02/{asked}")
        assert found is not None
        assert found.how == ("exact" if asked == there else "original")


def test_the_file_itself_comes_before_its_original(tmp_path: Path) -> None:
    with open_media([folder_of(tmp_path, ["2016/02/x.jpg", "2016/02/X-300x200.jpg"])]) as uploads:
        found = uploads.find_key("2016/02/x-300x200.jpg")
        assert found is not None
        assert (found.file.key, found.how) == ("2016/02/X-300x200.jpg", "folded")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("kind", ["folder", "zip", "tar"])
def test_case_and_kinds_of_accents_do_not_matter(tmp_path: Path, form: str, kind: str) -> None:
    stored = unicodedata.normalize(form, "2016/02/Été-Й.JPG")  # type: ignore[arg-type]  # one of the four forms
    make = {"folder": folder_of, "zip": zip_of, "tar": tar_of}[kind]
    with open_media([make(tmp_path / "media", [stored])]) as uploads:
        for other in ("NFC", "NFD"):
            asked = unicodedata.normalize(other, "2016/02/été-й.jpg")
            assert content(uploads, f"https://a.example/wp-content/uploads/{asked}") == stored


def test_utf_8_names_in_a_zip_that_does_not_say_so_are_read(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", ["2016/02/Д.jpg"])
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"\x00\x08\x08\x00", b"\x00\x00\x08\x00"))  # the flag that says UTF-8
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() != ["2016/02/Д.jpg"]
    with open_media([path]) as uploads:
        assert uploads.find_key("2016/02/Д.jpg") is not None


def test_a_folder_of_a_multisite_may_be_named_or_not(tmp_path: Path) -> None:
    with open_media([folder_of(tmp_path / "a", ["uploads/sites/3/2016/02/x.jpg"])]) as uploads:
        assert uploads.find_key("2016/02/x.jpg") and uploads.find_key("sites/3/2016/02/x.jpg")
    with open_media([folder_of(tmp_path / "b", ["2016/02/x.jpg"])]) as uploads:
        assert uploads.find_key("sites/3/2016/02/x.jpg")


@pytest.mark.parametrize("make", [zip_of, tar_of])
@pytest.mark.parametrize("name", ["../2016/02/x.jpg", "/2016/02/x.jpg", "2016/02/../../../x.jpg", "C:/2016/02/x.jpg"])
def test_unsafe_names_are_left_out_and_told(tmp_path: Path, make: object, name: str) -> None:
    problems: list[Problem] = []
    path = make(tmp_path / "media", [name, "2016/02/y.jpg"])  # type: ignore[operator]  # one of two functions
    with open_media([path], on_problem=problems.append) as uploads:
        assert [file.key for file in uploads] == ["2016/02/y.jpg"]
    assert ["its name is unsafe" in str(problem) for problem in problems] == [True]


def test_links_out_of_a_folder_and_odd_files_are_left_out_and_told(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "media", ["2016/02/y.jpg"])
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "2016/02/x.jpg").symlink_to(tmp_path / "secret.txt")
    (folder / "2016/02/z.jpg").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "2016/02/pipe.jpg")
    problems: list[Problem] = []
    with open_media([folder], on_problem=problems.append) as uploads:
        assert [file.key for file in uploads] == ["2016/02/y.jpg"]
    assert len(problems) == 3


def test_links_and_devices_in_a_tar_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo("2016/02/" + kind.decode() + ".jpg")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
        archive.addfile(tarfile.TarInfo("2016/02/ok.jpg"))
    problems: list[Problem] = []
    with open_media([path], on_problem=problems.append) as uploads:
        assert [file.key for file in uploads] == ["2016/02/ok.jpg"]
    assert len(problems) == 3


def test_a_bomb_stops_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2016/02/x.jpg", bytes(20_000_000))
    for limits in (MediaLimits(ratio_grace=1_000_000), MediaLimits(max_file_bytes=1_000_000)):
        read = 0
        with open_media([path], limits=limits) as uploads, pytest.raises(MediaError, match="left out"):
            for block in uploads.read(next(iter(uploads))):
                read += len(block)
        assert read < 5_000_000


def test_damage_in_an_archive_is_told_when_the_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2016/02/x.jpg", os.urandom(5000))
        archive.writestr("2016/02/y.jpg", b"fine")
    raw = bytearray(path.read_bytes())
    raw[1000] ^= 0xFF
    path.write_bytes(raw)
    with open_media([path]) as uploads:
        with pytest.raises(MediaError, match=r"cannot read 2016/02/x\.jpg in a\.zip"):
            list(uploads.read(next(iter(uploads))))
        assert content(uploads, "/wp-content/uploads/2016/02/y.jpg") == "fine"


@pytest.mark.parametrize("make", [zip_of, tar_of])
def test_a_cut_archive_is_called_that(tmp_path: Path, make: object) -> None:
    path = make(tmp_path / "media", ["2016/02/x.jpg", "2016/02/y.jpg"])  # type: ignore[operator]  # one of two functions
    path.write_bytes(path.read_bytes()[:700] if make is tar_of else path.read_bytes()[:-30])
    with pytest.raises(MediaError, match=r"cut-off archive|is cut off"), open_media([path]) as uploads:
        for file in uploads:
            list(uploads.read(file))


def test_an_encrypted_member_is_left_out_and_told(tmp_path: Path) -> None:
    path = zip_of(tmp_path / "a.zip", ["2016/02/x.jpg", "2016/02/y.jpg"])
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    problems: list[Problem] = []
    with open_media([path], on_problem=problems.append) as uploads:
        assert [file.key for file in uploads] == ["2016/02/y.jpg"]
    assert "encrypted" in str(problems)


def test_several_sources_are_one_and_the_first_file_of_a_name_counts(tmp_path: Path) -> None:
    one = folder_of(tmp_path / "one", ["uploads/2016/02/x.jpg"])
    two = tar_of(tmp_path / "two.tar", ["2016/02/x.jpg", "2016/03/y.jpg"])
    problems: list[Problem] = []
    with open_media([one, two], on_problem=problems.append) as uploads:
        assert content(uploads, "/wp-content/uploads/2016/02/x.jpg") == "uploads/2016/02/x.jpg"
        assert content(uploads, "/wp-content/uploads/2016/03/y.jpg") == "2016/03/y.jpg"
    assert len(problems) == 1


@pytest.mark.parametrize(
    "make, words",
    [
        (lambda path: path, "there is no file or folder"),
        (lambda path: path.write_bytes(b"\x1f\x8b\x08") and path, "compressed with gzip"),
        (lambda path: path.write_bytes(b"text") and path, "neither a folder nor"),
        (lambda path: folder_of(path, [".DS_Store"]), "holds no files"),
    ],
)
def test_what_holds_no_uploads_is_refused_in_one_line(tmp_path: Path, make: object, words: str) -> None:
    path = tmp_path / "media"
    make(path)  # type: ignore[operator]  # one of the functions above
    with pytest.raises(MediaError, match=words) as caught, open_media([path]):
        pass
    assert "\n" not in str(caught.value)


@given(st.text(max_size=60))
def test_any_text_as_address_gives_a_safe_key_or_none(text: str) -> None:
    for address in (text, f"https://a.example/wp-content/uploads/{text}"):
        key = upload_key(address)
        assert key is None or not ({"..", "", "."} & set(key.split("/")))
        if key:
            assert next(same_file_keys(key)) == key
