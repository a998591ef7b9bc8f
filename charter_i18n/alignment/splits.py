"""Texts that were cut in several, and texts that were joined: one whole against its parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from charter_i18n.alignment.texts import Profile

# A part stands in the whole for the greater part; one that makes up little of the whole, and so
# might stand there by chance, nearly entirely.
_CONTAINED = 0.5
_SMALL = 0.1
_SMALL_CONTAINED = 0.75
# One word is no part of a sentence.
_LEAST_LENGTH = 1.5
# Between two parts a heading may have been put in.
_CLOSE = 3
_COVERED = 0.6
_ADVANTAGE = 0.1
_ENTIRE = 0.9
_ALIKE = 0.5
_MOST_PARTS = 24

Pair = tuple[int, int]
"""A whole and a part."""


class Family(NamedTuple):
    """A whole and the parts that it was cut into or joined from, in document order."""

    whole: int
    parts: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Relations:
    """The changed texts of both sides, one as possible wholes, the other as possible parts.

    `contained` is how much of a part stands in a whole, `containing` how much of a whole stands
    in a part, `likeness` how alike they are. `stretches` names for each part the pair before it,
    and how many passages behind this it stands: the parts of one whole stand between the same
    pairs, and close to each other. `weights` says how much each term tells.
    """

    wholes: Mapping[int, Profile]
    parts: Mapping[int, Profile]
    contained: Mapping[Pair, float]
    containing: Mapping[Pair, float]
    likeness: Mapping[Pair, float]
    stretches: Mapping[int, tuple[int, int]]
    weights: Mapping[str, float]


def families(relations: Relations) -> list[Family]:
    """Find the wholes that correspond to several parts, those that correspond best first.

    The words of the whole are aligned with those of its parts in sequence, so that each word of
    the whole counts for one part only: two texts that both resemble a third are no split.
    """
    rivals = _rivals(relations)
    found = []
    for whole, parts in _candidates(relations):
        family = _family(relations, whole, parts, rivals)
        if family is not None and not _outdone(relations, family, rivals):
            found.append(family)
    return sorted(found, key=lambda family: (-family.score, family.whole, family.parts))


def _candidates(relations: Relations) -> list[tuple[int, list[int]]]:
    """For each whole the runs of texts that stand in it for the greater part."""
    runs: list[tuple[int, list[int]]] = []
    for whole, part in sorted(relations.contained):
        if (
            relations.contained[whole, part] < _CONTAINED
            or relations.parts[part].length < _LEAST_LENGTH
        ):
            continue
        if runs and runs[-1][0] == whole and _close(relations, runs[-1][1][-1], part):
            runs[-1][1].append(part)
        else:
            runs.append((whole, [part]))
    return [run for run in runs if len(run[1]) > 1]


def _close(relations: Relations, one: int, other: int) -> bool:
    (pair, distance), (next_pair, next_distance) = (
        relations.stretches[one],
        relations.stretches[other],
    )
    return pair == next_pair and next_distance - distance <= _CLOSE


@dataclass(frozen=True, slots=True)
class _Rivals:
    """The wholes with which each part was compared, and the parts of each whole."""

    of_parts: Mapping[int, Sequence[int]]
    of_wholes: Mapping[int, Sequence[int]]


def _rivals(relations: Relations) -> _Rivals:
    of_parts: dict[int, list[int]] = {}
    of_wholes: dict[int, list[int]] = {}
    for whole, part in relations.likeness:
        of_parts.setdefault(part, []).append(whole)
        of_wholes.setdefault(whole, []).append(part)
    return _Rivals(of_parts, of_wholes)


def _family(
    relations: Relations,
    whole: int,
    candidates: Sequence[int],
    rivals: _Rivals,
) -> Family | None:
    """The whole with those candidates that are parts of it, if they are several."""
    largest = sorted(candidates, key=lambda part: (-relations.parts[part].substance, part))
    parts = sorted(largest[:_MOST_PARTS])
    while len(parts) > 1:
        shares = _aligned(relations, whole, parts)
        kept = [
            part
            for part, share in zip(parts, shares, strict=True)
            if _belongs(relations, whole, part, share)
            and not any(
                _better(relations, other, part, share)
                for other in rivals.of_parts[part]
                if other != whole
            )
        ]
        if kept == parts:
            return _measured(relations, whole, parts, sum(shares))
        parts = kept
    return None


def _measured(
    relations: Relations, whole: int, parts: Sequence[int], aligned: float
) -> Family | None:
    substance = relations.wholes[whole].substance
    if aligned < _COVERED * substance:
        return None
    total = substance + sum(relations.parts[part].substance for part in parts)
    return Family(whole, tuple(parts), 2.0 * aligned / total)


def _belongs(relations: Relations, whole: int, part: int, share: float) -> bool:
    substance = relations.parts[part].substance
    if share >= _SMALL * relations.wholes[whole].substance:
        return share >= _CONTAINED * substance
    return share >= _SMALL_CONTAINED * substance


def _better(relations: Relations, other: int, part: int, share: float) -> bool:
    """Whether another whole explains a part: as its revision, or with what is left of it."""
    contained = share / relations.parts[part].substance
    likeness = relations.likeness[other, part]
    if likeness >= contained - _ADVANTAGE:
        return True
    left_over = contained < _ENTIRE and relations.containing[other, part] >= _SMALL_CONTAINED
    return left_over and likeness >= _ALIKE


def _outdone(relations: Relations, family: Family, rivals: _Rivals) -> bool:
    """Whether the whole is more like another text than like its parts together."""
    return any(
        relations.likeness[family.whole, part] > family.score and part not in family.parts
        for part in rivals.of_wholes[family.whole]
    )


def _aligned(relations: Relations, whole: int, parts: Sequence[int]) -> list[float]:
    """How much of each part stands, in sequence, in the whole."""
    terms: list[str] = []
    owners: list[int] = []
    for place, part in enumerate(parts):
        terms += relations.parts[part].reading.terms
        owners += [place] * len(relations.parts[part].reading.terms)
    shares = [0.0] * len(parts)
    opcodes = LCSseq.opcodes(relations.wholes[whole].reading.terms, terms)
    for code in opcodes:
        if code.tag == "equal":
            for position in range(code.dest_start, code.dest_end):
                shares[owners[position]] += relations.weights[terms[position]]
    return shares
