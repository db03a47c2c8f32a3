"""Authors, and the byline that credits them on a post."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from coranto.accounts.models import User
from coranto.media.models import CreditedImage


class Author(models.Model):
    """A person's public face, with an archive page. One who also signs in has a user."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    name = models.CharField(_("name"), max_length=250)
    slug = models.CharField(_("slug"), max_length=200, unique=True)
    login = models.CharField(_("login in WordPress"), max_length=250, blank=True, db_index=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True, help_text=_("Never shown."))
    url = models.CharField(_("website"), max_length=1000, blank=True)
    bio = models.TextField(_("about"), blank=True)
    portrait = models.ForeignKey(CreditedImage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="author")

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class Byline(models.Model):
    """A credit on a post, as printed: an author of this site, or a name only ("Translated by …")."""

    post = ParentalKey("posts.Post", on_delete=models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, null=True, blank=True, on_delete=models.PROTECT, related_name="bylines")
    name = models.CharField(_("name as printed"), max_length=250, blank=True)
    role = models.CharField(
        _("role"), max_length=100, blank=True, help_text=_("For example: translation, photographs.")
    )
    order = models.PositiveSmallIntegerField(default=0)

    sort_order_field = "order"

    class Meta:
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name or (self.author.name if self.author else "")
