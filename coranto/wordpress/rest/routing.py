"""Routes: patterns of addresses with what may be done at each."""

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import DataError, transaction

from coranto.core.errors import PlainError
from coranto.wordpress.entries.errors import UnwritableError
from coranto.wordpress.rest.answers import Answer, RefusalError, no_route
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.parameters import Parameter, WrongValueError, checked, value_of

Permit = Callable[[Asked], None]
Reply = Callable[[Asked], Answer]


def anybody(asked: Asked) -> None:
    """No permission is needed."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing that may be done: by which methods, with which parameters.

    ``permit`` raises RefusalError for who may not; it sees checked values. ``ready`` comes after it and before the
    transaction in which something is written: it receives what may come slowly.
    """

    answer: Reply
    methods: tuple[str, ...] = ("GET",)
    parameters: tuple[Parameter, ...] = ()
    permit: Permit = anybody
    batched: bool = False
    ready: Permit = anybody


@dataclass(frozen=True, slots=True)
class Route:
    """An address: ``pattern`` is its regular expression as WordPress's index prints it.

    ``is_silent``: beside the refusal of a write WordPress does not say which methods are permitted.
    """

    pattern: str
    endpoints: tuple[Endpoint, ...]
    namespace: str = "wp/v2"
    is_silent: bool = False
    expression: re.Pattern[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        """The pattern matches whole addresses, whatever the case of letters."""
        object.__setattr__(self, "expression", re.compile(f"{self.pattern}\\Z", re.IGNORECASE | re.ASCII))

    @property
    def methods(self) -> list[str]:
        """All methods, in order."""
        return list(dict.fromkeys(method for endpoint in self.endpoints for method in endpoint.methods))

    def endpoint(self, method: str) -> Endpoint | None:
        """What a method does here. HEAD does what GET does."""
        wanted = "GET" if method == "HEAD" else method
        return next((each for each in self.endpoints if wanted in each.methods), None)


def find(routes: Sequence[Route], asked: Asked) -> tuple[Route, Endpoint]:
    """The route and endpoint for a request; what its pattern found goes into ``asked.place``."""
    for route in routes:
        if found := route.expression.match(asked.route):
            endpoint = route.endpoint(asked.method)
            if endpoint:
                asked.place = found.groupdict()
                return route, endpoint
    raise no_route()


def run(route: Route, endpoint: Endpoint, asked: Asked) -> Answer:
    """Check the parameters, ask for permission, answer."""
    try:
        prepare(endpoint, asked)
    except RefusalError as error:
        error.allow = allowed(route, asked)
        raise
    try:
        endpoint.permit(asked)
    except RefusalError as error:
        error.allow = () if asked.reads and asked.person is None else allowed(route, asked)
        raise
    return _answered(route, endpoint, asked)


def _answered(route: Route, endpoint: Endpoint, asked: Asked) -> Answer:
    """The answer, in one transaction where something is written; to a person, with all that they may do here."""
    try:
        endpoint.ready(asked)
        if asked.reads:
            answer = endpoint.answer(asked)
        else:
            with transaction.atomic():
                answer = endpoint.answer(asked)
    except RefusalError as error:
        error.allow = allowed(route, asked) if asked.person else error.allow
        raise
    except UnwritableError as problem:
        status = 400 if problem.status == 500 else problem.status
        raise RefusalError("rest_cannot_write", str(problem), status) from problem
    except (PlainError, DataError) as problem:
        words = str(problem) if isinstance(problem, PlainError) else "The values cannot be kept."
        raise RefusalError("rest_cannot_write", words, 400) from problem
    except ValidationError as problem:
        raise RefusalError("rest_cannot_write", " ".join(problem.messages), 400) from problem
    if asked.person:
        answer.allow = allowed(route, asked)
    return answer


def allowed(route: Route, asked: Asked) -> tuple[str, ...]:
    """The methods that who asks may use at this address."""
    if asked.person:
        free = [endpoint for endpoint in route.endpoints if _may(endpoint, asked)]
        return tuple(dict.fromkeys(method for endpoint in free for method in endpoint.methods))
    if route.is_silent and not asked.reads:
        return ()
    if route.endpoint("GET") is None:
        return tuple(method for each in route.endpoints if _may(each, asked) for method in each.methods)
    return ("GET",) if may_read(route, asked) else ()


def prepare(endpoint: Endpoint, asked: Asked) -> None:
    """Fill ``asked.values``."""
    given = {**asked.query, **asked.body, **asked.place}
    asked.given = frozenset(name for name, value in given.items() if value is not None)
    asked.values = checked(endpoint.parameters, given, is_known=asked.person is not None)


def _may(endpoint: Endpoint, asked: Asked) -> bool:
    """Whether who asks may do this at the address, with the values given as far as they are right."""
    given = {**asked.query, **asked.body, **asked.place}
    question = asked.inner(endpoint.methods[0], query=asked.query, body=asked.body, place=asked.place)
    question.values = {each.name: each.default for each in endpoint.parameters}
    for each in endpoint.parameters:
        with suppress(WrongValueError):
            if given.get(each.name) is not None:
                question.values[each.name] = value_of(each, given[each.name])
    try:
        endpoint.permit(question)
    except RefusalError:
        return False
    return True


def may_read(route: Route, asked: Asked) -> bool:
    """Whether who asks may read at this address."""
    reader = route.endpoint("GET")
    if reader is None:
        return False
    return _may(reader, asked.inner("GET", place=asked.place))
