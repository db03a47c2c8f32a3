"""The server that this site asks for verdicts, if the owner chose one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coranto.core.database.prepared_queries import PreparedObjects

AKISMET = "https://rest.akismet.com"


class OutsideScorerQuerySet(models.QuerySet["OutsideScorer"]):
    """Questions about the server."""

    def current(self) -> "OutsideScorer":
        """The settings; the defaults, not written yet, where nobody chose."""
        return _current.first() or OutsideScorer()


class OutsideScorer(models.Model):
    """One row: which server is asked, and how its word counts beside the site's own filter."""

    class Use(models.TextChoices):
        LOCAL = "local", _("the site's own filter alone; nobody is asked")
        ALONE = "alone", _("the other server alone; the own filter where it does not answer")
        EITHER = "either", _("both: spam is what either of them calls spam")
        BOTH = "both", _("both: spam is what both call spam; where they differ, a person looks")

    use = models.CharField(_("who judges comments"), max_length=10, choices=Use.choices, default=Use.LOCAL)
    address = models.URLField(
        _("address of the server"),
        max_length=300,
        default=AKISMET,
        help_text=_("Akismet, or another Coranto that made you a key."),
    )
    sealed_key = models.TextField(blank=True)
    tells_decisions = models.BooleanField(
        _("tell it what moderators decide"),
        default=True,
        help_text=_("When they mark a comment as spam or as good, so that it learns."),
    )
    problem = models.CharField(max_length=300, blank=True)
    problem_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = OutsideScorerQuerySet.as_manager()

    class Meta:
        verbose_name = _("other spam filter")
        verbose_name_plural = _("other spam filters")

    def __str__(self) -> str:
        return self.address

    @property
    def is_asked(self) -> bool:
        """Whether comments go to it."""
        return self.use != self.Use.LOCAL and bool(self.sealed_key)


_current = PreparedObjects(lambda: OutsideScorer.objects.order_by("pk")[:1])
