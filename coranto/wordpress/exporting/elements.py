"""Records as elements of WXR 1.2, in the order in which WordPress writes their fields."""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import quoteattr

from coranto.wordpress.exporting.xml_text import cdata, escaped, permitted, rss_date, stamp
from coranto.wordpress.mapping.own_elements import NAMESPACE, PREFIX
from coranto.wordpress.wxr.names import WXR_NAMESPACES
from coranto.wordpress.wxr.records import AuthorRecord, CommentRecord, ItemRecord, Meta, SiteRecord, TermRecord

_DECLARED = "".join(
    f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in (*WXR_NAMESPACES.items(), (PREFIX, NAMESPACE))
)
START = f'<?xml version="1.0" encoding="UTF-8" ?>\n<rss version="2.0"{_DECLARED}>\n<channel>\n'
DECLARED_PREFIX = f"xmlns:{PREFIX}={quoteattr(NAMESPACE)}".encode()
"""What shows in the first bytes of a file that it is an export of ours."""
_PREFIXED = re.compile(r"<([\w.-]+):[\w.-]+")
END = "</channel>\n</rss>\n"


def site_xml(site: SiteRecord) -> str:
    """What stands first in the channel."""
    return (
        f"<title>{escaped(site.title)}</title>\n<link>{escaped(site.link)}</link>\n"
        f"<description>{escaped(site.description)}</description>\n<pubDate>{rss_date(site.pub_date)}</pubDate>\n"
        f"<language>{escaped(site.language)}</language>\n<wp:wxr_version>1.2</wp:wxr_version>\n"
        f"<wp:base_site_url>{escaped(site.base_site_url)}</wp:base_site_url>\n"
        f"<wp:base_blog_url>{escaped(site.base_blog_url)}</wp:base_blog_url>\n"
        f"<generator>{escaped(site.generator)}</generator>\n"
    )


def author_xml(author: AuthorRecord) -> str:
    """A ``wp:author``."""
    texts = (
        ("login", author.login),
        ("email", author.email),
        ("display_name", author.display_name),
        ("first_name", author.first_name),
        ("last_name", author.last_name),
    )
    inside = "".join(f"<wp:author_{name}>{cdata(text)}</wp:author_{name}>" for name, text in texts)
    return f"<wp:author><wp:author_id>{author.wp_id}</wp:author_id>{inside}{_unknown(author)}</wp:author>\n"


def term_xml(term: TermRecord) -> str:
    """A ``wp:category``, ``wp:tag`` or ``wp:term``."""
    meta = _meta("termmeta", term.meta) + _unknown(term)
    if term.taxonomy == "category":
        return (
            f"<wp:category><wp:term_id>{term.wp_id}</wp:term_id>"
            f"<wp:category_nicename>{cdata(term.slug)}</wp:category_nicename>"
            f"<wp:category_parent>{cdata(term.parent_slug)}</wp:category_parent><wp:cat_name>{cdata(term.name)}</wp:cat_name>"
            f"<wp:category_description>{cdata(term.description)}</wp:category_description>{meta}</wp:category>\n"
        )
    if term.taxonomy == "post_tag":
        return (
            f"<wp:tag><wp:term_id>{term.wp_id}</wp:term_id><wp:tag_slug>{cdata(term.slug)}</wp:tag_slug>"
            f"<wp:tag_name>{cdata(term.name)}</wp:tag_name>"
            f"<wp:tag_description>{cdata(term.description)}</wp:tag_description>{meta}</wp:tag>\n"
        )
    return (
        f"<wp:term><wp:term_id>{term.wp_id}</wp:term_id><wp:term_taxonomy>{cdata(term.taxonomy)}</wp:term_taxonomy>"
        f"<wp:term_slug>{cdata(term.slug)}</wp:term_slug><wp:term_parent>{cdata(term.parent_slug)}</wp:term_parent>"
        f"<wp:term_name>{cdata(term.name)}</wp:term_name>"
        f"<wp:term_description>{cdata(term.description)}</wp:term_description>{meta}</wp:term>\n"
    )


def item_xml(item: ItemRecord) -> str:
    """An ``item``; several lines, since people look into these files."""
    permalink = "true" if item.guid_is_permalink else "false"
    terms = "".join(
        f"<category domain={quoteattr(permitted(term.domain))} nicename={quoteattr(permitted(term.slug))}>"
        f"{cdata(term.name)}</category>\n"
        for term in item.terms
    )
    file = f"<wp:attachment_url>{cdata(item.attachment_url)}</wp:attachment_url>\n" if item.attachment_url else ""
    texts = (
        ("post_date", stamp(item.posted_local)),
        ("post_date_gmt", stamp(item.posted_gmt)),
        *((("post_modified", stamp(item.modified_local)),) if item.modified_local else ()),
        *((("post_modified_gmt", stamp(item.modified_gmt)),) if item.modified_gmt else ()),
        ("comment_status", item.comment_status),
        ("ping_status", item.ping_status),
        ("post_name", item.slug),
        ("status", item.status),
    )
    return (
        f"<item>\n<title>{cdata(item.title)}</title>\n<link>{escaped(item.link)}</link>\n"
        f"<pubDate>{rss_date(item.pub_date)}</pubDate>\n<dc:creator>{cdata(item.creator)}</dc:creator>\n"
        f'<guid isPermaLink="{permalink}">{escaped(item.guid)}</guid>\n'
        f"<description>{escaped(item.description)}</description>\n"
        f"<content:encoded>{cdata(item.content)}</content:encoded>\n"
        f"<excerpt:encoded>{cdata(item.excerpt)}</excerpt:encoded>\n<wp:post_id>{item.wp_id}</wp:post_id>\n"
        + "".join(f"<wp:{name}>{cdata(text)}</wp:{name}>\n" for name, text in texts)
        + f"<wp:post_parent>{item.parent_id}</wp:post_parent>\n<wp:menu_order>{item.menu_order}</wp:menu_order>\n"
        f"<wp:post_type>{cdata(item.post_type)}</wp:post_type>\n"
        f"<wp:post_password>{cdata(item.password)}</wp:post_password>\n"
        f"<wp:is_sticky>{item.is_sticky:d}</wp:is_sticky>\n{file}{terms}"
        f"{_meta('postmeta', item.meta)}{''.join(map(comment_xml, item.comments))}{_unknown(item)}</item>\n"
    )


def texts_of(item: ItemRecord) -> Iterator[str]:
    """All texts that people or programs wrote into an item and its comments."""
    yield from (item.title, item.content, item.excerpt, item.description, item.creator, item.slug, item.password)
    yield from (term.name for term in item.terms)
    yield from _values(item.meta)
    for comment in item.comments:
        yield from (comment.author, comment.email, comment.url, comment.content, comment.agent)
        yield from _values(comment.meta)


def _values(rows: Iterable[Meta]) -> Iterator[str]:
    for row in rows:
        yield row.key
        yield row.value


def comment_xml(comment: CommentRecord) -> str:
    """A ``wp:comment``."""
    texts = (
        ("author", cdata(comment.author)),
        ("author_email", cdata(comment.email)),
        ("author_url", escaped(comment.url)),
        ("author_IP", cdata(comment.ip)),
        ("date", cdata(stamp(comment.posted_local))),
        ("date_gmt", cdata(stamp(comment.posted_gmt))),
        ("content", cdata(comment.content)),
        ("approved", cdata(comment.approved)),
        ("type", cdata(comment.raw_kind)),
        ("parent", str(comment.parent_id)),
        ("user_id", str(comment.user_id)),
        *((("agent", cdata(comment.agent)),) if comment.agent else ()),
    )
    inside = "".join(f"<wp:comment_{name}>{xml}</wp:comment_{name}>" for name, xml in texts)
    meta = _meta("commentmeta", comment.meta)
    return f"<wp:comment><wp:comment_id>{comment.wp_id}</wp:comment_id>{inside}{meta}{_unknown(comment)}</wp:comment>\n"


def _meta(element: str, rows: Iterable[Meta]) -> str:
    return "".join(
        f"<wp:{element}><wp:meta_key>{cdata(row.key)}</wp:meta_key><wp:meta_value>{cdata(row.value)}</wp:meta_value></wp:{element}>\n"
        for row in rows
    )


def _unknown(record: AuthorRecord | TermRecord | ItemRecord | CommentRecord) -> str:
    return "".join(f"{declared(each.name, each.xml)}\n" for each in record.unknown)


def declared(name: str, xml: str) -> str:
    """An element kept from an export with the declaration of its prefix, which stood in the head of that export."""
    uri, brace, _local = name.removeprefix("{").rpartition("}")
    match = _PREFIXED.match(xml)
    if not brace or uri == NAMESPACE or match is None or f" xmlns:{match[1]}=" in xml[: xml.find(">")]:
        return xml
    return f"{match[0]} xmlns:{match[1]}={quoteattr(uri)}{xml[match.end() :]}"
