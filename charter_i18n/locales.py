"""Locales: their spelling, names, direction, plural forms and figures; the only door to Babel.

A locale is named as gettext names its folders (POSIX: `pt_BR`, `zh_Hant`, `sr@latin`); what there
is to know about it comes from CLDR through Babel. Babel is imported inside the functions that
need it: importing it takes longer than the rest of a run that finds nothing to do. Nothing
here reads the locale of the machine.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from charter_i18n.errors import ConfigurationError, Fault, message

_NAME = re.compile(
    r"(?P<language>[a-z]{2,3})"
    r"(?:[_-](?P<script>[a-z]{4}))?"
    r"(?:[_-](?P<territory>[a-z]{2}|[0-9]{3}))?"
    r"(?:[_-](?P<variant>[a-z0-9]{5,8}))?"
    r"(?:@(?P<modifier>[a-z]+))?",
    re.IGNORECASE | re.ASCII,
)

# glibc writes scripts and variants as modifiers; CLDR knows these locales by another name.
_MODIFIED: Mapping[str, str] = MappingProxyType(
    {
        "be@tarask": "be_TARASK",
        "ca@valencia": "ca_ES_VALENCIA",
        "ks@devanagari": "ks_Deva",
        "sd@devanagari": "sd_Deva",
        "sr@latin": "sr_Latn",
        "uz@cyrillic": "uz_Cyrl",
    }
)

# Known without asking Babel: what most projects translate into costs them no import.
_COMMON_NAMES = (
    "ar bg br ca cs cy da de el en en_GB en_US es es_419 es_ES es_MX et eu fa fi fr fr_BE fr_CA"
    " fr_CH fr_FR ga gl he hi hr hu id is it ja ka ko lt lv mk mt nb nl nn no oc pl pt pt_BR"
    " pt_PT ro ru sk sl sq sr sr_Latn sv th tr uk ur vi zh zh_CN zh_Hans zh_Hant zh_TW"
)
COMMON = frozenset(_COMMON_NAMES.split())

_CATEGORIES = ("zero", "one", "two", "few", "many")
_RELATION = re.compile(
    r"(?P<operand>[nivwftce])(?P<modulus> (?:mod|%) \d+)? "
    r"(?:(?P<negated>is not|not in|not within|!=)|is|in|within|=) "
    r"(?P<ranges>[\d.,]+)"
)


class _Parts(NamedTuple):
    """The subtags of a locale's name, in the letter case that BCP 47 recommends."""

    language: str
    script: str
    territory: str
    variant: str
    modifier: str = ""


@cache
def normalise(name: str) -> str:
    """The POSIX spelling of a locale's name: `pt-BR`, `pt_br` and `PT-br` are `pt_BR`.

    A name that has not the form of a locale's name comes back as it is; whether there is such a
    locale, `is_known` tells.
    """
    parts = _parts(name)
    if parts is None:
        return name
    subtags = (parts.language, parts.script, parts.territory, parts.variant.upper())
    modifier = f"@{parts.modifier}" if parts.modifier else ""
    return "_".join(filter(None, subtags)) + modifier


@cache
def tag(locale: str) -> str:
    """The BCP 47 tag of a locale: `pt-BR` for `pt_BR`, `sr-Latn` for `sr@latin`."""
    name = _cldr(locale)
    parts = _parts(name)
    return name if parts is None else "-".join(filter(None, parts[:4]))


def is_known(name: str) -> bool:
    """Whether CLDR knows the locale, in this or an equivalent spelling.

    Names that CLDR has retired (`iw`, `en_UK`) are not known: other tools would not find them.
    """
    asked = _parts(_cldr(name))
    if asked is None or asked.modifier:
        return False
    if normalise(name) in COMMON:
        return True
    found = _found(asked)
    # CLDR adds the script of zh_CN by itself; anything else that differs is another locale.
    return found is not None and found == asked._replace(script=asked.script or found.script)


def fault(name: str) -> Fault | None:
    """What is wrong with the name of a locale and what to write instead; None where it is known."""
    if is_known(name):
        return None
    wrong = message('"{name}" is not a locale that CLDR knows', name=name)
    suggestion = _suggestion(name)
    if suggestion is None:
        hint = message("write a language, or language_TERRITORY, such as es or pt_BR")
    else:
        hint = message('did you mean "{name}"?', name=suggestion)
    return Fault(wrong, hint=hint)


def known(name: str) -> str:
    """The POSIX spelling of a locale that CLDR knows.

    Raises:
        ConfigurationError: CLDR does not know it; the fault says what to write instead.
    """
    wrong = fault(name)
    if wrong is not None:
        raise ConfigurationError(wrong)
    return normalise(name)


def name(locale: str, *, display: str) -> str:
    """What speakers of the locale `display` call the locale `locale`: `portugais (Brésil)`.

    Raises:
        ConfigurationError: CLDR does not know one of the two; so do the functions below.
    """
    from babel import Locale  # noqa: PLC0415 - on demand

    return Locale.parse(_identifier(locale)).get_display_name(_identifier(display)) or locale


@cache
def direction(locale: str) -> Literal["ltr", "rtl"]:
    """The direction in which the locale is written, as HTML's `dir` wants it."""
    from babel import Locale  # noqa: PLC0415 - on demand

    return "rtl" if Locale.parse(_identifier(locale)).text_direction == "rtl" else "ltr"


def number(value: float, *, locale: str) -> str:
    """A number as the locale writes it: `12 345` in French, with its narrow no-break space."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - on demand

    return format_decimal(value, locale=_identifier(locale))


def plural_category(count: int, *, locale: str) -> str:
    """The plural category that CLDR gives a whole number: `zero`, `one`, `few`, … `other`."""
    from babel import Locale  # noqa: PLC0415 - on demand

    return str(Locale.parse(_identifier(locale)).plural_form(count))


def percent(part: int, whole: int, *, locale: str) -> str:
    """How much of `whole` is `part`, in whole per cent, as the locale writes it.

    Rounded down, so that 100 % says that nothing is missing; nothing of nothing is 100 %.
    """
    from babel.numbers import format_percent  # noqa: PLC0415 - on demand

    hundredths = part * 100 // whole if whole else 100
    return format_percent(hundredths / 100, locale=_identifier(locale))


def date(value: dt.date, *, locale: str) -> str:
    """A date as the locale writes it in a text: `23 novembre 2026`."""
    from babel.dates import format_date  # noqa: PLC0415 - on demand

    return format_date(value, format="long", locale=_identifier(locale))


@cache
def plural_forms(locale: str) -> str:
    """The value of the header field `Plural-Forms` of a catalogue of this locale.

    The forms are CLDR's categories that a whole number can have, in CLDR's order (zero, one, two,
    few, many, other), for gettext counts whole numbers only: Polish has three forms, not the four
    that it has with decimals. French, Spanish, Italian and Portuguese have CLDR's form for millions
    ("un million *de* votes"), which gettext's own older table lacks.

    Sources: Unicode TR 35 part 3, "Language Plural Rules"; gettext manual, "Plural forms".
    """
    from babel import Locale  # noqa: PLC0415 - on demand
    from babel.plural import to_gettext  # noqa: PLC0415 - on demand

    rule = Locale.parse(_identifier(locale)).plural_form
    every = {category: _of_integers(text) for category, text in rule.rules.items()}
    rules = {category: text for category, text in every.items() if text}
    if rules and not _reaches_other(rule):
        # gettext's last form is what no rule names: here it is the last category with a rule.
        del rules[max(rules, key=_CATEGORIES.index)]
    return to_gettext(rules)


def _of_integers(rule: str) -> str:
    """A plural rule of CLDR as it is for whole numbers, with no operand but `n`; "" if never true.

    `i` is then the number itself; the operands of decimals and of compact exponents are zero.
    A rule is a list of `or` over lists of `and`, without parentheses (TR 35 part 3, "Plural rules
    syntax").
    """
    alternatives = []
    for alternative in rule.split(" or "):
        relations = [_of_integer(relation) for relation in alternative.split(" and ")]
        if False not in relations:
            kept = [relation for relation in relations if isinstance(relation, str)]
            alternatives.append(" and ".join(kept) or "n mod 1 = 0")
    return " or ".join(alternatives)


def _of_integer(relation: str) -> str | bool:
    """A relation about `n`, or what the relation is for every whole number."""
    parts = _RELATION.fullmatch(relation)
    if parts is None:
        raise ValueError(f"not a relation of a CLDR plural rule: {relation}")
    negated = parts["negated"] is not None
    if parts["operand"] in "ni":
        return f"n{parts['modulus'] or ''} {'!=' if negated else '='} {parts['ranges']}"
    bounds = [item.partition("..")[0] for item in parts["ranges"].split(",")]
    return ("0" in bounds) is not negated


def _reaches_other(rule: Callable[[float], str]) -> bool:
    # Rules look at the last two digits, a few at round numbers above: a thousand show all cases.
    return any(rule(count) == "other" for count in range(1000))


def _parts(name: str) -> _Parts | None:
    """The subtags of a name, or None where it has not the form of a locale's name."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    language, script, territory, variant, modifier = (part or "" for part in found.groups())
    return _Parts(
        language.lower(), script.title(), territory.upper(), variant.lower(), modifier.lower()
    )


def _cldr(locale: str) -> str:
    """CLDR's name of a locale."""
    spelling = normalise(locale)
    return _MODIFIED.get(spelling, spelling)


def _identifier(locale: str) -> str:
    """CLDR's name of a locale that it knows."""
    return _cldr(known(locale))


def _found(asked: _Parts) -> _Parts | None:
    """What Babel finds for a name, which may be another locale than the one asked for."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - on demand

    if asked.language == "und":
        return None
    try:
        found = Locale.parse("_".join(filter(None, asked[:4])))
    except (UnknownLocaleError, ValueError):
        return None
    return _Parts(
        found.language, found.script or "", found.territory or "", (found.variant or "").lower()
    )


def _suggestion(name: str) -> str | None:
    """A locale that CLDR knows, for a name that it does not."""
    asked = _parts(_cldr(name))
    found = None if asked is None else _found(asked)
    if asked is None or found is None:
        language = asked.language if asked else ""
        return language if is_known(language) else None
    return f"{found.language}_{found.territory}" if asked.territory else found.language
