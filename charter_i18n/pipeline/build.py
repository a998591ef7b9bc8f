"""`build`: render every document in every locale."""

from collections.abc import Sequence
from dataclasses import dataclass

from charter_i18n import locales
from charter_i18n.errors import Fault, FindingsError, Place, message, plural
from charter_i18n.formats import frontmatter
from charter_i18n.formats.markdown import BOM
from charter_i18n.pipeline import project
from charter_i18n.pipeline.progress import Progress, silent
from charter_i18n.pipeline.project import Target
from charter_i18n.render import BARE, Fallback, Refusal, Rendering, render
from charter_i18n.states import State, state
from charter_i18n.workspace import Workspace, Write


@dataclass(frozen=True, slots=True)
class Output:
    """A rendered document: where it goes and how complete it is.

    `refused` are the faults of translations that would have changed the document.
    """

    locale: str
    document: str
    path: str
    rendering: Rendering
    refused: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Build:
    """What `build` wrote."""

    outputs: tuple[Output, ...]

    @property
    def refused(self) -> tuple[Fault, ...]:
        """The faults of all outputs."""
        return tuple(fault for output in self.outputs for fault in output.refused)


def build(
    workspace: Workspace,
    *,
    only: Sequence[str] = (),
    folder: str | None = None,
    stale: str | None = None,
    progress: Progress = silent,
) -> Build:
    """Render all documents in the locales `only` (default: all) into `folder`.

    `stale` says what stands where a current translation is missing: `mixed` (the source's words
    in a `span`), `source` (bare), `fail` (nothing is written).

    Raises:
        FindingsError: `stale` is `fail` and a translation is missing or refused.
        InputError: a source or a catalogue is invalid.
    """
    wanted = project.chosen_locales(workspace, only)
    mode = stale or workspace.config.publish.stale
    targets = project.read_targets(workspace, wanted)
    outputs: list[Output] = []
    for index, target in enumerate(targets):
        progress(index, len(targets))
        path = workspace.output_path(target.document.path, target.locale, folder=folder)
        outputs.append(_render(workspace, target, mode=mode, path=path))
    progress(len(targets), len(targets))
    if mode == "fail":
        _refuse_incomplete(outputs)
    texts = tuple(_finished(workspace, output) for output in outputs)
    workspace.apply(workspace.changed(texts))
    return Build(tuple(outputs))


def _render(workspace: Workspace, target: Target, *, mode: str, path: str) -> Output:
    translations = {
        entry.key: entry.msgstr
        for entry in target.entries
        if state(entry, target.ledger) is State.CURRENT
    }
    source = workspace.config.source_locale
    fallback = BARE
    if mode == "mixed":
        direction = locales.direction(source)
        differs = direction != locales.direction(target.locale)
        fallback = Fallback.span(locales.tag(source), direction=direction if differs else "")
    rendering = render(target.document, translations, fallback=fallback)
    faults = tuple(_fault(workspace, target, refusal) for refusal in rendering.refused)
    return Output(target.locale, target.document.path, path, rendering, faults)


def _fault(workspace: Workspace, target: Target, refusal: Refusal) -> Fault:
    shown = refusal.msgstr if len(refusal.msgstr) <= _SHOWN else f"{refusal.msgstr[:_SHOWN]}…"
    text = message(
        'translation refused, {reason}: "{msgstr}"',
        reason=refusal.reason,
        msgstr=shown.replace("\n", "\\n"),
    )
    path = workspace.catalogue_path(target.document.path, target.locale)
    lines = (entry.line for entry in target.entries if entry.key == refusal.segment.key)
    return Fault(text, Place(path, next(lines)), refusal.hint)


_SHOWN = 60
"""How many characters of a refused translation are shown."""


def _refuse_incomplete(outputs: Sequence[Output]) -> None:
    faults = [fault for output in outputs for fault in output.refused]
    faults += [
        Fault(
            plural(
                "{count} segment has no current translation",
                "{count} segments have no current translation",
                len(output.rendering.missing),
            ),
            Place(output.path),
        )
        for output in outputs
        if output.rendering.missing
    ]
    if faults:
        raise FindingsError(faults)


def _finished(workspace: Workspace, output: Output) -> Write:
    """The rendered text with the front matter's own keys rewritten (`lang: es`)."""
    text = output.rendering.text
    bom = BOM if text.startswith(BOM) else ""
    front, body = frontmatter.split(text.removeprefix(BOM))
    fields = {"locale": output.locale, "tag": locales.tag(output.locale)}
    pairs = dict(workspace.config.front_matter.set)
    values = {key: value.format_map(fields) for key, value in pairs.items()}
    if front and values:
        front = frontmatter.set_values(front, values, path=output.document)
    return Write(output.path, f"{bom}{front}{body}")
