"""What a stranger may not see: asked for through every door of the REST interface."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coranto.comments.models import Comment
from coranto.posts.actions.authors import author_of
from coranto.posts.models import Author
from tests import world
from tests.wordpress.rest_asking import V2, ask, code_of, numbers
from tests.wordpress.rest_person import Program

pytestmark = pytest.mark.django_db
SECRET = "quillwort"
TOMORROW = datetime.timedelta(days=1)


def hidden_posts() -> list[int]:
    """A draft, a private post, one of tomorrow, one in the bin; all hold the secret word."""
    text: dict[str, Any] = {"body": f"<p>{SECRET}</p>", "excerpt": SECRET}
    posts = [
        world.make_draft(f"{SECRET} draft", **text),
        world.make_post(f"{SECRET} private", is_private=True, **text),
        world.make_post(f"{SECRET} tomorrow", at=timezone.now() + TOMORROW, **text),
        world.make_draft(f"{SECRET} binned", binned_at=world.NOON, **text),
    ]
    for post in posts:
        world.make_comment(post, f"{SECRET} comment")
    return [post.number for post in posts]


def test_hidden_posts_are_behind_no_door(client: Client) -> None:
    author = world.make_author("Ada")
    shown = world.make_post("Shown", author=author)
    hidden = hidden_posts()
    for number in hidden:
        assert code_of(client, f"posts/{number}", 401) == "rest_forbidden"
        assert code_of(client, f"comments?post={number}", 401) == "rest_cannot_read_post"
        for door in (f"pages/{number}", f"media/{number}"):
            assert code_of(client, door, 404) == "rest_post_invalid_id"
        assert code_of(client, f"categories?post={number}", 401) == "rest_forbidden_context"
        url = f"http://localhost:8000/?p={number}"
        assert client.get("/wp-json/oembed/1.0/embed", {"url": url}).status_code == 404
    listed = ",".join(map(str, hidden))
    for door in (f"posts?include={listed}", f"search?include={listed}", f"posts?search={SECRET}"):
        assert ask(client, door) == []
    assert numbers(client, "posts?per_page=100") == [shown.number]
    doors = ("posts?_embed", "comments?_embed", "search", "users?_embed", "media", "pages", "tags", "categories?_embed")
    for door in doors:
        assert SECRET not in client.get(V2 + door).content.decode()


def test_hidden_pages_and_their_files_are_behind_no_door(client: Client) -> None:
    pages = [
        world.make_page(f"{SECRET} a", live=False),
        world.make_page(f"{SECRET} b", is_private=True),
        world.make_page(f"{SECRET} c", posted_at=timezone.now() + TOMORROW),
    ]
    for page in pages:
        world.make_comment(page, SECRET)
        assert code_of(client, f"pages/{page.number}", 401) == "rest_forbidden"
        assert code_of(client, f"comments?post={page.number}", 401) == "rest_cannot_read_post"
    draft = world.make_draft(f"{SECRET} d")
    file = world.make_attachment(f"{SECRET} e")
    type(file).objects.filter(pk=file.pk).update(parent_number=draft.number)
    assert code_of(client, f"media/{file.number}", 401) == "rest_forbidden"
    assert code_of(client, f"comments?post={file.number}", 401) == "rest_cannot_read_post"
    for door in ("pages", "media", f"media?parent={draft.number}", "search", "comments?per_page=100"):
        assert SECRET not in client.get(V2 + door).content.decode()


def test_totals_tell_nothing_of_files_of_hidden_posts(client: Client) -> None:
    hidden = [*hidden_posts(), world.make_post("Locked", password="ebb").number, 987_654]
    files = [
        world.make_attachment(SECRET, caption=SECRET, parent_number=number, path=f"/f{number}/") for number in hidden
    ]
    page = world.make_page("Unready", live=False)
    files.append(world.make_attachment(SECRET, parent_number=page.number))
    shown = world.make_attachment("Shown", parent=world.make_post("Open"))
    loose = world.make_attachment("Loose")
    listed = ",".join(str(file.number) for file in files)
    narrowed = (f"search={SECRET[:4]}", f"slug={SECRET}", f"parent={','.join(map(str, hidden))}", f"include={listed}")
    for question in narrowed:
        for door in (f"media?{question}", f"media?{question}&orderby=title&per_page=1"):
            answer = client.get(V2 + door)
            assert (answer.json(), answer["X-WP-Total"]) == ([], "0"), door
    for question in (f"exclude={files[0].number}", "parent_exclude=5", "orderby=title", "orderby=slug"):
        assert client.get(f"{V2}media?{question}")["X-WP-Total"] == "2", question
    assert numbers(client, "media?orderby=title&order=asc&per_page=2") == [loose.number, shown.number]
    assert Program("editor").get(f"media?search={SECRET}&_fields=id&per_page=50") == [
        {"id": file.number} for file in sorted(files, key=lambda file: -file.number)
    ]


def test_writers_count_the_files_of_their_own_drafts() -> None:
    ask = Program("author")
    own = world.make_draft("Own", author=author_of(user=ask.user))
    mine = world.make_attachment(f"{SECRET} mine", parent_number=own.number, path="/mine/")
    world.make_attachment(f"{SECRET} other", parent_number=world.make_draft("Other").number, path="/other/")
    assert [row["id"] for row in ask.get(f"media?search={SECRET}")] == [mine.number]
    assert ask.headers["X-WP-Total"] == "1"


def test_files_of_a_protected_post_are_not_shown(client: Client) -> None:
    post = world.make_post("Locked", password="ebb")
    file = world.make_attachment("Map", parent=post)
    assert code_of(client, f"media/{file.number}", 401) == "rest_forbidden"
    assert ask(client, "media") == []


def test_comments_that_are_not_published_are_not_shown(client: Client) -> None:
    post = world.make_post("Shown")
    shown = world.make_comment(post, "Fine")
    for status in (Comment.Status.HELD, Comment.Status.SPAM, Comment.Status.BINNED):
        comment = world.make_comment(post, SECRET, status=status)
        assert code_of(client, f"comments/{comment.pk}", 401) == "rest_cannot_read"
    removed = world.make_comment(post, SECRET, removed_at=world.NOON)
    ping = world.make_comment(post, "A pingback", kind=Comment.Kind.PINGBACK)
    assert code_of(client, f"comments/{removed.pk}", 404) == "rest_comment_invalid_id"
    assert numbers(client, "comments") == [shown.pk]
    assert ask(client, f"comments/{ping.pk}")["type"] == "pingback"


def test_comments_on_a_protected_post_need_its_password(client: Client) -> None:
    post = world.make_post("Locked", password="ebb")
    comment = world.make_comment(post, SECRET)
    assert code_of(client, f"comments/{comment.pk}", 401) == "rest_cannot_read"
    assert ask(client, "comments") == []
    (refused,) = ask(client, f"posts/{post.number}?_embed")["_embedded"]["replies"]
    assert refused["code"] == "rest_cannot_read_post"
    assert numbers(client, f"comments?post={post.number}&password=ebb") == [comment.pk]


def test_the_number_of_comments_found_tells_nothing_of_what_is_hidden(client: Client) -> None:
    hidden_posts()
    locked = world.make_post("Locked", password="ebb")
    world.make_comment(locked, SECRET)
    world.make_comment(world.make_page("Locked too", password="ebb"), SECRET)
    world.make_comment(world.make_page("Draft", live=False), SECRET)
    world.make_comment(world.make_attachment("Chart", parent=locked), SECRET)
    shown = [world.make_comment(thing, SECRET) for thing in (world.make_post("Shown"), world.make_attachment("Free"))]
    answer = client.get(f"{V2}comments?search={SECRET}")
    assert answer["X-WP-Total"] == str(len(answer.json())) == str(len(shown))
    answer = client.get(f"{V2}comments?post={locked.number}&password=ebb&search={SECRET}")
    assert answer["X-WP-Total"] == "1"


def test_addresses_of_people_are_never_told(client: Client) -> None:
    author = world.make_author("Ada", email="ada@private.example", login="ada-login")
    post = world.make_post(author=author)
    commenter = world.make_commenter("Tom", email="tom@private.example")
    world.make_comment(post, by=commenter, network_address="203.0.113.77", user_agent="Secret/1")
    doors = ("posts?_embed", f"users/{author.number}", "users", "comments?_embed", "search?_embed", "")
    for door in doors:
        told = client.get(V2 + door).content.decode()
        assert not any(word in told for word in ("private.example", "ada-login", "203.0.113", "Secret/1", "gravatar"))
    assert ask(client, "users?search=private.example") == ask(client, "users?search=ada-login") == []
    assert code_of(client, "comments?author_email=tom@private.example", 401) == "rest_forbidden_param"


def test_only_those_who_publish_are_users(client: Client) -> None:
    ada, idle = world.make_author("Ada"), world.make_author("Idle")
    world.make_post(author=ada)
    world.make_draft(author=idle)
    assert numbers(client, "users") == [ada.number]
    assert code_of(client, f"users/{idle.number}", 401) == "rest_user_cannot_view"
    assert code_of(client, f"users/{ada.number}?context=edit", 401) == "rest_forbidden_context"
    assert code_of(client, "users/me", 401) == "rest_not_logged_in"
    assert code_of(client, "users?orderby=email", 401) == "rest_forbidden_orderby"
    assert not Author.objects.filter(number=99).exists()
    assert code_of(client, "users/99", 404) == "rest_user_invalid_id"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("POST", "posts", 401, "rest_cannot_create"),
        ("POST", "posts/{post}", 401, "rest_cannot_edit"),
        ("PUT", "posts/{post}", 401, "rest_cannot_edit"),
        ("DELETE", "posts/{post}?force=true", 401, "rest_cannot_delete"),
        ("DELETE", "posts/999999", 404, "rest_post_invalid_id"),
        ("PUT", "posts", 404, "rest_no_route"),
        ("POST", "pages", 401, "rest_cannot_create"),
        ("POST", "media", 401, "rest_cannot_create"),
        ("POST", "comments", 401, "rest_comment_login_required"),
        ("POST", "categories?name=x", 401, "rest_cannot_create"),
        ("POST", "categories", 400, "rest_missing_callback_param"),
        ("POST", "users", 400, "rest_missing_callback_param"),
        ("POST", "settings", 401, "rest_forbidden"),
        ("GET", "settings", 401, "rest_forbidden"),
        ("GET", "posts/{post}/revisions", 401, "rest_cannot_read"),
        ("GET", "posts/{post}/autosaves", 401, "rest_cannot_read"),
        ("GET", "posts/999999/revisions", 404, "rest_post_invalid_parent"),
        ("GET", "menus", 401, "rest_cannot_view"),
        ("GET", "plugins", 401, "rest_cannot_view_plugins"),
        ("GET", "statuses/draft", 401, "rest_cannot_read_status"),
        ("GET", "types/nonsense", 404, "rest_type_invalid"),
    ],
)
def test_strangers_are_told_what_they_may_not(client: Client, method: str, path: str, status: int, code: str) -> None:
    post = world.make_post()
    response = client.generic(method, V2 + path.format(post=post.number))
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert type(post).objects.filter(pk=post.pk, title=post.title).exists()


def test_a_batch_answers_each_request(client: Client) -> None:
    asked = {"requests": [{"path": "/wp/v2/posts", "body": {"title": "x"}}, {"path": "/wp/v2/media"}, {"path": "/x"}]}
    response = client.post("/wp-json/batch/v1", asked, content_type="application/json")
    assert response.status_code == 207
    codes = [each["body"]["code"] for each in response.json()["responses"]]
    assert codes == ["rest_cannot_create", "rest_batch_not_allowed", "rest_no_route"]
    many = {"requests": [{"path": "/wp/v2/posts"}] * 26}
    assert client.post("/wp-json/batch/v1", many, content_type="application/json").status_code == 400
    get = {"requests": [{"path": "/wp/v2/posts", "method": "GET"}]}
    assert client.post("/wp-json/batch/v1", get, content_type="application/json").status_code == 400
