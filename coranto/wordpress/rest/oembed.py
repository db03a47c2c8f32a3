"""``oembed/1.0``: a post or page as a frame for other sites."""

import re
import secrets
import string
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from lxml import etree

from coranto.comments.subjects import standing_of
from coranto.core.addresses import normal_path
from coranto.core.wordpress_spelling import escaped_once
from coranto.media.models import Attachment
from coranto.pages.asked_paths import readings
from coranto.pages.discussed_pages import is_public
from coranto.pages.finding import find_attachment, find_page, find_post
from coranto.pages.models import StaticPage
from coranto.posts.models import Author, Post
from coranto.publication.addresses import absolute
from coranto.wordpress.query_addresses import THINGS
from coranto.wordpress.rest.answers import Answer, Json, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.pages import printed_path
from coranto.wordpress.rest.entries.texts import title_of
from coranto.wordpress.rest.parameters import Parameter
from coranto.wordpress.rest.routing import Endpoint, Route
from coranto.wordpress.rest.users import public_users

Thing = Post | StaticPage | Attachment
NAMESPACE = "oembed/1.0"
XML_TYPE = "text/xml; charset=UTF-8"
NARROWEST, WIDEST = 200, 600
SECRET_LENGTH = 10
LONGEST_ADDRESS = 4_000
HUNG_BELOW = re.compile(r"(?<=/)(?:embed|feed(?:/(?:rss2?|atom|rdf))?)/\Z")
"""What stands below a post's address and still means the post."""
ALPHABET = string.ascii_letters + string.digits
EMBED = (
    Parameter("url", required=True),
    Parameter("format", default="json"),
    Parameter("maxwidth", "width", default=WIDEST),
)


def oembed_routes() -> tuple[Route, ...]:
    """The embed, and the proxy that only editors may use."""
    return (
        Route(f"/{NAMESPACE}/embed", (Endpoint(show_embed, parameters=EMBED),), NAMESPACE),
        Route(f"/{NAMESPACE}/proxy", (Endpoint(show_embed, parameters=EMBED[:1], permit=_no_proxy),), NAMESPACE),
    )


def _no_proxy(asked: Asked) -> None:
    words = "Sorry, you are not allowed to make proxied oEmbed requests."
    raise RefusalError("rest_forbidden", words, 401)


def show_embed(asked: Asked) -> Answer:
    """The frame for the post or page at an address of this site; as JSON, or as XML."""
    thing = _at(str(asked.values["url"]), asked)
    if thing is None:
        answer = RefusalError("oembed_invalid_url", "Not Found", 404, says_allow=True).answer()
    else:
        answer = Answer(_embed(thing, asked))
    if asked.values["format"] == "xml":
        answer.headers |= {"Content-Type": XML_TYPE, "raw": _xml(answer.body)}
    return answer


def _at(address: str, asked: Asked) -> Thing | None:
    """What the public may see at an address, whichever way the address is written."""
    try:
        parts = urlsplit(address[:LONGEST_ADDRESS].strip().replace("\0", ""))
        own = urlsplit(settings.PUBLIC_URL)
        host = (parts.hostname or "").removeprefix("www.")
        if parts.scheme not in ("http", "https", "") or host not in ("", (own.hostname or "").removeprefix("www.")):
            return None
    except ValueError:
        return None
    query = parse_qs(parts.query)
    for name in THINGS:
        if (number := query.get(name, [""])[0]).isascii() and number.isdigit() and len(number) < 19:
            return _numbered(int(number), asked)
    return _at_path(HUNG_BELOW.sub("", normal_path(parts.path)), asked)


def _at_path(path: str, asked: Asked) -> Thing | None:
    if path == "/":
        front = asked.publication.front_page_number
        return _numbered(front, asked) if front else None
    spelled = readings(path)
    if post := find_post(spelled):
        return post[0].post if post[0].post.is_published(asked.at) else None
    if page := find_page(spelled):
        return page[0] if is_public(page[0], asked.at) else None
    file = find_attachment(spelled)
    return _readable(file[0], asked) if file else None


def _readable(file: Attachment | None, asked: Asked) -> Attachment | None:
    """The file where it has a page that everybody may read."""
    has_page = file is not None and file.path and asked.publication.attachment_pages
    return file if file is not None and has_page and standing_of(file, asked.at)[0] else None


def _numbered(number: int, asked: Asked) -> Thing | None:
    post = Post.objects.published(asked.at).filter(number=number).select_related("author").defer("body").first()
    if post:
        return post
    page = StaticPage.objects.filter(number=number).select_related("author").defer("body").first()
    if page is not None:
        return page if is_public(page, asked.at) else None
    return _readable(Attachment.objects.filter(number=number).first(), asked)


def _path_and_author(thing: Thing, asked: Asked) -> tuple[str, Author | None]:
    if isinstance(thing, Attachment):
        author = public_users(asked).filter(number=thing.author_number).first() if thing.author_number else None
        return asked.addresses.printed(thing.path), author
    return thing.path if isinstance(thing, Post) else printed_path(thing, asked), thing.author


def _embed(thing: Thing, asked: Asked) -> dict[str, Json]:
    publication = asked.publication
    path, author = _path_and_author(thing, asked)
    url = absolute(path)
    framed = absolute(asked.addresses.printed(f"{path.rstrip('/')}/embed/"))
    width = max(NARROWEST, min(WIDEST, int(asked.values["maxwidth"])))
    height = max(round(width / 16 * 9), NARROWEST)
    title = title_of(thing.title)
    title = f"Protected: {title}" if not isinstance(thing, Attachment) and thing.password else title
    return {
        "version": "1.0",
        "provider_name": publication.name,
        "provider_url": settings.PUBLIC_URL,
        "author_name": author.name if author else publication.name,
        "author_url": absolute(asked.addresses.author(author.slug)) if author else settings.PUBLIC_URL,
        "title": title,
        "type": "rich",
        "width": width,
        "height": height,
        "html": _frame(title, url, framed, publication.name, f'width="{width}" height="{height}"'),
    }


def _frame(title: str, url: str, framed: str, site: str, size: str) -> str:
    """A quotation whose link the frame, at ``framed``, replaces; no script: it works without. ``title`` is HTML."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    label = f"&#8220;{escaped_once(title)}&#8221; &#8212; {escape(site)}"  # WordPress writes these signs so
    return (
        f'<blockquote class="wp-embedded-content" data-secret="{secret}">'
        f'<a href="{escape(url)}">{title}</a></blockquote>'
        f'<iframe sandbox="allow-scripts" security="restricted" src="{escape(framed)}#?secret={secret}" '
        f'{size} title="{label}" data-secret="{secret}" frameborder="0" marginwidth="0" '
        f'marginheight="0" scrolling="no" class="wp-embedded-content"></iframe>'
    )


def _put(above: Any, fields: dict[str, Json]) -> None:
    for name, value in fields.items():
        element = etree.SubElement(above, name)
        if isinstance(value, dict):
            _put(element, value)
        else:
            element.text = str(value)


def _xml(body: dict[str, Json]) -> str:
    root = etree.Element("oembed")
    _put(root, body)
    return '<?xml version="1.0"?>\n' + etree.tostring(root, encoding="unicode") + "\n"
