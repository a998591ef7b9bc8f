"""Options that several commands have, the same in each."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import click

_Function = TypeVar("_Function", bound=Callable[..., Any])

only_locales = click.option(
    "--locale", "locales", multiple=True, metavar="L", help="Only this locale."
)
"""`--locale`, as often as there are locales: the parameter `locales`."""

only_documents = click.option(
    "--document", "documents", multiple=True, metavar="D", help="Only this document."
)
"""`--document`, as often as there are documents: the parameter `documents`."""


def written_as(
    formats: Iterable[str], *, default: str | None = "text", means: str = "How to write it."
) -> Callable[[_Function], _Function]:
    """`--format`, one of `formats`: the parameter `layout`."""
    return click.option(
        "--format", "layout", type=click.Choice([*formats]), default=default, help=means
    )
