"""The custom user and the one-time sign-in link."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person who can sign in: staff by role (a Django group), or a reader with an account."""

    display_name = models.CharField(_("name as shown"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name that screens and comments show: never the e-mail address."""
        return self.display_name or self.get_full_name() or self.username


def shown_name(user: User) -> str:
    """The name that screens show, for allauth."""
    return user.shown_name


class SignInLink(models.Model):
    """A link that signs one person in once, until it expires. Only a digest of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")

    def __str__(self) -> str:
        return f"sign-in link for {self.user.username}"


class ApplicationPassword(models.Model):
    """A password that one program signs in with, in its owner's name and with their rights. Only a digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="application_passwords")
    name = models.CharField(_("name"), max_length=200)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    last_used_at = models.DateTimeField(_("last used"), null=True, blank=True)

    class Meta:
        verbose_name = _("application password")
        verbose_name_plural = _("application passwords")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class ReaderLink(models.Model):
    """A link by mail that signs a reader in once, and makes the account when it is the first. As above, a digest."""

    email = models.CharField(max_length=254)
    name = models.CharField(max_length=250, blank=True)
    way_back = models.CharField(max_length=2000, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "sign-in link of a reader"

    def __str__(self) -> str:
        return f"sign-in link for {self.email}"


class MastodonServer(models.Model):
    """A Mastodon server that this site has registered itself with."""

    host = models.CharField(max_length=253, unique=True)
    client_id = models.CharField(max_length=200)
    client_secret = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "Mastodon server"

    def __str__(self) -> str:
        return self.host
