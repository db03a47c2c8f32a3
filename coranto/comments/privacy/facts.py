"""What is done with comment data, read off the rules and settings that run: it cannot say anything but what is done."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coranto.accounts.sign_in_ways import sign_in_ways
from coranto.akismet.models import OutsideScorer
from coranto.comments import scoring
from coranto.comments.actions.keeping import DRAFTS_FOR, ENDED_FOR, LETTERS_FOR, PACES_FOR, REMOVED_FOR
from coranto.comments.actions.subscribing import CONFIRM_WITHIN
from coranto.comments.models import CommentRules
from coranto.comments.privacy.contexts import KeptView
from coranto.comments.reader import KEPT_SECONDS

DAY_SECONDS = 86_400
OWN_WAYS = {"email", "account"}
"""Ways to sign in that ask nobody elsewhere."""
OWN_MACHINE = {"localhost", "127.0.0.1", "::1", ""}


def days(count: int) -> str:
    """So many days."""
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


def then_dropped(count: int) -> str:
    """For so many days, and at most one more until the clearing up."""
    if count == 0:
        return _("Dropped within a day.")
    return _("%(days)s, then dropped within a day.") % {"days": days(count)}


def kept_things(rules: CommentRules, outside: OutsideScorer) -> tuple[KeptView, ...]:
    """Everything that is kept, why, how long, and who sees it."""
    return (*of_comments(rules), *beside_comments(rules, outside), *of_mail(), *of_reading(rules))


def of_comments(rules: CommentRules) -> list[KeptView]:
    """What a comment consists of."""
    must = _("It must be given.") if rules.needs_name else _("It need not be given.")
    return [
        KeptView(
            what=_("Your comment, the name and the website you sign with"),
            why=_("To publish it."),
            how_long=_(
                "Until you have it erased. What you delete yourself is gone from the site at once, and altogether"
                " %(days)s later."
            )
            % {"days": days(REMOVED_FOR.days)}
            + " "
            + of_binned(rules),
            seen_by=_("Everybody, once it is published."),
        ),
        KeptView(
            what=_("Your e-mail address"),
            why=_("To know you again, and to write to you if you ask for it.") + " " + must,
            how_long=_("Until you have it erased."),
            seen_by=never_shown(),
        ),
        KeptView(
            what=_("Your network address and the name of your browser"),
            why=_("To find out and stop spam and abuse."),
            how_long=then_dropped(rules.keep_network_days),
            seen_by=never_shown(),
        ),
    ]


def of_binned(rules: CommentRules) -> str:
    """What becomes of what a moderator puts in the bin."""
    if not rules.empty_bin_days:
        return _("What a moderator takes out stays with the moderators.")
    return _("What a moderator takes out stays with the moderators for %(days)s, and is then erased within a day.") % {
        "days": days(rules.empty_bin_days)
    }


def beside_comments(rules: CommentRules, outside: OutsideScorer) -> list[KeptView]:
    """What is written down beside a comment."""
    spam = then_dropped(rules.empty_spam_days) if rules.empty_spam_days else _("For ever, unless you have them erased.")
    found = [
        KeptView(
            what=_("Digests of network and e-mail address, with a count"),
            why=_("So that nobody sends many comments in a short time."),
            how_long=then_dropped(PACES_FOR.days),
            seen_by=_("Nobody; addresses cannot be read off them."),
        ),
        KeptView(
            what=_("Earlier versions of a comment you edited, and who decided what on it, when and why"),
            why=_("To be able to explain decisions."),
            how_long=_("As long as the comment itself."),
            seen_by=never_shown(),
        ),
        KeptView(
            what=_("Names, e-mail addresses, networks and domains that moderators blocked, and why"),
            why=_("To keep out whoever disturbed the discussion."),
            how_long=_("Until the block ends, and %(days)s more; erasing your data does not end it.")
            % {"days": days(ENDED_FOR.days)},
            seen_by=_("Editors and moderators."),
        ),
        KeptView(
            what=_("Comments that were found to be spam"),
            why=_("To put mistakes right."),
            how_long=spam,
            seen_by=never_shown(),
        ),
    ]
    return [*found, *of_filter(outside), *of_signing_in()]


def of_filter(outside: OutsideScorer) -> list[KeptView]:
    """What the spam filter learns, if one is in use."""
    if scoring.scorer_in_use(outside) is scoring.neutral:
        return []
    return [
        KeptView(
            what=_("What the spam filter learnt: numbers made of words, links, names, addresses and networks"),
            why=_("To know spam, and to know good comments, from those that were decided on before."),
            how_long=_("As long as the filter is used, also after comments were removed or erased."),
            seen_by=_("Nobody; words and addresses cannot be read off the numbers."),
        )
    ]


def of_signing_in() -> list[KeptView]:
    """What is kept of those who sign in, if readers can."""
    ways = dict(sign_in_ways())
    if not ways:
        return []
    found = [
        KeptView(
            what=_("What you typed before you went to sign in"),
            why=_("To give it back to you."),
            how_long=then_dropped(DRAFTS_FOR.days),
            seen_by=_("Nobody but you."),
        ),
        KeptView(
            what=_(
                "Your account, if you sign in: your name, your address, and what the place you come from tells of you"
            ),
            why=_("To know you again."),
            how_long=_("Until you have it erased."),
            seen_by=_("Administrators; your name everybody, once you comment."),
        ),
    ]
    if "email" in ways:
        link = KeptView(
            what=_("That you asked for a link to sign in, with your address"),
            why=_("To sign you in when you follow it."),
            how_long=then_dropped(DRAFTS_FOR.days),
            seen_by=_("Nobody."),
        )
        found.append(link)
    return found


def never_shown() -> str:
    """Who sees what the public does not."""
    return _(
        "Editors and moderators, and authors below their own posts; never shown to the public, in no page, feed or"
        " interface."
    )


def of_mail() -> list[KeptView]:
    """What comes with mail."""
    how_long = _("%(open)s without a confirmation; else until you end it, and %(ended)s more.") % {
        "open": days(CONFIRM_WITHIN.days),
        "ended": days(ENDED_FOR.days),
    }
    return [
        KeptView(
            what=_("What you asked mail about, with your address"),
            why=_("To send it."),
            how_long=how_long,
            seen_by=_("Editors and moderators."),
        ),
        KeptView(
            what=_("That a mail was sent to you, when, and whether it arrived"),
            why=_("To send nothing twice, and nothing to addresses that are gone."),
            how_long=then_dropped(LETTERS_FOR.days),
            seen_by=_("Nobody but who runs the site."),
        ),
    ]


def of_reading(rules: CommentRules) -> list[KeptView]:
    """What comes with reports and reactions."""
    what = _("Your report of a comment") if not rules.reaction else _("Your report of a comment, your “%(reaction)s”")
    return [
        KeptView(
            what=what % {"reaction": rules.reaction} if rules.reaction else what,
            why=_("To look at it, and to count you once."),
            how_long=_("As long as the comment."),
            seen_by=_("Moderators see what is reported and why. Who did is kept as a digest only."),
        ),
    ]


def receivers(rules: CommentRules, outside: OutsideScorer) -> tuple[str, ...]:
    """Who gets something."""
    found = [mail_receiver(), told_by_mail(rules), scoring.words_on_receiver(outside)]
    if rules.uses_gravatar:
        found.append(
            _(
                "Gravatar (Automattic) gets a digest of your e-mail address from this site, which fetches the"
                " picture that belongs to it. Your browser asks Gravatar nothing."
            )
        )
    ways = [label for key, label in sign_in_ways() if key not in OWN_WAYS]
    if ways:
        found.append(
            _(
                "If you sign in through %(ways)s, they learn that you did, and tell us your name, your address"
                " and your picture."
            )
            % {"ways": ", ".join(ways)}
        )
    if rules.sends_pings:
        found.append(_("Pages that a post links to are told of the post. Comments are not part of it."))
    found.append(_("Nobody else: comments are kept in this site's own database."))
    return tuple(filter(None, found))


def told_by_mail(rules: CommentRules) -> str:
    """Whose mailbox comments come into without anybody's asking."""
    if rules.notifies_moderators and rules.notifies_author:
        return _("Moderators and the author of the post are told of comments by mail: name and text, not your address.")
    if rules.notifies_moderators:
        return _("Moderators are told of held comments by mail: name and text, not your address.")
    if rules.notifies_author:
        return _("The author of the post is told of comments by mail: name and text, not your address.")
    return ""


def mail_receiver() -> str:
    """Who carries the mail."""
    backend = settings.EMAIL_BACKEND
    if backend.startswith("anymail."):
        name = backend.split(".")[2].replace("_", " ").title()
        return carried_by(name)
    if not backend.startswith("django.core.mail.backends.smtp"):
        return _("No mail leaves this site at present: it has no mail server.")
    if settings.EMAIL_HOST in OWN_MACHINE:
        return _("Mail is sent by the site's own machine.")
    return carried_by(_("The mail server %(host)s") % {"host": settings.EMAIL_HOST})


def carried_by(name: str) -> str:
    """Another server carries the mail."""
    return _("%(name)s carries all mail, and so gets what stands in it, and your address if you asked for any.") % {
        "name": name
    }


def cookies(rules: CommentRules) -> tuple[str, ...]:
    """What is kept in the browser."""
    remembered = _(
        "If you tick that the site may remember you when you comment, your name, address and website and the"
        " numbers of your comments stay in your browser for %(days)s."
    )
    return (
        _("Reading sets no cookie."),
        remembered % {"days": days(KEPT_SECONDS // DAY_SECONDS)},
        _(
            "Signing in sets a cookie until you sign out, for %(days)s at most, and one that protects forms, for"
            " %(form_days)s."
        )
        % {
            "days": days(settings.SESSION_COOKIE_AGE // DAY_SECONDS),
            "form_days": days(settings.CSRF_COOKIE_AGE // DAY_SECONDS),
        },
    )


def limits() -> tuple[str, ...]:
    """What the page cannot know."""
    return (
        _(
            "This page is made from the settings that run. It does not know what the server's own log keeps, nor for"
            " how long backups are kept: ask whoever runs the site."
        ),
    )
