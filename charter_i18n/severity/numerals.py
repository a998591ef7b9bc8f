"""Numbers in words: *vingt et un*, *quatre-vingt-dix*, *deux mille cinq cents*, *troisième*."""

from dataclasses import dataclass
from fractions import Fraction

from charter_i18n.lexicon import Lexicon
from charter_i18n.severity.reading import Reading

_TEN = 10
_TWENTY = 20
_HUNDRED = 100
_THOUSAND = 1000
_BELOW_TEEN = 11


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a place: its value, where it ends, and whether it is ordinal."""

    value: Fraction | str
    end: int
    ordinal: bool = False


def written(reading: Reading, lexicon: Lexicon, start: int) -> Number | None:
    """A number in words, cardinal, collective or ordinal."""
    numbers = lexicon.numbers
    word = reading.words[start]
    if word in numbers.collectives:
        return Number(Fraction(numbers.collectives[word]), start + 1)
    if word in numbers.doubtful and not _before_plural(reading, lexicon, start + 1):
        return None
    total = current = 0
    position = start
    while position < len(reading):
        step = _add(reading.words[position], total, current, lexicon)
        if step is None and position > start and reading.words[position] in numbers.joiner:
            step = _joined(reading, position, (total, current), lexicon)
            position += step is not None
        if step is None:
            break
        total, current, ordinal = step
        position += 1
        if ordinal:
            return Number(Fraction(total + current), position, ordinal=True)
    if position == start:
        return None
    return Number(Fraction(total + current), position)


def _joined(
    reading: Reading,
    position: int,
    said: tuple[int, int],
    lexicon: Lexicon,
) -> tuple[int, int, bool] | None:
    """*vingt et un*, *soixante et onze*."""
    following = reading.words[position + 1] if position + 1 < len(reading) else ""
    numbers = lexicon.numbers
    value = 1 if following in numbers.one else numbers.cardinals.get(following, 0)
    total, current = said
    if current >= _TWENTY and not current % _TEN and value in (1, _BELOW_TEEN):
        return total, current + value, False
    return None


def _before_plural(reading: Reading, lexicon: Lexicon, position: int) -> bool:
    following = reading.words[position] if position < len(reading) else ""
    if (following,) in lexicon.numbers.units or following in lexicon.numbers.multipliers:
        return True
    return following.endswith(("s", "x")) and not lexicon.is_a("function", following)


def _add(
    word: str,
    total: int,
    current: int,
    lexicon: Lexicon,
) -> tuple[int, int, bool] | None:
    """What a number is after one more word; `None` where the word does not continue it."""
    ordinal = False
    if word in lexicon.numbers.one and (total or current) and not current % _HUNDRED:
        return total, current + 1, False  # cent un, mille un
    parts = word.split("-")
    place = 0
    while place < len(parts):
        step, width = _part(parts, place, lexicon)
        if step is None:
            return None
        value, multiplies, ordinal = step
        if multiplies:
            if value > _THOUSAND or (value == _THOUSAND and not total):
                total, current = total + max(current, 1) * value, 0
            else:
                current = max(current, 1) * value
        elif not _fits(value, current):
            return None
        else:
            current += value
        place += width
    return total, current, ordinal


def _fits(value: int, current: int) -> bool:
    """Whether a value may follow what is already said: vingt-deux, not deux-vingt."""
    if not current:
        return True
    if current % _HUNDRED == 0:
        return value < _HUNDRED
    return current % _TEN == 0 and value < (_TEN if current == _TEN else _TWENTY)


def _part(
    parts: list[str],
    place: int,
    lexicon: Lexicon,
) -> tuple[tuple[int, bool, bool] | None, int]:
    """The value of the part of a number word, whether it multiplies, whether it is ordinal."""
    numbers = lexicon.numbers
    pair = "-".join(parts[place : place + 2])
    if len(parts) > place + 1 and pair in numbers.cardinals:
        return (numbers.cardinals[pair], False, False), 2
    part = parts[place]
    if part in numbers.multipliers:
        return (numbers.multipliers[part], True, False), 1
    if part in numbers.ordinals:
        return (numbers.ordinals[part], False, True), 1
    value = numbers.cardinals.get(part)
    if place and part in numbers.joiner:
        value = 0
    if place and part in numbers.one:
        value = 1
    return (None if value is None else (value, False, False)), 1
