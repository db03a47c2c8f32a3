"""What the desk's frame shows: the publication's name, and what to do first."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from coranto.publication.current import publication_of
from coranto.publication.desk.first_steps import first_steps

register = template.Library()


@register.simple_tag(takes_context=True)
def publication_name(context: dict[str, Any]) -> str:
    """The weblog's name."""
    request = context.get("request")
    return publication_of(request).name if request is not None else ""


@register.simple_tag(takes_context=True)
def home_buttons(context: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """The buttons at the top of the dashboard: address, label, and whether it is the main one."""
    steps = [(url, label, place == 0) for place, (url, label) in enumerate(first_steps(context["request"].user))]
    return [*steps, ("/", _("View the site"), not steps)]
