"""Bringing the groups up to date with the roles."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupApprovalTask, GroupCollectionPermission, GroupPagePermission, Page

from coranto.accounts.roles import FILES, PAGES, RIGHTS

FILE_KINDS = (("wagtailimages", "image"), ("wagtaildocs", "document"))


@transaction.atomic
def grant_roles() -> None:
    """Make a group of each role and give it its rights. Wagtail's two example groups go, unless somebody is in them."""
    for role, rights in RIGHTS.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.add(*permissions(rights))
        grant_files(group, FILES[role])
        grant_pages(group, PAGES.get(role, ()))
    for task in GroupApprovalTask.objects.all():
        task.groups.add(Group.objects.get(name="editor"))
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()


def permissions(rights: tuple[str, ...]) -> list[Permission]:
    """The rows of these rights; one that an app does not have yet comes with that app's migration."""
    found = []
    for right in rights:
        app, codename = right.split(".")
        found += list(Permission.objects.filter(content_type__app_label=app, codename=codename)[:1])
    return found


def grant_files(group: Group, verbs: tuple[str, ...]) -> None:
    """The rights on images and documents, in the root collection and so in all.

    Wagtail asks for the rights on its own two models, whatever models take their place.
    """
    root = Collection.get_first_root_node()
    rights = tuple(f"{app}.{verb}_{model}" for verb in verbs for app, model in FILE_KINDS)
    for permission in permissions(rights):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def grant_pages(group: Group, codenames: tuple[str, ...]) -> None:
    """The rights on the whole tree of static pages."""
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
