"""Writing mails: from the letters that are due to one address to a message in plain text and HTML.

What has changed since a letter was made counts: nobody is told of a comment that was taken down meanwhile. Names and
titles are put on one line before they come near a header.
"""

import datetime
from collections.abc import Callable, Sequence
from email.utils import formataddr, parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from coranto.comments.mail.contexts import MailView
from coranto.comments.mail.kinds import confirm_mail, news_mail, notice_mail, proof_mail
from coranto.comments.models import Letter
from coranto.core.short_digests import short_digest
from coranto.core.strangers_text import tidy_line
from coranto.publication.current import language_of
from coranto.publication.models import Publication

Written = tuple[MailView, dict[str, str]]
LONGEST_SUBJECT = 180
KINDS: dict[str, Callable[[Sequence[Letter], dict[str, Any], datetime.datetime], Written | None]] = {
    Letter.Kind.CONFIRM: confirm_mail,
    Letter.Kind.NEWS: news_mail,
    Letter.Kind.NOTICE: notice_mail,
    Letter.Kind.PROOF: proof_mail,
}


def write_mail(letters: Sequence[Letter], *, at: datetime.datetime) -> EmailMultiAlternatives | None:
    """One mail for these letters of one kind to one address; nothing when there is nothing left to say."""
    publication = Publication.objects.current()
    language = language_of(publication)
    with translation.override(language), timezone.override(publication.zone):
        frame = {
            "site_name": tidy_line(publication.name),
            "site_url": settings.PUBLIC_URL + "/",
            "language": publication.language.replace("_", "-"),
            "direction": "rtl" if translation.get_language_bidi() else "ltr",
        }
        written = KINDS[letters[0].kind](letters, frame, at)
        if written is None:
            return None
        view, headers = written
        text = render_to_string("comments/mail/mail.txt", {"mail": view})
        html = render_to_string("comments/mail/mail.html", {"mail": view})
    message = EmailMultiAlternatives(
        subject=tidy_line(view.subject)[:LONGEST_SUBJECT],
        body=text.strip() + "\n",
        from_email=sender(frame["site_name"]),
        to=[letters[0].email],
        headers={**always(letters), **headers},
    )
    message.attach_alternative(html, "text/html")
    return message


def sender(name: str) -> str:
    """The publication's name with the address that mails come from."""
    own_name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((own_name or name, address))


def always(letters: Sequence[Letter]) -> dict[str, str]:
    """Headers of every mail: nobody's holiday notice shall answer (RFC 3834), and twice sent is recognised."""
    number = short_digest("mail", *(letter.key for letter in letters), size=16)
    return {
        "Message-ID": f"<{number}@{mail_host()}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def mail_host() -> str:
    """The host that stands in ids of mails."""
    return settings.PUBLIC_HOST.rsplit(":", 1)[0]
