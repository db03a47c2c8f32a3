"""The moderators' queue, and the one address that its buttons press."""

import secrets
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from coranto.accounts.models import User
from coranto.accounts.signed_in import signed_in
from coranto.comments.actions.keeping import REMOVED_FOR
from coranto.comments.desk.asked import ALL, FILTERS, REPORTED, TABS, Asked
from coranto.comments.desk.concerned import Concerned, concerned_by
from coranto.comments.desk.finding import Viewer, comments_of, count_up_to, find_page, write_place
from coranto.comments.desk.rows import rows_for
from coranto.comments.desk.verbs import AUTHORS_VERBS, VERBS
from coranto.comments.models import Block, Comment, CommentRules, DeskAct
from coranto.comments.policy import MODERATE, OWN_ONLY, is_moderator, visible_comments
from coranto.core.desk_screen import needs, show_screen
from coranto.core.errors import PlainError

ON_A_PAGE = 25
COUNTED = 1_000
MOST = 500
"""Comments that one press decides on."""


@never_cache
@needs(MODERATE, OWN_ONLY)
@require_safe
def comments(request: HttpRequest) -> HttpResponse:
    """One page of the queue, at a fixed number of queries by an index."""
    user, asked = signed_in(request), Asked.of(request.GET)
    viewer = Viewer.of(user)
    places = find_page(asked, viewer, request.GET.get("before", ""), ON_A_PAGE + 1)
    shown = comments_of(places[:ON_A_PAGE])
    more = len(places) > ON_A_PAGE
    return show_screen(
        request,
        "comments/desk/comments.html",
        title=_("Comments"),
        icon="comment",
        rows=rows_for(shown, user),
        asked=asked,
        tabs=tabs_for(asked, viewer),
        filters=[(kind, label, asked.typed.get(kind, "")) for kind, label in FILTERS.items()],
        is_moderator=is_moderator(user),
        block_kinds=[choice for choice in Block.Kind.choices if choice[0] != Block.Kind.WORD],
        done=done_act(request, user),
        here=asked.address(before=request.GET.get("before", "")[:100]),
        next_url=asked.address(before=write_place(places[ON_A_PAGE - 1])) if more else "",
        token=secrets.token_urlsafe(12),
        most=MOST,
        emptied=emptied_after(asked.tab),
    )


def emptied_after(tab: str) -> str:
    """When what the tab shows goes by itself, if it ever does."""
    rules = CommentRules.objects.current()
    kept = {Comment.Status.SPAM.value: rules.empty_spam_days, Comment.Status.BINNED.value: rules.empty_bin_days}
    if tab not in kept:
        return ""
    days = kept[tab]
    said = _("What lies here stays until somebody decides otherwise.")
    if days:
        said = ngettext(
            "Emptied by itself: each comment goes for ever after %(n)s day here.",
            "Emptied by itself: each comment goes for ever after %(n)s days here.",
            days,
        ) % {"n": days}
    if tab == Comment.Status.BINNED:
        said += " " + _("What its writer took out goes %(n)s days after they did.") % {"n": REMOVED_FOR.days}
    return said


def tabs_for(asked: Asked, viewer: Viewer) -> list[tuple[str, str, str, bool]]:
    """Address, label and count of each tab, and whether it is shown."""
    found = []
    for tab, label in TABS.items():
        status = "" if tab == REPORTED else tab
        count = "" if tab == ALL else shown_count(count_up_to(asked, viewer, status, COUNTED + 1))
        found.append((asked.address(status=tab), str(label), count, tab == asked.tab))
    return found


def shown_count(number: int | None) -> str:
    """A count that went no further than to a thousand; empty where nobody counted."""
    if number is None:
        return ""
    return f"{COUNTED:,}+" if number > COUNTED else f"{number:,}"


@dataclass(frozen=True, slots=True)
class Done:
    """An act, and what it was about."""

    act: DeskAct
    about: Concerned


def done_act(request: HttpRequest, user: User) -> Done | None:
    """What the person did last, as the address says, to be taken back with one press."""
    key = request.GET.get("done", "")
    if not key.isdecimal() or len(key) > 18:
        return None
    act = DeskAct.objects.filter(pk=int(key), by=user, undone_at=None).first()
    return Done(act, concerned_by([act], sees_people=is_moderator(user))[0]) if act else None


@needs(MODERATE, OWN_ONLY)
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Do what a button says with the ticked comments, or with all that were asked for. Others' stay untouched."""
    user = signed_in(request)
    verb = request.POST.get("verb", "")
    if verb not in VERBS:
        return answer(request, None, error=_("Please press one of the buttons."))
    if verb not in AUTHORS_VERBS and not is_moderator(user):
        raise PermissionDenied
    rows = chosen(request, user)
    if not rows:
        return answer(request, None, error=_("Tick at least one comment first."))
    try:
        done = VERBS[verb](rows, request.POST, at=timezone.now(), by=user)
    except PlainError as problem:
        return answer(request, None, error=str(problem))
    return answer(request, done, more=len(rows) == MOST and "all" in request.POST)


def chosen(request: HttpRequest, user: User) -> list[Comment]:
    """The comments that were ticked, or all that share what was asked for; only such as the person may see."""
    asked = Asked.of(request.POST)
    if request.POST.get("all") and asked.is_narrow:
        keys = [key for _at, key in find_page(asked, Viewer.of(user), "", MOST)]
    else:
        sent = request.POST.getlist("comment")[:MOST]
        keys = [int(key) for key in sent if key.isdecimal() and len(key) < 19]
    rows = visible_comments(user).filter(pk__in=keys)
    return list(rows.select_related("commenter", "thread__post", "thread__page", "thread__attachment"))


def answer(request: HttpRequest, done: DeskAct | None, *, error: str = "", more: bool = False) -> HttpResponse:
    """Say what was done: to a script, or on the page that one came from."""
    nothing = "" if done or error else _("That was done already.")
    if not request.accepts("text/html"):
        said = {"error": error, "summary": done.summary if done else nothing}
        undo = {"undo": reverse("comments_desk:undo", args=[done.pk])} if done else {}
        return JsonResponse({**said, **undo}, status=409 if error else 200)
    if error:
        messages.error(request, error)
    elif nothing:
        messages.info(request, nothing)
    if more:
        words = _("These were the newest %(n)s; press again for the next ones.")
        messages.info(request, words % {"n": f"{MOST:,}"})
    back = get_valid_next_url_from_request(request) or reverse("comments_desk:comments")
    return HttpResponseRedirect(with_done(back, done))


def with_done(address: str, done: DeskAct | None) -> str:
    """The address, with what was done."""
    parts = urlsplit(address)
    query = [(name, value) for name, value in parse_qsl(parts.query) if name != "done"]
    query += [("done", str(done.pk))] if done else []
    return parts._replace(query=urlencode(query)).geturl()
