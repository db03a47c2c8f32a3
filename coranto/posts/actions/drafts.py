"""Bringing a decision on a public post into its draft too, so that publishing the draft does not turn it back."""

from collections.abc import Mapping
from typing import Any

from wagtail.models import Revision

from coranto.posts.models import Post

Values = Mapping[int, Mapping[str, Any]]


def change_in_drafts(*, posts: set[int], attributions: Values) -> None:
    """Set these values of attributions (by key) in the newest draft of each of the posts that has one."""
    drafts = Post.objects.filter(pk__in=posts, has_unpublished_changes=True, latest_revision__isnull=False)
    changed = []
    for revision in Revision.objects.filter(pk__in=drafts.values("latest_revision")):
        rows = revision.content.get("attributions") or []
        if any(row.get("pk") in attributions for row in rows):
            revision.content["attributions"] = [{**row, **attributions.get(row.get("pk"), {})} for row in rows]
            changed.append(revision)
    Revision.objects.bulk_update(changed, ["content"], batch_size=50)
