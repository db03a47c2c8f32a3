# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools[woff]==4.68.0"]
# ///
"""Makes the theme's fonts from the packages that Fontsource publishes on npm: `uv run scripts/make_fonts.py`.

Only needed when a font is updated; the results are in the repository. Needs npm and uv.

Each face is cut down to one optical size and to weights 400 to 700, and divided by script, so that a page loads only
the letters it shows: "core" is ASCII with typographic punctuation and the accented letters that English pages quote
most, "latin" the others of western Europe, "latin-ext" those of the rest of Europe. Kerning, a third of such a file, is
kept where it can be seen and made the same at all weights. The OFL allows all this; none of these fonts reserves its
name.
"""

import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

OUT = Path(__file__).resolve().parent.parent / "coranto" / "theme" / "static" / "theme" / "fonts"
VERSION = "5.3.0"
LETTERS = {
    "core": "20-7E,A0,A3,A7,A9,AB,B0,B7,BB,BD,D7,DF-E1,E4,E7-E9,ED,F1,F3,F6,FA,FC,"
    "2010,2011,2013,2014,2018-201A,201C-201E,2022,2026,2032,2033,2039,203A,20AC,2212",
    "latin": "A1,A2,A4-A6,A8,AA,AC-AF,B1-B6,B8-BA,BC,BE-D6,D8-DE,E2,E3,E5,E6,EA-EC,EE-F0,F2,F4,F5,F7-F9,FB,FD-FF,"
    "152,153,178,2122",
    "latin-ext": "100-151,154-177,179-17F,18F,192,218-21B,237,259,1E80-1E85,1E9E,1EF2,1EF3,20A4-20AB,2116",
    "cyrillic": "301,400-45F,490,491,4B0,4B1,2116",
    "greek": "370-3FF",
}
EUROPE = ["core", "latin", "latin-ext"]
ALL = list(LETTERS)
WEIGHTS = (400, 700)
FACES: list[tuple[str, str, dict[str, Any], list[str]]] = [
    # package, its files, its axes, scripts
    ("newsreader", "opsz-normal", {"opsz": 24, "wght": WEIGHTS}, EUROPE),
    ("newsreader", "opsz-italic", {"opsz": 20, "wght": 400}, EUROPE),
    ("literata", "opsz-normal", {"opsz": 18, "wght": WEIGHTS}, ALL),
    ("literata", "opsz-italic", {"opsz": 18, "wght": 400}, ALL),
    ("commissioner", "wght-normal", {"wght": WEIGHTS}, ALL),
    ("commissioner", "slnt-normal", {"slnt": -10, "wght": 400}, ALL),
]
FINENESS = 1000
"""Units of an em: at the size of a headline on a screen of high density, one is a tenth of a pixel. More of them only
make bigger files."""
VISIBLE = 0.02
"""Kerning below this part of an em is left out."""
STEP = 0.005
"""Kerning is rounded to this part of an em: fewer different numbers pack better."""


def fetch(package: str, folder: Path) -> Path:
    """Unpacks the npm package and keeps its licence; returns the folder of its fonts."""
    root = folder / package
    if not root.exists():
        name = f"@fontsource-variable/{package}@{VERSION}"
        subprocess.run(["npm", "pack", "--silent", name], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with tarfile.open(folder / f"fontsource-variable-{package}-{VERSION}.tgz") as archive:
            archive.extractall(root, filter="data")
        (OUT / f"{package}-OFL.txt").write_bytes((root / "package" / "LICENSE").read_bytes())
    return root / "package" / "files"


def cut(path: Path, axes: dict[str, Any], letters: str) -> TTFont:
    """The font with its axes narrowed and only ``letters`` left."""
    font = instancer.instantiateVariableFont(TTFont(path), axes)
    font.flavor = None
    whole = io.BytesIO()
    font.save(whole)
    font = TTFont(io.BytesIO(whole.getvalue()))
    options = Options(layout_features=["kern", "liga"], hinting=False, name_IDs=[0, 1, 2, 13, 14])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=parse_unicodes(letters))
    subsetter.subset(font)
    if font["head"].unitsPerEm > FINENESS:
        scale_upem(font, FINENESS)
    return font


def kerning(font: TTFont) -> dict[tuple[str, str], int]:
    """Every pair of glyphs that is kerned visibly, with its adjustment at the regular weight, in the font's units."""
    least, step = VISIBLE * font["head"].unitsPerEm, STEP * font["head"].unitsPerEm
    pairs: dict[tuple[str, str], int] = {}
    for table in pair_tables(font):
        for pair, value in pairs_in(table, font.getGlyphOrder()):
            pairs.setdefault(pair, value)
    return {pair: round(round(value / step) * step) for pair, value in pairs.items() if abs(value) >= least}


def pair_tables(font: TTFont) -> Iterator[Any]:
    """Every table of pairs to kern, in the order in which they are tried."""
    lookups = font["GPOS"].table.LookupList.Lookup if "GPOS" in font and font["GPOS"].table.LookupList else []
    for lookup in lookups:
        for table in lookup.SubTable:
            real = getattr(table, "ExtSubTable", table)
            if type(real).__name__ == "PairPos":
                yield real


def pairs_in(table: Any, glyphs: list[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """The pairs that a table names, one by one or by classes."""
    for index, first in enumerate(table.Coverage.glyphs):
        if table.Format == 1:
            for record in table.PairSet[index].PairValueRecord:
                yield (first, record.SecondGlyph), advance(record.Value1)
        else:
            row = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
            for second in glyphs:
                yield (first, second), advance(row[table.ClassDef2.classDefs.get(second, 0)].Value1)


def advance(value: Any) -> int:
    """How far an adjustment moves the next glyph."""
    return int(getattr(value, "XAdvance", 0) or 0)


def lighten_kerning(font: TTFont) -> None:
    """Keeps visible kerning only, as plain pairs: these pack better than the classes of a whole family."""
    pairs = kerning(font)
    font["GDEF"].table.VarStore = None
    font["GDEF"].table.Version = 0x00010002
    if "GPOS" in font:
        del font["GPOS"]
    if pairs:
        rules = "\n".join(f"pos {first} {second} {value};" for (first, second), value in sorted(pairs.items()))
        addOpenTypeFeaturesFromString(font, f"feature kern {{\n{rules}\n}} kern;", tables=["GPOS"])


def main() -> None:
    """Makes every file and prints its size."""
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for package, style, axes, scripts in FACES:
            files = fetch(package, Path(folder))
            slope = "-italic" if "wght" in axes and axes["wght"] == 400 else ""
            for script in scripts:
                source = "latin" if script == "core" else script
                font = cut(files / f"{package}-{source}-{style}.woff2", axes, LETTERS[script])
                lighten_kerning(font)
                font.flavor = "woff2"
                target = OUT / f"{package}-{script}{slope}.woff2"
                font.save(target)
                sys.stdout.write(f"{target.name:36}{target.stat().st_size:7} bytes\n")


if __name__ == "__main__":
    main()
