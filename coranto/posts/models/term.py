"""What posts are filed under: the tree of categories, and tags."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """What categories and tags have in common. Their numbers come from one sequence, as in WordPress."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    name = models.CharField(_("name"), max_length=250)
    slug = models.CharField(_("slug"), max_length=200, unique=True)
    description = models.TextField(_("description"), blank=True)
    meta = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class Category(Term):
    """A place in the tree of subjects. ``path`` is the slugs from the root, as in the address: ``world/alps``."""

    parent: models.ForeignKey[Self | None, Self | None] = models.ForeignKey(
        "self", verbose_name=_("parent"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    path = models.CharField(max_length=1000, blank=True, editable=False, db_index=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        ordering = ["path", "pk"]


class Tag(Term):
    """A word that posts are found by."""

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name", "pk"]
