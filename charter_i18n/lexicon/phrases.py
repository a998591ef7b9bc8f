"""Phrases of a lexicon, and how they are found among the words of a text."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from charter_i18n.model import ChangeClass

_LONGEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Step:
    """What stands at one place of a phrase.

    `words` are the words that fit, `endings` and `beginnings` parts of words that do; `number`
    lets any number fit, `edge` the start or the end of a clause. A `gap` is a few words of any
    kind. A `context` step (`negative`: where it does not fit) is no part of the phrase.
    """

    words: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    number: bool = False
    edge: bool = False
    gap: bool = False
    context: bool = False
    negative: bool = False

    def fits(self, word: str, *, is_number: bool) -> bool:
        """Whether a word may stand here."""
        return (
            word in self.words
            or (self.number and is_number)
            or (bool(self.endings) and word.endswith(self.endings))
            or (bool(self.beginnings) and word.startswith(self.beginnings))
        )


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that means something: its class, and a value that equal meanings share.

    `kind` is `None` for an idiom, which means nothing. `negated` is the value under a negation,
    where there is one; `plain` and `opens` are explained in the lexicon's file.
    """

    kind: ChangeClass | None
    value: str
    steps: tuple[Step, ...]
    negated: str = ""
    plain: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as phrases see them: in lower case, signs among them.

    `numbers` and `signs` tell for each word whether it is a number, a sign of punctuation.
    """

    words: Sequence[str]
    numbers: Sequence[bool]
    signs: Sequence[bool]

    def at_edge(self, position: int) -> bool:
        """Whether a clause starts or ends between a word and the one before."""
        last = len(self.words)
        return position <= 0 or position >= last or self.signs[position - 1] or self.signs[position]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase at a place: the positions of its words, gaps left out."""

    phrase: Phrase
    positions: tuple[int, ...]

    @property
    def end(self) -> int:
        """The position after its last word."""
        return self.positions[-1] + 1


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A phrase of the index: `before` are the context steps in front of its first word.

    `next_words` are the words of its second step, where it is one of plain words.
    """

    phrase: Phrase
    before: tuple[Step, ...]
    steps: tuple[Step, ...]
    next_words: frozenset[str] | None

    @classmethod
    def of(cls, phrase: Phrase) -> "_Candidate":
        """Prepare a phrase."""
        count = next(place for place, step in enumerate(phrase.steps) if not step.context)
        steps = phrase.steps[count:]
        second = steps[1] if len(steps) > 1 else Step(gap=True)
        simple = replace(second, words=frozenset()) == Step()
        return cls(phrase, phrase.steps[:count], steps, second.words if simple else None)


class PhraseBook:
    """Phrases, indexed by the word that they begin with."""

    __slots__ = ("_beginning", "_by_word", "_open", "phrases")

    def __init__(self, phrases: Iterable[Phrase] = ()) -> None:
        self.phrases = tuple(phrases)
        by_word: dict[str, list[_Candidate]] = {}
        general = []
        for candidate in map(_Candidate.of, self.phrases):
            first = candidate.steps[0]
            if first.endings or first.beginnings or first.number:
                general.append(candidate)
            for word in first.words:
                by_word.setdefault(word, []).append(candidate)
        self._by_word: Mapping[str, list[_Candidate]] = by_word
        self._open = tuple(general)
        self._beginning: dict[tuple[str, bool], tuple[_Candidate, ...]] = {}

    def __bool__(self) -> bool:
        return bool(self.phrases)

    def at(self, words: Words, position: int) -> Found | None:
        """The longest phrase that begins at a position."""
        best: Found | None = None
        following = words.words[position + 1] if position + 1 < len(words.words) else ""
        for candidate in self._candidates(words.words[position], is_number=words.numbers[position]):
            # Most phrases fail at their second word: look before matching.
            if candidate.next_words is not None and following not in candidate.next_words:
                continue
            positions = _match(candidate, words, position)
            if positions and (best is None or _weight(positions) > _weight(best.positions)):
                best = Found(candidate.phrase, positions)
        return best

    def _candidates(self, word: str, *, is_number: bool) -> tuple[_Candidate, ...]:
        """The phrases that may begin with a word; texts say most words again and again."""
        case = word, is_number
        found = self._beginning.get(case)
        if found is None:
            fitting = (item for item in self._open if item.steps[0].fits(word, is_number=is_number))
            found = self._beginning[case] = (*self._by_word.get(word, ()), *fitting)
        return found

    def find(self, words: Words, taken: Iterable[int] = ()) -> Iterator[Found]:
        """The phrases of a text from left to right, none over another or over what is taken."""
        used = set(taken)
        for position in range(len(words.words)):
            if position in used:
                continue
            found = self.at(words, position)
            if found is not None and used.isdisjoint(found.positions):
                used.update(found.positions)
                yield found


def _weight(positions: tuple[int, ...]) -> tuple[int, int]:
    """More words first, then those that stand closer."""
    return len(positions), -positions[-1]


def _match(candidate: _Candidate, words: Words, position: int) -> tuple[int, ...]:
    """The positions that a phrase takes, its first word at `position`; empty where it fails."""
    for step in candidate.before:
        if not _context(step, words, position - 1, edge=position):
            return ()
    return _continue(candidate.steps, words, position) or ()


def _context(step: Step, words: Words, position: int, *, edge: int) -> bool:
    if step.edge:
        return words.at_edge(edge) != step.negative
    inside = 0 <= position < len(words.words)
    fits = inside and step.fits(words.words[position], is_number=words.numbers[position])
    return fits != step.negative


def _continue(steps: tuple[Step, ...], words: Words, position: int) -> tuple[int, ...] | None:
    if not steps:
        return ()
    step, rest = steps[0], steps[1:]
    if step.context:
        fits = _context(step, words, position, edge=position)
        return _continue(rest, words, position) if fits else None
    if step.gap:
        return _skip(rest, words, position)
    if position >= len(words.words):
        return None
    if not step.fits(words.words[position], is_number=words.numbers[position]):
        return None
    further = _continue(rest, words, position + 1)
    return None if further is None else (position, *further)


def _skip(rest: tuple[Step, ...], words: Words, position: int) -> tuple[int, ...] | None:
    for start in range(position, min(position + _LONGEST_GAP + 1, len(words.words))):
        found = _continue(rest, words, start)
        if found is not None:
            return found
        if words.signs[start]:
            return None
    return None
