"""Reading the fields of a request: form-encoded in any character set, from clients of every age."""

from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError

from coranto.core.form_charset import NAMED

MOST_BYTES = 1024 * 1024
MOST_FIELDS = 2_000
CONTEXT = "comment_context"


class UnreadableError(Exception):
    """A body that cannot be used; the message says why. ``status`` is that of the HTTP answer."""

    def __init__(self, why: str, *, status: int = 400) -> None:
        super().__init__(why)
        self.status = status


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a request. A missing one is empty; of a repeated one the last counts, as in PHP."""

    values: dict[str, str] = field(default_factory=dict)
    context: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def first_of(self, *names: str) -> str:
        """The first of these that is not empty."""
        return next((self.values[name] for name in names if self.values.get(name)), "")


def read_fields(request: HttpRequest) -> Fields:
    """The fields of a query, and of a body of at most 1 MiB. Raise UnreadableError for what is none."""
    pairs = split(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
    if request.method == "POST":
        is_multipart = (request.content_type or "").startswith("multipart/form-data")
        pairs += multipart(request) if is_multipart else split(whole_body(request))
    charset = dict(pairs).get(b"blog_charset", b"").decode("ascii", "ignore") or request.META.get(NAMED, "utf-8")
    return gathered([(decoded(name, charset), decoded(value, charset)) for name, value in pairs])


def whole_body(request: HttpRequest) -> bytes:
    """The body, if it is not too long. Django reads none that was sent in chunks; our server knows where it ends."""
    is_chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
    stream = request.META["wsgi.input"] if is_chunked and not request.META.get("CONTENT_LENGTH") else request
    try:
        body: bytes = stream.read(MOST_BYTES + 1)
    except (UnreadablePostError, OSError) as error:
        raise UnreadableError("the request broke off") from error
    if len(body) > MOST_BYTES:
        raise UnreadableError(f"the request is longer than {MOST_BYTES} bytes", status=413)
    return body


def split(form: bytes) -> list[tuple[bytes, bytes]]:
    """Name and value of each field, as bytes: the character set may stand in one of them."""
    parts = form.split(b"&", MOST_FIELDS + 1) if form else []
    if len(parts) > MOST_FIELDS:
        raise UnreadableError(f"the request has more than {MOST_FIELDS} fields", status=413)
    found = []
    for part in parts:
        name, _equals, value = part.replace(b"+", b" ").partition(b"=")
        found.append((unquote_to_bytes(name), unquote_to_bytes(value)))
    return found


def multipart(request: HttpRequest) -> list[tuple[bytes, bytes]]:
    """Names and values of a multipart form; files in it are passed over."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not (length.isascii() and length.isdigit()) or int(length[:12]) > MOST_BYTES:
        raise UnreadableError(f"the request is longer than {MOST_BYTES} bytes", status=413)
    try:
        form = request.POST
    except (BadRequest, MultiPartParserError, SuspiciousOperation, RequestDataTooBig, OSError) as error:
        raise UnreadableError("the form cannot be read") from error
    pairs = [(name, value) for name, values in form.lists() for value in values if isinstance(value, str)]
    return [(name.encode("utf-8", "replace"), value.encode("utf-8", "replace")) for name, value in pairs]


def decoded(raw: bytes, charset: str) -> str:
    """The text: UTF-8 if it is, else in the character set that was named; NUL and lone surrogates are taken out."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        try:
            text = raw.decode(charset, "replace")
        except (LookupError, ValueError):
            text = raw.decode("utf-8", "replace")
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def gathered(pairs: list[tuple[str, str]]) -> Fields:
    """The fields by name; ``comment_context[]`` and ``comment_context[0]`` are gathered."""
    context = [value for name, value in pairs if name.partition("[")[0] == CONTEXT and value]
    return Fields(dict(pairs), tuple(context[:50]))
