"""Who may do what, asked of the same policies as the desk asks; in the words that WordPress refuses with."""

from wagtail.locks import BaseLock, ScheduledForPublishLock, WorkflowLock
from wagtail.models import Page

from coranto.accounts.models import User
from coranto.pages.models import StaticPage
from coranto.posts.models import Post
from coranto.posts.policy import PostPermissionPolicy, sees_all_posts

WRITES = "posts.write_own_post"
POSTS = PostPermissionPolicy(Post)
Entry = Post | StaticPage


def writes_posts(user: User) -> bool:
    """Whether the person writes posts at all."""
    return user.has_perm(WRITES) or sees_all_posts(user)


def publishes_posts(user: User) -> bool:
    """Whether the person may publish posts, their own at least."""
    return bool(POSTS.user_has_permission(user, "publish"))


def edits_pages(user: User) -> bool:
    """Whether the person may change some page: the root of the site tells."""
    roots = Page.objects.filter(depth=2)
    return user.is_superuser or any(root.permissions_for_user(user).can_add_subpage() for root in roots)


def may(user: User, verb: str, entry: Entry) -> bool:
    """Whether the person may ``read`` it to change it, ``change`` it, ``keep`` a draft, ``publish`` or ``delete`` it.

    What is locked (by hand, by a review, by a schedule) may be read only, as at the desk, but for a lock that whoever
    changes the entry may lift. A locked page is not deleted, because it has no bin to come back from.
    """
    lock = entry.get_lock() if verb != "read" else None
    lifting = ("change", "publish", "delete") if isinstance(entry, Post) else ("change", "publish")
    is_lifted = lock is not None and verb in lifting and may_lift(user, entry, lock)
    if lock is not None and lock.for_user(user) and not is_lifted:
        return False
    verb = "change" if verb in ("read", "keep") else verb
    if isinstance(entry, Post):
        return bool(POSTS.user_has_permission_for_instance(user, verb, entry))
    asked = entry.permissions_for_user(user)
    return bool({"change": asked.can_edit, "publish": asked.can_publish, "delete": asked.can_delete}[verb]())


def may_lift(user: User, entry: Entry, lock: BaseLock) -> bool:
    """Whether the person may lift this lock to change the entry: a schedule, or the review that they asked for."""
    if isinstance(lock, ScheduledForPublishLock):
        if isinstance(entry, Post):
            return bool(POSTS.user_has_permission_for_instance(user, "publish", entry))
        return bool(entry.permissions_for_user(user).can_publish())
    review = entry.current_workflow_state if isinstance(lock, WorkflowLock) and isinstance(entry, Post) else None
    return review is not None and review.requested_by_id == user.pk
