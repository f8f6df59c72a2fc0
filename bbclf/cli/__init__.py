"""The ``bbclf`` command: parse, one library call, print.

stdout carries data, stderr everything else. Exit codes: 0 fine, 1 below a demanded floor, 2 an error, said in
one line; 130 interrupted. Modules are imported inside the commands: ``bbclf --help`` loads no numpy.
"""

from __future__ import annotations

import io
import os
import signal
import sys
import warnings
from types import FrameType
from typing import Annotated, NoReturn, TextIO

import typer

from bbclf.cli.convert import convert
from bbclf.cli.evaluate import evaluate
from bbclf.cli.explain import explain
from bbclf.cli.info import info
from bbclf.cli.label import label
from bbclf.cli.messages import say
from bbclf.cli.panels import PanelCommand
from bbclf.cli.predict import predict
from bbclf.cli.review import review
from bbclf.cli.site_profile import site_profile
from bbclf.cli.train import train
from bbclf.errors import BbclfError, ModelError, one_line

__all__ = ["app", "main"]

_HELP = "Label every line of web pages, text or HTML, as content or boilerplate."

app = typer.Typer(
    name="bbclf",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for command in (predict, label, review, convert, train, evaluate, explain, site_profile, info):
    app.command(cls=PanelCommand)(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from bbclf import __version__
        from bbclf.model import load_model

        try:
            model = f"model default {load_model().version}"
        except ModelError as error:
            model = f"no model: {one_line(str(error))}"
        typer.echo(f"bbclf {__version__}, {model}")
        raise typer.Exit


@app.callback(help=_HELP)
def _options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the versions of bbclf and of its model."
        ),
    ] = False,
) -> None:
    """Options of ``bbclf`` itself."""


def main() -> None:
    """Run the command line; errors that bbclf raises on purpose become one line and exit code 2."""
    if sys.stderr is None:  # closed: without this, print() would put messages among the data
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - for the rest of the program
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # pages may hold lone surrogates, which no encoding has
    warnings.showwarning = _say_warning
    signal.signal(signal.SIGINT, _end)
    signal.signal(signal.SIGTERM, _end)
    try:
        app()
    except BbclfError as error:
        say(str(error))
        sys.exit(2)
    except OSError as error:  # of a path that nothing above has a better message for
        place = "" if error.filename is None else f"{os.fspath(error.filename)}: "
        say(place + (error.strerror or str(error)))
        sys.exit(2)
    except _Interrupted:
        say("interrupted: output that was not complete is removed")
        raise


def _say_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """A warning as one line; where in our code it was given tells users nothing."""
    say(str(message))


class _Interrupted(SystemExit):
    """A signal asked the program to end."""


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Leave through every ``finally``, so that files which are not complete are removed.

    Nothing is printed here: the signal may come while standard error is being written to, which must not be
    entered twice.
    """
    raise _Interrupted(128 + number)
