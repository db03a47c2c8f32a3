"""The nouns of this app; each stands in a module of its own, its queryset above it."""

from coranto.posts.models.attribution import Attribution
from coranto.posts.models.author import Author, Byline
from coranto.posts.models.change import Change, Merger
from coranto.posts.models.listing import FORMAT_KEYS, ListingCount, ListingEntry, ListingKind
from coranto.posts.models.original import Original
from coranto.posts.models.permalink import Permalink
from coranto.posts.models.post import Post
from coranto.posts.models.search import FoundText, SearchText, SearchWord
from coranto.posts.models.source import Source, SourceName
from coranto.posts.models.term import Category, Tag

__all__ = [
    "FORMAT_KEYS",
    "Attribution",
    "Author",
    "Byline",
    "Category",
    "Change",
    "FoundText",
    "ListingCount",
    "ListingEntry",
    "ListingKind",
    "Merger",
    "Original",
    "Permalink",
    "Post",
    "SearchText",
    "SearchWord",
    "Source",
    "SourceName",
    "Tag",
]
