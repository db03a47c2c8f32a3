"""Nodes of templates that do what Django's do with fewer steps: a page has hundreds of words and values to print.

:func:`quickened` goes through a compiled template and puts them in the places of Django's own. What is not exactly one
of these stays as it is, but for how it finds its values (:mod:`coranto.theme.quick_values`).
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.template.base import FilterExpression, Node, NodeList, VariableNode
from django.template.defaulttags import IfNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language, gettext

from coranto.theme.quick_values import printed, shorten_paths


class Value(VariableNode):
    """``{{ value }}``."""

    def render(self, context: Any) -> Any:
        """The value, as Django prints it."""
        try:
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
        key = (get_language(), context.autoescape)
        found = self._in.get(key)
        if found is None:
            found = self._in[key] = self.node.render(context)
        return found


class Sentence(Node):
    """``{% blocktranslate %}Reply to {{ name }}{% endblocktranslate %}``: looked up once for each language."""

    def __init__(self, node: BlockTranslateNode) -> None:
        self.node = node
        self._message, self._names = node.render_token_list(node.singular)
        self._in: dict[str | None, str] = {}

    def render(self, context: Any) -> Any:
        """The sentence, as Django prints it; by Django itself where a value or the translation is not as it should."""
        language = get_language()
        words = self._in.get(language)
        if words is None:
            words = self._in[language] = gettext(self._message)
        given = {name: value.resolve(context) for name, value in self.node.extra_context.items()}
        try:
            return words % {name: printed(_value(name, given, context), context) for name in self._names}
        except (KeyError, ValueError):
            return self.node.render(context)


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


def quickened(nodes: NodeList) -> None:
    """Put quicker nodes into a list, and into all lists below it."""
    for place, node in enumerate(nodes):
        shorten_paths(node)
        if type(node) is VariableNode:
            nodes[place] = _like(Value(node.filter_expression), node)
        elif type(node) is TranslateNode and _is_always_the_same(node):
            nodes[place] = _like(Words(node), node)
        elif type(node) is BlockTranslateNode and _is_one_sentence(node):
            nodes[place] = _like(Sentence(node), node)
        elif type(node) is StaticNode and node.varname is None and _is_constant(node.path):
            nodes[place] = _like(Static(node), node)
        else:
            for each in _lists_in(node):
                quickened(each)


def _value(name: str, given: dict[str, Any], context: Any) -> Any:
    return given[name] if name in given else context[name]


def _like(quick: Node, node: Node) -> Node:
    """A node that stands where the other stood, for messages about mistakes."""
    quick.token, quick.origin = node.token, node.origin
    return quick


def _is_always_the_same(node: TranslateNode) -> bool:
    return not node.asvar and not node.noop and _is_constant(node.filter_expression) and _says_no_more(node)


def _is_one_sentence(node: BlockTranslateNode) -> bool:
    return not (node.plural or node.countervar or node.message_context or node.asvar)


def _says_no_more(node: TranslateNode) -> bool:
    return node.message_context is None or _is_constant(node.message_context)


def _is_constant(expression: FilterExpression) -> bool:
    is_text = isinstance(expression.var, str) or getattr(expression.var, "literal", None) is not None
    return is_text and not expression.filters


def _lists_in(node: Node) -> Iterable[NodeList]:
    if isinstance(node, IfNode):  # whose child list is a new one each time
        return [nodes for _condition, nodes in node.conditions_nodelists]
    return [value for name in node.child_nodelists if isinstance(value := getattr(node, name, None), NodeList)]
