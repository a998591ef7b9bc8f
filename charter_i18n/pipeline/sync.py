"""`sync`: bring templates and catalogues to the sources.

Everything is read and computed before the first file is written; an invalid file stops the run
with nothing changed.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from charter_i18n import history, locales, po, review, template
from charter_i18n.errors import Fault, Place, message
from charter_i18n.merge import Merge, Recall, merge
from charter_i18n.model import Catalogue, Change, Document, Entry, Key, Passage
from charter_i18n.pipeline import project, renames
from charter_i18n.pipeline.memory import Memory
from charter_i18n.pipeline.project import Progress
from charter_i18n.review import EMPTY, Ledger, Pair, Record, Verdict
from charter_i18n.revision import Revision, revise
from charter_i18n.states import Counts, count
from charter_i18n.workspace import Delete, Edit, Move, Workspace, Write


@dataclass(frozen=True, slots=True)
class LocaleOutcome:
    """What `sync` did to one catalogue.

    `renamed_from` is the document that the catalogue was for. `written` tells whether its file
    changes.
    """

    locale: str
    path: str
    counts: Counts
    changes: tuple[Change, ...] = ()
    merge: Merge | None = None
    created: bool = False
    renamed_from: str = ""
    written: bool = False


@dataclass(frozen=True, slots=True)
class DocumentOutcome:
    """What `sync` found in one document and did to its catalogues."""

    document: Document
    entries: int
    locales: tuple[LocaleOutcome, ...]
    template_written: bool = False


@dataclass(frozen=True, slots=True)
class Sync:
    """What `sync` did, or would do: the edits, and what they mean."""

    documents: tuple[DocumentOutcome, ...]
    edits: tuple[Edit, ...]
    warnings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """What there is of a document in a locale: the catalogue, the ledger with its text."""

    catalogue: Catalogue | None
    ledger: Ledger = EMPTY
    ledger_text: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is read before anything is computed; what is held is by (locale, document)."""

    workspace: Workspace
    locales: tuple[str, ...]
    documents: tuple[Document, ...]
    templates: tuple[tuple[Entry, ...], ...]
    held: Mapping[tuple[str, str], _Held]
    renames: Mapping[tuple[str, str], str]  # (locale, document) -> the document's former name
    memory: Memory


def sync(
    workspace: Workspace,
    *,
    only: Sequence[str] = (),
    check: bool = False,
    progress: Progress = project.silent,
) -> Sync:
    """Bring the templates, and the catalogues of the locales `only` (default: all), up to date.

    With `check` nothing is written.

    Raises:
        InputError: a source or a catalogue is invalid.
        ConfigurationError: a locale is not the project's.
    """
    plan = _read(workspace, project.chosen_locales(workspace, only))
    outcomes: list[DocumentOutcome] = []
    edits: list[Edit] = []
    revisions = _Revisions()
    for index, document in enumerate(plan.documents):
        progress(index, len(plan.documents))
        outcome, own = _document(plan, document, plan.templates[index], revisions)
        outcomes.append(outcome)
        edits += own
    progress(len(plan.documents), len(plan.documents))
    if not check:
        workspace.clean()
        workspace.apply(tuple(edits))
    return Sync(tuple(outcomes), tuple(edits), tuple(_warnings(plan)))


def _read(workspace: Workspace, wanted: tuple[str, ...]) -> _Plan:
    documents = project.read_documents(workspace)
    templates = tuple(template.entries(document) for document in documents)
    paths = tuple(document.path for document in documents)
    names = [
        (locale, path) for locale in wanted for path in (*paths, *workspace.orphans(locale, paths))
    ]
    held = dict(zip(names, project.collect(names, partial(_hold, workspace)), strict=True))
    catalogues = {name: item.catalogue for name, item in held.items() if item.catalogue}
    return _Plan(
        workspace=workspace,
        locales=wanted,
        documents=documents,
        templates=templates,
        held=held,
        renames=renames.find(dict(zip(paths, templates, strict=True)), catalogues),
        memory=Memory(catalogues),
    )


def _hold(workspace: Workspace, name: tuple[str, str]) -> _Held:
    locale, path = name
    catalogue = project.read_catalogue(workspace, workspace.catalogue_path(path, locale))
    ledger_path = workspace.ledger_path(path, locale)
    text = workspace.read_if_there(ledger_path)
    if text is None:
        return _Held(catalogue)
    return _Held(catalogue, review.parse(text, path=ledger_path), text)


class _Revisions:
    """Revisions by what they depend on: catalogues with the same texts share one alignment."""

    def __init__(self) -> None:
        self._found: dict[tuple[tuple[Passage, ...], ...], Revision] = {}

    def of(self, catalogue: Catalogue, new: tuple[Passage, ...]) -> Revision:
        live = [entry for entry in catalogue.entries if not entry.obsolete]
        same = [entry.key for entry in live] == [passage.key for passage in new]
        if same or not catalogue.entries:
            return Revision()
        obsolete = [entry for entry in catalogue.entries if entry.obsolete and entry.translated]
        question = (template.passages(live), new, template.passages(obsolete))
        if question not in self._found:
            old, new, returning = question
            self._found[question] = revise(old, new, obsolete=returning)
        return self._found[question]


def _document(
    plan: _Plan, document: Document, wanted: tuple[Entry, ...], revisions: _Revisions
) -> tuple[DocumentOutcome, list[Edit]]:
    workspace = plan.workspace
    edits: list[Edit] = []
    outcomes = []
    for locale in plan.locales:
        outcome, own = _locale(plan, document, wanted, revisions, locale)
        outcomes.append(outcome)
        edits += own
    pot = _template_edit(workspace, document, wanted)
    edits += pot
    for former in {outcome.renamed_from for outcome in outcomes if outcome.renamed_from}:
        if workspace.exists(workspace.template_path(former)):
            edits.append(Delete(workspace.template_path(former)))
    return DocumentOutcome(document, len(wanted), tuple(outcomes), bool(pot)), edits


def _locale(
    plan: _Plan,
    document: Document,
    wanted: tuple[Entry, ...],
    revisions: _Revisions,
    locale: str,
) -> tuple[LocaleOutcome, list[Edit]]:
    """The outcome for one catalogue, and the edits that bring it about."""
    workspace = plan.workspace
    path = workspace.catalogue_path(document.path, locale)
    former = plan.renames.get((locale, document.path), "")
    held = plan.held[locale, former or document.path]
    created = held.catalogue is None
    catalogue = held.catalogue or _new_catalogue(workspace, document.path, path, locale)
    revision = revisions.of(catalogue, template.passages(wanted))
    merged = merge(
        catalogue,
        wanted,
        revision.changes,
        recall=Recall(
            partial(plan.memory.agreed, locale=locale, without=former or document.path),
            held.ledger.approved,
        ),
        carry=workspace.config.policy.cosmetic == "carry",
    )
    edits = list(_moves(workspace, former, document.path, locale)) if former else []
    # Before the catalogue: a crash in between must lose no record.
    ledger_text = review.add(held.ledger_text, _records(merged))
    if ledger_text != held.ledger_text:
        edits.append(Write(workspace.ledger_path(document.path, locale), ledger_text))
    if created or merged.catalogue is not catalogue:
        edits.append(Write(path, po.serialize(merged.catalogue)))
    outcome = LocaleOutcome(
        locale,
        path,
        count(merged.catalogue.entries, Ledger.of([*held.ledger.records, *_records(merged)])),
        changes=() if created else revision.changes,
        merge=merged,
        created=created,
        renamed_from=former,
        written=bool(edits),
    )
    return outcome, edits


def _moves(workspace: Workspace, former: str, document: str, locale: str) -> Iterator[Edit]:
    """The files of a locale that follow a document to its new name."""
    for path_of in (workspace.catalogue_path, workspace.ledger_path):
        if workspace.exists(path_of(former, locale)):
            yield Move(path_of(former, locale), path_of(document, locale))


def _records(merged: Merge) -> list[Record]:
    """A record of each translation that was carried over a cosmetic change."""
    return [
        Record(
            Verdict.CARRIED,
            Pair.of(carry.after.key, carry.after.msgstr),
            previous=Pair.of(carry.before.key, carry.before.msgstr),
            classes=carry.change.classes,
        )
        for carry in merged.carried
    ]


def _new_catalogue(workspace: Workspace, document: str, path: str, locale: str) -> Catalogue:
    header = po.new_header(
        project=_project_name(document),
        creation_date=_creation_date(workspace, document),
        source_language=workspace.config.source_locale,
        language=locale,
        plural_forms=locales.plural_forms(locale),
    )
    return Catalogue(path, header)


def _project_name(document: str) -> str:
    return document.rpartition("/")[2].removesuffix(".md")


def _creation_date(workspace: Workspace, document: str) -> datetime:
    return history.creation_date(workspace.root, document, os.environ)


def _template_edit(
    workspace: Workspace, document: Document, wanted: tuple[Entry, ...]
) -> list[Edit]:
    """The template, where its entries changed; its date moves only then."""
    path = workspace.template_path(document.path)
    before = project.read_catalogue(workspace, path)
    if before is not None and [*map(_shown, before.entries)] == [*map(_shown, wanted)]:
        return []
    date = _creation_date(workspace, document.path)
    if before is None:
        header = po.new_header(
            project=_project_name(document.path),
            creation_date=date,
            source_language=workspace.config.source_locale,
        )
        return [Write(path, po.serialize(Catalogue(path, header, wanted)))]
    written = history.format_po_date(date)
    header = po.with_header_field(before.header, "POT-Creation-Date", written)
    known = {_shown(entry): entry for entry in before.entries}
    entries = tuple(known.get(_shown(entry), entry) for entry in wanted)
    return [Write(path, po.serialize(replace(before, header=header, entries=entries)))]


def _shown(entry: Entry) -> tuple[Key, tuple[str, ...], tuple[str, ...]]:
    """What a template says of a text."""
    return entry.key, entry.extracted, entry.references


def _warnings(plan: _Plan) -> Iterator[Fault]:
    for document in plan.documents:
        yield from document.warnings
    sources = {document.path for document in plan.documents}
    moved = {(locale, former) for (locale, _), former in plan.renames.items()}
    for locale, path in plan.held:
        if path not in sources and (locale, path) not in moved:
            text = message("{source} is gone or excluded: this catalogue is kept", source=path)
            yield Fault(
                text,
                Place(plan.workspace.catalogue_path(path, locale)),
                message("delete it when it is no longer needed"),
            )
