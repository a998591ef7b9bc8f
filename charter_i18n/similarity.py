"""How alike two texts are, and a redline of what differs, word by word.

A redline never draws two changes into one across a negation, a modal or a number: *ne peut* →
*peut* must be seen. Characters are compared inside a word only where it is the same word in
another spelling.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from diff_match_patch import diff_match_patch
from rapidfuzz.distance import OSA, Indel, LCSseq

from charter_i18n import normalise
from charter_i18n.lexicon import Lexicon, Words


class Op(StrEnum):
    """What became of a piece of text."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


Piece = tuple[Op, str]
_Tokens = tuple[str, ...]
_Run = tuple[Op, _Tokens]

_OPS = {-1: Op.DELETE, 0: Op.EQUAL, 1: Op.INSERT}
_LARGE = 400_000
_MANY = 4
_FIRST_CHARACTER = 0x100
_SURROGATES = range(0xD800, 0xE000)
_SENTENCE_ENDS = frozenset(".;!?")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
_AGREEMENTS = (frozenset({"", "s", "e", "es"}), frozenset({"", "x"}))
_LONG_WORD = 6
_LONGER_WORD = 7
_LONGEST_WORD = 11
_SAME_START = 3
_ENDING = 2


def ratio(old: str, new: str) -> float:
    """How alike two texts are by their words, from 0 to 1."""
    return float(Indel.normalized_similarity(normalise.words(old), normalise.words(new)))


def same_word(old: str, new: str) -> bool:
    """Whether two words look like one: agreeing or misspelt. They may be two all the same.

    A slip of the pen changes a letter (in a very long word two) inside a long word. What changes
    the start or the end of a word makes another word of it: *adopter*, *adapter*; *publie*,
    *publiera*.
    """
    if agree(old, new):
        return True
    first, second = _letters_of(old), _letters_of(new)
    start = _common_start(first, second)
    shorter = min(len(first), len(second))
    if shorter < _LONG_WORD or not 0 < start <= shorter - _ENDING:
        return False
    # A letter doubled, dropped or swapped early in a long word makes no other word; one replaced
    # by another does (prescription, proscription).
    replaced = len(first) == len(second) and sorted(first) != sorted(second)
    if start < _SAME_START and (replaced or shorter < _LONGER_WORD):
        return False
    return near(old, new)


def agree(old: str, new: str) -> bool:
    """Whether two words are one, accented otherwise or in another gender or number."""
    first, second = _letters_of(old), _letters_of(new)
    if not (first.isalpha() and second.isalpha()):
        return False
    start = _common_start(first, second)
    endings = {first[start:], second[start:]}
    agreeing = any(endings <= agreement for agreement in _AGREEMENTS)
    return first == second or (start >= _SAME_START and agreeing)


def near(old: str, new: str) -> bool:
    """Whether a slip of the pen leads from one word to the other: a letter, in a long word two."""
    first, second = _letters_of(old), _letters_of(new)
    if not (first.isalpha() and second.isalpha()):
        return False
    shorter = min(len(first), len(second))
    long = shorter >= _LONGEST_WORD and _common_start(first, second) >= _SAME_START
    return OSA.distance(first, second) <= (2 if long else 1)


def _letters_of(word: str) -> str:
    return normalise.letters(word).translate(_LIGATURES)


def _common_start(first: str, second: str) -> int:
    length = min(len(first), len(second))
    return next((place for place in range(length) if first[place] != second[place]), length)


def redline(old: str, new: str, *, lexicon: Lexicon | None = None) -> tuple[Piece, ...]:
    """What was taken out and put in, in reading order.

    Args:
        old: A text.
        new: A text.
        lexicon: What is known of its language: no change is drawn over one of its operators.

    Returns:
        Pieces with what became of them: none empty, no two of a kind beside each other. The equal
        and the deleted ones joined are `old`, the equal and the inserted ones `new`.
    """
    known = lexicon or Lexicon("")
    before = normalise.partition(old, joints=known.joints)
    after = normalise.partition(new, joints=known.joints)
    guarded = _guarded(before, known) | _guarded(after, known)
    runs = _drawn_together(_slid(_diff(before, after)), guarded)
    return tuple(_pieces(_spelt(runs)))


def _diff(before: _Tokens, after: _Tokens) -> list[_Run]:
    """The runs of tokens kept, taken out and put in (diff-match-patch, line mode on words)."""
    if len(before) * len(after) > _LARGE:
        return _quick_diff(before, after)
    codes: dict[str, str] = {}
    for token in (*before, *after):
        codes.setdefault(token, _character(len(codes)))
    tokens = {code: token for token, code in codes.items()}
    engine = diff_match_patch()
    # The engine looks at the clock unless told not to; the same texts must give the same redline.
    engine.Diff_Timeout = 0
    encoded = ("".join(codes[token] for token in side) for side in (before, after))
    found = engine.diff_main(*encoded, False)  # noqa: FBT003 - the engine's own signature
    return [(_OPS[op], tuple(tokens[code] for code in text)) for op, text in found]


def _quick_diff(before: _Tokens, after: _Tokens) -> list[_Run]:
    """The same for very long texts, on which diff-match-patch takes seconds without its clock."""
    runs: list[_Run] = []
    for code in LCSseq.opcodes(before, after):
        if code.tag == "equal":
            runs.append((Op.EQUAL, before[code.src_start : code.src_end]))
        else:
            runs.append((Op.DELETE, before[code.src_start : code.src_end]))
            runs.append((Op.INSERT, after[code.dest_start : code.dest_end]))
    return _gathered(runs)


def _character(number: int) -> str:
    """A character that stands for a token."""
    code = _FIRST_CHARACTER + number
    return chr(code if code < _SURROGATES.start else code + len(_SURROGATES))


def _guarded(tokens: _Tokens, lexicon: Lexicon) -> frozenset[str]:
    """The tokens that no change may be drawn over: figures, and words of operators."""
    solid = [token for token in tokens if not token.isspace()]
    words = [_plain(token) for token in solid]
    numeric = [
        token[0].isdecimal() or lexicon.numbers.names(word)
        for token, word in zip(solid, words, strict=True)
    ]
    signs = [not any(map(str.isalnum, word)) for word in words]
    places = {place for place, number in enumerate(numeric) if number}
    negation = lexicon.negation
    for place, word in enumerate(words):
        if word in negation.particles or word in negation.seconds:
            places.add(place)
    for found in lexicon.operators.find(Words(words, numeric, signs)):
        if found.phrase.kind is not None:
            places.update(found.positions)
    return frozenset(solid[place] for place in places)


@lru_cache(maxsize=65536)
def _plain(token: str) -> str:
    """A token as the words of a lexicon are written."""
    return normalise.typography(token).casefold().lstrip("-")


def _slid(runs: Sequence[_Run]) -> list[_Run]:
    """Move lone changes to where a sentence starts, where the text is the same either way."""
    result = list(runs)
    for place in range(1, len(result) - 1):
        (left, before), (op, change), (right, after) = result[place - 1 : place + 2]
        if left is not Op.EQUAL or right is not Op.EQUAL:
            continue
        shift = _best_shift(before, change)
        if shift:
            text = before + change
            start = len(before) - shift
            result[place - 1] = (left, before[:start])
            result[place] = (op, text[start : start + len(change)])
            result[place + 1] = (right, text[start + len(change) :] + after)
    return [run for run in result if run[1]]


def _best_shift(before: _Tokens, change: _Tokens) -> int:
    """How many tokens further left a change may stand so that it starts a sentence."""
    text = before + change
    shift = 0
    while shift < len(before) and text[len(before) - shift - 1] == text[len(text) - shift - 1]:
        shift += 1
        previous = [token for token in before[: len(before) - shift] if not token.isspace()]
        if not text[len(before) - shift].isspace() and (
            not previous or previous[-1] in _SENTENCE_ENDS
        ):
            return shift
    return 0


def _drawn_together(runs: Sequence[_Run], guarded: frozenset[str]) -> list[_Run]:
    """Draw changes together that little parts, so that a sentence written anew reads as one.

    Little is a blank, and a short word between two replacements that are longer than it. A change
    of an operator stays by itself, where it is not one of many words replaced in a row: there it
    is an accident which old word stands over which new one.
    """
    groups = [tuple(group) for _, group in groupby(runs, key=lambda run: run[0] is Op.EQUAL)]
    rewritten = _rewritten(groups)
    result: list[_Run] = []
    for place, group in enumerate(groups):
        if 0 < place < len(groups) - 1 and group[0][0] is Op.EQUAL:
            before, after = groups[place - 1], groups[place + 1]
            kept = group[0][1]
            alone = any(not guarded.isdisjoint(run[1]) for run in (*before, *group, *after))
            if place in rewritten or (not alone and _is_little(kept, before, after)):
                result += [(Op.DELETE, kept), (Op.INSERT, kept)]
                continue
        result += group
    return _gathered(result)


def _rewritten(groups: Sequence[tuple[_Run, ...]]) -> frozenset[int]:
    """The blanks between changes that follow each other, where these are many."""
    found: list[int] = []
    row: list[int] = []
    for place, group in enumerate(groups):
        op, tokens = group[0]
        if op is Op.EQUAL and not all(token.isspace() for token in tokens):
            row = []
        elif op is Op.EQUAL:
            row.append(place)
        elif len(row) == _MANY:
            found += row
        elif len(row) > _MANY:
            found.append(row[-1])
    return frozenset(found)


def _is_little(kept: _Tokens, before: Sequence[_Run], after: Sequence[_Run]) -> bool:
    """Whether what stayed is little beside the changes before and after it.

    The measure is that of diff-match-patch's semantic clean-up, but for whole words.
    """
    words = [token for token in kept if not token.isspace()]
    if not words:
        return True
    length = sum(map(len, words))
    return all(any(map(str.isalnum, word)) for word in words) and all(
        len(change) > 1 and length <= max(sum(map(len, tokens)) for _, tokens in change)
        for change in (before, after)
    )


def _gathered(runs: Iterable[_Run]) -> list[_Run]:
    """Between two equal runs, one deletion and one insertion."""
    result: list[_Run] = []
    for changed, group in groupby(runs, key=lambda run: run[0] is not Op.EQUAL):
        members = list(group)
        for op in (Op.DELETE, Op.INSERT) if changed else (Op.EQUAL,):
            tokens = tuple(token for kind, run in members if kind is op for token in run)
            if tokens:
                result.append((op, tokens))
    return result


def _spelt(runs: Sequence[_Run]) -> Iterator[Piece]:
    """The runs as text, a word in another spelling letter by letter."""
    place = 0
    while place < len(runs):
        op, tokens = runs[place]
        following = runs[place + 1] if place + 1 < len(runs) else (Op.EQUAL, ())
        single = len(tokens) == len(following[1]) == 1
        if op is Op.DELETE and following[0] is Op.INSERT and single:
            yield from _letters(tokens[0], following[1][0])
            place += 1
        else:
            yield op, "".join(tokens)
        place += 1


def _letters(old: str, new: str) -> Iterator[Piece]:
    if not same_word(old, new):
        yield Op.DELETE, old
        yield Op.INSERT, new
        return
    start = _common_start(old, new)
    end = min(_common_start(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    yield Op.EQUAL, old[:start]
    yield Op.DELETE, old[start : len(old) - end]
    yield Op.INSERT, new[start : len(new) - end]
    yield Op.EQUAL, old[len(old) - end :]


def _pieces(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for op, group in groupby((piece for piece in pieces if piece[1]), key=lambda piece: piece[0]):
        yield op, "".join(text for _, text in group)
