"""Version numbers: `1.2.3`, as Semantic Versioning writes them (section 2), without suffixes."""

import re
from typing import NamedTuple

from charter_i18n.errors import ConfigurationError, Fault, message
from charter_i18n.given import shown
from charter_i18n.versions.bump import Bump

_FORM = re.compile(r"(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})")
_WRITE_IT = message("write it like 1.0.0")


class Number(NamedTuple):
    """The number of a version; ordered as versions are."""

    major: int
    minor: int
    patch: int

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}.{self.patch}"

    @classmethod
    def parse(cls, text: str) -> "Number | None":
        """The number that a text writes, or None where it writes none."""
        found = _FORM.fullmatch(text)
        return cls(*map(int, found.groups())) if found else None

    @classmethod
    def asked(cls, text: str) -> "Number":
        """The number that a user names.

        Raises:
            ConfigurationError: the text is no version number.
        """
        number = cls.parse(text)
        if number is None:
            wrong = message('"{version}" is no version', version=shown(text))
            raise ConfigurationError(Fault(wrong, hint=_WRITE_IT))
        return number

    def raised(self, bump: Bump) -> "Number":
        """The least number that is raised by `bump`: 2.0.0 after 1.2.3 by a major one."""
        if bump is Bump.MAJOR:
            return Number(self.major + 1, 0, 0)
        if bump is Bump.MINOR:
            return Number(self.major, self.minor + 1, 0)
        return Number(self.major, self.minor, self.patch + 1)


def raised(old: Number, new: Number) -> Bump:
    """What of a number a higher one raises."""
    if new.major > old.major:
        return Bump.MAJOR
    if new.minor > old.minor:
        return Bump.MINOR
    return Bump.PATCH if new > old else Bump.NONE
