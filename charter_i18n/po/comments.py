r"""The comment lines of an entry: who wrote them, and how they are written.

`# ` is the translator's, `#.` the tool's, `#:` names files, `#,` and (since 2025) `#=` hold flags;
any other character after `#` makes a translator's comment, as in gettext.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from charter_i18n.model import Entry
from charter_i18n.po.lexer import BLANKS

FUZZY = "fuzzy"

_BLANKS = " \t\r\f\v"
_LINE_END = re.compile(r"\r\n?|\n")
# A file name that holds blanks stands between U+2068 and U+2069 (gettext manual, "PO Files").
_REFERENCE = re.compile(r"\u2068([^\u2068\u2069]+)\u2069([^ \t\r\n]*)|([^ \t\r\n]+)")
_MARK = re.compile(rf"{BLANKS}(?:#~{BLANKS})?#(?![~|])([.:,=]?)")
_EXTRACTED, _REFERENCES, _FLAGS = ".", ":", frozenset({",", "="})
_BEFORE = {_EXTRACTED: ":,=", _REFERENCES: ",="}  # what the tool's lines stand above


class Comments(NamedTuple):
    """What the comment lines of an entry say, by kind; `flags` without `fuzzy`."""

    comments: tuple[str, ...]
    extracted: tuple[str, ...]
    references: tuple[str, ...]
    flags: tuple[str, ...]
    fuzzy: bool


def read(block: str) -> Comments:
    """Sort the lines of a comment block by their kind; every line is kept.

    Of a comment's text one blank after its mark is taken off. Flags are read from all their
    lines, though gettext heeds only the last: an entry that says fuzzy anywhere is fuzzy.
    """
    comments: list[str] = []
    extracted: list[str] = []
    references: list[str] = []
    flags: list[str] = []
    for line in block.split("\n"):
        text = line.rstrip("\r")
        if not text.startswith("#") or text.startswith("#~"):
            text = text.lstrip(_BLANKS).removeprefix("#~").lstrip(_BLANKS)
        mark = text[1:2]
        if mark == _EXTRACTED:
            extracted.append(text[2:].removeprefix(" "))
        elif mark == _REFERENCES:
            references.append(text[2:].strip(_BLANKS))
        elif mark in _FLAGS:
            flags += [flag.strip(_BLANKS) for flag in text[2:].split(",")]
        elif text:
            comments.append(text[1:].removeprefix(" "))
    others = tuple(flag for flag in flags if flag not in {"", FUZZY})
    names = _references(" ".join(references))
    return Comments(tuple(comments), tuple(extracted), names, others, FUZZY in flags)


def _references(text: str) -> tuple[str, ...]:
    """The names in the joined reference lines: gettext breaks lines inside of names too."""
    return tuple(
        f"{quoted}{line}" if quoted else plain for quoted, line, plain in _REFERENCE.findall(text)
    )


def comment_lines(texts: Iterable[str], mark: str) -> tuple[str, ...]:
    """The lines that write `texts` after `mark` (`#`, `#.`), without line ends."""
    return tuple(f"{mark} {text}" if text else mark for text in _safe(_one_a_line(texts)))


def _one_a_line(texts: Iterable[str]) -> Iterator[str]:
    return (line for text in texts for line in _LINE_END.split(text))


def _safe(lines: Iterable[str]) -> tuple[str, ...]:
    """The lines, with a blank behind a backslash at the end.

    gettext joins a line that ends in a backslash with the next, even in a comment (po-lex.c,
    `lex_getc`), and would swallow the msgid below.
    """
    return tuple(f"{line} " if line.endswith("\\") else line for line in lines)


def reference_lines(references: Iterable[str]) -> tuple[str, ...]:
    """The line that writes `references`, if there are any; names with blanks are enclosed."""
    written = " ".join(_reference(reference) for reference in references)
    return (f"#: {written}",) if written else ()


def _reference(reference: str) -> str:
    if " " not in reference and "\t" not in reference:
        return reference
    name, colon, line = reference.rpartition(":")
    if colon and line.isdecimal():
        return f"\u2068{name}\u2069:{line}"
    return f"\u2068{reference}\u2069"


def with_tool_lines(entry: Entry, *, extracted: Iterable[str], references: Iterable[str]) -> Entry:
    """The entry with these `#.` and `#:` lines; every other byte of it stays.

    New lines stand where the old ones stood, otherwise in gettext's order: translator's
    comments, `#.`, `#:`, flags, `#|`. Blank lines and blanks around a line are left out, for
    polib would not keep them. Returns the same object when nothing changes.
    """
    lines = _tool_lines(tuple(extracted))
    names = tuple(references)
    if (lines, names) == (entry.extracted, entry.references):
        return entry
    raw = entry.raw
    if raw and lines != entry.extracted:
        raw = _replaced(raw, _EXTRACTED, comment_lines(lines, "#."))
    if raw and names != entry.references:
        raw = _replaced(raw, _REFERENCES, reference_lines(names))
    return replace(entry, raw=raw, extracted=lines, references=names)


@lru_cache(maxsize=256)
def _tool_lines(extracted: tuple[str, ...]) -> tuple[str, ...]:
    """The lines that say `extracted`; neighbours in one section often share them."""
    trimmed = (line.strip(_BLANKS) for line in _one_a_line(extracted))
    return _safe(line for line in trimmed if line)


def _replaced(raw: str, mark: str, lines: tuple[str, ...]) -> str:
    """`raw` with all comment lines of one kind replaced by `lines`."""
    newline = "\r\n" if raw.partition("\n")[0].endswith("\r") else "\n"
    written = "".join(f"{line}{newline}" for line in lines)
    kept: list[str] = []
    place = above = None
    for line in re.findall(r".*\n|.+", raw):
        found = _MARK.match(line)
        kind = found[1] if found else None
        if kind == mark:
            place = len(kept) if place is None else place
            continue
        if above is None and _stands_below(line, kind, mark):
            above = len(kept)
        kept.append(line)
    index = place if place is not None else above
    kept.insert(index or 0, written)
    return "".join(kept)


def _stands_below(line: str, kind: str | None, mark: str) -> bool:
    """Whether lines of the kind `mark` belong above this line."""
    if kind is None:
        return bool(line.strip())
    return kind != "" and kind in _BEFORE[mark]
