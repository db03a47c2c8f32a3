"""Former addresses in the copy: a small page at each, and the same as lists for servers that can redirect.

``_redirects`` is read by Netlify and Cloudflare Pages; ``redirects.map`` and ``numbers.map`` by nginx.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote_to_bytes

from django.utils.html import escape
from django.utils.translation import gettext as _

from coranto.static_copy import ledger
from coranto.static_copy.addresses import NoFileName, OwnAddresses, file_names
from coranto.static_copy.ledger import Ledger
from coranto.static_copy.tree import OWN_FOLDER, Tree

FILE_ENDINGS = (
    ".xml",
    ".txt",
    ".jpg",
    ".jpeg",
    ".png",
    ".gif",
    ".webp",
    ".svg",
    ".avif",
    ".pdf",
    ".ico",
    ".mp3",
    ".mp4",
)
FEED_PAGES = "application/rss+xml"
RASTER = (".ico", ".png", ".jpg", ".gif", ".webp")
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="canonical" href="{canonical}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
</head>
<body><p><a href="{target}">{target}</a></p></body>
</html>
"""


def write_redirects(tree: Tree, own: OwnAddresses, language: str, numbers: Iterable[tuple[int, str]]) -> None:
    """Write all that lead elsewhere: pages, copies of files, and the lists."""
    known = tree.ledger
    rows = list(redirects(known))
    for path, target in rows:
        _write_one(tree, own, path, target, language)
    tree.put("_redirects", "".join(f"{path} {target} 301\n" for path, target in rows).encode())
    tree.put(f"{OWN_FOLDER}/redirects.map", "".join(_nginx_lines(rows)).encode("utf-8", "replace"))
    tree.put(f"{OWN_FOLDER}/numbers.map", "".join(f"{number} {_value(path)};\n" for number, path in numbers).encode())
    tree.flush()


def redirects(known: Ledger) -> Iterator[tuple[str, str]]:
    """From where to where; not those that only add or take a slash, which one file answers both ways."""
    for address in known.settled(ledger.REDIRECT):
        if address.target.rstrip("/") != address.path.rstrip("/"):
            yield address.path, address.target


def _write_one(tree: Tree, own: OwnAddresses, path: str, target: str, language: str) -> None:
    """The page at a former address; where a file stood, the file that it leads to."""
    if path.lower().endswith(FILE_ENDINGS):
        _copy_file(tree, path, target)
        return
    if feed := _feed_at(tree, target):
        for name in file_names(path, FEED_PAGES):
            tree.put(name, feed)  # programs do not follow what a page says
        return
    whole = target if "//" in target[:8] else own.url + target
    content = PAGE.format(
        language=escape(language), title=_("Moved"), canonical=escape(whole), target=escape(target)
    ).encode()
    try:
        name = file_names(path, "text/html")[0]
    except NoFileName:
        return  # the lists have it
    if not _is_written(tree, name):
        tree.put(name, content)


def _feed_at(tree: Tree, target: str) -> bytes:
    """The feed that a former address leads to; nothing if it leads to something else."""
    source = tree.root / target.strip("/") / "index.xml"
    return source.read_bytes() if target.isascii() and _is_written(tree, f"{target.strip('/')}/index.xml") else b""


def _copy_file(tree: Tree, path: str, target: str) -> None:
    try:
        (name,), (source,) = file_names(path, ""), file_names(target.partition("?")[0], "")
    except NoFileName:
        return
    is_fitting = path.endswith(".ico") <= source.endswith(RASTER)
    if is_fitting and (tree.root / source).is_file() and _is_written(tree, source) and not _is_written(tree, name):
        tree.put(name, (tree.root / source).read_bytes())


def _is_written(tree: Tree, name: str) -> bool:
    """Whether this run has a file of this name already."""
    file = tree.ledger.file(name)
    return file is not None and file.run == tree.ledger.run


def _nginx_lines(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Lines of a map from ``$uri``, which nginx has decoded, with and without the slash at the end."""
    for path, target in rows:
        plain = unquote_to_bytes(path).decode("utf-8", "replace").rstrip("/") or "/"
        if any(ord(letter) < 32 for letter in plain):
            continue
        yield f"{_key(plain)} {_value(target)};\n"
        if plain != "/":
            yield f"{_key(plain + '/')} {_value(target)};\n"


def _key(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _value(target: str) -> str:
    return _key(target.replace("$", "%24"))
