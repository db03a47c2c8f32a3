"""What each client site taught its own model: an append-only log that every process reads, and a snapshot of it."""

from django.db import models

from coranto.akismet.models.client_site import ClientSite


class SiteLesson(models.Model):
    """One step: a submission learnt (``packed``, see ``coranto.spam.lesson``), or one taken back."""

    site = models.ForeignKey(ClientSite, on_delete=models.CASCADE, related_name="lessons")
    digest = models.CharField(max_length=32)
    is_spam = models.BooleanField()
    is_undo = models.BooleanField(default=False)
    packed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lesson of a client site"
        verbose_name_plural = "lessons of client sites"
        indexes = [models.Index(fields=["site", "digest", "-id"], name="akismet_lesson_again")]

    def __str__(self) -> str:
        return f"{'un' if self.is_undo else ''}learnt as {'spam' if self.is_spam else 'good'}"


class SiteSnapshot(models.Model):
    """A site's model with all lessons up to ``last_lesson`` in it."""

    site = models.OneToOneField(ClientSite, on_delete=models.CASCADE, related_name="snapshot")
    last_lesson = models.BigIntegerField(default=0)
    packed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "snapshot of a client site's model"
        verbose_name_plural = "snapshots of client sites' models"

    def __str__(self) -> str:
        return f"up to lesson {self.last_lesson}"
