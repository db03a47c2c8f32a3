"""Templates are printed with fewer steps, and exactly as Django prints them."""

import datetime
import enum
from typing import Any

import pytest
from django.template import Context, Template, engines
from django.template.base import VariableNode
from django.template.loader import get_template
from django.templatetags.i18n import TranslateNode
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from coranto.theme.quick_nodes import Value, Words, quickened


class Tide(enum.StrEnum):
    """A text that is not exactly one."""

    LOW = "<low>"


VALUES: dict[str, Any] = {
    "text": "a <b> & \"c\" 'd'",
    "safe": mark_safe("<b>bold</b>"),
    "number": 1_234_567,
    "fraction": 1.5,
    "nothing": None,
    "truth": True,
    "moment": datetime.datetime(2016, 2, 5, 12, tzinfo=datetime.UTC),
    "lazy": gettext_lazy("Search"),
    "member": Tide.LOW,
    "list": ["<", ">"],
}
PIECES = (
    *("{{ text }}", "{{ safe }}", "{{ number }}", "{{ fraction }}", "{{ nothing }}", "{{ truth }}", "{{ moment }}"),
    *("{{ lazy }}", "{{ member }}", "{{ list }}", "{{ missing }}", "{{ missing.more }}", "{{ text|upper }}"),
    *("{{ text|safe }}", "{{ text|default:safe }}", "{{ missing|default:text }}", "{{ 'a < b' }}", "{{ _('Search') }}"),
    *('{% translate "Search" %}', "{% translate text %}", '{% translate "Search" as found %}{{ found }}'),
    *('{% translate "100%% <sure>" %}', '{% translate "by" context "before an author\'s name" %}'),
    *(
        '{% translate "Search" noop %}',
        "{% translate 'Search'|upper %}",
        "{% blocktranslate %}Page {{ text }}{% endblocktranslate %}",
    ),
    *(
        "{% if number %}{{ text }}{% elif missing %}-{% else %}{{ safe }}{% endif %}",
        "{% if missing %}{% else %}{{ text }}{% endif %}",
    ),
    *(
        "{% for each in list %}{{ each }}{% empty %}{{ text }}{% endfor %}",
        "{% with other=text %}{{ other }}{% endwith %}",
    ),
    *(
        "{% autoescape off %}{{ text }}{% translate 'Search' %}{% endautoescape %}",
        "{% filter upper %}{{ text }}{% endfilter %}",
    ),
)


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("escapes", [True, False])
def test_it_prints_what_django_prints(piece: str, language: str, escapes: bool) -> None:
    plain, quick = (Template("{% load i18n %}" + piece) for _each in range(2))
    quickened(quick.nodelist)
    with translation.override(language):
        expected = plain.render(Context(VALUES, autoescape=escapes))
        for _time in range(2):
            assert quick.render(Context(VALUES, autoescape=escapes)) == expected


def test_words_follow_the_language() -> None:
    template = Template('{% load i18n %}{% translate "January" %}')
    quickened(template.nodelist)
    found = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            found.append(template.render(Context()))
    assert found == ["January", "Januar", "January"]


def test_templates_of_pages_are_made_of_quick_nodes() -> None:
    for name in ("posts/listing.html", "posts/_card.html", "theme/_head.html", "comments/_respond.html"):
        nodes = get_template(name).template.nodelist.get_nodes_by_type((VariableNode, TranslateNode))  # type: ignore[attr-defined]  # Django's own backend has it
        assert nodes and {type(node) for node in nodes} <= {Value, Words}, name


def test_what_is_safe_stays_safe() -> None:
    template = engines["django"].from_string("{{ text }}")
    assert template.render({"text": "<"}) == "&lt;"
