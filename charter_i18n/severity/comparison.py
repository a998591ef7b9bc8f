"""Two texts read, paired and compared: what the classes and reasons are drawn from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from charter_i18n.glossary import Glossary
from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity import (
    alterations,
    contraries,
    operators,
    pairing,
    qualifiers,
    shape,
    spelling,
)
from charter_i18n.severity.alterations import Alteration
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.pairing import Pairing
from charter_i18n.severity.reading import Reading, read
from charter_i18n.severity.sides import NOWHERE, Side, facing


@dataclass(frozen=True, slots=True)
class Comparison:
    """What of two texts differs.

    `altered` are operators altered in standing clauses; `lost` and `gained` references without a
    counterpart; `added` and `deleted` the passages that are clauses, sentences or members of a
    list; `reworded` tells whether other words with a meaning changed.
    """

    old: Side
    new: Side
    pairing: Pairing
    altered: tuple[Alteration, ...]
    lost: tuple[Operator, ...]
    gained: tuple[Operator, ...]
    added: tuple[range, ...]
    deleted: tuple[range, ...]
    reworded: bool


def compare(
    old: str,
    new: str,
    lexicon: Lexicon,
    glossary: Glossary | None,
    renumbered: Mapping[str, str],
) -> Comparison:
    """Compare two texts of level N1, their labels taken off and URLs masked."""
    readings = read(old, lexicon), read(new, lexicon)
    found = [operators.find(reading, lexicon) for reading in readings]
    paired = pairing.pair(*readings, quiet_old=_places(found[0]), quiet_new=_places(found[1]))
    terms = [_terms(reading, glossary) for reading in readings]
    old_side, new_side = facing(
        (readings[0], (*found[0], *terms[0])),
        (readings[1], (*found[1], *terms[1])),
        paired,
    )
    altered = tuple(_altered(old_side, new_side, paired, lexicon))
    lost, gained = _references(old_side, new_side, renumbered)
    turned = alterations.turned(paired)
    lost = tuple(
        one for one in lost if alterations.stands_in_clause(one, old_side, paired, lexicon)
    )
    gained = tuple(
        one for one in gained if alterations.stands_in_clause(one, new_side, turned, lexicon)
    )
    said = (
        {place for one in altered if one.old for place in one.old.positions} | _places(lost),
        {place for one in altered if one.new for place in one.new.positions} | _places(gained),
    )
    passages = _Passages(old_side, new_side, paired, lexicon, said)
    return Comparison(
        old=old_side,
        new=new_side,
        pairing=paired,
        altered=altered,
        lost=lost,
        gained=gained,
        added=tuple(passages.own(new=True)),
        deleted=tuple(passages.own(new=False)),
        reworded=passages.reworded(),
    )


def _altered(old: Side, new: Side, paired: Pairing, lexicon: Lexicon) -> Iterator[Alteration]:
    """Every altered operator; where the same words follow each other, none is."""
    if spelling.same_words(old.reading, new.reading):
        return
    yield from alterations.find(old, new, paired, lexicon)
    yield from contraries.find(old, new, paired, lexicon)
    yield from qualifiers.find(old, new, paired, lexicon)


def _places(found: Iterable[Operator]) -> set[int]:
    return {place for operator in found for place in operator.positions}


def _terms(reading: Reading, glossary: Glossary | None) -> Iterator[Operator]:
    if glossary is None:
        return
    for found in glossary.book.find(reading.phrases):
        if found.phrase.kind is not None:
            yield Operator(found.phrase.kind, found.phrase.value, found.positions)


def _references(
    old: Side,
    new: Side,
    renumbered: Mapping[str, str],
) -> tuple[tuple[Operator, ...], tuple[Operator, ...]]:
    """The references that changed: those that follow a renumbering, or have no counterpart."""
    before, after = (
        [one for one in side.operators if one.kind is ChangeClass.REFERENCE] for side in (old, new)
    )
    expected = Counter(renumbered.get(one.value, one.value) for one in before)
    if expected == Counter(one.value for one in after):
        # Each follows the renumbering, though "article 6" may stand on both sides.
        images = {renumbered.get(one.value, one.value) for one in before if _moves(one, renumbered)}
        return (
            tuple(one for one in before if _moves(one, renumbered)),
            tuple(one for one in after if one.value in images),
        )
    gained = []
    for one in after:
        same = next((other for other in before if other.value == one.value), None)
        if same is None:
            gained.append(one)
        else:
            before.remove(same)
    return tuple(before), tuple(gained)


def _moves(one: Operator, renumbered: Mapping[str, str]) -> bool:
    return renumbered.get(one.value, one.value) != one.value


@dataclass(frozen=True, slots=True)
class _Passages:
    """The differing passages of two texts; `said` are the places that other classes explain."""

    old: Side
    new: Side
    pairing: Pairing
    lexicon: Lexicon
    said: tuple[set[int], set[int]]

    def own(self, *, new: bool) -> Iterator[range]:
        """The passages put in (`new`) or taken out that are units of sense of their own.

        What was taken out here and put in there has only moved.
        """
        side, other = (self.new, self.old) if new else (self.old, self.new)
        elsewhere = [_topic(other.reading, passage) for passage in self._units(new=not new)]
        for passage in self._units(new=new):
            if _topic(side.reading, passage) not in elsewhere:
                yield passage

    def _units(self, *, new: bool) -> Iterator[range]:
        side, other = (self.new, self.old) if new else (self.old, self.new)
        for hunk in self.pairing.hunks:
            mine, theirs = (hunk.new, hunk.old) if new else (hunk.old, hunk.new)
            if not _topic(side.reading, mine):
                continue
            outside = [place for place in mine if not _stands(side, place)]
            if outside and all(_stands(other, place) for place in theirs):
                yield range(outside[0], outside[-1] + 1)
            elif not theirs and self._is_unit(side, other, mine, theirs.start):
                yield shape.slid(side.reading, mine, self.lexicon)

    def _is_unit(self, side: Side, other: Side, passage: range, place: int) -> bool:
        passage = shape.slid(side.reading, passage, self.lexicon)
        if shape.is_clause(side.reading, passage, self.lexicon):
            return True
        edges = (passage.start, passage.stop - 1)
        joins = {
            position: operator.value
            for operator in side.operators
            if operator.kind is ChangeClass.COORDINATION
            for position in operator.positions
        }
        return any(edge in joins for edge in edges) or any(
            side.reading.words[edge] == ","
            and (
                shape.list_value(side.reading, edge, side.operators)
                or shape.follows_list(other.reading, place, other.operators)
            )
            for edge in edges
        )

    def reworded(self) -> bool:
        """Whether words with a meaning changed that nothing else accounts for."""
        own = [
            {place for passage in self.own(new=new) for place in passage} for new in (False, True)
        ]
        for hunk in self.pairing.hunks:
            if self._tells(self.old, hunk.old, own[0] | self.said[0]):
                return True
            if self._tells(self.new, hunk.new, own[1] | self.said[1]):
                return True
        links = self.pairing.links.items()
        words = self.old.reading.words, self.new.reading.words
        return any(words[0][before] != words[1][after] for before, after in links)

    def _tells(self, side: Side, passage: range, said: set[int]) -> bool:
        if passage and self._is_exception(side, passage):
            return False
        return any(side.reading.stems[place] and place not in said for place in passage)

    def _is_exception(self, side: Side, passage: range) -> bool:
        index = side.hunk_of[passage.start]
        hunk = self.pairing.hunks[index]
        alone = not hunk.old or not hunk.new
        return alone and alterations.head_is_exception(side, passage)


def _stands(side: Side, place: int) -> bool:
    return side.groups[side.reading.units[place]] != NOWHERE


def _topic(reading: Reading, passage: range) -> list[str]:
    """The words of a passage that say what it is about, in alphabetical order."""
    return sorted(filter(None, (reading.stems[place] for place in passage)))
