from typing import Any

from babel.localedata import locale_identifiers
from hypothesis import given, settings
from hypothesis import strategies as st

from charter_i18n import config, locales, toml
from charter_i18n.config import Config, FrontMatter
from charter_i18n.errors import ConfigurationError, Fault

PATH = "charter-i18n.toml"
KEYS = (
    *("source_locale", "locales", "source_dir", "locale_dir", "build_dir", "exclude", "glossary"),
    *("ui_locale", "front_matter", "policy", "versions", "publish"),
    *("translate", "set", "cosmetic", "documents", "stale", "require", "notice"),
)
NAMES = tuple(sorted(set(locale_identifiers()) - {"root", "fr"}))

targets = st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique_by=locales.tag)
blanks = st.sampled_from(["", " ", "\t", "  "])
comments = st.text(st.characters(blacklist_categories=("Cc", "Cs")), max_size=12).map("#".__add__)
words = st.one_of(
    st.sampled_from(["en", "es", "pt-BR", "fr", "mixed", "carry", "source", "..", "{tag}", "{x}"]),
    st.text(max_size=8),
)
scalars = st.one_of(words, st.booleans(), st.integers(), st.floats(), st.dates(), st.none())


def encoded(value: object) -> str:
    """A value as TOML; None is what TOML has not, an empty table."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            points = "".join(f"\\U{ord(item):08x}" for item in value)
            return f'"{points}"'
        case list():
            return f"[{', '.join(map(encoded, value))}]"
        case dict():
            rows = (f"{encoded(key)} = {encoded(item)}" for key, item in value.items())
            return f"{{{', '.join(rows)}}}"
        case None:
            return "{}"
        case _:
            return str(value)


names = st.one_of(st.sampled_from(KEYS), st.text(max_size=6))
values = st.recursive(
    scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)),
    max_leaves=8,
)
trees = st.dictionaries(names, values, max_size=8)


@st.composite
def lists(draw: st.DrawFn, entries: list[str]) -> str:
    """A list of texts in one of the layouts that people give it."""
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    if draw(st.booleans()):
        gap = draw(blanks)
        inner = f",{gap}".join(f'"{entry}"' for entry in entries)
        return f"[{gap}{inner}{draw(st.sampled_from(['', ',']))}{gap}]{newline}"
    indent = draw(st.sampled_from(["", "  ", "    ", "\t"]))
    rows = [f'{indent}"{entry}"' for entry in entries]
    ends = [draw(st.one_of(st.just(""), comments.map(" ".__add__))) for _ in rows]
    commas = [","] * (len(rows) - 1) + [draw(st.sampled_from(["", ","]))]
    lines = [row + comma + end for row, comma, end in zip(rows, commas, ends, strict=True)]
    lines += draw(st.lists(comments.map(indent.__add__), max_size=2))
    return newline.join(["[", *lines, f"]{draw(blanks)}", ""])


@st.composite
def configurations(draw: st.DrawFn) -> tuple[str, list[str]]:
    """The text of a configuration, with its locales."""
    entries = draw(targets)
    before = draw(st.sampled_from(["", "# dessus\n", "\n\n", 'ui_locale = "fr" # ici\n', "\ufeff"]))
    after = draw(st.sampled_from(["", "\n[publish]\nnotice = false # non\n", "# fin"]))
    return f"{before}locales{draw(blanks)}={draw(blanks)}{draw(lists(entries))}{after}", entries


def outcome(text: str) -> Config | tuple[Fault, ...]:
    """The configuration, or what is wrong with it; anything else that is raised is a bug."""
    try:
        return config.parse(text, path=PATH)
    except ConfigurationError as error:
        return error.faults


@settings(deadline=None)
@given(tree=trees)
def test_any_toml_is_a_configuration_or_faults_of_one_line_at_a_line(tree: dict[str, Any]):
    text = "\n".join(f"{encoded(key)} = {encoded(value)}" for key, value in tree.items())
    found = outcome(text)
    if isinstance(found, Config):
        assert all(map(locales.is_known, found.locales))
        return
    assert found
    places = [fault.place for fault in found if fault.place is not None]
    assert [place.path for place in places] == [PATH] * len(found)
    assert [place.line for place in places if not place.line] == [None] * ("locales" not in tree)
    lines = [place.line or 0 for place in places]
    assert lines == sorted(lines)
    assert not any("\n" in str(fault) for fault in found)


@settings(deadline=None)
@given(
    text=st.text(st.one_of(st.sampled_from("a.=[]{}\"'#,\n\r\\ 1"), st.characters()), max_size=40)
)
def test_any_text_is_read_or_refused_at_a_place(text: str):
    found = outcome(text)
    if not isinstance(found, Config):
        assert all(fault.place is not None for fault in found)


@settings(deadline=None)
@given(tree=trees)
def test_every_key_has_its_line(tree: dict[str, Any]):
    lines = [f"{encoded(key)} = {encoded(value)}" for key, value in tree.items()]
    found = toml.key_lines("\n".join(lines))
    assert found == {(key,): number for number, key in enumerate(tree, start=1)}


@settings(deadline=None)
@given(configuration=configurations(), added=targets)
def test_added_locales_change_nothing_else(configuration: tuple[str, list[str]], added: list[str]):
    text, entries = configuration
    edited = config.with_locales(text, added)
    tags = {locales.tag(entry) for entry in entries}
    missing = [name for name in added if locales.tag(name) not in tags]
    before, after = config.parse(text, path=PATH), config.parse(edited, path=PATH)
    assert after.locales == (*before.locales, *missing)
    assert Config(**{**_fields(after), "locales": before.locales}) == before
    assert config.with_locales(edited, added) == edited
    assert (edited == text) == (not missing)
    # What was in the text is in it still, in its order; only a comma may have been added or moved.
    kept = iter(edited)
    assert all(item in kept for item in text if item not in ", \t")


@settings(deadline=None)
@given(locales_=targets)
def test_a_new_configuration_is_one(locales_: list[str]):
    text = config.initial(locales=locales_)
    assert config.parse(text, path=PATH) == Config(locales=tuple(locales_))
    assert config.with_locales(text, locales_) == text


@settings(deadline=None)
@given(template=st.text(st.sampled_from("{}taglocx!:. "), max_size=12))
def test_an_accepted_template_can_be_filled(template: str):
    text = f'locales = ["es"]\nfront_matter.set.lang = {encoded(template)}'
    found = outcome(text)
    if isinstance(found, Config):
        assert found.front_matter == FrontMatter(set=(("lang", template),))
        ((_, value),) = found.front_matter.values("pt_BR")
        assert value == template.format(tag="pt-BR", locale="pt_BR")
    else:
        assert "{" in template or "}" in template


def _fields(noun: Config) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in noun.__dataclass_fields__}
