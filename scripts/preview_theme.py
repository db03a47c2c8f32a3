"""Renders every page kind of a theme with made-up content, without a database: `python -m scripts.preview_theme OUT`.

OUT gets one HTML file for each page and the static files beside them; `python -m http.server -d OUT` shows them.
`--theme ledger` shows another theme, `--fonts book` another set of type, `--rtl` the same from right to left, `--rich`
every menu, sidebar and desk link at once.
"""

import argparse
import dataclasses
import shutil
from pathlib import Path

import django
from django.conf import settings
from PIL import Image, ImageDraw

from coranto.theme.folders import BUILT_IN, static_folders
from scripts.bundle_css import bundle

PACKAGE = Path(__file__).resolve().parent.parent / "coranto"


def configure() -> None:
    """The few settings that templates need."""
    settings.configure(
        INSTALLED_APPS=["coranto.theme", "django.contrib.staticfiles"],
        STATIC_URL="/static/",
        USE_TZ=True,
        LANGUAGE_CODE="en-gb",
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "OPTIONS": {"loaders": ["coranto.theme.loader.Loader"], "string_if_invalid": "INVALID(%s)"},
            }
        ],
    )
    django.setup()


def draw_pictures(folder: Path) -> None:
    """A quay, hills and a lamp, in flat colours."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, sky, ground, size in (
        ("quay", (214, 190, 170), (58, 70, 86), (1200, 700)),
        ("hills", (196, 208, 206), (66, 86, 74), (1200, 700)),
        ("lamp", (60, 66, 88), (28, 30, 40), (600, 600)),
    ):
        image = Image.new("RGB", size, sky)
        pen = ImageDraw.Draw(image)
        width, height = size
        pen.ellipse((width * 0.62, height * 0.2, width * 0.62 + 120, height * 0.2 + 120), fill=(250, 226, 170))
        for step in range(4):
            shade = tuple(part + (3 - step) * 24 for part in ground)
            top = height * (0.45 + step * 0.14)
            points = [(x, top + ((x // 100 + step * 3) * 37 % 70)) for x in range(0, width + 101, 100)]
            pen.polygon([*points, (width, height), (0, height)], fill=shade)
        image.save(folder / f"{name}.png")
        image.save(folder / f"{name}.webp")


def build(
    out: Path, *, theme: str = "default", fonts: str = "newspaper", rtl: bool = False, rich: bool = False
) -> None:
    """Every sample page as OUT/NAME.html, and the static files they ask for. Django must be set up."""
    from django.template.loader import render_to_string

    from coranto.core.accents import accent_stylesheet
    from coranto.core.chosen_theme import choose_theme
    from tests.theme.sample_pages import PAGES, page_context
    from tests.theme.sample_site import RICH_SITE, SITE

    out.mkdir(parents=True, exist_ok=True)
    copy_files(out)
    site = dataclasses.replace(RICH_SITE if rich else SITE, fonts=fonts)
    if rtl:
        site = dataclasses.replace(site, language="ar", direction="rtl")
    choose_theme(theme)
    for name in PAGES:
        template, context = page_context(name, site)
        (out / f"{name}.html").write_text(render_to_string(template, context))
    accent = out / "-" / "accent" / "1f6a63.css"
    accent.parent.mkdir(parents=True, exist_ok=True)
    accent.write_text(accent_stylesheet("#1f6a63"))


def copy_files(out: Path) -> None:
    """Styles, scripts, fonts and pictures."""
    shutil.copytree(PACKAGE / "theme" / "static", out / "static", dirs_exist_ok=True)
    (out / "static" / "theme" / "site.css").write_text(bundle())
    for prefix, folder in static_folders([BUILT_IN]):
        shutil.copytree(folder, out / "static" / prefix, dirs_exist_ok=True)
    draw_pictures(out / "static" / "preview")


def main() -> None:
    """Reads the command line and writes the preview."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", default="default")
    parser.add_argument("--fonts", default="newspaper", choices=["newspaper", "book", "modern", "system"])
    parser.add_argument("--rtl", action="store_true")
    parser.add_argument("--rich", action="store_true")
    options = parser.parse_args()
    configure()
    build(options.out, theme=options.theme, fonts=options.fonts, rtl=options.rtl, rich=options.rich)


if __name__ == "__main__":
    main()
