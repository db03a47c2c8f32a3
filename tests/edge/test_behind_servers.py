"""The sample configurations in docs/operating, tried: what nginx and Caddy serve from files is what Coranto answers."""

import http.client
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from coranto.edge.kept import unpack
from coranto.edge.strangers import PERSONAL_COOKIES, PERSONAL_HEADERS
from tests.browser.sites import CLEAN, PATIENCE, Site, running_site
from tests.cli.running import free_port
from tests.conftest import ROOT
from tests.edge.fronts import (
    SAMPLES,
    caddy_sample,
    needs_caddy,
    needs_nginx,
    nginx_sample,
    running_caddy,
    running_nginx,
)
from tests.edge.test_never_stale import changed_and_read

pytestmark = pytest.mark.slow

OTHER_IN_FRONT = {
    "server",
    "date",
    "etag",
    "last-modified",
    "connection",
    "accept-ranges",
    "content-length",
    "transfer-encoding",
}
"""Heads that differ, or that are compared apart."""
DONT_SAY = {"x-pingback", "alt-svc", "via", "keep-alive"}


Answer = tuple[int, dict[str, str], bytes]
MAKE = "from django.utils import timezone; from tests.world import make_post"


class Behind:
    """A site with a server in front of it. ``asked`` is what comes from Coranto itself."""

    def __init__(self, site: Site, port: int, files: Path) -> None:
        self.site, self.port, self.files = site, port, files

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Status, head and body, from the server in front."""
        return self._ask(self.port, path, method, headers)

    def ask_site(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """The same from Coranto itself, as if the server in front asked."""
        host = f"127.0.0.1:{self.port}"
        forwarded = {"X-Forwarded-Host": host, "X-Forwarded-Proto": "http", "X-Forwarded-For": "127.0.0.1"}
        return self._ask(urlsplit(self.site.url).port or 80, path, method, {**forwarded, **headers})

    def _ask(self, port: int, path: str, method: str, headers: dict[str, str]) -> Answer:
        given = {"Host": f"127.0.0.1:{self.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders()
            response = connection.getresponse()
            head: dict[str, str] = {}
            for name, value in response.getheaders():
                name = name.lower()
                head[name] = f"{head[name]}, {value}" if name in head else value
            return response.status, head, response.read()
        finally:
            connection.close()

    def has_file(self, path: str) -> bool:
        """Whether there is a file for the address, after asking until there is, for up to a minute."""
        folder, _, last = path.lstrip("/").rpartition("/")
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.ask(path)
            if list((self.files / "current" / folder).glob(f"{last}@.*")):
                return True
            time.sleep(0.1)
        return False

    def is_a_hit(self, path: str) -> bool:
        """Whether Varnish keeps the page after it was asked for; a purge that is sent twice may come between."""
        for _ in range(6):
            if self.was_hit(self.ask(path)[1]):
                return True
            time.sleep(0.5)
        return False

    def was_hit(self, head: dict[str, str]) -> bool:
        """Whether Varnish took an answer from what it keeps: it names two requests then."""
        return len(head["x-varnish"].split()) == 2

    def is_from_file(self, path: str, method: str = "GET", **headers: str) -> bool:
        """Whether the server in front answers by itself: its entity tags are not ours."""
        tag = self.ask(path, method, **headers)[1].get("etag", "")
        return bool(tag) and tag != self.ask_site(path, method, **headers)[1].get("etag")


def imported(work: Path) -> Path:
    """A home with the demonstration in it."""
    from coranto.demo import EXPORT

    command = [sys.executable, "-m", "coranto", "import", "wordpress", str(EXPORT), "--home", str(work / "home")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, env=CLEAN)
    return work / "home"


@contextmanager
def behind(
    work: Path, start: Callable[..., AbstractContextManager[None]], sample: Callable[..., str], name: str
) -> Iterator[Behind]:
    """The demonstration, served behind a server."""
    home, port, own = imported(work), free_port(), free_port()
    with ExitStack() as stack:
        shared = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="coranto-")))
        shared.chmod(0o755)
        settings = {"CORANTO_URL": f"http://127.0.0.1:{port}", "CORANTO_PROXIES": "1"}
        if name.startswith("page-files"):
            settings["CORANTO_PAGE_FILES"] = str(shared / "pages")
        site = stack.enter_context(running_site(home, port=own, workers=2, **settings))
        text = sample(name, port=port, behind=own, files=shared / "pages")
        stack.enter_context(start(shared / "front", text, port))
        yield Behind(site, port, shared / "pages")


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    with behind(tmp_path_factory.mktemp("nginx"), running_nginx, nginx_sample, "page-files.conf") as found:
        yield found


@pytest.fixture(scope="module")
def caddy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    with behind(tmp_path_factory.mktemp("caddy"), running_caddy, caddy_sample, "page-files.Caddyfile") as found:
        yield found


@pytest.fixture(params=[pytest.param("nginx", marks=needs_nginx), pytest.param("caddy", marks=needs_caddy)])
def front(request: pytest.FixtureRequest) -> Behind:
    found: Behind = request.getfixturevalue(request.param)
    return found


def post_of(front: Behind) -> str:
    """The address of the post with the most comments."""
    code = "from coranto.posts.models import Post; print(Post.objects.order_by('-comment_count').first().path)"
    return front.site.run(code)


ADDRESSES = ("/", "POST", "/feed/", "/feed/atom/", "/feed/rdf/", "/feed/json/", "/wp-sitemap.xml", "/archives/")


def test_a_file_is_the_same_answer_as_the_servers(front: Behind) -> None:
    for path in [post_of(front) if path == "POST" else path for path in ADDRESSES]:
        assert front.has_file(path), path
        for accepted in (dict[str, str](), {"Accept_Encoding": "gzip"}, {"Accept_Encoding": "gzip, br"}):
            ours = front.ask_site(path, **accepted)
            theirs = front.ask(path, **accepted)
            assert theirs[1]["etag"] != ours[1]["etag"], f"{path} does not come from a file"
            assert (theirs[0], len(theirs[2])) == (200, int(theirs[1].get("content-length", len(theirs[2]))))
            plain = [unpack(body, head.get("content-encoding", "")) for _status, head, body in (ours, theirs)]
            assert plain[0] == plain[1], path  # as they are packed they may differ: the site packs some quickly
            compare(path, ours[1], theirs[1])
        head = front.ask(path, "HEAD")
        assert (head[0], head[2]) == (200, b"") and head[1]["content-type"] == ours[1]["content-type"]


def compare(path: str, ours: dict[str, str], theirs: dict[str, str]) -> None:
    """The heads must say the same, but for what a server in front cannot know."""
    for head in (ours, theirs):
        head["content-security-policy"] = "; ".join(sorted(head["content-security-policy"].split("; ")))
        head["vary"] = ", ".join(sorted(set(head["vary"].split(", "))))
        if head.get("content-encoding"):
            head["content-encoding"] = "packed"  # nginx without its Brotli module sends gzip
    left_out = OTHER_IN_FRONT | DONT_SAY | {"link"}
    mine = {name: value for name, value in ours.items() if name not in left_out}
    assert {name: value for name, value in theirs.items() if name not in left_out} == mine, path
    if "html" in ours["content-type"]:
        assert ours["link"].split(", ")[0] == theirs["link"], "what all pages say; the rest stands in the page"
    assert "last-modified" in theirs


def test_whoever_is_known_and_whoever_asks_otherwise_is_answered_by_the_site(front: Behind) -> None:
    assert front.has_file("/") and front.is_from_file("/")
    assert front.is_from_file("/", Cookie="_ga=1; theme=dark") and front.is_from_file("/", "HEAD")
    for name in PERSONAL_COOKIES:
        assert not front.is_from_file("/", Cookie=f"a=b; {name}x=1"), name
        assert not front.is_from_file("/", Cookie=f"{name}x=1"), name
    for name in (*PERSONAL_HEADERS, "hx-request"):
        if name != "content-length":  # only says that there is a body, and Caddy takes it away where it is 0
            assert not front.is_from_file("/", **{name: "x"}), name
    for path in ("/?a=1", "/?", "//", "/%2e/", "/./", "/archives/..", "/archives/%2E%2E/", "/%61rchives/"):
        front.has_file("/archives/")
        assert not front.is_from_file(path), path
    assert not front.is_from_file("/", "POST")  # WordPress answers it as it answers GET


def test_other_hosts_get_no_files(front: Behind) -> None:
    assert front.has_file("/")
    status, _, body = front.ask("/", Host="other.example")
    assert status != 200 or not body


@needs_nginx
def test_an_address_beyond_ascii_has_a_file_under_the_name_that_browsers_send(nginx: Behind) -> None:
    code = f"{MAKE}; print(make_post('Прилив', slug='прилив', at=timezone.now()).path)"
    path = quote(nginx.site.run(code), safe="/%").lower()
    assert "%d0" in path and nginx.has_file(path) and nginx.is_from_file(path)


def test_whoever_has_the_page_gets_304_until_it_changes(front: Behind) -> None:
    assert front.has_file("/archives/")
    head = front.ask("/archives/")[1]
    for condition in ({"If_None_Match": head["etag"]}, {"If_Modified_Since": head["last-modified"]}):
        assert front.ask("/archives/", **condition)[0] == 304
    front.site.run(f"{MAKE}; make_post('New', at=timezone.now())")
    for condition in ({"If_None_Match": head["etag"]}, {"If_Modified_Since": head["last-modified"]}):
        assert front.ask("/archives/", **condition)[0] == 200


def test_a_command_with_other_settings_removes_files_too(front: Behind) -> None:
    assert front.has_file("/")
    env = {key: value for key, value in front.site.settings.items() if not key.startswith("CORANTO_PAGE")}
    code = f"{MAKE}; make_post('Told', at=timezone.now())"
    subprocess.run(
        [sys.executable, "-m", "coranto", "manage", "shell", "-v", "0", "-c", code], cwd=ROOT, env=env, check=True
    )
    assert b"Told" in front.ask("/")[2]


@needs_nginx
def test_the_plain_configuration_of_nginx_passes_everything_on(tmp_path: Path) -> None:
    with behind(tmp_path, running_nginx, nginx_sample, "plain.conf") as front:
        check_plain(front)


@needs_caddy
def test_the_plain_configuration_of_caddy_passes_everything_on(tmp_path: Path) -> None:
    with behind(tmp_path, running_caddy, caddy_sample, "plain.Caddyfile") as front:
        check_plain(front)


def check_plain(front: Behind) -> None:
    for path in ("/", "/feed/", "/caf%c3%a9/", "/a%2Fb/?x=%20"):
        ours, theirs = front.ask_site(path), front.ask(path)
        while front.ask_site(path)[1].get("etag") != ours[1].get("etag"):  # a task changed something between the two
            ours, theirs = front.ask_site(path), front.ask(path)
        assert (theirs[0], len(theirs[2])) == (ours[0], len(ours[2]))
        assert theirs[1].get("etag") == ours[1].get("etag") and theirs[1].get("link") == ours[1].get("link")


def check_nothing_is_stale(front: Behind, rounds: int) -> None:
    results = changed_and_read(front.site, rounds, 2, pause=1.5)
    for result in results:
        assert result["stale"] == []
    assert sum(result["done"]["from files"] for result in results) > rounds, "files were served between the changes"


@needs_nginx
def test_no_reader_behind_nginx_gets_a_page_older_than_its_content(nginx: Behind) -> None:
    check_nothing_is_stale(nginx, 12)


@needs_nginx
@pytest.mark.scale
def test_no_reader_behind_nginx_gets_one_in_many_rounds(nginx: Behind) -> None:
    check_nothing_is_stale(nginx, 400)


def test_the_samples_name_every_cookie_of_ours() -> None:
    for path in (SAMPLES / "nginx" / "page-files.conf", SAMPLES / "caddy" / "page-files.Caddyfile"):
        assert f"(?:{'|'.join(PERSONAL_COOKIES)})" in path.read_text()


@needs_caddy
def test_caddy_takes_no_file_for_another_address(tmp_path: Path) -> None:
    """Caddy tries the lines of a matcher in another order at each start."""
    current = tmp_path / "pages" / "current"
    current.mkdir(parents=True)
    for name in ("@.html", "robots.txt@.html"):
        (current / name).write_text("home")
    for turn in range(8):
        port = free_port()
        text = caddy_sample("page-files.Caddyfile", port=port, behind=free_port(), files=tmp_path / "pages")
        with running_caddy(tmp_path / str(turn), text, port):
            front = Behind(Site(f"http://127.0.0.1:{port}", tmp_path, {}), port, tmp_path / "pages")
            assert (front.ask("/")[0], front.ask("/archives/")[0]) == (200, 502)
