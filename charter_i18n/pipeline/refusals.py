"""Translations that would change their document, as faults at their entries."""

from charter_i18n.errors import Fault, Place, message
from charter_i18n.pipeline.project import Target
from charter_i18n.render import Refusal, Rendering

_SHOWN = 60
"""How many characters of a refused translation are shown."""


def faults(target: Target, rendering: Rendering, *, path: str) -> tuple[Fault, ...]:
    """A fault for each refused translation of the catalogue `path`."""
    return tuple(_fault(target, refusal, path) for refusal in rendering.refused)


def _fault(target: Target, refusal: Refusal, path: str) -> Fault:
    shown = refusal.msgstr if len(refusal.msgstr) <= _SHOWN else f"{refusal.msgstr[:_SHOWN]}…"
    text = message(
        'translation refused, {reason}: "{msgstr}"',
        reason=refusal.reason,
        msgstr=shown,
    )
    lines = (entry.line for entry in target.entries if entry.key == refusal.segment.key)
    return Fault(text, Place(path, next(lines)), refusal.hint)
