"""A cache in front is told what answers are made of, and what has changed."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from coranto.config import environment
from coranto.core.outgoing.addresses import FetchError
from coranto.edge.kept import Form, Kept
from coranto.edge.ledger import Ledger, place_of
from coranto.edge.purger import AGAIN, TURN, Purger
from coranto.edge.purging import CacheInFront
from coranto.edge.surrogates import EVERYTHING, MOST_KEYS, Surrogates, key_of_place
from tests.browser.sites import running_site
from tests.cli.running import free_port
from tests.edge.fronts import needs_varnish, running_varnish, varnish_sample
from tests.edge.test_behind_servers import MAKE, Behind, imported

pytestmark = pytest.mark.slow

TWO_POSTS = """
from coranto.posts.models import Post
one, other = Post.objects.filter(live=True, password="", binned_at=None).exclude(path="").order_by("-comment_count")[:2]
print(one.pk, one.path, other.path)
"""
POST, SITE, ANY = (place_of(name) for name in ("post:1", "site", "any"))


def kept(ledger: Ledger, *places: int, until: float = float("inf")) -> Form:
    return Kept(200, [], ledger.last, places, 1000.0, until, "", '"x"', packs=False).take("", b"Low water.", '"x"')


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(tmp_path / "changes")
    yield found
    found.close()


def test_each_sort_of_cache_reads_the_keys_in_its_own_header(ledger: Ledger) -> None:
    keys = sorted([key_of_place(POST), key_of_place(SITE)])
    page = kept(ledger, POST, SITE)
    assert Surrogates("fastly", ledger).head(page, 1000.0) == [
        ("surrogate-key", " ".join(keys)),
        ("surrogate-control", "max-age=3600"),
    ]
    assert Surrogates("cloudflare", ledger).head(page, 1000.0) == [
        ("cache-tag", ",".join(keys)),
        ("cdn-cache-control", "max-age=3600"),
    ]


def test_no_cache_in_front_keeps_an_answer_longer_than_it_holds(ledger: Ledger) -> None:
    surrogates = Surrogates("varnish", ledger)
    assert ("surrogate-control", "max-age=58") in surrogates.head(kept(ledger, POST, until=1060.0), 1000.0)
    assert surrogates.head(kept(ledger, POST, until=1001.0), 1000.0) == []
    page = kept(ledger, POST)
    ledger.note([POST])
    assert surrogates.head(page, 1000.0) == [], "it was begun before a change"


def test_a_page_of_very_many_things_gets_few_keys_that_go_at_every_change(ledger: Ledger) -> None:
    head = dict(Surrogates("varnish", ledger).head(kept(ledger, SITE, *range(100, 5_000)), 1000.0))
    assert set(head["surrogate-key"].split()) == {key_of_place(SITE), key_of_place(ANY)}
    longest = dict(Surrogates("varnish", ledger).head(kept(ledger, *range(100, 100 + MOST_KEYS)), 1000.0))
    assert len(longest["surrogate-key"]) < 8_000


class Provider(BaseHTTPRequestHandler):
    """Stands for the outside world: what Fastly, Cloudflare or Varnish are asked, and an answer."""

    asked: ClassVar[list[tuple[str, str, dict[str, str], bytes]]] = []
    status: ClassVar[int] = 200

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.asked.append((self.command, self.path, dict(self.headers), body))
        self.send_response(self.status)
        self.send_header("Retry-After", "7")
        self.end_headers()

    do_POST = do_PURGE = answer

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture
def provider() -> Iterator[str]:
    Provider.asked.clear()
    Provider.status = 200
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        threading.Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_fastly_is_asked_as_its_interface_says(provider: str) -> None:
    CacheInFront("fastly", "SU1Z", "secret", api=provider).purge(range(100, 400))
    (method, path, headers, body), second = Provider.asked
    assert (method, path, headers["Fastly-Key"]) == ("POST", "/service/SU1Z/purge", "secret")
    assert len(json.loads(body)["surrogate_keys"]) == 256 and len(json.loads(second[3])["surrogate_keys"]) == 44


def test_cloudflare_is_asked_as_its_interface_says(provider: str) -> None:
    CacheInFront("cloudflare", "023e", "secret", api=provider).purge([POST, ANY])
    [(method, path, headers, body)] = Provider.asked
    assert (method, path, headers["Authorization"]) == ("POST", "/zones/023e/purge_cache", "Bearer secret")
    assert json.loads(body) == {"tags": sorted([key_of_place(POST), key_of_place(ANY)])}


def test_where_everything_changed_one_key_is_enough(provider: str) -> None:
    CacheInFront("varnish", provider).purge([POST, SITE, ANY])
    assert [(method, headers["xkey-purge"]) for method, _, headers, _ in Provider.asked] == [
        ("PURGE", key_of_place(EVERYTHING))
    ]


def test_changes_are_told_until_it_succeeds_and_once_more(provider: str, ledger: Ledger, tmp_path: Path) -> None:
    cache = CacheInFront("fastly", "SU1Z", "secret", api=provider)
    purger = Purger(ledger, cache, tmp_path / "purged")
    purger.turn(0.0)
    assert told() == [[key_of_place(EVERYTHING)]], "at first nobody knows what was missed"
    ledger.note([POST])
    Provider.status = 429
    with pytest.raises(FetchError, match="fastly answers 429") as raised:
        purger.turn(1.0)
    assert raised.value.retry_after == 7
    ledger.note([ANY])
    Provider.status = 200
    Provider.asked.clear()
    Purger(ledger, cache, tmp_path / "purged").turn(2.0)  # after a restart
    assert told() == [sorted([key_of_place(POST), key_of_place(ANY)])]


def test_an_answer_that_was_on_its_way_is_purged_when_it_has_arrived(
    provider: str, ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "purged").write_text(str(ledger.last))
    purger = Purger(ledger, CacheInFront("fastly", "SU1Z", "secret", api=provider), tmp_path / "purged")
    ledger.note([POST])
    for moment in (0.0, 1.0, AGAIN, AGAIN + 1):
        purger.turn(moment)
    assert told() == [[key_of_place(POST)]] * 2


def told() -> list[list[str]]:
    return [json.loads(body)["surrogate_keys"] for _, _, _, body in Provider.asked]


@pytest.mark.parametrize(
    "value", ["varnish://", "varnish://127.0.0.1", "fastly://x", "akamai://a:b", "cloudflare://a/b:c"]
)
def test_a_cache_that_cannot_be_told_is_refused_in_words(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORANTO_CACHE_IN_FRONT", value)
    with pytest.raises(environment.SettingError, match="CORANTO_CACHE_IN_FRONT must look like"):
        environment.cache_in_front()


@contextmanager
def behind_varnish(work: Path) -> Iterator[Behind]:
    port, own = free_port(), free_port()
    settings = {"CORANTO_URL": f"http://127.0.0.1:{port}", "CORANTO_PROXIES": "1"}
    settings["CORANTO_CACHE_IN_FRONT"] = f"varnish://127.0.0.1:{port}"
    with (
        running_site(imported(work), port=own, workers=2, **settings) as site,
        running_varnish(varnish_sample("coranto.vcl", behind=own), port),
    ):
        yield Behind(site, port, work)


@needs_varnish
def test_varnish_keeps_pages_until_they_change(tmp_path: Path) -> None:
    with behind_varnish(tmp_path) as front:
        key, path, other = front.site.run(TWO_POSTS).split()
        time.sleep(AGAIN + 2 * TURN)  # at its first start everything is purged, twice
        assert front.is_a_hit("/archives/") and front.is_a_hit(path) and front.is_a_hit(other)
        check_heads(front)
        check_for_whom(front)
        front.site.run(f"from coranto.core import changes; changes.note(['post:{key}'])")
        assert front.was_hit(front.ask(other)[1]) and not front.was_hit(front.ask(path)[1])
        assert front.is_a_hit("/archives/")
        front.site.run(f"{MAKE}; make_post('Told to Varnish', at=timezone.now())")
        assert b"Told to Varnish" in front.ask("/archives/")[2], "before the command that changed it ended"


def check_heads(front: Behind) -> None:
    for headers in (dict[str, str](), {"Accept_Encoding": "gzip"}):
        status, head, body = front.ask("/archives/", **headers)
        assert status == 200 and body and not {"surrogate-key", "surrogate-control", "xkey", "age"} & set(head)
        assert head["cache-control"] == "public, max-age=0, must-revalidate"
    assert "surrogate-key" in front.ask_site("/archives/")[1]
    assert front.ask("/archives/", If_None_Match=head["etag"], **headers)[0] == 304


def check_for_whom(front: Behind) -> None:
    for headers in ({"Cookie": "a=b; sessionid=x"}, {"Authorization": "Basic eDp5"}, {"Origin": "https://x.example"}):
        front.ask("/archives/", **headers)
        assert not front.was_hit(front.ask("/archives/", **headers)[1])
    assert front.was_hit(front.ask("/archives/", Cookie="_ga=1")[1])
    assert front.ask("/", "PURGE")[0] == 403


def test_the_sample_of_varnish_names_what_the_others_name() -> None:
    from coranto.edge.strangers import PERSONAL_COOKIES, PERSONAL_HEADERS
    from tests.edge.fronts import SAMPLES

    text = (SAMPLES / "varnish" / "coranto.vcl").read_text()
    assert f"(?:{'|'.join(PERSONAL_COOKIES)})" in text
    for name in PERSONAL_HEADERS:
        assert f"req.http.{name}".lower() in text.lower()
