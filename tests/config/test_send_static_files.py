"""The theme's static files as browsers get them."""

from pathlib import Path

from coranto.config.static import as_sent


def test_scripts_go_without_lines_of_comment(tmp_path: Path) -> None:
    script = tmp_path / "x.js"
    script.write_text('// Why.\nconst where = "http://x.example"; // kept\n  // Because.\nrun(where);\n')
    assert as_sent("x.js", script) == b'const where = "http://x.example"; // kept\nrun(where);\n'


def test_style_sheets_name_fonts_with_their_digests() -> None:
    folder = Path(__file__).parents[2] / "coranto" / "theme" / "static"
    sent = as_sent("theme/site.css", folder / "theme" / "site.css").decode()
    assert 'url("fonts/newsreader-core.woff2?v=' in sent


def test_other_files_go_as_they_are(tmp_path: Path) -> None:
    drawing = tmp_path / "x.svg"
    drawing.write_bytes(b"// <svg/>")
    assert as_sent("x.svg", drawing) == b"// <svg/>"
