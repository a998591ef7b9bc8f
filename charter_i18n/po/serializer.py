r"""Writes catalogues: what was read as it was, what was changed in the project's profile.

The profile is what `msgcat --no-wrap`, polib at `wrapwidth=0` and translate-toolkit leave
unchanged: UTF-8, LF, one physical line a string, broken only after `\n`.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from charter_i18n.model import Catalogue, Entry
from charter_i18n.po.formatting import format_bare, format_entry
from charter_i18n.po.parser import BOM

_HEADER = re.compile(r'(?:#.*\n)*msgid ""\nmsgstr ""\n(?:"[^"\\]*\\n"\n)+')


def serialize(catalogue: Catalogue) -> str:
    r"""The text of a catalogue; `serialize(parse(text)) == text`.

    An entry with `raw` is written with these bytes, any other as `format_entry` writes it with
    the catalogue's line ends. Before an entry stands its `gap`, except before the first, where
    `lead` stands. A header that says nothing (no raw, msgstr or comment) is not written.
    """
    parts = [BOM if catalogue.bom else "", catalogue.lead]
    separator = ""  # ends an entry that was the last of a file without final newline
    first = True
    for entry in _written(catalogue):
        text, gap = entry.raw, entry.gap
        if not text:
            text = with_newline(format_entry(entry), catalogue.newline)
            gap = with_newline(gap, catalogue.newline)
        parts += (text,) if first else (separator, gap, text)
        separator = "" if text.endswith("\n") else catalogue.newline
        first = False
    if catalogue.tail:
        parts += (separator, catalogue.tail)
    return "".join(parts)


def format_catalogue(catalogue: Catalogue) -> str:
    """The whole file in the profile: every entry formatted, obsolete ones last, no BOM, LF.

    Nothing is lost but blank lines, wrapping, `#|` on entries that are not fuzzy, and `#.` and
    `#:` on obsolete ones. Comments that end the file stay at its end. The header gets a bare
    comment if it has none, as polib would add it. Formatting the result again changes nothing.
    """
    written = _written(catalogue)
    if written and written[0] is catalogue.header and not catalogue.header.comments:
        written = (replace(catalogue.header, comments=("",)), *written[1:])
    ordered = sorted(written, key=lambda entry: entry.obsolete)
    tail = with_newline(catalogue.tail, "\n").strip(" \t\r\f\v\n")
    parts = [format_entry(entry) for entry in ordered]
    return "\n".join([*parts, f"{tail}\n"] if tail else parts)


def holds(text: str, entries: Iterable[Entry]) -> bool:
    """Whether a file is a header and `entries`, each as `format_entry` writes it; LF, no BOM.

    Much faster than to read the file. The answer is no as well where that would take longer: for
    entries that polib has to format.
    """
    header = _HEADER.match(text)
    start = position = header.end() if header else len(text)
    for entry in entries:
        written = format_bare(entry)
        if written is None or not text.startswith(f"\n{written}", position):
            return False
        position += len(written) + 1
    return start < position == len(text)


def with_newline(text: str, newline: str) -> str:
    r"""`text` with all its line ends (`\n`, `\r\n`) alike."""
    text = text.replace("\r\n", "\n")
    return text if newline == "\n" else text.replace("\n", newline)


def _written(catalogue: Catalogue) -> tuple[Entry, ...]:
    header = catalogue.header
    if header.raw or header.msgstr or header.comments:
        return (header, *catalogue.entries)
    return catalogue.entries
