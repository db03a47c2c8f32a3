"""The app's place in Django."""

from django.apps import AppConfig
from django.core.signals import request_started


class ThemeConfig(AppConfig):
    """Theme: public templates, styles and fonts."""

    name = "coranto.theme"
    verbose_name = "Theme"

    def ready(self) -> None:
        """Offer the themes there are. Each request begins with the default one; the publication's is chosen in it."""
        from coranto.core.chosen_theme import offer_themes
        from coranto.theme.loader import installed_themes
        from coranto.theme.receivers import forget_the_chosen_theme

        offer_themes(installed_themes)
        request_started.connect(forget_the_chosen_theme, dispatch_uid="coranto.theme")
