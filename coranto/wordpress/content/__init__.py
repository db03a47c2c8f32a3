"""Bodies of WordPress posts made into clean HTML, and that into the blocks of the desk. Pure: no database, no network.

``render_content`` is the way in; ``rewrite_addresses`` leads links and files home; ``to_blocks`` makes blocks.
"""

from coranto.wordpress.content.addresses import AddressBook, rewrite_addresses
from coranto.wordpress.content.outside_media import link_outside_media
from coranto.wordpress.content.rendering import Rendered, render_content
from coranto.wordpress.content.scope import Kind, Problem
from coranto.wordpress.content.site import KnownAttachment, KnownSite, Site, SizedImage
from coranto.wordpress.content.to_blocks import to_blocks

__all__ = [
    "AddressBook",
    "Kind",
    "KnownAttachment",
    "KnownSite",
    "Problem",
    "Rendered",
    "Site",
    "SizedImage",
    "link_outside_media",
    "render_content",
    "rewrite_addresses",
    "to_blocks",
]
