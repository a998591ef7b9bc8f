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
    """A source, cut into segments."""
    translate = workspace.config.front_matter.translate
    return markdown.parse(workspace.read(path), path=path, translate=translate)


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
        text = plural(
            "this file is left out: its name does not end in .md",
            "this file and {others} more are left out: their names do not end in .md",
            len(paths),
            others=len(paths) - 1,
        )
        yield Fault(text, Place(paths[0]), message("rename it, or exclude it"))


def read_catalogue(workspace: Workspace, path: str) -> Catalogue | None:
    """A catalogue or template, or None where there is no file."""
    text = workspace.read_if_there(path)
    return None if text is None else po.parse(text, path=path)


def read_ledger(workspace: Workspace, document: str, locale: str) -> Ledger:
    """The reviews of a document in a locale; none where there is no file."""
    path = workspace.ledger_path(document, locale)
    text = workspace.read_if_there(path)
    return EMPTY if text is None else review.parse(text, path=path)


@dataclass(frozen=True, slots=True)
class Target:
    """A document in one locale: the texts to translate, and what there is of a translation."""

    locale: str
    document: Document
    template: tuple[Entry, ...]
    catalogue: Catalogue | None
    ledger: Ledger

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
    for path in _documents(workspace):
        try:
            document = read_document(workspace, path)
        except CharterError as error:
            faults += error.faults
            continue
        texts = template.entries(document)
        for locale in locales:
            try:
                catalogue = read_catalogue(workspace, workspace.catalogue_path(path, locale))
                target = Target(
                    locale, document, texts, catalogue, read_ledger(workspace, path, locale)
                )
            except CharterError as error:
                faults += error.faults
            else:
                yield target
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
