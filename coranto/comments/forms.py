"""What a reader sends: read, tidied, and looked over before it is decided on."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest
from django.utils.translation import gettext as _

from coranto.comments.models import CommentRules, Subscription
from coranto.comments.reader import Reader
from coranto.core.strangers_text import tidy_line, tidy_text, tidy_url

LONGEST_TEXT, LONGEST_NAME, LONGEST_EMAIL, LONGEST_URL = 65_525, 245, 100, 200  # WordPress's
GREATEST = 2**63 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The fields of the form, tidied."""

    subject: int = 0
    parent: int | None = None
    text: str = ""
    name: str = ""
    email: str = ""
    url: str = ""
    wants_cookies: bool = False
    draft: str = ""
    stamp: str = ""
    wishes: tuple[str, ...] = ()  # kinds of subscription that were ticked


def read_form(request: HttpRequest, reader: Reader | None = None) -> Written:
    """What was sent. Name, address and website of somebody signed in are those of the account, if it has a name."""
    sent = request.POST
    user = reader.user if reader else None
    named = user if reader and not reader.needs_name else None
    return Written(
        subject=number_in(sent.get("comment_post_ID", "")),
        parent=number_in(sent.get("comment_parent", "")) or None,
        text=tidy_text(sent.get("comment", "")),
        name=named.shown_name if named else tidy_line(sent.get("author", "")),
        email=user.email if user else tidy_line(sent.get("email", "")),
        url="" if user else tidy_url(sent.get("url", "")),
        wants_cookies=user is None and sent.get("wp-comment-cookies-consent") == "yes",
        draft=sent.get("draft", "")[:64],
        stamp=sent.get("comment_stamp", "")[:300],
        wishes=tuple(kind for kind in Subscription.Kind.values if kind in sent.getlist("mail")),
    )


def problem_with(written: Written, rules: CommentRules) -> str:
    """What cannot be kept, in words; nothing when all fits. Missing fields are for the phases to judge."""
    if len(written.name) > LONGEST_NAME:
        return _("Your name is too long.")
    if len(written.email) > LONGEST_EMAIL:
        return _("Your e-mail address is too long.")
    if len(written.url) > LONGEST_URL:
        return _("The address of your website is too long.")
    if len(written.text) > LONGEST_TEXT:
        return _("Your comment is too long.")
    if written.email and not is_email(written.email):
        return _("Please give a valid e-mail address.")
    return ""


def is_email(address: str) -> bool:
    """Whether it looks like an e-mail address."""
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def number_in(text: str) -> int:
    """The number at the beginning, as WordPress reads it; 0 for none."""
    digits = ""
    for letter in text.strip()[:20]:
        if not ("0" <= letter <= "9"):
            break
        digits += letter
    number = int(digits) if digits else 0
    return number if number <= GREATEST else 0
