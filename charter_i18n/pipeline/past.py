"""What came before the texts of a source: since when each stands there, and what stood before."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from charter_i18n.lexicon import Lexicon
from charter_i18n.model import Document, Key, Segment
from charter_i18n.pipeline.archive import SourceState
from charter_i18n.pipeline.sources import WORKING
from charter_i18n.template import passages_of


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text comes from.

    `since` names the revision that brought it, None where that is not known; `before` is the state
    of the source that it changed.
    """

    since: str | None = None
    before: SourceState | None = None


UNKNOWN = Provenance()


@dataclass(frozen=True, slots=True)
class Step:
    """What a revision made of a source, from one of its states to the working text.

    `ancestors` names for each text the one that it was, `renumbered` for what a reference named
    what it has to name now.
    """

    ancestors: Mapping[Key, Key] = field(default_factory=dict)
    renumbered: Mapping[str, str] = field(default_factory=dict)


class Past:
    """The past of one source, shared by all locales."""

    def __init__(
        self,
        document: Document,
        states: Iterable[SourceState],
        lexicon: Callable[[], Lexicon],
    ) -> None:
        """`states` are the earlier ones, newest first; all is looked at on demand."""
        self._document = document
        self._states = states
        self._lexicon = lexicon
        self._lines = [line.rstrip(b"\r") for line in document.text.encode().split(b"\n")]
        self._segments = {item.key: item for item in reversed([*document.segments])}
        self._found: dict[Key, Provenance] = {}
        self._steps: dict[SourceState, Step] = {}

    def segment(self, key: Key) -> Segment:
        """The first place of a text of the document."""
        return self._segments[key]

    def provenance(self, key: Key) -> Provenance:
        """Where a text of the document comes from."""
        if key not in self._found:
            self._found[key] = self._trace(self._segments[key])
        return self._found[key]

    def _trace(self, segment: Segment) -> Provenance:
        lines = self._lines[segment.line - 1 : segment.end_line]
        since = WORKING
        for state in self._states:
            if state.holds(segment, lines):
                since = state.name
            elif not state.broken:
                return Provenance(since, state)
        # It has stood there for as long as anything is known, which may not be very long.
        return UNKNOWN

    def ancestor(self, key: Key) -> Key | None:
        """The text that a revision made into this one; of merged ones, all of them joined."""
        before = self.provenance(key).before
        return None if before is None else self._step(before).ancestors.get(key)

    def renumbered(self, key: Key) -> Mapping[str, str] | None:
        """How the revision that brought a text, and those since, renumbered its source."""
        before = self.provenance(key).before
        return None if before is None else self._step(before).renumbered

    def section(self, key: Key, old: Key) -> tuple[str, ...]:
        """Where the text `old` stood that is `key` now; nothing where that is not known."""
        before = self.provenance(key).before
        for state in self._from(before) if before else ():
            if (state is before or state.mentions(old)) and old in state.places:
                return state.places[old]
        return ()

    def _from(self, first: SourceState) -> Iterator[SourceState]:
        """A state and those before it."""
        reached = False
        for state in self._states:
            reached = reached or state is first
            if reached:
                yield state

    def _step(self, before: SourceState) -> Step:
        if before not in self._steps:
            self._steps[before] = self._compared(before)
        return self._steps[before]

    def _compared(self, before: SourceState) -> Step:
        # Slow to import, and most runs do not ask.
        from charter_i18n import alignment, severity  # noqa: PLC0415

        lexicon = self._lexicon()
        old, new = before.passages, passages_of(self._document)
        nouns = lexicon.references.labels
        found = alignment.match(old, new, label_nouns=nouns)
        pairs = alignment.corresponding(old, new, found, label_nouns=nouns)
        ancestors = {
            new[index].key: Key(
                " ".join(old[place].msgid for place in match.old), old[match.old[0]].msgctxt
            )
            for match in found.matches
            if match.old and not match.ambiguous
            for index in match.new
        }
        return Step(ancestors, severity.renumbering(pairs, lexicon=lexicon))
