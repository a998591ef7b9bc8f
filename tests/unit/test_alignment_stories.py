"""The stories of `tests/fixtures/alignment-*.md`: what became of each text.

An input is an old and a new document, and perhaps obsolete texts, with `=====` between them. A
line is a passage: `#` a heading, `-` a list item, `|` a table cell, all else a paragraph. The
expected lines name passages by their number in their document, obsolete ones with a star;
unchanged ones are left out.
"""

import pytest
from fixture_file import Case, cases

from charter_i18n.alignment import match
from charter_i18n.model import ChangeKind, Kind, Match, Passage

BETWEEN = "=====\n"
MARKS = {"-": Kind.LIST_ITEM, "|": Kind.TABLE_CELL}


def passages(text: str) -> list[Passage]:
    """The passages of a document of a fixture."""
    found: list[Passage] = []
    section: tuple[str, ...] = ()
    for line in text.splitlines():
        mark, _, rest = line.partition(" ")
        if set(mark) == {"#"}:
            section = section[: len(mark) - 1]
            found.append(Passage(rest, kind=Kind.HEADING, section=section))
            section = (*section, rest)
        elif mark in MARKS:
            found.append(Passage(rest, kind=MARKS[mark], section=section))
        else:
            found.append(Passage(line, section=section))
    return found


def described(found: Match, old: int) -> str:
    """A row as the fixtures have it; `old` is the number of old passages."""
    kind = "ambiguous" if found.ambiguous else found.kind.value
    moved = " moved" if found.moved and found.kind is not ChangeKind.MOVED else ""
    before = "".join(f" {i + 1}" if i < old else f" {i - old + 1}*" for i in found.old)
    return f"{kind}{moved}{before} >" + "".join(f" {index + 1}" for index in found.new)


@pytest.mark.parametrize("case", cases("alignment-*.md"), ids=str)
def test_story(case: Case) -> None:
    old, new, *obsolete = (passages(text) for text in case.input.split(BETWEEN))
    found = match(old, new, obsolete=obsolete[0] if obsolete else ())
    told = [
        described(row, len(old))
        for row in found.matches
        if row.kind is not ChangeKind.UNCHANGED or row.old[0] >= len(old)
    ]
    assert "\n".join(told) == case.expected
