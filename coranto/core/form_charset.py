"""Requests that name a character set: every form and every query is read as UTF-8, as WordPress reads them.

Django refuses a form that names another one, anew whenever somebody touches it, the page of the error too. And as soon
as any is named it reads the query, before a middleware could answer for what is wrong with it. So the name is taken off
before Django sees the request. Whatever bytes are no UTF-8 are replaced.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
NAMED = "coranto.charset"
_CHARSET = re.compile(r";\s*charset\*?\s*=([^;]*)", re.IGNORECASE)


def read_as_utf8(application: Application) -> Application:
    """The WSGI application, whose requests name no character set."""

    def answer(environ: Environ, start_response: Any) -> Iterable[bytes]:
        take_off(environ)
        return application(environ, start_response)

    return answer


def take_off(environ: Environ) -> None:
    """Take the character set off the kind of the body. The Akismet protocol finds it under ``coranto.charset``.

    >>> environ = {"CONTENT_TYPE": 'multipart/form-data; charset="hex"; boundary=b'}
    >>> take_off(environ); environ
    {'CONTENT_TYPE': 'multipart/form-data; boundary=b', 'coranto.charset': 'hex'}
    """
    kind = environ.get("CONTENT_TYPE") or ""
    if found := _CHARSET.search(kind):
        environ["CONTENT_TYPE"] = _CHARSET.sub("", kind)
        environ[NAMED] = found[1].strip(' "')
