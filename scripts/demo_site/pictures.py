"""Draw all pictures, and make the sound and the PDF. The same bytes come out wherever the same Pillow runs."""

import math
import struct
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PIL import Image

from scripts.demo_site import landscapes, plates
from scripts.demo_site.canvas import Canvas
from scripts.demo_site.numbering import sized_path
from scripts.demo_site.sources import Medium

DRAWINGS: dict[str, Callable[[int, int], Canvas]] = {
    "lighthouse-dusk.jpg": landscapes.lighthouse,
    "stone-bridge.jpg": landscapes.bridge,
    "narrow-gauge.jpg": landscapes.railway,
    "halt-at-penhallow.jpg": landscapes.halt,
    "star-trails.webp": landscapes.star_trails,
    "ferry.jpg": landscapes.ferry,
    "geese.webp": landscapes.geese,
    "tide-mill.jpg": landscapes.mill,
    "saltmarsh.jpg": landscapes.saltmarsh,
    "river-dawn.jpg": partial(landscapes.river, hour="dawn"),
    "river-noon.jpg": partial(landscapes.river, hour="noon"),
    "river-dusk.jpg": partial(landscapes.river, hour="dusk"),
    "tide-curve.png": plates.tide_curve,
    "migration-chart.png": plates.migration,
    "estuary-map.webp": plates.estuary,
    "honeycomb.webp": plates.honeycomb,
    "seed-drawers.webp": plates.seed_drawers,
    "loaves.jpg": plates.loaves,
    "reading-room.jpg": plates.reading_room,
    "type-specimen.png": plates.type_specimen,
    "quarterly-cover.webp": plates.quarterly,
    "compass-rose.png": plates.compass,
    "masthead.png": plates.masthead,
}
RATE = 8000


def make_file(medium: Medium, uploads: Path) -> None:
    """Write one file, and its smaller copies, below `uploads`."""
    path = uploads / medium.path
    path.parent.mkdir(parents=True, exist_ok=True)
    if medium.mime == "audio/wav":
        write_foghorn(path)
    elif medium.mime == "application/pdf":
        path.write_bytes(pdf_of(TIDE_LINES))
    else:
        picture = DRAWINGS[medium.file](medium.width, medium.height).finished()
        save(picture, path)
        for name, size in medium.sizes.items():
            save(picture.resize(size, Image.Resampling.LANCZOS), uploads / sized_path(medium, name))


def save(picture: Image.Image, path: Path) -> None:
    """Compress as the web wants it: few colours in a PNG, no metadata anywhere."""
    if path.suffix == ".png":
        picture.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
    elif path.suffix == ".webp":
        picture.save(path, quality=72, method=6)
    else:
        picture.save(path, quality=72, optimize=True, progressive=True)


def write_foghorn(path: Path) -> None:
    """Four seconds of two sine waves with a fall at the end; 8-bit mono, 8 kHz."""
    samples, phase = bytearray(), 0.0
    for number in range(RATE * 4):
        second = number / RATE
        pitch = 182.0 if second < 2.6 else 182.0 - 70.0 * min(1.0, (second - 2.6) / 0.5)
        phase += 2 * math.pi * pitch / RATE
        loudness = min(1.0, second / 0.25) * max(0.0, min(1.0, (3.6 - second) / 0.5))
        value = 0.66 * math.sin(phase) + 0.34 * math.sin(phase * 1.5 + 0.4)
        samples += struct.pack("B", 128 + round(100 * loudness * value))
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        sound.writeframes(bytes(samples))


TIDE_LINES = (
    "OSTERHAVEN HARBOUR OFFICE",
    "Tides, 2026: specimen page. Invented; do not steer by it.",
    "",
    "                 high           low           high           low",
    "Fri 27 March     01:02  4.1     07:14  1.2    13:25  4.2     19:37  1.1",
    "Sat 28 March     01:50  4.3     08:02  1.0    14:12  4.4     20:24  0.9",
    "Sun 29 March     02:36  4.4     08:48  0.8    14:58  4.5     21:10  0.7",
    "Mon 30 March     03:21  4.5     09:33  0.7    15:43  4.5     21:55  0.7",
)


def pdf_of(lines: tuple[str, ...]) -> bytes:
    """A PDF 1.4 of one page of plain lines, in the reader's own Courier."""
    shown = "".join(f"({line.replace('(', '').replace(')', '')}) Tj T*\n" for line in lines)
    stream = f"BT /F1 10 Tf 14 TL 60 780 Td\n{shown}ET".encode("ascii")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    ]
    written, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(written)
    written += b"xref\n0 6\n0000000000 65535 f \n" + table
    written += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(written)
