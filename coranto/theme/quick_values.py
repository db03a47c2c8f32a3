"""Values in templates, found with fewer steps than Django takes: a comment has fifty like ``{{ comment.html }}``.

Django asks each thing first for an item (a context of ours has none, and says so by an exception), then for an
attribute, then whether it can be called. :class:`Path` takes the short way where that gives the same, and Django's in
every other case.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.template.base import FilterExpression, Node, Variable, VariableDoesNotExist, render_value_in_context
from django.template.defaulttags import TemplateLiteral
from django.utils.safestring import SafeString, mark_safe

ESCAPED = re.compile("[&<>\"']")
FILTER_FLAGS = ("expects_localtime", "needs_autoescape", "is_safe")


class OfTypes(dict[type, bool]):
    """What is so for all values of a type or not, found out once for each type."""

    def __init__(self, is_so: Callable[[type], bool]) -> None:
        super().__init__()
        self.is_so = is_so

    def __missing__(self, kind: type) -> bool:
        """Find it out."""
        found = self[kind] = self.is_so(kind)
        return found


def _defines(kind: type, *names: str) -> bool:
    return any(name in vars(each) for each in kind.__mro__ for name in names)


IS_CALLED = OfTypes(lambda kind: _defines(kind, "__call__"))
"""Whether a template calls such values."""
HAS_MORE_THAN_ATTRIBUTES = OfTypes(lambda kind: _defines(kind, "__call__", "__getitem__"))
"""Whether a template does anything else with such values than to ask for their attributes."""


class Path(Variable):
    """``post.title``: a name in the context, and attributes from there on."""

    def __init__(self, variable: Variable) -> None:
        """``variable`` is Django's for the same name."""
        super().__init__(variable.var)
        self.first, *self.rest = variable.lookups or ()

    def resolve(self, context: Any) -> Any:
        """The value, as Django finds it."""
        first = self.first
        for names in reversed(context.dicts):
            if first in names:
                value = names[first]
                break
        else:
            return super().resolve(context)
        try:
            for name in self.rest:
                if HAS_MORE_THAN_ATTRIBUTES[type(value)]:
                    return super().resolve(context)
                value = getattr(value, name)
        except AttributeError:
            return super().resolve(context)
        return super().resolve(context) if IS_CALLED[type(value)] else value


def asking(expression: FilterExpression) -> Callable[[Any], Any]:
    """What finds the value of an expression in a context.

    Where something in it does not exist that raises ``VariableDoesNotExist``; then ``expression.resolve`` knows what
    Django does instead.
    """
    path = expression.var
    if isinstance(path, str) and not expression.filters:
        return lambda _context: path
    if type(path) is not Path or any(
        getattr(call, flag, False) for call, _ in expression.filters for flag in FILTER_FLAGS
    ):
        return expression.resolve
    ask = _asking_attribute(path) if len(path.rest) == 1 else path.resolve
    for call, given in expression.filters:
        ask = _asking_filter(ask, call, [_asking_given(*each) for each in given])
    return ask


def _asking_attribute(path: Path) -> Callable[[Any], Any]:
    """What finds ``post.title`` as :meth:`Path.resolve` does: most are one attribute of something."""
    first, attribute, in_djangos_way = path.first, attrgetter(*path.rest), super(Path, path).resolve

    def ask(context: Any) -> Any:
        for names in reversed(context.dicts):
            if first in names:
                value = names[first]
                break
        else:
            return in_djangos_way(context)
        if HAS_MORE_THAN_ATTRIBUTES[type(value)]:
            return in_djangos_way(context)
        try:
            value = attribute(value)
        except AttributeError:
            return in_djangos_way(context)
        return in_djangos_way(context) if IS_CALLED[type(value)] else value

    return ask


def _asking_filter(ask: Callable[[Any], Any], call: Any, given: list[Callable[[Any], Any]]) -> Callable[[Any], Any]:
    """What finds a value and gives it to a filter, mostly alone or with one thing more."""
    match given:
        case []:
            return lambda context: call(ask(context))
        case [more]:
            return lambda context: call(ask(context), more(context))
    return lambda context: call(ask(context), *[each(context) for each in given])


def _asking_given(is_asked: bool, given: Any) -> Callable[[Any], Any]:
    """What finds a value that is given to a filter; constants are safe, as Django has it.

    A text that is to be translated is made once: it is put into the language of the moment each time it is printed.
    """
    if is_asked and not getattr(given, "translate", False):
        resolve: Callable[[Any], Any] = given.resolve  # of a variable
        return resolve
    found = given.resolve({}) if is_asked else mark_safe(given)
    return lambda _context: found


class Expression:
    """``post.title|default:"none"`` where a tag is given it."""

    def __init__(self, expression: FilterExpression) -> None:
        self._ask, self._expression = asking(expression), expression

    def resolve(self, context: Any) -> Any:
        """The value, as Django finds it."""
        try:
            return self._ask(context)
        except VariableDoesNotExist:
            return self._expression.resolve(context)

    def resolve_or_none(self, context: Any) -> Any:
        """The same, or nothing where it does not exist."""
        try:
            return self._ask(context)
        except VariableDoesNotExist:
            return self._expression.resolve(context, ignore_failures=True)


class Literal(TemplateLiteral):
    """A value in a condition."""

    def __init__(self, literal: TemplateLiteral) -> None:
        expression: Any = literal.value
        super().__init__(expression, literal.text)
        self.ask, self._expression = asking(expression), expression

    def eval(self, context: Any) -> Any:
        """The value, or nothing where it does not exist."""
        try:
            return self.ask(context)
        except VariableDoesNotExist:
            return self._expression.resolve(context, ignore_failures=True)


def printed(value: Any, context: Any) -> Any:
    """A value as Django prints it.

    Plain text is escaped, and safe text printed, without asking what else it might be; so are whole numbers, unless the
    settings want thousands apart.
    """
    kind = type(value)
    if kind is str:
        return escape(value) if context.autoescape and ESCAPED.search(value) else value
    if kind is SafeString:
        return value
    if kind is int and not sets_thousands_apart():
        return str(value)
    return render_value_in_context(value, context)


@cache
def sets_thousands_apart() -> bool:
    """Whether the settings want thousands apart; asked once, as settings do not change while a process runs."""
    return bool(settings.USE_THOUSAND_SEPARATOR)


def shorten_paths(node: Node | TemplateLiteral) -> None:
    """Let all values that a node asks for itself be found the short way."""
    for expression in _expressions(vars(node)):
        if _is_path(expression.var):
            expression.var = Path(expression.var)
        for _filter, given in expression.filters:
            given[:] = [(is_asked, Path(each) if _is_path(each) else each) for is_asked, each in given]


def quick_condition(condition: Any) -> Any:
    """A condition of ``{% if %}`` whose values are found the short way. ``None`` is that of ``{% else %}``."""
    if isinstance(condition, TemplateLiteral):
        shorten_paths(condition)
        return Literal(condition)
    if condition is not None:
        condition.first, condition.second = quick_condition(condition.first), quick_condition(condition.second)
    return condition


def asking_whether(condition: Any) -> Callable[[Any], Any] | None:
    """What finds out whether a condition holds, or raises ``VariableDoesNotExist``; then :func:`whether` knows."""
    if condition is None:
        return None
    return condition.ask if isinstance(condition, Literal) else condition.eval


def whether(condition: Any, context: Any) -> Any:
    """Whether a condition holds; one that Django cannot find out does not."""
    try:
        return condition.eval(context)
    except VariableDoesNotExist:
        return None


def _is_path(variable: Any) -> bool:
    return type(variable) is Variable and variable.lookups is not None and not variable.translate


def _expressions(found: Any) -> Iterator[FilterExpression]:
    """The expressions among what a node holds: single ones, those in lists, and those by name."""
    if isinstance(found, FilterExpression):
        yield found
    elif type(found) is dict:
        for each in found.values():
            yield from _expressions(each)
    elif type(found) in (list, tuple):
        for each in found:
            yield from _expressions(each)
