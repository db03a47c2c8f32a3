"""The editor's form of a static page."""

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from coranto.pages.models import StaticPage
from coranto.posts.actions.bodies import rendered_body
from coranto.posts.actions.untouched import keep_untouched, settled_html
from coranto.publication.models import Publication


class PageForm(WagtailAdminPageForm):
    """What the editor fills in. Moments and HTML are filled in here, so that a draft's version holds them."""

    def save(self, commit: bool = True) -> StaticPage:
        """Complete the page, then save it."""
        page: StaticPage = self.instance
        now = timezone.now()
        if page.first_published_at is None and page.pk is None:
            page.posted_at = now
            offset = now.astimezone(Publication.objects.current().zone).utcoffset()
            page.utc_offset = int(offset.total_seconds() // 60) if offset else 0
        page.modified_at = now
        page.body = keep_untouched(self.initial.get("body"), page.body)
        page.body_html = settled_html(before=page.body_html, after=rendered_body(page.body))
        saved: StaticPage = super().save(commit=commit)
        return saved
