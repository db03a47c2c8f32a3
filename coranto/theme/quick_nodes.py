"""Nodes of templates that do what Django's do with fewer steps: a page has hundreds of words and values to print.

:func:`quickened` goes through a compiled template and puts them in the places of Django's own. What is not exactly one
of these stays as it is, but for how it finds its values (:mod:`coranto.theme.quick_values`).
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.template.base import FilterExpression, Node, NodeList, TextNode, VariableDoesNotExist, VariableNode
from django.template.defaulttags import ForNode, IfNode
from django.template.library import SimpleNode
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode, LanguageNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from coranto.theme.page_language import forget_language, language_of
from coranto.theme.quick_templates import print_included, template_named
from coranto.theme.quick_values import (
    Expression,
    Path,
    asking,
    asking_whether,
    printed,
    quick_condition,
    shorten_paths,
    whether,
)


class Nodes(NodeList):
    """What stands between two tags: a text is printed as it is, everything else by one call."""

    def __init__(self, nodes: list[Node]) -> None:
        super().__init__(nodes)
        steps = [_step(node) for node in nodes]
        self._texts = [each if isinstance(each, str) else "" for each in steps]
        self._calls = [(place, each) for place, each in enumerate(steps) if not isinstance(each, str)]
        self._text = None if self._calls else SafeString("".join(self._texts))

    def render(self, context: Any) -> SafeString:
        """All of it, as Django prints it, without a note in exceptions of the line that they come from."""
        return SafeString(self.text(context))

    def text(self, context: Any) -> str:
        """The same as a plain text, for what prints it within more: each copy of a long discussion takes time."""
        if self._text is not None:
            return self._text
        parts = self._texts[:]
        for place, call in self._calls:
            parts[place] = call(context)
        return "".join(parts)


class Round(Node):
    """What a loop prints each time, in one."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodes: Any) -> None:
        self.nodelist = nodes

    def render_annotated(self, context: Any) -> Any:
        """All of it."""
        return self.nodelist.render(context)


def _step(node: Node) -> Any:
    """The text of a node, or what prints it."""
    if isinstance(node, TextNode):
        return str(node.s)
    return node.render if type(node).render_annotated is Node.render_annotated else node.render_annotated


class Value(VariableNode):
    """``{{ value }}``."""

    def __init__(self, filter_expression: FilterExpression) -> None:
        super().__init__(filter_expression)
        self._ask = asking(filter_expression)

    def render(self, context: Any) -> Any:
        """The value, as Django prints it."""
        try:
            value = self._ask(context)
        except VariableDoesNotExist:
            value = self.filter_expression.resolve(context)
        except UnicodeDecodeError:
            return ""
        return printed(value, context)


class Words(Node):
    """``{% translate "words" %}``: looked up once for each language."""

    def __init__(self, node: TranslateNode) -> None:
        self.node = node
        self._in: dict[tuple[str | None, bool], Any] = {}

    def render(self, context: Any) -> Any:
        """The words, as Django prints them."""
        key = (language_of(context), context.autoescape)
        try:
            return self._in[key]
        except KeyError:
            found = self._in[key] = self.node.render(context)
            return found


class Sentence(Node):
    """``{% blocktranslate %}Reply to {{ name }}{% endblocktranslate %}``: looked up once for each language."""

    def __init__(self, node: BlockTranslateNode) -> None:
        self.node = node
        self._message, self._names = node.render_token_list(node.singular)
        self._given = {name: Expression(each) for name, each in node.extra_context.items()}
        self._in: dict[str | None, str] = {}

    def render(self, context: Any) -> Any:
        """The sentence, as Django prints it; by Django itself where a value or the translation is not as it should."""
        language = language_of(context)
        words = self._in.get(language)
        if words is None:
            words = self._in[language] = gettext(self._message)
        return self._filled(words, context, {name: value.resolve(context) for name, value in self._given.items()})

    def _filled(self, words: str, context: Any, given: dict[str, Any]) -> Any:
        """The words with values in their places."""
        try:
            return words % {
                name: printed(given[name] if name in given else context[name], context) for name in self._names
            }
        except (KeyError, ValueError):
            return self.node.render(context)


class CountedSentence(Sentence):
    """``{% blocktranslate count n=posts %}{{ n }} post{% plural %}{{ n }} posts{% endblocktranslate %}``."""

    def __init__(self, node: Any) -> None:
        super().__init__(node)
        self._plural, more = node.render_token_list(node.plural)
        self._names += more
        self._count = Expression(node.counter)
        self._name: str = node.countervar

    def render(self, context: Any) -> Any:
        """The sentence for the number, as Django prints it; by Django itself for what is not quite a number."""
        count = self._count.resolve(context)
        if type(count) is not int:
            return self.node.render(context)
        words = _words_for(language_of(context), self._message, self._plural, count)
        given = {name: value.resolve(context) for name, value in self._given.items()}
        return self._filled(words, context, {**given, self._name: count})


@lru_cache(maxsize=4096)
def _words_for(_language: str | None, one: str, several: str, count: int) -> str:
    """The words in the present language, which is that."""
    return ngettext(one, several, count)


class Static(Node):
    """``{% static 'theme/site.css' %}``: the address is worked out once."""

    def __init__(self, node: StaticNode) -> None:
        self.node = node
        self._below: dict[tuple[str, bool], Any] = {}

    def render(self, context: Any) -> Any:
        """The address, as Django prints it. While somebody works on the files it is worked out each time."""
        if settings.DEBUG:
            return self.node.render(context)
        key = (settings.STATIC_URL, context.autoescape)
        found = self._below.get(key)
        if found is None:
            found = self._below[key] = self.node.render(context)
        return found


class If(IfNode):
    """``{% if post.title %}…{% else %}…{% endif %}``."""

    def __init__(self, node: IfNode) -> None:
        ways: list[tuple[Any, Any]] = [
            (quick_condition(each), quickened(nodes)) for each, nodes in node.conditions_nodelists
        ]
        super().__init__(ways)
        self._ways = [(asking_whether(each), each, nodes) for each, nodes in ways]

    def render(self, context: Any) -> Any:
        """What stands below the first condition that holds."""
        for ask, condition, nodes in self._ways:
            if ask is None:
                return nodes.text(context)
            try:
                holds = ask(context)
            except VariableDoesNotExist:
                holds = whether(condition, context)
            if holds:
                return nodes.text(context)
        return ""


class For(ForNode):
    """``{% for card in page.cards %}…{% empty %}…{% endfor %}``, with one name for each."""

    def __init__(self, node: Any) -> None:
        super().__init__(node.loopvars, node.sequence, node.is_reversed, node.nodelist_loop, node.nodelist_empty)
        self._values = Expression(node.sequence)
        self._round: Any = node.nodelist_loop
        self._none: Any = node.nodelist_empty

    def render(self, context: Any) -> Any:
        """What is to be printed for each, or where there is none."""
        values = self._values.resolve_or_none(context)
        if values is None:
            values = ()
        if not hasattr(values, "__len__"):
            values = list(values)
        around = context.get("forloop", {})
        context.dicts.append({})
        try:
            if not len(values):
                return self._none.render(context)
            return "".join(self._rounds(values, context, {"parentloop": around}))
        finally:
            context.dicts.pop()

    def _rounds(self, values: Any, context: Any, loop: dict[Any, Any]) -> list[str]:
        """What is printed for each. Nodes may keep something in ``forloop``, so it is the same in all rounds."""
        name, here, last = self.loopvars[0], context.dicts[-1], len(values) - 1
        here["forloop"] = loop
        printed = []
        for place, value in enumerate(reversed(values) if self.is_reversed else values):
            loop["counter0"], loop["counter"] = place, place + 1
            loop["revcounter"], loop["revcounter0"] = last - place + 1, last - place
            loop["first"], loop["last"] = place == 0, place == last
            here[name] = value
            printed.append(self._round.text(context))
        return printed


class Include(Node):
    """``{% include "posts/_card.html" with post=each %}`` of a template whose name stands there."""

    def __init__(self, node: IncludeNode, name: str) -> None:
        self.node, self._name = node, name
        self._given = [(each, Expression(value)) for each, value in node.extra_context.items()]

    def render(self, context: Any) -> Any:
        """The template, with the values it is given beside what is there; or with these alone."""
        template = template_named(context, self._name)
        values = {name: value.resolve(context) for name, value in self._given} if self._given else {}
        if self.node.isolated_context:
            return template.render(context.new(values))
        return print_included(template, context, values)


class Tag(Node):
    """``{% day post.posted_at %}``: a tag that is a function."""

    def __init__(self, node: SimpleNode) -> None:
        self.node = node
        self._given = [Expression(each) for each in node.args]
        self._named = {name: Expression(each) for name, each in node.kwargs.items()}

    def render(self, context: Any) -> Any:
        """What it returns, as Django prints it, or nothing where that is to have a name."""
        node = self.node
        given = [each.resolve(context) for each in self._given]
        named = {name: each.resolve(context) for name, each in self._named.items()} if self._named else {}
        found = node.func(context, *given, **named) if node.takes_context else node.func(*given, **named)
        if node.target_var is not None:
            context[node.target_var] = found
            return ""
        return conditional_escape(found) if context.autoescape and type(found) is not SafeString else found


class InLanguage(Node):
    """``{% language "de" %}…{% endlanguage %}``: what is within is in another language than what is round it."""

    child_nodelists = ("nodelist",)

    def __init__(self, node: LanguageNode) -> None:
        self.node, self.nodelist = node, node.nodelist

    def render(self, context: Any) -> Any:
        """All of it, as Django prints it."""
        forget_language(context)
        try:
            return self.node.render(context)
        finally:
            forget_language(context)


def quickened(nodes: NodeList) -> Nodes:
    """The list with quicker nodes in place of its own; so are all lists below it, from now on."""
    return Nodes([_quick(node) for node in nodes])


def _quick(node: Node) -> Node:
    """A quicker node, where there is one; else the node, with quicker ones below it."""
    shorten_paths(node)
    for name in node.child_nodelists:
        if not isinstance(node, IfNode) and isinstance(below := getattr(node, name, None), NodeList):
            setattr(node, name, quickened(below))
    if isinstance(node, ForNode) and len(node.loopvars) > 1:
        node.nodelist_loop = NodeList([Round(node.nodelist_loop)])
    quick = _in_its_place(node)
    if quick is not None:
        quick.token, quick.origin = node.token, node.origin  # for messages about mistakes
    return quick or node


def _in_its_place(node: Any) -> Node | None:
    kind = type(node)
    if kind is VariableNode:
        return Value(node.filter_expression)
    if kind is TranslateNode and _is_always_the_same(node):
        return Words(node)
    if kind is BlockTranslateNode and _is_plain(node):
        return CountedSentence(node) if _is_counted(node) else Sentence(node) if not node.plural else None
    if kind is StaticNode and node.varname is None and _is_constant(node.path):
        return Static(node)
    if kind is IncludeNode and _is_constant(node.template) and not str(node.template.var).startswith("."):
        return Include(node, str(node.template.var))
    if kind is IfNode:
        return If(node)
    if kind is ForNode and len(node.loopvars) == 1:
        return For(node)
    if kind is SimpleNode:
        return Tag(node)
    return InLanguage(node) if kind is LanguageNode else None


def _is_always_the_same(node: TranslateNode) -> bool:
    return not node.asvar and not node.noop and _is_constant(node.filter_expression) and _says_no_more(node)


def _is_plain(node: BlockTranslateNode) -> bool:
    return not (node.message_context or node.asvar)


def _is_counted(node: BlockTranslateNode) -> bool:
    """Whether it has a number, and one that is not itself among the values that the sentence is given."""
    path: Any = getattr(node.counter, "var", None)
    return bool(node.plural and node.countervar) and type(path) is Path and path.first not in node.extra_context


def _says_no_more(node: TranslateNode) -> bool:
    return node.message_context is None or _is_constant(node.message_context)


def _is_constant(expression: FilterExpression) -> bool:
    is_text = isinstance(expression.var, str) or getattr(expression.var, "literal", None) is not None
    return is_text and not expression.filters
