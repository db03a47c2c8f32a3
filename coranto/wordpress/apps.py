"""The app's place in Django."""

from django.apps import AppConfig


class WordPressConfig(AppConfig):
    """WordPress: import and export."""

    name = "coranto.wordpress"
    verbose_name = "WordPress"

    def ready(self) -> None:
        """Listen to what happens elsewhere."""
        from coranto.feeds.found_items import register_found
        from coranto.feeds.printed_texts import register_printer
        from coranto.wordpress import receivers
        from coranto.wordpress.feed_pages import items_of
        from coranto.wordpress.feed_texts import texts_of

        receivers.connect()
        register_printer(texts_of)
        register_found("page", items_of)
