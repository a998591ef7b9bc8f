"""The tool's own sentences in the user's language.

The catalogues beside this module are compiled when the package is built. The user's settings
decide the language (`--ui-locale`, `ui_locale`), never the environment.
"""

import gettext
from pathlib import Path

from charter_i18n.errors import Fault, Message

DOMAIN = "charter-i18n"
LOCALES = ("en", "fr")
SOURCE_LOCALE = "en"
FOLDER = Path(__file__).parent


class Translator:
    """Says messages in one language."""

    def __init__(self, locale: str = SOURCE_LOCALE) -> None:
        self.locale = locale
        self._catalogue = gettext.translation(DOMAIN, FOLDER, [locale], fallback=True)

    def text(self, sentence: str) -> str:
        """A sentence without fields."""
        return self._catalogue.gettext(sentence) if sentence else ""

    def say(self, message: Message) -> str:
        """A message with its fields filled in; messages within messages are translated too."""
        if message.plural is None:
            template = self.text(message.template)
        else:
            template = self._catalogue.ngettext(message.template, message.plural, message.count)
        fields = {
            name: self.say(value) if isinstance(value, Message) else value
            for name, value in message.fields
        }
        return template.format(**{"count": message.count, **fields})

    def fault(self, fault: Fault) -> str:
        """A fault on one line: place, message, hint."""
        text = self.say(fault.message)
        if fault.place is not None:
            text = f"{fault.place}: {text}"
        if fault.hint is not None:
            text = f"{text} ({self.say(fault.hint)})"
        return " ".join(text.splitlines())
