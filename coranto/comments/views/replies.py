"""The replies to one comment, where a discussion has more of them than its page holds."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from coranto.comments.discussion_page import frame_for
from coranto.comments.forms import number_in
from coranto.comments.models import Comment
from coranto.comments.replies import build_replies
from coranto.comments.views.asked import asked_about_comment
from coranto.publication.current import public_page, publication_of
from coranto.publication.head import document_title, head_of
from coranto.publication.rendering import render_page


@public_page
def show_replies(request: HttpRequest, number: int) -> HttpResponse:
    """A page of replies. Search engines may follow its links; the discussion itself is what they are to keep."""
    at = timezone.now()
    found = asked_about_comment(request, number, at=at)
    if found is None or found[0].status != Comment.Status.PUBLISHED:
        raise Http404("No published comment has this number.")
    comment, asked = found
    publication = publication_of(request)
    frame = frame_for(request, asked.subject, asked.rules, asked.reader, at=at)
    after = number_in(request.GET.get("after", ""))
    page = build_replies(comment, asked.subject, publication, after=after, frame=frame)
    if after and not page.replies:
        raise Http404("There are no more replies.")
    head = head_of(publication, title=document_title(page.title, publication.name), robots="noindex, follow")
    return render_page(request, "comments/replies.html", page=page, head=head)
