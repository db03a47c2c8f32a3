"""What is searched: the text of everything public, folded, in rows whose keys are in reading order.

Beside each table stands the database's own index, made by a migration: in SQLite an FTS5 table ``<table>_fts`` that
triggers keep, in PostgreSQL a generated column ``vector`` with a GIN index. See :mod:`coranto.posts.search`.
"""

from django.db import models


class SearchText(models.Model):
    """One thing that can be found. ``key`` holds its moment, kind and number (:mod:`coranto.posts.search.keys`).

    ``filed`` is what filters ask for, as words: ``c17`` for category 17, ``s4`` for outlet 4.
    """

    key = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=8)
    target = models.BigIntegerField()
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    source = models.TextField(blank=True)
    author = models.TextField(blank=True)
    filed = models.TextField(blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind} {self.target}"


class FoundText(SearchText):
    """Posts and pages as they are searched."""

    class Meta:
        verbose_name = "searched text"
        constraints = [models.UniqueConstraint(fields=["kind", "target"], name="found_text_once")]


class SearchWord(models.Model):
    """A word of a title or name, for suggesting what may have been meant."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        verbose_name = "search word"

    def __str__(self) -> str:
        return self.word
