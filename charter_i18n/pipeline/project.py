"""What every use case reads first: the project's documents and catalogues.

Faults of all files are collected and raised together.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from charter_i18n import po, review, template
from charter_i18n.config import FrontMatter
from charter_i18n.errors import (
    CharterError,
    ConfigurationError,
    Fault,
    InputError,
    Place,
    message,
    plural,
)
from charter_i18n.files import read_text
from charter_i18n.formats import markdown
from charter_i18n.given import merge_marks
from charter_i18n.model import Catalogue, Document, Entry
from charter_i18n.review import EMPTY, Ledger
from charter_i18n.workspace import Workspace

_Value = TypeVar("_Value")
_Item = TypeVar("_Item")


def collect(items: Iterable[_Item], read: Callable[[_Item], _Value]) -> tuple[_Value, ...]:
    """Read each item; the faults of all are raised together.

    Raises:
        InputError: one of the items is invalid.
    """
    values: list[_Value] = []
    faults: list[Fault] = []
    for item in items:
        try:
            values.append(read(item))
        except CharterError as error:
            faults += error.faults
    if faults:
        raise InputError(faults)
    return tuple(values)


def read_document(workspace: Workspace, path: str) -> Document:
    """A source, cut into segments.

    Raises:
        InputError: it is invalid, or a merge left its marks in what would be translated.
    """
    translate = workspace.config.front_matter.translate
    text = workspace.read(path)
    if _MARK not in text:
        return markdown.parse(text, path=path, translate=translate)
    conflict = InputError(_conflicts(text, path))
    try:
        document = markdown.parse(text, path=path, translate=translate)
    except InputError as error:
        raise (conflict if conflict.faults else error) from error
    # In a block of code they may be meant.
    if any(mark == _MARK for item in document.segments for _, mark in merge_marks(item.text)):
        raise conflict
    return document


_MARK = "<<<<<<<"


def _conflicts(text: str, path: str) -> Iterator[Fault]:
    hint = message("keep one side, without this line")
    for line, mark in merge_marks(text):
        yield Fault(message("merge conflict: {mark}", mark=mark), Place(path, line), hint)


def read_file(workspace: Workspace | None, file: Path) -> Document:
    """Any Markdown file, with the project's settings where it lies in one.

    Raises:
        InputError: the file is invalid.
    """
    if workspace is not None and file.resolve().is_relative_to(workspace.root):
        return read_document(workspace, workspace.relative(file))
    path = file.as_posix()
    translate = (workspace.config.front_matter if workspace else FrontMatter()).translate
    return markdown.parse(read_text(file, place=path, pipe=True), path=path, translate=translate)


def read_documents(workspace: Workspace) -> tuple[Document, ...]:
    """All working sources of the project.

    Raises:
        InputError: one of them is invalid, or there is none.
    """
    return collect(_documents(workspace), lambda path: read_document(workspace, path))


def _documents(workspace: Workspace) -> tuple[str, ...]:
    paths = workspace.documents()
    if not paths:
        raise InputError(
            Fault(
                message("no Markdown file below {folder}/", folder=workspace.config.source_dir),
                hint=message("write the source text there, for example charte.md"),
            )
        )
    return paths


def misnamed(workspace: Workspace) -> Iterator[Fault]:
    """A fault where there are files that look like sources, and are left out for their names."""
    paths = workspace.misnamed()
    if paths:
        text = message("this file is left out: its name does not end in .md")
        if len(paths) > 1:
            text = plural(
                "this file and {count} more are left out: their names do not end in .md",
                "this file and {count} more are left out: their names do not end in .md",
                len(paths) - 1,
            )
        yield Fault(text, Place(paths[0]), message("rename it, or exclude it"))


def read_catalogue(
    workspace: Workspace, path: str, *, template: Iterable[Entry] = ()
) -> Catalogue | None:
    """A catalogue, or None where there is no file; it shares the msgids of its `template`."""
    text = workspace.read_if_there(path)
    if text is None:
        return None
    return po.parse(text, path=path, known={entry.msgid: entry.msgid for entry in template})


def read_ledgers(workspace: Workspace, locales: Sequence[str]) -> dict[str, Ledger]:
    """The reviews of each locale, those of all documents together.

    A verdict is about two texts, wherever they stand: what was rejected in one document must not
    be published in another.

    Raises:
        InputError: a ledger is invalid.
    """
    found = collect(locales, lambda locale: ledger_files(workspace, locale))
    return {
        locale: joined(ledgers.values()) for locale, ledgers in zip(locales, found, strict=True)
    }


def ledger_files(workspace: Workspace, locale: str) -> dict[str, Ledger]:
    """The ledgers of a locale by their paths.

    Raises:
        InputError: some of them are invalid.
    """
    paths = workspace.ledgers(locale)
    read = collect(paths, lambda path: review.parse(workspace.read(path), path=path))
    return dict(zip(paths, read, strict=True))


def joined(ledgers: Iterable[Ledger]) -> Ledger:
    """What several ledgers say together."""
    several = [ledger for ledger in ledgers if ledger.records]
    if len(several) > 1:
        return Ledger.of(record for ledger in several for record in ledger.records)
    return several[0] if several else EMPTY


@dataclass(frozen=True, slots=True)
class Target:
    """A document in one locale: the texts to translate, and what there is of a translation.

    `ledger` are the reviews of the locale, which decide on its translations; `own` those that were
    written for this document, which tell what became of it.
    """

    locale: str
    document: Document
    template: tuple[Entry, ...]
    catalogue: Catalogue | None
    ledger: Ledger
    own: Ledger = EMPTY

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entry for each text of the source as it is now; blank where there is none yet."""
        found = self.catalogue.entries if self.catalogue else ()
        known = {entry.key: entry for entry in found if not entry.obsolete}
        return tuple(known.get(blank.key, blank) for blank in self.template)


def read_targets(workspace: Workspace, locales: Sequence[str]) -> tuple[Target, ...]:
    """All documents in all `locales`, locale by locale.

    Raises:
        InputError: a source, a catalogue or a ledger is invalid.
    """
    found = targets(workspace, locales)
    return tuple(sorted(found, key=lambda target: locales.index(target.locale)))


def targets(workspace: Workspace, locales: Sequence[str]) -> Iterator[Target]:
    """All documents in all `locales`, document by document; each is read when it is asked for.

    Raises:
        InputError: after the last one, when a source, a catalogue or a ledger was invalid.
    """
    faults: list[Fault] = []
    reviews: dict[str, tuple[Ledger, dict[str, Ledger]]] = {}
    for locale in locales:
        try:
            ledgers = ledger_files(workspace, locale)
        except CharterError as error:
            faults += error.faults
        else:
            reviews[locale] = (joined(ledgers.values()), ledgers)
    for path in _documents(workspace):
        try:
            document = read_document(workspace, path)
        except CharterError as error:
            faults += error.faults
            continue
        texts = template.entries(document)
        for locale, (ledger, ledgers) in reviews.items():
            own = ledgers.get(workspace.ledger_path(path, locale), EMPTY)
            try:
                file = workspace.catalogue_path(path, locale)
                catalogue = read_catalogue(workspace, file, template=texts)
            except CharterError as error:
                faults += error.faults
            else:
                yield Target(locale, document, texts, catalogue, ledger, own)
    if faults:
        raise InputError(faults)


def chosen_locales(workspace: Workspace, wanted: Sequence[str]) -> tuple[str, ...]:
    """The project's locales, or those that the user asks for.

    Raises:
        ConfigurationError: one of them is none of the project's.
    """
    ours = workspace.config.locales
    names = {locale.casefold().replace("-", "_"): locale for locale in ours}
    found = [names.get(locale.casefold().replace("-", "_")) for locale in wanted]
    unknown = [locale for locale, match in zip(wanted, found, strict=True) if match is None]
    if unknown:
        hint = message("the project has {locales}", locales=", ".join(ours))
        raise ConfigurationError(
            [Fault(message("no locale {locale} here", locale=item), hint=hint) for item in unknown]
        )
    return tuple(locale for locale in ours if not wanted or locale in found)
