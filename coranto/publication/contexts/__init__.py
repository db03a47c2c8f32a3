"""What every public template is given: the site around a page, and the small pieces that pages are made of.

A template sees these variables: ``site`` (:class:`SiteContext`), ``head`` (:class:`HeadContext`), ``page`` (the context
of that page, in ``posts/contexts.py`` or ``pages/contexts.py``) and, where a discussion belongs to the page, ``thread``
(``comments/contexts.py``). They are the contract with themes and are explained in ``docs/theme.md``.

Rules for all of them. Everything is plain text and is escaped by the template, but for ``SafeString`` fields, which
are cleaned HTML. An address is ``http(s):``, ``mailto:`` or begins with ``/``, and is never another scheme. A moment
is an aware ``datetime`` already in the publication's time zone. An absent text is ``""``, an absent list ``()``.
"""

from coranto.publication.contexts.head import (
    Alternate,
    FeedLink,
    HeadContext,
    MetaTag,
)
from coranto.publication.contexts.images import (
    ImageSource,
    ImageView,
)
from coranto.publication.contexts.links import (
    CommentLink,
    CountedLink,
    Crumb,
    Link,
    LinkGroup,
    MenuLink,
    Pager,
    PagerLink,
    PostLink,
)
from coranto.publication.contexts.site import (
    SiteContext,
)
from coranto.publication.contexts.widgets import (
    BlogrollWidget,
    CalendarDay,
    CalendarWidget,
    FeedsWidget,
    MenuWidget,
    RecentCommentsWidget,
    RecentPostsWidget,
    SearchWidget,
    TagCloudWidget,
    TermsWidget,
    TextWidget,
    Widget,
)

__all__ = [
    "Alternate",
    "BlogrollWidget",
    "CalendarDay",
    "CalendarWidget",
    "CommentLink",
    "CountedLink",
    "Crumb",
    "FeedLink",
    "FeedsWidget",
    "HeadContext",
    "ImageSource",
    "ImageView",
    "Link",
    "LinkGroup",
    "MenuLink",
    "MenuWidget",
    "MetaTag",
    "Pager",
    "PagerLink",
    "PostLink",
    "RecentCommentsWidget",
    "RecentPostsWidget",
    "SearchWidget",
    "SiteContext",
    "TagCloudWidget",
    "TermsWidget",
    "TextWidget",
    "Widget",
]
