"""What is known of a source language; a data file each (`fr.toml` describes the format).

A language without a file gets an empty lexicon: its changes are weighed by the ladder alone.
"""

from functools import lru_cache
from importlib.resources import files

from charter_i18n.lexicon.nouns import Lexicon
from charter_i18n.lexicon.phrases import Found, Phrase, PhraseBook, Words
from charter_i18n.lexicon.reader import read

__all__ = ["Found", "Lexicon", "Phrase", "PhraseBook", "Words", "load", "read"]


@lru_cache(maxsize=8)
def load(locale: str) -> Lexicon:
    """The lexicon of a locale, of its language where the locale has none of its own.

    Args:
        locale: A POSIX locale name (`fr`, `fr_CA`).

    Returns:
        The lexicon; an empty one where there is no file.

    Raises:
        InputError: The file is invalid.
    """
    folder = files(__name__)
    for name in dict.fromkeys((locale, locale.partition("_")[0])):
        source = folder / f"{name}.toml"
        if name.replace("_", "").isalnum() and source.is_file():
            return read(source.read_text(encoding="utf-8"), f"lexicon/{name}.toml")
    return Lexicon(locale)
