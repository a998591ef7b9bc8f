"""Collects what is wrong with a file, by offset; lines are counted only when there is something."""

from charter_i18n.errors import Fault, InputError, Message, Place
from charter_i18n.po import diagnosis


class Faults:
    """The faults of one text.

    `text` is without its byte order mark; `path` names it in the faults.
    """

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self._found: list[tuple[int, Message, Message | None]] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, offset: int, sentence: Message, hint: Message | None = None) -> None:
        """Note a fault at an offset of the text."""
        self._found.append((offset, sentence, hint))

    def check(self) -> None:
        """Raise what was found, in file order.

        Beside a merge conflict nothing else is said: all else may be its consequence.

        Raises:
            InputError: When there is a fault.
        """
        conflicts = [fault for fault in self._found if diagnosis.is_conflict(fault[1])]
        found = sorted(conflicts or self._found, key=lambda fault: fault[0])
        faults = []
        line, counted = 1, 0
        for offset, sentence, hint in found:
            line += self._text.count("\n", counted, offset)
            counted = offset
            faults.append(Fault(sentence, Place(self._path, line), hint))
        if faults:
            raise InputError(faults)
