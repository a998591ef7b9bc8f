"""`check`: whether everything that a version, a review or a page relies on is as it should be."""

from collections.abc import Iterator, Mapping, Sequence

from charter_i18n import fragments, template
from charter_i18n.errors import CharterError, Fault, Message, Place, message, plural
from charter_i18n.model import Catalogue, Document, Entry, Key
from charter_i18n.pipeline import editions, links, project, refusals, released
from charter_i18n.pipeline.language import language
from charter_i18n.pipeline.project import Target
from charter_i18n.render import render
from charter_i18n.review import EMPTY, Ledger
from charter_i18n.versions import Registry, Release, digest
from charter_i18n.workspace import Workspace

_SYNC = message("run: charter-i18n sync")
_RESTORE = message("take it from the commit that wrote it")


def check(workspace: Workspace) -> tuple[Fault, ...]:
    """All that is wrong with the project, each finding once.

    What cannot be read is a finding like any other.

    Raises:
        ConfigurationError: the configuration names a document that is not there.
    """
    return tuple(dict.fromkeys(_findings(workspace)))


def _findings(workspace: Workspace) -> Iterator[Fault]:
    registry, unread = _registry(workspace)
    yield from unread
    yield from _texts(workspace, registry)
    # While it cannot be read, nobody knows what belongs to it.
    if not unread:
        yield from _unregistered_texts(workspace, registry)
    documents, faults = _documents(workspace)
    yield from faults
    ledgers, faults = _ledgers(workspace)
    yield from faults
    for document in documents:
        yield from _template(workspace, document)
        for locale in workspace.config.locales:
            yield from _catalogue(workspace, document, locale, ledgers.get(locale, EMPTY))
    for locale in workspace.config.locales:
        for release in registry.releases:
            yield from _frozen(workspace, release, locale, ledgers.get(locale, EMPTY))
        if not unread:
            yield from _unregistered_catalogues(workspace, registry, locale)
    for item in fragments.fragile(documents):
        wrong = message(
            'the link {destination} leads to the heading "{heading}", which has no id of its own: '
            "it breaks where the heading is translated",
            destination=item.destination,
            heading=item.heading,
        )
        fragment = item.destination.partition("#")[2]
        hint = message("write an id behind the heading: {{#{fragment}}}", fragment=fragment)
        yield Fault(wrong, Place(item.document, item.line), hint)
    yield from links.faults(workspace, documents)
    yield from _glossary(workspace)


def _glossary(workspace: Workspace) -> tuple[Fault, ...]:
    """What is wrong with the project's own terms, which nobody reads until a text changes."""
    try:
        language(workspace)
    except CharterError as error:
        return error.faults
    return ()


def _registry(workspace: Workspace) -> tuple[Registry, tuple[Fault, ...]]:
    try:
        return released.read_registry(workspace), ()
    except CharterError as error:
        return Registry(), error.faults


def _texts(workspace: Workspace, registry: Registry) -> Iterator[Fault]:
    """Released texts that are gone or were changed."""
    for release in registry.releases:
        for inner, expected in release.documents:
            path = workspace.frozen_path(workspace.named(inner), str(release.number))
            try:
                if digest(workspace.read(path)) != expected:
                    yield released.changed_fault(path, release)
            except CharterError as error:
                yield from error.faults


def _unregistered_texts(workspace: Workspace, registry: Registry) -> Iterator[Fault]:
    """Texts among the released that nobody released."""
    known = {
        workspace.frozen_path(workspace.named(inner), str(release.number))
        for release in registry.releases
        for inner in release.paths
    }
    folder = workspace.named("versions")
    for path in workspace.files_below(folder, ".md") if workspace.exists(folder) else ():
        if path not in known:
            wrong = message("this text belongs to no released version")
            yield Fault(wrong, Place(path), message("release the version, or move it away"))


def _documents(workspace: Workspace) -> tuple[tuple[Document, ...], tuple[Fault, ...]]:
    """The working documents that can be read, and what is wrong with the others."""
    documents: list[Document] = []
    faults: list[Fault] = []
    for path in workspace.documents():
        try:
            documents.append(project.read_document(workspace, path))
        except CharterError as error:
            faults += error.faults
    if not faults:
        released.versioned(workspace, [item.path for item in documents])
    return tuple(documents), tuple(faults)


def _ledgers(workspace: Workspace) -> tuple[Mapping[str, Ledger], tuple[Fault, ...]]:
    """The reviews of each locale, as far as they can be read."""
    ledgers: dict[str, Ledger] = {}
    faults: list[Fault] = []
    for locale in workspace.config.locales:
        try:
            ledgers |= project.read_ledgers(workspace, (locale,))
        except CharterError as error:
            faults += error.faults
    return ledgers, tuple(faults)


def _template(workspace: Workspace, document: Document) -> Iterator[Fault]:
    path = workspace.template_path(document.path)
    try:
        found = project.read_catalogue(workspace, path)
    except CharterError as error:
        yield from error.faults
    else:
        yield from _out_of_date(found, template.entries(document), path, document.path)


def _catalogue(
    workspace: Workspace, document: Document, locale: str, ledger: Ledger
) -> Iterator[Fault]:
    """What is wrong with a working catalogue, and which of its translations do not render."""
    path = workspace.catalogue_path(document.path, locale)
    wanted = template.entries(document)
    try:
        found = project.read_catalogue(workspace, path)
    except CharterError as error:
        yield from error.faults
        return
    yield from _out_of_date(found, wanted, path, document.path)
    yield from _refused(Target(locale, document, wanted, found, ledger), path)


def _refused(target: Target, path: str) -> Iterator[Fault]:
    found = editions.translations(target, reviewed_only=False)
    rendering = render(target.document, found)
    yield from refusals.faults(target, rendering, path=path)
    yield from refusals.marks(target, rendering, found, path=path)


def _out_of_date(
    found: Catalogue | None, wanted: Sequence[Entry], path: str, document: str
) -> Iterator[Fault]:
    """What the texts of a catalogue and those of its document have not in common."""
    if found is None:
        wrong = message("there is no catalogue of {document} here", document=document)
        yield Fault(wrong, Place(path), _SYNC)
        return
    here, there = _live(found), {entry.key for entry in wanted}
    for count, text in ((len(there - here), _missing), (len(here - there), _surplus)):
        if count:
            yield Fault(text(count, document), Place(path), _SYNC)


def _live(catalogue: Catalogue) -> set[Key]:
    return {entry.key for entry in catalogue.entries if not entry.obsolete}


def _missing(count: int, document: str) -> Message:
    return plural(
        "{count} text of {document} is not here",
        "{count} texts of {document} are not here",
        count,
        document=document,
    )


def _surplus(count: int, document: str) -> Message:
    return plural(
        "{count} text here is not in {document}",
        "{count} texts here are not in {document}",
        count,
        document=document,
    )


def _frozen(workspace: Workspace, release: Release, locale: str, ledger: Ledger) -> Iterator[Fault]:
    """What is wrong with the catalogues that are kept for a version."""
    version = str(release.number)
    paths = {
        inner: workspace.frozen_catalogue_path(workspace.named(inner), locale, version)
        for inner in release.paths
    }
    there = [inner for inner, path in paths.items() if workspace.exists(path)]
    for inner, path in paths.items():
        if inner in there:
            yield from _frozen_catalogue(workspace, release, inner, (locale, path, ledger))
        elif there:
            wrong = message("the other catalogues of version {version} are kept", version=version)
            yield Fault(wrong, Place(path), _SYNC)


def _frozen_catalogue(
    workspace: Workspace, release: Release, inner: str, place: tuple[str, str, Ledger]
) -> Iterator[Fault]:
    locale, path, ledger = place
    try:
        found = project.read_catalogue(workspace, path)
        document = released.document(workspace, release, inner)
    except CharterError as error:
        yield from error.faults
        return
    wanted = template.entries(document)
    target = Target(locale, document, wanted, found, ledger)
    surplus = (_live(found) if found else set()) - {entry.key for entry in wanted}
    if surplus:
        yield Fault(_surplus(len(surplus), document.path), Place(path), _RESTORE)
    open_entries = [entry for entry in target.entries if not entry.msgstr or entry.fuzzy]
    if open_entries:
        wrong = plural(
            "{count} text of version {version} has no translation here",
            "{count} texts of version {version} have no translation here",
            len(open_entries),
            version=str(release.number),
        )
        yield Fault(wrong, Place(path), _RESTORE)
    yield from _refused(target, path)


def _unregistered_catalogues(
    workspace: Workspace, registry: Registry, locale: str
) -> Iterator[Fault]:
    """Catalogues that are kept for what has not been released."""
    folder = f"{workspace.config.locale_dir}/{locale}/versions"
    known = {
        workspace.frozen_catalogue_path(workspace.named(inner), locale, str(release.number))
        for release in registry.releases
        for inner in release.paths
    }
    for path in workspace.files_below(folder, ".po") if workspace.exists(folder) else ():
        if path not in known:
            wrong = message("this catalogue belongs to no released version")
            yield Fault(wrong, Place(path), message("move it away"))
