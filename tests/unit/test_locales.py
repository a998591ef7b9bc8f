import datetime as dt
import gettext
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.localedata import locale_identifiers

from charter_i18n import locales
from charter_i18n.errors import ConfigurationError

ALL = tuple(sorted(set(locale_identifiers()) - {"root"}))
# What CLDR's rules look at: the last two digits, thousands, a hundred thousand, a million.
COUNTS = (
    *range(1101),
    *(step * thousands for thousands in range(1, 101) for step in (1_000, 100_000)),
    *(1_000_001, 1_000_011, 1_100_000, 2_000_000, 3_000_000, 10_000_000),
)


@cache
def rules() -> dict[str, tuple[str, ...]]:
    """Each `Plural-Forms` that there is, with its locales."""
    found: dict[str, tuple[str, ...]] = {}
    for locale in ALL:
        header = locales.plural_forms(locale)
        found[header] = (*found.get(header, ()), locale)
    return found


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pt-BR", "pt_BR"),
        ("pt_br", "pt_BR"),
        ("PT-br", "pt_BR"),
        ("FR", "fr"),
        ("zh-hant", "zh_Hant"),
        ("zh_hans_cn", "zh_Hans_CN"),
        ("es-419", "es_419"),
        ("sr@Latin", "sr@latin"),
        ("ca-es-valencia", "ca_ES_VALENCIA"),
        ("be-tarask", "be_TARASK"),
        ("français", "français"),
        ("fr_FR.UTF-8", "fr_FR.UTF-8"),
        ("fr\n", "fr\n"),
        ("", ""),
    ],
)
def test_a_name_is_spelled_as_posix_does(name: str, expected: str):
    assert locales.normalise(name) == expected
    assert locales.normalise(expected) == expected


def test_all_of_cldr_is_known_and_spelled_as_it_is():
    assert [name for name in ALL if not locales.is_known(name)] == []
    assert [name for name in ALL if locales.normalise(name) != name] == []


def test_what_is_known_without_babel_is_known_to_babel(monkeypatch: pytest.MonkeyPatch):
    common = locales.COMMON
    monkeypatch.setattr(locales, "COMMON", frozenset())
    assert [name for name in sorted(common) if not locales.is_known(name)] == []


@pytest.mark.parametrize("name", ["pt-BR", "zh_CN", "zh_TW", "sr@latin", "ca@valencia", "en-150"])
def test_an_equivalent_spelling_is_known(name: str):
    assert locales.is_known(name)
    assert locales.fault(name) is None
    assert locales.known(name) == locales.normalise(name)


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("en_UK", 'did you mean "en_GB"?'),
        ("iw", 'did you mean "he"?'),
        ("tl", 'did you mean "fil"?'),
        ("mo", 'did you mean "ro"?'),
        ("fr_Latn", 'did you mean "fr"?'),
        ("fr_XX", 'did you mean "fr"?'),
        ("de_DE@euro", 'did you mean "de_DE"?'),
        ("xx", "such as es or pt_BR"),
        ("jp", "such as es or pt_BR"),
        ("root", "such as es or pt_BR"),
        ("und", "such as es or pt_BR"),
        ("C", "such as es or pt_BR"),
        ("français", "such as es or pt_BR"),
        ("fr_FR.UTF-8", "such as es or pt_BR"),
        ("../fr", "such as es or pt_BR"),
        ("fr\n", "such as es or pt_BR"),
        ("", "such as es or pt_BR"),
    ],
)
def test_another_name_is_refused_with_what_to_write(name: str, hint: str):
    assert not locales.is_known(name)
    with pytest.raises(ConfigurationError) as caught:
        locales.known(name)
    assert str(caught.value).startswith(f'"{name}" is not a locale')
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("pt_BR", "pt-BR"),
        ("pt-br", "pt-BR"),
        ("zh_Hant_TW", "zh-Hant-TW"),
        ("sr@latin", "sr-Latn"),
        ("ca@valencia", "ca-ES-valencia"),
        ("be_TARASK", "be-tarask"),
        ("es_419", "es-419"),
        ("fr", "fr"),
    ],
)
def test_a_tag_is_bcp_47(locale: str, expected: str):
    assert locales.tag(locale) == expected


def test_a_tag_names_its_locale():
    assert [name for name in ALL if locales.normalise(locales.tag(name)) != name] == []


def test_names_are_those_of_the_readers_language():
    assert locales.name("pt_BR", display="fr") == "portugais (Brésil)"
    assert locales.name("sr@latin", display="en") == "Serbian (Latin)"
    assert locales.name("es", display="es") == "español"
    assert all(locales.name(locale, display="fr") for locale in ALL)


def test_directions():
    rtl = ("ar", "he", "fa", "ur", "pa_PK", "ff_Adlm", "ks_Arab")
    assert {locales.direction(locale) for locale in rtl} == {"rtl"}
    assert {locales.direction(locale) for locale in ("fr", "pt_BR", "zh_Hant", "sr")} == {"ltr"}


def test_numbers():
    assert locales.number(1234567, locale="fr") == "1\u202f234\u202f567"
    assert locales.number(1234567, locale="en") == "1,234,567"
    assert locales.number(0.5, locale="de") == "0,5"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (0, 0, "100%"),
        (0, 7, "0%"),
        (29, 100, "29%"),
        (57, 100, "57%"),
        (1999, 2000, "99%"),
        (2000, 2000, "100%"),
    ],
)
def test_a_percentage_is_full_only_when_nothing_is_missing(part: int, whole: int, expected: str):
    assert locales.percent(part, whole, locale="en") == expected


def test_a_percentage_is_written_as_the_locale_does():
    # CLDR's versions differ in which of the two spaces that do not break stands there.
    assert locales.percent(1, 2, locale="fr") in {"50\u00a0%", "50\u202f%"}


def test_dates():
    day = dt.date(2026, 11, 23)
    assert locales.date(day, locale="fr") == "23 novembre 2026"
    assert locales.date(day, locale="en") == "November 23, 2026"
    assert locales.date(day, locale="pt-BR") == "23 de novembro de 2026"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: locales.name("xx", display="fr"),
        lambda: locales.name("fr", display="xx"),
        lambda: locales.direction("xx"),
        lambda: locales.number(1, locale="xx"),
        lambda: locales.percent(1, 1, locale="xx"),
        lambda: locales.date(dt.date(2026, 1, 1), locale="xx"),
        lambda: locales.plural_forms("xx"),
    ],
)
def test_nothing_is_told_of_an_unknown_locale(ask: Callable[[], object]):
    with pytest.raises(ConfigurationError, match='"xx" is not a locale'):
        ask()


@pytest.mark.parametrize(
    ("locale", "forms"),
    [("ja", 1), ("en", 2), ("fr", 3), ("pt_BR", 3), ("pl", 3), ("ru", 3), ("sl", 4), ("ar", 6)],
)
def test_there_are_as_many_plural_forms_as_whole_numbers_have(locale: str, forms: int):
    assert locales.plural_forms(locale).startswith(f"nplurals={forms}; plural=(")


def test_plural_forms_are_cldrs_categories_in_its_order():
    order = ("zero", "one", "two", "few", "many", "other")
    for header, names in rules().items():
        count, expression = (part.partition("=")[2] for part in header.rstrip(";").split(";"))
        form = gettext.c2py(expression)
        category = Locale.parse(names[0]).plural_form
        categories = {number: category(number) for number in COUNTS}
        used = [name for name in order if name in categories.values()]
        assert int(count) == len(used), names
        wrong = [number for number in COUNTS if used[form(number)] != categories[number]]
        assert wrong == [], names


def test_msgfmt_accepts_the_plural_forms_of_every_locale(tmp_path: Path):
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt is not installed")
    assert sum(map(len, rules().values())) == len(ALL)
    for header, names in rules().items():
        count = int(header.partition("=")[2].partition(";")[0])
        forms = "\n".join(f'msgstr[{index}] "x"' for index in range(count))
        catalogue = tmp_path / f"{names[0]}.po"
        catalogue.write_text(
            'msgid ""\nmsgstr ""\n'
            '"Project-Id-Version: x\\n"\n'
            '"PO-Revision-Date: 2026-11-23 15:48+0000\\n"\n'
            '"Last-Translator: x <x@example.org>\\n"\n'
            '"Language-Team: x <x@example.org>\\n"\n'
            f'"Language: {names[0]}\\n"\n'
            '"MIME-Version: 1.0\\n"\n'
            '"Content-Type: text/plain; charset=UTF-8\\n"\n'
            '"Content-Transfer-Encoding: 8bit\\n"\n'
            f'"Plural-Forms: {header}\\n"\n\n'
            f'msgid "a"\nmsgid_plural "b"\n{forms}\n'
        )
        done = subprocess.run(
            ["msgfmt", "--check", "--output-file=/dev/null", str(catalogue)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, ""), names


def test_the_machines_locale_changes_nothing():
    program = (
        "import datetime\n"
        "from charter_i18n import locales\n"
        "print(ascii((locales.number(1234.5, locale='fr'), locales.percent(1, 2, locale='de'),"
        " locales.date(datetime.date(2026, 1, 2), locale='es'), locales.name('en', display='fr'))))"
    )

    def output(**environment: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, **environment},
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    expected = output(LANG="C", LC_ALL="C")
    assert "23" in expected
    assert output(LANG="ja_JP.UTF-8", LC_ALL="ar_EG.UTF-8", TZ="Asia/Tokyo") == expected
