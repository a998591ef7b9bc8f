"""What a passage is that was put in or taken out: a clause of its own, a qualifier, a member."""

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import ChangeClass
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.reading import Reading, Sort

_LIST_REACH = 6
_COMMA_REACH = 12
_VERB_ENDINGS = 4


def slid(reading: Reading, passage: range, lexicon: Lexicon) -> range:
    """A passage moved over equal words so that it starts where a clause starts.

    Put into `A et B`, the passage `et C` reads as well as `C et` after `A et`: the two give the
    same text, only one of them is a phrase.
    """
    best, best_score = passage, _seam(reading, passage, lexicon)
    for step in (-1, 1):
        moved = passage
        while True:
            moved = _shifted(reading, moved, step)
            if not moved:
                break
            score = _seam(reading, moved, lexicon)
            if score > best_score:
                best, best_score = moved, score
    return best


def _shifted(reading: Reading, passage: range, step: int) -> range:
    start, stop = passage.start, passage.stop
    if step < 0 and start > 0 and reading.words[start - 1] == reading.words[stop - 1]:
        return range(start - 1, stop - 1)
    if step > 0 and stop < len(reading) and reading.words[start] == reading.words[stop]:
        return range(start + 1, stop + 1)
    return range(0)


def _seam(reading: Reading, passage: range, lexicon: Lexicon) -> int:
    """How well a passage is cut: at the seams of sentences, clauses, phrases."""
    score = 0
    if _at_sentence_end(reading, passage.start) and _at_sentence_end(reading, passage.stop):
        score += 4
    if opens_phrase(reading, passage.start, lexicon):
        score += 2
    if passage.stop >= len(reading) or reading.sorts[passage.stop] is Sort.SIGN:
        score += 1
    return score


def _at_sentence_end(reading: Reading, place: int) -> bool:
    if place in (0, len(reading)):
        return True
    return reading.units[place] != reading.units[place - 1]


def opens_phrase(reading: Reading, place: int, lexicon: Lexicon) -> bool:
    """Whether a sign or a word at a place opens a clause or a coordinated phrase."""
    if place >= len(reading):
        return False
    word = reading.words[place]
    return (
        reading.sorts[place] is Sort.SIGN
        or lexicon.is_a("coordinator", word)
        or lexicon.is_a("subordinator", word)
    )


def is_clause(reading: Reading, passage: range, lexicon: Lexicon) -> bool:
    """Whether a passage is a whole clause: it has a verb, and starts and ends at seams.

    An infinitive counts where a coordination puts it beside another verb (*et publier l'avis*).
    """
    if not passage:
        return False
    opened = opens_phrase(reading, passage.start, lexicon)
    before = passage.start == 0 or opens_phrase(reading, passage.start - 1, lexicon)
    closed = passage.stop >= len(reading) or opens_phrase(reading, passage.stop, lexicon)
    if not (opened or (before and closed)):
        return False
    return any(is_finite(reading, place, lexicon) for place in passage) or _coordinates_infinitive(
        reading,
        passage,
        lexicon,
    )


def is_finite(reading: Reading, place: int, lexicon: Lexicon) -> bool:
    """Whether a word is a finite verb, by its form or by what stands around it."""
    word = reading.words[place]
    before = reading.words[place - 1] if place else ""
    if reading.sorts[place] is not Sort.WORD:
        return False
    if word in lexicon.negation.particles:
        return True
    named = lexicon.is_a("determiner", before) or lexicon.is_a("preposition", before)
    if word in lexicon.clauses.finite:
        return not named or lexicon.is_a("clitic", before)
    if _is_no_verb(word, lexicon):
        return False
    return (
        (not named and word.endswith(lexicon.clauses.finite_endings))
        or lexicon.is_a("subject", before)
        or lexicon.is_a("reflexive", before)
        or _after_plural(word, before, lexicon)
        or _before_article(reading, place, lexicon)
    )


def _is_no_verb(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is one of the small or known ones, an infinitive or a participle."""
    clauses = lexicon.clauses
    known = lexicon.is_a("function", word) or word in clauses.nouns
    return known or is_infinitive(word, lexicon) or word.endswith(clauses.participle_endings)


def _after_plural(word: str, before: str, lexicon: Lexicon) -> bool:
    """*les membres votent*: an ending of the plural after a noun in the plural."""
    clauses = lexicon.clauses
    plural = before.endswith(("s", "x")) and not lexicon.is_a("function", before)
    verbal = word.endswith(clauses.plural_endings) and not word.endswith(clauses.not_plural_endings)
    return plural and verbal and bool(clauses.plural_endings)


def is_infinitive(word: str, lexicon: Lexicon) -> bool:
    """Whether a word, in lower case, looks like an infinitive."""
    return len(word) > _VERB_ENDINGS and word.endswith(lexicon.clauses.infinitive_endings)


def _before_article(reading: Reading, place: int, lexicon: Lexicon) -> bool:
    """*le comité publie la synthèse*: between a noun and an article stands a verb."""
    if place < 1 or place + 1 >= len(reading):
        return False
    before, word, after = reading.words[place - 1 : place + 2]
    if not reading.stems[place] or not reading.stems[place - 1]:
        return False
    plain = lexicon.is_a("article", after) and not lexicon.is_a("of", after)
    named = place > 1 and lexicon.is_a("determiner", reading.words[place - 2])
    return plain and named and not word.endswith("s") and before != word


def _coordinates_infinitive(reading: Reading, passage: range, lexicon: Lexicon) -> bool:
    """Whether a passage coordinates an infinitive: *et se réunir*, *ni publier*."""
    words = [place for place in passage if reading.sorts[place] is not Sort.SIGN]
    if not words or not lexicon.is_a("coordinator", reading.words[words[0]]):
        return False
    for place in words[1:]:
        word = reading.words[place]
        if lexicon.is_a("clitic", word) or word in lexicon.clauses.infinitive_markers:
            continue
        return is_infinitive(word, lexicon) and word not in lexicon.clauses.nouns
    return False


def list_value(reading: Reading, comma: int, operators: tuple[Operator, ...]) -> str:
    """What joins the members of a list at one of its commas: the coordination that ends it."""
    for operator in operators:
        if operator.kind is not ChangeClass.COORDINATION or operator.positions[0] <= comma:
            continue
        reach = operator.positions[0] - comma
        same = reading.units[operator.positions[0]] == reading.units[comma]
        return operator.value if same and reach <= _COMMA_REACH else ""
    return ""


def in_list(
    reading: Reading,
    place: int,
    value: str,
    operators: tuple[Operator, ...],
) -> bool:
    """Whether a list joined by `value` ends or goes on at a place: its coordination is near."""
    return any(
        operator.value == value and _reaches(reading, operator, place)
        for operator in operators
        if operator.kind is ChangeClass.COORDINATION
    )


def follows_list(reading: Reading, place: int, operators: tuple[Operator, ...]) -> bool:
    """Whether a list of whatever kind ends at a place."""
    return any(
        _reaches(reading, operator, place)
        for operator in operators
        if operator.kind is ChangeClass.COORDINATION
    )


def _reaches(reading: Reading, operator: Operator, place: int) -> bool:
    distance = place - operator.positions[-1]
    if not 0 < distance <= _LIST_REACH:
        return False
    return reading.units[place - 1] == reading.units[operator.positions[0]]
