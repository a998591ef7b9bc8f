"""Numbers in a text, by value: *trente jours* is *30 jours*, and neither is *un mois*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.reading import Reading, Sort

_DIGITS = re.compile(r"(?P<figure>\d+(?:[.,]\d+)*)(?P<ending>[^\W\d_]+|[°º])?$")
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)$")
_YEAR = re.compile(r"\d{4}$")
_DAYS_IN_MONTH = 31
_MONTHS_IN_YEAR = 12
_TEN = 10
_TWENTY = 20
_HUNDRED = 100
_THOUSAND = 1000
_BELOW_TEEN = 11
_LEAST_DENOMINATOR = 3


@dataclass(frozen=True, slots=True)
class _Number:
    """A number at a place: its value, where it ends, and whether it is ordinal."""

    value: Fraction | str
    end: int
    ordinal: bool = False


def find(reading: Reading, lexicon: Lexicon, taken: set[int]) -> Iterator[Operator]:
    """The numbers of a text with their units, from left to right.

    Args:
        reading: The text.
        lexicon: What is known of its language.
        taken: The positions that belong to something else (a reference).
    """
    position = 0
    while position < len(reading):
        if position in taken:
            position += 1
            continue
        found = _date(reading, lexicon, position) or _quantity(reading, lexicon, position)
        if found is None or any(place in taken for place in found.positions):
            position += 1
            continue
        yield found
        position = found.positions[-1] + 1


def _operator(value: str, start: int, end: int) -> Operator:
    return Operator(ChangeClass.NUMBER, value, tuple(range(start, end)))


def _date(reading: Reading, lexicon: Lexicon, start: int) -> Operator | None:
    """A date: *25 novembre 2017*, *1er mai*, *novembre 2017*, 25/11/2017, 2017-11-25."""
    iso = _ISO_DATE.match(reading.words[start])
    if iso and reading.sorts[start] is Sort.NUMBER:
        return _dated(int(iso["year"]), int(iso["month"]), int(iso["day"]), start, start + 1)
    words = (*reading.words[start : start + 5], "", "", "", "", "")
    months = lexicon.numbers.months
    day = _day(words[0])
    if day and words[1] in months:
        year = _YEAR.match(words[2])
        return _dated(
            int(words[2]) if year else 0, months[words[1]], day, start, start + 2 + bool(year)
        )
    if words[0] in months and _YEAR.match(words[1]):
        return _dated(int(words[1]), months[words[0]], 0, start, start + 2)
    if day and words[1] == words[3] == "/" and _day(words[2]) and _YEAR.match(words[4]):
        return _dated(int(words[4]), _day(words[2]), day, start, start + 5)
    return None


def _dated(year: int, month: int, day: int, start: int, end: int) -> Operator | None:
    if not 0 < month <= _MONTHS_IN_YEAR:
        return None
    return _operator(f"{year}-{month}-{day}", start, end)


def _day(word: str) -> int:
    found = _DIGITS.match(word)
    if found is None or not found["figure"].isdecimal():
        return 0
    day = int(found["figure"])
    return day if day <= _DAYS_IN_MONTH else 0


def _quantity(reading: Reading, lexicon: Lexicon, start: int) -> Operator | None:
    """A number with its unit, where it has one."""
    number = _figure(reading, lexicon, start) or _fraction(reading, lexicon, start)
    number = number or _written(reading, lexicon, start)
    if number is None:
        return _one(reading, lexicon, start)
    unit, end = _unit(reading, lexicon, number.end)
    value = number.value
    if isinstance(value, str) and unit and value.count(".") == 1 and "," not in value:
        value = Fraction(value)
    if isinstance(value, Fraction):
        part, end = _and_part(reading, lexicon, end)
        value += part
    kind = "ordinal " if number.ordinal else ""
    return _operator(f"{kind}{value}{unit and ' '}{unit}", start, end)


def _and_part(reading: Reading, lexicon: Lexicon, start: int) -> tuple[Fraction, int]:
    """*deux ans et demi*, *trois heures et quart*."""
    words = reading.words[start : start + 2]
    if len(words) == 2 and words[0] in lexicon.numbers.joiner:  # noqa: PLR2004 - a pair
        below = lexicon.numbers.denominators.get(words[1])
        if below:
            return Fraction(1, below), start + 2
    return Fraction(0), start


def _unit(reading: Reading, lexicon: Lexicon, start: int) -> tuple[str, int]:
    units = lexicon.numbers.units
    for length in (2, 1):
        words = tuple(reading.words[start : start + length])
        if len(words) == length and words in units:
            return units[words], start + length
    return "", start


def _figure(reading: Reading, lexicon: Lexicon, start: int) -> _Number | None:
    """A number in digits, with the multiplier after it (2 millions) or glued to it (10h)."""
    if reading.sorts[start] is not Sort.NUMBER:
        return None
    found = _DIGITS.match(reading.words[start])
    if found is None:
        return _Number(reading.words[start], start + 1)
    value = _value(found["figure"], lexicon)
    ending = found["ending"] or ""
    if ending in (*lexicon.numbers.ordinal_endings, "º"):
        return _Number(value, start + 1, ordinal=True)
    if ending:
        unit = lexicon.numbers.units.get((ending,), ending)
        return _Number(f"{value} {unit}", start + 1)
    end = start + 1
    while isinstance(value, Fraction) and end < len(reading):
        multiplier = lexicon.numbers.multipliers.get(reading.words[end])
        if multiplier is None:
            break
        value, end = value * multiplier, end + 1
    return _Number(value, end)


def _value(figure: str, lexicon: Lexicon) -> Fraction | str:
    if figure.isdecimal():
        return Fraction(int(figure))
    whole, mark, part = figure.partition(lexicon.numbers.decimal)
    if mark and whole.isdecimal() and part.isdecimal():
        return Fraction(f"{whole}.{part}")
    return figure


def _fraction(reading: Reading, lexicon: Lexicon, start: int) -> _Number | None:
    """A fraction: *la moitié*, *un quart*, *deux tiers*, *trois cinquièmes*."""
    numbers = lexicon.numbers
    word = reading.words[start]
    if word in numbers.fractions:
        return _Number(numbers.fractions[word], start + 1)
    following = reading.words[start + 1] if start + 1 < len(reading) else ""
    below = numbers.denominators.get(following) or numbers.ordinals.get(following, 0)
    if below < _LEAST_DENOMINATOR and following not in numbers.denominators:
        return None
    if word in numbers.cardinals:
        return _Number(Fraction(numbers.cardinals[word], below), start + 2)
    # "un tiers" may be a third person: only "un tiers des …" is a fraction.
    after = reading.words[start + 2] if start + 2 < len(reading) else ""
    if (word in numbers.one or lexicon.is_a("article", word)) and lexicon.is_a("of", after):
        return _Number(Fraction(1, below), start + 2)
    return None


def _one(reading: Reading, lexicon: Lexicon, start: int) -> Operator | None:
    """*un mois* is a delay of one month, though *un* is no number elsewhere."""
    if reading.words[start] not in lexicon.numbers.one:
        return None
    unit, end = _unit(reading, lexicon, start + 1)
    if unit not in lexicon.numbers.counted:
        return None
    part, end = _and_part(reading, lexicon, end)
    return _operator(f"{1 + part} {unit}", start, end)


def _written(reading: Reading, lexicon: Lexicon, start: int) -> _Number | None:
    """A number in words, cardinal, collective or ordinal."""
    numbers = lexicon.numbers
    word = reading.words[start]
    if word in numbers.collectives:
        return _Number(Fraction(numbers.collectives[word]), start + 1)
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
            return _Number(Fraction(total + current), position, ordinal=True)
    if position == start:
        return None
    return _Number(Fraction(total + current), position)


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
