"""`charter-i18n init`, `add-locale` and `fmt`."""

from pathlib import Path
from typing import cast

import click

from charter_i18n.cli.console import Console, pass_console
from charter_i18n.config import UiLocale
from charter_i18n.errors import ExitStatus, message, plural
from charter_i18n.pipeline import setup
from charter_i18n.visible import plain


@click.command()
@click.argument("folder", metavar="[DIR]", type=click.Path(path_type=Path), default=Path())
@click.option(
    "--locale",
    "targets",
    multiple=True,
    required=True,
    metavar="L",
    help="Translate into this locale (es, pt_BR, …); repeat for more.",
)
@click.option("--source-locale", default="fr", metavar="L", help="Locale of the source texts.")
@pass_console
def init(console: Console, folder: Path, targets: tuple[str, ...], source_locale: str) -> int:
    """Make a folder a charter project."""
    created = setup.init(
        console.folder / folder,
        source_locale=source_locale,
        targets=targets,
        ui_locale=cast("UiLocale", console.ui_locale),
    )
    for path in created.written:
        console.say(message("wrote {path}", path=path))
    for path in created.kept:
        console.say(message("kept {path}", path=path))
    if folder == Path():
        console.say(message("next: write source/charte.md, then run: charter-i18n sync"))
    else:
        console.say(
            message(
                "next: go to {folder}, write source/charte.md, then run: charter-i18n sync",
                folder=folder,
            )
        )
    return ExitStatus.FINE


@click.command()
@click.argument("targets", metavar="L…", nargs=-1, required=True)
@pass_console
def add_locale(console: Console, targets: tuple[str, ...]) -> int:
    """Add locales to the project."""
    added = setup.add_locales(console.workspace, targets)
    if not added:
        console.say(message("nothing to add"))
        return ExitStatus.FINE
    console.say(message("added {locales}", locales=", ".join(added)))
    console.say(message("next: run: charter-i18n sync"))
    return ExitStatus.FINE


@click.command()
@click.argument("files", metavar="[FILE …]", nargs=-1, type=click.Path(path_type=Path))
@pass_console
def fmt(console: Console, files: tuple[Path, ...]) -> int:
    """Write catalogues anew in the project's layout."""
    changed = setup.format_files(console.workspace, files)
    for path in changed:
        console.result(plain(path))
    console.say(plural("{count} file written", "{count} files written", len(changed)))
    return ExitStatus.FINE
