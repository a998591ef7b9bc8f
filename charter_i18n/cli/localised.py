"""The command line in the user's language: the texts of commands, and click's own.

`--ui-locale` decides, then the project's `ui_locale`, then English; the environment never does.
"""

import copy
import gettext
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
    found.help = translator.text(command.help or "") or None
    found.params = [_parameter(parameter, translator) for parameter in command.params]
    return found


def _parameter(parameter: click.Parameter, translator: Translator) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    found = copy.copy(parameter)
    found.help = translator.text(parameter.help)
    return found
