"""The page cache's place in Django: it listens to what changes, in every process that has the site loaded."""

from django.apps import AppConfig

SHOWN_TABLES = (
    "accounts_user",
    "comments_block",
    "comments_comment",
    "comments_commentrules",
    "media_attachment",
    "media_creditedimage",
    "pages_pageoriginal",
    "pages_staticpage",
    "posts_attribution",
    "posts_author",
    "posts_byline",
    "posts_category",
    "posts_listingentry",
    "posts_permalink",
    "posts_post",
    "posts_post_categories",
    "posts_post_tags",
    "posts_source",
    "posts_sourcename",
    "posts_tag",
    "publication_blogrolllink",
    "publication_menu",
    "publication_menuitem",
    "publication_publication",
    "wagtailcore_page",
    "wagtailredirects_redirect",
)
"""What pages are made of. A statement that writes to one of these is a change, whether somebody names it or not."""


class EdgeConfig(AppConfig):
    """The page cache."""

    name = "coranto.edge"
    verbose_name = "Page cache"

    def ready(self) -> None:
        """Listen, and see the statements that write to what pages are made of."""
        from coranto.core import changes
        from coranto.edge.telling import tell

        changes.show_tables(SHOWN_TABLES)
        changes.watch_connections()
        changes.listen(tell)
