"""Keys of searched rows: moment, kind and number in one whole number, so that the order of keys is reading order.

FTS5 reads its matches in the order of their keys at no cost. So "newest first" needs no sorting, and "from this day on"
is a range of keys, however many rows match. From the left: 33 bits of seconds since 1900, 2 bits of kind, 28 bits of
the row's own number; 63 in all, which is what both databases hold.
"""

import datetime

KINDS = {"post": 0, "page": 1, "comment": 2}
NAMES = {value: name for name, value in KINDS.items()}
EPOCH = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
TARGET_BITS, KIND_BITS, SECONDS_BITS = 28, 2, 33
LAST_TARGET = (1 << TARGET_BITS) - 1
LAST_SECOND = (1 << SECONDS_BITS) - 1
FIRST_KEY, LAST_KEY = 0, (1 << 63) - 1


def key_of(kind: str, target: int, at: datetime.datetime) -> int:
    """The key of a row. Moments before 1900 or after 2172 count as those years' ends."""
    return _seconds(at) << (TARGET_BITS + KIND_BITS) | KINDS[kind] << TARGET_BITS | target & LAST_TARGET


def kind_and_target(key: int) -> tuple[str, int]:
    """What a key stands for."""
    return NAMES[key >> TARGET_BITS & (1 << KIND_BITS) - 1], key & LAST_TARGET


def first_key(at: datetime.datetime) -> int:
    """The lowest key of that second."""
    return _seconds(at) << (TARGET_BITS + KIND_BITS)


def _seconds(at: datetime.datetime) -> int:
    return min(max(int((at - EPOCH).total_seconds()), 0), LAST_SECOND)
