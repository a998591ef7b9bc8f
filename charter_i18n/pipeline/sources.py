"""The documents of a revision: the working texts, a release, a commit, a folder.

A revision is named by a released version (`1.0.0`), a git revision (`git:v1.0`), `working`, or
the path of a folder of sources.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from charter_i18n import history
from charter_i18n.errors import ConfigurationError, Fault, InputError, Place, message
from charter_i18n.files import read_text
from charter_i18n.formats import markdown
from charter_i18n.model import Document
from charter_i18n.pipeline import project, released
from charter_i18n.versions import Number
from charter_i18n.workspace import Workspace

WORKING = "working"
_GIT = "git:"


def documents(workspace: Workspace, revision: str) -> tuple[Document, ...]:
    """The documents of a revision, named as the project names its working texts.

    Raises:
        ConfigurationError: there is no such revision.
        InputError: one of its documents is invalid, or was changed after its release.
    """
    if revision == WORKING:
        return project.read_documents(workspace)
    texts = _texts(workspace, revision)
    translate = workspace.config.front_matter.translate
    return project.collect(
        texts.items(), lambda item: markdown.parse(item[1], path=item[0], translate=translate)
    )


def _texts(workspace: Workspace, revision: str) -> Mapping[str, str]:
    if revision.startswith(_GIT):
        return dict(_committed(workspace, revision.removeprefix(_GIT)))
    folder = workspace.version_folder(revision)
    if folder is not None:
        return _released(workspace, revision) or dict(_in_folder(workspace, folder))
    if Path(revision).is_dir():
        return dict(_in_folder(workspace, Path(revision)))
    raise ConfigurationError(
        Fault(
            message("there is no revision {revision}", revision=revision),
            hint=message("name a released version, git:REVISION, working or a folder of sources"),
        )
    )


def _released(workspace: Workspace, version: str) -> Mapping[str, str]:
    """The verified texts of a version; none where it is not in the registry."""
    number = Number.parse(version)
    release = released.read_registry(workspace).find(number) if number else None
    if release is None:
        return {}
    found = project.collect(release.paths, lambda inner: released.text(workspace, release, inner))
    return dict(zip(map(workspace.named, release.paths), found, strict=True))


def _committed(workspace: Workspace, revision: str) -> Iterator[tuple[str, str]]:
    prefix = workspace.config.source_dir
    for path, data in history.contents_at(workspace.root, revision, prefix):
        if workspace.is_document(path):
            try:
                yield path, data.decode()
            except UnicodeDecodeError:
                place = Place(f"{_GIT}{revision}:{path}")
                raise InputError(Fault(message("the file is no UTF-8"), place)) from None


def _in_folder(workspace: Workspace, folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*.md")):
        named = f"{workspace.config.source_dir}/{path.relative_to(folder).as_posix()}"
        if workspace.is_document(named):
            yield named, read_text(path, place=path.as_posix())
