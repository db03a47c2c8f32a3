"""What is written to both sites over REST, one step after the other, and what is compared of the answers.

``{name}`` in a path or value is the id of what the step of that name made.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from tests.wordpress.judge.wordpress import is_newest

IS_NEWEST = is_newest()
IGNORED = frozenset(
    {"id", "date", "date_gmt", "modified", "modified_gmt", "guid", "link", "permalink_template", "_links", "author"}
    | {"class_list", "media_details", "source_url", "filename", "filesize", "avatar_urls", "author_avatar_urls", "meta"}
    | {"author_ip", "author_user_agent", "capabilities", "extra_capabilities", "registered_date", "email", "previous"}
    | {"author_email", "author_name", "username", "nickname", "name_of_file", "additional_data", "term_id", "locale"}
    | {"roles", "slug_of_user", "missing_image_sizes", "post", "parent", "categories", "uuid", "password_of_program"}
    | {"created", "preview_link"}
)
"""Numbers, moments and addresses differ between two sites, and what people are called."""
SECRET = re.compile(r"(?:[A-Za-z0-9]{4} ){5}[A-Za-z0-9]{4}")
AUTOSAVE = re.compile(r"^\d+(?=-autosave-v1$)")
LATER = frozenset({"featured_media"})
"""Fields of files that 7.1 has and 6.1 has not."""
OF_6_1 = (
    (' loading="lazy" decoding="async"', ""),
    (' decoding="async" loading="lazy"', ""),
    ("Add New Category", "Add Category"),
    (', "template_name": "Category Archives"', ""),
    ('"rendered": "Private: ', '"rendered": "'),
)
"""7.1 gives titles of private posts as they are, and says in descriptions of files how pictures are loaded."""
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00"
    b"\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
)


@dataclass(frozen=True)
class Step:
    """One request: who, how, where, what. ``name``: under which later steps find its id."""

    role: str
    method: str
    path: str
    body: Any = None
    name: str = ""
    headers: tuple[tuple[str, str], ...] = ()


def picture(role: str, name: str, *, title: str = "lamp.png") -> Step:
    """A file sent as a body."""
    headers = (("Content-Type", "image/png"), ("Content-Disposition", f'attachment; filename="{title}"'))
    return Step(role, "POST", "media", PNG, name, headers)


BLOCKS = "<!-- wp:html -->\n<b>Ebb</b> -- and flood\n<!-- /wp:html -->"
FURTHER = (
    Step("administrator", "POST", "posts", {"title": "Terns", "content": "Two\n\nlines -- <b>and</b> more"}, "terns"),
    Step("administrator", "GET", "posts/{terns}"),
    Step("administrator", "POST", "posts/{terns}", {"content": "Now\n\nthese", "title": "Gulls & terns"}),
    Step("administrator", "GET", "posts/{terns}"),
    Step("administrator", "POST", "posts/{terns}", {"status": "publish", "date": "2024-05-01T10:00:00"}),
    Step("", "GET", "posts/{terns}"),
    Step("administrator", "POST", "posts/{terns}", {"date": "2041-05-01T10:00:00"}),
    Step("", "GET", "posts/{terns}"),
    Step("administrator", "POST", "posts/{terns}", {"meta": "x"}),
    Step("administrator", "POST", "posts/{terns}", {"status": "private", "date": "2024-05-01T10:00:00"}),
    Step("administrator", "DELETE", "posts/{terns}"),
    Step("administrator", "POST", "posts/{terns}", {"status": "publish"}),
    Step("administrator", "DELETE", "posts/{terns}?force=true"),
    Step("administrator", "POST", "pages", {"title": "Isles", "content": BLOCKS, "status": "publish"}, "isles"),
    Step("administrator", "POST", "pages/{isles}", {"status": "draft"}),
    Step("administrator", "GET", "pages/{isles}?context=edit"),
    Step(
        "administrator", "POST", "categories", {"name": "Sea <b>wide</b>", "description": "Salt & <i>more</i>"}, "sea"
    ),
    Step("administrator", "POST", "categories", {"name": "Bays", "parent": "{sea}"}, "bay"),
    Step("administrator", "POST", "categories/{sea}", {"parent": "{bay}"}),
    Step("administrator", "POST", "categories/{sea}", {"parent": "{sea}"}),
    Step("administrator", "DELETE", "categories/{sea}?force=true"),
    Step("administrator", "GET", "categories/{bay}"),
    Step("administrator", "DELETE", "categories/1?force=true"),
    Step("author", "POST", "tags", {"name": "Kelp"}),
    picture("administrator", "chart", title="sea chart.png"),
    Step("administrator", "POST", "media/{chart}", {"alt_text": "A <i>chart</i>", "date": "2024-05-01T10:00:00"}),
    Step("administrator", "POST", "posts", {"title": "Said", "status": "publish"}, "said_on"),
    Step("administrator", "POST", "comments", {"post": "{said_on}", "content": "Well <b>put</b>."}, "word"),
    Step("administrator", "POST", "comments", {"post": "{said_on}", "content": "Well <b>put</b>."}),
    Step("administrator", "POST", "comments/{word}", {"status": "spam"}),
    Step("administrator", "POST", "comments/{word}", {"status": "unspam"}),
    Step("administrator", "POST", "comments/{word}", {"status": "trash"}),
    Step("administrator", "POST", "comments/{word}", {"status": "untrash"}),
    Step("administrator", "POST", "comments/{word}", {"status": "nonsense"}),
    Step("administrator", "POST", "comments/{word}", {"post": 999999}),
    Step("administrator", "GET", "statuses?context=edit"),
    Step("administrator", "GET", "taxonomies/category?context=edit"),
    Step("contributor", "GET", "types/page?context=edit"),
    Step("subscriber", "GET", "types?context=edit"),
    Step("author", "GET", "taxonomies/nav_menu?context=edit"),
)
STEPS = (
    Step("", "POST", "posts", {"title": "x"}),
    Step("subscriber", "POST", "posts", {"title": "x"}),
    Step("editor", "POST", "posts", {}),
    Step("editor", "POST", "posts", {"title": "One", "content": "<p>Text</p>"}, "one"),
    Step("editor", "GET", "posts/{one}?context=edit"),
    Step("", "GET", "posts/{one}"),
    Step("author", "GET", "posts/{one}"),
    Step("author", "GET", "posts/{one}?context=edit"),
    Step("author", "POST", "posts/{one}", {"title": "x"}),
    Step("author", "DELETE", "posts/{one}"),
    Step("editor", "POST", "posts/{one}", {"title": "Two", "status": "publish", "excerpt": "Short"}),
    Step("editor", "POST", "posts/{one}", {"format": "aside", "sticky": True, "comment_status": "closed"}),
    Step("editor", "POST", "posts/{one}", {"password": "ebb"}),
    Step("editor", "POST", "posts/{one}", {"sticky": False, "password": "ebb"}),
    Step("editor", "POST", "posts/{one}", {"sticky": True}),
    Step("editor", "POST", "posts/{one}", {"password": "", "slug": "Another Name"}),
    Step("editor", "POST", "posts/{one}", {"status": "nope"}),
    Step("editor", "POST", "posts/{one}", {"author": 999999}),
    Step("editor", "POST", "posts/{one}", {"template": "nope"}),
    Step("editor", "POST", "posts/{one}", {"categories": "a"}),
    Step("editor", "POST", "posts", {"title": "x", "id": 3}),
    Step("contributor", "POST", "posts", {"title": "x", "status": "publish"}),
    Step("contributor", "POST", "posts", {"title": "x", "status": "private"}),
    Step("contributor", "POST", "posts", {"title": "Mine", "status": "pending"}, "mine"),
    Step("contributor", "POST", "posts/{mine}", {"status": "publish"}),
    Step("contributor", "GET", "posts/{mine}?context=edit"),
    Step("author", "POST", "posts", {"title": "x", "author": 999999}),
    Step("editor", "POST", "posts/{one}", {"status": "private"}),
    Step("", "GET", "posts/{one}"),
    Step("editor", "DELETE", "posts/{one}"),
    Step("editor", "DELETE", "posts/{one}"),
    Step("editor", "DELETE", "posts/{one}?force=true"),
    Step("editor", "GET", "posts/{one}"),
    Step("editor", "DELETE", "posts/999999"),
    Step("author", "POST", "pages", {"title": "x"}),
    Step("editor", "POST", "pages", {"title": "Page", "status": "publish"}, "page"),
    Step("editor", "POST", "pages", {"title": "Below", "parent": "{page}", "menu_order": 2}, "below"),
    Step("editor", "POST", "pages", {"title": "x", "parent": 999999}),
    Step("editor", "GET", "pages/{below}?context=edit"),
    Step("editor", "DELETE", "pages/{below}?force=true"),
    Step("editor", "POST", "categories", {"name": "Harbour", "description": "All"}, "harbour"),
    Step("editor", "POST", "categories", {"name": "harbour"}),
    Step("editor", "POST", "categories", {"name": "x", "parent": 999999}),
    Step("editor", "POST", "categories", {}),
    Step("author", "POST", "categories", {"name": "x"}),
    Step("editor", "POST", "categories/{harbour}", {"name": "Harbours", "slug": "quays"}),
    Step("editor", "DELETE", "categories/{harbour}"),
    Step("author", "DELETE", "categories/{harbour}?force=true"),
    Step("editor", "DELETE", "categories/{harbour}?force=true"),
    Step("editor", "GET", "categories/{harbour}"),
    Step("editor", "POST", "tags", {"name": "Ebb"}, "ebb"),
    Step("editor", "POST", "tags", {"name": "Ebb"}),
    Step("editor", "DELETE", "tags/{ebb}?force=true"),
    Step("contributor", "POST", "media", {}),
    Step("author", "POST", "media", {}),
    picture("contributor", ""),
    picture("author", "file"),
    Step("author", "POST", "media/{file}", {"alt_text": "A lamp", "caption": "At night", "title": "Lamp"}),
    Step("author", "GET", "media/{file}?context=edit"),
    Step("author", "DELETE", "media/{file}"),
    Step("contributor", "DELETE", "media/{file}?force=true"),
    Step("author", "DELETE", "media/{file}?force=true"),
    Step("author", "GET", "media/{file}"),
    Step("editor", "POST", "posts", {"title": "Talk", "status": "publish", "comment_status": "open"}, "talk"),
    Step("", "POST", "comments", {"post": "{talk}", "content": "x"}),
    Step("author", "POST", "comments", {"content": "x"}),
    Step("author", "POST", "comments", {"post": "{talk}", "content": ""}),
    Step("editor", "POST", "comments", {"post": "{talk}", "content": "Well said, harbour master."}, "said"),
    Step("contributor", "POST", "comments/{said}", {"content": "x"}),
    Step("editor", "POST", "comments/{said}", {"content": "Said.", "status": "hold"}),
    Step("", "GET", "comments/{said}"),
    Step("editor", "GET", "comments/{said}?context=edit"),
    Step("editor", "POST", "comments/{said}", {"status": "approved"}),
    Step("editor", "DELETE", "comments/{said}"),
    Step("editor", "DELETE", "comments/{said}"),
    Step("editor", "DELETE", "comments/{said}?force=true"),
    Step("editor", "GET", "comments/{said}"),
    Step("editor", "GET", "users?context=edit"),
    Step("editor", "GET", "users/me"),
    Step("editor", "POST", "users/me", {"description": "Writes."}),
    Step("editor", "GET", "settings"),
    Step("editor", "POST", "settings", {"title": "x"}),
    Step("contributor", "GET", "posts?status=draft&context=edit"),
    Step("subscriber", "GET", "posts?status=draft"),
    Step("editor", "GET", "posts?status=nope"),
    Step("", "GET", "posts/{talk}/revisions"),
    Step("author", "GET", "posts/{talk}/revisions"),
    Step("editor", "POST", "posts/{talk}/autosaves", {"title": "Next"}),
    *FURTHER,
    Step("editor", "GET", "users/me/application-passwords"),
    Step("editor", "POST", "users/me/application-passwords", {"name": "Phone"}),
    Step("editor", "POST", "users/me/application-passwords", {}),
)


def filled(value: Any, ids: dict[str, int]) -> Any:
    """The value with the ids of earlier steps."""
    if isinstance(value, dict):
        return {key: filled(each, ids) for key, each in value.items()}
    if isinstance(value, str) and value.startswith("{") and value.endswith("}"):
        return ids[value[1:-1]]
    return value


def compared(status: int, body: Any) -> dict[str, Any]:
    """What is compared of an answer."""
    if isinstance(body, list):
        fields = sorted(body[0]) if body and isinstance(body[0], dict) else []
        return {"status": status, "fields": [name for name in fields if name not in IGNORED]}
    if not isinstance(body, dict):
        return {"status": status, "body": body}
    if status >= 400:
        data = body.get("data") or {}
        return {
            "status": status,
            "code": body.get("code"),
            "message": body.get("message"),
            "params": data.get("params"),
        }
    left_out = IGNORED | (LATER if not IS_NEWEST and body.get("type") == "attachment" else frozenset())
    shown = {name: value for name, value in spelled(body).items() if name not in left_out}
    return {"status": status, **{f"body.{name}": value for name, value in shown.items()}}


def spelled(body: dict[str, Any]) -> dict[str, Any]:
    """The body as 7.1 has it, without numbers and secrets that no two sites have alike."""
    text = json.dumps(body)
    for one, other in () if IS_NEWEST else OF_6_1:
        text = text.replace(json.dumps(one)[1:-1] if "=" in one else one, other)
    made: dict[str, Any] = json.loads(text)
    for name, value in made.items():
        if isinstance(value, str):
            made[name] = "(a password)" if SECRET.fullmatch(value) else AUTOSAVE.sub("7", value)
    return made
