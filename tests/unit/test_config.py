import re
import subprocess
import sys
import tomllib

import pytest
import tomlkit.exceptions

from charter_i18n import config, toml
from charter_i18n.config import Config, FrontMatter, Policy, Publish, Versions
from charter_i18n.errors import ConfigurationError, ExitStatus, InputError, Place

PATH = "charter-i18n.toml"
NO_LOCALE = "write a language, or language_TERRITORY, such as es or pt_BR"
PLACEHOLDERS = "write {tag} or {locale}, and {{ or }} for a brace itself"


def parse(text: str, **options: tuple[str, ...]) -> Config:
    return config.parse(text, path=PATH, **options)


def faults(text: str, **options: tuple[str, ...]) -> list[str]:
    """What is said about a wrong configuration, one line each, without the file's name."""
    with pytest.raises(ConfigurationError) as caught:
        parse(text, **options)
    assert caught.value.exit_status is ExitStatus.USAGE
    lines = str(caught.value).split("\n")
    assert len(lines) == len(caught.value.faults)
    assert all(line.startswith(f"{PATH}:") for line in lines)
    return [line.removeprefix(f"{PATH}:").strip() for line in lines]


class TestParse:
    def test_needs_nothing_but_locales(self):
        found = parse('locales = ["en", "es"]')
        assert found == Config(
            source_locale="fr",
            locales=("en", "es"),
            source_dir="source",
            locale_dir="locale",
            build_dir="build",
            exclude=(),
            glossary="",
            ui_locale="en",
            front_matter=FrontMatter(
                translate=(
                    "title",
                    "subtitle",
                    "description",
                    "description_hero",
                    "excerpt",
                    "extrait",
                    "summary",
                    "hero_alt",
                ),
                set=(("lang", "{tag}"),),
            ),
            policy=Policy(cosmetic="carry"),
            versions=Versions(documents=()),
            publish=Publish(stale="mixed", require="translated", notice=True),
        )
        assert hash(found) == hash(parse('locales = ["en", "es"]'))

    def test_reads_every_key(self):
        text = """
            source_locale = "pt-BR"
            locales = ["fr", "zh-hant", "sr@latin"]
            source_dir = "./textes/"
            locale_dir = "textes/locale"
            build_dir = "public//out"
            exclude = ["brouillons/**", "*.tmp.md"]
            glossary = "glossaire.csv"
            ui_locale = "fr"

            [front_matter]
            translate = ["title", "seo.title"]
            set = { lang = "{locale}", permalink = "/{tag}/{{x}}", dir = "" }

            [policy]
            cosmetic = "fuzzy"

            [versions]
            documents = ["charte.md", "./guides/faq.md"]

            [publish]
            stale = "last-complete"
            require = "reviewed"
            notice = false
        """
        assert parse(text) == Config(
            source_locale="pt_BR",
            locales=("fr", "zh_Hant", "sr@latin"),
            source_dir="textes",
            locale_dir="textes/locale",
            build_dir="public/out",
            exclude=("brouillons/**", "*.tmp.md"),
            glossary="glossaire.csv",
            ui_locale="fr",
            front_matter=FrontMatter(
                translate=("title", "seo.title"),
                set=(("lang", "{locale}"), ("permalink", "/{tag}/{{x}}"), ("dir", "")),
            ),
            policy=Policy(cosmetic="fuzzy"),
            versions=Versions(documents=("charte.md", "guides/faq.md")),
            publish=Publish(stale="last-complete", require="reviewed", notice=False),
        )

    def test_reads_a_table_of_another_file(self):
        text = """
            [project]
            locales = 3
            [tool.other]
            unknown = true
            [tool.charter-i18n]
            locales = ["es"]
            [tool.charter-i18n.front_matter]
            set = {}
        """
        found = parse(text, table=config.PYPROJECT_TABLE)
        assert found.locales == ("es",)
        assert found.front_matter.set == ()

    @pytest.mark.parametrize("text", ["", "tool = 3", "[tool]\n", "[tool]\ncharter-i18n = []"])
    def test_says_that_the_table_is_missing(self, text: str):
        with pytest.raises(ConfigurationError, match=r"there is no table \[tool.charter-i18n\]"):
            config.parse(text, path="pyproject.toml", table=config.PYPROJECT_TABLE)

    def test_takes_a_byte_order_mark_and_crlf(self):
        assert parse('\ufefflocales = [\r\n  "en",\r\n]\r\n').locales == ("en",)
        assert faults('\ufeff\r\nlocales = ["en"]\r\nx = 1\r\n') == ['3: unknown key "x"']

    def test_collects_all_faults_in_the_order_of_the_file(self):
        text = """\
source_local = "fr"
locales = ["en", "xx"]  # a comment with a key = value
source_dir = "../textes"
"ui_locale" = "de"

[front_matter]
translate = "title"
[front_matter.set]
dir = 1
lang = '{tga}'

[publish]
notice = "yes"
stale = '''
locales = fake
'''
"""
        allowed = '"mixed", "last-complete", "source", "fail"'
        inside = "write the path from the folder of this file, with / between folders"
        assert faults(text) == [
            '1: unknown key "source_local" (did you mean "source_locale"?)',
            f'2: "xx" is not a locale that CLDR knows ({NO_LOCALE})',
            f'3: "source_dir" must stay in the project: "../textes" ({inside})',
            '4: "ui_locale" cannot be "de" (write one of: "en", "fr")',
            '7: "front_matter.translate" must be a list of texts: ["title"]',
            '9: "front_matter.set.dir" must be a text in quotes',
            f'10: "front_matter.set.lang" has an unknown placeholder: {{tga}} ({PLACEHOLDERS})',
            '13: "publish.notice" must be true or false, without quotes',
            f'14: "publish.stale" cannot be "locales = fake\\n" (write one of: {allowed})',
        ]

    def test_names_the_lines_of_another_file(self):
        text = "[project]\nlocales = 1\n\n[tool.charter-i18n]\nx = 1\n[tool.charter-i18n.policy]\n"
        text += 'cosmetic = "carried"'
        assert faults(text, table=config.PYPROJECT_TABLE) == [
            '4: "locales" is missing (name those to translate into: locales = ["en", "es"])',
            '5: unknown key "x"',
            '7: "policy.cosmetic" cannot be "carried" (write one of: "carry", "fuzzy")',
        ]

    def test_points_at_a_syntax_fault(self):
        with pytest.raises(ConfigurationError) as caught:
            parse('locales = ["en"]\nexclude = =\n')
        assert caught.value.faults[0].place == Place(PATH, 2, 11)
        assert "this is not TOML: " in str(caught.value)
        assert "line" not in str(caught.value)
        assert faults('locales = ["en"]\n\nexclude = ["a",\n') == [
            "3: this is not TOML: Invalid value"
        ]

    def test_points_at_a_value_nested_too_deeply(self):
        assert faults(f"locales = {'[' * 5000}") == ["the values are nested too deeply"]


class TestKeys:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", '"locales" is missing'),
            ("locales = []", '"locales" is empty'),
            ('locales = "en"', '"locales" must be a list of texts: ["es"]'),
            ("locales = [1]", '"locales" must be a list of texts: ["es"]'),
            ("[[locales]]", '"locales" must be a list of texts: ["es"]'),
            ("[locales]", '"locales" must be a list of texts: ["es"]'),
            ('locales = ["en-UK"]', 'did you mean "en_GB"?'),
            ('locales = ["a\\nb\\u00a0"]', '"a\\nb\\xa0" is not a locale'),
            ('locales = ["pt-BR", "pt_BR"]', '"pt-BR" and "pt_BR" are the same locale'),
            ('locales = ["es", "es"]', '"es" and "es" are the same locale'),
            ('locales = ["sr@latin", "sr_Latn"]', '"sr@latin" and "sr_Latn" are the same'),
            ('locales = ["es", "fr"]', '"fr" is the locale of the sources'),
            ('source_locale = "xx"\nlocales = ["fr"]', '"xx" is not a locale'),
            ('source_locale = 1\nlocales = ["fr"]', '"source_locale" must be a text in quotes'),
        ],
    )
    def test_locales(self, text: str, expected: str):
        (fault,) = faults(text)
        assert expected in fault

    @pytest.mark.parametrize(
        "path", ["/a", "..", "a/../..", "../a", "a\\\\b", "C:a", "C:/a", "a\\u0000b", "a\\nb"]
    )
    @pytest.mark.parametrize("key", ["source_dir", "locale_dir", "build_dir", "glossary"])
    def test_paths_stay_in_the_project(self, key: str, path: str):
        (fault,) = faults(f'locales = ["en"]\n{key} = "{path}"')
        assert fault.startswith(f'2: "{key}" must stay in the project')

    @pytest.mark.parametrize("key", ["exclude", "versions.documents"])
    @pytest.mark.parametrize("path", ["/../a/**", "../a.md", ""])
    def test_patterns_stay_in_the_project(self, key: str, path: str):
        (fault,) = faults(f'locales = ["en"]\n{key} = ["b.md", "{path}"]')
        assert fault.startswith(f'2: "{key}" must stay in the project: "{path}"')

    def test_a_slash_ties_a_pattern_to_the_top_and_nothing_is_taken_back_in(self):
        assert parse('locales = ["en"]\nexclude = ["/a.md"]').exclude == ("/a.md",)
        (fault,) = faults('locales = ["en"]\nexclude = ["!a.md"]')
        assert fault.startswith('2: "exclude" takes nothing back in: "!a.md"')

    @pytest.mark.parametrize("key", ["source_dir", "locale_dir", "build_dir"])
    def test_folders_are_named(self, key: str):
        assert faults(f'locales = ["en"]\n{key} = ""') == [f'2: "{key}" is empty (name a folder)']
        assert faults(f'locales = ["en"]\n{key} = []') == [f'2: "{key}" must be a text in quotes']

    @pytest.mark.parametrize(
        ("folders", "expected"),
        [
            ({"source_dir": "locale/"}, '"locale_dir" is the same folder as "source_dir"'),
            ({"source_dir": "build"}, '"build_dir" is the same folder as "source_dir"'),
            ({"build_dir": "./Locale"}, '"build_dir" is the same folder as "locale_dir"'),
            ({"build_dir": "source/out"}, '"source_dir" must not contain "build_dir"'),
            ({"source_dir": "."}, '"source_dir" must not contain "build_dir"'),
            ({"source_dir": "build/fr"}, '"build_dir" must not contain "source_dir"'),
            ({"locale_dir": "build/po"}, '"build_dir" must not contain "locale_dir"'),
        ],
    )
    def test_folders_do_not_harm_each_other(self, folders: dict[str, str], expected: str):
        text = "".join(f'{key} = "{value}"\n' for key, value in folders.items())
        (fault,) = faults(f'locales = ["en"]\n{text}')
        assert fault.startswith(f"2: {expected}")

    @pytest.mark.parametrize(
        "text",
        [
            'source_dir = "fr"\nlocale_dir = "."',
            'locale_dir = "source/locale"',
            'source_dir = "locale/fr"',
            'build_dir = "locale/build"',
            'source_dir = "build-source"',
        ],
    )
    def test_folders_may_lie_in_each_other_where_it_does_no_harm(self, text: str):
        parse(f'locales = ["en"]\n{text}')

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("[polcy]\nx = 1", 'unknown key "polcy" (did you mean "policy"?)'),
            (
                '[policy]\ncosmetics = ""',
                'unknown key "policy.cosmetics" (did you mean "cosmetic"?)',
            ),
            ('stale = "mixed"', 'unknown key "stale" (it belongs in the table "publish")'),
            (
                '[publish]\nui_locale = "fr"',
                'unknown key "publish.ui_locale" (it belongs above the table "publish")',
            ),
            ("zzzzzz = 1", 'unknown key "zzzzzz"'),
            ('"a\\nb" = 1', 'unknown key "a\\nb"'),
            ("publish = 3", '"publish" must be a table: [publish]'),
            ("[[publish]]", '"publish" must be a table: [publish]'),
            ("front_matter.set = 3", '"front_matter.set" must be a table: [front_matter.set]'),
            ("[publish]\nnotice = 1", '"publish.notice" must be true or false, without quotes'),
            ("[publish]\nstale = true", '"publish.stale" cannot be "True"'),
        ],
    )
    def test_other_keys(self, text: str, expected: str):
        (fault,) = faults(f'locales = ["en"]\n{text}')
        assert expected in fault

    @pytest.mark.parametrize(
        "template", ["{", "}", "{}", "{0}", "{name}", "{tag!r}", "{tag:>9}", "{tag.x}", "{ tag }"]
    )
    def test_templates_have_the_known_placeholders_only(self, template: str):
        (fault,) = faults(f'locales = ["en"]\nfront_matter.set.lang = "{template}"')
        assert fault.startswith('2: "front_matter.set.lang" has an unknown placeholder: ')


def test_the_front_matter_of_a_locale_has_its_placeholders_filled():
    front_matter = FrontMatter(set=(("lang", "{tag}"), ("permalink", "/{locale}/{{x}}/")))
    assert front_matter.values("pt_BR") == (("lang", "pt-BR"), ("permalink", "/pt_BR/{x}/"))
    assert front_matter.values("sr@latin")[0] == ("lang", "sr-Latn")


class TestWithLocales:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ('locales = ["en"]\n', 'locales = ["en", "de", "pt_BR"]\n'),
            ("locales=['en']", 'locales=[\'en\', "de", "pt_BR"]'),
            (
                'locales = [\n    "en",\n    "es",\n]\n',
                'locales = [\n    "en",\n    "es",\n    "de",\n    "pt_BR",\n]\n',
            ),
            (
                '# a\nlocales = [ # b\n  "en", # c\n]  # d\n\n[publish] # e\n',
                '# a\nlocales = [ # b\n  "en", # c\n  "de",\n  "pt_BR",\n]  # d\n\n[publish] # e\n',
            ),
            (
                '# a\r\nlocales = [\r\n\t"en", # b\r\n]\r\n',
                '# a\r\nlocales = [\r\n\t"en", # b\r\n\t"de",\r\n\t"pt_BR",\r\n]\r\n',
            ),
            # found by the property test: no comma before the comment
            (
                'locales = [\n  "en"\n  # b\n]\n',
                'locales = [\n  "en",\n  # b\n  "de",\n  "pt_BR",\n]\n',
            ),
            ('\ufefflocales = ["en"]', '\ufefflocales = ["en", "de", "pt_BR"]'),
        ],
    )
    def test_keeps_all_else_as_it_is(self, text: str, expected: str):
        assert config.with_locales(text, ["de", "pt-BR"]) == expected
        assert config.with_locales(expected, ["de", "pt-BR"]) == expected

    def test_changes_nothing_where_they_are_there(self):
        text = 'locales = ["pt-BR",\n"sr@latin"]  # as they are\n'
        assert config.with_locales(text, ["pt_BR", "sr_Latn"]) == text
        assert config.with_locales(text, []) == text

    def test_adds_a_locale_once(self):
        assert config.with_locales('locales = ["en"]', ["es", "es"]) == 'locales = ["en", "es"]'

    def test_edits_a_table_of_another_file(self):
        text = (
            '[project]\nname = "x"  # mine\n\n[tool.charter-i18n.publish]\nnotice = false\n\n'
            '[tool.ruff]\nline-length = 100\n\n[tool.charter-i18n]\nlocales = ["en"]\n\n'
            "[tool.x]\ny = nan\n"
        )
        found = config.with_locales(text, ["es"], table=config.PYPROJECT_TABLE)
        assert found == text.replace('["en"]', '["en", "es"]')

    @pytest.mark.parametrize("locales", [["xx"], ["fr"], ["es", "fr-fr", "yy"]])
    def test_refuses_what_is_no_target(self, locales: list[str]):
        with pytest.raises(ConfigurationError) as caught:
            config.with_locales('locales = ["en"]\nsource_locale = "fr"', [*locales, "fr"])
        assert '"fr" is the locale of the sources' in str(caught.value)
        assert len(caught.value.faults) == 1 + len({"xx", "yy"} & set(locales))

    def test_refuses_a_wrong_configuration(self):
        with pytest.raises(ConfigurationError, match=r"pyproject\.toml:1: unknown key"):
            config.with_locales('x = 1\nlocales = ["en"]', ["es"], path="pyproject.toml")


class TestInitial:
    def test_is_a_configuration(self):
        text = config.initial(locales=["es", "pt-BR", "pt_BR"])
        assert parse(text) == Config(locales=("es", "pt_BR"))
        text = config.initial(source_locale="pt-br", locales=["fr"], ui_locale="fr")
        assert parse(text) == Config(source_locale="pt_BR", locales=("fr",), ui_locale="fr")

    def test_shows_every_key_with_its_default(self):
        text = config.initial(locales=["es"])
        shown = re.sub(r"^# (?=[a-z_]+ = |    \"|\]$)", "", text, flags=re.MULTILINE)
        assert parse(shown) == Config(locales=("es",))
        values = tomllib.loads(shown)
        tables = {"front_matter", "policy", "versions", "publish"}
        assert set(values) == set(Config.__dataclass_fields__)
        for name in tables:
            fields = type(getattr(Config(locales=()), name)).__dataclass_fields__
            assert set(values[name]) == set(fields)

    def test_fits_a_window(self):
        assert max(map(len, config.initial(locales=["es", "en"]).split("\n"))) <= 100

    @pytest.mark.parametrize(
        ("source_locale", "locales", "expected"),
        [
            ("fr", [], "no locale is named"),
            ("fr", ["xx"], '"xx" is not a locale'),
            ("xx", ["es"], '"xx" is not a locale'),
            ("fr", ["es", "FR"], '"fr" is the locale of the sources'),
        ],
    )
    def test_refuses_wrong_locales(self, source_locale: str, locales: list[str], expected: str):
        with pytest.raises(ConfigurationError, match=expected):
            config.initial(source_locale=source_locale, locales=locales)


class TestToml:
    def test_lists_the_line_of_each_key(self):
        text = '''# comment with [brackets] and "quotes
a = 1
b.c = { x = 1 }

[ d . "e.f" ] # = "
'g' = """
h = 1
\\"""" # ]
"i\\u0020j" = [
  "]", # [
  1,
]
[[k]]
l = 'm"'
[[k]]
l = 2'''
        assert toml.key_lines(text) == {
            ("a",): 2,
            ("b",): 3,
            ("b", "c"): 3,
            ("d",): 5,
            ("d", "e.f"): 5,
            ("d", "e.f", "g"): 6,
            ("d", "e.f", "i j"): 9,
            ("k",): 13,
            ("k", "l"): 14,
        }

    def test_raises_the_error_that_is_asked_for(self):
        with pytest.raises(InputError, match=r"^versions\.toml:1:5: this is not TOML"):
            toml.read("a = =", path="versions.toml", error=InputError)

    def test_refuses_an_edit_that_fails(self, monkeypatch: pytest.MonkeyPatch):
        def fail(_: object) -> str:
            raise tomlkit.exceptions.TOMLKitError

        monkeypatch.setattr("tomlkit.dumps", fail)
        with pytest.raises(ConfigurationError, match="edit it by hand"):
            toml.with_items('locales = ["en"]', ("locales",), ["es"])

    def test_refuses_an_edit_that_alters_something_else(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("tomlkit.dumps", lambda _: 'locales = ["es"]')
        with pytest.raises(ConfigurationError, match='"locales" cannot be extended'):
            toml.with_items('locales = ["en"]', ("locales",), ["es"])


def test_reading_a_configuration_stays_light():
    program = (
        "import sys\n"
        "from charter_i18n import config, history\n"
        "config.parse(config.initial(locales=['en', 'es', 'pt-BR']), path='x')\n"
        "heavy = {'asyncio', 'babel', 'difflib', 'subprocess', 'tomlkit'}\n"
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == ""
