"""Where a command writes its result, and in what colours."""

import click

from charter_i18n.cli.console import Console
from charter_i18n.errors import message
from charter_i18n.files import write_result
from charter_i18n.reports.text import Paint, unpainted

TERMINAL = "-"
"""What names stdout as a file."""


def paint(console: Console, output: str = TERMINAL) -> Paint:
    """How to colour what is written: a file is plain, unless the user always wants colours.

    On stdout, click takes colours out again where there is no terminal.
    """
    colourful = output == TERMINAL or console.settings.colour is True
    return click.style if colourful else unpainted


def write(console: Console, text: str, output: str = TERMINAL) -> None:
    """Write a result, which brings its own final newline, to stdout or to a file.

    Raises:
        InputError: the file cannot be written.
    """
    if output == TERMINAL:
        click.echo(text, nl=False, color=console.settings.colour)
        return
    write_result(output, text)
    console.say(message("wrote {path}", path=output))
