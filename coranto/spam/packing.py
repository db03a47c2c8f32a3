"""The stored form of what a site has taught: a mark, then a compressed JSON head and the arrays it measures."""

from __future__ import annotations

import json
import zlib
from array import array
from typing import Any

from .ledger import Ledger
from .own_model import OwnModel
from .repetition import Repetition
from .reputation import Reputation

MAGIC = b"CORANTO-SITE-SPAM-1\n"


def pack(own: OwnModel, repetition: Repetition, reputation: Reputation, ledger: Ledger) -> bytes:
    """All parts of a site's filter in one piece, in the byte order of little-endian machines."""
    numbers, labels = repetition.to_arrays()
    model = own.to_bytes()
    memory = numbers.tobytes() + labels.tobytes()
    head = {
        "model": len(model),
        "texts": len(labels),
        "reputation": reputation.to_plain(),
        "ledger": ledger.to_plain(),
    }
    encoded = zlib.compress(json.dumps(head, separators=(",", ":")).encode(), 6)
    return MAGIC + len(encoded).to_bytes(4, "little") + encoded + model + zlib.compress(memory, 6)


def unpack(packed: bytes) -> tuple[OwnModel, Repetition, Reputation, Ledger]:
    """The reverse of :func:`pack`; ``ValueError`` with one sentence when the bytes are not such a piece."""
    if not packed.startswith(MAGIC):
        raise ValueError("This is not a site's spam filter exported by Coranto.")
    try:
        return _unpack(memoryview(packed)[len(MAGIC) :])
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, zlib.error) as error:
        raise ValueError("The exported spam filter is damaged; export it again.") from error


def _unpack(rest: memoryview) -> tuple[OwnModel, Repetition, Reputation, Ledger]:
    size = int.from_bytes(rest[:4], "little")
    head: dict[str, Any] = json.loads(zlib.decompress(rest[4 : 4 + size]))
    rest = rest[4 + size :]
    model = OwnModel.from_bytes(bytes(rest[: head["model"]]))
    memory = zlib.decompress(rest[head["model"] :])
    labels = array("B", memory[len(memory) - head["texts"] :])
    numbers = array("I", memory[: len(memory) - head["texts"]])
    reputation = {
        key: {int(month): pair for month, pair in months.items()} for key, months in head["reputation"].items()
    }
    ledger = {int(day): {int(key): count for key, count in counts.items()} for day, counts in head["ledger"].items()}
    return model, Repetition.from_arrays(numbers, labels), Reputation(reputation), Ledger(ledger)
