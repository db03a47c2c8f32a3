"""Licences and permissions as credit lines state them."""

import re
from dataclasses import dataclass
from typing import Final

CREATIVE_COMMONS: Final = re.compile(
    r"\b(?:CC[ -]?(?:BY(?:[ -](?:NC|SA|ND)){0,2}|0|Zero)(?:[ -]?\d\.\d)?"
    r"(?:[ -](?:International|Unported|IGO|[A-Z]{2})\b)?"
    r"|Creative[ -]Commons(?:[ -][^\s.,;()]+){0,6}?[ -](?:\d\.\d(?: (?:International|Unported))?"
    r"|licen[cs]es?|Lizenz|licencia|licentie|lisensi|licenza|licença|licencja)\b(?: \d\.\d)?|Creative Commons)",
    re.I,
)
PERMISSION: Final = re.compile(
    r"\b(?:with (?:the )?(?:kind |express |gracious |author['’]s )?permission|by (?:kind )?permission|"
    r"mit (?:freundlicher |ausdrücklicher )?(?:Genehmigung|Erlaubnis)|"
    r"avec l['’]aimable autorisation|avec (?:l['’])?autorisation|con (?:la )?(?:amable )?(?:autorización|permiso)|"
    r"con (?:il )?(?:gentile )?(?:permesso|autorizzazione|concessione)|"
    r"com (?:a )?(?:gentil )?(?:permissão|autorização)|met (?:vriendelijke )?toestemming|dengan izin|za zgodą|"
    r"med tillstånd|med tilladelse|med tillatelse|с (?:любезного )?разрешения|"
    r"izniyle|经授权|授权转载|許可を得て)(?!\w)",
    re.I,
)

CUES: Final = (
    *("cc", "commons", "permi", "genehmigung", "erlaubnis", "autori", "concessione", "toestemming", "izin", "zgod"),
    *("tillstånd", "tilladelse", "tillatelse", "разрешения", "授权", "許可"),
)
LABEL: Final = re.compile(
    r"\b(?:licen[cs]ed?|lizenz|licencia|licenza|licença|licentie|lisensi)\s?(?:under|:|unter)?\s?(?:an?\s|the\s)?$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class StatedLicence:
    """A licence at ``text[start:end]``."""

    start: int
    end: int
    text: str


def find_licence(text: str) -> StatedLicence | None:
    """The licence that a text names, or else the permission that it speaks of."""
    lowered = text.lower()
    if not any(cue in lowered for cue in CUES):
        return None
    named = CREATIVE_COMMONS.search(text)
    best = None
    while named:
        if best is None or any(char.isdigit() for char in named[0]) or named[0][:2] == "CC":
            best = named
        named = CREATIVE_COMMONS.search(text, named.end())
    found = best or PERMISSION.search(text)
    if not found:
        return None
    label = LABEL.search(text, 0, found.start())
    return StatedLicence(label.start() if label else found.start(), found.end(), found[0])
