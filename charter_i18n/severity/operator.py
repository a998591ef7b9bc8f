"""A word or group of words by which a rule holds more or less: the noun of this package."""

from dataclasses import dataclass

from charter_i18n.model import ChangeClass


@dataclass(frozen=True, slots=True)
class Operator:
    """An operator in a text.

    Equal `value`s mean the same in other words. `positions` are its words' places in the
    reading, ascending. `negative` tells of a modality that it is under a negation; `plain` that it
    is of the strength of the bare present; `opens` that at the start of a sentence it ties the
    sentence to the one before.
    """

    kind: ChangeClass
    value: str
    positions: tuple[int, ...]
    negative: bool = False
    plain: bool = False
    opens: bool = False
