"""The command line in the user's language: the texts of commands, and click's own.

`--ui-locale` decides, then the project's `ui_locale`, then English; the environment never does.
"""

import copy
import gettext
import inspect
import os
from collections.abc import Sequence
from pathlib import Path

import click

from charter_i18n.errors import CharterError
from charter_i18n.ui import DOMAIN, FOLDER, LOCALES, SOURCE_LOCALE, Translator
from charter_i18n.workspace import Workspace


def chosen(arguments: Sequence[str]) -> str:
    """The language that a command line asks for, before it is parsed.

    Help and errors of the parser must speak it already.
    """
    asked = _value(arguments, "--ui-locale")
    if asked in LOCALES:
        return asked
    try:
        return Workspace.find(Path(_value(arguments, "--project") or ".")).config.ui_locale
    except (CharterError, OSError):
        # The command itself will say what is wrong, where it needs a project.
        return SOURCE_LOCALE


def _value(arguments: Sequence[str], option: str) -> str | None:
    """The value of an option that stands before the command."""
    for index, argument in enumerate(arguments):
        if argument.startswith(f"{option}="):
            return argument.partition("=")[2]
        if argument == option and index + 1 < len(arguments):
            return arguments[index + 1]
    return None


def speak(locale: str) -> None:
    """Make click speak `locale`."""
    # click looks its sentences up in gettext's current domain, in the languages of LANGUAGE.
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = locale


def localised(command: click.Command, translator: Translator) -> click.Command:
    """A copy of `command` whose help speaks the translator's language."""
    found = copy.copy(command)
    found.help = _said(help_text(command), translator)
    # In a list of commands click would cut a summary off; given as such, it is wrapped.
    found.short_help = (found.help or "").partition("\n\n")[0]
    found.params = [_parameter(parameter, translator) for parameter in command.params]
    if isinstance(found, click.Group):
        found.subcommand_metavar = _said(found.subcommand_metavar, translator) or ""
    return found


def said(error: click.ClickException, translator: Translator) -> click.ClickException:
    """An error of a command in the user's language; click says its own in it already."""
    if type(error) is click.UsageError:
        return click.UsageError(translator.text(error.message), error.ctx)
    return error


def help_text(command: click.Command) -> str:
    """The help of a command: a line for each paragraph, however its docstring is wrapped.

    Translators see it so; Python 3.13 indents docstrings otherwise than those before it.
    """
    paragraphs = inspect.cleandoc(command.help or "").split("\n\n")
    return "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in paragraphs)


def _parameter(parameter: click.Parameter, translator: Translator) -> click.Parameter:
    found = copy.copy(parameter)
    found.metavar = _said(parameter.metavar, translator)
    if isinstance(found, click.Option):
        found.help = _said(found.help, translator)
    return found


def _said(sentence: str | None, translator: Translator) -> str | None:
    return translator.text(sentence) if sentence else None
