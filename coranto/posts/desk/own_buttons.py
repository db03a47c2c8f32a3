"""The editor's buttons for authors: Wagtail shows its own only to those who may publish every post."""

from typing import Any

from wagtail.snippets.action_menu import PublishMenuItem, UnpublishMenuItem

from coranto.posts.policy import is_own

ALL, OWN = "posts.publish_post", "posts.publish_own_post"


def may_only_own(context: Any) -> bool:
    """Whether the person may publish their own posts but not all, and this one is theirs or new."""
    user, post = context["request"].user, context.get("instance")
    return not user.has_perm(ALL) and user.has_perm(OWN) and (post is None or post.pk is None or is_own(user, post))


class PublishOwn(PublishMenuItem):
    """Publish."""

    def is_shown(self, context: Any) -> bool:
        """For authors, on their own posts."""
        return may_only_own(context) and not context.get("locked_for_user")


class WithdrawOwn(UnpublishMenuItem):
    """Unpublish."""

    def is_shown(self, context: Any) -> bool:
        """For authors, on their own public posts."""
        if context.get("locked_for_user") or context["view"] != "edit":
            return False
        return bool(context["instance"].live) and may_only_own(context)
