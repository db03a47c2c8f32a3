"""Signs within the values of attributes that rules which take a tag to end at the first ``>`` would stumble over.

WordPress's typography is such a rule: of ``<a title="a > b">`` it takes the second half for text and bends its quotes,
so that the value never ends and a browser swallows what follows. The block editor writes such signs as references for
this reason; old texts hold them as they are.
"""

import re

_NAME = r"""[^\s"'<>/=]++"""
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'=<>`]++)"""
_TAG = re.compile(rf"<[a-zA-Z][a-zA-Z0-9:-]*+(?:\s++{_NAME}(?:\s*+=\s*+{_VALUE})?+)++\s*+/?>")
_QUOTED = re.compile(r"""=\s*+(?:"[^"]*+"|'[^']*+')""")


def with_written_signs(html: str) -> str:
    """``html`` with ``<`` and ``>`` as references in values between quotes. Tags that are not well formed stay as they
    are, since nobody knows where they were meant to end."""
    return _TAG.sub(_written_in_tag, html) if "=" in html else html


def _written_in_tag(tag: re.Match[str]) -> str:
    inside = tag[0][1:-1]
    return f"<{_QUOTED.sub(_written, inside)}>" if "<" in inside or ">" in inside else tag[0]


def _written(value: re.Match[str]) -> str:
    return value[0].replace("<", "&lt;").replace(">", "&gt;")
