"""``coranto check``: is the installation in order? ``coranto check addresses``: are old addresses answered?"""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli.counted_progress import counted_progress
from coranto.cli.home import Home, choose_home, open_home
from coranto.core.errors import PlainError
from coranto.core.plain_text import shortened

if TYPE_CHECKING:
    from coranto.wordpress.old_addresses.asking import Answered
    from coranto.wordpress.old_addresses.checking import Checked

Hears = Callable[["Answered"], None]
app = typer.Typer(invoke_without_command=True, help="Look whether all is in order, or whether old addresses answer.")
SHOWN = 20
"""Addresses that are printed; the report file has them all."""
LONGEST_SHOWN = 200
HOW_TO_NAME_IT = "import the old site's export first, or name its host in CORANTO_ALLOWED_HOSTS."

AddressList = Annotated[
    str,
    typer.Argument(
        help="Addresses, one a line; a sitemap or an index of them; a WordPress export. A file or an http(s) address.",
        metavar="FILE|URL",
    ),
]
ReportPath = Annotated[
    Path | None, typer.Option("--report", help="Write every address that is not simply fine to this file, as JSON.")
]
SkipCount = Annotated[
    int, typer.Option("--skip", min=0, help="Pass over so many addresses of the list, which were asked before.")
]


@app.callback()
def check(context: typer.Context, home: Home = None) -> None:
    """Look whether settings, database and folders are in order, and say what is not."""
    if context.invoked_subcommand is not None:
        choose_home(home)
        return
    open_home(home)
    from django.core.management import call_command
    from django.core.management.base import SystemCheckError

    try:
        call_command("check", "--database", "default", verbosity=0)
    except SystemCheckError as error:
        raise PlainError(str(error)) from error
    typer.echo("All is in order.")


@app.command("addresses")
def addresses(addresses: AddressList, report: ReportPath = None, skip: SkipCount = 0, home: Home = None) -> None:
    """Ask this site for every address of a list, as a reader would, and say which are lost. Nothing is changed."""
    open_home(home)
    from coranto.wordpress.old_addresses.checking import report_to

    with report_to(report) as written:
        shown = Shown()
        checked, error = _check(addresses, skip, [shown, written.add if written else _ignore])
        if written:
            written.finish(checked, error)
    if checked.asked:
        typer.echo(checked.in_words())
        shown.say_rest(report)
    if error:
        raise PlainError(f"{error} (what came before was asked)" if checked.asked else error)
    if not checked.asked:
        raise PlainError(f"{addresses} holds no {'further ' if skip else ''}address.")
    if checked.none_was_ours:
        raise PlainError(f"{addresses} holds other sites' addresses only, so none was asked: {HOW_TO_NAME_IT}")
    if checked.failed:
        raise PlainError(f"{checked.failed:,} of {checked.asked:,} addresses are lost here.")


def _check(name: str, skip: int, hearers: list[Hears]) -> tuple["Checked", str]:
    """Ask for all but the first ``skip``; what was wrong with the list, or that it was stopped, comes second."""
    from django.conf import settings

    from coranto.core.outgoing.http import Fetcher
    from coranto.wordpress.old_addresses.checking import Checked, check_addresses, old_site
    from coranto.wordpress.old_addresses.reading import read_addresses
    from coranto.wordpress.old_addresses.sources import open_sources

    checked = Checked()
    with ExitStack() as stack:
        count = stack.enter_context(counted_progress("Asking"))
        sources = stack.enter_context(open_sources(Fetcher(about=settings.PUBLIC_URL)))
        stop = stack.enter_context(_stopped_between())

        def told(answered: "Answered", number: int) -> None:
            count(number)
            for hear in hearers:
                hear(answered)
            if stop:
                raise KeyboardInterrupt

        try:
            check_addresses(islice(read_addresses(name, sources), skip, None), old_site(name), told, checked)
        except PlainError as error:
            return checked, str(error)
        except KeyboardInterrupt:
            done = skip + checked.asked
            return checked, f"stopped after {done:,} addresses; --skip {done} goes on from there"
    return checked, ""


@contextmanager
def _stopped_between() -> Iterator[list[int]]:
    """A list that is empty until somebody stops the command: so it ends between two addresses, not within one."""
    stop: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: stop.append(number))
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


class Shown:
    """Prints the first addresses that are lost, and counts the others."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, answered: "Answered") -> None:
        """Print it, if it is lost."""
        from coranto.wordpress.old_addresses.checking import FAILED

        if answered.kind not in FAILED:
            return
        self.count += 1
        if self.count <= SHOWN:
            why = (
                f" ({answered.reason})" if answered.reason else f" (from there to {answered.to})" if answered.to else ""
            )
            address = shortened(answered.address, LONGEST_SHOWN)
            typer.echo(f"  {answered.final_status or answered.kind}  {address}{why}")

    def say_rest(self, report: Path | None) -> None:
        """Where the others are."""
        if self.count > SHOWN:
            rest = f"{self.count - SHOWN:,} more"
            typer.echo(f"  … {rest} in {report}" if report else f"  … {rest}; --report FILE.json writes them all")


def _ignore(answered: "Answered") -> None:
    """For when no report is wanted."""
