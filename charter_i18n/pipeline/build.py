"""`build`: render every document in every locale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n.edits import Edit, Write
from charter_i18n.errors import Fault, FindingsError, Message, Place, message, plural
from charter_i18n.notices import Wording
from charter_i18n.pipeline import manifest, output, project, publication
from charter_i18n.pipeline.manifest import Row
from charter_i18n.pipeline.progress import Progress, silent
from charter_i18n.pipeline.publication import Job
from charter_i18n.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Rendered:
    """A rendered document: where it goes, its text, what the manifest says of it.

    `refused` are the faults of translations that would have changed the document, `warnings`
    what is odd about others.
    """

    locale: str
    path: str
    text: str
    row: Row
    refused: tuple[Fault, ...]
    warnings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Build:
    """What `build` wrote, and what it has to say of what it did not render.

    `removed` are documents of an earlier run that are not rendered any more.
    """

    outputs: tuple[Rendered, ...]
    warnings: tuple[Fault, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def refused(self) -> tuple[Fault, ...]:
        """The faults of all outputs."""
        return tuple(fault for item in self.outputs for fault in item.refused)


def build(  # noqa: PLR0913 - one parameter for each option
    workspace: Workspace,
    *,
    only: Sequence[str] = (),
    folder: str | None = None,
    version: str | None = None,
    stale: str | None = None,
    progress: Progress = silent,
) -> Build:
    """Render all documents in the locales `only` (default: all) into `folder`.

    Rendered are the working texts, or those of a `version`. `stale` says what stands where a
    translation that may be published is missing: `mixed` (the source's words in a `span`),
    `source` (bare), `last-complete` (the newest version that is complete stands for all),
    `fail` (nothing is written).

    Raises:
        FindingsError: `stale` is `fail` and a translation is missing or refused.
        ConfigurationError: there is no such version or locale.
        InputError: a source, a catalogue, a ledger or the registry is invalid.
    """
    wanted = project.chosen_locales(workspace, only)
    mode = stale or workspace.config.publish.stale
    plan = publication.plan(workspace, wanted, version=version, mode=mode)
    base = folder or workspace.config.build_dir
    words: dict[str, Wording | None] = {}
    found: list[Rendered] = []
    for index, job in enumerate(plan.jobs):
        progress(index, plan.total)
        found.append(_rendered(workspace, job, words, mode=mode, base=base))
    progress(plan.total, plan.total)
    outputs = sorted(found, key=lambda item: wanted.index(item.locale))
    if mode == "fail":
        _refuse_incomplete(outputs, reviewed_only=workspace.config.publish.require == "reviewed")
    rows = [item.row for item in outputs]
    with workspace.turn():
        edits: list[Edit] = [Write(item.path, item.text) for item in outputs]
        removed = manifest.left_behind(workspace, rows, base=base, only=wanted if only else ())
        # The manifest comes last: while it names them, the next run finds what this one left.
        edits += [*removed, manifest.write(workspace, rows, base=base, whole=not only)]
        # What is rendered can be rendered again: it is worth no wait for the disk.
        workspace.apply(workspace.changed(tuple(edits)), lasting=False)
    marks = (fault for item in outputs for fault in item.warnings)
    warnings = tuple(dict.fromkeys((*plan.warnings, *_speechless(workspace, words), *marks)))
    return Build(tuple(outputs), warnings, tuple(item.path for item in removed))


def _rendered(
    workspace: Workspace, job: Job, words: dict[str, Wording | None], *, mode: str, base: str
) -> Rendered:
    """One document, finished; nothing else of it is kept, for a site may have thousands.

    `words` are those of the notices by locale, as far as they have been looked up.
    """
    locale = job.target.locale
    if workspace.config.publish.notice and locale not in words:
        words[locale] = output.wording(workspace, locale)
    path = workspace.output_path(job.name, locale, folder=base)
    item = output.rendered(workspace, job, mode=mode, path=path)
    text = output.finished(workspace, item, words)
    return Rendered(locale, path, text, manifest.row(item, text, base), item.refused, item.marks)


def _refuse_incomplete(outputs: Sequence[Rendered], *, reviewed_only: bool) -> None:
    faults = [fault for item in outputs for fault in item.refused]
    faults += [
        Fault(
            _lacking(item.row.missing, reviewed_only=reviewed_only),
            Place(item.path),
        )
        for item in outputs
        if item.row.missing
    ]
    if faults:
        raise FindingsError(faults)


def _lacking(count: int, *, reviewed_only: bool) -> Message:
    if reviewed_only:
        return plural(
            "{count} text has no approved translation",
            "{count} texts have no approved translation",
            count,
        )
    return plural(
        "{count} text has no current translation",
        "{count} texts have no current translation",
        count,
    )


def _speechless(workspace: Workspace, words: Mapping[str, Wording | None]) -> Iterator[Fault]:
    for locale, found in sorted(words.items()):
        if found is None:
            wrong = message(
                "there are no words for the notice in {locale}: it is in English", locale=locale
            )
            folder = workspace.config.publish.notices or "notices"
            hint = message(
                "write them into {path}, and name the folder: [publish] notices",
                path=f"{folder}/{locale}.toml",
            )
            yield Fault(wrong, hint=hint)
