"""Posts in the structs of ``metaWeblog``, ``blogger`` and ``mt``."""

from typing import Any

from coranto.core.body_marks import MORE
from coranto.posts.models import Post
from coranto.posts.slugs import slug_of
from coranto.wordpress.entries.reading import content_of, link_of, status_of
from coranto.wordpress.xmlrpc.caller import Caller
from coranto.wordpress.xmlrpc.custom_fields import custom_fields
from coranto.wordpress.xmlrpc.post_fields import author_number, featured_file
from coranto.wordpress.xmlrpc.term_fields import by_name
from coranto.wordpress.xmlrpc.values import greenwich, line, local, text


def halves(content: str) -> tuple[str, str, str]:
    """What stands before the ``more`` mark, the words in the mark, and what stands after it."""
    found = MORE.search(content)
    if found is None:
        return _trimmed(content), "", ""
    return _trimmed(content[: found.start()]), (found[1] or "").strip(), _trimmed(content[found.end() :])


def _trimmed(part: str) -> str:
    """Without white space round it, if it is a single line: so is WordPress's rule."""
    bare = part.strip()
    return part if "\n" in bare else bare


def metaweblog_struct(caller: Caller, post: Post) -> dict[str, Any]:
    """The struct of ``metaWeblog.getPost``."""
    first, words, rest = halves(content_of(post))
    picture = featured_file(post)
    return {
        "dateCreated": local(post.posted_at, post.utc_offset),
        "userid": author_number(post),
        "postid": post.number,
        "description": first,
        "title": post.title,
        "link": link_of(post),
        "permaLink": link_of(post),
        "categories": sorted((row.name for row in post.categories.all()), key=str.lower),
        "mt_excerpt": post.excerpt,
        "mt_text_more": rest,
        "wp_more_text": words,
        "mt_allow_comments": int(post.comments_open),
        "mt_allow_pings": int(post.pings_open),
        "mt_keywords": ", ".join(sorted((row.name for row in post.tags.all()), key=str.lower)),
        "wp_slug": post.slug,
        "wp_password": post.password,
        "wp_author_id": author_number(post),
        "wp_author_display_name": post.author.name if post.author else "",
        "date_created_gmt": greenwich(post.posted_at),
        "post_status": status_of(post, caller.at),
        "custom_fields": custom_fields(post),
        "wp_post_format": post.format,
        "sticky": post.is_sticky,
        "date_modified": local(post.modified_at, post.utc_offset),
        "date_modified_gmt": greenwich(post.modified_at),
        "wp_post_thumbnail": picture.number if picture else 0,
    }


def recent_struct(caller: Caller, post: Post) -> dict[str, Any]:
    """The struct of ``metaWeblog.getRecentPosts``: that of ``getPost`` with its number as text."""
    fields = metaweblog_struct(caller, post)
    sticky, picture = fields.pop("sticky"), fields.pop("wp_post_thumbnail")
    return {**fields, "postid": str(post.number), "sticky": sticky, "wp_post_thumbnail": picture}


def blogger_struct(post: Post) -> dict[str, Any]:
    """The struct of ``blogger.getPost``: title and categories stand in the text."""
    categories = ",".join(str(row.number) for row in by_name(post.categories.all()))
    return {
        "userid": author_number(post),
        "dateCreated": local(post.posted_at, post.utc_offset),
        "content": f"<title>{post.title}</title><category>{categories}</category>{content_of(post)}",
        "postid": str(post.number),
    }


def title_struct(caller: Caller, post: Post) -> dict[str, Any]:
    """One row of ``mt.getRecentPostTitles``."""
    return {
        "dateCreated": local(post.posted_at, post.utc_offset),
        "userid": author_number(post),
        "postid": str(post.number),
        "title": post.title,
        "post_status": status_of(post, caller.at, scheduled="future"),
        "date_created_gmt": greenwich(post.posted_at),
    }


def split_blogger(content: str) -> tuple[str | None, list[str] | None, str]:
    """Title and numbers of categories out of a text for ``blogger.newPost`` (or nothing), and the rest."""
    title, rest = _taken_out(content, "title")
    categories, rest = _taken_out(rest, "category")
    numbers = None if categories is None else [part.strip() for part in categories.split(",") if part.strip()]
    return title, numbers, rest.strip()


def _taken_out(content: str, name: str) -> tuple[str | None, str]:
    """What stands in the first element of that name, and the text without it."""
    before, begins, rest = content.partition(f"<{name}>")
    inside, ends, after = rest.partition(f"</{name}>")
    return (inside.strip(), before + after) if begins and ends else (None, content)


def texts_of(content: dict[str, Any], *, longest_title: int) -> dict[str, Any]:
    """Title, text in its halves, excerpt, password and slug as ``metaWeblog`` and ``wp.newPage`` send them."""
    changes: dict[str, Any] = {}
    if "title" in content:
        changes["title"] = line(content["title"], longest_title)
    if "description" in content:
        rest = text(content.get("mt_text_more"))
        changes["content"] = text(content["description"]) + (f"<!--more-->{rest}" if rest else "")
    if "mt_excerpt" in content:
        changes["excerpt"] = text(content["mt_excerpt"])
    if "wp_password" in content:
        changes["password"] = line(content["wp_password"], 255)
    if slug := slug_of(line(content.get("wp_slug"), 200)):
        changes["slug"] = slug
    return changes
