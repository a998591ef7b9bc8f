"""Items of reports, made up, for the tests of the formats."""

from dataclasses import replace
from typing import Any

from charter_i18n.errors import message
from charter_i18n.model import ChangeClass, Key, Kind, Severity
from charter_i18n.report import Item, ItemState, Report
from charter_i18n.states import Counts, LocaleStatus

OLD = "Le bureau doit publier les comptes."
NEW = "Le bureau peut publier les comptes."
STALE = Item(
    id=Key(NEW).id,
    locale="es",
    document="source/charte.md",
    state=ItemState.STALE,
    kind=Kind.PARAGRAPH,
    severity=Severity.CRITICAL,
    classes=(ChangeClass.MODALITY,),
    reason=message("{old} → {new}: weaker", old="doit", new="peut"),
    new=NEW,
    translation="La mesa debe publicar las cuentas.",
    path="locale/es/LC_MESSAGES/charte.po",
    line=12,
    fingerprint="0" * 64,
    old=OLD,
    section=("Comptes",),
    redline=(
        ("equal", "Le bureau "),
        ("delete", "doit"),
        ("insert", "peut"),
        ("equal", " publier les comptes."),
    ),
    source_line=3,
)
UNTRANSLATED = replace(
    STALE,
    state=ItemState.UNTRANSLATED,
    severity=Severity.NONE,
    classes=(),
    reason=message("not translated yet"),
    translation="",
    old=None,
    redline=(),
)


def stale(**changes: Any) -> Item:  # noqa: ANN401 - fields of all types
    """A stale item, with some of its fields changed."""
    return replace(STALE, **changes)


def untranslated(**changes: Any) -> Item:  # noqa: ANN401 - fields of all types
    """An item without a translation, with some of its fields changed."""
    return replace(UNTRANSLATED, **changes)


def report(*items: Item, folder: str = "") -> Report:
    """A report of one document in Spanish."""
    counts = Counts(total=10, current=10 - len(items), stale=len(items))
    status = LocaleStatus("es", (("source/charte.md", counts),))
    return Report("fr", (status,), items, folder)
