"""`charter-i18n build`."""

from pathlib import Path

import click

from charter_i18n.cli import options
from charter_i18n.cli.console import Console, pass_console
from charter_i18n.errors import ExitStatus, message, plural
from charter_i18n.pipeline.build import Rendered
from charter_i18n.pipeline.build import build as run_build


@click.command()
@options.only_locales
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write there, not into build_dir.",
)
@click.option(
    "--at", "version", metavar="VERSION", help="Render this version, not the working texts."
)
@click.option(
    "--stale",
    type=click.Choice(["mixed", "last-complete", "source", "fail"]),
    help="What stands where a current translation is missing; default: the project's setting.",
)
@pass_console
def build(
    console: Console,
    locales: tuple[str, ...],
    folder: Path | None,
    version: str | None,
    stale: str | None,
) -> int:
    """Render the documents in every locale."""
    workspace, named = console.workspace, None
    if folder is not None:
        workspace, named = workspace.opened_to(folder)
    with console.progress() as progress:
        done = run_build(
            workspace,
            only=locales,
            folder=named,
            version=version,
            stale=stale,
            progress=progress,
        )
    for output in done.outputs:
        if console.verbose or len(done.outputs) <= _FEW:
            _tell(console, output)
    console.say(
        plural("{count} document rendered", "{count} documents rendered", len(done.outputs))
    )
    for path in done.removed:
        console.say(message("{path}: removed, it is not rendered any more", path=path))
    console.warn((*done.warnings, *done.refused))
    return ExitStatus.FINDINGS if done.refused else ExitStatus.FINE


_FEW = 20
"""How many documents are named one by one."""


def _tell(console: Console, output: Rendered) -> None:
    console.say(
        message(
            "{path}: {done} of {total} texts translated",
            path=output.path,
            done=output.row.translated,
            total=output.row.total,
        )
    )
