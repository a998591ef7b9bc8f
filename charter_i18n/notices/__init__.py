"""Notices: what each rendered document says of itself, in its own language.

Which version it translates, that the text in the language of the sources prevails, what is
missing. The words are data, a file for each language; a project may have its own.
"""

from functools import lru_cache
from importlib.resources import files

from charter_i18n.notices.wording import Wording, parse
from charter_i18n.notices.writing import Facts, insert, write

__all__ = ["Facts", "Wording", "insert", "load", "parse", "write"]


@lru_cache(maxsize=64)
def load(locale: str) -> Wording | None:
    """The words that are shipped for a locale or its language, or None."""
    folder = files(__name__)
    for name in dict.fromkeys((locale, locale.partition("@")[0], locale.partition("_")[0])):
        source = folder / f"{name}.toml"
        if name.replace("_", "").isalnum() and source.is_file():
            return parse(source.read_text(encoding="utf-8"), path=f"notices/{name}.toml")
    return None
