"""`release`: fix a version of the charter, which organisations can then sign."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from charter_i18n.edits import Edit, Write
from charter_i18n.errors import ConfigurationError, Fault, InputError, Place, message
from charter_i18n.formats import markdown
from charter_i18n.model import Document, Kind
from charter_i18n.pipeline import project, released
from charter_i18n.pipeline.diff import Difference, bump, compare
from charter_i18n.pipeline.language import language
from charter_i18n.versions import (
    Bump,
    Number,
    Override,
    Registry,
    Release,
    digest,
    raised,
    registry,
    same_text,
    stamp,
)
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Request:
    """What a user asks of `release`.

    `attested_by` is the person who attests that major changes are editorial, `override` the one
    who releases with less than the least bump.
    """

    number: Number
    date: str
    attested_by: str = ""
    override: Override | None = None


@dataclass(frozen=True, slots=True)
class Released:
    """The version, what changed since the one before it, and the files that were written.

    Without edits, it had been released already.
    """

    release: Release
    differences: tuple[Difference, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class _Revision:
    """What changed since the newest version: the least bump, and with an attestation."""

    differences: tuple[Difference, ...]
    least: Bump
    attested: Bump


def release(workspace: Workspace, request: Request) -> Released:
    """Freeze the working documents as a version, and enter it in the registry.

    Run again with the same texts, it writes nothing. The registry is written last: a version that
    is not in it has not been released.

    Raises:
        ConfigurationError: the number is less than the least, goes backwards, or stands for
            another text.
        InputError: a source or the registry is invalid, or a file cannot be written.
    """
    with workspace.turn() as alone:
        found, stages = _prepared(workspace, request)
        workspace.clean(alone=alone)
        workspace.apply(*stages)
    return found


def _prepared(
    workspace: Workspace, request: Request
) -> tuple[Released, tuple[tuple[Edit, ...], ...]]:
    """The version, and what there is to write: first what the later stages rely on."""
    known = released.read_registry(workspace)
    texts = _working_texts(workspace)
    done = known.find(request.number)
    if done is not None:
        _refuse_another_text(workspace, done, texts)
        return Released(done, (), ()), ()
    _refuse_going_back(workspace, known, request.number)
    stamped = _stamped(texts, version=str(request.number), date=request.date)
    after = _parsed(workspace, stamped)
    revision = _revision(workspace, known.newest, after)
    needed = _overridden(workspace, known.newest, request, revision)
    found = Release(
        number=request.number,
        date=request.date,
        documents=_digests(workspace, stamped),
        bump=revision.least,
        attested_by=request.attested_by,
        override=request.override if needed else None,
        front_matter=_front_matter_keys(workspace, after.values()),
    )
    _refuse_leftovers(workspace, found, stamped)
    stages = tuple(workspace.changed(stage) for stage in _stages(workspace, found, stamped))
    edits = tuple(edit for stage in stages for edit in stage)
    return Released(found, revision.differences, edits), stages


def _working_texts(workspace: Workspace) -> Mapping[str, str]:
    """The texts of the documents that a version fixes.

    Raises:
        InputError: one of them is invalid, or there is none.
        ConfigurationError: the configuration names one that is not there.
    """
    documents = {item.path: item for item in project.read_documents(workspace)}
    texts = {path: documents[path].text for path in released.versioned(workspace, documents)}
    hint = message("rename it, without backslashes and control characters")
    faults = [
        Fault(message("a version cannot hold the name of this file"), Place(path), hint)
        for path in texts
        if not registry.is_fit(workspace.inner(path))
    ]
    if faults:
        raise InputError(faults)
    return texts


def _stamped(texts: Mapping[str, str], *, version: str, date: str) -> Mapping[str, str]:
    return {
        path: stamp(text, version=version, date=date, path=path) for path, text in texts.items()
    }


def _digests(workspace: Workspace, texts: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((workspace.inner(path), digest(text)) for path, text in texts.items()))


def _refuse_another_text(workspace: Workspace, done: Release, texts: Mapping[str, str]) -> None:
    """A released version stands for its texts for ever."""
    stamped = _stamped(texts, version=str(done.number), date=done.date)
    now, then = dict(_digests(workspace, stamped)), dict(done.documents)
    other = sorted(path for path in {*now, *then} if now.get(path) != then.get(path))
    if other:
        wrong = message(
            "version {version} has been released with another text: {documents}",
            version=str(done.number),
            documents=", ".join(map(workspace.named, other)),
        )
        hint = message("released texts never change: release a higher version")
        raise ConfigurationError(Fault(wrong, Place(workspace.registry_path), hint))


def _refuse_going_back(workspace: Workspace, known: Registry, number: Number) -> None:
    if known.newest is not None and number < known.newest.number:
        newest = str(known.newest.number)
        wrong = message(
            "version {version} goes back behind {newest}", version=str(number), newest=newest
        )
        hint = message("release a version after {newest}", newest=newest)
        raise ConfigurationError(Fault(wrong, Place(workspace.registry_path), hint))


def _revision(
    workspace: Workspace, newest: Release | None, after: Mapping[str, Document]
) -> _Revision:
    """What the texts to be released change in those of the newest version."""
    if newest is None:
        return _Revision((), Bump.MAJOR, Bump.MAJOR)
    before = released.by_name(workspace, newest)
    found = compare(before, after, language(workspace))
    least, attested = (
        bump(before, after, found, editorial=editorial) for editorial in (False, True)
    )
    return _Revision(found, least, attested)


def _parsed(workspace: Workspace, texts: Mapping[str, str]) -> Mapping[str, Document]:
    translate = workspace.config.front_matter.translate
    return {
        path: markdown.parse(text, path=path, translate=translate) for path, text in texts.items()
    }


def _front_matter_keys(workspace: Workspace, documents: Iterable[Document]) -> tuple[str, ...]:
    """The configured keys of the front matter that select texts of the documents.

    The version keeps them: which texts it has must not depend on what is configured later.
    """
    found = {
        segment.section[0]
        for document in documents
        for segment in document.segments
        if segment.kind is Kind.FRONT_MATTER
    }
    return tuple(
        key
        for key in workspace.config.front_matter.translate
        if any(name == key or name.startswith(f"{key}.") for name in found)
    )


def _overridden(
    workspace: Workspace, newest: Release | None, request: Request, revision: _Revision
) -> bool:
    """Whether the version raises its number by less than the least, as somebody decided.

    Raises:
        ConfigurationError: nobody did.
    """
    if newest is None:
        return False
    least = revision.attested if request.attested_by else revision.least
    if raised(newest.number, request.number) >= least:
        return False
    if request.override is None:
        raise ConfigurationError(_too_little(workspace, newest, request, revision))
    return True


def _too_little(
    workspace: Workspace, newest: Release, request: Request, revision: _Revision
) -> Fault:
    least = revision.attested if request.attested_by else revision.least
    wrong = message(
        "version {version} is too little: the changes since {newest} make it {least} at least",
        version=str(request.number),
        newest=str(newest.number),
        least=str(newest.number.raised(least)),
    )
    if not request.attested_by and raised(newest.number, request.number) >= revision.attested:
        hint = message(
            "see them with: charter-i18n diff {newest}; if they are editorial: "
            "--attest-editorial NAME",
            newest=str(newest.number),
        )
    elif request.attested_by:
        hint = message(
            "an attestation covers major changes, not critical ones, nor texts that were added or "
            'removed; to do it all the same: --override "NAME: reason"',
        )
    else:
        hint = message(
            'see them with: charter-i18n diff {newest}; to do it all the same: --override "NAME: '
            'reason"',
            newest=str(newest.number),
        )
    return Fault(wrong, Place(workspace.registry_path), hint)


def _refuse_leftovers(workspace: Workspace, found: Release, stamped: Mapping[str, str]) -> None:
    """What stands in the version's folder already must be what is to be written there.

    A run that was killed leaves equal texts, with the date of that day; others somebody put there
    by hand.
    """
    version = str(found.number)
    wanted = {workspace.frozen_path(path, version): text for path, text in stamped.items()}
    folder = workspace.named(f"versions/{version}")
    there = workspace.files_below(folder, ".md") if workspace.exists(folder) else ()
    hint = message("move it away, then release the version again")
    faults = [
        Fault(
            message("version {version} does not hold this text", version=version), Place(path), hint
        )
        for path in there
        if path not in wanted or not same_text(workspace.read(path), wanted[path])
    ]
    if faults:
        raise InputError(faults)


def _stages(
    workspace: Workspace, found: Release, stamped: Mapping[str, str]
) -> Iterator[tuple[Edit, ...]]:
    """The frozen texts, the working ones with their version, and last the registry."""
    version = str(found.number)
    yield tuple(Write(workspace.frozen_path(path, version), text) for path, text in stamped.items())
    yield tuple(Write(path, text) for path, text in stamped.items())
    before = workspace.read_if_there(workspace.registry_path) or ""
    yield (Write(workspace.registry_path, registry.add(before, found)),)
