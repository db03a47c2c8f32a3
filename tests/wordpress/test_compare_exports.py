"""The comparison that the round trips rest on sees what an export lost, changed or made up."""

from pathlib import Path

import pytest

from tests.wordpress.importing import category, export_file, filed, metas, post, remark
from tests.wordpress.wxr_as_written import differences


def export(folder: Path, change: tuple[str, str] = ("", "")) -> Path:
    """An export of two posts in which one text was put in the place of another."""
    folder.mkdir(exist_ok=True)
    talk = (remark(21), remark(22, parent_id=21))
    items = (post(9, comments=talk, terms=filed("gulls"), meta=metas(odd="kept")), post(10, excerpt="Short."))
    path = export_file(folder, *items, terms=[category("gulls", wp_id=4, description="Loud")])
    text = path.read_text()
    assert change[0] in text
    path.write_text(text.replace(*change, 1) if change[0] else text)
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Short.", "Shorter."),
        ("kept", "lost"),
        ("<wp:comment_parent>21<", "<wp:comment_parent>0<"),
        ("<wp:comment_id>22<", "<wp:comment_id>23<"),
        ("<wp:post_id>10<", "<wp:post_id>11<"),
        ("Loud", "Quiet"),
        ('nicename="gulls"', 'nicename="terns"'),
        ("?p=9</guid>", "?p=8</guid>"),
        ("publish", "draft"),
        ("<wp:post_date_gmt><![CDATA[2024", "<wp:post_date_gmt><![CDATA[2023"),
    ],
)
def test_what_is_not_the_same_is_named(tmp_path: Path, old: str, new: str) -> None:
    assert differences(export(tmp_path / "a"), export(tmp_path / "b", (old, new)))


def test_what_may_differ_is_not_named(tmp_path: Path) -> None:
    moved = ("<link>https://digest.example", "<link>https://elsewhere.example")
    assert differences(export(tmp_path / "a"), export(tmp_path / "b")) == []
    assert differences(export(tmp_path / "a"), export(tmp_path / "b", moved)) == []
