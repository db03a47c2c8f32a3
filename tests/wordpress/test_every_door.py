"""A stranger asks for everything that is not public through every address there is, and learns nothing."""

import re
import xmlrpc.client
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from coranto.akismet.door import CALLS
from coranto.wordpress.xmlrpc.table import TABLE
from tests.static_copy.copying import copy
from tests.wordpress.every_door.asking import SECRETS, SLUGS, ask, seeks
from tests.wordpress.every_door.doors import (
    COMBINED,
    DOORS,
    ENCLOSED,
    SEARCHES,
    calls,
    filled_pattern,
    patterns,
    rest_doors,
)
from tests.wordpress.every_door.hidden_site import NOTHING, Handles, HiddenSite, make_hidden_site, word

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOLD = {
    r"^GET /\?rest_route=/wp/v2/posts/{number} of .*: 401 , of nothing: 404": "that a number is taken",
    r"^GET /comments/feed/\S* of nothing shows \[('zqwlocked(page)?readerwqz'(, )?)+\]$": "names",
}
"""Lines of :func:`leaks` that are no leaks, with what they tell: WordPress does the same."""


TOLD_OF_REST = {
    r"^\w+ /wp-json/wp/v2/(posts|pages|media)/{number}\S*( < \S+)? of .*: 40[13] , of nothing: 404": "a taken number",
    r"^GET /wp-json/wp/v2/comments\?post={number}\S* of .*: 401 , of nothing: 200": "a taken number",
    r"^GET /wp-json/wp/v2/comments/{comment} of .*: 401 , of nothing: 404": "a taken number",
    r"^GET /wp-json/wp/v2/(categories|tags)\?post={number} of .*: 401 , of nothing: 400": "a taken number",
    r"^GET /wp-json/wp/v2/(categories|tags)(\?\S*)? of \S+( of \S+)? shows [^a-z]*'hs-(ahead|binned)-": "empty terms",
    r"^GET /wp-json/wp/v2/comments\S* of \S+( of \S+)? shows \['zqwlockedreaderwqz'\]": "who commented",
}
OPEN_AT_THE_DESK = ("/desk/login/", "/desk/sprite/", "/desk/jsi18n/")
"""Icons and words of scripts."""
PARTS = 2
USUAL = (
    *("GET {path}", "GET {path}feed/", "GET {path}embed/", "POST {path}trackback/ < url=http://198.51.100.1/x"),
    *("GET {path}feed/rdf/", "GET /wp-json/wp/v2/posts/{number}", "GET /wp-json/wp/v2/media/{number}"),
    *("GET /wp-json/wp/v2/comments/{comment}", "GET /wp-json/wp/v2/comments?post={number}&_embed=1"),
    *("GET /?p={number}", "GET /?attachment_id={number}", "GET /{slug}/", "GET /-/comments/{comment}/"),
    *("GET /wp-json/oembed/1.0/embed?url=http://digest.example{path}", "GET /-/comments/live/{number}/?after=0"),
    "POST /wp-comments-post.php < comment_post_ID={number}&comment=Hello+there&author=A&email=a@x.example",
)


@pytest.fixture
def site() -> HiddenSite:
    """The site with the hidden things."""
    return make_hidden_site()


def leaks(templates: Iterable[str], things: Sequence[Handles]) -> list[str]:
    """What the answers tell of the things, in words, but for what WordPress tells, too."""
    lines: dict[str, None] = {}
    for template in templates:
        none = ask(template, NOTHING)
        asked = things if "{" in template else ()
        for thing, told in [(NOTHING, none), *((thing, ask(template, thing)) for thing in asked)]:
            what = f"{template} of {thing.name}"
            if told.secrets:
                lines[f"{what} shows {sorted(told.secrets)}"] = None
            if (told.status, told.location) != (none.status, none.location):
                lines[f"{what}: {told.status} {told.location}, of nothing: {none.status} {none.location}"] = None
            if told.status >= 500:
                lines[f"{what}: {told.status}"] = None
    return [line for line in lines if not is_told_by_wordpress(line)]


def is_told_of_rest(line: str) -> bool:
    """Whether WordPress's REST interface tells it: that a number is taken, names and numbers of terms without posts."""
    return any(re.search(pattern, line) for pattern in TOLD_OF_REST)


def is_told_by_wordpress(line: str) -> bool:
    """Whether it is one of the things that WordPress tells everybody, and so do we."""
    return any(re.search(pattern, line) for pattern in TOLD)


def test_every_address_is_covered() -> None:
    known = {pattern for pattern, _view in patterns() if not pattern.startswith(ENCLOSED)}
    assert known == set(DOORS)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_feed_or_form_tells(site: HiddenSite, part: int) -> None:
    every = [template for doors in DOORS.values() for template in doors]
    found = leaks(every[part::PARTS], site.things)
    assert not found, "\n".join(found)


def test_no_usual_door_tells(site: HiddenSite) -> None:
    found = [line for line in leaks(USUAL, site.things) if not is_told_of_rest(line)]
    assert not found, "\n".join(found)


def test_no_pair_of_query_fields_tells(site: HiddenSite) -> None:
    things = [thing for thing in site.things if thing.name == "private"]
    found = leaks(COMBINED, things)
    assert not found, "\n".join(found)


def test_no_door_of_comments_tells_of_one_that_nobody_sees(site: HiddenSite) -> None:
    doors = [each for doors in DOORS.values() for each in doors if "{comment}" in each and "{path}" not in each]
    found = leaks(doors, site.comments)
    assert not found, "\n".join(found)


def test_an_outlet_of_hidden_posts_only_is_not_told(site: HiddenSite) -> None:
    outlets = [term for term in site.terms if term.kind == "source"]
    found = leaks(["GET /source/{slug}/", "GET /source/{slug}/feed/", "GET /?s=x&source={slug}"], outlets)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("template", SEARCHES)
def test_no_search_finds_a_hidden_word(site: HiddenSite, template: str) -> None:
    words = [word(f"{thing.name}{of}") for thing in site.things if " " not in thing.name for of in ("title", "body")]
    words += [word(name) for name in ("lockedbody", "lockedexcerpt", "lockedcomment", "newertitle", "newerbody")]
    words += [
        word(name) for name in ("heldtext", "spamtext", "draftsource", "draftauthor", "privatebyline", "usermail")
    ]
    assert [each for each in words if seeks(template, each)] == []


def test_no_route_of_rest_tells(site: HiddenSite) -> None:
    found = [line for line in leaks(rest_doors(), site.things) if not is_told_of_rest(line)]
    assert not found, "\n".join(found)


def test_a_batch_tells_no_more(site: HiddenSite) -> None:
    lines = []
    for thing in site.things:
        asked: list[dict[str, Any]] = [{"method": "GET", "path": f"/wp/v2/posts/{thing.number}"}]
        for method in ("POST", "PUT", "DELETE"):
            asked.append({"method": method, "path": f"/wp/v2/posts/{thing.number}", "body": {"title": "x"}})
            asked.append({"method": method, "path": f"/wp/v2/comments/{thing.comment}", "body": {"content": "x"}})
        answer = Client().post("/wp-json/batch/v1", {"requests": asked}, content_type="application/json")
        lines += SECRETS.findall(answer.content.decode())
    assert lines == []


@pytest.mark.parametrize("password", ["none", "wrong"])
def test_no_call_of_xml_rpc_tells(site: HiddenSite, password: str) -> None:
    lines = []
    for thing in site.things:
        for method in [*TABLE, "system.multicall"]:
            for values in calls(thing, password):
                cache.clear()
                body = xmlrpc.client.dumps(values, method).encode()
                answer = Client().post("/xmlrpc.php", body, content_type="text/xml")
                lines += [f"{method} {thing.name}: {found}" for found in SECRETS.findall(answer.content.decode())]
                assert answer.status_code == 200
    assert not lines, "\n".join(dict.fromkeys(lines))


def test_pings_do_not_tell(site: HiddenSite) -> None:
    told = set()
    for thing in [*(each for each in site.things if each.kind != "comment"), NOTHING]:
        cache.clear()
        values = ("http://198.51.100.1/x", f"http://digest.example{thing.path}")
        body = xmlrpc.client.dumps(values, "pingback.ping").encode()
        told.add(Client().post("/xmlrpc.php", body, content_type="text/xml").content)
    assert len(told) == 1


def test_the_desk_and_the_accounts_open_to_nobody(site: HiddenSite) -> None:
    lines = []
    for pattern, view in patterns():
        if not pattern.startswith(ENCLOSED):
            continue
        target = "/" + filled_pattern(pattern, site.things[0].key)
        for method in ("GET", "POST"):
            told = ask(f"{method} {target}".replace("{", "{{").replace("}", "}}"), NOTHING)
            if told.secrets or told.status >= 500:
                lines.append(f"{method} {target} ({view.name}): {told.status} {sorted(told.secrets)}")
            if pattern.startswith("desk/") and told.status == 200 and target not in OPEN_AT_THE_DESK:
                lines.append(f"{method} {target} is open")
    assert not lines, "\n".join(lines)


def test_the_protocol_of_the_filter_tells_nothing(site: HiddenSite) -> None:
    for path, (methods, _view) in CALLS.items():
        for method in methods:
            told = ask(f"{method} {path} < key=123456789012&blog=http://digest.example/&comment_content=x", NOTHING)
            assert not told.secrets and told.status < 500, path


def test_a_static_copy_holds_nothing_hidden(site: HiddenSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coranto.static_copy.run.can_search", lambda: False)
    copy(tmp_path)
    lines = [
        f"{path.relative_to(tmp_path)}: {found}"
        for path in tmp_path.rglob("*")
        if path.is_file()
        for found in {*SECRETS.findall(path.read_bytes().decode("utf-8", "replace")), *SLUGS.findall(str(path))}
    ]
    assert [line for line in lines if not re.search(r"zqwlocked(page)?readerwqz$", line)] == []
