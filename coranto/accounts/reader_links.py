"""Readers who sign in by a link in a mail: the account is made when the link proves the address."""

import datetime
import re
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from coranto.accounts.actions import digest_of
from coranto.accounts.models import ReaderLink, User

LASTS = datetime.timedelta(hours=1)
DESK = "wagtailadmin.access_admin"
MADE_UP = "reader-"
"""How the names of accounts begin that links made."""
NAME_MADE_UP = re.compile(rf"{MADE_UP}[0-9a-f]{{12}}")


def send_reader_link(*, email: str, name: str, way_back: str, site: str, at: datetime.datetime) -> None:
    """Make a link and mail it. Raises ``OSError`` (``smtplib``'s errors are such) when the mail cannot be sent."""
    secret = secrets.token_urlsafe(24)
    ReaderLink.objects.create(
        email=email, name=name[:250], way_back=way_back[:2000], digest=digest_of(secret), expires_at=at + LASTS
    )
    url = settings.PUBLIC_URL + reverse("accounts:reader_link", args=[secret])
    text = render_to_string("accounts/reader_link.txt", {"url": url, "site": site, "hours": 1})
    send_mail(_("Sign in to comment at %(site)s") % {"site": site}, text, None, [email])


def usable_reader_link(*, secret: str, at: datetime.datetime) -> ReaderLink | None:
    """The link of that secret, if it may still be used."""
    return ReaderLink.objects.filter(digest=digest_of(secret), used_at=None, expires_at__gt=at).first()


@transaction.atomic
def use_reader_link(*, secret: str, at: datetime.datetime) -> tuple[User, str] | None:
    """Spend the link: the reader to sign in, made when new, and the way back. Nothing for a spent or old one.

    People of the publication sign in at the desk, with all that is asked there: a mail is not enough for them.
    """
    link = usable_reader_link(secret=secret, at=at)
    if link is None or not ReaderLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        return None
    user = reader_with(link.email) or make_reader(email=link.email, name=link.name, at=at)
    return None if not user.is_active or user.has_perm(DESK) else (user, link.way_back)


def reader_with(email: str) -> User | None:
    """Whose address it is: whoever proved it, else whom the publication knows by it."""
    owned = EmailAddress.objects.filter(email__iexact=email, verified=True).select_related("user").first()
    if owned:
        return User.objects.filter(pk=owned.user_id).first()
    return User.objects.filter(known_by(email)).order_by("pk").first()


def known_by(email: str) -> Q:
    """Accounts that bear an address and do not still have to prove it."""
    unproven = EmailAddress.objects.filter(user=OuterRef("pk"), email__iexact=email, verified=False)
    return Q(~Exists(unproven), email__iexact=email)


def make_reader(*, email: str, name: str, at: datetime.datetime) -> User:
    """A new account with a proven address; its name is what was typed into the form, if anything was."""
    user = User(username=f"{MADE_UP}{secrets.token_hex(6)}", email=email, display_name=name, date_joined=at)
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def is_nameless(user: User) -> bool:
    """Whether nobody has said yet what the account is called: only the name made up for it could be shown."""
    return bool(NAME_MADE_UP.fullmatch(user.username)) and user.shown_name == user.username


def name_account(*, user: User, name: str) -> None:
    """Call the account what its reader calls themselves."""
    user.display_name = name[:250]
    user.save(update_fields=["display_name"])
