"""What the templates of posts and listings are given. The rules are those of ``coranto.publication.contexts``."""

from coranto.posts.contexts.credits import AttributionView, BylineView
from coranto.posts.contexts.listing import (
    ArchiveMonth,
    ArchivesPage,
    ArchiveYear,
    AuthorDetail,
    ListingPage,
    SourceDetail,
    SourceRow,
    SourcesPage,
)
from coranto.posts.contexts.others import AttachmentPage, EmbedPage, GonePage, NotFoundPage
from coranto.posts.contexts.post import HiddenField, PasswordForm, PostCard, PostPage, PostView
from coranto.posts.contexts.search import Option, SearchHit, SearchPage

__all__ = [
    "ArchiveMonth",
    "ArchiveYear",
    "ArchivesPage",
    "AttachmentPage",
    "AttributionView",
    "AuthorDetail",
    "BylineView",
    "EmbedPage",
    "GonePage",
    "HiddenField",
    "ListingPage",
    "NotFoundPage",
    "Option",
    "PasswordForm",
    "PostCard",
    "PostPage",
    "PostView",
    "SearchHit",
    "SearchPage",
    "SourceDetail",
    "SourceRow",
    "SourcesPage",
]
