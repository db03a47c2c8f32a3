"""Who may do what with posts."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from wagtail.permission_policies import ModelPermissionPolicy

from coranto.accounts.models import User
from coranto.posts.models import Post

OWN = {
    "add": "posts.write_own_post",
    "change": "posts.write_own_post",
    "delete": "posts.write_own_post",
    "view": "posts.write_own_post",
    "publish": "posts.publish_own_post",
}
"""Which right on one's own posts stands in for the right on all of them."""

Person = User | AnonymousUser


class PostPermissionPolicy(ModelPermissionPolicy):
    """Editors may change every post; authors their own; contributors their own while they are not public."""

    def user_has_permission(self, user: Person, action: str) -> bool:
        """Whether the person may do this with some post at all: Wagtail asks so before it knows which."""
        if action == "view" and sees_all_posts(user):
            return True
        return bool(super().user_has_permission(user, action)) or self._may_own(user, action)

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Post) -> bool:
        """Whether the person may do this with that post."""
        if super().user_has_permission(user, action) or (action == "view" and sees_all_posts(user)):
            return True
        if not self._may_own(user, action) or not is_own(user, instance):
            return False
        return action == "view" or not is_out(instance) or user.has_perm("posts.publish_own_post")

    def instances_user_has_any_permission_for(self, user: Person, actions: list[str]) -> Any:
        """The posts that the person sees at the desk."""
        return visible_posts(user) if self.user_has_any_permission(user, actions) else Post.objects.none()

    def _may_own(self, user: Person, action: str) -> bool:
        return action in OWN and user.is_active and user.has_perm(OWN[action])


def is_own(user: Person, post: Post) -> bool:
    """Whether the person is the post's author."""
    return post.author is not None and user.pk is not None and post.author.user_id == user.pk


def is_out(post: Post) -> bool:
    """Whether the post is on the site, or was when it was put into the bin: WordPress asks by what it was before."""
    return post.live or (post.binned_at is not None and post.was_public)


def sees_all_posts(user: Person) -> bool:
    """Whether the desk shows the person everybody's posts."""
    return user.has_perm("posts.change_post")


def visible_posts(user: Person) -> Any:
    """The posts that the desk lists for the person: all, or their own. What is in the bin has a list of its own."""
    posts = Post.objects.filter(binned_at=None)
    return posts if sees_all_posts(user) else posts.filter(Q(author__user=user.pk))


def binned_posts(user: Person) -> Any:
    """The posts in the bin that the person may take out again."""
    posts = Post.objects.filter(binned_at__isnull=False)
    if user.has_perm("posts.delete_post"):
        return posts
    own = posts.filter(author__user=user.pk)
    return own if user.has_perm("posts.publish_own_post") else own.filter(was_public=False)
