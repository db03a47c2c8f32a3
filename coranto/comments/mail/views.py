"""The form to ask for mail, and the pages that mails lead to."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from coranto.comments.actions.moderating import decide_once
from coranto.comments.actions.subscribing import (
    confirm_subscriptions,
    end_subscriptions,
    open_subscriptions,
    resume_subscription,
    set_pace,
    subscribe,
)
from coranto.comments.forgery import comes_from_elsewhere
from coranto.comments.forms import is_email, number_in
from coranto.comments.mail.contexts import ConfirmPage
from coranto.comments.mail.frames import mail_page, show
from coranto.comments.mail.pages import (
    asked_thread,
    confirm_page,
    decide_page,
    decided_page,
    manage_page,
    subscribe_page,
)
from coranto.comments.mail.tokens import CONFIRM, action_of, letter_of
from coranto.comments.models import Comment, Subscription
from coranto.comments.reader import network_address
from coranto.comments.stamps import trap_name
from coranto.core.strangers_text import tidy_line

LONGEST = 254
STATUS = {"approve": Comment.Status.PUBLISHED, "spam": Comment.Status.SPAM, "trash": Comment.Status.BINNED}


@mail_page
def show_subscribe(request: HttpRequest) -> HttpResponse:
    """Ask for mail about all posts, or about one discussion (``?thread=7``)."""
    now = timezone.now()
    found = asked_thread(number_in(request.POST.get("thread", "") or request.GET.get("thread", "")), at=now)
    page = subscribe_page(found, is_sent=request.GET.get("sent") == "1")
    if request.method != "POST":
        return show(request, "comments/subscribe.html", page, title=_("Get mail"))
    email, pace = tidy_line(request.POST.get("email", "")), request.POST.get("pace", "")
    problem = problem_with(request, email)
    if problem:
        page = subscribe_page(found, email=email[:LONGEST], pace=pace, problem=problem)
        return show(request, "comments/subscribe.html", page, title=_("Get mail"), status=400)
    if not request.POST.get(trap_name()):
        subscribe(
            email=email,
            kind=Subscription.Kind.THREAD if found else Subscription.Kind.POSTS,
            thread=found.thread if found else None,
            pace=pace if pace in Subscription.Pace.values else Subscription.Pace.AT_ONCE,
            at=now,
            network=network_address(request),
        )
    query = f"?thread={found.thread.pk}&sent=1" if found else "?sent=1"
    return HttpResponseRedirect(reverse("comment_mail:subscribe") + query, status=303)


def problem_with(request: HttpRequest, email: str) -> str:
    """Why the form is not taken, in words."""
    if comes_from_elsewhere(request):
        return _("Please send the form from this page.")
    if len(email) > LONGEST or not is_email(email):
        return _("Please give a valid e-mail address.")
    return ""


@mail_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what an address asked for, and let it begin when the button is pressed."""
    now = timezone.now()
    letter = letter_of(token, CONFIRM)
    if letter is None:
        return show(request, "comments/confirm.html", ConfirmPage(), title=_("Confirm"), status=410)
    if request.method == "POST":
        numbers = [number_in(number) for number in request.POST.getlist("wish")[:500]]
        chosen = confirm_subscriptions(email=letter.email, numbers=numbers, at=now)
        return show(request, "comments/confirm.html", confirm_page([], chosen), title=_("Confirmed"))
    page = confirm_page(open_subscriptions(letter.email, at=now), [])
    return show(request, "comments/confirm.html", page, title=_("Confirm"), status=200 if page.wishes else 410)


@mail_page
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Show the subscriptions of an address. A POST ends the one whose link it is, unless it names something else."""
    rows = Subscription.objects.select_related("thread__post", "thread__page", "thread__attachment")
    subscription = rows.filter(token=token).first()
    if subscription is None:
        return show(request, "comments/manage.html", manage_page(None), title=_("Your subscriptions"), status=410)
    said = change(request, subscription) if request.method == "POST" else ""
    subscription = rows.get(pk=subscription.pk)
    return show(request, "comments/manage.html", manage_page(subscription, said), title=_("Your subscriptions"))


def change(request: HttpRequest, subscription: Subscription) -> str:
    """Do what the form, or a mail program with one click, asks for; what was done in words."""
    now = timezone.now()
    number, do = number_in(request.POST.get("number", "")), request.POST.get("do", "leave")
    row = Subscription.objects.filter(email=subscription.email, pk=number).first() if number else subscription
    if row is None:
        return ""
    if do == "leave":
        end_subscriptions(subscriptions=[row], at=now)
        return _("You are unsubscribed. No further mail is sent about this.")
    if do == "resume":
        resume_subscription(subscription=row, at=now)
        return _("You are subscribed again.")
    if do in Subscription.Pace.values:
        set_pace(subscription=row, pace=do)
        return _("Changed.")
    return ""


@mail_page
def leave_all(request: HttpRequest, token: str) -> HttpResponse:
    """End all subscriptions of an address with one click; shown, it is the page of its subscriptions."""
    if request.method == "POST":
        subscription = Subscription.objects.filter(token=token).first()
        if subscription is not None:
            mine = Subscription.objects.filter(email=subscription.email)
            end_subscriptions(subscriptions=mine, at=timezone.now())
            page = manage_page(subscription, _("You are unsubscribed from everything."))
            return show(request, "comments/manage.html", page, title=_("Your subscriptions"))
    return manage(request, token)


@mail_page
def decide(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a moderator again, and decide when the button is pressed."""
    now = timezone.now()
    link = action_of(token)
    page, comment, user = decide_page(link, at=now)
    if request.method == "POST" and link is not None and comment is not None and user is not None:
        status, why = STATUS[link.action], _("by a link in a mail")
        if decide_once(comment=comment, verdict=link.verdict, status=status, at=now, by=user, why=why):
            page = decided_page(link.action, comment, at=now)
        else:
            page, comment, user = decide_page(link, at=now)
    return show(request, "comments/decide.html", page, title=page.title, status=200 if comment else 410)
