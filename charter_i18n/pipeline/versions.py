"""`versions`: what has been released, and how far each locale is with it."""

from collections.abc import Sequence
from dataclasses import dataclass

from charter_i18n.pipeline import editions, project, released
from charter_i18n.pipeline.editions import Edition, Editions
from charter_i18n.versions import Release
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Listed:
    """A released version, and its edition in each locale."""

    release: Release
    editions: tuple[Edition, ...]


def versions(workspace: Workspace, *, only: Sequence[str] = ()) -> tuple[Listed, ...]:
    """The released versions, oldest first, with the locales `only` (default: all).

    Raises:
        InputError: the registry, a released text, a catalogue or a ledger is invalid.
        ConfigurationError: a locale is not the project's.
    """
    wanted = project.chosen_locales(workspace, only)
    registry = released.read_registry(workspace)
    if not registry.releases:
        return ()
    holdings = editions.read_holdings(workspace, wanted, registry.releases)
    known = Editions(workspace, registry, holdings)
    return tuple(
        Listed(release, tuple(known.of(release, locale) for locale in wanted))
        for release in registry.releases
    )
