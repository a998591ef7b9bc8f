"""The tool's own sentences, as they stand in its code, its templates and click's.

Sentences stand in the code as `message(…)`, `plural(…)`, `translator.text(…)` and
`click.UsageError(…)`, in the help of commands and options, in the templates of the HTML pages,
and as the names of states, classes and severities. click's own sentences are gathered too: a user
reads them beside ours.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import MappingProxyType

import click
from jinja2 import Environment
from jinja2.ext import extract_from_ast

from charter_i18n.cli import cli
from charter_i18n.cli.localised import help_text
from charter_i18n.model import ChangeClass, ChangeKind, Severity
from charter_i18n.pipeline.reviews import Standing
from charter_i18n.report import ItemState
from charter_i18n.review import Verdict
from charter_i18n.states import State
from charter_i18n.versions import Bump

PACKAGE = Path(__file__).resolve().parent.parent
CLICK = "click"
"""What the catalogue names as the file of click's sentences: its modules differ by version."""

KEYWORDS: Mapping[str, int] = MappingProxyType(
    {"message": 1, "plural": 2, "text": 1, "UsageError": 1, "_": 1}
)
"""The functions that sentences stand in, and how many of their arguments are sentences."""

_GETTEXT: Mapping[str, int] = MappingProxyType({"_": 1, "gettext": 1, "ngettext": 2})
_NAMES = (ChangeKind, ChangeClass, State, ItemState, Standing, Verdict, Severity, Bump)
_JOINT = re.compile(r"[, ]*")
_FIELDS = re.compile(r"\{\w*\}")

# Raised by mistakes in a program, never by those of its user, or by what no command here uses.
_INTERNAL = frozenset(
    {
        "Arguments take exactly one parameter declaration, got {length}: {decls}.",
        "Boolean option {decl!r} cannot use the same flag for true/false.",
        "Choice({choices})",
        "Could not determine name for option with declarations {decls!r}",
        "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
        "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
        "Name '{name}' defined twice",
        "Unknown color {colour!r}",
        "Unknown standard stream '{name}'",
        "Value must be an iterable.",
        "Windows error: {error}",
        "d",
        (
            "No options defined but a name was passed ({name}). Did you mean to declare an"
            " argument instead? Did you mean to pass '--{name}'?"
        ),
    }
)
_UNUSED_MODULES = frozenset({"decorators.py", "testing.py", "_winconsole.py"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the file that it stands in."""

    singular: str
    file: str
    plural: str | None = None


def sentences() -> Iterator[Sentence]:
    """Every sentence that a user may read, those of click last."""
    yield from own()
    yield from of_click()


def own() -> Iterator[Sentence]:
    """Every sentence of this package."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield from _literals(path, KEYWORDS, path.relative_to(PACKAGE.parent).as_posix())
    for path in sorted(PACKAGE.rglob("*.html")):
        yield from _of_template(path)
    yield from _help(cli)
    for names in _NAMES:
        yield from _names(names)


def of_click() -> Iterator[Sentence]:
    """The sentences of the installed click that its users can meet."""
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        if path.name not in _UNUSED_MODULES:
            found = _literals(path, _GETTEXT, CLICK)
            yield from (sentence for sentence in found if sentence.singular not in _INTERNAL)


def _literals(path: Path, keywords: Mapping[str, int], file: str) -> Iterator[Sentence]:
    """The literal arguments of calls of `keywords` in a Python file."""
    tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    calls = (node for node in tree if isinstance(node, ast.Call) and called(node) in keywords)
    for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        words = [
            argument.value if isinstance(argument, ast.Constant) else None
            for argument in node.args[: keywords[called(node)]]
        ]
        yield from _sentence(words, file)


def called(node: ast.Call) -> str:
    """The last name of the function that is called."""
    match node.func:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
    return ""


def _of_template(path: Path) -> Iterator[Sentence]:
    """The sentences of a Jinja template."""
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for _line, name, found in extract_from_ast(tree, tuple(KEYWORDS)):
        words = found if isinstance(found, tuple) else (found,)
        yield from _sentence(words[: KEYWORDS[name]], path.relative_to(PACKAGE.parent).as_posix())


def _sentence(words: Sequence[object], file: str) -> Iterator[Sentence]:
    """A sentence, where there is one: what lists fields says nothing."""
    singular, *rest = words or [None]
    if isinstance(singular, str) and not _JOINT.fullmatch(_FIELDS.sub("", singular)):
        plural = rest[0] if rest else None
        yield Sentence(singular, file, plural if isinstance(plural, str) else None)


def _help(command: click.Command) -> Iterator[Sentence]:
    """The help of a command, of its parameters and of its subcommands."""
    file = "charter_i18n/cli"
    texts = [help_text(command)]
    for parameter in command.params:
        texts.append(parameter.metavar or "")
        texts.append(parameter.help or "" if isinstance(parameter, click.Option) else "")
    yield from (Sentence(text, file) for text in texts if text)
    if isinstance(command, click.Group):
        yield Sentence(command.subcommand_metavar, file)
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _help(found)


def _names(names: type[Enum]) -> Iterator[Sentence]:
    file = f"{names.__module__.replace('.', '/')}.py"
    for name in names:
        yield Sentence(str(name), file)
