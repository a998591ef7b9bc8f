"""The tool's own sentences in the user's language.

The catalogues beside this module are compiled when the package is built. The user's settings
decide the language (`--ui-locale`, `ui_locale`), never the environment.
"""

import gettext
from pathlib import Path

from charter_i18n import locales
from charter_i18n.errors import Fault, Message
from charter_i18n.visible import plain

DOMAIN = "charter-i18n"
LOCALES = ("en", "fr")
SOURCE_LOCALE = "en"
FOLDER = Path(__file__).parent
_GROUPED = 1000
"""From here on languages write numbers in ways of their own; below, Babel need not be imported."""
_LINE = "line"
"""The field that counts nothing: it names a place, as editors do."""


class Translator:
    """Says messages in one language."""

    def __init__(self, locale: str = SOURCE_LOCALE) -> None:
        self.locale = locale
        self._catalogue = gettext.translation(DOMAIN, FOLDER, [locale], fallback=True)

    def text(self, sentence: str) -> str:
        """A sentence without fields."""
        return self._catalogue.gettext(sentence) if sentence else ""

    def say(self, message: Message) -> str:
        """A message with its fields filled in; messages within messages are translated too.

        The texts in it are `plain`, wherever they come from.
        """
        if message.plural is None:
            template = self.text(message.template)
        else:
            template = self._catalogue.ngettext(message.template, message.plural, message.count)
        fields = {"count": message.count, **dict(message.fields)}
        return template.format(**{name: self._field(name, value) for name, value in fields.items()})

    def _field(self, name: str, value: object) -> object:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, int):
            return value if name == _LINE else self.number(value)
        # Many a text comes from outside, and many a message goes to a terminal.
        return plain(str(value))

    def number(self, value: int) -> str:
        """A number as the language writes it."""
        return str(value) if value < _GROUPED else locales.number(value, locale=self.locale)

    def fault(self, fault: Fault) -> str:
        """A fault on one line: place, message, hint."""
        text = self.say(fault.message)
        if fault.place is not None:
            text = f"{plain(str(fault.place))}: {text}"
        if fault.hint is not None:
            text = f"{text} ({self.say(fault.hint)})"
        return text
