"""``/wp/v2/media``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.db.models import Q, QuerySet

from coranto.core.autop import autop
from coranto.core.html.harmless import is_harmless
from coranto.core.html.inline import inline_html
from coranto.core.texturize import texturize
from coranto.media.models import Attachment
from coranto.posts.models import Author
from coranto.posts.slugs import slug_of
from coranto.publication.addresses import absolute
from coranto.wordpress import adding_files
from coranto.wordpress.adding_files import CHANGE_FILES, number_for_files
from coranto.wordpress.content.printed_pictures import srcset_of
from coranto.wordpress.rest.answers import Answer, Json
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.contexts import in_context
from coranto.wordpress.rest.discussed import below_readable, kinds_of, own_numbers, public_numbers
from coranto.wordpress.rest.entries import choosing
from coranto.wordpress.rest.entries.post_classes import THEME_S_OWN
from coranto.wordpress.rest.entries.posts import invalid_id, may_not_read
from coranto.wordpress.rest.entries.readable import EDIT_THIS
from coranto.wordpress.rest.entries.texts import title_of
from coranto.wordpress.rest.links import Links, alternate, item, link, self_link
from coranto.wordpress.rest.media_details import Details, details_of, image_meta, printed_picture, stored_details
from coranto.wordpress.rest.moments import gmt, local
from coranto.wordpress.rest.paging import paged
from coranto.wordpress.rest.passwords import check_password

COLUMNS = {
    "author": "author_number",
    "date": "posted_at",
    "id": "number",
    "modified": "modified_at",
    "parent": "parent_number",
    "slug": "slug",
    "title": "title",
}
CLASSES = ("attachment", "type-attachment", "status-inherit", "hentry", THEME_S_OWN)
UPRIGHT, ENCODE_QUALITY, WEBP_QUALITY = 1, 82, 86
TELLING = ("search", "slug", "parent", "parent_exclude", "include", "exclude")
SEARCHED = {"post_title": "title", "post_content": "description", "post_excerpt": "caption"}


@dataclass(frozen=True, slots=True)
class Loaded:
    """An attachment with what its body is made of. ``has_author``: its author is one of ours.

    ``above`` is the type of what it belongs to, ``post`` or ``page``; empty where that is nothing.
    """

    file: Attachment
    details: Details
    has_author: bool
    above: str = ""


def permit_one(asked: Asked) -> None:
    """Strangers may read what belongs to nothing, or to something public."""
    file = Attachment.objects.filter(number=asked.values["id"]).first()
    if file is None:
        raise invalid_id()
    if asked.context == "edit" and not may_change_file(asked, file):
        raise EDIT_THIS
    check_password(asked, "")
    above: list[int] = [file.parent_number] if file.parent_number else []
    is_hidden = above and not public_numbers(above, asked) and not own_numbers(asked, above)
    if is_hidden and not may_change_file(asked, file):
        raise may_not_read()
    asked.found = file.pk


def list_media(asked: Asked) -> Answer:
    """One page of attachments. Those of what is not public are left out of it, as WordPress does."""
    choosing.check_order(asked)
    rows = Attachment.objects.filter(_chosen(asked) & _changeable(asked) & _readable(asked))
    total = choosing.shown_total(asked, rows.count())
    keys = choosing.page_keys(rows, choosing.understood(asked), COLUMNS)
    return paged(asked, [item(*make(asked, each)) for each in load(keys, asked)], total, "media")


def _readable(asked: Asked) -> Q:
    """Where a total, or a gap in the order, would tell words or slugs of files that are not shown: only what is.

    WordPress counts those too; the plain list does so here as there.
    """
    values = asked.values
    if changes_files(asked) or not (any(values[name] for name in TELLING) or values["orderby"] in ("title", "slug")):
        return Q()
    own = own_number(asked)
    return below_readable(asked) | Q(author_number=own) if own else below_readable(asked)


def _changeable(asked: Asked) -> Q:
    """To be changed only what one may change is listed; and nothing is private or in a bin here."""
    if asked.values["status"] and not {"inherit", "any"} & set(asked.values["status"]):
        return Q(pk__in=[])
    if asked.context != "edit" or changes_files(asked):
        return Q()
    return Q(author_number=own_number(asked)) if own_number(asked) else Q(pk__in=[])


def changes_files(asked: Asked) -> bool:
    """Whether who asks changes everybody's files."""
    return asked.person is not None and asked.person.has_perm(CHANGE_FILES)


def own_number(asked: Asked) -> int:
    """The number under which who asks uploads files, if they may; else 0."""
    return number_for_files(asked.person) if asked.person else 0


def may_change_file(asked: Asked, file: Attachment) -> bool:
    """Whether who asks may."""
    return asked.person is not None and adding_files.may_change_file(asked.person, file)


def _chosen(asked: Asked) -> Q:
    values = asked.values
    chosen = choosing.narrowed(asked, author="author_number")
    if values["parent"]:
        chosen &= _below(values["parent"])
    elif values["parent_exclude"]:
        chosen &= ~_below(values["parent_exclude"])
    if values["search"]:
        columns = [SEARCHED[name] for name in values["search_columns"] or SEARCHED]
        chosen &= choosing.containing(values["search"], columns)
    return chosen & _of_kind(values["media_type"], values["mime_type"])


def _below(parents: Sequence[int]) -> Q:
    below = Q(parent_number__in=[abs(number) for number in parents if number])
    return below | Q(parent_number=None) | Q(parent_number=0) if 0 in parents else below


def _of_kind(kinds: Sequence[str] | None, types: Sequence[str] | None) -> Q:
    """``media_type`` and ``mime_type``; a type that is none is passed over, as in WordPress."""
    chosen = Q()
    if kinds:
        of_kinds = Q()
        for kind in kinds:
            of_kinds |= Q(mime_type__startswith=f"{kind}/")
        chosen &= of_kinds
    full = [name for name in types or () if "/" in name]
    return chosen & Q(mime_type__in=full) if full else chosen


def show_file(asked: Asked) -> Answer:
    """One attachment."""
    found = load([asked.found], asked)
    if not found:
        raise invalid_id()
    body, links = make(asked, found[0])
    return Answer(body, headers=alternate(absolute(found[0].file.path or "/")), links=links)


def embedded(numbers: Iterable[int], asked: Asked) -> dict[int, Json]:
    """Public attachments as other things embed them, by number."""
    keys = list(Attachment.objects.filter(number__in=list(numbers)).values_list("pk", flat=True))
    return {each.file.number: item(*make(asked, each, context="embed")) for each in load(keys, asked)}


def load(keys: Sequence[int], asked: Asked) -> list[Loaded]:
    """The attachments with these keys, in this order, as far as they may be read."""
    rows: QuerySet[Attachment] = Attachment.objects.filter(pk__in=keys).select_related("image")
    found = {file.pk: file for file in rows}
    above = {file.parent_number for file in found.values() if file.parent_number}
    public, kinds = public_numbers(above, asked), kinds_of(above)
    numbers = {file.author_number for file in found.values() if file.author_number}
    authors = set(Author.objects.filter(number__in=numbers).values_list("number", flat=True))
    if asked.person is not None:
        public |= own_numbers(asked, above)
    files = (found[key] for key in keys if key in found)
    return [
        Loaded(file, details_of(file), file.author_number in authors, kinds.get(file.parent_number or 0, ""))
        for file in files
        if not file.parent_number or file.parent_number in public or may_change_file(asked, file)
    ]


def make(asked: Asked, loaded: Loaded, *, context: str = "") -> tuple[dict[str, Json], Links]:
    """The body of an attachment, and its links."""
    file = loaded.file
    author = (file.author_number or 0) if loaded.has_author else 0
    body = {**_as_post(file, author), **_as_file(file, loaded.details)}
    path = f"media/{file.number}"
    links: Links = {"self": self_link(path), "collection": [link("media")], "about": [link("types/attachment")]}
    if author:
        links["author"] = [link(f"users/{author}", embeddable=True)]
    links["replies"] = [link(f"comments?post={file.number}", embeddable=True)]
    if kind := loaded.above:
        above = f"{kind}s/{file.parent_number}"
        links["https://api.w.org/attached-to"] = [link(above, embeddable=True, post_type=kind, id=file.parent_number)]
    if (context or asked.context) == "edit":
        return with_raw_texts(file, body), links
    return in_context("attachment", body, context or asked.context), links


def with_raw_texts(file: Attachment, body: dict[str, Json]) -> dict[str, Json]:
    """The body with what is only there to be changed."""
    made: dict[str, Json] = {}
    for name, value in body.items():
        if name == "class_list":
            made |= {"permalink_template": _template(file), "generated_slug": slug_of(file.title) or file.slug}
        made[name] = value
    made["guid"] = {**body["guid"], "raw": body["guid"]["rendered"]}
    for name, raw in (("title", file.title), ("description", file.description), ("caption", file.caption)):
        made[name] = {"raw": raw, **body[name]}
    return {**made, "missing_image_sizes": [], **_encoding(file)}


def _encoding(file: Attachment) -> dict[str, Json]:
    """How copies of a picture are written, for editors that make them themselves (7.1)."""
    if not file.is_image:
        return {}
    turned = str(image_meta(stored_details(file)).get("orientation", ""))
    return {
        "exif_orientation": (int(turned) if turned.isdecimal() else 0) or UPRIGHT,
        "image_output_format": None,
        "image_save_progressive": False,
        "image_quality": {"default": WEBP_QUALITY if file.mime_type == "image/webp" else ENCODE_QUALITY, "sizes": []},
    }


def _template(file: Attachment) -> str:
    """Its address with ``%postname%`` for the slug, below what it belongs to; by number where that is nothing."""
    above = file.path.removesuffix(f"{file.slug}/")
    return absolute(f"{above}%postname%/" if file.parent_number else f"/?attachment_id={file.number}")


def _as_post(file: Attachment, author: int) -> dict[str, Json]:
    """What an attachment has in common with posts."""
    return {
        "id": file.number,
        "date": local(file.posted_at, file.utc_offset),
        "date_gmt": gmt(file.posted_at),
        "guid": {"rendered": file.guid or absolute(file.file_url)},
        "modified": local(file.modified_at, file.utc_offset),
        "modified_gmt": gmt(file.modified_at),
        "slug": file.slug,
        "status": "inherit",
        "type": "attachment",
        "link": absolute(file.path or f"/?attachment_id={file.number}"),
        "title": {"rendered": title_of(file.title)},
        "author": author,
        "featured_media": 0,
        "comment_status": "open" if file.comments_open else "closed",
        "ping_status": "open" if file.pings_open else "closed",
        "template": "",
        "meta": [],
        "class_list": [f"post-{file.number}", *CLASSES],
    }


def _as_file(file: Attachment, details: Details) -> dict[str, Json]:
    """What it has as a file."""
    url = absolute(file.file_url)
    return {
        "description": {"rendered": _description(file, details, url)},
        "caption": {"rendered": _text(file.caption or file.description)},
        "alt_text": file.alt_text,
        "media_type": "image" if file.is_image else "file",
        "mime_type": file.mime_type,
        "media_details": details.body,
        "post": file.parent_number or None,
        "source_url": url,
        "filename": file.upload_path.rpartition("/")[2],
        "filesize": details.size,
    }


def _text(text: str) -> str:
    if not text.strip():
        return ""
    shown = autop(texturize(text.strip()))
    return shown if is_harmless(shown) else autop(str(inline_html(texturize(text.strip()))))


def _description(file: Attachment, details: Details, url: str) -> str:
    """The file itself, then what is said of it."""
    if file.is_image:
        before = f"<p class=\"attachment\"><a href='{escape(url)}'>{_image(file, details)}</a></p>\n"
    else:
        before = f"<p class=\"attachment\"><a href='{escape(url)}'>{escape(file.title)}</a></p>\n"
    return before + _text(file.description)


def _image(file: Attachment, details: Details) -> str:
    """The picture in its medium size."""
    shown, picture = details.medium, printed_picture(file)
    source = absolute(shown.url)
    more = ""
    if picture:
        more = srcset_of(picture, source, (shown.width, shown.height), is_late=True)
        height = f"{100 * picture.whole.height / picture.whole.width:.2f}".rstrip("0").rstrip(".")
        more += f' style="width:100%;height:{height}%;max-width:{picture.whole.width}px;"'  # of the theme
    return (
        f'<img loading="lazy" decoding="async" width="{shown.width}" height="{shown.height}" src="{escape(source)}" '
        f'class="attachment-medium size-medium" alt="{escape(file.alt_text)}"{more} />'
    )
