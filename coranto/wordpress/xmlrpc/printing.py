"""Answers and faults as XML, laid out letter by letter as WordPress does it."""

import datetime
from typing import Any

from coranto.feeds.contents import for_xml
from coranto.wordpress.xmlrpc.faults import Fault

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#039;"})


def print_answer(value: Any) -> str:
    """The answer to a call."""
    inside = f"<value>\n      {print_value(value)}\n      </value>"
    params = f"  <params>\n    <param>\n      {inside}\n    </param>\n  </params>\n"
    return f"{HEAD}<methodResponse>\n{params}</methodResponse>\n"


def print_fault(fault: Fault) -> str:
    """A fault."""
    members = [("faultCode", f"<int>{fault.code}</int>"), ("faultString", f"<string>{escaped(fault.words)}</string>")]
    lines = "".join(
        f"        <member>\n          <name>{name}</name>\n          <value>{value}</value>\n        </member>\n"
        for name, value in members
    )
    inside = f"    <value>\n      <struct>\n{lines}      </struct>\n    </value>\n"
    return f"{HEAD}<methodResponse>\n  <fault>\n{inside}  </fault>\n</methodResponse>\n"


def print_value(value: Any) -> str:
    """One value: bool, int, float, str, an aware or naive moment, bytes, a list or a dict of these."""
    if isinstance(value, bool):
        return f"<boolean>{int(value)}</boolean>"
    if isinstance(value, int):
        return f"<int>{value}</int>"
    if isinstance(value, float):
        return f"<double>{value:.14g}</double>"
    if isinstance(value, datetime.datetime):
        return f"<dateTime.iso8601>{value:%Y%m%dT%H:%M:%S}</dateTime.iso8601>"
    if isinstance(value, dict):
        return _struct(value)
    if isinstance(value, list | tuple):
        rows = "".join(f"  <value>{print_value(each)}</value>\n" for each in value)
        return f"<array><data>\n{rows}</data></array>"
    return f"<string>{escaped(str(value))}</string>"


def _struct(value: dict[str, Any]) -> str:
    rows = (f"  <member><name>{escaped(n)}</name><value>{print_value(v)}</value></member>\n" for n, v in value.items())
    return f"<struct>\n{''.join(rows)}</struct>"


def escaped(text: str) -> str:
    """A text as XML holds it."""
    return for_xml(text).translate(ESCAPES)
