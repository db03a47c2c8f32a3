"""``coranto serve`` and ``coranto worker``."""

import os
import socket
import sys
from typing import Annotated

import typer

from coranto.cli.home import Home, choose_home, open_home, remember_url
from coranto.core.errors import PlainError

Host = Annotated[str, typer.Option("--host", help="The address to listen on.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="The port to listen on.")]
Workers = Annotated[int, typer.Option("--workers", min=1, max=64, help="How many processes serve.")]


def serve(home: Home = None, host: Host = "127.0.0.1", port: Port = 8000, workers: Workers = 1) -> None:
    """Serve the site: set the home up on first use, upgrade it where needed, print the address, answer."""
    choose_home(home)
    choose_url(host, port)
    start(host, port, workers)


def start(host: str, port: int, workers: int) -> None:
    """Set the home up, say where the site is, and serve."""
    check_port(host, port)
    open_home(None)
    remember_url()
    greet()
    warn_of_own_secret()
    from coranto.config import server

    server.run(host, port, workers)


def choose_url(host: str, port: int) -> None:
    """Without a ``CORANTO_URL`` the site's address is where it listens."""
    if not os.environ.get("CORANTO_URL"):
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - compared, not bound
        os.environ["CORANTO_URL"] = f"http://{shown}:{port}"


def greet() -> None:
    """Print the address of the site, and a one-time sign-in link while there is no administrator."""
    from django.conf import settings
    from django.utils import timezone

    from coranto.accounts.actions import make_owner, make_sign_in_link
    from coranto.accounts.models import User
    from coranto.cli.accounts import sign_in_address

    typer.echo(f"The site:  {settings.PUBLIC_URL}/")
    typer.echo(f"The desk:  {settings.PUBLIC_URL}/desk/")
    now = timezone.now()
    owner = make_owner(at=now) or User.objects.filter(username="owner", last_login=None, is_active=True).first()
    if owner is not None:
        typer.echo(f"Sign in (once, within a day):  {sign_in_address(make_sign_in_link(user=owner, at=now))}")
    sys.stdout.flush()


def warn_of_own_secret() -> None:
    """Machines that share a cache share a site; one that signs with a key of its own signs everybody out."""
    from coranto.config import environment

    if environment.text("CACHE_URL") and not environment.text("CORANTO_SECRET_KEY"):
        key = environment.home() / "secret-key"
        typer.echo(
            "CACHE_URL is set: if several machines serve this site, set CORANTO_SECRET_KEY on all of them to what is "
            f"in {key}, or readers are signed out and forms refused at each change of machine.",
            err=True,
        )


def check_port(host: str, port: int) -> None:
    """Say it in words when something else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise PlainError(
            f"cannot listen on {host} port {port} ({error.strerror}): choose another with --port."
        ) from error


def worker(home: Home = None) -> None:
    """Run the tasks (mails, scheduled posts, fetching) in a process of their own."""
    open_home(home)
    from coranto.config import background

    background.run_alone()
