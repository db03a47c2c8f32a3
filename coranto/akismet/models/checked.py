"""What client sites asked: single texts for a month, without their words; counts by day for good."""

from django.db import models

from coranto.akismet.models.client_site import ClientSite


class CheckedText(models.Model):
    """One check: what was answered, and a digest to know the text again when it is submitted later.

    ``fields`` holds what was asked for a day, only where the site may be told of a changed verdict (``callback``).
    """

    site = models.ForeignKey(ClientSite, on_delete=models.CASCADE, related_name="checked")
    guid = models.CharField(max_length=32, unique=True)
    digest = models.CharField(max_length=32)
    verdict = models.CharField(max_length=10)
    said_spam = models.BooleanField()
    person_said_spam = models.BooleanField(null=True, blank=True)
    callback = models.URLField(max_length=500, blank=True)
    fields = models.JSONField(null=True, blank=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "checked text"
        verbose_name_plural = "checked texts"
        indexes = [models.Index(fields=["site", "digest", "-id"], name="akismet_text_again")]

    def __str__(self) -> str:
        return f"{self.guid}: {self.verdict}"


class DayCount(models.Model):
    """How much a site asked on a day (in Greenwich), and how often the filter was corrected."""

    site = models.ForeignKey(ClientSite, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    api_calls = models.PositiveIntegerField(default=0)
    spam = models.PositiveIntegerField(default=0)
    ham = models.PositiveIntegerField(default=0)
    missed_spam = models.PositiveIntegerField(default=0)
    false_positives = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "count of a day"
        verbose_name_plural = "counts of days"
        constraints = [models.UniqueConstraint(fields=["site", "day"], name="akismet_day_once")]

    def __str__(self) -> str:
        return f"{self.day}: {self.api_calls}"
