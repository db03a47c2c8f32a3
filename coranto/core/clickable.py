"""Bare addresses in text made into links, as WordPress does it in comments (``make_clickable``).

``http://…`` and other schemes that readers may follow, ``www.…``, ``ftp.…`` and mail addresses. What stands inside
links, code and preformatted text stays text. Source of the behaviour: the answers of a real WordPress
(``tests/wordpress/judge``).
"""

import re

_SCHEMES = "https?|ftps?|news|ircs?|gopher|nntp|feed|telnet|mms|rtsp|svn|xmpp|webcal"
_PLAIN = r"[\w\x80-\U0010ffff#$%&~/=@\[\](*+-]"  # what may stand anywhere in an address
_URL = re.compile(
    rf"(?:(?<=[\s(.,:;!?])|\A)(?:{_SCHEMES})://{_PLAIN}(?:{_PLAIN}|['.,;:!?](?={_PLAIN}))*", re.ASCII | re.IGNORECASE
)
_NAKED = re.compile(r"(?:(?<=\s)|\A)(?:www|ftp)\.[\w\x80-\U0010ffff#$%&~/.;:=,?@\[\]+-]+", re.ASCII | re.IGNORECASE)
_MAY_BE_NAKED = re.compile(r"www\.|ftp\.", re.IGNORECASE)
_MAIL = re.compile(r"(?:(?<=\s)|\A)[.0-9a-z_+-]{1,64}@(?:[0-9a-z-]{1,63}\.)+[0-9a-z]{2,24}", re.ASCII | re.IGNORECASE)
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"<(/?)(\w+)", re.ASCII)
_QUIET = frozenset({"a", "code", "pre", "script", "style"})
_LONE_AMPERSAND = re.compile(r"&(?:amp;|#0?38;)?")


def make_clickable(html: str, *, rel: str = "nofollow") -> str:
    """``html`` with its bare addresses as links. ``rel`` is written into those to other sites."""
    if "." not in html and "://" not in html:
        return html
    quiet: list[str] = []
    pieces = _TAG.split(html)
    for at, piece in enumerate(pieces):
        if at % 2:
            _follow(piece, quiet)
        elif piece and not quiet:
            pieces[at] = _link_all(piece, rel)
    return "".join(pieces)


def _follow(tag: str, quiet: list[str]) -> None:
    """Keeps account of the elements that are open after ``tag`` and whose text is left alone."""
    found = _NAME.match(tag)
    name = found[2].lower() if found else ""
    if not found or name not in _QUIET:
        return
    if not found[1]:
        quiet.append(name)
    elif name in quiet:
        quiet.remove(name)


def _link_all(text: str, rel: str) -> str:
    pieces = []
    done = 0
    for start, end in _addresses(text):
        if start < done:
            continue
        pieces += [text[done:start], _link(text[start:end], rel)]
        done = end
    return "".join([*pieces, text[done:]])


def _addresses(text: str) -> list[tuple[int, int]]:
    """Where each address in ``text`` begins and ends."""
    found = []
    if "://" in text:
        found = [(match.start(), _with_bracket(text, match)) for match in _URL.finditer(text)]
    for match in _NAKED.finditer(text) if _MAY_BE_NAKED.search(text) else ():
        last = text[match.end() - 1]
        end = match.end() - (last in ".,;:")
        if end - match.start() > len("www."):
            found.append((match.start(), end))
    if "@" in text:
        found += [match.span() for match in _MAIL.finditer(text)]
    return sorted(found)


def _with_bracket(text: str, match: re.Match[str]) -> int:
    """The end of an address, with the closing bracket when the opening one is part of it."""
    end = match.end()
    while text.startswith(")", end) and match[0].count("(") > text.count(")", match.start(), end):
        end += 1
    return end


def _link(address: str, rel: str) -> str:
    if "@" in address and "/" not in address:
        return f'<a href="mailto:{address}">{address}</a>'
    naked = address[:4].lower() in ("www.", "ftp.")
    url = f"http://{address}" if naked else address
    url = _LONE_AMPERSAND.sub("&#038;", url).replace("'", "&#039;").replace("[", "%5B").replace("]", "%5D")
    return f'<a href="{url}" rel="{rel}">{url}</a>'
