"""The demonstration: the export of an invented weblog, and the files it uploaded. No code, no models; imports nothing.

`demo.wxr.xml` and `uploads/` are built by `python -m scripts.make_demo` from the texts in `scripts/demo_content`, so
edit those. `coranto demo` brings both in through the ordinary importer.
"""

from pathlib import Path

FOLDER = Path(__file__).resolve().parent
EXPORT = FOLDER / "demo.wxr.xml"
UPLOADS = FOLDER / "uploads"
