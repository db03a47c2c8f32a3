"""A sequence that is made when somebody looks into it."""

import pytest

from coranto.core.lazy_sequence import LazySequence


def test_nothing_is_made_before_somebody_looks_and_then_once() -> None:
    made: list[int] = []

    def make() -> tuple[str, ...]:
        made.append(1)
        return ("ebb", "flow")

    known = LazySequence("key", make, 2)
    assert (bool(known), len(known), made) == (True, 2, [])
    assert (list(known), known[0], known[-1:], made) == (["ebb", "flow"], "ebb", ("flow",), [1])
    unknown = LazySequence(None, make)
    assert (len(unknown), made, "flow" in unknown) == (2, [1, 1], True)
    assert known == unknown == ("ebb", "flow") and known != ("ebb",)
    with pytest.raises(TypeError):
        hash(known)
