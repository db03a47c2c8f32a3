"""Where a post came from."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from coranto.posts.models.source import Source


class AttributionQuerySet(models.QuerySet["Attribution"]):
    """Questions about attributions."""

    def shown(self) -> "AttributionQuerySet":
        """What the public page prints: all but the rejected, in the order of the chain."""
        return self.exclude(review=Attribution.Review.REJECTED).order_by("order", "pk")

    def to_review(self) -> "AttributionQuerySet":
        """What a machine read and no person has looked at, least certain first."""
        return self.filter(review=Attribution.Review.READ).order_by("confidence", "pk")


class Attribution(models.Model):
    """One link of the chain from the original to this post: nearest first (``order`` 0).

    "The minister, quoted by an agency, reported by a paper, posted here" is two rows: the paper (0) and the agency (1),
    the minister being the agency row's ``author``.
    """

    class Relation(models.TextChoices):
        REPUBLISHED = "republished", _("republished whole")
        EXCERPTED = "excerpted", _("excerpted")
        TRANSLATED = "translated", _("translated")
        QUOTED = "quoted", _("quoted")
        VIA = "via", _("found through")

    class Review(models.TextChoices):
        WRITTEN = "written", _("written by an editor")
        READ = "read", _("read from the text")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    post = ParentalKey("posts.Post", on_delete=models.CASCADE, related_name="attributions")
    source = models.ForeignKey(Source, verbose_name=_("source"), on_delete=models.PROTECT, related_name="attributions")
    relation = models.CharField(_("relation"), max_length=12, choices=Relation.choices, default=Relation.REPUBLISHED)
    author = models.CharField(_("author there"), max_length=250, blank=True)
    title = models.CharField(_("original title"), max_length=500, blank=True)
    url = models.CharField(_("original address"), max_length=2000, blank=True)
    original_date = models.CharField(
        _("original date"),
        max_length=10,
        blank=True,
        help_text=_("A day, month or year: 2016-02-05, 2016-02 or 2016."),
        validators=[RegexValidator(r"^\d{4}(-\d\d(-\d\d)?)?$", _("Write 2016-02-05, 2016-02 or 2016."))],
    )
    licence = models.CharField(_("licence or permission"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    line = models.CharField(_("line it was read from"), max_length=1000, blank=True)
    confidence = models.FloatField(_("certainty"), default=1.0)
    review = models.CharField(_("review"), max_length=10, choices=Review.choices, default=Review.WRITTEN, db_index=True)

    sort_order_field = "order"
    objects = AttributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        ordering = ["order", "pk"]
        indexes = [models.Index(fields=["review", "confidence", "id"], name="attribution_to_review")]

    def __str__(self) -> str:
        return " – ".join(part for part in (self.source.name, self.original_date) if part)
