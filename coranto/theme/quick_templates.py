"""Templates printed within a page, with fewer steps than Django takes: a comment is made of four.

Django goes through two context managers for each and looks anew for the language.
"""

from typing import Any

from django.template import Context
from django.utils.safestring import SafeString

from coranto.theme.page_language import LANGUAGE, language_of

TEMPLATES = "templates of the page"


def template_named(context: Any, name: str) -> Any:
    """The template, sought once a page; parts that are printed alone share what is found."""
    try:
        return context.render_context.dicts[0][TEMPLATES][name]
    except KeyError:
        found = context.template.engine.get_template(name)
        context.render_context.dicts[0].setdefault(TEMPLATES, {})[name] = found
        return found


def print_included(template: Any, context: Context, given: dict[str, Any]) -> SafeString:
    """The template, with the values it is given beside what is there."""
    context.dicts.append(given)
    try:
        return _print_within(template, context, {})
    finally:
        context.dicts.pop()


def print_alone(template: Any, context: Context, given: dict[str, Any]) -> SafeString:
    """The template with these values and nothing else of the page but its language and whether texts are escaped."""
    alone = Context(given, autoescape=context.autoescape)
    alone.template, alone.template_name = template, template.name
    alone.render_context.dicts[0] = context.render_context.dicts[0]
    return _print_within(template, alone, {LANGUAGE: language_of(context)})


def _print_within(template: Any, context: Any, state: dict[Any, Any]) -> SafeString:
    """The template, with a state of its own for nodes that keep one, as ``Template.render`` has it."""
    of_nodes = context.render_context
    around, of_nodes.template = of_nodes.template, template
    of_nodes.dicts.append(state)
    try:
        printed: SafeString = template._render(context)  # not the list's own: Django's tests listen there
        return printed
    finally:
        of_nodes.dicts.pop()
        of_nodes.template = around
