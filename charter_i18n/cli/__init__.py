"""The command line: thin, it parses arguments, calls the pipeline and shows what came out.

Each command lives in a module of its own, which is imported when the command is called, so that
none pays for another's imports.
"""

import os
import sys
from pathlib import Path

import click

from charter_i18n import __version__
from charter_i18n.cli.console import Console, Settings, pass_console
from charter_i18n.cli.lazy import LazyGroup
from charter_i18n.cli.localised import chosen, localised, said, speak
from charter_i18n.errors import CharterError, ExitStatus
from charter_i18n.ui import LOCALES


@click.group(
    cls=LazyGroup,
    commands_by_name={
        "init": "charter_i18n.cli.setup:init",
        "add-locale": "charter_i18n.cli.setup:add_locale",
        "sync": "charter_i18n.cli.sync:sync",
        "status": "charter_i18n.cli.status:status",
        "segments": "charter_i18n.cli.segments:segments",
        "diff": "charter_i18n.cli.diff:diff",
        "report": "charter_i18n.cli.report:report",
        "build": "charter_i18n.cli.build:build",
        "check": "charter_i18n.cli.check:check",
        "release": "charter_i18n.cli.release:release",
        "versions": "charter_i18n.cli.versions:versions",
        "review": "charter_i18n.cli.review:review",
        "fmt": "charter_i18n.cli.setup:fmt",
    },
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    default=Path(),
    metavar="DIR",
    help="Work in this project; default: the one around the working directory.",
)
@click.option("--ui-locale", type=click.Choice(LOCALES), help="Language of messages and reports.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours; auto: on a terminal where NO_COLOR is not set.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Name also what did not change.")
@click.version_option(__version__, "--version", message="%(prog)s %(version)s")
@pass_console
@click.pass_context
def cli(  # noqa: PLR0913 - one parameter for each option
    context: click.Context,
    console: Console,
    project: Path,
    ui_locale: str | None,  # noqa: ARG001 - read before the parser runs, see `localised`
    color: str,
    *,
    quiet: bool,
    verbose: bool,
) -> None:
    """Translate and review the versions of a charter."""
    if quiet and verbose:
        raise click.UsageError("--quiet and --verbose contradict each other")
    context.color = _colour(color)
    console.folder = project
    console.settings = Settings(context.color, quiet=quiet, verbose=verbose)


def _colour(choice: str) -> bool | None:
    """Whether to colour; None leaves it to click, which looks for a terminal."""
    if choice != "auto":
        return choice == "always"
    return False if os.environ.get("NO_COLOR") else None


def run(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    console = Console()
    console.ui_locale = chosen(words)
    speak(console.ui_locale)
    command = localised(cli, console.translator)
    try:
        result = command.main(words, "charter-i18n", standalone_mode=False, obj=console)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        said(error, console.translator).show()
        return ExitStatus.USAGE
    except CharterError as error:
        console.warn(error.faults)
        return error.exit_status
    except (click.Abort, KeyboardInterrupt):
        click.echo("", err=True)
        return 130
    except BrokenPipeError:
        # The reader of a pipe has seen enough; nothing may be written to it any more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitStatus.FINE
    return result if isinstance(result, int) else ExitStatus.FINE
