"""Links between things, as they stand in ``_links`` and in headers."""

from typing import Any

from coranto.publication.addresses import absolute
from coranto.publication.head import REST_REL, REST_ROOT
from coranto.wordpress.rest.answers import Answer, Json

V2 = "wp/v2/"
Links = dict[str, list[dict[str, Json]]]
CURIES = [{"name": "wp", "href": "https://api.w.org/{rel}", "templated": True}]


def rest_url(path: str = "") -> str:
    """The whole address of a route of ``wp/v2``: ``posts/7``."""
    return absolute(REST_ROOT + V2 + path)


def link(path: str, *, embeddable: bool = False, **more: Json) -> dict[str, Json]:
    """A link to a route of ``wp/v2``; an embeddable one may be followed by ``_embed``."""
    marks: dict[str, Json] = {"embeddable": True} if embeddable else {}
    return {**more, **marks, "href": rest_url(path)}


def self_link(path: str, **more: Json) -> list[dict[str, Json]]:
    """The link to a thing itself, with what this asker may do with it."""
    return [{**link(path, **more), "targetHints": {"allow": ["GET"]}}]


def entry_links(base: str, kind: str, number: int, *, author: int, featured: int, above: int = 0) -> Links:
    """Where all that belongs to a post or page is found; ``above`` is the page that it stands below."""
    path = f"{base}/{number}"
    links: Links = {"self": self_link(path), "collection": [link(base)], "about": [link(f"types/{kind}")]}
    if author:
        links["author"] = [link(f"users/{author}", embeddable=True)]
    links["replies"] = [link(f"comments?post={number}", embeddable=True)]
    links["version-history"] = [link(f"{path}/revisions", count=0)]
    if above:
        links["up"] = [link(f"{base}/{above}", embeddable=True)]
    if featured:
        links["wp:featuredmedia"] = [link(f"media/{featured}", embeddable=True)]
    links["wp:attachment"] = [link(f"media?parent={number}")]
    return links


def with_curies(links: Links) -> Links:
    """The links, with the note on what ``wp:`` stands for where it is used."""
    return {**links, "curies": CURIES} if any(name.startswith("wp:") for name in links) else links


def with_links(answer: Answer, fields: tuple[str, ...], *, embeds: bool) -> Json:
    """The body of an answer about one thing with its links; ``embeds``: what they lead to is to come with it."""
    bringing = ("_links", "_embedded") if embeds else ("_links",)
    wanted = not fields or answer.is_always_linked or any(each.partition(".")[0] in bringing for each in fields)
    if answer.links and wanted and isinstance(answer.body, dict):
        return {**answer.body, "_links": answer.links}
    return answer.body


def api_link() -> str:
    """The header that leads to the index."""
    return f'<{absolute(REST_ROOT)}>; rel="{REST_REL}"'


def alternate(url: str) -> dict[str, str | int]:
    """The header that leads from a thing's data to its page."""
    return {"Link": f'<{url}>; rel="alternate"; type=text/html'}


def item(body: dict[str, Any], links: Links) -> dict[str, Any]:
    """A thing within a list."""
    return {**body, "_links": links} if links else body
