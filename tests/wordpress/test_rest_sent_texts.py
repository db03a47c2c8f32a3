"""What programs send they get back letter by letter, as long as nobody changes it: texts, dates, names."""

import datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.publication.models import Publication
from coranto.wordpress.models import SentText
from tests import world
from tests.query_counts import queries_of
from tests.wordpress.rest_asking import V2
from tests.wordpress.rest_person import Program

pytestmark = pytest.mark.django_db
BLOCKS = '<!-- wp:paragraph -->\n<p>Tides "ebb" -- and so on...</p>\n<!-- /wp:paragraph -->'
CLASSIC = "One line\n\nAnother <b>one</b>"
AS_PRINTED = "<p>One line</p>\n<p>Another <b>one</b></p>\n"


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    cache.clear()


@pytest.mark.parametrize("base", ["posts", "pages"])
def test_a_text_comes_back_as_it_was_sent(base: str) -> None:
    ask = Program("editor")
    made = ask.made(base, title="Tides", content=BLOCKS)
    path = f"{base}/{made['id']}"
    assert (made["content"]["raw"], made["content"]["block_version"]) == (BLOCKS, 1)
    assert made["content"]["rendered"].startswith('\n<p class="wp-block-paragraph">Tides &#8220;ebb&#8221; &#8212;')
    changed = ask.changed(path, content=CLASSIC)
    assert (changed["content"]["raw"], changed["content"]["rendered"]) == (CLASSIC, AS_PRINTED)
    assert ask.get(path)["content"]["rendered"] == AS_PRINTED  # of a draft, too
    ask.changed(path, status="publish", title="Tides and more")
    assert Client().get(V2 + path).json()["content"]["rendered"] == AS_PRINTED
    assert ask.get(f"{path}?context=edit")["content"]["raw"] == CLASSIC


def test_what_would_harm_is_kept_for_its_writer_but_not_printed() -> None:
    ask = Program("editor")
    text = "Fine <script>alert(1)</script> <b onclick=x>words</b>"
    made = ask.made("posts", title="Tides", content=text, status="publish")
    assert made["content"]["raw"] == text
    shown = Client().get(f"{V2}posts/{made['id']}").json()["content"]["rendered"]
    assert "words" in shown and "script" not in shown and "onclick" not in shown
    for address in (made["link"], "/feed/"):
        assert "alert(1)" not in Client().get(address).content.decode()


def test_a_text_that_was_changed_at_the_desk_is_the_desk_s() -> None:
    ask = Program("editor")
    made = ask.made("posts", title="Tides", content=CLASSIC, status="publish")
    post = Post.objects.get(number=made["id"])
    post.body_html = "<p>From the desk.</p>"
    post.save(update_fields=["body_html"])
    assert Client().get(f"{V2}posts/{made['id']}").json()["content"]["rendered"] == "<p>From the desk.</p>\n"
    assert ask.get(f"posts/{made['id']}?context=edit")["content"]["raw"] == "<p>From the desk.</p>"


def test_a_draft_beside_a_public_post_is_not_shown_to_strangers() -> None:
    ask = Program("editor")
    made = ask.made("posts", title="Tides", content=CLASSIC, status="publish")
    ask("POST", f"posts/{made['id']}/autosaves", {"content": "Not yet."})
    assert "Not yet" not in Client().get(f"{V2}posts/{made['id']}").content.decode()
    assert "Not yet" not in Client().get("/feed/").content.decode()
    assert ask.get(f"posts/{made['id']}?context=edit")["content"]["raw"] == "Not yet."


def test_feeds_print_a_text_as_it_was_sent() -> None:
    ask = Program("editor")
    ask.made("posts", title="Tides", content=CLASSIC, status="publish")
    assert f"<![CDATA[{AS_PRINTED}]]>" in Client().get("/feed/").content.decode()


def test_a_text_goes_with_its_post() -> None:
    ask = Program("editor")
    made = ask.made("posts", title="Tides", content=CLASSIC)
    assert SentText.objects.count() == 1
    ask("DELETE", f"posts/{made['id']}?force=true")
    assert not SentText.objects.exists()


def test_lists_cost_one_question_more_however_many_texts_were_sent(client: Client) -> None:
    ask = Program("editor")
    ask.made("posts", title="Tides 1", content=CLASSIC, status="publish")
    client.get(f"{V2}posts")
    few = queries_of(client, f"{V2}posts")
    for number in range(2, 6):
        ask.made("posts", title=f"Tides {number}", content=f"{CLASSIC} {number}", status="publish")
    assert queries_of(client, f"{V2}posts") == few


def test_a_draft_is_dated_by_the_clock_of_the_place() -> None:
    Publication.objects.update(time_zone="Asia/Tokyo")
    made = Program("editor").made("posts", title="Tides")
    local, gmt = (datetime.datetime.fromisoformat(made[name]) for name in ("date", "date_gmt"))
    assert local - gmt == datetime.timedelta(hours=9)
    made = Program("administrator").made("pages", title="Tides", date_gmt="2024-05-01T10:00:00")
    assert (made["date"], made["modified"]) == ("2024-05-01T19:00:00", "2024-05-01T19:00:00")


def test_what_is_published_at_once_is_called_by_its_address_and_a_draft_by_its_number() -> None:
    ask = Program("editor")
    for base, field in (("posts", "p"), ("pages", "page_id")):
        draft = ask.made(base, title="Tides")
        assert draft["guid"]["rendered"].endswith(f"/?{field}={draft['id']}")
        assert ask.changed(f"{base}/{draft['id']}", status="publish")["guid"] == draft["guid"]
        public = ask.made(base, title="Gulls", status="publish")
        assert public["guid"]["rendered"] == public["link"]
        assert ask.changed(f"{base}/{public['id']}", slug="terns")["guid"] == public["guid"]


def test_a_public_post_dated_ahead_waits_for_its_day() -> None:
    ask = Program("editor")
    made = ask.made("posts", title="Tides", content=CLASSIC, status="publish")
    day = (timezone.now() + datetime.timedelta(days=300)).strftime("%Y-%m-%dT08:00:00")
    ahead = ask.changed(f"posts/{made['id']}", date_gmt=day)
    assert (ahead["status"], ahead["date_gmt"], ahead["slug"]) == ("future", day, "tides")
    assert Client().get(f"{V2}posts/{made['id']}").status_code == 401
    assert Client().get(made["link"]).status_code == 404
    back = ask.changed(f"posts/{made['id']}", date="2024-05-01T08:00:00", status="publish")
    assert (back["status"], Client().get(back["link"]).status_code) == ("publish", 200)
    scheduled = ask.made("posts", title="Later on", status="publish", date_gmt=day)
    assert (scheduled["status"], scheduled["slug"]) == ("future", "later-on")


def test_small_things_are_as_in_wordpress() -> None:
    ask = Program("editor")
    private = ask.made("posts", title="Tides", status="private", password="ebb")
    assert (private["password"], private["content"]["protected"]) == ("", False)
    status, body = ask("POST", "posts", {"title": "x", "meta": "y"})
    assert (status, body["data"]["params"], body["data"]["details"]) == (400, {"meta": "Invalid parameter."}, [])
    binned = ask("DELETE", f"posts/{private['id']}")[1]
    assert binned["permalink_template"].endswith(f"/?p={private['id']}")
    page = ask.made("pages", title="Isles", status="publish")
    assert ask.changed(f"pages/{page['id']}", status="draft")["slug"] == "isles"
    below = ask.made("pages", title="Reefs", parent=page["id"])
    assert ask.changed(f"pages/{page['id']}", parent=below["id"])["parent"] == 0
    assert StaticPage.objects.get(number=page["id"]).depth == 3


def test_a_batch_answers_with_links() -> None:
    requests: list[Any] = [{"path": "/wp/v2/posts", "body": {"title": "A"}}, {"path": "wp/v2/posts", "body": {}}]
    status, body = Program("editor")("POST", "/wp-json/batch/v1", {"requests": requests})
    made, refused = body["responses"]
    assert (status, made["status"], refused["status"]) == (207, 201, 404)
    assert made["body"]["_links"]["self"][0]["href"].endswith(f"/posts/{made['body']['id']}")


def test_imported_texts_stay_when_something_else_is_changed() -> None:
    ask, post = Program("editor"), world.make_post("Harbour", body="<p>As it was.</p>")
    assert ask.changed(f"posts/{post.number}", title="Quay")["content"]["raw"] == "<p>As it was.</p>"
    assert not SentText.objects.exists()


@pytest.mark.parametrize("field", ["date", "date_gmt"])
@pytest.mark.parametrize("text", ["0001-01-01T00:00:00", "9999-12-31T23:59:59"])
@pytest.mark.parametrize("base", ["posts", "pages"])
def test_a_date_that_no_clock_here_can_show_is_refused(base: str, text: str, field: str) -> None:
    world.publication(time_zone="America/Phoenix")
    before = Post.objects.count() + StaticPage.objects.count()
    status, body = Program("editor")("POST", base, {"title": "T", "content": "x", "status": "future", field: text})
    assert (status, body["code"], body["data"]["params"]) == (400, "rest_invalid_param", {field: "Invalid date."})
    assert Post.objects.count() + StaticPage.objects.count() == before
