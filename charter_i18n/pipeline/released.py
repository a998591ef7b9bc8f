"""Released versions as they stand on disk, and what a version of the project fixes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from charter_i18n.errors import (
    ConfigurationError,
    Fault,
    InputError,
    Place,
    message,
)
from charter_i18n.formats import markdown
from charter_i18n.model import Document
from charter_i18n.pipeline import project
from charter_i18n.versions import Number, Registry, Release, digest, registry
from charter_i18n.workspace import Workspace

_RESTORE = message("take it from the commit of the release; a new text is a new version")


def read_registry(workspace: Workspace) -> Registry:
    """The released versions; none where there is no registry.

    Raises:
        InputError: the registry is invalid.
    """
    path = workspace.registry_path
    text = workspace.read_if_there(path)
    return Registry() if text is None else registry.parse(text, path=path)


def find(workspace: Workspace, known: Registry, version: str) -> Release:
    """The released version that a user names.

    Raises:
        ConfigurationError: there is none of this number.
    """
    release = known.find(Number.asked(version))
    if release is None:
        listed = ", ".join(str(item.number) for item in known.releases)
        hint = message("released are {versions}", versions=listed) if listed else None
        wrong = message("version {version} has not been released", version=version)
        raise ConfigurationError(Fault(wrong, Place(workspace.registry_path), hint))
    return release


def text(workspace: Workspace, release: Release, inner: str) -> str:
    """A released text, verified.

    Raises:
        InputError: it is gone, or it was changed.
    """
    path = workspace.frozen_path(workspace.named(inner), str(release.number))
    found = workspace.read(path)
    if digest(found) != dict(release.documents)[inner]:
        raise InputError(changed_fault(path, release))
    return found


def changed_fault(path: str, release: Release) -> Fault:
    """The fault that a released text is not what was released."""
    wrong = message(
        "this text was changed after version {version} was released", version=str(release.number)
    )
    return Fault(wrong, Place(path), _RESTORE)


def documents(workspace: Workspace, release: Release) -> tuple[Document, ...]:
    """The verified documents of a version, by their places among the frozen.

    Their texts are those that the version was released with, whatever the configuration says now.

    Raises:
        InputError: some of them are gone or were changed.
    """
    return project.collect(release.paths, lambda inner: document(workspace, release, inner))


def by_name(workspace: Workspace, release: Release) -> Mapping[str, Document]:
    """The verified documents of a version, by the names of the working ones.

    They are cut into texts as the working ones are, so that they can be compared with them.

    Raises:
        InputError: some of them are gone or were changed.
    """
    keys = workspace.config.front_matter.translate
    found = project.collect(
        release.paths, lambda inner: _document(workspace, release, inner, translate=keys)
    )
    return dict(zip(map(workspace.named, release.paths), found, strict=True))


def document(workspace: Workspace, release: Release, inner: str) -> Document:
    """One verified document of a version, with the texts that it was released with.

    Raises:
        InputError: it is gone, or it was changed.
    """
    keys = release.front_matter
    if keys is None:
        keys = workspace.config.front_matter.translate
    return _document(workspace, release, inner, translate=keys)


def _document(
    workspace: Workspace, release: Release, inner: str, *, translate: Sequence[str]
) -> Document:
    path = workspace.frozen_path(workspace.named(inner), str(release.number))
    return markdown.parse(text(workspace, release, inner), path=path, translate=translate)


def versioned(workspace: Workspace, paths: Iterable[str]) -> tuple[str, ...]:
    """Those of the working documents that a version fixes.

    Raises:
        ConfigurationError: the configuration names a document that is not there.
    """
    paths = tuple(paths)
    wanted = tuple(map(workspace.named, workspace.config.versions.documents))
    faults = tuple(_missing(workspace, set(wanted) - set(paths)))
    if faults:
        raise ConfigurationError(faults)
    return tuple(path for path in paths if not wanted or path in wanted)


def _missing(workspace: Workspace, names: Iterable[str]) -> Iterator[Fault]:
    hint = message('"versions.documents" names it: write it, or take it from the list')
    for name in sorted(names):
        wrong = message("there is no document {path}", path=name)
        yield Fault(wrong, Place(workspace.config_path), hint)
