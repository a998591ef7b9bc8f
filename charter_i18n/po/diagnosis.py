"""Says what is wrong with lines and entries that are no PO, and what to do about it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from charter_i18n.errors import Message, message
from charter_i18n.po.strings import TRAILING, UNCLOSED

WELL_FORMED = re.compile("(?:C?IP?)?c?i(?:s|pn+)")  # the letters of an entry, see `lexer`

HALF_OBSOLETE = message("an entry is obsolete as a whole: put #~ before all its lines or none")
NUMBERING = message("the plural forms are not numbered msgstr[0], msgstr[1], …: number them")
LATE_HEADER = message('the header (msgid "") is not the first entry: move it to the top')

_FORBIDDEN = {
    "\0": message("a NUL character, which PO files cannot hold: remove it"),
    "\x04": message("the character U+0004, which divides context and text in MO files: remove it"),
}
_FORBIDDEN_LINE = re.compile("([\0\x04]).*")

_MARK = r"(?:#~[ \t]*+)?(?:#?\|)?[ \t]*+"
_KNOWN = (
    r"(?P<keyword>msgctxt|msgid_plural|msgid|msgstr)(?![A-Za-z_])[ \t]*+(?:\[[ \t0-9]*\])?[ \t]*+"
)
_CONFLICT = message("merge conflict: keep one side and remove the line {marker}")
_STRAY = message("stray text {text}: put it in quotes, or # before it to make it a comment")
_LENGTH = 40  # how much of a stray line is quoted

# The first row whose expression matches a line names its fault. A sound file needs none of them, so
# they are compiled when they are used.
_STRAYS = (
    (r"(?P<marker><{7}|={7}|>{7}|\|{7})(?: .*)?\Z", _CONFLICT),
    (
        _MARK + r"domain\b",
        message("a catalogue has one domain: move what follows to a file of its own"),
    ),
    (_MARK + rf'(?:{_KNOWN})?"[^"\\]*(?:\\.[^"\\]*)*\\?\Z', UNCLOSED),
    (_MARK + _KNOWN + r"\Z", message("{keyword} lacks its string: write it in quotes")),
    (
        _MARK + _KNOWN + r'[^"]',
        message("{keyword} is followed by text without quotes: enclose it in quotes"),
    ),
    (_MARK + rf'(?:{_KNOWN})?".*"[^"]+\Z', TRAILING),
    (
        _MARK + r'".*"\Z',
        message(
            "a string without keyword: put msgid or msgstr before it (and #~ where the entry"
            " has it), or remove it"
        ),
    ),
    (
        _MARK + r'(?P<keyword>[A-Za-z_]+)[ \t]*+(?:\[[^]]*\])?[ \t]*+".*"\Z',
        message("unknown keyword {keyword}: write msgctxt, msgid, msgid_plural or msgstr"),
    ),
    (
        r"(?P<mark>#~\|?|#\|)",
        message("{mark} needs a keyword and a string behind it: add them, or write # alone"),
    ),
)

# The first row whose expression is found in the letters of an entry names its fault; the field
# at fault is the last one of the match.
_DISORDERS = (
    (r"\?", message("only msgstr has a number in brackets, and no msgstr stands behind #|")),
    (
        r"([CIPcips]).*?\1",
        message("a keyword stands twice in one entry: remove it, or complete the entry before"),
    ),
    (r"\A[CIP]+\Z", message("#| without an entry below: complete the entry or remove it")),
    (
        r"\A(?:C?P|C[^I])",
        message("#| msgctxt and #| msgid_plural need a #| msgid: add it, or remove them"),
    ),
    (r"\A[CIP]*c?[psn]|c\Z", message("this entry has no msgid: add it, or remove the rest")),
    (
        r"ip?\Z",
        message(
            'this entry has no msgstr: add msgstr "" (is the file cut off, or does a comment'
            " stand inside the entry?)"
        ),
    ),
    (r"is?n", message("msgstr with a number needs msgid_plural: add it, or remove the [0]")),
    (r"ps", message('msgid_plural needs msgstr[0] "", msgstr[1] "", …: add the numbers')),
)
_DISORDER = message(
    "the keywords of this entry are out of order: write #| msgid, msgctxt, msgid, msgid_plural,"
    " msgstr"
)


def strays(tokens: Iterable[re.Match[str]]) -> Iterator[tuple[Message, int]]:
    """What is wrong with lines that are neither comment nor keyword with string, and where.

    Stray text over several lines is one fault.
    """
    end = -1
    for token in tokens:
        sentence = _stray(token[0].strip(" \t\r\f\v\n"))
        if token.start() != end or sentence.template != _STRAY.template:
            yield sentence, token.start()
        end = token.end()


def _stray(line: str) -> Message:
    for expression, sentence in _STRAYS:
        if found := re.match(expression, line):
            return replace(sentence, fields=tuple(found.groupdict().items()))
    shown = line if len(line) <= _LENGTH else f"{line[:_LENGTH]}…"
    return replace(_STRAY, fields=(("text", f'"{shown}"'),))


def is_conflict(sentence: Message) -> bool:
    """Whether `strays` found a line that git leaves between two sides."""
    return sentence.template == _CONFLICT.template


def disorder(letters: str) -> tuple[int, Message]:
    """The field at fault in an entry whose letters are not `WELL_FORMED`, and what is wrong."""
    for expression, sentence in _DISORDERS:
        if found := re.search(expression, letters):
            return found.end() - 1, sentence
    return len(letters) - 1, _DISORDER


def numbered(indices: Sequence[str]) -> bool:
    """Whether the brackets behind msgstr count from 0 (`["[0]", "[1]"]`)."""
    numbers = [int(index.strip("[] \t\r\f\v")) for index in indices]
    return numbers == list(range(len(numbers)))


def duplicate(line: int, *, header: bool) -> Message:
    """What is wrong with an entry whose key stands on `line` already."""
    if header:
        return message(
            'a second header (msgid ""): keep this one or that of line {line}', line=line
        )
    return message(
        "this msgid stands on line {line} already (with the same msgctxt): keep one of the two",
        line=line,
    )


def forbidden(text: str) -> Iterator[tuple[Message, int]]:
    """What characters `text` may not hold, and where; one for each line."""
    for found in _FORBIDDEN_LINE.finditer(text):
        yield _FORBIDDEN[found[1]], found.start()
