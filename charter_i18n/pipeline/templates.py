"""Templates, and the first form of catalogues."""

from collections.abc import Sequence
from dataclasses import replace

from charter_i18n import history, locales, po, template
from charter_i18n.edits import Edit, Write
from charter_i18n.history import CreationDates
from charter_i18n.model import Catalogue, Document, Entry, Key
from charter_i18n.workspace import Workspace


def new_catalogue(
    workspace: Workspace, document: str, locale: str, *, dates: CreationDates
) -> Catalogue:
    """The catalogue of a document in a locale that has none yet: only a header."""
    header = po.new_header(
        project=_project_name(document),
        creation_date=dates.of(document),
        source_language=workspace.config.source_locale,
        language=locale,
        plural_forms=locales.plural_forms(locale),
    )
    return Catalogue(workspace.catalogue_path(document, locale), header)


def entries(document: Document) -> tuple[Entry, ...]:
    """The entries of a document's template, with comments as they will be read again.

    Not every text can stand in a comment: see `po.with_tool_lines`.
    """
    return tuple(
        po.with_tool_lines(entry, extracted=entry.extracted, references=entry.references)
        for entry in template.entries(document)
    )


def edits(
    workspace: Workspace, document: str, wanted: Sequence[Entry], *, dates: CreationDates
) -> tuple[Edit, ...]:
    """Bring the template of a document to the `wanted` entries.

    Its date moves only where its entries do.

    Raises:
        InputError: the template is invalid.
    """
    path = workspace.template_path(document)
    text = workspace.read_if_there(path)
    if text is not None and po.holds(text, wanted):
        return ()
    before = None if text is None else po.parse(text, path=path)
    if before is not None and [*map(_shown, before.entries)] == [*map(_shown, wanted)]:
        return ()
    date = dates.of(document)
    if before is None:
        header = po.new_header(
            project=_project_name(document),
            creation_date=date,
            source_language=workspace.config.source_locale,
        )
        after = Catalogue("", header, tuple(wanted))
    else:
        written = history.format_po_date(date)
        header = po.with_header_field(before.header, "POT-Creation-Date", written)
        known = {_shown(entry): entry for entry in before.entries}
        kept = tuple(known.get(_shown(entry), entry) for entry in wanted)
        after = replace(before, header=header, entries=kept)
    return (Write(path, po.serialize(after)),)


def _shown(entry: Entry) -> tuple[Key, tuple[str, ...], tuple[str, ...]]:
    """What a template says of a text."""
    return entry.key, entry.extracted, entry.references


def _project_name(document: str) -> str:
    return document.rpartition("/")[2].removesuffix(".md")
