"""What git knows of an entry that its catalogue does not say.

Programs that are not this one make entries fuzzy without saying why, or take the fuzzy mark away
without a look at the translation. Earlier states of the catalogue tell what a translation was
made for; earlier states of the source tell since when a text stands there.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from charter_i18n import history, po, template
from charter_i18n.errors import CharterError
from charter_i18n.formats import markdown
from charter_i18n.model import Catalogue, Document, Entry, Key
from charter_i18n.workspace import Workspace

_STATES = 50
"""How many earlier states of a file are looked at."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text comes from: the commit that brought it, empty for uncommitted work."""

    commit: str = ""
    date: str = ""

    def __str__(self) -> str:
        return f"{self.commit[:7]} ({self.date})" if self.commit else "working"


def previous_texts(workspace: Workspace, path: str, entries: Iterable[Entry]) -> Mapping[Key, Key]:
    """For fuzzy entries without a previous text: the text that their msgstr was made for.

    It is found in the newest earlier state of the catalogue `path` that holds the same msgstr
    without the mark. An entry whose text was the same then is unfinished, not stale; it maps to
    its own key.
    """
    wanted = {entry.key: entry.msgstr for entry in entries if entry.fuzzy and not entry.previous}
    found: dict[Key, Key] = {}
    for before in _catalogues(workspace, path) if wanted else ():
        known = {
            entry.msgstr: entry.previous if entry.fuzzy and entry.previous else entry.key
            for entry in before.entries
            if entry.msgstr and (entry.previous or not entry.fuzzy)
        }
        for key, msgstr in wanted.items():
            if key not in found and msgstr in known:
                found[key] = known[msgstr]
        if len(found) == len(wanted):
            break
    return found


def unmarked(workspace: Workspace, path: str, entries: Sequence[Entry]) -> Mapping[Key, Key]:
    """For entries that lost their fuzzy mark though the msgstr is the same: the text before.

    A translator who finds that a translation still holds does the same to an entry or two. A
    program does it to all at once, so this speaks only of states of the catalogue in which no
    mark was left.
    """
    current = {entry.key: entry for entry in entries if entry.msgstr and not entry.fuzzy}
    if len(current) < sum(1 for entry in entries if entry.msgstr):
        return {}
    for before in _catalogues(workspace, path):
        marked = [entry for entry in before.entries if entry.fuzzy and not entry.obsolete]
        if not marked:
            continue
        known = {
            entry.key: entry.previous
            for entry in marked
            if entry.previous and entry.key in current and current[entry.key].msgstr == entry.msgstr
        }
        return known if len(known) == len(marked) else {}
    return {}


def _catalogues(workspace: Workspace, path: str) -> Iterable[Catalogue]:
    for state in history.versions_of(workspace.root, path, limit=_STATES):
        try:
            yield po.parse(state.content.decode(), path=path)
        except (CharterError, UnicodeDecodeError):
            # An earlier state may be broken; the others still tell something.
            continue


def origins(workspace: Workspace, document: Document, keys: Iterable[Key]) -> Mapping[Key, Origin]:
    """The commit since which each of `keys` has stood in `document` without a break."""
    open_keys = set(keys)
    found = dict.fromkeys(open_keys, Origin())
    translate = workspace.config.front_matter.translate
    for state in history.versions_of(workspace.root, document.path, limit=_STATES):
        if not open_keys:
            break
        try:
            text = state.content.decode()
            before = markdown.parse(text, path=document.path, translate=translate)
        except (CharterError, UnicodeDecodeError):
            break
        present = {entry.key for entry in template.entries(before)}
        open_keys &= present
        origin = Origin(state.revision, state.date.date().isoformat())
        found |= dict.fromkeys(open_keys, origin)
    return found
