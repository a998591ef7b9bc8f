"""Where the files of a project are: names only, nothing here looks at the disk."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath

from charter_i18n.config import Config


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The names of a project's files, as its configuration has them.

    Paths are relative to the project, POSIX; a document is named by the path of its source.
    """

    config: Config
    # Asked for again and again.
    _inner: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def is_document(self, path: str) -> bool:
        """Whether a path names a source of the project, now or at another time."""
        base = f"{self.config.source_dir}/"
        return (
            path.endswith(".md")
            and path.startswith(base)
            and not self.is_excluded(path.removeprefix(base))
        )

    def is_excluded(self, inner: str) -> bool:
        """Whether a path below the folder of sources is left out of the working texts."""
        return inner.startswith("versions/") or any(
            _matches(inner, pattern) for pattern in self.config.exclude
        )

    def catalogue_path(self, document: str, locale: str) -> str:
        """Where the catalogue of a document is: `locale/es/LC_MESSAGES/charte.po`."""
        return f"{self.config.locale_dir}/{locale}/LC_MESSAGES/{self._stem(document)}.po"

    def template_path(self, document: str) -> str:
        """Where the template of a document is: `locale/charte.pot`."""
        return f"{self.config.locale_dir}/{self._stem(document)}.pot"

    def ledger_path(self, document: str, locale: str) -> str:
        """Where the reviews of a document are: `locale/es/reviews/charte.jsonl`."""
        return f"{self.config.locale_dir}/{locale}/reviews/{self._stem(document)}.jsonl"

    @property
    def registry_path(self) -> str:
        """Where the registry of released versions is: `source/versions/versions.toml`."""
        return self.named("versions/versions.toml")

    def frozen_path(self, document: str, version: str) -> str:
        """Where a released text is: `source/versions/1.0.0/charte.md`."""
        return self.named(f"versions/{version}/{self.inner(document)}")

    def frozen_catalogue_path(self, document: str, locale: str, version: str) -> str:
        """Where a catalogue is kept as it was: `locale/es/versions/1.0.0/charte.po`."""
        return f"{self.config.locale_dir}/{locale}/versions/{version}/{self._stem(document)}.po"

    def named(self, inner: str) -> str:
        """The project's name of a document below its folder of sources: `source/charte.md`."""
        return posixpath.normpath(f"{self.config.source_dir}/{inner}")

    def inner(self, document: str) -> str:
        """The path of a document below the folder of sources: `charte.md`."""
        name = self._inner.get(document)
        if name is None:
            name = PurePosixPath(document).relative_to(self.config.source_dir).as_posix()
            self._inner[document] = name
        return name

    def _stem(self, document: str) -> str:
        """The same without the ending: `charte`."""
        return posixpath.splitext(self.inner(document))[0]

    def output_path(self, document: str, locale: str, *, folder: str | None = None) -> str:
        """Where a rendered document is written: `build/es/charte.md`."""
        return f"{folder or self.config.build_dir}/{locale}/{self.inner(document)}"


def _matches(inner: str, pattern: str) -> bool:
    """Whether a pattern names a path, as in a `.gitignore` (gitignore manual, "Pattern format").

    `*` stays within a name, `**` stands for any number of folders, the name of a folder for all
    that is in it; a pattern without a slash is looked for in every folder.
    """
    parts = pattern.strip("/").split("/")
    anchored = "/" in pattern.rstrip("/")
    return _leads_to(inner.split("/"), parts if anchored else ["**", *parts])


def _leads_to(names: Sequence[str], parts: Sequence[str]) -> bool:
    if not parts:
        return True
    if parts[0] == "**":
        return any(_leads_to(names[start:], parts[1:]) for start in range(len(names)))
    return bool(names) and fnmatchcase(names[0], parts[0]) and _leads_to(names[1:], parts[1:])
