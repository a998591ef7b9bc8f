"""Translations as they are written in the slots of their segments.

`write` puts a translation as it is, with the escapes that its place always needs (a `|` in a
table cell, a quotation mark in a title). Whether it reads as intended only the parser can tell;
where it does not, `write(…, hardened=True)` also escapes what would be read as block markup.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from charter_i18n.errors import Message, message
from charter_i18n.model import Slot, SlotStyle

_ROW = re.compile(r"^\||\\\||\|$")  # the pipes of a row that part no cells
_PIPE = re.compile(r"(?<!`)(?P<ticks>`++)(?:[^`]++|(?!(?P=ticks)(?!`))`++)*+(?P=ticks)(?!`)|\\.|\|")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t]*\n")


class UnwritableError(Exception):
    """A translation cannot be written in its place at all, and what to do about it."""

    def __init__(self, reason: Message, hint: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason
        self.hint = hint


def write(slot: Slot, msgstr: str, *, hardened: bool = False) -> str:
    """`msgstr` as it is written in `slot`.

    `hardened` escapes what would be read as block markup there; plain otherwise, because an
    escape that is not needed is noise. Slots of front matter are `frontmatter`'s.

    Raises:
        UnwritableError: the translation holds a paragraph break, or nothing but blanks.
    """
    text = re.sub(r"\r\n?", "\n", msgstr).strip(" \t\n")
    if not text:
        raise UnwritableError(
            message("it holds nothing but blanks"), message("translate it, or leave it empty")
        )
    if _PARAGRAPH_BREAK.search(text):
        raise UnwritableError(
            message("it holds a paragraph break, the source is one paragraph"),
            message("take the empty line out"),
        )
    escape = _ESCAPES.get(slot.style, _as_it_is)
    lines = [escape(slot, line) for line in _lines(slot, text)]
    if hardened:
        lines = _hardened(slot.style, lines)
    is_broken = slot.style is SlotStyle.INLINE or (slot.style is SlotStyle.SETEXT and slot.breaks)
    return _joined(slot, lines) if is_broken else " ".join(lines)


def _lines(slot: Slot, text: str) -> list[str]:
    """The lines of a text; the backslash of a hard break is no part of them."""
    lines = [line.strip(" \t") for line in text.split("\n")]
    if slot.style is SlotStyle.HTML or slot.breaks[:1] == (slot.prefix,):
        return lines
    return [*(line[:-1] if _is_escaping(line) else line for line in lines[:-1]), lines[-1]]


def _is_escaping(line: str) -> bool:
    """Whether a line ends with a backslash that would escape what follows."""
    return (len(line) - len(line.rstrip("\\"))) % 2 == 1


def _as_it_is(_slot: Slot, line: str) -> str:
    return line


def _escape_pipes(_slot: Slot, line: str) -> str:
    return _escaped(line, "|")


def _escape_lonely_pipes(_slot: Slot, line: str) -> str:
    """Write pipes as entities where the line would be the head of a table of one column.

    markdown-it makes a table of `Titre|` above hyphens, and of an escaped pipe too.
    """
    if "|" not in line or len(_ROW.sub("", line).split("|")) != 1:
        return line
    return _PIPE.sub(lambda found: "&#124;" if found[0] in ("|", "\\|") else found[0], line)


def _escape_delimiters(slot: Slot, line: str) -> str:
    """Escape the delimiters of a link title (CommonMark 0.31.2, section 6.3)."""
    return _escaped(line, "()" if slot.quote == "(" else slot.quote)


def _escape_quotes(slot: Slot, line: str) -> str:
    return line.replace(slot.quote, "&quot;" if slot.quote == '"' else "&#39;")


_ESCAPES: Mapping[SlotStyle, Callable[[Slot, str], str]] = MappingProxyType(
    {
        SlotStyle.CELL: _escape_pipes,
        SlotStyle.SETEXT: _escape_lonely_pipes,
        SlotStyle.TITLE: _escape_delimiters,
        SlotStyle.ATTRIBUTE: _escape_quotes,
    }
)


def _escaped(text: str, characters: str) -> str:
    """`text` with a backslash before each of `characters` that has none."""
    pattern = rf"\\.|[{re.escape(characters)}]"
    return re.sub(pattern, lambda found: found[0] if found[0][1:] else f"\\{found[0]}", text)


def _joined(slot: Slot, lines: list[str]) -> str:
    """The lines with hard breaks between them, the source's own as far as they go."""
    breaks = slot.breaks or (f"  {slot.prefix}",)
    parts = [lines[0]]
    for index, line in enumerate(lines[1:]):
        parts += [breaks[min(index, len(breaks) - 1)], line]
    return "".join(parts)


_BLOCK_STYLES = frozenset({SlotStyle.INLINE, SlotStyle.LINE, SlotStyle.SETEXT, SlotStyle.CELL})
_BRACKETED_STYLES = frozenset({SlotStyle.ALT, SlotStyle.TITLE})
_NUMBER = re.compile(r"(\d{1,9})[.)](?=[ \t]|$)")
_OPENER = re.compile(
    r"""\#{1,6}(?=[ \t]|$)                    # a heading
    | >                                       # a block quote
    | [-+*](?=[ \t]|$)                        # a list item
    | ([-*_])[ \t]*(?:\1[ \t]*){2,}$          # a rule
    | (?:=+|-+)$                              # the underline of a heading
    | `{3,}[^`]*$ | ~{3,}                     # a fence
    | :(?=[ \t]|$)                            # a definition
    | :{3,}                                   # a fenced division
    | \[(?:[^\[\]\\]|\\.)*\]:                 # a footnote, a reference definition
    | \[[ xX]\](?=[ \t]|$)                    # a task marker
    | (?=[^-]*-)[|:-][|:\- \t]*$             # the second row of a table
    """,
    re.VERBOSE,
)
_CLOSER = re.compile(r"(?:(?<=[ \t])|^)(#+|\{[^{}]*\})$")


def _hardened(style: SlotStyle, lines: list[str]) -> list[str]:
    """The lines with escapes where block markup would begin, or the place would end too late."""
    if style is SlotStyle.ALT:
        lines = [_escaped(line, "[]") for line in lines]
    if style in _BLOCK_STYLES:
        lines = [_without_opener(line) for line in lines]
    if style in (SlotStyle.LINE, SlotStyle.SETEXT):
        lines[-1] = _without_closer(lines[-1])
    if style is SlotStyle.CELL and lines[-1].endswith("\\"):
        # In a table a backslash before a pipe escapes the pipe, whatever stands before it.
        lines[-1] = lines[-1][:-1] + "&#92;"
    elif style in _BLOCK_STYLES | _BRACKETED_STYLES:
        lines[-1] = _closed(lines[-1])
    return lines


def _without_opener(line: str) -> str:
    """Escape what would open a block at the start of a line."""
    number = _NUMBER.match(line)
    if number:
        return f"{number[1]}\\{line[number.end(1) :]}"
    return f"\\{line}" if _OPENER.match(line) else line


def _without_closer(line: str) -> str:
    """Escape what would be taken for the end of a heading."""
    closer = _CLOSER.search(line)
    return f"{line[: closer.start()]}\\{line[closer.start() :]}" if closer else line


def _closed(line: str) -> str:
    """Escape a backslash at the end, which would escape what follows."""
    return f"{line}\\" if _is_escaping(line) else line
