"""One question to the list of routes."""

from coranto.wordpress.rest import routes
from coranto.wordpress.rest.answers import Answer, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.index import describe_route
from coranto.wordpress.rest.routing import allowed, find, run


def dispatch(asked: Asked) -> Answer:
    """The answer of the route that is asked. Raise RefusalError."""
    route, endpoint = find(routes.every_route(), asked)
    return run(route, endpoint, asked)


def describe(asked: Asked) -> Answer:
    """The answer to OPTIONS: what may be asked at this address."""
    for route in routes.every_route():
        if found := route.expression.match(asked.route):
            asked.place = found.groupdict()
            return Answer(describe_route(route), allow=allowed(route, asked))
    return Answer([], allow=())  # WordPress has nothing to say of what is not there


def may_use(asked: Asked) -> tuple[str, ...]:
    """The methods that a stranger may use at the address, whatever is asked there."""
    try:
        route, _endpoint = find(routes.every_route(), asked)
    except RefusalError:
        return ()
    return allowed(route, asked)
