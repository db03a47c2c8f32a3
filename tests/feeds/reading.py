"""Reading feeds as other people's programs do."""

from typing import Any

import feedparser
from django.test import Client
from lxml import etree


def feed(client: Client, path: str) -> Any:
    """The feed at ``path`` through feedparser, which must find nothing wrong with it."""
    response = client.get(path)
    assert response.status_code == 200, path
    parsed = feedparser.parse(response.content, response_headers={"content-type": response["Content-Type"]})
    assert not parsed.bozo, parsed.bozo_exception
    return parsed


def document(client: Client, path: str) -> etree._Element:
    """The XML document at ``path``."""
    return etree.fromstring(client.get(path).content)
