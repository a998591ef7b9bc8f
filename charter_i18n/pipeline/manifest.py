"""The manifest: of each rendered document, what it translates and how completely.

It stands beside the documents, so that a site or an archive need not ask the tool again.
"""

import json
import posixpath
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from charter_i18n.edits import Delete, Write
from charter_i18n.errors import CharterError
from charter_i18n.model import Catalogue
from charter_i18n.pipeline import editions
from charter_i18n.pipeline.output import Output
from charter_i18n.po import serialize
from charter_i18n.review import Pair
from charter_i18n.versions import digest
from charter_i18n.workspace import Workspace

SCHEMA = "charter-i18n/manifest/1"
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Row:
    """What the manifest says of one document in one locale.

    `path` is relative to the manifest. `version` is empty for texts that are not released,
    `working` the least number that they will have. The counts are of texts: `translated` are
    those that are shown in the locale, `reviewed` those of them that a reviewer approved.
    """

    document: str
    locale: str
    path: str
    version: str
    working: str
    sha256: str
    source_path: str
    source_sha256: str
    catalogue_sha256: str
    total: int
    translated: int
    reviewed: int
    reviewers: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many texts are not shown in the locale."""
        return self.total - self.translated

    @property
    def complete(self) -> bool:
        """Whether every text is shown in the locale."""
        return self.translated == self.total

    def as_json(self) -> dict[str, object]:
        """The row as `charter-i18n/manifest/1` has it (`docs/formats.md`)."""
        return {
            "document": self.document,
            "locale": self.locale,
            "path": self.path,
            "version": self.version or None,
            "working": self.working or None,
            "sha256": self.sha256,
            "source": {"path": self.source_path, "sha256": self.source_sha256},
            "catalogue": {"sha256": self.catalogue_sha256 or None},
            "complete": self.complete,
            "total": self.total,
            "translated": self.translated,
            "reviewed": self.reviewed,
            "missing": self.missing,
            "reviewers": list(self.reviewers),
        }


def _text_of(
    source_locale: str, rows: Iterable[Row], kept: Iterable[Mapping[str, Any]] = ()
) -> str:
    """The manifest of `rows`, and of the rows of an earlier one that are `kept`."""
    documents = [row.as_json() for row in rows]
    documents += [dict(row) for row in kept]
    documents.sort(key=lambda row: (str(row["locale"]), str(row["document"])))
    data = {"schema": SCHEMA, "source_locale": source_locale, "documents": documents}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _still_true(before: str, rendered: Mapping[str, str | None]) -> tuple[Mapping[str, Any], ...]:
    """The rows of an earlier manifest whose documents are still as it says.

    `rendered` are the texts of the documents by the paths in the manifest. A manifest that cannot
    be read says nothing.
    """
    return tuple(
        row
        for row in _rows_of(before)
        if (found := rendered.get(row["path"])) is not None and digest(found) == row.get("sha256")
    )


def _rows_of(before: str) -> tuple[Mapping[str, Any], ...]:
    """The rows of a manifest that name a document, a locale and a path; none of what is broken."""
    try:
        data = json.loads(before)
    except (ValueError, RecursionError):
        return ()
    rows = data.get("documents") if isinstance(data, dict) else None
    names = ("document", "locale", "path")
    return tuple(
        row
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and all(isinstance(row.get(name), str) for name in names)
    )


def write(
    workspace: Workspace,
    rows: Sequence[Row],
    *,
    base: str,
    whole: bool,
) -> Write:
    """The manifest of the folder `base`, to which the documents of `rows` are written.

    A run that is not for the `whole` project leaves what the manifest says of the rest.
    """
    path = f"{base}/{NAME}"
    kept: Sequence[Mapping[str, Any]] = ()
    if not whole:
        written = {item.path for item in rows}
        before = _read(workspace, path) or ""
        there = {
            str(row["path"]): _read(workspace, f"{base}/{row['path']}")
            for row in _rows_of(before)
            if row["path"] not in written
        }
        kept = [row for row in _still_true(before, there) if row["path"] not in written]
    return Write(path, _text_of(workspace.config.source_locale, rows, kept))


def left_behind(
    workspace: Workspace, rows: Sequence[Row], *, base: str, only: Sequence[str]
) -> tuple[Delete, ...]:
    """Documents that an earlier run rendered to the folder `base`, and this one does not.

    They would be published on beside `rows`, as if they were what is current. Only what is still
    as the earlier manifest says was not touched by anybody else. A run for the locales `only` says
    nothing of the others.
    """
    before = _read(workspace, f"{base}/{NAME}") or ""
    written = {_on_any_disk(item.path): item.path for item in rows}
    gone = set()
    for row in _rows_of(before):
        path = row["path"]
        other = written.get(_on_any_disk(path))
        same = other is not None and (
            path == other or workspace.is_one_file(f"{base}/{path}", f"{base}/{other}")
        )
        if _is_inside(path) and not same and (not only or row["locale"] in only):
            gone.add(path)
    there = {path: _read(workspace, f"{base}/{path}") for path in gone}
    return tuple(Delete(f"{base}/{row['path']}") for row in _still_true(before, there))


def _on_any_disk(path: str) -> str:
    """What two names have in common that may be one file on the disks of macOS or Windows."""
    return unicodedata.normalize("NFC", path).casefold()


def _is_inside(path: str) -> bool:
    """Whether a manifest, which anybody may have written, names a document below its folder."""
    return path.endswith(".md") and posixpath.normpath(f"/{path}") == f"/{path}"


def _read(workspace: Workspace, path: str) -> str | None:
    """What stands at a path, where that is a text."""
    try:
        return workspace.read_if_there(path)
    except CharterError:
        return None


def row(output: Output, text: str, base: str) -> Row:
    """What to say of a document, whose finished `text` is written below the folder `base`."""
    target, rendering = output.job.target, output.rendering
    missing = {segment.key for segment in rendering.missing}
    # A text that stands in several places is shown when it is shown in all of them.
    translated = {segment.key for segment in rendering.translated} - missing
    shown = {key: output.published[key] for key in translated}
    approved = [key for key, msgstr in shown.items() if target.ledger.verdict(Pair.of(key, msgstr))]
    return Row(
        document=output.job.name,
        locale=output.locale,
        path=posixpath.relpath(output.path, base),
        version=output.job.version,
        working=output.job.working,
        sha256=digest(text),
        source_path=target.document.path,
        source_sha256=digest(target.document.text),
        catalogue_sha256=_catalogue_sha256(target.catalogue),
        total=len(translated | missing),
        translated=len(translated),
        reviewed=len(approved),
        reviewers=editions.reviewers(target, shown),
    )


def _catalogue_sha256(catalogue: Catalogue | None) -> str:
    """The SHA-256 of the file, where the translations come from one (`po.serialize` keeps it)."""
    return digest(serialize(catalogue)) if catalogue is not None and catalogue.path else ""
