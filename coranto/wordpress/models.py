"""Import runs, and what an export held that this system has no place for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from coranto.accounts.models import User


class ImportRun(models.Model):
    """One import: what was read, what it did, and how far it got. A run that was stopped is continued by the next."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    files = models.JSONField(_("files"), default=list)
    is_dry = models.BooleanField(_("only a trial"), default=False)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    bytes_total = models.PositiveBigIntegerField(default=0)
    bytes_read = models.PositiveBigIntegerField(default=0)
    counts = models.JSONField(_("counts"), default=dict)
    report = models.JSONField(_("report"), default=dict)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("import run")
        verbose_name_plural = _("import runs")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {', '.join(self.files)}"


class KeptItem(models.Model):
    """An item, term or element of an export that has no place here: kept whole, reported, and written out on export."""

    kind = models.CharField(_("kind"), max_length=60)
    number = models.PositiveBigIntegerField(null=True, blank=True)
    title = models.CharField(_("title"), max_length=500, blank=True)
    digest = models.CharField(max_length=32)
    content = models.JSONField(_("content"))

    class Meta:
        verbose_name = _("kept item")
        verbose_name_plural = _("kept items")
        constraints = [models.UniqueConstraint(fields=["kind", "number", "digest"], name="kept_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number or ''} {self.title}"
