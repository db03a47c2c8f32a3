"""The outlets that posts come from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """An outlet: a newspaper, an agency, a weblog. ``merge_key`` recognises it under variant spellings."""

    name = models.CharField(_("name"), max_length=250)
    slug = models.CharField(_("slug"), max_length=200, unique=True)
    url = models.CharField(_("website"), max_length=1000, blank=True)
    description = models.TextField(_("description"), blank=True)
    licence = models.CharField(_("licence or permission"), max_length=500, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class SourceName(models.Model):
    """A spelling or host by which a source is recognised; merging outlets moves these to the one that stays."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("spelling"), max_length=250)
    merge_key = models.CharField(max_length=250, unique=True)

    class Meta:
        verbose_name = _("spelling of a source")
        verbose_name_plural = _("spellings of sources")

    def __str__(self) -> str:
        return self.name
