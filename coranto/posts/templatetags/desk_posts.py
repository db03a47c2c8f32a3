"""Small things that this app's screens of the desk print."""

import re

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def marked_name(line: str, name: str) -> SafeString:
    """The line with the first mention of a name marked, whatever its case and spaces."""
    words = [re.escape(word) for word in name.split()]
    found = re.search(r"\s+".join(words), line, re.IGNORECASE) if words else None
    if found is None:
        return conditional_escape(line)
    return format_html("{}<mark>{}</mark>{}", line[: found.start()], found[0], line[found.end() :])


@register.filter
def percent(share: float) -> str:
    """A share of one in percent, without a fraction: ``0.934`` is 93 %."""
    return f"{share:.0%}"
