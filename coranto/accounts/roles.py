"""The roles: what each may do, said once. A role is a Django group of the same name; administrators are superusers.

Rights are named ``app.codename``. The groups are brought up to date after every migration (``receivers``), so a new
version's rights arrive by themselves; rights that the owner added to a group by hand stay. A change of
rights therefore comes with a migration, if only an empty one.
"""

DESK = ("wagtailadmin.access_admin",)
OWN_POSTS = ("posts.write_own_post",)
ALL_POSTS = (
    *OWN_POSTS,
    "posts.publish_own_post",
    *(f"posts.{verb}_post" for verb in ("add", "change", "delete", "publish", "lock", "unlock")),
)
SUBJECTS = tuple(
    f"posts.{verb}_{model}"
    for model in ("category", "tag", "source", "author", "attribution")
    for verb in ("add", "change", "delete")
)
NAVIGATION = tuple(
    f"publication.{verb}_{model}"
    for model in ("menu", "menuitem", "blogrolllink")
    for verb in ("add", "change", "delete")
)
COMMENTS = ("comments.change_comment", "comments.delete_comment", "comments.view_comment")
REDIRECTS = tuple(f"wagtailredirects.{verb}_redirect" for verb in ("add", "change", "delete"))
ATTACHMENTS = ("media.change_attachment", "media.view_attachment")

RIGHTS: dict[str, tuple[str, ...]] = {
    "editor": (*DESK, *ALL_POSTS, *SUBJECTS, *NAVIGATION, *COMMENTS, *REDIRECTS, *ATTACHMENTS),
    "author": (*DESK, *OWN_POSTS, "posts.publish_own_post"),
    "contributor": (*DESK, *OWN_POSTS),
    "moderator": (*DESK, *COMMENTS),
}
FILES: dict[str, tuple[str, ...]] = {
    "editor": ("add", "change", "choose"),
    "author": ("add", "choose"),
    "contributor": ("choose",),
    "moderator": (),
}
"""What each role may do with images and documents, in all collections."""

PAGES: dict[str, tuple[str, ...]] = {
    "editor": ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
"""What each role may do in the tree of static pages."""
