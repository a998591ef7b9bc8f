"""What changed between two revisions of a text, and how much it matters.

The seam between the parts: `alignment` pairs old and new, `severity` judges each pair, and
`merge`, `diff` and the reports read the result. It depends on the texts alone, so that all
catalogues with the same old texts share it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from charter_i18n import alignment
from charter_i18n.model import Change, ChangeKind, Match, Passage, Severity


@dataclass(frozen=True, slots=True)
class Revision:
    """What changed between two revisions of one document, unchanged texts left out."""

    changes: tuple[Change, ...] = ()


def revise(
    old: Sequence[Passage], new: Sequence[Passage], *, obsolete: Sequence[Passage] = ()
) -> Revision:
    """Pair `old` and `new` texts and judge each pair.

    `obsolete` are texts that stood in earlier revisions and may return.
    """
    found = alignment.match(old, new, obsolete=obsolete)
    known = (*old, *obsolete)
    return Revision(
        tuple(
            _change(match, known, new, returned_from=len(old))
            for match in found.matches
            if match.kind is not ChangeKind.UNCHANGED or _differs(match, known, new)
        )
    )


def _differs(match: Match, old: Sequence[Passage], new: Sequence[Passage]) -> bool:
    return [old[index].msgid for index in match.old] != [new[index].msgid for index in match.new]


def _change(
    match: Match, known: Sequence[Passage], new: Sequence[Passage], *, returned_from: int
) -> Change:
    before = tuple(known[index] for index in match.old)
    after = tuple(new[index] for index in match.new)
    return Change(
        match.kind,
        before,
        after,
        severity=Severity.MAJOR if before and after and before != after else Severity.NONE,
        score=match.score,
        ambiguous=match.ambiguous,
        returned=any(index >= returned_from for index in match.old),
    )
