"""Translations are spliced into a document, and the result is read again before it is believed.

A translation that the guard finds wrong is written once more with escapes; where these do not
help it is refused, with the reason, and its segment falls back to the source. One bad translation
never stops the others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from charter_i18n.comparison import Filling
from charter_i18n.errors import Message
from charter_i18n.findings import Finding
from charter_i18n.formats import frontmatter, writing
from charter_i18n.formats.cuts import Cut
from charter_i18n.formats.leaves import Inline
from charter_i18n.guard import Guard, alone
from charter_i18n.model import Document, Key, Kind, Segment

_SPAN_KINDS = frozenset(
    {
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.LIST_ITEM,
        Kind.QUOTE,
        Kind.TABLE_CELL,
        Kind.TERM,
        Kind.DEFINITION,
        Kind.FOOTNOTE,
    }
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A translation that would change its document, and what its translator can do."""

    segment: Segment
    msgstr: str
    reason: Message
    hint: Message | None = None


@dataclass(frozen=True, slots=True)
class Rendering:
    """A rendered text, and its segments by their fate, in document order.

    `missing` are shown in the source's words; the refused are among them.
    """

    text: str
    translated: tuple[Segment, ...]
    missing: tuple[Segment, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class Fallback:
    """The marks around a source text that stands where a translation is missing.

    They are set where they are safe; without marks the source's own bytes are shown.
    """

    opening: str = ""
    closing: str = ""

    @classmethod
    def span(cls, tag: str, *, direction: str = "") -> "Fallback":
        """A `span` that names the language, and the direction where it differs around it."""
        attribute = f' dir="{direction}"' if direction else ""
        return cls(f'<span lang="{tag}"{attribute}>', "</span>")


BARE = Fallback()


@dataclass(frozen=True, slots=True)
class _Variant:
    """A way to fill a segment's place; the last resort is not to fill it."""

    filling: Filling
    translated: bool


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A segment, where it stands among the pieces, and the ways to fill its place, best first."""

    index: int
    segment: Segment
    msgstr: str
    variants: tuple[_Variant, ...]
    refusal: Finding | None = None


@dataclass(frozen=True, slots=True)
class _Accepted:
    """What the guard has let through: a variant for some pieces, findings for others."""

    variants: Mapping[int, _Variant]
    findings: Mapping[int, Finding]

    @property
    def fillings(self) -> dict[int, Filling]:
        return {index: variant.filling for index, variant in self.variants.items()}

    def filled_by(self, group: Iterable[_Candidate]) -> "_Accepted":
        """This with the best way to fill each place of `group`."""
        best = {item.index: item.variants[0] for item in group}
        return _Accepted({**self.variants, **best}, self.findings)

    def with_all_of(self, other: "_Accepted") -> "_Accepted":
        """This and what the guard has let through elsewhere."""
        return _Accepted({**self.variants, **other.variants}, {**self.findings, **other.findings})


def render(
    document: Document, translations: Mapping[Key, str], *, fallback: Fallback = BARE
) -> Rendering:
    """Splice `translations` (of current entries) into `document`.

    With the bare fallback and no translation, or `msgstr == msgid` everywhere, the text is the
    source, byte for byte.
    """
    candidates = tuple(_candidates(document, translations, fallback))
    guard = Guard.of(document)
    accepted = _accept(guard, _Accepted({}, {}), [item for item in candidates if item.variants])
    translated, missing, refused = [], [], []
    for item in candidates:
        variant = accepted.variants.get(item.index)
        if item.msgstr == item.segment.msgid or (variant is not None and variant.translated):
            translated.append(item.segment)
            continue
        missing.append(item.segment)
        finding = item.refusal or accepted.findings.get(item.index)
        if finding is not None:
            refused.append(Refusal(item.segment, item.msgstr, finding.reason, finding.hint))
    return Rendering(
        guard.rendered(accepted.fillings), tuple(translated), tuple(missing), tuple(refused)
    )


def _accept(guard: Guard, base: _Accepted, group: Sequence[_Candidate]) -> _Accepted:
    """Add to `base` as much of `group` as the guard lets through.

    The usual case is one look at the whole document. What is wrong is found by halving.
    """
    if not group:
        return base
    trial = base.filled_by(group)
    finding = guard.check(trial.fillings)
    if finding is None:
        return trial
    if len(group) == 1:
        # What can be said of a text alone is said of it, whether others are wrong or not.
        return _next_variants(guard, base, group, {group[0].index: finding, **_alone(group)})
    own = guard.own_findings(trial.fillings) or _alone(group)
    bad = [item for item in group if item.index in own]
    if bad:
        rest = [item for item in group if item.index not in own]
        return _next_variants(guard, _accept(guard, base, rest), bad, own)
    return _in_parts(guard, base, group) or _in_turn(guard, base, group)


def _alone(group: Iterable[_Candidate]) -> dict[int, Finding]:
    """What is wrong with translations that share a block, seen by each of them alone."""
    found = ((item, alone(item.segment, item.variants[0].filling.text)) for item in group)
    return {item.index: finding for item, finding in found if finding is not None}


def _in_parts(guard: Guard, base: _Accepted, group: Sequence[_Candidate]) -> _Accepted | None:
    """Let two guards look at a part of the document each, so that the looks get shorter.

    None where the document cannot be cut, or where the parts do not read alike in the whole.
    """
    middle, cut = _middle_cut(guard, group)
    parts = guard.parts(cut, base.filled_by(group).fillings) if cut is not None else None
    if parts is None:
        return None
    first = _accept(parts[0], base, group[:middle])
    both = first.with_all_of(_accept(parts[1], base, group[middle:]))
    return both if guard.check(both.fillings) is None else None


def _middle_cut(guard: Guard, group: Sequence[_Candidate]) -> tuple[int, Cut | None]:
    """Where the document can be cut nearest to the middle of `group`, and the cut."""
    length = len(group)
    middles = sorted(range(1, length), key=lambda place: abs(2 * place - length))
    for inner, middle in product((False, True), middles):
        cut = guard.cut(group[middle - 1].index, group[middle].index, inner=inner)
        if cut is not None:
            return middle, cut
    return 0, None


def _in_turn(guard: Guard, base: _Accepted, group: Sequence[_Candidate]) -> _Accepted:
    """Look at the whole document with each half of `group`."""
    middle = len(group) // 2
    return _accept(guard, _accept(guard, base, group[:middle]), group[middle:])


def _next_variants(
    guard: Guard, base: _Accepted, group: Sequence[_Candidate], found: Mapping[int, Finding]
) -> _Accepted:
    """Try the further ways to fill places; keep what was found about the last translated ones."""
    tried = [item for item in group if item.variants[0].translated]
    known = {item.index: found[item.index] for item in tried}
    rest = [replace(item, variants=item.variants[1:]) for item in tried if item.variants[1:]]
    return _accept(guard, _Accepted(base.variants, {**base.findings, **known}), rest)


def _candidates(
    document: Document, translations: Mapping[Key, str], fallback: Fallback
) -> Iterator[_Candidate]:
    for index, piece in enumerate(document.pieces):
        if not isinstance(piece, Segment):
            continue
        msgstr = translations.get(piece.key, "")
        if msgstr == piece.msgid:
            yield _Candidate(index, piece, msgstr, ())
            continue
        marked = tuple(_marked(piece, fallback))
        try:
            written = _written(piece, msgstr) if msgstr else ()
        except writing.UnwritableError as error:
            finding = Finding(error.reason, error.hint)
            yield _Candidate(index, piece, msgstr, marked, finding)
        else:
            yield _Candidate(index, piece, msgstr, (*written, *marked))


def _written(segment: Segment, msgstr: str) -> tuple[_Variant, ...]:
    """The translation as it is, and with escapes where these make a difference."""
    if segment.kind is Kind.FRONT_MATTER:
        return (_Variant(Filling(frontmatter.encode(segment, msgstr)), translated=True),)
    plain = writing.write(segment.slot, msgstr)
    hardened = writing.write(segment.slot, msgstr, hardened=True)
    texts = (plain,) if plain == hardened else (plain, hardened)
    return tuple(_Variant(Filling(text), translated=True) for text in texts)


def _marked(segment: Segment, fallback: Fallback) -> Iterator[_Variant]:
    """The source's words between marks, where HTML may stand around them."""
    if fallback.opening and segment.kind in _SPAN_KINDS:
        marks = (Inline("html", fallback.opening), Inline("html", fallback.closing))
        text = f"{fallback.opening}{segment.text}{fallback.closing}"
        yield _Variant(Filling(text, marks), translated=False)
