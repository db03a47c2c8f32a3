"""What a post was imported from."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Original(models.Model):
    """The item of the export that a post came from, as it was, so that an export is whole again.

    ``digest`` is that of the item; ``state`` is that of our post right after the import: while the post still has it,
    nobody has edited it here, and a newer export may change it.
    """

    post = models.OneToOneField("posts.Post", on_delete=models.CASCADE, related_name="original")
    digest = models.CharField(max_length=32)
    state = models.CharField(max_length=32)
    status = models.CharField(_("status there"), max_length=20)
    creator = models.CharField(_("login of the author there"), max_length=250, blank=True)
    link = models.CharField(_("address there"), max_length=2000, blank=True)
    content = models.TextField(_("raw content"), blank=True)
    excerpt = models.TextField(_("raw excerpt"), blank=True)
    meta = models.JSONField(_("custom fields"), default=list, blank=True)
    terms = models.JSONField(_("terms of other taxonomies"), default=list, blank=True)
    fields = models.JSONField(_("all other fields"), default=dict, blank=True)

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")

    def __str__(self) -> str:
        return self.link
