"""The way to one comment, whatever page of its discussion it stands on."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from coranto.comments.places import address_of_comment
from coranto.comments.views.reporting import public_comment
from coranto.publication.current import in_publication, publication_of
from coranto.publication.rendering import keep_away_from_caches


@require_safe
@in_publication
def lead_to_comment(request: HttpRequest, number: int) -> HttpResponse:
    """To the page of the discussion that shows the comment now; which one that is changes as more are written."""
    comment, asked = public_comment(request, number)
    response = HttpResponseRedirect(address_of_comment(comment, asked.subject, publication_of(request)))
    keep_away_from_caches(response)
    return response
