"""How the page names a locale and marks up its texts."""

from dataclasses import dataclass
from functools import cache

from charter_i18n import locales
from charter_i18n.reports.html.texts import Run


@dataclass(frozen=True, slots=True)
class Language:
    """A locale: its name in the language of the page, and the values of `lang` and `dir`."""

    locale: str
    name: str
    tag: str
    direction: str


@dataclass(frozen=True, slots=True)
class Text:
    """A text in its language, or an empty one."""

    language: Language
    runs: tuple[Run, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(run.parts for run in self.runs)


@cache
def language(locale: str, *, display: str) -> Language:
    """What the page needs to know of a locale that CLDR knows.

    Raises:
        ConfigurationError: CLDR does not know it.
    """
    name = locales.name(locale, display=display)
    # CLDR has names as they stand in a sentence; here they stand alone.
    capitalised = name[:1].upper() + name[1:]
    return Language(locale, capitalised, locales.tag(locale), locales.direction(locale))
