"""What is published of each document in each locale: which version, by which translations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from charter_i18n.errors import Fault, message
from charter_i18n.pipeline import editions, outlook, project, released
from charter_i18n.pipeline.editions import Edition, Editions
from charter_i18n.pipeline.project import Target
from charter_i18n.versions import Registry
from charter_i18n.workspace import Workspace

LAST_COMPLETE = "last-complete"


@dataclass(frozen=True, slots=True)
class Job:
    """A document to be rendered in a locale.

    `name` is what the project calls the document, wherever its text is read from. `version` is
    the released version that the text is; without one, `working` is the least number that it will
    have, where it will have one. `newer` is a later version, for which the locale is not complete.
    """

    name: str
    target: Target
    version: str = ""
    working: str = ""
    newer: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents to be rendered, how many, and what is said of those that are not.

    A job may be read when it is asked for, and asking may raise what `plan` raises.
    """

    jobs: Iterable[Job]
    total: int
    warnings: tuple[Fault, ...] = ()

    @classmethod
    def of(cls, jobs: Iterable[Job], warnings: Iterable[Fault] = ()) -> "Plan":
        """A plan whose jobs are read."""
        found = tuple(jobs)
        return cls(found, len(found), tuple(warnings))


def plan(workspace: Workspace, locales: Sequence[str], *, version: str | None, mode: str) -> Plan:
    """What to render: the working texts, a version, or for each locale the last complete one.

    Raises:
        ConfigurationError: there is no such version.
        InputError: a source, a released text, a catalogue or a ledger is invalid.
    """
    registry = released.read_registry(workspace)
    if version is None and mode != LAST_COMPLETE:
        return _working(workspace, registry, locales)
    known = registry
    if version is not None:
        asked = released.find(workspace, registry, version)
        known = Registry(registry.releases[: registry.releases.index(asked) + 1])
    alone = version is not None and mode != LAST_COMPLETE
    wanted = known.releases[-1:] if alone else known.releases
    found = Editions(workspace, known, editions.read_holdings(workspace, locales, wanted))
    if alone:
        asked_editions = (found.of(known.releases[-1], locale) for locale in locales)
        return Plan.of(job for item in asked_editions for job in _jobs(workspace, item))
    newest = str(known.newest.number) if known.newest else ""
    complete = {locale: found.newest_complete(locale) for locale in locales}
    jobs = [
        job
        for edition in complete.values()
        if edition is not None
        for job in _jobs(workspace, edition, newest=newest)
    ]
    if version is None:
        jobs += _unversioned(workspace, registry, locales)
    warnings = (_incomplete(locale) for locale, edition in complete.items() if edition is None)
    return Plan.of(jobs, warnings)


def _incomplete(locale: str) -> Fault:
    wrong = message("{locale} is complete for no version: it is not rendered", locale=locale)
    return Fault(wrong, hint=message("render it as it is with: charter-i18n build --stale mixed"))


def _working(workspace: Workspace, registry: Registry, locales: Sequence[str]) -> Plan:
    """The working texts."""
    if registry.newest is not None:
        return Plan.of(_numbered(workspace, registry, locales))
    paths = workspace.documents()
    released.versioned(workspace, paths)
    # A large site need not be in memory as a whole.
    jobs = (Job(target.document.path, target) for target in project.targets(workspace, locales))
    return Plan(jobs, len(paths) * len(locales))


def _numbered(workspace: Workspace, registry: Registry, locales: Sequence[str]) -> Iterator[Job]:
    """The working texts, with what they are to the released versions."""
    targets = project.read_targets(workspace, locales)
    documents = {target.document.path: target.document for target in targets}
    view = outlook.outlook(workspace, registry, tuple(documents.values()))
    newest = str(view.newest.number) if view.newest else ""
    for target in targets:
        name = target.document.path
        unchanged = name in view.unchanged
        draft = view.least is not None and name in view.versioned and not unchanged
        yield Job(
            name,
            target,
            version=newest if unchanged else "",
            working=str(view.least) if draft else "",
        )


def _unversioned(workspace: Workspace, registry: Registry, locales: Sequence[str]) -> Iterator[Job]:
    """The working texts of documents that versions do not fix: there is no other of them."""
    paths = workspace.documents()
    versioned = released.versioned(workspace, paths)
    once = {workspace.named(inner) for release in registry.releases for inner in release.paths}
    if set(paths) <= {*versioned, *once}:
        return
    for target in project.read_targets(workspace, locales):
        name = target.document.path
        if name not in versioned and name not in once:
            yield Job(name, target)


def _jobs(workspace: Workspace, edition: Edition, *, newest: str = "") -> Iterator[Job]:
    """The documents of an edition; `newest` is the version that exists."""
    version = str(edition.release.number)
    newer = newest if newest != version else ""
    for inner, target in zip(edition.release.paths, edition.targets, strict=True):
        yield Job(workspace.named(inner), target, version, newer=newer)
