"""``coranto user``: making people who can sign in."""

from enum import StrEnum
from typing import Annotated

import typer

from coranto.cli.home import Home, open_home
from coranto.core.errors import PlainError

app = typer.Typer(no_args_is_help=True, help="People who can sign in.")


class Role(StrEnum):
    """What a person may do."""

    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    AUTHOR = "author"
    CONTRIBUTOR = "contributor"
    MODERATOR = "moderator"


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="The name to sign in with.")],
    email: Annotated[str, typer.Option("--email", help="The e-mail address.")],
    role: Annotated[Role, typer.Option("--role", help="What the person may do.")],
    home: Home = None,
) -> None:
    """Make a person who can sign in, and print a one-time sign-in link."""
    open_home(home)
    from django.core.exceptions import ValidationError
    from django.utils import timezone

    from coranto.accounts.actions import add_user, make_sign_in_link

    try:
        user = add_user(name=name, email=email, role=role.value, at=timezone.now())
    except ValidationError as error:
        raise PlainError("; ".join(error.messages)) from error
    typer.echo(sign_in_address(make_sign_in_link(user=user, at=timezone.now())))


@app.command("link")
def link(name: Annotated[str, typer.Argument(help="The name to sign in with.")], home: Home = None) -> None:
    """Print a new one-time sign-in link for a person, for instance when a password or key was lost."""
    open_home(home)
    from django.utils import timezone

    from coranto.accounts.actions import make_sign_in_link
    from coranto.accounts.models import User

    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise PlainError(f"nobody is called {name!r}: make the person with 'coranto user add'.")
    typer.echo(sign_in_address(make_sign_in_link(user=user, at=timezone.now())))


def sign_in_address(secret: str) -> str:
    """The whole address of a sign-in link."""
    from django.conf import settings

    return f"{settings.PUBLIC_URL}/sign-in/{secret}/"
