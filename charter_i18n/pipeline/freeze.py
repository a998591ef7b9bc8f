"""Freezing: the catalogues of a locale are kept as they are once it is complete for a version."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from charter_i18n import po
from charter_i18n.edits import Edit, Write
from charter_i18n.model import Catalogue
from charter_i18n.pipeline import editions, project, released
from charter_i18n.pipeline.editions import Edition, Editions, Holdings
from charter_i18n.pipeline.frozen import Frozen, Working
from charter_i18n.pipeline.project import Target
from charter_i18n.review import Ledger
from charter_i18n.versions import Registry, Release
from charter_i18n.workspace import Workspace


def freeze(workspace: Workspace, locales: Sequence[str], working: Working) -> tuple[Frozen, ...]:
    """The editions that are complete and not kept yet.

    A revision may leave no trace of a pair that it ends, so what the catalogues were before it is
    looked at as well as what they are after it. What is kept is never changed again.

    Raises:
        InputError: the registry, a released text or a ledger is invalid.
    """
    registry = released.read_registry(workspace)
    open_editions = [
        (release, locale)
        for locale in locales
        for release in registry.releases
        if not editions.is_frozen(workspace, release, locale)
    ]
    if not open_editions:
        return ()
    states = _states(workspace, registry, working, {locale for _, locale in open_editions})
    return tuple(
        found
        for release, locale in open_editions
        if (found := _frozen(workspace, states, release, locale)) is not None
    )


def _states(
    workspace: Workspace, registry: Registry, working: Working, locales: Collection[str]
) -> tuple[Editions, ...]:
    """The editions in some locales before a run and, where it changes anything, after it."""
    ledgers = project.read_ledgers(workspace, sorted(locales))
    before, after = (
        {name: found for name, found in side.items() if name[0] in locales}
        for side in (working.before, working.after)
    )
    first = Editions(workspace, registry, Holdings.of(before, ledgers))
    if all(before.get(name) is found for name, found in after.items()):
        return (first,)
    later = {
        locale: Ledger.of([*ledger.records, *working.records.get(locale, ())])
        for locale, ledger in ledgers.items()
    }
    return first, first.beside(Holdings.of(after, later))


def _frozen(
    workspace: Workspace, states: Sequence[Editions], release: Release, locale: str
) -> Frozen | None:
    complete = (found for state in states if (found := state.of(release, locale)).complete)
    edition = next(complete, None)
    if edition is None:
        return None
    return Frozen(locale, str(release.number), tuple(_edits(workspace, edition)))


def _edits(workspace: Workspace, edition: Edition) -> Iterator[Edit]:
    version = str(edition.release.number)
    for inner, target in zip(edition.release.paths, edition.targets, strict=True):
        path = workspace.frozen_catalogue_path(workspace.named(inner), edition.locale, version)
        if not workspace.exists(path):
            yield Write(path, po.serialize(_kept(target)))


def _kept(target: Target) -> Catalogue:
    """The catalogue of a version: its header as it was, and one entry for each text."""
    places = {entry.key: entry for entry in target.template}
    entries = tuple(
        po.with_tool_lines(
            entry,
            extracted=places[entry.key].extracted,
            references=places[entry.key].references,
        )
        for entry in target.entries
    )
    before = target.catalogue or editions.NOTHING
    return replace(before, entries=entries, tail="")
