"""Old addresses are asked for on the new site, and every one that is lost is named."""

import gc
import gzip
import itertools
import json
import signal
import tracemalloc
import weakref
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from wagtail.contrib.redirects.models import Redirect

from coranto.core.errors import PlainError
from coranto.core.inside_requests import InsideSite
from coranto.core.outgoing.http import Fetcher
from coranto.core.outgoing.pace import Pace
from coranto.wordpress.models import Origin
from coranto.wordpress.old_addresses.asking import Answered, Kind
from coranto.wordpress.old_addresses.checking import Checked, check_addresses, old_site
from coranto.wordpress.old_addresses.reading import Listed, read_addresses
from coranto.wordpress.old_addresses.sources import open_sources
from coranto.wordpress.old_addresses.text_lists import read_lines
from tests.cli.running import PATIENCE, coranto, starting
from tests.core.odd_servers import ok, serving
from tests.wordpress.homes import migrated_template, new_home
from tests.wordpress.importing import BASE, attachment, bring_in, export_file, page, post, site
from tests.world import make_draft, make_post, publication

pytestmark = pytest.mark.slow

SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
INDEX = '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</sitemapindex>'
BOMB = '<!DOCTYPE urlset [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def sitemap(*addresses: str) -> str:
    """A sitemap of these."""
    return SITEMAP.format("".join(f"<url><loc>{address}</loc></url>" for address in addresses))


def index(*addresses: str) -> str:
    """An index of these sitemaps."""
    return INDEX.format("".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses))


def asked(*addresses: str, name: str = "list.txt") -> list[Answered]:
    """What becomes of these addresses."""
    answers: list[Answered] = []
    listed = [Listed(address) for address in addresses]
    check_addresses(listed, old_site(name), lambda answered, number: answers.append(answered), Checked())
    return answers


def kinds(*addresses: str) -> list[str]:
    """The sort of answer to each."""
    return [str(answered.kind) for answered in asked(*addresses)]


def listed(name: Path | str, allow_private: bool = False) -> list[Listed]:
    """What a list holds."""
    fetcher = Fetcher(about=BASE, pace=Pace(0.0), allow_private=allow_private)
    with open_sources(fetcher) as sources:
        return list(read_addresses(str(name), sources))


def written(path: Path, text: str | bytes) -> Path:
    """A file with this in it."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.django_db
def test_a_post_is_fine_and_what_was_never_there_is_missing() -> None:
    made = make_post("A tide", slug="a-tide")
    fine, missing = asked(f"http://digest.example{made.path}", "/2016/02/07/no-such/")
    assert (fine.kind, fine.status, fine.to) == (Kind.FINE, 200, "")
    assert (missing.kind, missing.status) == (Kind.MISSING, 404)


@pytest.mark.django_db
def test_a_redirect_is_told_with_where_it_ends() -> None:
    made = make_post("A tide", slug="a-tide")
    for address in (f"/?p={made.number}", made.path.rstrip("/"), "/a-tide/", "http://www.digest.example/a-tide"):
        (moved,) = asked(address)
        assert (moved.kind, moved.status, moved.final_status, moved.to) == (Kind.MOVED, 301, 200, made.path), address


@pytest.mark.django_db
def test_a_redirect_that_ends_nowhere_is_missing() -> None:
    Redirect.objects.create(old_path="/old", redirect_link="/nowhere-at-all/", is_permanent=True)
    (answered,) = asked("/old/")
    assert (answered.kind, answered.status, answered.final_status, answered.to) == (
        Kind.MISSING,
        301,
        404,
        "/nowhere-at-all/",
    )


@pytest.mark.django_db
def test_redirects_in_a_circle_end_as_an_error() -> None:
    Redirect.objects.create(old_path="/round", redirect_link="/and-round/", is_permanent=True)
    Redirect.objects.create(old_path="/and-round", redirect_link="/round/", is_permanent=True)
    (answered,) = asked("/round/")
    assert (answered.kind, answered.reason) == (Kind.ERROR, "more than 5 redirects")


@pytest.mark.django_db
def test_a_redirect_to_another_site_is_followed_by_nobody() -> None:
    Redirect.objects.create(old_path="/shop", redirect_link="https://shop.example/x", is_permanent=True)
    (answered,) = asked("/shop/")
    assert (answered.kind, answered.status, answered.to) == (Kind.MOVED, 301, "https://shop.example/x")


@pytest.mark.django_db
def test_what_only_editors_may_see_is_missing() -> None:
    draft = make_draft("Not yet", slug="not-yet")
    assert kinds(f"/?p={draft.number}", "/not-yet/") == ["missing", "missing"]


@pytest.mark.django_db
def test_other_sites_are_not_asked() -> None:
    assert kinds("https://other.example/", "//other.example/a", "ftp://digest.example/") == [
        "elsewhere",
        "elsewhere",
        "unreadable",
    ]


@pytest.mark.django_db
def test_the_folder_that_the_old_site_lived_in_is_left_out() -> None:
    made = make_post("A tide", slug="a-tide")
    Origin.objects.create(address="http://old.example/blog")
    assert kinds(f"https://www.old.example/blog{made.path}", "http://old.example/blog") == ["fine", "fine"]


@pytest.mark.django_db
def test_the_host_of_a_list_from_the_network_is_the_old_site() -> None:
    made = make_post("A tide", slug="a-tide")
    address = f"https://elder.example{made.path}"
    assert [each.kind for each in asked(address, name="https://elder.example/wp-sitemap.xml")] == [Kind.FINE]
    assert kinds(address) == ["elsewhere"]


@pytest.mark.django_db
def test_every_spelling_of_letters_is_asked_as_it_is() -> None:
    made = make_post("Été", slug="été")
    spellings = ["/2016/02/07/été/", "/2016/02/07/%c3%a9t%c3%a9/", "/2016/02/07/%C3%A9T%C3%A9/", "/2016/2/7/été/"]
    assert made.path == spellings[1]
    assert kinds(*spellings) == ["fine"] * 4
    assert (
        kinds("/caf\udce9/", "/%ff%fe/", "/%00/", "/a b/", "/%") == ["missing", "missing", "refused"] + ["missing"] * 2
    )


@pytest.mark.django_db
def test_an_error_of_ours_is_told_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the tide\nis out")

    monkeypatch.setattr("coranto.publication.views.absolute", fail)
    error, fine = asked("/robots.txt", "/")
    assert (error.kind, error.status, error.reason) == (Kind.ERROR, 500, r"RuntimeError('the tide\nis out')")
    assert fine.kind == Kind.FINE


@pytest.mark.django_db
def test_nobody_is_signed_in_inside() -> None:
    with InsideSite("https://digest.example:8443").ask("/desk/") as response:
        assert response.status_code == 302
        assert "login" in response.headers["Location"]


@pytest.mark.django_db
def test_feeds_searches_and_files_are_asked_like_pages(tmp_path: Path) -> None:
    bring_in(export_file(tmp_path, post(1), of=site()), media=[])
    assert kinds("/feed/", "/?s=words", "/feed", "/wp-content/uploads/2024/05/gone.png", "/wp-sitemap.xml") == [
        "fine",
        "fine",
        "moved",
        "missing",
        "fine",
    ]


def test_lines_may_be_empty_commented_or_too_long(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbf/one/\r\n\n# a note\r/two/\n" + b"/" + b"x" * 9_000_000 + b"\n/three"
    found = listed(written(tmp_path / "list.txt", text))
    assert [each.address for each in found if not each.problem] == ["/one/", "/two/", "/three"]
    assert [each.problem for each in found if each.problem] == ["a line of more than 8,192 bytes"]


def test_a_million_lines_take_no_more_memory_than_a_few() -> None:
    block = b"http://digest.example/2016/02/07/a-post/\n" * 1_000
    tracemalloc.start()
    count = sum(1 for _ in read_lines(itertools.repeat(block, 1_000)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 1_000_000
    assert peak < 1_000_000


@pytest.mark.django_db
def test_what_was_asked_leaves_nothing_behind() -> None:
    inside = InsideSite("http://digest.example")

    def notes() -> int:
        for _ in range(20):
            with inside.ask("/robots.txt") as answer:
                assert answer.status_code == 200
        return sum(type(each) is weakref.finalize for each in gc.get_objects())

    assert notes() == notes()


def test_a_long_sitemap_takes_little_memory(tmp_path: Path) -> None:
    def parts() -> Iterator[str]:
        yield SITEMAP.partition("{}")[0]
        for number in range(100_000):
            yield f"<url><loc>{BASE}/{number}/</loc><lastmod>2024-01-01</lastmod></url>\n"
        yield "</urlset>"

    path = tmp_path / "sitemap.xml.gz"
    with gzip.open(path, "wt") as file:
        file.writelines(parts())
    tracemalloc.start()
    with open_sources(Fetcher(about=BASE)) as sources:
        count = sum(1 for _ in read_addresses(str(path), sources))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100_000
    assert peak < 8_000_000


def test_a_sitemap_gives_its_pages_and_their_pictures(tmp_path: Path) -> None:
    picture = '<image:image xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><image:loc>/p.png</image:loc>'
    text = SITEMAP.format(f"<url><loc> {BASE}/a/?x=1&amp;y=2 </loc>{picture}</image:image></url>")
    assert [each.address for each in listed(written(tmp_path / "s.xml", text))] == [f"{BASE}/a/?x=1&y=2", "/p.png"]


def test_an_index_leads_to_the_sitemaps_beside_it_each_once(tmp_path: Path) -> None:
    written(tmp_path / "a.xml", sitemap("/a/"))
    written(tmp_path / "b.xml.gz", gzip.compress(sitemap("/b/").encode()))
    written(tmp_path / "again.xml", index("https://x.example/index.xml", "https://x.example/a.xml"))
    names = ("a.xml", "b.xml.gz", "again.xml", "a.xml", "index.xml")
    found = listed(written(tmp_path / "index.xml", index(*(f"https://x.example/{name}" for name in names))))
    assert [each.address for each in found] == ["/a/", "/b/"]


def test_a_sitemap_that_is_not_there_costs_only_itself(tmp_path: Path) -> None:
    written(tmp_path / "a.xml", sitemap("/a/"))
    found = listed(written(tmp_path / "index.xml", index("http://127.0.0.1/none.xml", "a.xml", "file:///etc/passwd")))
    assert [each.address for each in found if not each.problem] == ["/a/"]
    assert len([each for each in found if "cannot be read" in each.problem]) == 2


def test_a_list_is_fetched_from_the_network() -> None:
    with serving(ok(sitemap("/a/", "/b/").encode())) as server:
        assert len(listed(f"{server.url}/sitemap.xml", allow_private=True)) == 2
        with pytest.raises(PlainError, match="cannot be fetched"):
            listed(f"{server.url}/sitemap.xml")


def test_an_export_gives_the_addresses_that_readers_could_know(tmp_path: Path) -> None:
    export = export_file(tmp_path, post(1), post(2, status="draft"), page(3), attachment(4), post(5, status="private"))
    assert Counter(each.address for each in listed(export)) == Counter(
        [
            f"{BASE}/2024/05/01/post-1/",
            f"{BASE}/page-3/",
            f"{BASE}/2024/05/01/post-4/",
            f"{BASE}/wp-content/uploads/2024/05/harbour.png",
        ]
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (BOMB + sitemap("&b;"), "declares a document type"),
        (f"<!--{'x' * 70_000}-->{BOMB}{sitemap('&b;')}", "declares a document type"),
        ((BOMB + sitemap("&b;")).encode("utf-16"), "declares a document type"),
        (sitemap("/a/")[:-5], "damaged or cut off"),
        ("<urlset><url>", "damaged or cut off"),
        ("<feed/>", "XML of another kind"),
        ("<!doctype html><p>Sitemap", "is a web page"),
        ("/one/\n".encode("utf-16"), "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is no text"),
        (b"\x1f\x8b\x08\x00junk", "cut off"),
        (b"PK\x03\x04 no zip", "damaged"),
    ],
)
def test_what_is_no_list_is_refused_in_one_line(content: str | bytes, message: str, tmp_path: Path) -> None:
    with pytest.raises(PlainError, match=message) as error:
        listed(written(tmp_path / "list", content))
    assert "\n" not in str(error.value)


def test_deep_and_wide_sitemaps_are_harmless(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="damaged"):
        listed(written(tmp_path / "deep.xml", "<urlset>" + "<url>" * 100_000))
    wide = sitemap("/a/").replace("</url>", "<x/>" * 200_000 + "</url>")
    assert len(listed(written(tmp_path / "wide.xml", wide))) == 1
    long = sitemap("/" + "a" * 100_000)
    assert [each.problem for each in listed(written(tmp_path / "long.xml", long))] == ["too long to be an address"]


@pytest.mark.parametrize("name", ["no-such-file.txt", "."])
def test_a_list_that_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    with pytest.raises(PlainError, match=r"check the name|is a folder"):
        listed(tmp_path / name)


def test_the_command_tells_counts_misses_and_status(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", migrated_template())
    good = written(tmp_path / "good.txt", "/\n/feed\n")
    result = coranto("check", "addresses", good, home=home, CORANTO_URL=BASE)
    assert (result.returncode, result.stdout, result.stderr) == (0, "2 addresses: 1 fine, 1 moved\n", "")
    bad = written(tmp_path / "bad.txt", "/\n" + "".join(f"/gone-{number}/\n" for number in range(25)))
    report = tmp_path / "report.json"
    result = coranto("check", "addresses", bad, "--report", report, home=home, CORANTO_URL=BASE)
    assert result.returncode == 1
    assert result.stdout.count("  404  /gone-") == 20
    assert f"… 5 more in {report}" in result.stdout
    assert result.stderr == "coranto: 25 of 26 addresses are lost here.\n"
    told = json.loads(report.read_text())
    assert (told["counts"]["missing"], told["counts"]["fine"], len(told["addresses"])) == (25, 1, 25)


def test_a_check_that_was_stopped_says_where_to_go_on(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", migrated_template())
    written(tmp_path / "list.txt", "/gone/\n" + "/\n" * 100_000)
    report = tmp_path / "report.json"
    with starting(
        "check", "addresses", tmp_path / "list.txt", "--report", report, home=home, CORANTO_URL=BASE
    ) as process:
        assert process.stdout and process.stdout.readline() == "  404  /gone/\n"
        process.send_signal(signal.SIGINT)
        _said, errors = process.communicate(timeout=PATIENCE)
    told = json.loads(report.read_text())
    assert (process.returncode, told["counts"]["missing"]) == (1, 1)
    assert f"stopped after {told['asked']:,} addresses; --skip {told['asked']} goes on from there" in errors
    rest = written(tmp_path / "rest.txt", "/gone/\n/feed/\n/gone-too/\n")
    result = coranto("check", "addresses", rest, "--skip", "2", home=home, CORANTO_URL=BASE)
    assert result.stdout == "  404  /gone-too/\n1 address: 1 missing\n"
    result = coranto("check", "addresses", rest, "--skip", "3", home=home, CORANTO_URL=BASE)
    assert result.stderr == f"coranto: {rest} holds no further address.\n"


def test_an_endless_address_is_printed_short(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", migrated_template())
    endless = written(tmp_path / "list.txt", f"/{'x' * 3000}/\n")
    result = coranto("check", "addresses", endless, home=home, CORANTO_URL=BASE)
    assert max(map(len, result.stdout.splitlines())) < 220


def test_the_command_says_what_is_wrong_with_a_list(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", migrated_template())
    empty = written(tmp_path / "empty.txt", "\n# nothing\n")
    cut = written(tmp_path / "cut.xml", sitemap("/")[:-9])
    for path, message in ((empty, "holds no address"), (cut, "damaged"), (tmp_path / "none", "there is no file")):
        result = coranto("check", "addresses", path, home=home, CORANTO_URL=BASE)
        assert (result.returncode, result.stderr.count("\n")) == (1, 1), result.stderr
        assert message in result.stderr
    assert "All is in order.\n" in coranto("check", home=home, CORANTO_URL=BASE).stdout


def test_a_list_of_other_sites_addresses_proves_nothing(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", migrated_template())
    other = written(tmp_path / "other.txt", "http://unknown.example/\nhttp://unknown.example/feed/\n")
    result = coranto("check", "addresses", other, home=home, CORANTO_URL=BASE)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (1, "2 addresses: 2 elsewhere\n", 1)
    assert "none was asked: import the old site's export first" in result.stderr
    other.write_text("/\nhttp://unknown.example/\n")
    assert coranto("check", "addresses", other, home=home, CORANTO_URL=BASE).returncode == 0


@pytest.mark.django_db
def test_a_site_whose_addresses_end_without_a_slash_is_asked_the_same_way() -> None:
    publication(permalink_structure="/%postname%")
    made = make_post("A tide", slug="a-tide")
    assert made.path == "/a-tide"
    assert kinds("/a-tide", "/a-tide/") == ["fine", "moved"]
