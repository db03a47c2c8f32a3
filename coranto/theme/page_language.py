"""Which language a page is printed in, asked once: Django takes ten calls to say it, and a page has a hundred words."""

from typing import Any

from django.utils.translation import get_language

LANGUAGE = "language of the page"


def language_of(context: Any) -> str | None:
    """The language. Whatever changes it within a template calls :func:`forget_language` before and after."""
    try:
        language: str | None = context.render_context.dicts[1][LANGUAGE]
    except (KeyError, IndexError):
        found = get_language()
        for known in context.render_context.dicts[1:2]:  # there from the beginning to the end of the outermost template
            known[LANGUAGE] = found
        return found
    return language


def forget_language(context: Any) -> None:
    """Let it be asked again."""
    for known in context.render_context.dicts[1:2]:
        known.pop(LANGUAGE, None)
