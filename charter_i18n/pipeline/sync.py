"""`sync`: bring templates and catalogues to the sources.

Everything is read and computed before the first file is written; an invalid file stops the run
with nothing changed.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from charter_i18n import po, review, template
from charter_i18n.edits import Delete, Edit, Move, Write
from charter_i18n.errors import Fault, Place, message
from charter_i18n.history import CreationDates
from charter_i18n.merge import Merge, Recall, merge
from charter_i18n.model import Catalogue, Change, Document, Entry, Passage
from charter_i18n.pipeline import project, renames, templates
from charter_i18n.pipeline.frozen import Frozen, Working
from charter_i18n.pipeline.kept import Kept
from charter_i18n.pipeline.memory import Memory
from charter_i18n.pipeline.outcomes import DocumentOutcome, LocaleOutcome, Sync
from charter_i18n.pipeline.progress import Progress, silent
from charter_i18n.review import EMPTY, Ledger, Pair, Record, Verdict
from charter_i18n.states import count
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class _Held:
    """What there is of a document in a locale: the catalogue, the ledger with its text.

    Where no locale is named, it is the template: what is known of it are the `edits` to be made.
    """

    catalogue: Catalogue | None
    ledger: Ledger = EMPTY
    ledger_text: str = ""
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is read before anything is computed; what is held is by (locale, document)."""

    workspace: Workspace
    locales: tuple[str, ...]
    documents: tuple[Document, ...]
    templates: tuple[tuple[Entry, ...], ...]
    held: Mapping[tuple[str | None, str], _Held]
    renames: Mapping[tuple[str, str], str]  # (locale, document) -> the document's former name
    memory: Memory
    kept: Kept
    reviews: Mapping[str, Ledger]  # of all documents of a locale together
    dates: CreationDates


def sync(
    workspace: Workspace,
    *,
    only: Sequence[str] = (),
    check: bool = False,
    progress: Progress = silent,
) -> Sync:
    """Bring the templates, and the catalogues of the locales `only` (default: all), up to date.

    With `check` nothing is written.

    Raises:
        InputError: a source or a catalogue is invalid.
        ConfigurationError: a locale is not the project's.
    """
    if check:
        return _computed(workspace, only, progress)[0]
    with workspace.turn() as alone:
        done, stages = _computed(workspace, only, progress)
        workspace.clean(alone=alone)
        workspace.apply(*stages)
    return done


def _computed(
    workspace: Workspace, only: Sequence[str], progress: Progress
) -> tuple[Sync, tuple[tuple[Edit, ...], ...]]:
    """What there is to do, and the edits in the stages in which nothing is lost."""
    plan = _read(workspace, project.chosen_locales(workspace, only))
    outcomes: list[DocumentOutcome] = []
    revisions = _Revisions(workspace)
    for index, document in enumerate(plan.documents):
        progress(index, len(plan.documents))
        outcomes.append(_document(plan, document, plan.templates[index], revisions))
    progress(len(plan.documents), len(plan.documents))
    kept = _freeze(plan, outcomes)
    stages = _stages(workspace, outcomes, kept)
    edits = tuple(edit for stage in stages for edit in stage)
    return Sync(tuple(outcomes), edits, tuple(_warnings(plan)), kept), stages


def _working(plan: _Plan, outcomes: Sequence[DocumentOutcome]) -> Working:
    before = {
        (locale, path): found.catalogue
        for (locale, path), found in plan.held.items()
        if locale is not None and found.catalogue is not None
    }
    after = dict(before)
    records: dict[str, list[Record]] = {locale: [] for locale in plan.locales}
    for outcome in outcomes:
        for item in outcome.locales:
            after.pop((item.locale, item.renamed_from), None)
            after[item.locale, outcome.document.path] = item.merge.catalogue
            records[item.locale] += _records(item.merge)
    return Working(before, after, records)


def _freeze(plan: _Plan, outcomes: Sequence[DocumentOutcome]) -> tuple[Frozen, ...]:
    """The released versions for which a locale is complete by now."""
    if not plan.workspace.exists(plan.workspace.registry_path):
        return ()
    # Slow to import, and not needed before the first release.
    from charter_i18n.pipeline.freeze import freeze  # noqa: PLC0415

    return freeze(plan.workspace, plan.locales, _working(plan, outcomes))


def _stages(
    workspace: Workspace, outcomes: Sequence[DocumentOutcome], kept: Sequence[Frozen]
) -> tuple[tuple[Edit, ...], ...]:
    """All edits, in an order in which a crash between two of them loses nothing.

    What is kept of a version is kept before a revision can take it away, and reviews stand in
    their new place before a catalogue or a ledger goes. The next run no longer sees which
    templates had another name once their catalogues are moved. A translation that another
    document takes over is written there before it goes here.
    """
    catalogues = [item for outcome in outcomes for item in outcome.locales]
    formers = sorted({item.renamed_from for item in catalogues if item.renamed_from})
    templates_of = (workspace.template_path(former) for former in formers)
    first = (
        *(edit for item in kept for edit in item.edits),
        *(edit for item in catalogues for edit in item.records),
        *(Delete(path) for path in templates_of if workspace.exists(path)),
    )
    filled = (edit for item in catalogues if item.merge.filled for edit in item.edits)
    others = (edit for item in catalogues if not item.merge.filled for edit in item.edits)
    last = (edit for outcome in outcomes for edit in outcome.edits)
    return first, tuple(filled), (*others, *last)


def _read(workspace: Workspace, wanted: tuple[str, ...]) -> _Plan:
    documents = project.read_documents(workspace)
    dates = CreationDates(workspace.root, workspace.config.source_dir, os.environ)
    entries = {document.path: templates.entries(document) for document in documents}
    paths = tuple(document.path for document in documents)
    names = [
        (locale, path) for locale in wanted for path in (*paths, *workspace.orphans(locale, paths))
    ]
    files = [*names, *((None, path) for path in paths)]
    hold = partial(_hold, workspace, entries, dates)
    held = dict(zip(files, project.collect(files, hold), strict=True))
    catalogues = {name: found for name in names if (found := held[name].catalogue)}
    reviews = {
        locale: project.joined(held[name].ledger for name in names if name[0] == locale)
        for locale in wanted
    }
    return _Plan(
        workspace=workspace,
        locales=wanted,
        documents=documents,
        templates=tuple(entries.values()),
        held=held,
        renames=renames.find(entries, catalogues),
        memory=Memory({name: (found, reviews[name[0]]) for name, found in catalogues.items()}),
        kept=Kept(workspace),
        reviews=reviews,
        dates=dates,
    )


def _hold(
    workspace: Workspace,
    entries: Mapping[str, tuple[Entry, ...]],
    dates: CreationDates,
    name: tuple[str | None, str],
) -> _Held:
    locale, path = name
    if locale is None:
        return _Held(None, edits=templates.edits(workspace, path, entries[path], dates=dates))
    file = workspace.catalogue_path(path, locale)
    catalogue = project.read_catalogue(workspace, file, template=entries.get(path, ()))
    ledger_path = workspace.ledger_path(path, locale)
    text = workspace.read_if_there(ledger_path)
    if text is None:
        return _Held(catalogue)
    return _Held(catalogue, review.parse(text, path=ledger_path), text)


class _Revisions:
    """What changed, by what it depends on: catalogues with the same texts share one alignment."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._found: dict[tuple[tuple[Passage, ...], ...], tuple[Change, ...]] = {}

    def of(
        self, catalogue: Catalogue, document: Document, wanted: tuple[Entry, ...]
    ) -> tuple[Change, ...]:
        live = [entry for entry in catalogue.entries if not entry.obsolete]
        same = [entry.key for entry in live] == [entry.key for entry in wanted]
        if same or not catalogue.entries:
            return ()
        new = template.distinct(template.passages_of(document))
        obsolete = [entry for entry in catalogue.entries if entry.obsolete and entry.translated]
        question = (template.passages(live), new, template.passages(obsolete))
        if question not in self._found:
            self._found[question] = self._revise(*question)
        return self._found[question]

    def _revise(
        self, old: tuple[Passage, ...], new: tuple[Passage, ...], obsolete: tuple[Passage, ...]
    ) -> tuple[Change, ...]:
        # Slow to import, and not needed while nothing changes.
        from charter_i18n.pipeline.language import language  # noqa: PLC0415
        from charter_i18n.revision import revise  # noqa: PLC0415

        return revise(old, new, language(self._workspace), obsolete=obsolete).changes


def _document(
    plan: _Plan, document: Document, wanted: tuple[Entry, ...], revisions: _Revisions
) -> DocumentOutcome:
    outcomes = (_locale(plan, document, wanted, revisions, locale) for locale in plan.locales)
    template_edits = plan.held[None, document.path].edits
    return DocumentOutcome(document, len(wanted), tuple(outcomes), template_edits)


def _locale(
    plan: _Plan,
    document: Document,
    wanted: tuple[Entry, ...],
    revisions: _Revisions,
    locale: str,
) -> LocaleOutcome:
    """The outcome for one catalogue."""
    workspace = plan.workspace
    path = workspace.catalogue_path(document.path, locale)
    former = plan.renames.get((locale, document.path), "")
    held = plan.held[locale, former or document.path]
    if former:
        held = _with_ledger_of(held, plan.held[locale, document.path])
    created = held.catalogue is None
    catalogue = held.catalogue or templates.new_catalogue(
        workspace, document.path, locale, dates=plan.dates
    )
    changes, reviews = revisions.of(catalogue, document, wanted), plan.reviews[locale]
    merged = merge(
        catalogue,
        wanted,
        changes,
        recall=Recall(
            partial(plan.memory.agreed, locale=locale, without=former or document.path),
            reviews.approved,
            partial(plan.kept.translation, locale=locale, document=document.path),
            reviews.rejects,
        ),
        carry=workspace.config.policy.cosmetic == "carry",
    )
    records = _records(merged)
    ledger = review.add(held.ledger_text, records)
    reviewed = ledger != held.ledger_text or (former and ledger)
    edits = list(_moves(plan, former, document.path, locale)) if former else []
    if created or merged.catalogue is not catalogue:
        edits.append(Write(path, po.serialize(merged.catalogue)))
    return LocaleOutcome(
        locale,
        path,
        count(
            merged.catalogue.entries,
            Ledger.of([*reviews.records, *records]) if records else reviews,
        ),
        merged,
        changes=() if created else changes,
        created=created,
        renamed_from=former,
        records=(Write(workspace.ledger_path(document.path, locale), ledger),) if reviewed else (),
        edits=tuple(edits),
    )


def _with_ledger_of(former: _Held, own: _Held) -> _Held:
    """What a document had under its former name, and the reviews that it has by now.

    It has some where a run that was to move them was killed.
    """
    ledger = Ledger.of([*former.ledger.records, *own.ledger.records])
    lines = dict.fromkeys([*former.ledger_text.split("\n"), *own.ledger_text.split("\n")])
    return _Held(former.catalogue, ledger, "".join(f"{line}\n" for line in lines if line))


def _moves(plan: _Plan, former: str, document: str, locale: str) -> Iterator[Edit]:
    """The catalogue follows a document to its new name; its reviews stand there already."""
    workspace = plan.workspace
    if plan.held[locale, former].ledger_text:
        yield Delete(workspace.ledger_path(former, locale))
    yield Move(workspace.catalogue_path(former, locale), workspace.catalogue_path(document, locale))


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


def _warnings(plan: _Plan) -> Iterator[Fault]:
    yield from project.misnamed(plan.workspace)
    for document in plan.documents:
        yield from document.warnings
    sources = {document.path for document in plan.documents}
    moved = {(locale, former) for (locale, _), former in plan.renames.items()}
    for locale, path in plan.held:
        if locale is not None and path not in sources and (locale, path) not in moved:
            text = message("{source} is gone or excluded: this catalogue is kept", source=path)
            yield Fault(
                text,
                Place(plan.workspace.catalogue_path(path, locale)),
                message("delete it when it is no longer needed"),
            )
