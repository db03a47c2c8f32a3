"""The app's place in Django."""

from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.http import HttpRequest, HttpResponse

if TYPE_CHECKING:
    from coranto.pages.models import StaticPage


class PagesConfig(AppConfig):
    """Pages: what is not dated."""

    name = "coranto.pages"
    verbose_name = "Pages"

    def ready(self) -> None:
        """Make searched things and pages to choose known, listen to Django, and give Wagtail our editor and preview."""
        from coranto.core.made_of import register_moment
        from coranto.core.next_posting import next_posting_of
        from coranto.pages import discussed_pages, living_blocks, receivers, search
        from coranto.pages.desk.panels import page_editor
        from coranto.pages.finding import page_choices
        from coranto.pages.models import StaticPage
        from coranto.publication.page_choices import offer_pages

        discussed_pages.register()
        search.register()
        living_blocks.register()
        receivers.connect()
        register_moment(next_posting_of(StaticPage))
        offer_pages(page_choices)
        StaticPage.edit_handler = page_editor()
        StaticPage.previewer = preview


def preview(page: "StaticPage", request: HttpRequest) -> HttpResponse:
    """The public page of a version; what makes it is loaded when one is asked for."""
    from coranto.pages.desk.preview import serve_preview

    return serve_preview(page, request)
