"""The manifest: of each rendered document, what it translates and how completely.

It stands beside the documents, so that a site or an archive need not ask the tool again.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from charter_i18n.versions import digest

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
            "missing": self.total - self.translated,
            "reviewers": list(self.reviewers),
        }


def text(source_locale: str, rows: Iterable[Row], kept: Iterable[Mapping[str, Any]] = ()) -> str:
    """The manifest of `rows`, and of the rows of an earlier one that are `kept`."""
    documents = [row.as_json() for row in rows]
    documents += [dict(row) for row in kept]
    documents.sort(key=lambda row: (str(row["locale"]), str(row["document"])))
    data = {"schema": SCHEMA, "source_locale": source_locale, "documents": documents}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def still_true(before: str, rendered: Mapping[str, str | None]) -> tuple[Mapping[str, Any], ...]:
    """The rows of an earlier manifest whose documents are still as it says.

    `rendered` are the texts of the documents by the paths in the manifest. A manifest that cannot
    be read says nothing.
    """
    return tuple(
        row
        for row in rows_of(before)
        if (found := rendered.get(row["path"])) is not None and digest(found) == row.get("sha256")
    )


def rows_of(before: str) -> tuple[Mapping[str, Any], ...]:
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
