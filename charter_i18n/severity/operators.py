"""All operators of a text: what its clauses deny, demand, allow, count, restrict, except, join."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from charter_i18n.lexicon import Found, Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity import numbers, references
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.reading import Reading, Sort

_NEAR = 5
_FAR = 30
_CLAUSE_MARKS = frozenset(".;:!?()")


@dataclass(frozen=True, slots=True)
class _Negation:
    """A particle and what follows it: `value` is empty for an expletive one."""

    value: str
    positions: tuple[int, ...]


def find(reading: Reading, lexicon: Lexicon) -> tuple[Operator, ...]:
    """The operators of a text, in the order of their first words.

    References, numbers and phrases are read in this order, none over another; then negations,
    which turn the modality that they deny.
    """
    found = list(references.find(reading, lexicon))
    taken = {position for operator in found for position in operator.positions}
    phrases = [
        phrase
        for phrase in lexicon.operators.find(reading.phrases, taken)
        if not _is_half_negation(phrase, reading, lexicon)
    ]
    idioms = {
        place for phrase in phrases if phrase.phrase.kind is None for place in phrase.positions
    }
    counted = list(numbers.find(reading, lexicon, taken | idioms))
    taken |= {position for operator in counted for position in operator.positions}
    phrases = [phrase for phrase in phrases if taken.isdisjoint(phrase.positions)]
    taken |= {place for phrase in phrases for place in phrase.positions}
    negations = list(_negations(reading, lexicon, phrases, taken))
    operators = _with_phrases(phrases, negations, reading, lexicon)
    places = {position for operator in found for position in operator.positions}
    joined = (_between_references(one, places, reading, lexicon) for one in operators)
    every = sorted([*found, *counted, *joined], key=lambda operator: operator.positions)
    return tuple(_correlated(every, reading, lexicon))


def _is_half_negation(found: Found, reading: Reading, lexicon: Lexicon) -> bool:
    """Whether a phrase is the second word of a negation whose particle follows: *aucun … ne*."""
    last = reading.words[found.positions[-1]]
    negates = found.phrase.kind is ChangeClass.NEGATION and last in lexicon.negation.seconds
    after = _clause(reading, found.end, _FAR, 1)
    return negates and any(reading.words[place] in lexicon.negation.particles for place in after)


def _between_references(
    operator: Operator,
    places: set[int],
    reading: Reading,
    lexicon: Lexicon,
) -> Operator:
    """A coordination in a list of references comes and goes with them: *articles 4, 5 ou 6*.

    Where another takes its place it counts.
    """
    if operator.kind is not ChangeClass.COORDINATION:
        return operator
    for position in range(operator.positions[-1] + 1, len(reading)):
        if position in places:
            return replace(operator, plain=True)
        word = reading.words[position]
        if not (lexicon.is_a("preposition", word) or lexicon.is_a("article", word)):
            break
    return operator


def _correlated(
    operators: list[Operator],
    reading: Reading,
    lexicon: Lexicon,
) -> Iterator[Operator]:
    """The first *soit* of *soit A, soit B* joins nothing yet: it comes and goes with the other."""
    for place, operator in enumerate(operators):
        word, unit = _last_word(operator, reading), reading.units[operator.positions[0]]
        opens = lexicon.is_a("correlative", word) and any(
            other.kind is operator.kind is ChangeClass.COORDINATION
            and reading.units[other.positions[0]] == unit
            and _last_word(other, reading) == word
            for other in operators[place + 1 :]
        )
        yield replace(operator, plain=True) if opens else operator


def _last_word(operator: Operator, reading: Reading) -> str:
    return reading.words[operator.positions[-1]]


def _negations(
    reading: Reading,
    lexicon: Lexicon,
    phrases: list[Found],
    taken: set[int],
) -> Iterator[_Negation]:
    """The negations of verbs: *ne … pas*, *aucun … ne*, *ne peut*; `only` for *ne … que*."""
    expletive = _expletive_starts(reading, lexicon)
    modal = {place for found in phrases for place in found.positions}
    used: set[int] = set()
    for position, word in enumerate(reading.words):
        if word not in lexicon.negation.particles or position in taken:
            continue
        found = _second(reading, lexicon, position, modal | used)
        if found is None and not _is_expletive(reading, position, expletive, lexicon):
            found = _Negation("not", (position,))
        if found is not None:
            used.update(found.positions)
            yield found


def _second(
    reading: Reading,
    lexicon: Lexicon,
    particle: int,
    taken: set[int],
) -> _Negation | None:
    """What completes a particle: a word near after it, one before it, or one far after it."""
    return (
        _near(reading, lexicon, particle, taken)
        or _before(reading, lexicon, particle, taken)
        or _far(reading, lexicon, particle, taken)
    )


def _near(
    reading: Reading,
    lexicon: Lexicon,
    particle: int,
    taken: set[int],
) -> _Negation | None:
    """*ne peut pas*, *ne … jamais*."""
    for position in _clause(reading, particle + 1, _NEAR, 1):
        if position not in taken and _is_second(reading, lexicon, position):
            value = lexicon.negation.seconds[reading.words[position]]
            return _Negation(value, (particle, position))
        if reading.words[position] in lexicon.negation.restriction:
            return None
    return None


def _before(
    reading: Reading,
    lexicon: Lexicon,
    particle: int,
    taken: set[int],
) -> _Negation | None:
    """*aucun … ne*, *jamais … ne*, *ni … ni … ne*."""
    negation = lexicon.negation
    for position in _clause(reading, particle - 1, _FAR, -1):
        word = reading.words[position]
        value = "none" if word in negation.nor else negation.seconds.get(word, "")
        second = word in negation.nor or _is_second(reading, lexicon, position)
        free = position not in taken or word in negation.nor
        if value in ("none", "never") and second and free:
            return _Negation(value, (position, particle))
    return None


def _far(
    reading: Reading,
    lexicon: Lexicon,
    particle: int,
    taken: set[int],
) -> _Negation | None:
    """*ne … aucun*, *ne … ni*, and the restriction *ne … que*."""
    negation = lexicon.negation
    for position in _clause(reading, particle + 1, _FAR, 1):
        word = reading.words[position]
        none = negation.seconds.get(word) == "none" and _is_second(reading, lexicon, position)
        if word in negation.nor or (none and position not in taken):
            return _Negation("none", (particle, position))
        if word in negation.restriction and position > particle + 1:
            return _Negation("only", (particle, position))
    return None


def _is_second(reading: Reading, lexicon: Lexicon, position: int) -> bool:
    """Whether a word that may deny is no noun here: *un pas*, *toute personne*."""
    before = reading.words[position - 1] if position else ""
    if reading.words[position] not in lexicon.negation.seconds:
        return False
    return before not in lexicon.negation.noun_after


def _clause(reading: Reading, start: int, most: int, step: int) -> Iterator[int]:
    """Positions from `start` in a direction, as far as the clause reaches."""
    position = start
    for _ in range(most):
        if not 0 <= position < len(reading):
            return
        if reading.words[position] in _CLAUSE_MARKS:
            return
        if reading.sorts[position] is not Sort.SIGN:
            yield position
        position += step


def _expletive_starts(reading: Reading, lexicon: Lexicon) -> tuple[int, ...]:
    found = lexicon.negation.expletive.find(reading.phrases)
    return tuple(phrase.end for phrase in found)


def _is_expletive(
    reading: Reading,
    position: int,
    starts: tuple[int, ...],
    lexicon: Lexicon,
) -> bool:
    """Whether a bare *ne* denies nothing: after *à moins que* and its like, in the same clause."""
    before = [start for start in starts if start <= position]
    if not before:
        return False
    between = reading.words[before[-1] : position]
    following = reading.words[position + 1] if position + 1 < len(reading) else ""
    far = len(between) > _FAR // 2 or any(word in _CLAUSE_MARKS for word in between)
    return not far and following not in lexicon.negation.never_expletive


def _with_phrases(
    phrases: list[Found],
    negations: list[_Negation],
    reading: Reading,
    lexicon: Lexicon,
) -> Iterator[Operator]:
    """Operators of phrases and negations; a modality under a negation takes the latter in."""
    free = list(negations)
    for found in phrases:
        phrase = found.phrase
        if phrase.kind is None:
            continue
        operator = Operator(
            phrase.kind,
            phrase.value,
            found.positions,
            plain=phrase.plain,
            opens=phrase.opens,
        )
        denial = _denial(found, free, reading, lexicon) if phrase.negated else None
        if denial is None:
            yield operator
            continue
        free.remove(denial)
        positions = tuple(sorted({*found.positions, *denial.positions}))
        yield replace(
            operator,
            value=phrase.negated,
            positions=positions,
            negative=True,
            plain=False,
        )
    for negation in free:
        kind = ChangeClass.SCOPE if negation.value == "only" else ChangeClass.NEGATION
        yield Operator(kind, negation.value, negation.positions)


def _denial(
    found: Found,
    negations: list[_Negation],
    reading: Reading,
    lexicon: Lexicon,
) -> _Negation | None:
    """The negation of the verb of a phrase: its particle stands directly before the verb."""
    for negation in negations:
        if negation.value == "only":
            continue
        particle = next(
            place
            for place in negation.positions
            if reading.words[place] in lexicon.negation.particles
        )
        between = reading.words[particle + 1 : found.positions[0]]
        if particle < found.positions[0] and all(lexicon.is_a("clitic", word) for word in between):
            return negation
    return None
