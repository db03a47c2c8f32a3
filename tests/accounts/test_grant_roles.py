"""What each role may do, asked of the rights themselves."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from coranto.accounts.actions import add_user
from coranto.accounts.grants import grant_roles
from coranto.accounts.models import User
from coranto.accounts.roles import RIGHTS

pytestmark = pytest.mark.django_db


def person(role: str) -> User:
    """A new person in that role."""
    return add_user(name=role, email=f"{role}@digest.example", role=role, at=timezone.now())


@pytest.mark.parametrize("role", sorted(RIGHTS))
def test_every_right_of_a_role_exists_and_is_granted(role: str) -> None:
    user = person(role)
    assert [right for right in RIGHTS[role] if not user.has_perm(right)] == []


def test_a_contributor_cannot_publish() -> None:
    user = person("contributor")
    assert user.has_perm("posts.write_own_post")
    assert not user.has_perm("posts.publish_own_post") and not user.has_perm("posts.publish_post")


def test_a_moderator_touches_no_posts() -> None:
    user = person("moderator")
    assert user.has_perm("comments.change_comment")
    assert not [right for right in user.get_group_permissions() if right.startswith("posts.")]


def test_granting_again_changes_nothing() -> None:
    before = {group.name: group.permissions.count() for group in Group.objects.all()}
    grant_roles()
    assert {group.name: group.permissions.count() for group in Group.objects.all()} == before
    assert set(before) == set(RIGHTS)


def test_those_who_write_may_use_pictures() -> None:
    policy = policy_registry.get_by_type(get_image_model())
    may = {role: policy.user_has_any_permission(person(role), ["choose"]) for role in RIGHTS}
    assert may == {"editor": True, "author": True, "contributor": True, "moderator": False}


def test_an_author_adds_pictures_and_a_contributor_does_not() -> None:
    policy = policy_registry.get_by_type(get_image_model())
    assert policy.user_has_permission(person("author"), "add")
    assert not policy.user_has_permission(person("contributor"), "add")
