"""The posts in the bin."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from coranto.core.capped_pages import CappedPages
from coranto.core.desk_screen import needs, show_screen
from coranto.posts.policy import binned_posts

ON_A_PAGE = 50


@needs("posts.delete_post", "posts.write_own_post")
@require_safe
def binned(request: HttpRequest) -> HttpResponse:
    """One page of them, newest in the bin first."""
    rows = binned_posts(request.user).select_related("author").defer("body", "body_html", "excerpt")
    page = CappedPages(rows.order_by("-binned_at", "-pk"), ON_A_PAGE).get_page(request.GET.get("p"))
    crumbs = [(reverse("wagtailsnippets_posts_post:list"), _("Posts"))]
    return show_screen(request, "posts/desk/bin.html", title=_("Bin"), icon="bin", crumbs=crumbs, page=page)
