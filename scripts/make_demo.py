"""Build the demonstration export and its uploads from the text sources in `scripts/demo_content`.

python -m scripts.make_demo                 write coranto/demo/demo.wxr.xml and coranto/demo/uploads/
python -m scripts.make_demo --only-text     leave the pictures alone
python -m scripts.make_demo --into DIR      write elsewhere
"""

import argparse
from pathlib import Path

from scripts.demo_site.numbering import number_items
from scripts.demo_site.sources import Site, read_site
from scripts.demo_site.wxr import Writer

DEMO = Path(__file__).resolve().parent.parent / "coranto" / "demo"


def write_export(site: Site, folder: Path) -> Path:
    """Write `demo.wxr.xml` into `folder`; gives its path."""
    path = folder / "demo.wxr.xml"
    path.write_text("".join(Writer(number_items(site)).write()), encoding="utf-8")
    return path


def write_uploads(site: Site, folder: Path) -> None:
    """Write every uploaded file below `folder/uploads`."""
    from scripts.demo_site.pictures import make_file  # Pillow takes a while to load, and text needs none of it

    for medium in site.media:
        make_file(medium, folder / "uploads")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Build the demonstration export and its uploads.")
    parser.add_argument("--into", type=Path, default=DEMO, help="the folder to write to (default: coranto/demo)")
    parser.add_argument("--only-text", action="store_true", help="leave the pictures alone")
    arguments = parser.parse_args()
    arguments.into.mkdir(parents=True, exist_ok=True)
    site = read_site()
    print(write_export(site, arguments.into))
    if not arguments.only_text:
        write_uploads(site, arguments.into)


if __name__ == "__main__":
    main()
