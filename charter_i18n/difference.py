"""The nouns of a diff: what every format of it shows."""

from dataclasses import dataclass

from charter_i18n.model import Change
from charter_i18n.report import Redline
from charter_i18n.versions import Bump


@dataclass(frozen=True, slots=True)
class Difference:
    """One change of one document; `redline` leads from the old text to the new one.

    `old_document` is set where the text stood in another document, or the document had another
    name.
    """

    document: str
    change: Change
    redline: Redline
    old_document: str = ""


@dataclass(frozen=True, slots=True)
class Diff:
    """What changed from the revision `old` to `new`, document by document in source order.

    `renamed` are the documents that had another name, each as (former, now). `source_locale` is
    the language of the texts.
    """

    old: str
    new: str
    differences: tuple[Difference, ...]
    renamed: tuple[tuple[str, str], ...]
    least_bump: Bump
    source_locale: str
