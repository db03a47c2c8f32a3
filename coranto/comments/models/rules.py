"""The owner's rules for the discussion, and who or what is kept out of it."""

import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User
from coranto.core.database.prepared_queries import Given, PreparedObjects
from coranto.publication.models import Publication

MOST_DAYS, MOST_MINUTES = 3650, 525_600
"""More would reach before the first day of the calendar, or past its last, where moments are reckoned."""


class CommentRulesQuerySet(models.QuerySet["CommentRules"]):
    """Questions about rules."""

    def current(self) -> "CommentRules":
        """The rules of this home's publication; the defaults, of no publication yet, where none were made."""
        return _current.first() or CommentRules()


class CommentRules(models.Model):
    """What the owner decided about comments. The defaults are WordPress's where WordPress has the rule."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="comment_rules")
    # who may write
    needs_name = models.BooleanField(_("name and e-mail are required"), default=True)
    needs_account = models.BooleanField(_("only signed-in readers may write"), default=False)
    close_after_days = models.PositiveIntegerField(
        _("close discussions after days"),
        default=0,
        help_text=_("0 keeps them open."),
        validators=[MaxValueValidator(MOST_DAYS)],
    )
    longest = models.PositiveIntegerField(
        _("longest comment, in characters"),
        default=20_000,
        validators=[MinValueValidator(100), MaxValueValidator(65_525)],
    )
    wait_seconds = models.PositiveIntegerField(
        _("seconds between two comments"), default=15, help_text=_("From one address or e-mail.")
    )
    hourly_limit = models.PositiveIntegerField(_("most comments an hour"), default=60, help_text=_("From one network."))
    youngest_form = models.PositiveIntegerField(_("seconds that filling the form takes at least"), default=3)
    # what is looked at before it is published
    hold_all = models.BooleanField(_("hold every comment"), default=False)
    hold_first = models.BooleanField(_("hold a commenter's first comment"), default=True)
    hold_links = models.PositiveIntegerField(
        _("hold from this many links on"), default=2, help_text=_("0 does not count links.")
    )
    hold_words = models.TextField(
        _("hold these words"), blank=True, help_text=_("One on each line; * stands for any letters.")
    )
    hold_unsure = models.BooleanField(_("hold what the spam filter is unsure of"), default=True)
    # afterwards
    edit_minutes = models.PositiveIntegerField(
        _("minutes to edit or delete one's own comment"), default=10, validators=[MaxValueValidator(MOST_MINUTES)]
    )
    reports_hide = models.PositiveIntegerField(
        _("reports that hide a comment"), default=3, help_text=_("0: reports hide nothing.")
    )
    reaction = models.CharField(
        _("reaction"),
        max_length=40,
        blank=True,
        help_text=_(
            "For example “Thanks”. Empty: none. Readers do not see that they pressed it: pages set no cookies."
        ),
    )
    uses_gravatar = models.BooleanField(
        _("fetch pictures from Gravatar"),
        default=False,
        help_text=_("Through this site; sends a digest of the e-mail."),
    )
    keep_network_days = models.PositiveIntegerField(
        _("days that network addresses are kept"), default=30, validators=[MaxValueValidator(MOST_DAYS)]
    )
    empty_spam_days = models.PositiveIntegerField(
        _("days that spam is kept"),
        default=30,
        help_text=_("0 keeps it for ever."),
        validators=[MaxValueValidator(MOST_DAYS)],
    )
    empty_bin_days = models.PositiveIntegerField(
        _("days that comments stay in the bin"),
        default=30,
        help_text=_("0 keeps them for ever."),
        validators=[MaxValueValidator(MOST_DAYS)],
    )
    sends_pings = models.BooleanField(_("tell pages that a post links to"), default=False)
    takes_pings = models.BooleanField(_("take pingbacks, trackbacks and webmentions"), default=True)
    notifies_author = models.BooleanField(_("mail the author about new comments"), default=True)
    notifies_moderators = models.BooleanField(_("mail moderators about held comments"), default=True)

    objects = CommentRulesQuerySet.as_manager()

    class Meta:
        verbose_name = _("rules of the discussion")
        verbose_name_plural = _("rules of the discussion")

    def __str__(self) -> str:
        return str(_("Rules of the discussion"))


_current = PreparedObjects(lambda: CommentRules.objects.order_by("pk")[:1])


class BlockQuerySet(models.QuerySet["Block"]):
    """Questions about blocks."""

    def standing(self, at: datetime.datetime | Given) -> "BlockQuerySet":
        """Those that have not ended."""
        return self.filter(Q(until=None) | Q(until__gt=at))


class Block(models.Model):
    """Somebody or something kept out of the discussion, for ever or until a moment."""

    class Kind(models.TextChoices):
        NAME = "name", _("name")
        EMAIL = "email", _("e-mail address")
        NETWORK = "network", _("network")
        WORD = "word", _("word")
        DOMAIN = "domain", _("domain that is linked to")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("what"), max_length=254)
    until = models.DateTimeField(_("until"), null=True, blank=True)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = BlockQuerySet.as_manager()

    class Meta:
        verbose_name = _("block")
        verbose_name_plural = _("blocks")
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="block_once")]
        ordering = ["kind", "value", "pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"
