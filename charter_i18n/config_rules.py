"""What the values of the configuration must be: a rule for each kind of key.

A rule looks at the value of one key and tells what is wrong with it; `findings` applies a table
of rules to a whole configuration. Places are added by the caller, who knows the file.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from charter_i18n import locales
from charter_i18n.errors import Fault, Message, message
from charter_i18n.given import shown
from charter_i18n.toml import Keys

ANY = "*"
PLACEHOLDERS = ("tag", "locale")
NAME_THEM = message('name those to translate into: locales = ["en", "es"]')

_APART = (("build_dir", "source_dir"), ("build_dir", "locale_dir"), ("source_dir", "build_dir"))
_BRACES = re.compile(r"\{\{|\}\}|\{(?P<name>[^{}]*)\}|[{}]")
_NO_LINK = re.compile(r"[\s()<>\[\]\x00-\x1f]")
_DRIVE = re.compile(r"[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Rule:
    """How the value of a key is checked, and then converted to what the program works with.

    `check` takes the key as users write it and the value, and tells what is wrong. A rule for
    `ANY` checks each value of a table and converts the table.
    """

    check: Callable[[str, Any], Iterator[Fault]]
    convert: Callable[[Any], Any]


def findings(
    values: Mapping[str, Any], rules: Mapping[Keys, Rule], *, above: Keys = ()
) -> Iterator[tuple[Keys, Fault]]:
    """What is wrong in `values`, the table at `above`: unknown keys, and what the rules find.

    A rule for the key `ANY` holds for every key of its table.
    """
    tables = {keys[: len(above) + 1] for keys in rules if len(keys) > len(above) + 1}
    for name, value in values.items():
        keys = (*above, name)
        rule = rules.get(keys) or rules.get((*above, ANY))
        if rule is not None:
            yield from ((keys, fault) for fault in rule.check(shown(".".join(keys)), value))
        elif keys not in tables:
            yield keys, _unknown(keys, rules)
        elif isinstance(value, dict):
            yield from findings(value, rules, above=keys)
        else:
            yield keys, Fault(message('"{key}" must be a table: [{key}]', key=".".join(keys)))


def folder_clashes(folders: Mapping[str, str]) -> Iterator[tuple[Keys, Fault]]:
    """What is wrong between `source_dir`, `locale_dir` and `build_dir`, with the keys in question.

    Catalogues may lie among the sources, or the sources among the catalogues; but what is built
    is thrown away, and must not be read as a source.
    """
    for one, other in combinations(folders, 2):
        if _same_folder(folders[one], folders[other]):
            wrong = message('"{other}" is the same folder as "{one}"', one=one, other=other)
            yield (other, one), Fault(wrong, hint=message("give each a folder of its own"))
    for outer, inner in _APART:
        if _contains(folders[outer], folders[inner]):
            wrong = message('"{outer}" must not contain "{inner}"', outer=outer, inner=inner)
            hint = message('give "build_dir" a folder of its own')
            yield ("build_dir", outer, inner), Fault(wrong, hint=hint)


def source_fault(source_locale: str, targets: Iterable[str]) -> Fault | None:
    """The fault that the locale of the sources is among those to translate into, if it is."""
    if locales.tag(source_locale) not in map(locales.tag, targets):
        return None
    wrong = message('"{name}" is the locale of the sources', name=source_locale)
    return Fault(wrong, hint=message("name only those to translate into"))


def choice(*allowed: str) -> Rule:
    """One of some words."""

    def check(key: str, value: object) -> Iterator[Fault]:
        if value not in allowed:
            wrong = message('"{key}" cannot be "{value}"', key=key, value=shown(str(value)))
            words = ", ".join(f'"{word}"' for word in allowed)
            yield Fault(wrong, hint=message("write one of: {words}", words=words))

    return Rule(check, str)


def _check_switch(key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, bool):
        yield Fault(message('"{key}" must be true or false, without quotes', key=key))


def _check_locale(key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _not_a_text(key)
    elif (fault := locales.fault(shown(value))) is not None:
        yield fault


def _check_locales(key: str, value: object) -> Iterator[Fault]:
    texts = _texts(value)
    if texts is None:
        yield _not_texts(key, "es")
    elif not texts:
        yield Fault(message('"{key}" is empty', key=key), hint=NAME_THEM)
    else:
        for text in texts:
            yield from _check_locale(key, text)
        yield from _repeated_locales(texts)


def _repeated_locales(names: list[str]) -> Iterator[Fault]:
    first: dict[str, str] = {}
    for name in names:
        tag = locales.tag(name)
        if tag in first and locales.is_known(name):
            one = first[tag]
            wrong = message('"{one}" and "{other}" are the same locale', one=one, other=name)
            yield Fault(wrong, hint=message("keep one of them"))
        first.setdefault(tag, name)


def _check_folder(key: str, value: object) -> Iterator[Fault]:
    if value == "":
        yield Fault(message('"{key}" is empty', key=key), hint=message("name a folder"))
    else:
        yield from _check_file(key, value)


def _check_file(key: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _not_a_text(key)
    elif not _stays_inside(value):
        yield _leaves(key, value)


def _check_paths(key: str, value: object) -> Iterator[Fault]:
    texts = _texts(value)
    if texts is None:
        yield _not_texts(key, "charte.md")
    else:
        yield from (_leaves(key, text) for text in texts if not text or not _stays_inside(text))


def _check_patterns(key: str, value: object) -> Iterator[Fault]:
    """A slash at the start ties a pattern to the top, as in a `.gitignore`."""
    texts = _texts(value)
    if texts is None:
        yield _not_texts(key, "brouillons/**")
        return
    for text in texts:
        if text.startswith("!"):
            wrong = message('"{key}" takes nothing back in: "{path}"', key=key, path=shown(text))
            yield Fault(wrong, hint=message("name what is left out, and that alone"))
        elif not text.strip("/") or not _stays_inside(text.removeprefix("/")):
            yield _leaves(key, text)


def _check_texts(key: str, value: object) -> Iterator[Fault]:
    if _texts(value) is None:
        yield _not_texts(key, "title")


def _check_template(key: str, value: object) -> Iterator[Fault]:
    hint = message("write {{tag}} or {{locale}}, and {{{{ or }}}} for a brace itself")
    yield from _check_fields(key, value, PLACEHOLDERS, hint)


def _check_link(key: str, value: object) -> Iterator[Fault]:
    hint = message("write {{path}} where the path of the source belongs")
    yield from _check_fields(key, value, ("path",), hint)
    if isinstance(value, str) and _NO_LINK.search(value):
        yield Fault(message('"{key}" must be a URL without blanks', key=key))


def _check_fields(
    key: str, value: object, allowed: tuple[str, ...], hint: Message
) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield _not_a_text(key)
        return
    for found in _BRACES.finditer(value):
        if found["name"] not in allowed and found[0] not in {"{{", "}}"}:
            braces = shown(found[0])
            wrong = message('"{key}" has an unknown placeholder: {found}', key=key, found=braces)
            yield Fault(wrong, hint=hint)


def _stays_inside(path: str) -> bool:
    """Whether a path is relative, written with `/`, and below the project or the project itself."""
    return (
        path.isprintable()
        and not path.startswith("/")
        and not _DRIVE.match(path)
        and "\\" not in path
        and ".." not in path.split("/")
    )


def _same_folder(one: str, other: str) -> bool:
    # Folders that differ in letter case only are one on the disks of macOS and Windows.
    return one.casefold() == other.casefold()


def _contains(outer: str, inner: str) -> bool:
    """Whether `inner` is below `outer`, not `outer` itself."""
    if outer == ".":
        return inner != "."
    return inner.casefold().startswith(f"{outer.casefold()}/")


def _texts(value: object) -> list[str] | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    return None


def _path(path: str) -> str:
    return posixpath.normpath(path) if path else ""


def _each_once(texts: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))


def _not_a_text(key: str) -> Fault:
    return Fault(message('"{key}" must be a text in quotes', key=key))


def _not_texts(key: str, example: str) -> Fault:
    wrong = message('"{key}" must be a list of texts: ["{example}"]', key=key, example=example)
    return Fault(wrong)


def _leaves(key: str, path: str) -> Fault:
    wrong = message('"{key}" must stay in the project: "{path}"', key=key, path=shown(path))
    hint = message("write the path from the folder of this file, with / between folders")
    return Fault(wrong, hint=hint)


def _unknown(keys: Keys, rules: Mapping[Keys, Rule]) -> Fault:
    wrong = message('unknown key "{key}"', key=shown(".".join(keys)))
    return Fault(wrong, hint=_hint(keys, rules))


def _hint(keys: Keys, rules: Mapping[Keys, Rule]) -> Message | None:
    """Where the key belongs, or which key is meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for a wrong configuration

    elsewhere = [known for known in rules if known[-1] == keys[-1]]
    if elsewhere and len(elsewhere[0]) == 1:
        return message('it belongs above the table "{table}"', table=".".join(keys[:-1]))
    if elsewhere:
        return message('it belongs in the table "{table}"', table=".".join(elsewhere[0][:-1]))
    siblings = {known[len(keys) - 1] for known in rules if known[: len(keys) - 1] == keys[:-1]}
    # Sorted, for the order of a set is not the same in each run.
    close = get_close_matches(keys[-1], sorted(siblings), n=1)
    return message('did you mean "{name}"?', name=close[0]) if close else None


LOCALE = Rule(_check_locale, locales.normalise)
LOCALES = Rule(_check_locales, lambda names: tuple(map(locales.normalise, names)))
FOLDER = Rule(_check_folder, _path)
FILE = Rule(_check_file, _path)
PATHS = Rule(_check_paths, lambda paths: _each_once([posixpath.normpath(path) for path in paths]))
PATTERNS = Rule(_check_patterns, _each_once)
TEXTS = Rule(_check_texts, _each_once)
LINK = Rule(_check_link, str)
TEMPLATES = Rule(_check_template, lambda table: tuple(table.items()))
SWITCH = Rule(_check_switch, bool)
