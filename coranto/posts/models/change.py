"""What was done at the desk to many rows at once, kept so that it can be taken back; and rows that went into others."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User


class ChangeQuerySet(models.QuerySet["Change"]):
    """Questions about changes."""

    def newest_first(self) -> "ChangeQuerySet":
        """As the desk lists them."""
        return self.order_by("-at", "-pk")


class Change(models.Model):
    """One act of an editor. ``before`` holds what :mod:`coranto.posts.actions.undoing` needs to take it back."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("attributions confirmed")
        REJECTED = "rejected", _("attributions rejected")
        CORRECTED = "corrected", _("attribution corrected")
        MERGED_SOURCES = "sources", _("outlets merged")
        MERGED_TAGS = "tags", _("tags merged")

    kind = models.CharField(_("what was done"), max_length=10, choices=Kind.choices)
    summary = models.CharField(_("summary"), max_length=500)
    before = models.JSONField(default=dict)
    at = models.DateTimeField(_("when"), db_index=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change at the desk")
        verbose_name_plural = _("changes at the desk")

    def __str__(self) -> str:
        return self.summary


class Merger(models.Model):
    """A source or tag that went into another. Drafts and old versions of posts still name it by its former key."""

    class Kind(models.TextChoices):
        SOURCE = "source", "source"
        TAG = "tag", "tag"

    kind = models.CharField(max_length=6, choices=Kind.choices)
    former = models.BigIntegerField()
    into = models.BigIntegerField()

    class Meta:
        verbose_name = "merger"
        constraints = [models.UniqueConstraint(fields=["kind", "former"], name="merged_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.former}: {self.into}"
