"""Earlier states of the project's files: from git, and for sources else from the released versions.

A state is read when somebody asks for it, and once in a run, however many ask.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Generic, TypeVar

from charter_i18n import po, template
from charter_i18n.errors import CharterError
from charter_i18n.formats import markdown
from charter_i18n.lineage import Lineage
from charter_i18n.model import Catalogue, Document, Entry, Key, Passage, Segment
from charter_i18n.pipeline import released
from charter_i18n.workspace import Workspace

_STATES = 100
"""How many earlier states of a file are looked at."""
_FUZZY = re.compile(rb"^#,.*\bfuzzy\b", re.MULTILINE)
_FOLD = re.compile(rb"[ \t]*\r?\n[ \t>]*")
# A hard break, a table's pipe, and what YAML, TOML and HTML escape or quote.
_WRITTEN_OTHERWISE = re.compile(rb"[\n|\\'\"&<>]")
_Value = TypeVar("_Value")


class Replay(Generic[_Value]):
    """Values that are taken from an iterator on demand and can be gone through again."""

    def __init__(self, values: Iterator[_Value]) -> None:
        """Nothing is taken before the first question."""
        self._values = values
        self._taken: list[_Value] = []

    def __iter__(self) -> Iterator[_Value]:
        position = 0
        while True:
            if position == len(self._taken):
                try:
                    self._taken.append(next(self._values))
                except StopIteration:
                    return
            yield self._taken[position]
            position += 1


class CatalogueState:
    """A catalogue as a commit left it."""

    def __init__(self, path: str, content: Callable[[], bytes]) -> None:
        """`content` gives the file's bytes; they are read and parsed when they have to be."""
        self._path = path
        self._content = content

    @cached_property
    def marks(self) -> frozenset[bytes]:
        """The blocks of the file that bear a fuzzy mark: most states need not be parsed."""
        content = self._content()
        blocks = content.split(b"\n\n") if b"fuzzy" in content else ()
        return frozenset(block for block in blocks if _FUZZY.search(block))

    @cached_property
    def catalogue(self) -> Catalogue | None:
        """The catalogue; None where it was broken."""
        try:
            return po.parse(self._content().decode(), path=self._path)
        except (CharterError, UnicodeDecodeError):
            # The other states still tell something.
            return None

    @cached_property
    def entries(self) -> Mapping[Key, Entry]:
        """Its live entries."""
        found = self.catalogue.entries if self.catalogue else ()
        return {entry.key: entry for entry in found if not entry.obsolete}


class SourceState:
    """A source as a revision had it; `name` is what to call the revision."""

    def __init__(self, name: str, content: bytes, parse: Callable[[str], Document]) -> None:
        """The file's bytes; they are parsed when they have to be."""
        self.name = name
        self._content = content
        self._parse = parse

    @cached_property
    def _text(self) -> str | None:
        try:
            return self._content.decode()
        except UnicodeDecodeError:
            return None

    @property
    def broken(self) -> bool:
        """Whether the file was no text, so that nothing can be said of this state."""
        return self._text is None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The texts of the source, in order; none where it was broken."""
        try:
            return template.passages_of(self._parse(self._text or ""))
        except CharterError:
            # The other states still tell something.
            return ()

    @cached_property
    def places(self) -> Mapping[Key, tuple[str, ...]]:
        """The section in which each text stood first."""
        return {passage.key: passage.section for passage in reversed(self.passages)}

    @cached_property
    def _lines(self) -> frozenset[bytes]:
        return frozenset(line.rstrip(b"\r") for line in self._content.split(b"\n"))

    @cached_property
    def _unfolded(self) -> bytes:
        """The source on one line, without what continues a quote or an indented block."""
        return _FOLD.sub(b" ", self._content)

    def holds(self, segment: Segment, lines: Iterable[bytes]) -> bool:
        """Whether a text stood in the source; `lines` are those of its segment as it is now.

        Where all of them were there the text was. The state is parsed only where one was not, and
        the text may have been wrapped or marked up otherwise.
        """
        if segment.msgctxt is None and self._lines.issuperset(lines):
            return True
        return self.mentions(segment.key) and segment.key in self.places

    def mentions(self, key: Key) -> bool:
        """Whether it is worth parsing the state to look for a text: all pieces of it are there."""
        pieces = _WRITTEN_OTHERWISE.split(key.msgid.encode())
        return all(piece in self._unfolded for piece in pieces)


class Archive:
    """The earlier states of a project's files, newest first."""

    def __init__(self, workspace: Workspace) -> None:
        """Nothing is read before the first question."""
        self._workspace = workspace
        self._catalogues: dict[str, Replay[CatalogueState]] = {}
        self._sources: dict[str, Replay[SourceState]] = {}

    def catalogue(self, path: str) -> Iterable[CatalogueState]:
        """The committed states of a catalogue."""
        if path not in self._catalogues:
            self._catalogues[path] = Replay(self._committed_catalogues(path))
        return self._catalogues[path]

    def source(self, document: str) -> Iterable[SourceState]:
        """The committed states of a source; where nothing is committed, the released ones."""
        if document not in self._sources:
            self._sources[document] = Replay(self._states(document))
        return self._sources[document]

    @cached_property
    def _catalogue_lineage(self) -> Lineage:
        folder = self._workspace.config.locale_dir
        return Lineage(self._workspace.root, folder, ending=".po", limit=_STATES)

    @cached_property
    def _source_lineage(self) -> Lineage:
        folder = self._workspace.config.source_dir
        return Lineage(self._workspace.root, folder, ending=".md", limit=_STATES)

    def _committed_catalogues(self, path: str) -> Iterator[CatalogueState]:
        lineage = self._catalogue_lineage
        for state in lineage.states(path):
            yield CatalogueState(path, partial(lineage.content, state.blob))

    def _states(self, document: str) -> Iterator[SourceState]:
        found = False
        translate = self._workspace.config.front_matter.translate
        parse = partial(markdown.parse, path=document, translate=translate)
        lineage = self._source_lineage
        for state in lineage.states(document):
            found = True
            name = f"{state.revision[:7]} ({state.date.date().isoformat()})"
            yield SourceState(name, lineage.content(state.blob), parse)
        if not found:
            for name, text in self._released(document):
                yield SourceState(name, text.encode(), parse)

    def _released(self, document: str) -> Iterator[tuple[str, str]]:
        """The released texts of a source with their versions, newest first."""
        inner = self._workspace.inner(document)
        for release in reversed(released.read_registry(self._workspace).releases):
            if inner in release.paths:
                yield str(release.number), released.text(self._workspace, release, inner)
