"""The project's configuration: `charter-i18n.toml`, or `[tool.charter-i18n]` in `pyproject.toml`.

Text in, value out: `parse` reads it and reports all that is wrong at once, `with_locales` adds
locales and keeps everything else, `initial` writes a new file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, Literal, get_args

from charter_i18n import locales as locale_names
from charter_i18n import toml
from charter_i18n.config_rules import (
    ANY,
    FILE,
    FOLDER,
    LINK,
    LOCALE,
    LOCALES,
    NAME_THEM,
    PATHS,
    PATTERNS,
    SWITCH,
    TEMPLATES,
    TEXTS,
    Rule,
    choice,
    findings,
    folder_clashes,
    source_fault,
)
from charter_i18n.errors import ConfigurationError, Fault, Place, message
from charter_i18n.toml import Keys

FILE_NAME = "charter-i18n.toml"
PYPROJECT_TABLE: Keys = ("tool", "charter-i18n")

UiLocale = Literal["en", "fr"]
Cosmetic = Literal["carry", "fuzzy"]
Stale = Literal["mixed", "last-complete", "source", "fail"]
Require = Literal["translated", "reviewed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontMatter:
    """What happens to the front matter of documents.

    The values of the keys in `translate` (dotted paths) are segments; those in `set` are written
    anew in a rendered document, where they are present, from their templates.
    """

    translate: tuple[str, ...] = (
        "title",
        "subtitle",
        "description",
        "description_hero",
        "excerpt",
        "extrait",
        "summary",
        "hero_alt",
    )
    set: tuple[tuple[str, str], ...] = (("lang", "{tag}"),)

    def values(self, locale: str) -> tuple[tuple[str, str], ...]:
        """The keys of `set` with the values that they have in documents of the locale."""
        tag = locale_names.tag(locale)
        return tuple((key, text.format(tag=tag, locale=locale)) for key, text in self.set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What `sync` does with the translation of a segment whose change cannot alter meaning."""

    cosmetic: Cosmetic = "carry"


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What a version freezes: paths of documents below the folder of sources; none means all."""

    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish:
    """What is rendered where there is no current translation, and what counts as one.

    `notice` tells whether rendered documents say which version they translate; `notices` is the
    folder of the project's own words for it, or empty. `source_link` is where readers find a
    source, from its path in the project; empty means the file beside the rendered documents.
    """

    stale: Stale = "mixed"
    require: Require = "translated"
    notice: bool = True
    notices: str = ""
    source_link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """A project's configuration, checked: locales are spelled as POSIX does and known to CLDR.

    Folders and the glossary are relative to the project, POSIX, and inside it. `glossary` is the
    file of the project's own terms, or empty. `exclude` holds patterns of paths below
    `source_dir`.
    """

    locales: tuple[str, ...]
    source_locale: str = "fr"
    source_dir: str = "source"
    locale_dir: str = "locale"
    build_dir: str = "build"
    exclude: tuple[str, ...] = ()
    glossary: str = ""
    ui_locale: UiLocale = "en"
    front_matter: FrontMatter = FrontMatter()
    policy: Policy = Policy()
    versions: Versions = Versions()
    publish: Publish = Publish()


_RULES: Mapping[Keys, Rule] = MappingProxyType(
    {
        ("source_locale",): LOCALE,
        ("locales",): LOCALES,
        ("source_dir",): FOLDER,
        ("locale_dir",): FOLDER,
        ("build_dir",): FOLDER,
        ("exclude",): PATTERNS,
        ("glossary",): FILE,
        ("ui_locale",): choice(*get_args(UiLocale)),
        ("front_matter", "translate"): TEXTS,
        ("front_matter", "set", ANY): TEMPLATES,
        ("policy", "cosmetic"): choice(*get_args(Cosmetic)),
        ("versions", "documents"): PATHS,
        ("publish", "stale"): choice(*get_args(Stale)),
        ("publish", "require"): choice(*get_args(Require)),
        ("publish", "notice"): SWITCH,
        ("publish", "notices"): FILE,
        ("publish", "source_link"): LINK,
    }
)
_TABLES = MappingProxyType(
    {"front_matter": FrontMatter, "policy": Policy, "versions": Versions, "publish": Publish}
)


def parse(text: str, *, path: str, table: Keys = ()) -> Config:
    """The configuration in a TOML text.

    Args:
        text: The whole file.
        path: What the file is called in faults.
        table: Where the configuration is in the file: `PYPROJECT_TABLE` for `pyproject.toml`.

    Raises:
        ConfigurationError: With all that is wrong, each fault at the line of its key.
    """
    values = _table(toml.read(text, path=path), table, path=path)
    found = list(findings(values, _RULES))
    if "locales" not in values:
        found.append((("locales",), Fault(message('"locales" is missing'), hint=NAME_THEM)))
    wrong = {keys for keys, _ in found}
    config = _config(values, without=wrong)
    for keys, fault in _contradictions(config):
        if wrong.isdisjoint((key,) for key in keys):
            written = next((key for key in keys if key in values), keys[0])
            found.append(((written,), fault))
    if found:
        raise ConfigurationError(_placed(found, text, path=path, table=table))
    return config


def with_locales(
    text: str, locales: Sequence[str], *, table: Keys = (), path: str = FILE_NAME
) -> str:
    """The text of a configuration with locales added to the end of its list.

    Everything else stays as it is: comments, order, layout, line ends. Locales that are in the
    list are not added again, in whatever spelling.

    Raises:
        ConfigurationError: The configuration or one of the locales is wrong.
    """
    config = parse(text, path=path, table=table)
    _check_targets(locales, source_locale=config.source_locale)
    present = {locale_names.tag(locale) for locale in config.locales}
    asked = {locale_names.tag(locale): locale_names.normalise(locale) for locale in locales}
    added = [locale for tag, locale in asked.items() if tag not in present]
    return toml.with_items(text, (*table, "locales"), added)


def initial(
    *, source_locale: str = "fr", locales: Sequence[str], ui_locale: UiLocale = "en"
) -> str:
    """The text of a new `charter-i18n.toml`, with each key explained.

    Raises:
        ConfigurationError: A locale is unknown or the source's, or there is none.
    """
    source = locale_names.known(source_locale)
    _check_targets(locales, source_locale=source)
    if not locales:
        raise ConfigurationError(Fault(message("no locale is named"), hint=NAME_THEM))
    asked = {locale_names.tag(locale): locale_names.normalise(locale) for locale in locales}
    listed = ", ".join(f'"{locale}"' for locale in asked.values())
    return _INITIAL.format(source_locale=source, locales=listed, ui_locale=ui_locale)


def _check_targets(locales: Sequence[str], *, source_locale: str) -> None:
    """Raise what is wrong with locales that were named on the command line."""
    unknown = [fault for fault in map(locale_names.fault, locales) if fault is not None]
    source = source_fault(source_locale, locales)
    faults = [*unknown, source] if source is not None else unknown
    if faults:
        raise ConfigurationError(faults)


def _table(values: Mapping[str, Any], table: Keys, *, path: str) -> Mapping[str, Any]:
    """The table of the configuration in a file that holds other things too."""
    for key in table:
        inner = values.get(key)
        if not isinstance(inner, dict):
            wrong = message("there is no table [{table}]", table=".".join(table))
            hint = message('add it, with locales = ["en", "es"]')
            raise ConfigurationError(Fault(wrong, Place(path), hint))
        values = inner
    return values


def _config(values: Mapping[str, Any], *, without: set[Keys]) -> Config:
    """The configuration, with the defaults in the place of what is wrong."""
    right: dict[Keys, Any] = {}
    for names, rule in _RULES.items():
        keys = names[:-1] if names[-1] == ANY else names
        value: Any = values
        for key in keys:
            value = value.get(key) if isinstance(value, dict) else None
        if value is not None and keys not in without:
            right[keys] = rule.convert(value)
    tables = {
        name: noun(**{keys[1]: value for keys, value in right.items() if keys[0] == name})
        for name, noun in _TABLES.items()
    }
    top = {keys[0]: value for keys, value in right.items() if len(keys) == 1}
    return Config(**({"locales": ()} | top | tables))


def _contradictions(config: Config) -> Iterator[tuple[Keys, Fault]]:
    """What is wrong between keys that are right by themselves, with the keys in question."""
    fault = source_fault(config.source_locale, config.locales)
    if fault is not None:
        yield ("locales", "source_locale"), fault
    yield from folder_clashes(
        {
            "source_dir": config.source_dir,
            "locale_dir": config.locale_dir,
            "build_dir": config.build_dir,
        }
    )


def _placed(
    found: Sequence[tuple[Keys, Fault]], text: str, *, path: str, table: Keys
) -> tuple[Fault, ...]:
    """The faults at the lines of their keys, or of the nearest table above, in file order."""
    lines = toml.key_lines(text)
    faults = []
    for keys, fault in found:
        whole = table + keys
        above = (whole[:length] for length in range(len(whole), 0, -1))
        line = next((lines[part] for part in above if part in lines), None)
        faults.append(replace(fault, place=Place(path, line)))
    return tuple(sorted(faults, key=_line))


def _line(fault: Fault) -> int:
    return fault.place.line or 0 if fault.place else 0


_INITIAL = """\
# The configuration of charter-i18n: what is translated, into what, and what is published.
# Only "locales" is required. Lines such as "# key = value" show the default of a key.

source_locale = "{source_locale}"  # the locale of the sources, which prevails
locales = [{locales}]  # the locales to translate into; "charter-i18n add-locale" adds one
ui_locale = "{ui_locale}"  # the language of messages and reports: "en" or "fr"

# Folders, from the folder of this file.
# source_dir = "source"
# locale_dir = "locale"
# build_dir = "build"

# Sources that are not translated: patterns below "source_dir", such as "brouillons/**".
# exclude = []

# The file with the project's own terms, such as "glossary.csv"; none if empty.
# glossary = ""

[front_matter]
# Keys of the front matter whose values are translated; a dotted path for a nested one.
# translate = [
#     "title",
#     "subtitle",
#     "description",
#     "description_hero",
#     "excerpt",
#     "extrait",
#     "summary",
#     "hero_alt",
# ]
# Keys that are rewritten in rendered documents: {{tag}} is pt-BR, {{locale}} is pt_BR.
# set = {{ lang = "{{tag}}" }}

[policy]
# A change that cannot alter meaning (typography, a link): "carry" the translation, or make it
# "fuzzy".
# cosmetic = "carry"

[versions]
# The documents that a version freezes, below "source_dir"; all if empty.
# documents = []

[publish]
# A segment without a current translation: "mixed" shows the source in its place and marks it,
# "source" shows it unmarked, "last-complete" publishes the last version that was complete, and
# "fail" publishes nothing.
# stale = "mixed"
# What counts as a translation: one that is "translated", or only one that is "reviewed".
# require = "translated"
# Whether each rendered document says which version it translates and what is missing.
# notice = true
# The folder with your own words for that, a file for each locale ("es.toml"); none if empty.
# notices = ""
# Where readers find a source, such as "https://example.org/blob/main/{{path}}"; the file if empty.
# source_link = ""
"""
