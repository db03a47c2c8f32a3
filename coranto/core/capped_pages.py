"""Pages of a list at the desk that is never counted to its end."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

MOST = 5_000


class CappedPages(WagtailPaginator):
    """At most :data:`MOST` rows in pages. Whoever looks for an older one searches or filters: nobody turns 2,000 pages.

    Counting stops there too, so a list costs the same whether it has ten thousand rows or a million.
    """

    @cached_property
    def count(self) -> int:
        """How many rows there are, as far as was counted."""
        return min(int(self.object_list[: MOST + 1].count()), MOST)

    @property
    def items_count_label(self) -> str:
        """The number in words, not pretending to know more than was counted."""
        if self.count < MOST:
            return str(super().items_count_label)
        return _("%(count)s %(things)s and more") % {"count": f"{MOST:,}", "things": self.verbose_name_plural}
