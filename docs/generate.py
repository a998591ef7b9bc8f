"""Writes the parts of the documentation that the tool itself knows best: `make docs`.

`commands.md` lists every command with its options, `terminal.svg` shows a real run; both also in
French (`commands.fr.md`, `terminal.fr.svg`). `tests/test_docs.py` says when they are out of date.
"""

import contextlib
import io
import re
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path

import click

from charter_i18n.cli import cli, run
from charter_i18n.cli.localised import help_text, localised
from charter_i18n.ui import LOCALES, SOURCE_LOCALE, Translator

FOLDER = Path(__file__).resolve().parent
_NAME = "charter-i18n"

_TEXTS = {
    "en": {
        "title": "# Commands",
        "lead": (
            "What `charter-i18n COMMAND --help` says, on one page. Written by `make docs`.\n\n"
            "Options of the first list stand before the command: `charter-i18n -q sync`."
        ),
        "option": "option",
        "means": "means",
        "required": "required",
        "picture": "A terminal: sync names a critical change, report shows it, status counts it.",
    },
    "fr": {
        "title": "# Commandes",
        "lead": (
            "Ce que dit `charter-i18n COMMANDE --help`, sur une page. Écrit par `make docs`.\n\n"
            "Les options de la première liste se placent avant la commande :"
            " `charter-i18n -q sync`."
        ),
        "option": "option",
        "means": "sens",
        "required": "obligatoire",
        "picture": (
            "Un terminal : sync nomme un changement critique, report le montre, status le compte."
        ),
    },
}


def suffix(locale: str) -> str:
    """What the names of files in a locale end in: `.fr.md`, but `.md` in English."""
    return "" if locale == SOURCE_LOCALE else f".{locale}"


# The reference of the commands.


def commands(locale: str) -> str:
    """Every command with its options."""
    translator = Translator(locale)
    lines = [_TEXTS[locale]["title"], "", _TEXTS[locale]["lead"]]
    for words, command in _walk(cli, (_NAME,)):
        lines += ["", *_section(words, localised(command, translator), _TEXTS[locale])]
    return "\n".join(lines) + "\n"


def _walk(
    command: click.Command, words: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _walk(found, (*words, name))


def _section(
    words: tuple[str, ...], command: click.Command, texts: dict[str, str]
) -> Iterator[str]:
    arguments = [item.metavar or "" for item in command.params if isinstance(item, click.Argument)]
    yield "#" * (len(words) + 1 if len(words) > 1 else 2) + f" `{' '.join((*words, *arguments))}`"
    yield ""
    yield help_text(command)
    options = [item for item in command.params if isinstance(item, click.Option)]
    if options:
        yield ""
        yield f"| {texts['option']} | {texts['means']} |"
        yield "| --- | --- |"
    for option in options:
        required = f" ({texts['required']})" if option.required else ""
        yield f"| {_spelling(option)} | {_cell(option.help or '')}{required} |"


def _spelling(option: click.Option) -> str:
    """`` `-o`, `--output FILE` ``: the names of an option, the last one with its value."""
    value = option.metavar or ""
    if isinstance(option.type, click.Choice):
        value = "|".join(str(getattr(item, "value", item)) for item in option.type.choices)
    *short, last = option.opts
    return ", ".join(f"`{_cell(name)}`" for name in (*short, f"{last} {value}".rstrip(" ")))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


# The picture of a terminal.

TRANSLATIONS = {
    "Notre charte": "Nuestra carta",
    "Nos engagements": "Nuestros compromisos",
    "L’association s’engage à répondre à chaque proposition sous trente jours.": (
        "La asociación se compromete a responder a cada propuesta en treinta días."
    ),
    "Chacun peut proposer une modification de la présente charte.": (
        "Toda persona puede proponer una modificación de la presente carta."
    ),
}
_CELL, _LINE, _PAD = 8.4, 19, 18
_STYLES = {"1": "b", "31": "r", "32": "g", "33": "y", "36": "c"}
_SEQUENCE = re.compile("\x1b\\[([\\d;]*)m")
_FRAME = """\
<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" \
viewBox="0 0 {width} {height}" role="img">
<title>{title}</title>
<style>
text {{ font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; \
fill: #d7dce2; white-space: pre; }}
.p {{ fill: #8b95a1; }} .b {{ font-weight: bold; }} .r {{ fill: #ff8a80; }} .g {{ fill: #8fd694; }}
.y {{ fill: #ffd166; }} .c {{ fill: #7fd1e0; }}
</style>
<rect width="{width}" height="{height}" rx="8" fill="#1d2330"/>
{lines}
</svg>
"""


def picture(locale: str) -> str:
    """A maintainer's minute, as it shows on a terminal."""
    shown = [*_minute(locale)]
    while shown and not shown[-1]:
        shown.pop()
    lines = "\n".join(_text(number, line) for number, line in enumerate(shown) if line)
    longest = max(len(_SEQUENCE.sub("", line)) for line in shown)
    return _FRAME.format(
        width=round(longest * _CELL + 2 * _PAD),
        height=len(shown) * _LINE + 2 * _PAD,
        title=escape(_TEXTS[locale]["picture"]),
        lines=lines,
    )


def _minute(locale: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        place = ["--project", folder, "--ui-locale", locale, "--color", "always"]
        _said(*place, "init", "--locale", "es")
        _said(*place, "sync")
        catalogue = Path(folder, "locale/es/LC_MESSAGES/charte.po")
        text = catalogue.read_text(encoding="utf-8")
        for msgid, msgstr in TRANSLATIONS.items():
            pair = f'msgid "{msgid}"\nmsgstr "'
            text = text.replace(pair, pair + msgstr)
        catalogue.write_text(text, encoding="utf-8")
        source = Path(folder, "source/charte.md")
        text = source.read_text(encoding="utf-8")
        source.write_text(text.replace("s’engage à", "s’efforce de"), encoding="utf-8")
        for command in ("sync", "report", "status"):
            yield f"$ {_NAME} {command}"
            yield from _said(*place, command).splitlines()
            yield ""


def _said(*arguments: str) -> str:
    """What a command writes to stdout and stderr, as a terminal joins them."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        run(list(arguments))
    return out.getvalue()


def _text(number: int, line: str) -> str:
    """A line of the picture; its stretches of one style are spans."""
    styles: list[str] = ["p"] if line.startswith("$ ") else []
    spans = []
    pieces = _SEQUENCE.split(line)
    for index, piece in enumerate(pieces):
        if index % 2:
            codes = piece.split(";")
            styles = [] if codes == ["0"] else [*styles, *(_STYLES[code] for code in codes)]
        elif piece:
            name = " ".join(styles)
            text = escape(piece, quote=False)
            spans.append(f'<tspan class="{name}">{text}</tspan>' if name else text)
    return f'<text x="{_PAD}" y="{_PAD + 14 + number * _LINE}">{"".join(spans)}</text>'


def main() -> None:
    """Write the files."""
    for locale in LOCALES:
        (FOLDER / f"commands{suffix(locale)}.md").write_text(commands(locale), encoding="utf-8")
        (FOLDER / f"terminal{suffix(locale)}.svg").write_text(picture(locale), encoding="utf-8")


if __name__ == "__main__":
    main()
