"""Translations that change their document, or show their marks, as faults at their entries."""

from collections.abc import Iterator, Mapping

from charter_i18n import emphasis
from charter_i18n.errors import Fault, Place, message
from charter_i18n.model import Key, Segment
from charter_i18n.pipeline.project import Target
from charter_i18n.render import Refusal, Rendering

_SHOWN = 60
"""How many characters of a refused translation are shown."""


def faults(target: Target, rendering: Rendering, *, path: str) -> tuple[Fault, ...]:
    """A fault for each refused translation of the catalogue `path`."""
    return tuple(_fault(target, refusal, path) for refusal in rendering.refused)


def marks(
    target: Target, rendering: Rendering, translations: Mapping[Key, str], *, path: str
) -> Iterator[Fault]:
    """A fault for each rendered translation that shows a mark of emphasis as it is written."""
    for segment in dict.fromkeys(rendering.translated):
        msgstr = translations.get(segment.key, "")
        mark = emphasis.unpaired(segment, msgstr) if msgstr != segment.msgid else None
        if mark is not None:
            text = message(
                'the page shows {mark} as it is written: "{msgstr}"',
                mark=mark,
                msgstr=_shown(msgstr),
            )
            hint = message("close the emphasis as the source does, or put a backslash before it")
            yield Fault(text, _place(target, segment, path), hint)


def _fault(target: Target, refusal: Refusal, path: str) -> Fault:
    text = message(
        'translation refused, {reason}: "{msgstr}"',
        reason=refusal.reason,
        msgstr=_shown(refusal.msgstr),
    )
    return Fault(text, _place(target, refusal.segment, path), refusal.hint)


def _shown(msgstr: str) -> str:
    return msgstr if len(msgstr) <= _SHOWN else f"{msgstr[:_SHOWN]}…"


def _place(target: Target, segment: Segment, path: str) -> Place:
    lines = (entry.line for entry in target.entries if entry.key == segment.key)
    return Place(path, next(lines))
