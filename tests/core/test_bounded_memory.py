"""What was used last is remembered, and no more than may be."""

import pytest

from coranto.core.bounded_memory import BoundedMemory, Packed


def test_what_is_asked_for_outlives_what_is_not() -> None:
    memory: BoundedMemory[str] = BoundedMemory(64)
    memory.put("asked for", "a", 4)
    memory.put("forgotten", "f", 4)
    for number in range(40):
        memory.put(number, "n", 4)
        assert memory.get("asked for") == "a"
    assert memory.get("forgotten") is None


def test_it_does_not_outgrow_its_bound() -> None:
    memory: BoundedMemory[str] = BoundedMemory(64)
    for number in range(1_000):
        memory.put(number, "n", 4)
    assert 8 <= len(memory) <= 16


def test_what_would_push_out_much_else_is_not_kept() -> None:
    memory: BoundedMemory[str] = BoundedMemory(64)
    memory.put("large", "l", 9)
    assert memory.get("large") is None


def test_it_can_forget_everything() -> None:
    memory: BoundedMemory[str] = BoundedMemory(64)
    memory.put("one", "1", 4)
    memory.clear()
    assert memory.get("one") is None and len(memory) == 0


def test_packed_texts_are_kept_from_the_second_time_on() -> None:
    memory = Packed(10_000)
    text = ("The tide came in. " * 20, frozenset({"post:7"}))
    memory.put("key", text, 360)
    assert memory.get("key") is None
    memory.put("key", text, 360)
    assert memory.get("key") == text
    memory.clear()
    memory.put("key", text, 360)
    assert memory.get("key") is None


def test_what_is_asked_for_again_is_unpacked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = Packed(100_000)
    text = ("The tide came in. " * 20, frozenset({"post:7"}))
    memory.put("key", text, 360)
    memory.put("key", text, 360)
    assert memory.get("key") == text
    monkeypatch.setattr("coranto.core.bounded_memory.zlib.decompress", None)
    assert memory.get("key") == text
