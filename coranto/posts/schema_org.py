"""schema.org data of a post: who published it, and what it is based on.

The relation of each attribution decides: what was republished, excerpted or translated stands in ``isBasedOn`` (a
translation in ``translationOfWork`` too), what was quoted or found through it in ``citation``.
"""

import json
from collections.abc import Iterable
from typing import Any

from coranto.posts.contexts import AttributionView, PostView
from coranto.posts.models import Attribution
from coranto.publication.addresses import absolute
from coranto.publication.models import Publication
from coranto.publication.pictures import image_view

BASED_ON = {Attribution.Relation.REPUBLISHED, Attribution.Relation.EXCERPTED, Attribution.Relation.TRANSLATED}
HEADLINE_LENGTH = 110


def post_json_ld(post: PostView, publication: Publication, *, description: str) -> str:
    """The post as JSON-LD text. Nothing of a protected text is in it, beyond ``description``."""
    based_on = [attribution_work(each) for each in post.attributions if each.relation in BASED_ON]
    cited = [attribution_work(each) for each in post.attributions if each.relation not in BASED_ON]
    translated = [
        attribution_work(each) for each in post.attributions if each.relation == Attribution.Relation.TRANSLATED
    ]
    url = absolute(post.url)
    return _json(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "@id": f"{url}#article",
            "url": url,
            "mainEntityOfPage": url,
            "headline": post.title[:HEADLINE_LENGTH],
            "description": description,
            "datePublished": post.posted_at.isoformat(timespec="seconds"),
            "dateModified": (post.updated_at or post.posted_at).isoformat(timespec="seconds"),
            "inLanguage": post.language or publication.language,
            "author": [_person(byline.name, byline.url) for byline in post.bylines if not byline.role],
            "contributor": [_person(byline.name, byline.url) for byline in post.bylines if byline.role],
            "publisher": publisher(publication),
            "image": absolute(post.image.full_url or post.image.url) if post.image else None,
            "articleSection": [link.label for link in post.categories],
            "keywords": [link.label for link in post.tags],
            "commentCount": post.comment_count,
            "isAccessibleForFree": False if post.password_form else None,
            "isBasedOn": based_on,
            "translationOfWork": translated[0] if translated else None,
            "citation": cited,
        }
    )


def site_json_ld(publication: Publication) -> str:
    """The front page as JSON-LD: the site, its publisher, and how to search it."""
    return _json(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "url": absolute("/"),
            "name": publication.name,
            "description": publication.tagline,
            "inLanguage": publication.language,
            "publisher": publisher(publication),
            "potentialAction": {
                "@type": "SearchAction",
                "target": absolute("/?s={search_term_string}"),
                "query-input": "required name=search_term_string",
            },
        }
    )


def publisher(publication: Publication) -> dict[str, Any]:
    """The publication as an organization."""
    logo = image_view(publication.logo)
    return {
        "@type": "Organization",
        "name": publication.name,
        "url": absolute("/"),
        "logo": absolute(logo.full_url or logo.url) if logo else None,
    }


def attribution_work(attribution: AttributionView) -> dict[str, Any]:
    """What the post came from, as a work of its outlet."""
    return {
        "@type": "NewsArticle",
        "headline": attribution.title,
        "url": web_address(attribution.url),
        "datePublished": attribution.date,
        "author": _person(attribution.author) if attribution.author else None,
        "publisher": {
            "@type": "Organization",
            "name": attribution.source_name,
            "url": web_address(attribution.home_url),
        },
        "license": web_address(attribution.licence_url) or web_address(attribution.licence),
    }


def web_address(url: str) -> str:
    """The address if it is one of the web, else nothing."""
    return url if url.startswith(("http://", "https://")) else ""


def _person(name: str, path: str = "") -> dict[str, Any]:
    return {"@type": "Person", "name": name, "url": absolute(path) if path else ""}


def _json(value: dict[str, Any]) -> str:
    return json.dumps(_present(value), ensure_ascii=False, separators=(",", ":"))


def _present(value: Any) -> Any:
    """Without what is empty: absent is the honest way to say that something is not known. Numbers stay."""
    if isinstance(value, dict):
        kept = {key: _present(part) for key, part in value.items()}
        return {key: part for key, part in kept.items() if part not in (None, "", [], {})}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_present(part) for part in value]
    return value
