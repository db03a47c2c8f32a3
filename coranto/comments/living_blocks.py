"""The living block that shows the newest comments."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from coranto.comments.widgets import recent_comments
from coranto.core.made_of import COMMENTS, made_of
from coranto.publication.contexts import CommentLink
from coranto.publication.living_blocks import class_names, register_living_block, written_date
from coranto.publication.models import Publication
from coranto.publication.widgets import WidgetPlan

LATEST = "wp-block-latest-comments__"
WEB = ("http://", "https://")


def latest_comments(plan: WidgetPlan) -> SafeString:
    """The newest comments: who said something, on what, when, and how it begins. Pictures of people are left out."""
    made_of(COMMENTS)
    most = plan.number("commentsToShow", 5)
    found = recent_comments(WidgetPlan(kind=plan.kind, publication=plan.publication, options={"count": most}))
    if found is None:
        return SafeString()
    dated, quoted = plan.flag("displayDate", True), plan.flag("displayExcerpt", True)
    names = class_names(plan, "has-dates" if dated else "", "has-excerpts" if quoted else "")
    rows = ((_item(row, plan.publication, dated=dated, quoted=quoted),) for row in found.comments)
    items = format_html_join("\n", f'<li class="{LATEST}comment"><article>{{}}</article></li>', rows)
    return format_html('<ol class="{}">{}</ol>', names, items)


def _item(row: CommentLink, publication: Publication, *, dated: bool, quoted: bool) -> SafeString:
    name = f"{LATEST}comment-author"
    author = format_html('<span class="{}">{}</span>', name, row.author_name)
    if row.author_url.startswith(WEB):
        author = format_html('<a class="{}" href="{}" rel="nofollow ugc">{}</a>', name, row.author_url, row.author_name)
    title = row.post_title or _("(no title)")
    post = format_html('<a class="{}comment-link" href="{}">{}</a>', LATEST, row.url, title)
    return format_html(
        '<footer class="{}comment-meta">{}{}</footer>{}',
        LATEST,
        format_html(_("{author} on {post}"), author=author, post=post),
        written_date(row.posted_at, f"{LATEST}comment-date", publication) if dated else "",
        format_html('<div class="{}comment-excerpt"><p>{}</p></div>', LATEST, row.excerpt) if quoted else "",
    )


def register() -> None:
    """Make it known; called when the app starts."""
    register_living_block("latest-comments", latest_comments)
