"""Wagtail's app of users with our screens in it."""

from wagtail.users.apps import WagtailUsersAppConfig


class UsersConfig(WagtailUsersAppConfig):
    """Users, whom nobody else gives a password."""

    user_viewset = "coranto.accounts.desk.UserViewSet"
