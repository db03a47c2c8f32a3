"""Exports as text, for tests: small ones by hand, and any records written out as WordPress would."""

from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from coranto.wordpress.wxr.records import AuthorRecord, CommentRecord, ItemRecord, Meta, SiteRecord, TermRecord

NAMESPACES = (
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wfw="http://wellformedweb.org/CommentAPI/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" ?>\n'
HEAD = (
    f'<rss version="2.0" {NAMESPACES}>\n<channel>\n<title>Site</title>\n<link>https://digest.example</link>\n'
    "<wp:wxr_version>1.2</wp:wxr_version>\n<wp:base_blog_url>https://digest.example</wp:base_blog_url>\n"
)
TAIL = "</channel>\n</rss>\n"
ZERO = "0000-00-00 00:00:00"


def export(*items: str, head: str = HEAD, declaration: str = DECLARATION) -> str:
    """A whole export around the given items."""
    return declaration + head + "".join(items) + TAIL


def item(
    wp_id: int, inside: str = "", *, title: str = "<![CDATA[A title]]>", content: str = "<![CDATA[Text.]]>"
) -> str:
    """A published post. ``title`` and ``content`` are XML; ``inside`` comes last."""
    return (
        f"<item><title>{title}</title><dc:creator><![CDATA[editor]]></dc:creator>"
        f"<content:encoded>{content}</content:encoded><wp:post_id>{wp_id}</wp:post_id>"
        "<wp:post_date>2024-05-01 00:30:00</wp:post_date><wp:post_date_gmt>2024-04-30 22:30:00</wp:post_date_gmt>"
        f"<wp:post_name>post-{wp_id}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        f"{inside}</item>\n"
    )


def cdata(text: str) -> str:
    """Text in CDATA, with any ``]]>`` in it split as WordPress does."""
    return "<![CDATA[" + text.replace("]]>", "]]]]><![CDATA[>") + "]]>"


def written(site: SiteRecord, authors: list[AuthorRecord], terms: list[TermRecord], items: list[ItemRecord]) -> str:
    """The export of a site."""
    head = (
        f'<rss version="2.0" {NAMESPACES}>\n<channel>\n<title>{escape(site.title)}</title>\n'
        f"<link>{escape(site.link)}</link>\n<description>{escape(site.description)}</description>\n"
        f"<pubDate>{_rss(site.pub_date)}</pubDate>\n<language>{escape(site.language)}</language>\n"
        f"<wp:wxr_version>{site.wxr_version}</wp:wxr_version>\n"
        f"<wp:base_site_url>{escape(site.base_site_url)}</wp:base_site_url>\n"
        f"<wp:base_blog_url>{escape(site.base_blog_url)}</wp:base_blog_url>\n"
    )
    middle = f"<generator>{escape(site.generator)}</generator>\n"
    body = [*map(_author, authors), *map(_term, terms), middle, *map(_item, items)]
    return export(*body, head=head)


def _author(author: AuthorRecord) -> str:
    return (
        f"<wp:author><wp:author_id>{author.wp_id}</wp:author_id><wp:author_login>{cdata(author.login)}</wp:author_login>"
        f"<wp:author_email>{cdata(author.email)}</wp:author_email>"
        f"<wp:author_display_name>{cdata(author.display_name)}</wp:author_display_name>"
        f"<wp:author_first_name>{cdata(author.first_name)}</wp:author_first_name>"
        f"<wp:author_last_name>{cdata(author.last_name)}</wp:author_last_name></wp:author>\n"
    )


def _term(term: TermRecord) -> str:
    return (
        f"<wp:term><wp:term_id>{term.wp_id}</wp:term_id><wp:term_taxonomy>{cdata(term.taxonomy)}</wp:term_taxonomy>"
        f"<wp:term_slug>{cdata(term.slug)}</wp:term_slug><wp:term_parent>{cdata(term.parent_slug)}</wp:term_parent>"
        f"<wp:term_name>{cdata(term.name)}</wp:term_name>"
        f"<wp:term_description>{cdata(term.description)}</wp:term_description>"
        f"{_meta('termmeta', term.meta)}</wp:term>\n"
    )


def _item(record: ItemRecord) -> str:
    terms = "".join(
        f"<category domain={quoteattr(term.domain)} nicename={quoteattr(term.slug)}>{cdata(term.name)}</category>"
        for term in record.terms
    )
    attachment = f"<wp:attachment_url>{cdata(record.attachment_url)}</wp:attachment_url>"
    return (
        f"<item><title>{cdata(record.title)}</title><link>{escape(record.link)}</link>"
        f"<pubDate>{_rss(record.pub_date)}</pubDate><dc:creator>{cdata(record.creator)}</dc:creator>"
        f'<guid isPermaLink="{str(record.guid_is_permalink).lower()}">{escape(record.guid)}</guid>'
        f"<description>{cdata(record.description)}</description>"
        f"<content:encoded>{cdata(record.content)}</content:encoded>"
        f"<excerpt:encoded>{cdata(record.excerpt)}</excerpt:encoded><wp:post_id>{record.wp_id}</wp:post_id>"
        f"<wp:post_date>{cdata(_stamp(record.posted_local))}</wp:post_date>"
        f"<wp:post_date_gmt>{cdata(_stamp(record.posted_gmt))}</wp:post_date_gmt>"
        f"<wp:post_modified>{cdata(_stamp(record.modified_local))}</wp:post_modified>"
        f"<wp:post_modified_gmt>{cdata(_stamp(record.modified_gmt))}</wp:post_modified_gmt>"
        f"<wp:comment_status>{cdata(record.comment_status)}</wp:comment_status>"
        f"<wp:ping_status>{cdata(record.ping_status)}</wp:ping_status><wp:post_name>{cdata(record.slug)}</wp:post_name>"
        f"<wp:status>{cdata(record.status)}</wp:status><wp:post_parent>{record.parent_id}</wp:post_parent>"
        f"<wp:menu_order>{record.menu_order}</wp:menu_order><wp:post_type>{cdata(record.post_type)}</wp:post_type>"
        f"<wp:post_password>{cdata(record.password)}</wp:post_password><wp:is_sticky>{int(record.is_sticky)}</wp:is_sticky>"
        f"{attachment if record.attachment_url else ''}{terms}{_meta('postmeta', record.meta)}"
        f"{''.join(map(comment, record.comments))}</item>\n"
    )


def comment(record: CommentRecord) -> str:
    """A comment as the element of an item."""
    return (
        f"<wp:comment><wp:comment_id>{record.wp_id}</wp:comment_id>"
        f"<wp:comment_author>{cdata(record.author)}</wp:comment_author>"
        f"<wp:comment_author_email>{cdata(record.email)}</wp:comment_author_email>"
        f"<wp:comment_author_url>{escape(record.url)}</wp:comment_author_url>"
        f"<wp:comment_author_IP>{cdata(record.ip)}</wp:comment_author_IP>"
        f"<wp:comment_date>{cdata(_stamp(record.posted_local))}</wp:comment_date>"
        f"<wp:comment_date_gmt>{cdata(_stamp(record.posted_gmt))}</wp:comment_date_gmt>"
        f"<wp:comment_content>{cdata(record.content)}</wp:comment_content>"
        f"<wp:comment_approved>{cdata(record.approved)}</wp:comment_approved>"
        f"<wp:comment_type>{cdata(record.raw_kind)}</wp:comment_type>"
        f"<wp:comment_parent>{record.parent_id}</wp:comment_parent>"
        f"<wp:comment_user_id>{record.user_id}</wp:comment_user_id>{_meta('commentmeta', record.meta)}</wp:comment>"
    )


def _meta(element: str, rows: tuple[Meta, ...]) -> str:
    return "".join(
        f"<wp:{element}><wp:meta_key>{cdata(row.key)}</wp:meta_key><wp:meta_value>{cdata(row.value)}</wp:meta_value></wp:{element}>"
        for row in rows
    )


def _stamp(date: datetime | None) -> str:
    return date.strftime("%Y-%m-%d %H:%M:%S") if date else ZERO


def _rss(date: datetime | None) -> str:
    return date.strftime("%a, %d %b %Y %H:%M:%S +0000") if date else "Mon, 30 Nov -0001 00:00:00 +0000"
