"""The index of the interface, of its namespaces, and what OPTIONS tells of a route."""

from collections.abc import Callable, Sequence

from django.conf import settings

from coranto.publication.addresses import absolute
from coranto.publication.head import REST_ROOT
from coranto.publication.models import Publication
from coranto.wordpress.rest.answers import Answer, Json
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.parameters import OUR_FORMS, Parameter
from coranto.wordpress.rest.routing import Endpoint, Route

NAMESPACES = ("oembed/1.0", "wp/v2")
AUTHORISE = "/wp-admin/authorize-application.php"
HELP = "https://developer.wordpress.org/rest-api/"
KINDS: dict[str, Json] = {
    "terms": ["object", "array"],
    "published": ["boolean", "array"],
    "objects": "array",
    "raw": "object",
    "template": "string",
}
Routes = Callable[[], Sequence[Route]]


def index_routes(routes: Routes) -> tuple[Route, ...]:
    """The index, and one for each namespace."""
    context = Parameter("context", default="view")
    return (
        Route("/", (Endpoint(lambda asked: _index(asked, routes()), parameters=(context,)),), ""),
        *(Route(f"/{name}", (Endpoint(_namespace(name, routes), parameters=(context,)),), name) for name in NAMESPACES),
    )


def _index(asked: Asked, routes: Sequence[Route]) -> Answer:
    publication = asked.publication
    logo, icon = publication.logo_id or 0, publication.icon_id or 0
    body = {
        "name": publication.name,
        "description": publication.tagline,
        "url": settings.PUBLIC_URL,
        "home": settings.PUBLIC_URL,
        "gmt_offset": _offset(publication, asked),
        "timezone_string": "" if publication.time_zone == "UTC" else publication.time_zone,
        "page_for_posts": publication.posts_page_number or 0,
        "page_on_front": publication.front_page_number or 0,
        "show_on_front": "page" if publication.front_page_number else "posts",
        "namespaces": list(NAMESPACES),
        "authentication": _authentication(),
        "routes": _described(routes),
        "site_logo": logo,
        "site_icon": icon,
        "site_icon_url": "",
    }
    return Answer(body, links={"help": [{"href": HELP}]})


def _authentication() -> Json:
    """Where programs ask for a password; as in WordPress nothing is said without encryption, though it works."""
    if not settings.PUBLIC_URL.startswith("https:"):
        return []
    return {"application-passwords": {"endpoints": {"authorization": absolute(AUTHORISE)}}}


def _offset(publication: Publication, asked: Asked) -> Json:
    """Hours east of Greenwich, now."""
    hours = (asked.at.astimezone(publication.zone).utcoffset() or asked.at - asked.at).total_seconds() / 3600
    return f"{hours:g}" if publication.time_zone == "UTC" else int(hours) if hours == int(hours) else hours


def _namespace(name: str, routes: Routes) -> Callable[[Asked], Answer]:
    def show(asked: Asked) -> Answer:
        chosen = [route for route in routes() if route.namespace == name]
        up = {"up": [{"href": absolute(REST_ROOT)}]}
        return Answer({"namespace": name, "routes": _described(chosen)}, links=up)

    return show


def _described(routes: Sequence[Route]) -> dict[str, Json]:
    return {route.pattern: describe_route(route) for route in routes if route.namespace in ("", *NAMESPACES)}


def describe_route(route: Route) -> dict[str, Json]:
    """What may be asked of a route, by which methods, with which parameters."""
    told: dict[str, Json] = {
        "namespace": route.namespace,
        "methods": route.methods,
        "endpoints": [_endpoint(endpoint) for endpoint in route.endpoints],
    }
    if "(" not in route.pattern:
        told["_links"] = {"self": [{"href": absolute(REST_ROOT + route.pattern.lstrip("/"))}]}
    return told


def _endpoint(endpoint: Endpoint) -> dict[str, Json]:
    told: dict[str, Json] = {"methods": list(endpoint.methods)}
    if endpoint.batched:
        told["allow_batch"] = {"v1": True}
    told["args"] = {parameter.name: parameter_schema(parameter) for parameter in endpoint.parameters}
    return told


def parameter_schema(parameter: Parameter) -> dict[str, Json]:
    """A parameter as JSON Schema."""
    kind = KINDS.get(parameter.kind, parameter.kind)
    told: dict[str, Json] = {"type": kind}
    if parameter.kind == "array":
        told["items"] = {"type": parameter.items, **({"enum": list(parameter.enum)} if parameter.enum else {})}
    elif parameter.enum:
        told["enum"] = list(parameter.enum)
    if parameter.form and parameter.form not in OUR_FORMS:
        told["format"] = parameter.form
    if parameter.minimum is not None:
        told["minimum"] = parameter.minimum
    if parameter.maximum is not None:
        told["maximum"] = parameter.maximum
    if parameter.default is not None:
        told["default"] = parameter.default
    return {**told, "required": parameter.required}
