"""What the site taught its spam filter, as an append-only log that every process reads, and a snapshot of the whole."""

from django.db import models

from coranto.comments.models.comment import Comment


class FilterLesson(models.Model):
    """One step of the filter: a decision learnt (``packed``, see ``coranto.spam.lesson``), or one taken back."""

    comment = models.ForeignKey(Comment, null=True, on_delete=models.SET_NULL, related_name="lessons")
    is_spam = models.BooleanField()
    is_undo = models.BooleanField(default=False)
    packed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "lesson of the spam filter"
        verbose_name_plural = "lessons of the spam filter"

    def __str__(self) -> str:
        return f"{'un' if self.is_undo else ''}learnt as {'spam' if self.is_spam else 'good'}: {self.comment_id}"


class FilterSnapshot(models.Model):
    """The filter with all lessons up to ``last_lesson`` in it. One row; later lessons are applied on top.

    Comments up to the key ``archive_until`` were there when it learnt from the archive.
    """

    last_lesson = models.BigIntegerField(default=0)
    archive_until = models.BigIntegerField(default=0)
    packed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = "snapshot of the spam filter"

    def __str__(self) -> str:
        return f"up to lesson {self.last_lesson}"
