"""What the template of a static page is given. The rules are those of ``coranto.publication.contexts``."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString

from coranto.posts.contexts import PasswordForm
from coranto.publication.contexts import Crumb, ImageView, Link, PagerLink


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """``pages/page.html``: a static page. The discussion below it, if it has one, is the variable ``thread``."""

    number: int
    """Its id, WordPress's ``?page_id=N``."""
    title: str
    """Plain text; may be empty."""
    url: str
    """Its address."""
    title_html: SafeString = field(default_factory=SafeString)
    """The title with the emphasis it may carry; cleaned HTML without links."""
    body_html: SafeString = field(default_factory=SafeString)
    """The text of the page being shown: cleaned HTML."""
    page_links: tuple[PagerLink, ...] = ()
    """The pages of a text divided by ``<!--nextpage-->``."""
    crumbs: tuple[Crumb, ...] = ()
    """The pages above it."""
    children: tuple[Link, ...] = ()
    """The pages below it."""
    image: ImageView | None = None
    """Its featured image."""
    published_at: datetime | None = None
    """When it was first published, in the publication's time zone."""
    updated_at: datetime | None = None
    """When it was last changed, in the publication's time zone."""
    password_form: PasswordForm | None = None
    """Shown in place of the text, when the page asks for a password."""
    is_private: bool = False
    """Whether only signed-in editors see it."""
    is_preview: bool = False
    """Whether it is a draft being looked at from the desk."""
    css_classes: str = ""
    """WordPress's post classes: ``post-2 page type-page status-publish``."""
    edit_url: str = ""
    """The editor at the desk, for those who may."""
