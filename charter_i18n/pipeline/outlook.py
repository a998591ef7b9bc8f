"""What the working texts are to the versions: the newest of them, or the next one in work."""

from collections.abc import Sequence
from dataclasses import dataclass

from charter_i18n.errors import Message, message
from charter_i18n.model import Document
from charter_i18n.pipeline import released
from charter_i18n.versions import Bump, Number, Registry, Release, digest
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the working texts stand to the newest version.

    `versioned` are the documents that versions are made of, `unchanged` those of them that are as
    the newest version has them. `least` is the least number that the working texts can have when
    they are released, None where they are those of the newest version or nothing was released.
    """

    newest: Release | None
    versioned: tuple[str, ...]
    unchanged: frozenset[str]
    least: Number | None

    @property
    def label(self) -> Message:
        """What to call the working texts: `1.0.0`, `working (≥ 2.0.0)`, `working`."""
        if self.least is not None:
            return message("working (≥ {version})", version=str(self.least))
        if self.newest is not None:
            return message("{version}", version=str(self.newest.number))
        return message("working")


def outlook(workspace: Workspace, registry: Registry, documents: Sequence[Document]) -> Outlook:
    """How the working `documents` stand to the versions of the registry.

    Raises:
        InputError: the newest version has to be read, and its texts are gone or were changed.
        ConfigurationError: the configuration names a document that is not there.
    """
    by_name = {document.path: document for document in documents}
    versioned = released.versioned(workspace, by_name)
    newest = registry.newest
    if newest is None:
        return Outlook(None, versioned, frozenset(), None)
    then = {workspace.named(inner): expected for inner, expected in newest.documents}
    now = {path: digest(by_name[path].text) for path in versioned}
    unchanged = frozenset(path for path, found in now.items() if then.get(path) == found)
    if now == then:
        return Outlook(newest, versioned, unchanged, None)
    after = {path: by_name[path] for path in versioned}
    least = newest.number.raised(_bump(workspace, newest, after))
    return Outlook(newest, versioned, unchanged, least)


def _bump(workspace: Workspace, newest: Release, after: dict[str, Document]) -> Bump:
    # Slow to import, and not needed while the texts are those of the newest version.
    from charter_i18n.pipeline.diff import bump, compare  # noqa: PLC0415
    from charter_i18n.pipeline.language import language  # noqa: PLC0415

    before = released.by_name(workspace, newest)
    return bump(before, after, compare(before, after, language(workspace)))
