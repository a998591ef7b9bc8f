"""Translations are spliced into a document, and the result is read again before it is believed.

A translation that the guard finds wrong is written once more with escapes; where these do not
help it is refused, with the reason, and its segment falls back to the source. One bad translation
never stops the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.errors import Message, message
from charter_i18n.formats import frontmatter, writing
from charter_i18n.formats.leaves import Inline
from charter_i18n.guard import Filling, Finding, Guard
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


def render(
    document: Document, translations: Mapping[Key, str], *, fallback: Fallback = BARE
) -> Rendering:
    """Splice `translations` (of current entries) into `document`.

    With the bare fallback and no translation, or `msgstr == msgid` everywhere, the text is the
    source, byte for byte.
    """
    candidates = tuple(_candidates(document, translations, fallback))
    guard = Guard(document)
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
        guard.text(accepted.fillings), tuple(translated), tuple(missing), tuple(refused)
    )


def _accept(guard: Guard, base: _Accepted, group: Sequence[_Candidate]) -> _Accepted:
    """Add to `base` as much of `group` as the guard lets through.

    The usual case is one look at the whole document. What is wrong is found by halving, so the
    looks grow with the number of wrong translations, not with the document.
    """
    if not group:
        return base
    trial = _Accepted(
        {**base.variants, **{item.index: item.variants[0] for item in group}}, base.findings
    )
    finding = guard.check(trial.fillings)
    if finding is None:
        return trial
    if len(group) == 1:
        return _next_variant(guard, base, group[0], finding)
    middle = len(group) // 2
    return _accept(guard, _accept(guard, base, group[:middle]), group[middle:])


def _next_variant(guard: Guard, base: _Accepted, item: _Candidate, finding: Finding) -> _Accepted:
    """Try the further ways to fill one place; keep the finding about the first."""
    if not item.variants[0].translated:
        return base
    findings = {**base.findings, item.index: base.findings.get(item.index, finding)}
    base = _Accepted(base.variants, findings)
    rest = item.variants[1:]
    if not rest:
        return base
    return _accept(guard, base, [_Candidate(item.index, item.segment, item.msgstr, rest)])


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
        except writing.UnwritableError:
            finding = Finding(
                message("it holds a paragraph break, the source is one paragraph"),
                message("take the empty line out"),
            )
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
