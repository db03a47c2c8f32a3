"""How the two models and the memory of texts become reasons with additive weights."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import copysign, log, log2

from .evidence import Evidence
from .own_model import OwnModel
from .pieces import word_piece
from .repetition import Repeats
from .shipped_model import ShippedModel
from .submission import Reason
from .wording import signal_words, span, word_list

_PLAIN_TO = 6.0  # what words add beyond this, either way, grows with the logarithm only
_PASSAGE_COUNTS = 0.5  # how far the worst passage of a long text draws the whole towards it
_NAMED_FROM = 0.15  # lighter signs are summed up as one reason
_SHIPPED_LEFT = 0.4  # the share of the shipped model's say that a site keeps, however much it has taught
_HALVED_AT = 25  # spam marks that take away half of the rest


def shipped_share(own: OwnModel) -> float:
    """How much of the shipped model counts, by how much spam the site has marked itself."""
    return _SHIPPED_LEFT + (1 - _SHIPPED_LEFT) / (1 + own.spam / _HALVED_AT)


def shipped_part(shipped: ShippedModel, own: OwnModel, evidence: Evidence) -> float:
    """The log-odds of the shipped model, as far as it counts here."""
    return shipped.log_odds(evidence.pieces, evidence.signals) * shipped_share(own)


def text_reasons(shipped: ShippedModel, own: OwnModel, evidence: Evidence) -> Iterator[Reason]:
    """The reasons that lie in the text and its sender, by both models together."""
    share = shipped_share(own)
    yield Reason("start", "where every text on this site starts", shipped.bias * share + own.bias_part)
    in_words = _words_part(shipped, own, evidence.pieces, share)
    weight = _tempered(in_words)
    yield Reason("words", word_list(_telling_words(shipped, own, evidence, share, weight > 0), weight > 0), weight)
    if evidence.passages and _leads_somewhere(evidence):
        worst = max(_words_part(shipped, own, pieces, share) for pieces in evidence.passages)
        lifted = in_words + _PASSAGE_COUNTS * max(0.0, worst - in_words)
        yield Reason("passage", "one passage is less good than the whole", _tempered(lifted) - weight)
    theirs, ours = shipped.signal_parts(evidence.signals), own.signal_parts(evidence.signals)
    rest = 0.0
    for name in evidence.signals:
        weight = theirs.get(name, 0.0) * share + ours[name]
        if abs(weight) >= _NAMED_FROM:
            yield Reason(name, signal_words(name, evidence), weight)
        else:
            rest += weight
    yield Reason("rest", "lesser signs together", rest)


def _leads_somewhere(evidence: Evidence) -> bool:
    return bool(evidence.website) or any(name.startswith(("link:", "contact:")) for name in evidence.signals)


def _words_part(shipped: ShippedModel, own: OwnModel, pieces: Sequence[int], share: float) -> float:
    return shipped.pieces_part(pieces) * share + own.pieces_part(pieces)


def _tempered(weight: float) -> float:
    """Words alone neither condemn beyond doubt nor excuse everything, however many there are."""
    size = abs(weight)
    return weight if size <= _PLAIN_TO else copysign(_PLAIN_TO * (1 + log(size / _PLAIN_TO)), weight)


def _telling_words(shipped: ShippedModel, own: OwnModel, evidence: Evidence, share: float, spam: bool) -> list[str]:
    sign = 1 if spam else -1
    weighed = []
    for word in {word for word in evidence.folded.words[:300] if 3 < len(word) < 30 or not word.isascii()}:
        piece = word_piece(word)
        weight = sign * (shipped.weight_of(piece) * share + own.weight_of(piece))
        if weight > 0.05:
            weighed.append((weight, word))
    return [word for _, word in sorted(weighed, reverse=True)[:3]]


def repetition_reasons(repeats: Repeats) -> Iterator[Reason]:
    """What the memory of texts adds. A text like an approved one earns nothing: copying good comments is an old
    trick."""
    if repeats.spam:
        ratio = log((repeats.spam * 2 + 0.5) / (repeats.ham + 0.5))
        times = "once" if repeats.spam == 1 else f"{repeats.spam} times"
        yield Reason("repeat:spam", f"nearly the same text was marked as spam {times}", max(0.0, min(5.0, 1.6 * ratio)))
    if repeats.posts:
        posts = "another post" if repeats.posts == 1 else f"{repeats.posts} other posts"
        yield Reason(
            "repeat:posts",
            f"nearly the same text on {posts} {span(repeats.minutes)}",
            min(4.0, 1.4 * log2(1 + repeats.posts)),
        )
