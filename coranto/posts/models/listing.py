"""The index of public listings: which posts stand under which category, tag, author, source or month.

A listing page must cost the same at a thousand posts and at a million. So what the public may see in a listing is
written down as rows in reading order, by :func:`coranto.posts.actions.list_post`, and read by key: no sorting, no
counting, no test of who may see what. Categories are listed under all their ancestors too.
"""

from django.db import models

FORMAT_KEYS = {
    "standard": 0,
    "aside": 1,
    "chat": 2,
    "gallery": 3,
    "link": 4,
    "image": 5,
    "quote": 6,
    "status": 7,
    "video": 8,
    "audio": 9,
}
"""The key of each format's listing, as it stands in the rows. The standard format has no listing, as in WordPress."""


class ListingKind(models.TextChoices):
    """What a listing is about; the key is that of the row, of the format, year * 100 + month, or 0 for sticky posts."""

    CATEGORY = "category", "category"
    TAG = "tag", "tag"
    AUTHOR = "author", "author"
    SOURCE = "source", "source"
    MONTH = "month", "month"
    FORMAT = "format", "format"
    STICKY = "sticky", "sticky"


class ListingEntry(models.Model):
    """A published post in one listing."""

    kind = models.CharField(max_length=8, choices=ListingKind.choices)
    key = models.BigIntegerField()
    posted_at = models.DateTimeField()
    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="entries")

    class Meta:
        verbose_name = "listing entry"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "posted_at", "post"], name="listing_in_reading_order")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.post_id}"


class ListingCount(models.Model):
    """How many published posts a listing holds, and when the newest was posted."""

    kind = models.CharField(max_length=8, choices=ListingKind.choices)
    key = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "listing count"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="listing_count_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.count}"
