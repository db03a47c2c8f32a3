"""The door of XML-RPC: what it says of itself, whom it lets in, and what hostile requests get."""

import tracemalloc
import xmlrpc.client
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from coranto.accounts.application_passwords import MOST_FAILURES, make_application_password
from coranto.posts.models import Post
from coranto.wordpress.xmlrpc.reading import DEEPEST, MOST_ELEMENTS, read_call
from coranto.wordpress.xmlrpc.table import TABLE
from tests.desk import person
from tests.wordpress.test_xmlrpc import Editor, call, code, post_body

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CALL = '<?xml version="1.0"?><methodCall><methodName>{}</methodName><params>{}</params></methodCall>'


@pytest.fixture(autouse=True)
def fresh_limits() -> None:
    """Rate limits count in the cache, which tests share."""
    cache.clear()


def test_a_browser_is_told_that_calls_come_by_post() -> None:
    answer = Client().get("/xmlrpc.php")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert answer["Content-Type"] == "text/plain;charset=UTF-8"
    assert answer.content == b"XML-RPC server accepts POST requests only."


def test_editors_find_the_interfaces() -> None:
    answer = Client().get("/xmlrpc.php?rsd")
    assert answer["Content-Type"] == "text/xml; charset=UTF-8"
    assert b'<api name="MetaWeblog" blogID="1" preferred="false" apiLink="http://digest.example/xmlrpc.php" />' in (
        answer.content
    )


def test_an_answer_is_laid_out_as_wordpress_does() -> None:
    assert post_body(CALL.format("demo.sayHello", "")) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n<methodResponse>\n  <params>\n    <param>\n      <value>\n'
        "      <string>Hello!</string>\n      </value>\n    </param>\n  </params>\n</methodResponse>\n"
    )
    fault = post_body("")
    assert "<value><int>-32700</int></value>\n        </member>\n        <member>\n" in fault
    assert "<value><string>parse error. not well formed</string></value>" in fault


def test_values_are_read_as_leniently_as_wordpress_does() -> None:
    number = "<param><value><int>3abc</int></value></param><param><value><i4> 4 </i4></value></param>"
    assert "<int>7</int>" in post_body(CALL.format("demo.addTwoNumbers", number))
    assert "Hello!" in post_body(CALL.format(" demo.sayHello ", "<!-- a remark -->"))
    assert "Hello!" in post_body(CALL.format("<![CDATA[demo.sayHello]]>", ""))
    assert read_call(CALL.format("x", "<param><value>a &amp; b</value></param>").encode()).params == ["a & b"]


def test_methods_are_listed_and_unknown_ones_refused() -> None:
    names = call("system.listMethods")
    assert {"system.multicall", "wp.newPost", "metaWeblog.newPost", "pingback.ping"} <= set(names)
    assert len(names) == len(set(names)) == len(TABLE) + 1
    assert call("foo.bar") == (-32601, "server error. requested method foo.bar does not exist.")
    assert call("wp.getPost") == (400, "Insufficient arguments passed to this XML-RPC method.")


def test_only_an_application_password_opens() -> None:
    user = person("editor")
    secret = make_application_password(user=user, name="x", at=timezone.now(), by=user)
    assert call("wp.getUsersBlogs", "editor", "a long pass phrase") == (403, "Incorrect username or password.")
    assert call("wp.getUsersBlogs", "nobody", secret) == (403, "Incorrect username or password.")
    assert call("wp.getUsersBlogs", "editor", secret)[0]["xmlrpc"] == "http://digest.example/xmlrpc.php"


def test_guessing_ends_in_the_same_words() -> None:
    user = person("editor")
    secret = make_application_password(user=user, name="x", at=timezone.now(), by=user)
    answers = {call("wp.getUsersBlogs", "editor", f"wrong{at}") for at in range(MOST_FAILURES)}
    assert {*answers, call("wp.getUsersBlogs", "editor", secret)} == {(403, "Incorrect username or password.")}


def test_many_calls_in_one_stop_signing_in_after_one_failure() -> None:
    editor = Editor("editor")
    good = {"methodName": "wp.getUsersBlogs", "params": [editor.name, editor.password]}
    bad = {"methodName": "wp.getUsersBlogs", "params": [editor.name, "wrong"]}
    hello = {"methodName": "demo.sayHello", "params": []}
    nested = {"methodName": "system.multicall", "params": [[hello]]}
    said = call("system.multicall", [hello, good, nested, bad, good])
    assert said[0] == ["Hello!"] and said[1][0][0]["blogid"] == "1"
    assert [row["faultCode"] for row in said[2:]] == [-32600, 403, 403]
    assert code(call("system.multicall", [hello] * 51)) == -32602
    assert call("system.multicall") == call("system.multicall", "x") == []


def test_the_owner_can_switch_signing_in_off(settings: Any) -> None:
    editor = Editor("editor")
    settings.XMLRPC = False
    assert editor.wp("wp.getPosts") == (405, "XML-RPC services are disabled on this site.")
    assert call("demo.sayHello") == "Hello!"


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE a [<!ENTITY b "c">]>' + CALL[21:].format("demo.sayHello", ""),
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">' + CALL[21:].format("demo.sayHello", ""),
        CALL.format("demo.sayHello", "<param>" * (DEEPEST + 1)),
        CALL.format("demo.sayHello", "<param/>" * MOST_ELEMENTS),
        '<?xml version="1.0" encoding="utf-7"?><methodCall/>',
        CALL.format("demo.sayHello", "&undefined;"),
        CALL.format("demo.sayHello", "\0"),
        b"\xff\xfe\x00",
        "x" * 50_000,
    ],
)
def test_hostile_xml_is_not_read(body: bytes | str) -> None:
    assert "-32700" in post_body(body)


def test_entities_that_multiply_take_no_memory() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE a [<!ENTITY e0 "ha">{levels}]>' + CALL[21:].format("&e11;", "")
    tracemalloc.start()
    try:
        assert "-32700" in post_body(body)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_call_that_is_too_long_is_not_read() -> None:
    assert "-32700" in post_body(b"<!--" + b" " * (16 * 1024 * 1024) + b"-->")


def test_no_method_breaks_on_values_that_make_no_sense() -> None:
    editor = Editor("administrator")
    odd: list[Any] = ["", "x", -1, 2**31 - 1, 99.5, True, [], {}, [[1]], {"a": {"b": 1}}, xmlrpc.client.Binary(b"\xff")]
    for name, method in TABLE.items():
        if method.person_at < 0:
            continue
        for value in odd:
            params = [value] * method.person_at + [editor.name, editor.password] + [value] * 3
            assert code(call(name, *params)) != 503, name


def test_odd_structs_are_answered_too() -> None:
    editor = Editor("administrator")
    odd: list[Any] = ["\u202e", 2**31 - 1, -5, [{}], {"category": [[]]}, {"category": {}}, xmlrpc.client.Binary(b"\0")]
    texts = ("post_title", "post_content", "post_name", "post_status", "post_format", "post_password", "post_date")
    others = ("post_author", "terms", "terms_names", "post_thumbnail", "sticky", "menu_order", "post_parent")
    for name in (*texts, *others):
        for value in odd:
            editor.wp("wp.newPost", {"post_title": "t", name: value})
    assert not Post.objects.filter(live=True).exists()
