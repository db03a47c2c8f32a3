"""What is kept about an e-mail address: seen, given out, corrected and erased by staff for whoever asks them.

The address goes in the body of a request, never in an address, so that it comes into no log.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from coranto.accounts.models import User
from coranto.comments.actions.erasing import correct_name, erase_address, is_known
from coranto.comments.forms import LONGEST_NAME, is_email
from coranto.comments.models import Erasure
from coranto.comments.privacy.personal import personal_record, to_read
from coranto.comments.privacy.views import as_download
from coranto.core.desk_screen import needs, show_screen
from coranto.core.strangers_text import tidy_line

LONGEST_EMAIL = 254


@never_cache
@needs("comments.delete_comment")
@require_http_methods(["GET", "POST"])
def show_personal(request: HttpRequest) -> HttpResponse:
    """The question for an address, and what is kept about it."""
    email = tidy_line(request.POST.get("email", ""))
    if not email:
        return screen(request)
    if len(email) > LONGEST_EMAIL or not is_email(email):
        messages.error(request, _("Please give a valid e-mail address."))
        return screen(request)
    if request.POST.get("do") == "json":
        return as_download(personal_record(email))
    act(request, email, request.POST.get("do", ""))
    record = personal_record(email)
    shown = record if is_known(email) else None
    return screen(request, email=email, is_asked=True, record=shown, comments=to_read(record))


def act(request: HttpRequest, email: str, do: str) -> None:
    """Do what the form asks for, and say what was done."""
    now, how = timezone.now(), request.POST.get("how", "")
    if do == "erase" and how in Erasure.How.values and request.POST.get("sure") == "yes":
        by = request.user if isinstance(request.user, User) else None
        erasure = erase_address(email=email, how=how, at=now, by=by)
        words = ngettext("Erased, with %(count)s comment.", "Erased, with %(count)s comments.", erasure.comments)
        messages.success(request, words % {"count": erasure.comments})
    elif do == "erase":
        messages.error(request, _("Nothing was erased: please say how, and tick that you are sure."))
    elif do == "name" and (name := tidy_line(request.POST.get("name", ""))[:LONGEST_NAME]):
        correct_name(email=email, name=name, at=now)
        messages.success(request, _("The name is corrected."))


def screen(request: HttpRequest, **context: Any) -> HttpResponse:
    """The screen."""
    erasures = Erasure.objects.select_related("by")[:20]
    title = _("Personal data")
    return show_screen(request, "comments/desk/personal.html", title=title, icon="user", erasures=erasures, **context)
