"""The small parts of the REST interface: query strings, parameters, JSON, alphabetical order."""

import datetime
from typing import Any

import pytest

from coranto.wordpress.rest.answers import RefusalError, php_json
from coranto.wordpress.rest.collation import collation_key
from coranto.wordpress.rest.moments import read_moment
from coranto.wordpress.rest.parameters import Parameter, checked
from coranto.wordpress.rest.php_query import read_query, write_query


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("a=1&a=2", {"a": "2"}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[k]=1&a[]=2", {"a": {"k": "1", "0": "2"}}),
        ("a.b=1&c d=2&e", {"a_b": "1", "c_d": "2", "e": ""}),
        ("a[=1", {"a_": "1"}),
        ("=1&&x=%FF+", {"x": "\ufffd "}),
        ("a=1&a[b]=2", {"a": {"b": "2"}}),
    ],
)
def test_a_query_is_read_as_php_does(text: str, fields: dict[str, Any]) -> None:
    assert read_query(text) == fields


def test_a_query_is_written_as_php_does() -> None:
    fields = {"a": [1, 2], "b": "x y~", "c": "", "d": True, "e": {"k": "ü"}}
    assert write_query(fields) == "a%5B0%5D=1&a%5B1%5D=2&b=x+y%7E&c&d=1&e%5Bk%5D=%C3%BC"


def test_no_name_of_a_field_brings_anything_into_a_header() -> None:
    assert write_query({"a\r\nX: y": "1", "\x05>": "2"}) == "a%0D%0AX%3A+y=1&%05%3E=2"


@pytest.mark.parametrize("value", ["1", " 1", "1.0", "1e0", "+1", 1, 1.0, "1 "])
def test_whatever_php_takes_for_a_whole_number_is_one(value: Any) -> None:
    assert checked([Parameter("n", "integer")], {"n": value}) == {"n": 1}


@pytest.mark.parametrize("value", ["", "a", "1.5", "0x1", "1_0", "1e999", [], {}, True, "٣"])
def test_nothing_else_is(value: Any) -> None:
    with pytest.raises(RefusalError):
        checked([Parameter("n", "integer")], {"n": value})


def test_json_is_written_as_php_does() -> None:
    assert php_json({"a": "é/\u2028"}) == '{"a":"\\u00e9\\/\\u2028"}'


def test_titles_stand_in_alphabetical_order() -> None:
    titles = ["Zebra", "écho", "10 boats", "“Quoted”", "alpha", "Éden", " space", "Ærø"]
    ordered = sorted(titles, key=collation_key)
    assert ordered[:4] == [" space", "“Quoted”", "10 boats", "alpha"]
    assert ordered.index("écho") < ordered.index("Éden") < ordered.index("Zebra")


def test_a_moment_without_an_offset_is_on_the_site_s_clock() -> None:
    zone = datetime.timezone(datetime.timedelta(hours=2))
    eight = datetime.datetime(2025, 4, 1, 6, tzinfo=datetime.UTC)
    for text in ("2025-04-01T08:00:00", "2025-04-01T06:00:00Z", "2025-04-01t09:00:00+03", "2025-04-01 08:00:00"):
        assert read_moment(text, zone) == eight
    assert read_moment("2025-02-30T00:00:00", zone) == read_moment("2025-03-02T00:00:00", zone), "as PHP counts on"
    assert read_moment("2025-13-01T00:00:00", zone) is None
