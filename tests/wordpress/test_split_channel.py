"""The elements of a channel are found whole, wherever the blocks of the stream end."""

import pytest

from coranto.wordpress.wxr.splitter import split_channel
from coranto.wordpress.wxr.windows import Window

ITEM = b"<item><title><![CDATA[<item> and </item> <!--]]></title><x><![CDATA[]]]]><![CDATA[></item>]]></x></item>"


@pytest.mark.parametrize("size", range(1, len(ITEM) + 1))
def test_an_item_is_one_piece_whatever_the_size_of_the_blocks(size: int) -> None:
    raw = ITEM * 2 + b"</channel>"
    window = Window("site.xml", (raw[at : at + size] for at in range(0, len(raw), size)), max_bytes=10_000)
    pieces = list(split_channel(window))
    assert [(piece.kind, piece.raw) for piece in pieces] == [("element", ITEM)] * 2
