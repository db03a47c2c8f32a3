"""The app's place in Django."""

from django.apps import AppConfig


class AkismetConfig(AppConfig):
    """The Akismet protocol, served and asked. It knows the filter and no comments of this site."""

    name = "coranto.akismet"
    verbose_name = "Akismet protocol"
