"""What the server says of itself, and the two methods to try it with."""

from typing import Any

from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.dispatch import Args

ARCHIVE = "https://web.archive.org/web/"
CAPABILITIES = {
    "xmlrpc": {"specUrl": "https://xmlrpc.com/spec.md", "specVersion": 1},
    "faults_interop": {
        "specUrl": f"{ARCHIVE}20240416231938/https://xmlrpc-epi.sourceforge.net/specs/rfc.fault_codes.php",
        "specVersion": 20010516,
    },
    "system.multicall": {
        "specUrl": f"{ARCHIVE}20060624230303/http://www.xmlrpc.com/discuss/msgReader$1208?mode=topic",
        "specVersion": 1,
    },
}
"""As WordPress 7.1 names them; two of the specifications are to be had in an archive alone."""


def capabilities(caller: Caller, args: Args) -> dict[str, Any]:
    """``system.getCapabilities``."""
    return CAPABILITIES


def say_hello(caller: Caller, args: Args) -> str:
    """``demo.sayHello``."""
    return "Hello!"


def add_numbers(caller: Caller, args: Args) -> int | float:
    """``demo.addTwoNumbers``."""
    first, second = args[0], args[1]
    return _number(first) + _number(second)


def _number(value: Any) -> int | float:
    if isinstance(value, int | float):
        return value
    return float(value) if "." in str(value) else int(value)


def text_filters(caller: Caller, args: Args) -> list[str]:
    """``mt.supportedTextFilters``: none."""
    return []
