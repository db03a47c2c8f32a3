"""``coranto spam``: scoring, teaching and measuring the spam filter from the command line."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coranto.cli import spam_model
from coranto.cli.home import Home, choose_home, open_home
from coranto.core.errors import PlainError

if TYPE_CHECKING:
    from coranto.spam.commands import Outcome
    from coranto.spam.filter import Filter

app = typer.Typer(no_args_is_help=True, help="The spam filter: score, teach and measure it.")
keys = typer.Typer(no_args_is_help=True, help="Keys of sites that are served over the Akismet protocol.")
app.add_typer(keys, name="key")
app.command("export")(spam_model.export_model)
app.command("import")(spam_model.import_model)
app.command("reset")(spam_model.reset_model)
MODEL = "spam-model.bin"

Lines = Annotated[Path, typer.Argument(help="A file of JSON Lines, plain or .gz; - is standard input.", metavar="FILE")]
Files = Annotated[list[Path], typer.Argument(help="Files of JSON Lines with labels, plain or .gz.", metavar="FILE...")]
Model = Annotated[
    Path | None,
    typer.Option(
        "--model",
        help="A file that was exported or trained. Default: spam-model.bin in the home, else what the site taught.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]
Folds = Annotated[
    int, typer.Option("--folds", min=0, max=20, help="Teach all folds but one, measure on it; 0 teaches nothing.")
]


@app.command("score")
def score(file: Lines, model: Model = None, home: Home = None) -> None:
    """Print a score, a verdict and reasons for every text of a file, as JSON Lines."""
    from coranto.spam.commands import Outcome, open_lines, score_lines

    site_filter, outcome = load_or_ask(model, home), Outcome()
    with told_plainly(), nullcontext(sys.stdin) if str(file) == "-" else open_lines(file) as lines:
        for line in score_lines(lines, site_filter, outcome):
            typer.echo(line)
    finish(outcome)


@app.command("train")
def train(files: Files, model: Model = None, home: Home = None) -> None:
    """Teach a model file what is spam and what is not; "spam import" brings it into the running site."""
    from coranto.spam.commands import train_files

    path = model_path(model, home)
    site_filter = load(path)
    with told_plainly():
        outcome = train_files(files, site_filter)
        path.parent.mkdir(parents=True, exist_ok=True)
        making = path.with_suffix(".new")
        making.write_bytes(site_filter.to_bytes())
        making.replace(path)
    typer.echo(f"learnt {outcome.used:,} texts, {outcome.spam:,} of them spam: {path} ({path.stat().st_size:,} bytes)")
    finish(outcome)


@app.command("evaluate")
def evaluate(files: Files, model: Model = None, folds: Folds = 0, as_json: AsJson = False, home: Home = None) -> None:
    """Measure the filter on labelled texts: how much spam is caught, how many good comments are marked."""
    from coranto.spam import commands

    with told_plainly():
        if folds > 1:
            table, outcome = commands.cross_validate_files(files, lambda: load(None), folds=folds)
        else:
            table, outcome = commands.evaluate_files(files, load_or_ask(model, home))
    typer.echo(json.dumps(commands.as_json(table), indent=1) if as_json else commands.as_table(table))
    finish(outcome)


@keys.command("add")
def add_key(url: Annotated[str, typer.Argument(metavar="SITE-URL")], home: Home = None) -> None:
    """Make a key for a site, and print it: it cannot be shown again."""
    open_home(home)
    from django.utils import timezone

    from coranto.akismet.actions.sites import add_site
    from coranto.akismet.forms import SiteForm

    form = SiteForm({"url": url, "minute_limit": 120, "monthly_limit": 0})
    if not form.is_valid():
        raise PlainError(f"{url}: " + " ".join(str(error) for errors in form.errors.values() for error in errors))
    _site, key = add_site(at=timezone.now(), **form.cleaned_data)
    typer.echo(key)


def model_path(model: Path | None, home: Path | None) -> Path:
    """Where the site's own model lies."""
    if model is not None:
        return model
    choose_home(home)
    from coranto.config import environment

    return environment.home() / MODEL


def load_or_ask(model: Path | None, home: Path | None) -> "Filter":
    """The filter with a model file, where one is named or lies in the home; else the running site's."""
    path = model_path(model, home)
    if model is not None or path.exists() or not has_site(path.parent):
        return load(path)
    open_home(home)
    from coranto.comments.site_filter import site_filter

    return site_filter.current()


def has_site(home: Path) -> bool:
    """Whether there is a database to ask."""
    from coranto.config import environment

    return (home / "coranto.sqlite3").exists() or bool(environment.text("DATABASE_URL"))


def load(path: Path | None) -> "Filter":
    """The shipped filter with the site's own model, if there is one."""
    from coranto.spam.filter import Filter

    if path is None or not path.exists():
        return Filter()
    try:
        return Filter.from_bytes(path.read_bytes())
    except ValueError as error:
        raise PlainError(f"{path}: {error} Train a new one, or name another with --model.") from error


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what may be wrong with a file into one line."""
    try:
        yield
    except EOFError as error:
        raise PlainError("the file is cut off in the middle: fetch it again.") from error


def finish(outcome: "Outcome") -> None:
    """Say what could not be used; exit status 1 if there was anything."""
    for problem in outcome.problems:
        typer.echo(f"coranto: {problem}", err=True)
    if outcome.exit_status:
        raise typer.Exit(outcome.exit_status)
