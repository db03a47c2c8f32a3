"""A call read from XML. Nobody's word is taken for anything: no document type, no entities, no depth, no bulk.

What a value means follows WordPress's reader, which is lenient: a value without a type is a string, a number is what
its text begins with, an unknown element is passed over. Integers are Python's; a moment is a :class:`Moment`, a
file bytes.
"""

import binascii
import re
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any
from xml.parsers.expat import ExpatError, ParserCreate

from coranto.wordpress.xmlrpc.faults import INVALID, Fault, unreadable

DEEPEST = 40  # elements; a value in an array takes three
MOST_ELEMENTS = 30_000  # WordPress's own bound
SCALARS = {"int", "i4", "double", "boolean", "string", "dateTime.iso8601", "base64", "nil"}
_INTEGER = re.compile(r"\s*([+-]?\d{1,18})")
_DOUBLE = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)")


@dataclass(frozen=True, slots=True)
class Moment:
    """A ``dateTime.iso8601`` as it was written; see ``values.moment`` for what it means."""

    text: str


@dataclass(slots=True)
class Call:
    """A method's name and what it is called with."""

    method: str = ""
    params: list[Any] = field(default_factory=list)


def read_call(body: bytes) -> Call:
    """The call in a request's body. Raises :class:`Fault` for what is none."""
    reader = _Reader()
    try:
        reader.parser.Parse(body, True)
    except (ExpatError, LookupError, ValueError) as error:
        raise unreadable() from error
    if reader.root != "methodCall":
        raise Fault(INVALID, "server error. invalid xml-rpc. not conforming to spec. Request must be a methodCall")
    return reader.call


class _Reader:
    """Listens to expat. ``holders`` are the arrays and structs that are open, with the name of the struct's member."""

    def __init__(self) -> None:
        self.call = Call()
        self.root = ""
        self.depth = self.elements = 0
        self.text: list[str] = []
        self.holders: list[tuple[Any, list[str]]] = []
        self.has_value: list[bool] = []
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text.append
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse

    def refuse(self, *_declared: Any) -> None:
        """A document type can define entities, and they can fill the memory or read files."""
        raise unreadable()

    def begin(self, name: str, _attributes: dict[str, str]) -> None:
        """An element opens."""
        self.depth += 1
        self.elements += 1
        if self.depth > DEEPEST or self.elements > MOST_ELEMENTS:
            raise unreadable()
        self.root = self.root or name
        self.text.clear()
        if name == "value":
            self.has_value.append(False)
        elif name in ("array", "struct"):
            self.holders.append(([] if name == "array" else {}, [""]))

    def end(self, name: str) -> None:
        """An element closes."""
        self.depth -= 1
        text = "".join(self.text)
        self.text.clear()
        if name == "methodName":
            self.call.method = text.strip()
        elif name == "name" and self.holders:
            self.holders[-1][1][0] = text
        elif name in SCALARS:
            self.put(scalar(name, text))
        elif name in ("array", "struct"):
            self.put(self.holders.pop()[0])
        elif name == "value" and self.has_value and not self.has_value.pop():
            self.keep(text)

    def put(self, value: Any) -> None:
        """A value with a type: it belongs to the ``value`` element around it, and ends the text of that."""
        if self.has_value and not self.has_value[-1]:
            self.has_value[-1] = True
            self.keep(value)

    def keep(self, value: Any) -> None:
        """Into the array or struct that is open, or among the parameters."""
        if not self.holders:
            self.call.params.append(value)
            return
        holder, member = self.holders[-1]
        if isinstance(holder, list):
            holder.append(value)
        else:
            holder[member[0]] = value


def scalar(kind: str, text: str) -> Any:
    """The value of an element without others in it."""
    if kind in ("int", "i4"):
        found = _INTEGER.match(text)
        return int(found[1]) if found else 0
    if kind == "double":
        found = _DOUBLE.match(text)
        return float(found[1]) if found else 0.0
    if kind == "boolean":
        return text.strip() not in ("", "0")
    if kind == "dateTime.iso8601":
        return Moment(text.strip()[:40])
    if kind == "base64":
        return from_base64(text)
    return text.strip() if kind == "string" else ""


def from_base64(text: str) -> bytes:
    """What was sent as base64, with whatever white space in it; nothing for what is none."""
    try:
        return b64decode("".join(text.split()), validate=False)
    except (binascii.Error, ValueError):
        return b""
