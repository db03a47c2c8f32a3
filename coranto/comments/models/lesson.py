"""What the site taught its spam filter, as a log that all processes read, and a snapshot; what it did, by day."""

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


class FilterDay(models.Model):
    """How many comments came on a day that is over, what became of them, and what people corrected on it.

    Numbers only, so that they outlive the verdicts they were counted from. ``until`` is the moment the day ended.
    """

    FIGURES = ("came", "caught", "held", "missed", "wrongly_caught", "wrongly_held")

    day = models.DateField(unique=True)
    until = models.DateTimeField()
    came = models.PositiveIntegerField(default=0)
    caught = models.PositiveIntegerField(default=0)
    held = models.PositiveIntegerField(default=0)
    missed = models.PositiveIntegerField(default=0)
    wrongly_caught = models.PositiveIntegerField(default=0)
    wrongly_held = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "day of the spam filter"
        verbose_name_plural = "days of the spam filter"

    def __str__(self) -> str:
        return f"{self.day}: {self.came}"
