"""Templates are printed with fewer steps, and exactly as Django prints them."""

import datetime
import enum
from typing import Any

import pytest
from django.template import Context, Engine, Template, engines
from django.template.backends.django import get_installed_libraries
from django.template.base import FilterExpression, VariableNode
from django.template.library import SimpleNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from coranto.publication.contexts import SiteContext
from coranto.theme import page_language
from coranto.theme.quick_nodes import CountedSentence, Nodes, Sentence, Static, Tag, Value, Words, quickened
from coranto.theme.quick_values import Path, sets_thousands_apart


class Tide(enum.StrEnum):
    """A text that is not exactly one."""

    LOW = "<low>"


class Boat:
    """Something with attributes of all sorts."""

    name = "<Ann>"
    sizes = {"length": 7, "items": "<a key like a method>"}
    ports = ("Ely", "Rye")
    nothing = None

    @property
    def owner(self) -> str:
        """Worked out."""
        return "<owner>"

    @property
    def missing(self) -> str:
        """Never there."""
        raise AttributeError("no such thing")

    def sail(self) -> str:
        """Called where it is named."""
        return "<sails>"

    def sink(self) -> str:
        """Not to be called by a template."""
        return "sunk"

    sink.alters_data = True  # type: ignore[attr-defined]  # Django's way to say so

    def load(self, weight: int) -> str:
        """Cannot be called without more."""
        return str(weight)


VALUES: dict[str, Any] = {
    "boat": Boat(),
    "boats": {"first": Boat()},
    "give": lambda: Boat(),
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
    "once": lambda: iter(["<"]),
    "pairs": [(1, "<"), (2, ">")],
    "named": {"name": "<A>", "home_url": "javascript:1", "logo": None},
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
        "{% blocktranslate with n=number s=boat.name %}{{ n }} of {{ s }}, {{ safe }}, 100%{% endblocktranslate %}",
        "{% blocktranslate %}Page {{ missing }}{% endblocktranslate %}",
        "{% blocktranslate trimmed %} a  \n {{ text }} {% endblocktranslate %}",
        "{% blocktranslate asvar found %}Page {{ text }}{% endblocktranslate %}[{{ found }}]",
        "{% blocktranslate context 'x' %}Page {{ text }}{% endblocktranslate %}",
        "{% blocktranslate count n=number %}one{% plural %}{{ n }}{% endblocktranslate %}",
        "{% blocktranslate count n=boat.sizes.length with t=text %}{{ n }} {{ t }}{% plural %}{{ safe }}{{ n }} {{ t }}"
        "{% endblocktranslate %}{{ n }}",
        "{% blocktranslate count n=truth %}one{% plural %}{{ n }} {{ text }}{% endblocktranslate %}",
        "{% blocktranslate count n=number with number=boat.sizes.length %}a{% plural %}{{ n }}{% endblocktranslate %}",
        "{% blocktranslate count n=number %}{{ n }} post{% plural %}{{ n }} posts{{ lost }}{% endblocktranslate %}",
        "{% blocktranslate count n=number with shown=number|number %}{{ shown }} post{% plural %}{{ shown }} posts"
        "{% endblocktranslate %}",
    ),
    *(
        "{% if number %}{{ text }}{% elif missing %}-{% else %}{{ safe }}{% endif %}",
        "{% if missing %}{% else %}{{ text }}{% endif %}",
    ),
    *(
        "{% for each in list %}{{ each }}{% empty %}{{ text }}{% endfor %}",
        "{% with other=text %}{{ other }}{% endwith %}",
    ),
    *("{% static 'theme/site.css' %}", "{% static 'a&b.css' %}", "{% static boat.ports.0 %}"),
    "{% static 'theme/site.css' as found %}[{{ found }}]",
    *("{{ boat.name }}", "{{ boat.owner }}", "{{ boat.sizes.length }}", "{{ boat.sizes.items }}", "{{ boat.ports.1 }}"),
    *("{{ boat.nothing.more }}", "{{ boat.sail }}", "{{ boat.sink }}", "{{ boat.load }}", "{{ boat.nowhere }}"),
    *("{{ boats.first.name }}", "{{ give.name }}", "{{ text.upper }}", "{{ boat.name.lower }}"),
    *("{% if boat.name == 'x' or not boat.owner and boat.nothing %}a{% else %}b{% endif %}",),
    *("{% if boat.nowhere %}a{% elif boat.sizes.length > number %}b{% else %}c{% endif %}",),
    *("{{ missing|default:boat.name }}", "{% for port in boat.ports %}{{ port }}{{ forloop.counter }}{% endfor %}"),
    *("{% with port=boat.ports.0 %}{{ port }}{% endwith %}", "{% firstof boat.nothing boat.name %}"),
    *(
        "{% for a in list %}{{ a }}{% for b in list %}{{ b }}{{ forloop.parentloop.last }}-{% endfor %}{% endfor %}",
        "{% for a, b in pairs %}{{ a }}{{ b }},{% endfor %}{% for a in nothing %}-{% empty %}none{% endfor %}",
        "{% for a in list reversed %}{{ a }}{{ forloop.revcounter }}{{ forloop.revcounter0 }}{% endfor %}{{ a }}",
        "{% for a in list %}{% for b in missing %}-{% empty %}{{ forloop.counter0 }}{% endfor %}{% endfor %}",
        "{% for a in list %}{% cycle 'x' 'y' %}{% ifchanged forloop.first %}!{% endifchanged %}{% endfor %}",
        "{% for a in list %}{% for key in forloop %}{{ key }}{% endfor %}{{ forloop.first }}{% endfor %}",
        "{% for a in text|make_list %}{% if forloop.last %}{{ a }}{% endif %}{% endfor %}{{ forloop.last }}",
        "{% for a in once %}{{ a }}{% empty %}none{% endfor %}{% for a in boats %}{{ a }}{% endfor %}",
        "{% include 'theme/_site_name.html' %}",
        "{% include 'theme/_site_name.html' with site=named %}{{ site }}",
        "{% include 'theme/_site_name.html' with site=named only %}",
        "{% with name='theme/_site_name.html' %}{% include name %}{% endwith %}",
    ),
    *(
        "{% day moment %}{% day moment style='month' %}{% moment moment %}{% moment nothing %}{% icon 'search' %}",
        "{% source_date boat.name %}{% source_date missing|default:'2016-02' as found %}[{{ found }}]",
        "{% datelines nothing|default:'' as found %}{{ found }}",
        "{% translate 'Search' %}{% language 'fr' %}{% translate 'Search' %}"
        "{% for a in list %}{% translate 'January' %}{% endfor %}{% endlanguage %}{% translate 'Search' %}",
    ),
    *(
        "{{ text|address }}",
        "{{ number|number }}",
        "{{ missing|default:_('Search') }}",
        "{{ boat.nothing|default:_('Search')|upper }}{{ boat.name|default:_('Search') }}",
        "{{ text|truncatechars:boat.sizes.length }}{{ moment|date:'Y' }}{{ boat.name.nowhere|default:'a < b' }}",
    ),
    *(
        "{% if text|address == safe %}a{% else %}b{% endif %}",
        "{% if missing|default:nothing %}a{% else %}b{% endif %}",
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
    plain, quick = (Template("{% load i18n static theme %}" + piece) for _each in range(2))
    quick.nodelist = quickened(quick.nodelist)
    with translation.override(language):
        expected = plain.render(Context(VALUES, autoescape=escapes))
        for _time in range(2):
            assert quick.render(Context(VALUES, autoescape=escapes)) == expected


@pytest.mark.parametrize("found", ["<b>", mark_safe("<b>"), 7, gettext_lazy("Search")])
def test_what_a_tag_returns_is_escaped_as_by_django(found: Any) -> None:
    plain = SimpleNode(lambda: found, False, [], {}, None)
    assert str(Tag(plain).render(Context())) == str(plain.render(Context()))


@pytest.mark.parametrize("debug", [True, False])
def test_django_prints_where_mistakes_are_to_be_shown_with_their_lines(debug: bool) -> None:
    engine = Engine(debug=debug, loaders=["coranto.theme.loader.Loader"], libraries=get_installed_libraries())
    assert isinstance(engine.get_template("posts/_card.html").nodelist, Nodes) is not debug


def test_a_page_asks_for_its_language_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def ask() -> str:
        asked.append("once")
        return "en"

    monkeypatch.setattr(page_language, "get_language", ask)
    words = "{% load i18n theme %}{% translate 'Search' %}{% moment moment %}"
    template = Template(words + "{% include 'comments/_wishes.html' %}")
    template.nodelist = quickened(template.nodelist)
    template.render(Context(VALUES))
    assert asked == ["once"]


def test_a_page_seeks_each_template_once_and_prints_parts_alone_in_its_language(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine = Engine.get_default()
    sought: list[str] = []
    asked: list[str] = []
    find = engine.get_template

    def seek(name: str) -> Any:
        sought.append(name)
        return find(name)

    def ask() -> str:
        asked.append("once")
        return "de"

    monkeypatch.setattr(engine, "get_template", seek)
    monkeypatch.setattr(page_language, "get_language", ask)
    piece = "{% for a in list %}{% include 'comments/_wishes.html' %}{% kept_include 'comments/_wishes.html' of=a %}"
    template = Template("{% load i18n kept %}{% translate 'Search' %}" + piece + "{% endfor %}")
    template.nodelist = quickened(template.nodelist)
    template.render(Context({**VALUES, "site": SiteContext(name="Weblog", home_url="/")}))
    assert (sought, asked) == (["comments/_wishes.html"], ["once"])


def test_a_property_that_fails_fails_as_in_django() -> None:
    template = Template("{{ boat.missing }}")
    template.nodelist = quickened(template.nodelist)
    with pytest.raises(AttributeError, match="no such thing"):
        template.render(Context(VALUES))


def test_thousands_are_set_apart_where_the_settings_want_it(settings: Any) -> None:
    settings.USE_THOUSAND_SEPARATOR = True
    sets_thousands_apart.cache_clear()
    template = Template("{{ number }}")
    template.nodelist = quickened(template.nodelist)
    with translation.override("en"):
        assert template.render(Context(VALUES)) == "1,234,567"
    sets_thousands_apart.cache_clear()


def test_values_are_found_the_short_way_wherever_they_stand() -> None:
    piece = "{% if a.b %}{% for c in d.e %}{% with f=g.h %}{{ i.j|default:k }}{% endwith %}{% endfor %}{% endif %}"
    template = Template(piece)
    template.nodelist = quickened(template.nodelist)
    node: Any = template.nodelist[0]
    condition, (loop, *_) = node.conditions_nodelists[0]
    (within,) = loop.nodelist_loop
    (value,) = within.nodelist
    found: list[FilterExpression] = [condition.value, loop.sequence, within.extra_context["f"], value.filter_expression]
    assert [type(each.var) for each in found] == [Path] * 4
    assert type(found[3].filters[0][1][0][1]) is Path


def test_addresses_of_files_follow_the_settings(settings: Any) -> None:
    template = Template("{% load static %}{% static 'nowhere.css' %}")
    template.nodelist = quickened(template.nodelist)
    assert type(template.nodelist[1]) is Static
    before = template.render(Context())
    settings.DEBUG = True
    assert (before, template.render(Context())) == ("/static/nowhere.css",) * 2
    settings.DEBUG, settings.STATIC_URL = False, "https://files.example/"
    assert template.render(Context()).endswith("nowhere.css")


def test_words_follow_the_language() -> None:
    template = Template('{% load i18n %}{% translate "January" %}')
    template.nodelist = quickened(template.nodelist)
    found = []
    for language in ("en", "de", "en"):
        with translation.override(language):
            found.append(template.render(Context()))
    assert found == ["January", "Januar", "January"]


def test_templates_of_pages_are_made_of_quick_nodes() -> None:
    names = ("posts/listing.html", "posts/_card.html", "theme/_head.html", "comments/_respond.html")
    for name in (*names, "comments/_comment_doors.html"):
        kinds = (VariableNode, TranslateNode, BlockTranslateNode, Sentence)
        found = Engine.get_default().get_template(name).nodelist
        nodes = [node for kind in kinds for node in found.get_nodes_by_type(kind)]
        single = {type(node) for node in nodes}
        assert single and single <= {Value, Words, Sentence, CountedSentence}, name


def test_what_is_safe_stays_safe() -> None:
    template = engines["django"].from_string("{{ text }}")
    assert template.render({"text": "<"}) == "&lt;"
