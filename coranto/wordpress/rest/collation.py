"""Texts in alphabetical order as WordPress's database sorts them (the Unicode collation, case and accents aside)."""

import unicodedata
from functools import lru_cache

_SIGNS = " _-–—,;:!?.…'‘’\"“”„()[]{}@*/\\&#%`´^+<=>|~$"
_PLACES = {sign: place for place, sign in enumerate(_SIGNS)}
_LAST_SIGN = len(_SIGNS)
Key = tuple[tuple[int, int, str], ...]


@lru_cache(maxsize=8192)
def collation_key(text: str) -> Key:
    """What to sort by: signs come before digits, digits before letters.

    >>> sorted(["Zebra", "écho", "2 boats", "“A”"], key=collation_key)
    ['“A”', '2 boats', 'écho', 'Zebra']
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return tuple(_weight(sign) for sign in plain if not unicodedata.combining(sign))


def _weight(sign: str) -> tuple[int, int, str]:
    if sign.isalpha():
        return 2, 0, sign
    if sign.isdigit():
        return 1, 0, sign
    return 0, _PLACES.get(" " if sign.isspace() else sign, _LAST_SIGN), sign
