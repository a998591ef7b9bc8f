"""Fixture files: cases written as `title . input . expected`, blank lines between them.

    title
    .
    the input, as many lines as needed
    .
    the expected, one line a segment or warning
    .

Characters that editors hide or eat are written as symbols, in the input and in the expected:
␠ space, ␉ tab, ␍ carriage return, ␊ newline (in a msgid), ⍽ no-break space, ⎵ narrow no-break
space, ␤ line separator, ␋ vertical tab, ␌ form feed, ␂ byte order mark; ␃ at the end of an input
leaves out its last line end.
"""

from dataclasses import dataclass
from pathlib import Path

from charter_i18n.errors import Fault
from charter_i18n.model import Document, Segment

FOLDER = Path(__file__).resolve().parent / "fixtures"
_SYMBOLS = {
    "␠": " ",
    "␉": "\t",
    "␍": "\r",
    "⍽": "\u00a0",
    "⎵": "\u202f",
    "␤": "\u2028",
    "␋": "\v",
    "␌": "\f",
    "␂": "\ufeff",
}
_SHOWN = {"\n": "␊"} | {
    character: symbol for symbol, character in _SYMBOLS.items() if symbol != "␠"
}


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a fixture file; `place` is the file and the line of its title."""

    title: str
    input: str
    expected: str
    place: str

    def __str__(self) -> str:
        return f"{self.place} {self.title}"


def cases(pattern: str) -> tuple[Case, ...]:
    """The cases of all fixture files whose name matches `pattern`, in order."""
    return tuple(case for path in sorted(FOLDER.glob(pattern)) for case in _cases(path))


def _cases(path: Path) -> list[Case]:
    found: list[Case] = []
    parts: list[list[str]] = [[]]
    first = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if line == ".":
            parts.append([])
        elif line or len(parts) > 1:
            first = first or number
            parts[-1].append(line)
        if len(parts) == len(("title", "input", "expected", "after")):
            title, text, expected = parts[:3]
            place = f"{path.name}:{first}"
            found.append(Case(" ".join(title), source(text), "\n".join(expected), place))
            parts, first = [[]], 0
    if parts != [[]]:
        raise ValueError(f"{path.name}:{first}: a case needs three lines with a full stop")
    return found


def source(lines: list[str]) -> str:
    """The text that the lines of an input stand for."""
    text = "".join(f"{line}\n" for line in lines)
    for symbol, character in _SYMBOLS.items():
        text = text.replace(symbol, character)
    return text.removesuffix("␃\n")


def described(document: Document) -> str:
    """A document as the expected part of a case has it."""
    lines = [line for segment in document.segments for line in _segment(segment)]
    return "\n".join([*lines, *map(_warning, document.warnings)])


def _segment(segment: Segment) -> list[str]:
    first, last = segment.line, segment.end_line
    fields = (
        segment.kind.value,
        " › ".join(segment.section),
        str(first) if first == last else f"{first}-{last}",
        segment.msgid,
    )
    lines = [" | ".join(fields)]
    if segment.msgctxt is not None:
        lines.append(f"  context: {segment.msgctxt}")
    lines += [f"  comment: {comment}" for comment in segment.comments]
    return [visible(line) for line in lines]


def _warning(fault: Fault) -> str:
    line = fault.place.line if fault.place else None
    return f"warning | {line or ''} | {fault.message}"


def visible(text: str) -> str:
    """`text` with symbols for what editors hide or eat."""
    return "".join(_SHOWN.get(character, character) for character in text)
