"""Changes that leave the words what they are: misspellings, ligatures, hyphens, agreement."""

from collections.abc import Iterable, Sequence

from charter_i18n import dictionary, normalise, similarity
from charter_i18n.lexicon import Lexicon
from charter_i18n.severity.nouns import Operator
from charter_i18n.severity.pairing import Hunk, Pairing
from charter_i18n.severity.reading import Reading, Sort

_PUNCTUATION = frozenset(",;:.!?()\"'-…\n")
_SHORTEST_MISSPELT = 4
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})


def same_letters(old: str, new: str) -> bool:
    """Whether two texts differ in hyphens, blanks between words and ligatures only."""
    return _run_together(old) == _run_together(new)


def _run_together(text: str) -> str:
    return normalise.letters(text).replace(" ", "").translate(_LIGATURES)


def same_words(old: Reading, new: Reading) -> bool:
    """Whether two texts have the same words and figures in the same order."""
    return _said(old) == _said(new)


def _said(reading: Reading) -> list[str]:
    return [word for word in reading.words if word not in _PUNCTUATION]


def only(old: Reading, new: Reading, pairing: Pairing, lexicon: Lexicon) -> bool:
    """Whether nothing but the spelling of words changed.

    Forms of one word that were paired count as changed too: *publie* and *publia* are not one.
    """
    inflected = (
        Hunk(range(before, before + 1), range(after, after + 1))
        for before, after in pairing.links.items()
        if old.words[before] != new.words[after]
    )
    return all(_is_variant(old, new, hunk, lexicon) for hunk in (*pairing.hunks, *inflected))


def same_values(
    old: Reading,
    new: Reading,
    pairing: Pairing,
    references: tuple[Iterable[Operator], Iterable[Operator]],
) -> bool:
    """Whether all that changed is how references are written: *titre Ier*, *titre I*."""
    places = [{p for operator in side for p in operator.positions} for side in references]
    changed_old = {place for hunk in pairing.hunks for place in _wordy(old, hunk.old)}
    changed_new = {place for hunk in pairing.hunks for place in _wordy(new, hunk.new)}
    for before, after in pairing.links.items():
        if old.words[before] != new.words[after]:
            changed_old.add(before)
            changed_new.add(after)
    return bool(changed_old) and changed_old <= places[0] and changed_new <= places[1]


def _wordy(reading: Reading, passage: range) -> list[int]:
    return [
        place
        for place in passage
        if reading.sorts[place] is not Sort.SIGN or normalise.letters(reading.texts[place])
    ]


def _is_variant(old: Reading, new: Reading, hunk: Hunk, lexicon: Lexicon) -> bool:
    before = _words(old, hunk.old)
    after = _words(new, hunk.new)
    if not before and not after:
        return True
    if not before or not after:
        reading, passage = (old, hunk.old) if before else (new, hunk.new)
        return _is_doubled(reading, passage)
    if same_letters(" ".join(before), " ".join(after)):
        return True
    if len(before) != len(after):
        return False
    return all(
        is_variant(first, second, lexicon) for first, second in zip(before, after, strict=True)
    )


def _words(reading: Reading, passage: range) -> list[str]:
    return [reading.words[place] for place in _wordy(reading, passage)]


def _is_doubled(reading: Reading, passage: range) -> bool:
    """Whether a passage says again what stands beside it: *les les*."""
    size = len(passage)
    said = reading.words[passage.start : passage.stop]
    beside: Sequence[Sequence[str]] = (
        reading.words[max(passage.start - size, 0) : passage.start],
        reading.words[passage.stop : passage.stop + size],
    )
    words = all(reading.sorts[place] is Sort.WORD for place in passage)
    return words and said in beside


def is_variant(old: str, new: str, lexicon: Lexicon) -> bool:
    """Whether two words are one in another spelling; small words are their own meaning."""
    if old[0].isdecimal() and new[0].isdecimal():
        return _without_ending(old, lexicon) == _without_ending(new, lexicon) not in (old, new)
    if any(lexicon.is_a("function", word) for word in (old, new)):
        return normalise.letters(old) == normalise.letters(new)
    return similarity.agree(old, new) or is_slip(old, new, lexicon)


def is_slip(old: str, new: str, lexicon: Lexicon) -> bool:
    """Whether one of two words is none, and a slip of the pen away from the other.

    Two words of the language are two (*poisson*, *poison*). Of two that the dictionary does not
    know (names, terms) nobody can tell.
    """
    long = min(len(old), len(new)) >= _SHORTEST_MISSPELT
    if not long or not similarity.near(old, new):
        return False
    return dictionary.knows(old, lexicon.locale) != dictionary.knows(new, lexicon.locale)


def _without_ending(word: str, lexicon: Lexicon) -> str:
    """An ordinal in figures without its ending: *2ème* and *2e* are one."""
    endings = [ending for ending in lexicon.numbers.ordinal_endings if word.endswith(ending)]
    return word.removesuffix(max(endings, key=len, default=""))
