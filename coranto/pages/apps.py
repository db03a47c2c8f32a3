"""The app's place in Django."""

import datetime
from functools import cache
from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from coranto.core.prepared_queries import PreparedRows
    from coranto.pages.models import StaticPage


class PagesConfig(AppConfig):
    """Pages: what is not dated."""

    name = "coranto.pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Make searched things and pages to choose known, listen to Django, and give Wagtail our editor and preview."""
        from coranto.core.made_of import register_moment
        from coranto.pages import discussed_pages, receivers, search
        from coranto.pages.desk.panels import page_editor
        from coranto.pages.finding import page_choices
        from coranto.pages.models import StaticPage
        from coranto.publication.page_choices import offer_pages

        discussed_pages.register()
        search.register()
        receivers.connect()
        register_moment(next_posting)
        offer_pages(page_choices)
        StaticPage.edit_handler = page_editor()
        StaticPage.previewer = preview


def next_posting(now: datetime.datetime) -> datetime.datetime | None:
    """When the next page becomes public by its own date; asked after every change."""
    found = _coming().first(now=now)
    moment: datetime.datetime | None = found[0] if found else None
    return moment


@cache
def _coming() -> "PreparedRows":
    from coranto.core.prepared_queries import PreparedRows, given_moment
    from coranto.pages.models import StaticPage

    coming = StaticPage.objects.filter(live=True, is_private=False, posted_at__gt=given_moment("now"))
    return PreparedRows(lambda: coming.order_by("posted_at").values_list("posted_at")[:1])


def preview(page: "StaticPage", request: HttpRequest) -> HttpResponse:
    """The public page of a version; what makes it is loaded when one is asked for."""
    from coranto.pages.desk.preview import serve_preview

    return serve_preview(page, request)
