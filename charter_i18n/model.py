"""Every noun of the project: frozen values that the other modules exchange.

The terms are gettext's and the field's: a *segment* is a slice of a source, an *entry* a record
of a *catalogue*; see `docs/architecture.md`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NamedTuple

from charter_i18n.errors import Fault, Message


class Kind(StrEnum):
    """What a segment is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    QUOTE = "quote"
    TABLE_CELL = "table-cell"
    TERM = "term"
    DEFINITION = "definition"
    FOOTNOTE = "footnote"
    IMAGE_ALT = "image-alt"
    REFERENCE_TITLE = "reference-title"
    FRONT_MATTER = "front-matter"
    HTML = "html"


class Key(NamedTuple):
    """What identifies an entry in a catalogue (gettext manual, "Contexts")."""

    msgid: str
    msgctxt: str | None = None

    @property
    def id(self) -> str:
        """`seg-` and ten hexadecimal digits: names a text, not a place."""
        import hashlib  # noqa: PLC0415 - slow to import, and most runs name no segment

        text = self.msgid if self.msgctxt is None else f"{self.msgctxt}\x04{self.msgid}"
        return "seg-" + hashlib.sha256(text.encode()).hexdigest()[:10]


class SlotStyle(StrEnum):
    """How text is written in the place where a segment stands."""

    INLINE = "inline"  # inline Markdown over one or more lines
    LINE = "line"  # inline Markdown on a single line (ATX heading)
    SETEXT = "setext"  # inline Markdown above an underline of hyphens
    CELL = "cell"  # a table cell: one line, pipes escaped
    ALT = "alt"  # the alternative text of an image
    TITLE = "title"  # the title of a reference definition, between its delimiters
    YAML = "yaml"  # a value of YAML front matter, with its quotes
    YAML_FLOW = "yaml-flow"  # the same inside `[ ]` or `{ }`
    TOML = "toml"  # a value of TOML front matter, with its quotes
    HTML = "html"  # a whole HTML block, or a text inside one
    ATTRIBUTE = "attribute"  # the value of an HTML attribute, between its quotes


@dataclass(frozen=True, slots=True)
class Slot:
    """How a translation is written where its segment stands.

    `prefix` continues the containers on a further line (`> `, indent); `breaks` are the hard
    breaks of the source in order, each from its marker to the text of the next line; `quote` is
    the delimiter around a title or an attribute.

    For a value of front matter, `prefix` is the indent of a block scalar, `quote` the delimiter
    or the indicator (`|`, `>`, nothing for a plain scalar), and `breaks` are the newlines that
    the value has before and after its msgid.
    """

    style: SlotStyle = SlotStyle.INLINE
    prefix: str = ""
    breaks: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A slice of a source that is never translated."""

    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A slice of a source that is translated.

    `text` is the exact slice; `msgid` is what translators see of it. `line` and `end_line` are
    1-based. `section` is the path of headings above (for front matter: the dotted key).
    `comments` are the author's notes to translators.
    """

    kind: Kind
    text: str
    msgid: str
    slot: Slot
    line: int
    end_line: int
    section: tuple[str, ...] = ()
    msgctxt: str | None = None
    comments: tuple[str, ...] = ()

    @property
    def key(self) -> Key:
        """The key of this segment's entry."""
        return Key(self.msgid, self.msgctxt)


Piece = Verbatim | Segment


@dataclass(frozen=True, slots=True)
class Document:
    """A partition of a text: the joined pieces are the text, byte for byte.

    `path` is relative to the project, POSIX (`source/charte.md`).
    """

    path: str
    pieces: tuple[Piece, ...]
    warnings: tuple[Fault, ...] = ()

    @property
    def text(self) -> str:
        """The source text."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def segments(self) -> Iterator[Segment]:
        """The segments in document order."""
        return (piece for piece in self.pieces if isinstance(piece, Segment))


@dataclass(frozen=True, slots=True)
class Plural:
    """The plural half of an entry: `msgid_plural` and `msgstr[0]`, `msgstr[1]` and so on."""

    msgid: str
    msgstrs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record of a catalogue (gettext manual, "The Format of PO Files").

    `comments` are the translator's (`# `), `extracted` the tool's (`#.`), `references` the files
    (`#:`), `flags` all flags but `fuzzy`. `previous` is the key of the text that the msgstr
    translates, where it is not the msgid (`#|`); `previous_plural` its plural. `raw` is the exact
    slice of the file that the entry was read from, without the blank lines before it (`gap`), and
    empty once the entry is changed; `line` is where its first keyword (`msgctxt` or `msgid`)
    stands.
    """

    msgid: str
    msgstr: str = ""
    msgctxt: str | None = None
    fuzzy: bool = False
    obsolete: bool = False
    previous: Key | None = None
    plural: Plural | None = None
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    raw: str = ""
    gap: str = "\n"
    line: int = 0
    previous_plural: str | None = None

    @property
    def key(self) -> Key:
        """What identifies this entry."""
        return Key(self.msgid, self.msgctxt)

    @property
    def translated(self) -> bool:
        """Whether there is a translation, fuzzy or not."""
        return bool(self.msgstr) or (self.plural is not None and any(self.plural.msgstrs))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A PO file: its header entry (msgid empty), its entries in file order, and what ends it.

    `lead` are the blank lines before the first entry; `tail` is what follows the last one
    (comments that belong to none, blank lines); `newline` is the file's own line end; `bom` tells
    that the file began with a byte order mark. A file without a header entry has an empty one
    here, which is not written.
    """

    path: str
    header: Entry
    entries: tuple[Entry, ...] = ()
    tail: str = ""
    newline: str = "\n"
    bom: bool = False
    lead: str = ""


class ChangeKind(StrEnum):
    """What became of a segment from one revision to the next."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    REVISED = "revised"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"


class Severity(IntEnum):
    """How much a change matters to the translation of a segment; ordered."""

    NONE = 0
    COSMETIC = 1
    MINOR = 2
    MAJOR = 3
    CRITICAL = 4

    def __str__(self) -> str:
        return self.name.lower()


class ChangeClass(StrEnum):
    """In what respect a segment changed."""

    TYPOGRAPHY = "typography"
    LINK = "link"
    PUNCTUATION = "punctuation"
    SPELLING = "spelling"
    RENUMBERING = "renumbering"
    WORDING = "wording"
    ADDITION = "addition"
    DELETION = "deletion"
    REFERENCE = "reference"
    UNKNOWN = "unknown"
    NEGATION = "negation"
    MODALITY = "modality"
    NUMBER = "number"
    SCOPE = "scope"
    EXCEPTION = "exception"
    COORDINATION = "coordination"
    ACTOR = "actor"
    TERM = "term"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Passage:
    """A text in its place: what `alignment` compares, whether segment or entry.

    `line` is where the text stands in its source, 0 where that is not known; it is no part of
    what a passage is.
    """

    msgid: str
    msgctxt: str | None = None
    kind: Kind = Kind.PARAGRAPH
    section: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """What identifies the passage's entry."""
        return Key(self.msgid, self.msgctxt)


@dataclass(frozen=True, slots=True)
class Match:
    """One row of an alignment: indices into the old and the new passages.

    Indices of obsolete passages follow those of the old ones: `len(old)` is the first obsolete.
    `score` is the similarity from 0 to 1; `ambiguous` matches are suggestions for a reader and
    carry no translation (their kind is `added`, `old` names the candidates, best first). `moved`
    tells that the pair stands outside the order that the revision kept, whatever its kind.
    """

    kind: ChangeKind
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float = 1.0
    ambiguous: bool = False
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Alignment:
    """Old and new passages paired: new ones in document order, then the removed.

    Every new index stands in exactly one match; every old index in exactly one match that is
    not ambiguous, every index of an obsolete passage in at most one.
    """

    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a text from one revision to the next, and how much it matters.

    `old` and `new` hold one passage each, but for splits (several new), merges (several old),
    `added` (no old; candidates where `ambiguous`) and `removed` (no new). `reason` says it in
    words. `returned` tells that the old passage is that of an obsolete entry.
    """

    kind: ChangeKind
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    severity: Severity = Severity.NONE
    classes: tuple[ChangeClass, ...] = ()
    reason: Message | None = None
    score: float = 1.0
    ambiguous: bool = False
    returned: bool = False
