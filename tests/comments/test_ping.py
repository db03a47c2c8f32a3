"""Other sites link here and say so; this site says so to others. Real servers on loopback, real fetching."""

import threading
import xmlrpc.client
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coranto.comments.actions import pinging, sending_pings
from coranto.comments.actions.pinging import PingRefused, receive_pingback
from coranto.comments.actions.sending_pings import queue_pings
from coranto.comments.models import Comment, SentPing
from coranto.comments.pings.pages import find_doors, find_link, links_out
from coranto.core.outgoing.http import Fetcher
from coranto.core.outgoing.pace import Pace
from coranto.posts.models import Post
from tests.comments.pages import page_of, rules
from tests.world import make_draft, make_page, make_post, publication

pytestmark = pytest.mark.django_db
HERE = "http://digest.example"


class Elsewhere(ThreadingHTTPServer):
    """Pages by path, and what was sent to it."""

    pages: dict[str, tuple[int, dict[str, str], str]]
    sent: list[tuple[str, str]]

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"


class Answering(BaseHTTPRequestHandler):
    """Answers with what is laid down for the path."""

    server: Elsewhere

    def do_GET(self) -> None:
        """The page."""
        status, headers, body = self.server.pages.get(self.path, (404, {}, ""))
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body.encode())))
        self.end_headers()
        self.wfile.write(body.encode())

    def do_POST(self) -> None:
        """Remember what was sent."""
        self.server.sent.append((self.path, self.rfile.read(int(self.headers["Content-Length"])).decode()))
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> Iterator[Elsewhere]:
    """A server that may be fetched from although it is on loopback."""
    server = Elsewhere(("127.0.0.1", 0), Answering)
    server.pages, server.sent = {}, []
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    fetcher = Fetcher(allow_private=True, limits=pinging.LIMITS, pace=Pace(0))
    for module in (pinging, sending_pings):
        monkeypatch.setattr(module, "fetcher", lambda: fetcher)
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def linking(post: Post, around: str = "I read <a href='{url}'>this</a> with pleasure.") -> str:
    """A page that links to a post."""
    url = f"{HERE}{post.path}"
    return f"<title>A tale &amp; more</title><p>Before.</p><p>{around.format(url=url)}</p><p>After.</p>"


def mention(source: str, target: str) -> int:
    """Send a webmention; the status."""
    return Client().post("/-/webmention/", {"source": source, "target": target}).status_code


def test_a_page_that_links_here_is_shown_among_the_comments(elsewhere: Elsewhere) -> None:
    rules()
    post = make_post()
    elsewhere.pages["/tale"] = (200, {}, linking(post))
    assert mention(f"{elsewhere.url}/tale", f"{HERE}{post.path}") == 202
    comment = Comment.objects.get()
    assert (comment.kind, comment.name, comment.url) == ("webmention", "A tale & more", f"{elsewhere.url}/tale")
    assert comment.html == "<p>[…] I read this with pleasure. […]</p>\n"
    page = page_of(Client().get(post.path))
    assert page.xpath("//ol[@id='comment-list']/li[div[@class='ping']]/@id") == [f"comment-{comment.pk}"]
    assert not page.xpath("//ol[@id='comment-list']//article")


def test_a_first_ping_of_a_site_is_held_where_first_comments_are(elsewhere: Elsewhere) -> None:
    rules(hold_first=True)
    post = make_post()
    elsewhere.pages["/tale"] = (200, {}, linking(post))
    mention(f"{elsewhere.url}/tale", f"{HERE}{post.path}")
    assert Comment.objects.get().status == "held"


@pytest.mark.parametrize(
    "page",
    [
        (404, {}, ""),
        (200, {}, "<p>No link</p>"),
        (200, {}, "<!-- <a href='{url}'>hidden</a> -->"),
        (200, {}, "{url} only in words"),
        (200, {"Content-Type": "application/pdf"}, "<a href='{url}'>x</a>"),
        (200, {}, "<a href='{url}x'>another page</a>"),
        (200, {}, ""),
        (302, {"Location": "http://127.0.0.1:1/"}, ""),
    ],
)
def test_a_page_that_does_not_link_here_leaves_nothing(
    elsewhere: Elsewhere, page: tuple[int, dict[str, str], str]
) -> None:
    rules()
    post = make_post()
    elsewhere.pages["/x"] = (page[0], page[1], page[2].replace("{url}", f"{HERE}{post.path}"))
    assert mention(f"{elsewhere.url}/x", f"{HERE}{post.path}") == 202
    assert not Comment.objects.exists()


def test_what_a_ping_says_is_only_text(elsewhere: Elsewhere) -> None:
    rules()
    post = make_post()
    body = (
        "<title>&lt;script>alert(1)&lt;/script></title>"
        + linking(post, "&lt;img src=x onerror=alert(1)> *x* <a href='{url}'>l</a>").partition("</title>")[2]
    )
    elsewhere.pages["/tale"] = (200, {}, body)
    mention(f"{elsewhere.url}/tale", f"{HERE}{post.path}")
    html = Comment.objects.get().html
    assert "<img" not in html and "&lt;img" in html
    assert "<script>alert" not in Client().get(post.path).content.decode()


def test_a_webmention_that_links_here_no_more_is_taken_away(elsewhere: Elsewhere) -> None:
    rules()
    post = make_post()
    source, target = f"{elsewhere.url}/tale", f"{HERE}{post.path}"
    elsewhere.pages["/tale"] = (200, {}, linking(post))
    assert [mention(source, target) for _ in range(2)] == [202, 202]
    assert Comment.objects.published().count() == 1
    elsewhere.pages["/tale"] = (410, {}, "")
    mention(source, target)
    assert not Comment.objects.published().exists()
    post.refresh_from_db()
    assert post.comment_count == 0


def refused(source: str, target: str) -> int:
    """The code of the refusal."""
    with pytest.raises(PingRefused) as caught:
        receive_pingback(source=source, target=target, network="192.0.2.1", at=timezone.now())
    return caught.value.code


def test_a_pingback_is_refused_with_the_codes_of_its_specification(elsewhere: Elsewhere) -> None:
    rules()
    post, closed, draft = make_post(), make_post(pings_open=False), make_draft()
    elsewhere.pages["/tale"] = (200, {}, linking(post))
    source = f"{elsewhere.url}/tale"
    assert refused(source, f"{HERE}/nowhere/") == 32
    assert refused(source, f"{HERE}/?p={draft.number}") == 32
    assert refused(source, "https://another.example/x/") == 32
    assert refused(source, f"{HERE}{closed.path}") == 33
    assert refused("javascript:alert(1)", f"{HERE}{post.path}") == 16
    assert refused(f"{HERE}/other/", f"{HERE}{post.path}") == 0
    receive_pingback(source=source, target=f"{HERE}{post.path}", network="192.0.2.1", at=timezone.now())
    assert Comment.objects.get().kind == "pingback"
    assert refused(source, f"{HERE}{post.path}#comments") == 48


def test_an_owner_who_takes_no_pings_gets_none(elsewhere: Elsewhere) -> None:
    rules(takes_pings=False)
    post = make_post()
    assert refused(f"{elsewhere.url}/tale", f"{HERE}{post.path}") == 33
    assert mention(f"{elsewhere.url}/tale", f"{HERE}{post.path}") == 400


def test_the_site_never_fetches_from_its_own_network() -> None:
    rules()
    post = make_post()
    for source in ("http://127.0.0.1:9/x", "http://localhost/x", "http://169.254.169.254/latest/"):
        assert mention(source, f"{HERE}{post.path}") == 202
    assert not Comment.objects.exists()


def test_a_network_has_a_limit(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.comments.actions.pinging.MOST_PINGS", 3)  # each is fetched, a second apart
    rules()
    post = make_post()
    for n in range(3):
        receive_pingback(
            source=f"{elsewhere.url}/{n}", target=f"{HERE}{post.path}", network="192.0.2.1", at=timezone.now()
        )
    assert refused(f"{elsewhere.url}/more", f"{HERE}{post.path}") == 0


def test_a_trackback_is_answered_as_wordpress_does(elsewhere: Elsewhere) -> None:
    rules()
    post = make_post()
    elsewhere.pages["/tale"] = (200, {}, linking(post))
    assert Client().get(f"{post.path}trackback/")["Location"] == post.path
    sent = {"url": f"{elsewhere.url}/tale", "title": "Forged", "excerpt": "Forged", "blog_name": "Forged"}
    good, again = (Client().post(f"{post.path}trackback/", sent) for _ in range(2))
    assert b"<error>0</error>" in good.content and good["Content-Type"] == "text/xml; charset=UTF-8"
    assert again.status_code == 200 and b"<error>1</error>" in again.content
    comment = Comment.objects.get()
    assert (comment.kind, comment.name) == ("trackback", "A tale & more") and "Forged" not in comment.html
    assert Client().post("/nowhere/trackback/", sent).status_code == 404


def test_pages_name_the_doors() -> None:
    open_post, closed = make_post(), make_post(pings_open=False)
    answer = Client().get(open_post.path)
    doors = find_doors({"link": answer["Link"]}, answer.content, "utf-8", f"{HERE}{open_post.path}")
    assert (doors.webmention, answer["X-Pingback"]) == (f"{HERE}/-/webmention/", f"{HERE}/xmlrpc.php")
    assert b"webmention" not in Client().get(closed.path).content


NEW = "2099"


def linking_out(elsewhere: Elsewhere) -> Post:
    """A post of today that links to pages elsewhere."""
    links = "".join(f'<a href="{elsewhere.url}/{name}">x</a>' for name in ("mention", "old", "neither", "gone", "old"))
    return make_post(at=timezone.now(), body=f'<p>{links}<a href="{HERE}/own/">own</a></p>')


def test_pages_that_a_post_links_to_are_told_once(elsewhere: Elsewhere) -> None:
    rules(sends_pings=True)
    elsewhere.pages |= {
        "/mention": (200, {"Link": '</hook?x=1>; rel="webmention"', "X-Pingback": f"{elsewhere.url}/xml"}, ""),
        "/old": (200, {}, f'<link rel="pingback" href="{elsewhere.url}/xml">'),
        "/neither": (200, {}, "<p>nothing</p>"),
        "/hook?x=1": (202, {}, ""),
        "/xml": (200, {}, ""),
    }
    post = linking_out(elsewhere)
    for _ in range(2):
        assert queue_pings(post=post, at=timezone.now())
    assert [path for path, _body in elsewhere.sent] == ["/hook?x=1", "/xml"]
    assert "source=http%3A%2F%2Fdigest.example" in elsewhere.sent[0][1]
    assert "pingback.ping" in elsewhere.sent[1][1]
    outcomes = {ping.target.rsplit("/", 1)[-1]: ping.outcome for ping in SentPing.objects.all()}
    assert outcomes["mention"] == "webmention 202" and outcomes["old"] == "pingback 200"
    assert outcomes["neither"] == "takes none" and "404" in outcomes["gone"]


def test_nobody_is_told_unless_the_owner_wants_it(elsewhere: Elsewhere) -> None:
    rules()
    assert not queue_pings(post=linking_out(elsewhere), at=timezone.now())
    rules(sends_pings=True)
    old = make_post(at="2016-02-07", body=f'<a href="{elsewhere.url}/x">x</a>')
    hidden = make_post(at=timezone.now(), is_private=True)
    assert not queue_pings(post=old, at=timezone.now()) and not queue_pings(post=hidden, at=timezone.now())
    assert not elsewhere.sent


def test_links_are_read_as_browsers_read_them() -> None:
    base = "https://a.example/dir/page"
    assert find_link(b"<p>x <a href=//digest.example/p/#c>y</a>", "utf-8", base, "http://digest.example/p")
    assert find_link(b"<base href=x><img src='http://digest.example/p'>", "utf-8", base, "http://digest.example/p/")
    assert find_link("<p>ü <a href='/p'>é</a>".encode("latin-1"), "latin-1", "http://digest.example/", f"{HERE}/p/")
    assert find_link(b"\xff\xfe\0", "nonsense", base, "http://digest.example/p") is None
    assert find_doors({}, b"<a rel='x webmention' href=''>m</a>", "utf-8", base).webmention == base
    assert list(links_out('<a href="javascript:x">a</a><a href="https://[">b</a>', base, "a.example")) == []


def test_the_address_of_a_post_may_be_a_former_one_or_its_number(elsewhere: Elsewhere) -> None:
    rules()
    publication()
    post = make_post()
    elsewhere.pages["/tale"] = (200, {}, f"<a href='{HERE}/?p={post.number}'>x</a>")
    assert mention(f"{elsewhere.url}/tale", f"{HERE}/?p={post.number}") == 202
    assert Comment.objects.get().thread.post == post


def test_static_pages_take_pings_where_they_are_let(client: Client, elsewhere: Elsewhere) -> None:
    rules()
    about = make_page("About", pings_open=True)
    make_page("Imprint", pings_open=False)
    elsewhere.pages["/tale"] = (200, {}, f"<a href='{HERE}/about/'>x</a> <a href='{HERE}/imprint/'>y</a>")
    elsewhere.pages["/other"] = (200, {}, f"<title>Another</title>Words <a href='{HERE}/about/'>of its own</a>")
    assert mention(f"{elsewhere.url}/tale", f"{HERE}/about/") == 202
    answer = client.post("/about/trackback/", {"url": f"{elsewhere.url}/other"})
    assert b"<error>0</error>" in answer.content
    kept = Comment.objects.order_by("pk").values_list("kind", "thread__page")
    assert list(kept) == [("webmention", about.pk), ("trackback", about.pk)]
    assert mention(f"{elsewhere.url}/tale", f"{HERE}/imprint/") == 400


def call(client: Client, method: str, *values: str) -> object:
    """What a pingback client gets: the answer, or the fault's code."""
    body = xmlrpc.client.dumps(values, method)
    answer = client.post("/xmlrpc.php", body.encode(), content_type="text/xml")
    assert answer.status_code == 200
    try:
        return xmlrpc.client.loads(answer.content)[0][0]
    except xmlrpc.client.Fault as fault:
        return fault.faultCode


def test_a_pingback_comes_in_over_xml_rpc(client: Client, elsewhere: Elsewhere) -> None:
    post = make_post("Tides")
    elsewhere.pages["/on-tides"] = (200, {}, f'<title>On tides</title><p>See <a href="{HERE}{post.path}">this</a>.')
    assert isinstance(call(client, "pingback.ping", f"{elsewhere.url}/on-tides", f"{HERE}{post.path}"), str)
    comment = Comment.objects.get()
    assert (comment.kind, comment.name) == ("pingback", "On tides")
    assert call(client, "pingback.ping", f"{elsewhere.url}/on-tides", f"{HERE}{post.path}") == 48
    assert call(client, "pingback.ping", f"{elsewhere.url}/on-tides", f"{HERE}/nothing/") == 0  # as WordPress
    assert call(client, "pingback.ping", "x") == -32602
    assert call(client, "wp.doesNotExist", "a", "b") == -32601


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<x",
        b"\xff" * 50,
        b"<a>" * 6000,
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><methodCall/>",
        b"x" * 50_000,
    ],
)
def test_what_is_no_call_is_told_so(client: Client, body: bytes) -> None:
    answer = client.post("/xmlrpc.php", body, content_type="text/xml")
    assert answer.status_code == 200 and b"-32700" in answer.content
    assert client.get("/xmlrpc.php").status_code == 405
