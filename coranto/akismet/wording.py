"""A remote comment, as fields of the protocol, in the shape that the filter reads; and how it is known again."""

import datetime

from coranto.akismet.fields import Fields
from coranto.core.short_digests import short_digest
from coranto.spam.submission import Submission

LONGEST_TEXT = 100_000  # characters that the filter reads; what comes after cannot hide what comes before
ALWAYS_SPAM = {"akismet-guaranteed-spam", "viagra-test-123"}
ALWAYS_SPAM_EMAIL = "akismet-guaranteed-spam@example.com"


def submission_of(fields: Fields, *, at: datetime.datetime) -> Submission:
    """What the filter is told. Names that the WordPress plug-in uses beside the protocol's are understood."""
    typed = fields["POST_ak_bkpc"]
    return Submission(
        text=fields["comment_content"][:LONGEST_TEXT],
        author=fields["comment_author"][:500],
        email=fields["comment_author_email"][:500],
        url=fields["comment_author_url"][:2_000],
        ip=fields.first_of("user_ip", "comment_author_IP")[:100],
        user_agent=fields.first_of("user_agent", "comment_agent")[:500],
        kind=fields["comment_type"][:50] or "comment",
        site_language=fields["blog_lang"].partition(",")[0].strip()[:20],
        post_key=fields.first_of("permalink", "comment_post_ID")[:500],
        post_tags=tuple(one[:200] for one in fields.context),
        honeypot_filled=bool(fields["honeypot_field_name"] and fields[fields["honeypot_field_name"]].strip()),
        keys_typed=int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 7 else None,
        at=at,
    )


def text_digest(fields: Fields) -> str:
    """By what a text is known again: its words and who signed it, from where."""
    names = ("comment_content", "comment_author", "comment_author_email", "comment_author_url", "user_ip")
    return short_digest("akismet", *(fields[name].strip() for name in names), size=16)


def is_test(fields: Fields) -> bool:
    """Whether the client only tries the connection: such a request is neither learnt nor counted."""
    return fields["is_test"].strip().lower() not in ("", "0", "false", "no")


def certain_answer(fields: Fields) -> bool | None:
    """The protocol's test contract: always spam, always good, or to be judged."""
    email = fields["comment_author_email"].strip().lower()
    if fields["comment_author"].strip().lower() in ALWAYS_SPAM or email == ALWAYS_SPAM_EMAIL:
        return True
    return False if fields["user_role"].strip().lower() == "administrator" else None
