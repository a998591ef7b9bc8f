"""A click group that imports a command's module when the command is needed."""

from importlib import import_module
from typing import Any

import click

from charter_i18n.cli.console import Console
from charter_i18n.cli.localised import localised


class LazyGroup(click.Group):
    """A group whose commands are named by `module:attribute`."""

    def __init__(self, *, commands_by_name: dict[str, str], **settings: Any) -> None:  # noqa: ANN401
        super().__init__(**settings)
        self._places = commands_by_name

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """The names in the order of the work, not of the alphabet."""
        return list(self._places)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command of this name in the user's language, or None."""
        if name not in self._places:
            return None
        module, _, attribute = self._places[name].partition(":")
        command = getattr(import_module(module), attribute)
        if not isinstance(command, click.Command):
            raise TypeError(f"{self._places[name]} is no command")
        console = ctx.find_object(Console)
        return localised(command, console.translator) if console else command
