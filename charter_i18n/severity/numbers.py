"""Numbers in a text, by value: *trente jours* is *30 jours*, and neither is *un mois*."""

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from types import MappingProxyType

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.numerals import Number, written
from charter_i18n.severity.reading import Reading, Sort

_DIGITS = re.compile(r"(?P<figure>\d+(?:[.,]\d+)*)(?P<ending>[^\W\d_]+|[°º])?$")
_ROMAN_ORDINAL = re.compile(r"(?P<figure>[IVX]+)(?P<ending>[a-zè]+)$")
_ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)$")
_YEAR = re.compile(r"\d{4}$")
_GLUED_MINUTES = re.compile(r"(?P<hour>[^\W\d_]+)(?P<minutes>\d\d)$")
_MINUTES_IN_HOUR = 60
_DAYS_IN_MONTH = 31
_MONTHS_IN_YEAR = 12
_SHARES = MappingProxyType({"%": 100, "‰": 1000})
_GROUP = 3
_THOUSAND = 1000
_MILLION = 1_000_000
_LEAST_DENOMINATOR = 3


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
    if words[0] in months and not _YEAR.match(words[1]) and reading.texts[start].islower():
        return _dated(0, months[words[0]], 0, start, start + 1)
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
    delay = _delay(reading, lexicon, start)
    if delay is not None:
        return delay
    clock = _clock(reading, lexicon, start)
    if clock is not None:
        return clock
    number = _fraction(reading, lexicon, start) or _figure(reading, lexicon, start)
    number = number or _roman(reading, lexicon, start) or written(reading, lexicon, start)
    if number is None:
        return _period(reading, lexicon, start) or _one(reading, lexicon, start)
    value = number.value
    unit, end = _unit_of(value, reading, lexicon, number.end)
    if isinstance(value, str) and unit and value.count(".") == 1 and "," not in value:
        value = Fraction(value)
    if isinstance(value, Fraction):
        part, end = _and_part(reading, lexicon, end)
        value += part
        value, unit = value / _SHARES.get(unit, 1), "" if unit in _SHARES else unit
    kind = "ordinal " if number.ordinal else ""
    return _operator(f"{kind}{value}{unit and ' '}{unit}", start, end)


def _clock(reading: Reading, lexicon: Lexicon, start: int) -> Operator | None:
    """*18 h 30* and *18h30*: the minutes have no unit."""
    units, clock = lexicon.numbers.units, lexicon.numbers.clock
    words = (*reading.words[start : start + 4], "", "", "")
    glued = _GLUED_MINUTES.match(words[1])
    end = start + (2 if glued else 3)
    hour = glued["hour"] if glued else words[1]
    minutes = glued["minutes"] if glued else words[2]
    timed = words[0].isdecimal() and minutes.isdecimal() and units.get((hour,)) == clock != ""
    if not timed or int(minutes) >= _MINUTES_IN_HOUR or (not glued and (words[3],) in units):
        return None
    hours = int(words[0]) + Fraction(int(minutes), _MINUTES_IN_HOUR)
    return _operator(f"{hours} {clock}", start, end)


def _delay(reading: Reading, lexicon: Lexicon, start: int) -> Operator | None:
    """*sous huitaine* is eight days; *une quinzaine de jours* is fifteen more or less."""
    days = lexicon.numbers.delays.get(reading.words[start])
    following = reading.words[start + 1] if start + 1 < len(reading) else ""
    if days is None or lexicon.is_a("of", following):
        return None
    return _operator(f"{days} {lexicon.numbers.delay_unit}", start, start + 1)


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


def _unit_of(
    value: Fraction | str,
    reading: Reading,
    lexicon: Lexicon,
    start: int,
) -> tuple[str, int]:
    """The unit of a number, after *de* where its last word is a noun: *un million d'euros*."""
    named = isinstance(value, Fraction) and value >= _MILLION and value.denominator == 1
    if named and start < len(reading) and lexicon.is_a("of", reading.words[start]):
        unit, end = _unit(reading, lexicon, start + 1)
        return unit, end if unit else start
    return _unit(reading, lexicon, start)


def _figure(reading: Reading, lexicon: Lexicon, start: int) -> Number | None:
    """A number in digits, with the multiplier after it (2 millions) or glued to it (10h)."""
    if reading.sorts[start] is not Sort.NUMBER:
        return None
    found = _DIGITS.match(reading.words[start])
    if found is None:
        return Number(_part_sign(reading.words[start]), start + 1)
    value = _value(found["figure"], lexicon)
    ending = found["ending"] or ""
    if ending in (*lexicon.numbers.ordinal_endings, "º"):
        return Number(value, start + 1, ordinal=True)
    if ending:
        unit = lexicon.numbers.units.get((ending,), ending)
        return Number(f"{value} {unit}", start + 1)
    end = start + 1
    while isinstance(value, Fraction) and end < len(reading):
        multiplier = lexicon.numbers.multipliers.get(reading.words[end])
        if multiplier is None:
            break
        value, end = value * multiplier, end + 1
    return Number(value, end)


def _part_sign(word: str) -> Fraction | str:
    """*½* as a number; what is no number (a sign before one) stands for itself."""
    numeric = unicodedata.numeric(word, None) if len(word) == 1 else None
    return word if numeric is None else Fraction(numeric).limit_denominator(_THOUSAND)


def _roman(reading: Reading, lexicon: Lexicon, start: int) -> Number | None:
    """*XIXe siècle*, *Ve République*."""
    found = _ROMAN_ORDINAL.match(reading.texts[start])
    if found is None or found["ending"] not in lexicon.numbers.ordinal_endings:
        return None
    return Number(found["figure"], start + 1, ordinal=True)


def _grouped(figure: str, mark: str) -> bool:
    """Whether a mark that is not that of decimals parts thousands: *1.500*."""
    first, *groups = figure.split(mark)
    whole = first.isdecimal() and len(first) <= _GROUP
    return whole and bool(groups) and all(len(one) == _GROUP and one.isdecimal() for one in groups)


def _value(figure: str, lexicon: Lexicon) -> Fraction | str:
    if figure.isdecimal():
        return Fraction(int(figure))
    if _grouped(figure, "." if lexicon.numbers.decimal == "," else ","):
        return Fraction(int(re.sub("[.,]", "", figure)))
    whole, mark, part = figure.partition(lexicon.numbers.decimal)
    if mark and whole.isdecimal() and part.isdecimal():
        return Fraction(f"{whole}.{part}")
    return figure


def _fraction(reading: Reading, lexicon: Lexicon, start: int) -> Number | None:
    """A fraction: *la moitié*, *un quart*, *deux tiers*, *trois cinquièmes*."""
    numbers = lexicon.numbers
    word = reading.words[start]
    if word in numbers.fractions:
        return Number(numbers.fractions[word], start + 1)
    slashed = _slashed(reading.words[start : start + 3])
    if slashed is not None:
        return Number(slashed, start + 3)
    following = reading.words[start + 1] if start + 1 < len(reading) else ""
    below = numbers.denominators.get(following) or numbers.ordinals.get(following, 0)
    if below < _LEAST_DENOMINATOR and following not in numbers.denominators:
        return None
    if word in numbers.cardinals:
        return Number(Fraction(numbers.cardinals[word], below), start + 2)
    # "un tiers" may be a third person: only "un tiers des …" is a fraction.
    after = reading.words[start + 2] if start + 2 < len(reading) else ""
    if (word in numbers.one or lexicon.is_a("article", word)) and lexicon.is_a("of", after):
        return Number(Fraction(1, below), start + 2)
    return None


def _period(reading: Reading, lexicon: Lexicon, start: int) -> Operator | None:
    """How often: *par mois*, *chaque mois*, *tous les mois*, *mensuel* are once a month."""
    numbers = lexicon.numbers
    adjective = numbers.periodic.get(reading.words[start], "")
    unit = adjective or numbers.units.get((reading.words[start],), "")
    before = (*reading.words[max(start - 2, 0) : start],)
    each = before[-1:] in numbers.per or before in numbers.per
    if unit in numbers.counted and (adjective or each):
        return _operator(f"per {unit}", start, start + 1)
    return None


def _slashed(words: tuple[str, ...]) -> Fraction | None:
    """*2/3*, which is *deux tiers*; *11/2017* is no date for want of a day."""
    if len(words) < 3 or words[1] != "/":  # noqa: PLR2004 - figure, stroke, figure
        return None
    above, below = words[0], words[2]
    if not (above.isdecimal() and below.isdecimal()) or not int(below):
        return None
    return Fraction(int(above), int(below))


def _one(reading: Reading, lexicon: Lexicon, start: int) -> Operator | None:
    """*un mois* is a delay of one month, though *un* is no number elsewhere."""
    if reading.words[start] not in lexicon.numbers.one:
        return None
    unit, end = _unit(reading, lexicon, start + 1)
    if unit not in lexicon.numbers.counted:
        return None
    part, end = _and_part(reading, lexicon, end)
    return _operator(f"{1 + part} {unit}", start, end)
