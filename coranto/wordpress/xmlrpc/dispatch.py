"""From a call to its answer."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, transaction

from coranto.core.errors import PlainError
from coranto.wordpress.entries.errors import UnwritableError
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.faults import INVALID, NO_METHOD, WRONG_VALUES, Fault
from coranto.wordpress.xmlrpc.reading import Call
from coranto.wordpress.xmlrpc.values import items, struct, text

logger = logging.getLogger("coranto.xmlrpc")
MOST_CALLS = 50
"""In one ``system.multicall``. Editors send a handful."""
Args = Sequence[Any]
Work = Callable[[Caller, Args], Any]


@dataclass(frozen=True, slots=True)
class Method:
    """What is called. ``person_at`` is where name and password stand (-1: nobody is needed); they are taken out."""

    work: Work
    person_at: int = -1
    least: int = 0


Table = dict[str, Method]


def answer(call: Call, caller: Caller, table: Table) -> Any:
    """The method's answer. Raises :class:`Fault`."""
    if call.method == "system.multicall":
        return multicall(call, caller, table)
    method = table.get(call.method)
    if method is None:
        raise Fault(NO_METHOD, f"server error. requested method {call.method[:200]} does not exist.")
    if len(call.params) < method.least:
        raise Fault(400, "Insufficient arguments passed to this XML-RPC method.")
    return _called(method, call.params, caller)


def _called(method: Method, params: list[Any], caller: Caller) -> Any:
    args = params
    if method.person_at >= 0:
        name, password = [*params[method.person_at : method.person_at + 2], "", ""][:2]
        caller.sign_in(text(name), text(password))
        args = params[: method.person_at] + params[method.person_at + 2 :]
    try:
        with transaction.atomic():
            return method.work(caller, args)
    except UnwritableError as problem:
        raise Fault(problem.status, str(problem)) from problem
    except PlainError as problem:
        raise Fault(500, str(problem)) from problem
    except ValidationError as problem:
        raise Fault(500, " ".join(problem.messages)) from problem
    except (ArithmeticError, AttributeError, DataError, LookupError, TypeError, ValueError) as problem:
        logger.warning("A call could not be answered: %.200r", problem)  # one line: strangers send such values
        raise Fault(500, "The call could not be answered with these values.") from problem


def multicall(call: Call, caller: Caller, table: Table) -> list[Any]:
    """Many calls in one, each answered by an array of one value or by a fault."""
    asked = items(call.params[0]) if call.params else []
    if len(asked) > MOST_CALLS:
        raise Fault(WRONG_VALUES, f"server error. more than {MOST_CALLS} calls in one system.multicall.")
    return [_one_of_many(struct(each), caller, table) for each in asked]


def _one_of_many(asked: dict[str, Any], caller: Caller, table: Table) -> Any:
    call = Call(text(asked.get("methodName")), items(asked.get("params")))
    try:
        if call.method == "system.multicall":
            raise Fault(INVALID, "Recursive calls to system.multicall are forbidden")
        return [answer(call, caller, table)]
    except Fault as fault:
        return {"faultCode": fault.code, "faultString": fault.words}
