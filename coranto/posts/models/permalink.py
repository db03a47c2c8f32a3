"""Addresses of posts: the one that is current and all former ones."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PermalinkQuerySet(models.QuerySet["Permalink"]):
    """Questions about addresses."""

    def for_path(self, path: str) -> "Permalink | None":
        """The row of an address as :func:`coranto.core.addresses.normal_path` writes it, with its post; or nothing."""
        return self.select_related("post", "post__author", "post__featured_image").filter(path=path).first()


class Permalink(models.Model):
    """An address that a post has or had: a path from ``/`` to ``/``, percent-encoded in lower case as WordPress does.

    It is stored, not computed: the local date in it is that of the day of publishing or of the import.
    """

    post = models.ForeignKey("posts.Post", on_delete=models.CASCADE, related_name="permalinks")
    path = models.CharField(_("address"), max_length=1000, unique=True)
    is_current = models.BooleanField(_("current"), default=True)

    objects = PermalinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("permalink")
        verbose_name_plural = _("permalinks")
        constraints = [
            models.UniqueConstraint(fields=["post"], condition=models.Q(is_current=True), name="permalink_one_current")
        ]

    def __str__(self) -> str:
        return self.path
