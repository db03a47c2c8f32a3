"""Taking in files, changing what is said of them, deleting them."""

import re
from typing import Any
from urllib.parse import unquote

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile

from coranto.core.errors import PlainError
from coranto.core.text import strip_tags
from coranto.media.actions import remove_file
from coranto.media.models import Attachment, CreditedImage
from coranto.media.new_files import bounded, check_name_of, plain_name
from coranto.posts.actions.filing import redirect_former
from coranto.posts.models import Author
from coranto.posts.slugs import slug_of
from coranto.wordpress.adding_files import add_attachment, free_slug, may_add_files, path_below
from coranto.wordpress.entries.reading import LARGEST, page_numbered, post_numbered
from coranto.wordpress.entries.rights import Entry
from coranto.wordpress.rest import media
from coranto.wordpress.rest.answers import Answer, RefusalError
from coranto.wordpress.rest.asked import Asked
from coranto.wordpress.rest.entries.posts import invalid_id
from coranto.wordpress.rest.entries.readable import may_change
from coranto.wordpress.rest.links import rest_url
from coranto.wordpress.rest.people import refusal, somebody
from coranto.wordpress.rest.writing.entry_changes import is_editor, is_own_number, moment_given

TEXTS = (("title", "title", 500), ("caption", "caption", 20_000), ("description", "description", 20_000))
LONGEST_ALT = 1_000
BLOCK = 64 * 1024
_NAME = re.compile(r"filename\s*=\s*(?:\"((?:[^\"\\]|\\.)*)\"|([^;\s]+))", re.IGNORECASE)
_CODED = re.compile(r"filename\*\s*=\s*utf-8'[^']*'([^;\s]+)", re.IGNORECASE)


def uploading(asked: Asked) -> None:
    """The permission to send a file."""
    if asked.body.get("id") or asked.query.get("id"):
        raise RefusalError("rest_post_exists", "Cannot create existing post.", 400)
    if asked.values.get("author") and not _may_name(asked):
        raise refusal("rest_cannot_edit_others", "create posts as this user.")
    if asked.person is None or not may_add_files(asked.person):
        raise refusal("rest_cannot_create", "create posts as this user.")
    parent = asked.values.get("post")
    if parent and not _may_attach(asked, parent):
        raise refusal("rest_cannot_edit", "upload media to this post.")


def _may_name(asked: Asked) -> bool:
    return is_editor(asked, "post") or is_own_number(asked, asked.values["author"])


def _entry(number: int) -> Entry | None:
    return post_numbered(number) or page_numbered(number)


def _may_attach(asked: Asked, number: int) -> bool:
    entry = _entry(number)
    return entry is not None and may_change(asked, entry)


def upload(asked: Asked) -> Answer:
    """A new file: the body itself, named by Content-Disposition; or the part ``file`` of a form."""
    name, sent = asked.sent
    number = asked.values.get("post")
    parent = _entry(number) if number else None
    try:
        file = add_attachment(name=name, blocks=sent.chunks(), parent=parent, at=asked.at, by=somebody(asked))
    except PlainError as problem:
        raise _no("rest_upload_unknown_error", str(problem)) from problem
    finally:
        sent.close()
    file.title, file.pings_open = file.title.rpartition(".")[0] or file.title, False
    say(asked, file)
    return added(asked, file)


def added(asked: Asked, file: Attachment, *, context: str = "edit") -> Answer:
    """201, with where the new file stands."""
    answer = _shown(asked, file, context)
    answer.status = 201
    answer.headers["Location"] = rest_url(f"media/{file.number}")
    return answer


def receive(asked: Asked) -> None:
    """Take in the name and the bytes of what was sent, before the database is touched: a body may come slowly."""
    asked.sent = _sent(asked)


def _sent(asked: Asked) -> tuple[str, UploadedFile]:
    http = asked.http
    if http.content_type == "multipart/form-data":
        given = http.FILES.get("file")
        if not isinstance(given, UploadedFile):
            raise _no("rest_upload_no_data", "No data supplied.")
        return given.name or "", given
    named = http.headers.get("Content-Disposition", "")
    if http.content_type in ("application/json", "application/x-www-form-urlencoded") or "body" in asked.body:
        raise _no("rest_upload_no_content_disposition", "No Content-Disposition supplied.")
    name = name_in(named)
    return name, _read(asked, name)


def name_in(header: str) -> str:
    """The file name in a Content-Disposition header. Raise RefusalError where there is none."""
    if not header:
        raise _no("rest_upload_no_content_disposition", "No Content-Disposition supplied.")
    coded, plain = _CODED.search(header), _NAME.search(header)
    if coded:
        return unquote(coded[1])
    if plain is None:
        words = (
            "Invalid Content-Disposition supplied. Content-Disposition needs to be formatted as "
            '`attachment; filename="image.png"` or similar.'
        )
        raise _no("rest_upload_invalid_disposition", words)
    return re.sub(r"\\(.)", r"\1", plain[1]) if plain[1] is not None else plain[2]


def _read(asked: Asked, name: str) -> UploadedFile:
    """The body, laid aside whole; refused where it is empty, too large, or its name says that it will not be taken."""
    aside = TemporaryUploadedFile(name, None, 0, None)
    try:
        check_name_of(plain_name(name))
        for block in bounded(name, iter(lambda: asked.http.read(BLOCK), b"")):
            aside.write(block)
            aside.size = (aside.size or 0) + len(block)
        if not aside.size:
            raise _no("rest_upload_no_data", "No data supplied.")
    except PlainError as problem:
        aside.close()
        raise _no("rest_upload_unknown_error", str(problem)) from problem
    except RefusalError:
        aside.close()
        raise
    return aside


def _no(code: str, words: str) -> RefusalError:
    return RefusalError(code, words, 400)


def file_asked(asked: Asked) -> Attachment:
    """The attachment that is asked for."""
    wanted = asked.values["id"]
    file = Attachment.objects.select_related("image").filter(number=min(max(wanted, 0), LARGEST)).first()
    if file is None:
        raise invalid_id()
    return file


def changing(asked: Asked) -> None:
    """The permission to change what is said of a file."""
    file = file_asked(asked)
    if not media.may_change_file(asked, file):
        raise refusal("rest_cannot_edit", "edit this post.")
    author = asked.values.get("author")
    if author and author != file.author_number and not _may_name(asked):
        raise refusal("rest_cannot_edit_others", "update posts as this user.")
    parent = asked.values.get("post")
    if parent and parent != file.parent_number and not _may_attach(asked, parent):
        raise refusal("rest_cannot_edit", "upload media to this post.")


def change_file(asked: Asked) -> Answer:
    """What is said of a file, changed."""
    file = file_asked(asked)
    say(asked, file)
    return _shown(asked, file)


def say(asked: Asked, file: Attachment) -> None:
    """Keep of a file what is said of it in the request."""
    values = asked.values
    for name, column, longest in TEXTS:
        if values.get(name) is not None:
            setattr(file, column, values[name][:longest])
    if values.get("alt_text") is not None:
        file.alt_text = " ".join(strip_tags(values["alt_text"]).split())[:LONGEST_ALT]
    for name, column in (("comment_status", "comments_open"), ("ping_status", "pings_open")):
        if values.get(name):
            setattr(file, column, values[name] == "open")
    _place(values, file)
    if posted_at := moment_given(asked):
        file.posted_at = posted_at
    file.modified_at = asked.at
    file.save()
    if file.image is not None:
        CreditedImage.objects.filter(pk=file.image.pk).update(alt_text=file.alt_text, caption=file.caption)


def _place(values: dict[str, Any], file: Attachment) -> None:
    """Where it stands, and whose it is."""
    if (slug := slug_of(values.get("slug") or "")) and slug != file.slug:
        file.slug = free_slug(slug)
    if author := values.get("author"):
        if not Author.objects.filter(number=min(author, LARGEST)).exists():
            raise RefusalError("rest_invalid_author", "Invalid author ID.", 400)
        file.author_number = author
    if values.get("post") is not None:
        file.parent_number = values["post"] or None
    if values.get("slug") or values.get("post") is not None:
        former, file.path = file.path, path_below(file.slug, _entry(file.parent_number or 0))
        redirect_former(former, file.path)


def _shown(asked: Asked, file: Attachment, context: str = "edit") -> Answer:
    asked.values["context"] = context
    body, links = media.make(asked, media.load([file.pk], asked)[0])
    return Answer(body, links=links)


def deleting(asked: Asked) -> None:
    """The permission to delete a file."""
    if not media.may_change_file(asked, file_asked(asked)):
        raise refusal("rest_cannot_delete", "delete this post.")


def delete_file(asked: Asked) -> Answer:
    """For ever, with ``force``: files have no bin."""
    if not asked.values["force"]:
        words = "The post does not support trashing. Set 'force=true' to delete."
        raise RefusalError("rest_trash_not_supported", words, 501)
    file = file_asked(asked)
    previous = _shown(asked, file).body
    remove_file(attachment=file, by=somebody(asked))
    return Answer({"deleted": True, "previous": previous})
