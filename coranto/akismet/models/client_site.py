"""A site that is served."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User
from coranto.akismet.keys import key_digest


class ClientSiteQuerySet(models.QuerySet["ClientSite"]):
    """Questions about client sites."""

    def with_key(self, key: str) -> "ClientSite | None":
        """The site that this key belongs to."""
        return self.filter(key_digest=key_digest(key)).first() if key else None


class ClientSite(models.Model):
    """A site with a key, a model of its own, and its limits. Of the key only a digest and its last signs are kept."""

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")

    url = models.URLField(_("address of the site"), max_length=500)
    key_digest = models.CharField(max_length=64, unique=True)
    key_end = models.CharField(max_length=3)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE)
    minute_limit = models.PositiveIntegerField(
        _("most requests a minute"), default=120, help_text=_("0: no limit. Counted over all worker processes.")
    )
    monthly_limit = models.PositiveIntegerField(
        _("most checks a month"), default=0, help_text=_("0: no limit. Further checks are answered with an alert.")
    )
    unsure_is_spam = models.BooleanField(
        _("what the filter is unsure of is called spam"),
        default=False,
        help_text=_("Otherwise it is let through, with a request to check it again."),
    )
    made_at = models.DateTimeField()
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # the minute that runs, for the limit
    minute = models.BigIntegerField(default=0)
    minute_count = models.PositiveIntegerField(default=0)
    # what a process compares with the model it has loaded
    newest_lesson = models.BigIntegerField(default=0)
    began_at = models.DateTimeField(null=True, blank=True)

    objects = ClientSiteQuerySet.as_manager()

    class Meta:
        verbose_name = _("site served by the spam filter")
        verbose_name_plural = _("sites served by the spam filter")
        ordering = ["url", "pk"]

    def __str__(self) -> str:
        return self.url

    @property
    def is_suspended(self) -> bool:
        """Whether its key was suspended."""
        return self.state == self.State.SUSPENDED
