"""The app's place in Django."""

from django.apps import AppConfig
from django.core.signals import request_started


class ThemeConfig(AppConfig):
    """Theme: public templates, styles and fonts."""

    name = "coranto.theme"
    verbose_name = "Theme"

    def ready(self) -> None:
        """Every request begins with the default theme; the publication's own is chosen when its context is made."""
        from coranto.theme.receivers import forget_the_chosen_theme

        request_started.connect(forget_the_chosen_theme, dispatch_uid="coranto.theme")
