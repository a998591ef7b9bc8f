"""`diff`: what changed between two revisions of the sources, and how much it matters."""

from collections.abc import Iterable, Iterator, Mapping

from charter_i18n import similarity, template
from charter_i18n.difference import Diff, Difference
from charter_i18n.model import Change, ChangeKind, Document, Passage
from charter_i18n.pipeline import renames, sources
from charter_i18n.pipeline.language import language
from charter_i18n.report import Redline
from charter_i18n.revision import Language, revise
from charter_i18n.versions import Bump, least_bump, same_text
from charter_i18n.workspace import Workspace

__all__ = ["Diff", "Difference", "bump", "compare", "diff"]

_BREAK = "\n\n"
"""What stands between two texts of Markdown."""


def diff(workspace: Workspace, old: str, new: str = sources.WORKING) -> Diff:
    """Compare two revisions of the project's sources.

    Raises:
        ConfigurationError: there is no such revision.
        InputError: a document is invalid.
    """
    before, after = (
        {document.path: document for document in sources.documents(workspace, revision)}
        for revision in (old, new)
    )
    scope = _scope(workspace, (before, after), (old, new))
    before = {path: document for path, document in before.items() if path in scope}
    after = {path: document for path, document in after.items() if path in scope}
    found = compare(before, after, language(workspace))
    return Diff(
        old,
        new,
        found,
        renamed=tuple((former, path) for path, former in formers(before, after).items()),
        least_bump=bump(before, after, found),
        source_locale=workspace.config.source_locale,
    )


def _scope(
    workspace: Workspace, sides: Iterable[Mapping[str, Document]], revisions: Iterable[str]
) -> frozenset[str]:
    """The documents to compare: with a released version, those that versions are made of."""
    sides = tuple(sides)
    every = frozenset(path for side in sides for path in side)
    wanted = frozenset(map(workspace.named, workspace.config.versions.documents))
    released = [
        path
        for side, revision in zip(sides, revisions, strict=True)
        if workspace.version_folder(revision)
        for path in side
    ]
    return wanted.union(released) if wanted and released else every


def compare(
    before: Mapping[str, Document], after: Mapping[str, Document], spoken: Language
) -> tuple[Difference, ...]:
    """What changed between documents, by their names; from one to another a text moves.

    A document that was renamed is compared with what it was, as `sync` does with its catalogues.
    """
    return tuple(_moved_between(tuple(_differences(before, after, spoken))))


def formers(before: Mapping[str, Document], after: Mapping[str, Document]) -> dict[str, str]:
    """The former names of the documents that were renamed."""
    gone, new = (
        {path: {item.key for item in side[path].segments} for path in side if path not in other}
        for side, other in ((before, after), (after, before))
    )
    return renames.pairs(gone, new)


def bump(
    before: Mapping[str, Document],
    after: Mapping[str, Document],
    found: Iterable[Difference],
    *,
    editorial: bool = False,
) -> Bump:
    """The least bump for the `found` differences of documents.

    What changes no segment (a line break, the URL of a definition, code) is another text as well:
    it raises the patch number. Major changes that are `editorial` raise the minor number.
    """
    same = before.keys() == after.keys() and all(
        same_text(document.text, after[path].text) for path, document in before.items()
    )
    least = Bump.NONE if same else Bump.PATCH
    return max(least, least_bump((item.change for item in found), editorial=editorial))


def _differences(
    before: Mapping[str, Document], after: Mapping[str, Document], spoken: Language
) -> Iterator[Difference]:
    former_names = formers(before, after)
    for path in sorted({*before, *after}.difference(former_names.values())):
        former = former_names.get(path, "")
        old, new = _passages(before.get(former or path)), _passages(after.get(path))
        for change in revise(old, new, spoken).changes:
            yield Difference(path, change, _redline(change, spoken), old_document=former)


def _passages(document: Document | None) -> tuple[Passage, ...]:
    return template.passages_of(document) if document else ()


def _redline(change: Change, spoken: Language) -> Redline:
    # Where a text was split, or several were merged, the redline shows where.
    old, new = (_BREAK.join(passage.msgid for passage in side) for side in (change.old, change.new))
    if change.ambiguous or not old or not new:
        return (("insert", new),) if new else (("delete", old),)
    return similarity.redline(old, new, lexicon=spoken.lexicon)


def _moved_between(found: tuple[Difference, ...]) -> Iterator[Difference]:
    """Texts that left one document and stand in another have moved."""
    gone = {
        item.change.old[0].key: index
        for index, item in enumerate(found)
        if item.change.kind is ChangeKind.REMOVED
    }
    origins: dict[int, int] = {}
    for index, item in enumerate(found):
        if item.change.kind is ChangeKind.ADDED:
            origin = gone.get(item.change.new[0].key)
            if origin is not None and found[origin].document != item.document:
                origins[index] = gone.pop(item.change.new[0].key)
    left = set(origins.values())
    for index, item in enumerate(found):
        if index in origins:
            source = found[origins[index]]
            change = Change(ChangeKind.MOVED, source.change.old, item.change.new)
            equal = (("equal", item.change.new[0].msgid),)
            former = source.old_document or source.document
            yield Difference(item.document, change, equal, old_document=former)
        elif index not in left:
            yield item
