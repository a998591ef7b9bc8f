import tomllib

import fixture_file
import pytest
import yaml

from charter_i18n.errors import InputError
from charter_i18n.formats import _toml, frontmatter
from charter_i18n.model import Kind, Segment, SlotStyle, Verbatim

KEYS = ["title", "description", "features", "hero.alt"]


def pieces(front: str, translate: list[str] | None = None):
    return frontmatter.pieces(front, translate=translate or KEYS, path="charte.md")


def segments(front: str, translate: list[str] | None = None) -> list[Segment]:
    return [piece for piece in pieces(front, translate) if isinstance(piece, Segment)]


def translated(front: str, msgstr: str) -> str:
    """The front matter with `msgstr` in the place of each segment."""
    return "".join(
        frontmatter.encode(piece, msgstr) if isinstance(piece, Segment) else piece.text
        for piece in pieces(front)
    )


def described(text: str) -> str:
    front, body = frontmatter.split(text)
    assert front + body == text
    if not front:
        return "no front matter"
    try:
        found = pieces(front)
    except InputError as error:
        return "\n".join(
            f"fault | {fault.place.line}:{fault.place.column} | {fault.message}"
            for fault in error.faults
            if fault.place is not None
        )
    assert "".join(piece.text for piece in found) == front
    return "\n".join(_line(piece) for piece in found if isinstance(piece, Segment))


def _line(segment: Segment) -> str:
    lines = {segment.line, segment.end_line}
    where = "-".join(str(line) for line in sorted(lines))
    msgid = fixture_file.visible(segment.msgid).replace("\a", "")
    return f"{segment.section[0]} | {where} | {msgid}"


@pytest.mark.parametrize("case", fixture_file.cases("frontmatter.md"), ids=str)
def test_fixture(case: fixture_file.Case):
    assert described(case.input) == case.expected


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("", ""),
        ("---", ""),
        ("---\n", ""),
        ("---\n---", "---\n---"),
        ("---\n---\n---\n", "---\n---\n"),
        ("---\na: b\n---\n---\n", "---\na: b\n---\n"),
        ("---\na: b\n---\nTexte", "---\na: b\n---\n"),
        ("---\na: b\n...\nTexte", "---\na: b\n...\n"),
        ("---\r\na: b\r\n---\r\n\r\nTexte", "---\r\na: b\r\n---\r\n"),
        ("---\r\na: b\n---\r\nTexte", "---\r\na: b\n---\r\n"),
        ("---\na: b\n--- #\n", ""),
        ("+++\na = 1\n---\n", ""),
        ("+++\na = 1\n+++\nTexte", "+++\na = 1\n+++\n"),
        ("---\na = 1\n+++\n", ""),
        ("\n---\na: b\n---\n", ""),
        (" ---\na: b\n---\n", ""),
        ("Titre\n---\na: b\n---\n", ""),
        ("---\n'a: b'\n---\n", ""),
        ("---\n- : b\n---\n", ""),
    ],
)
def test_split(text: str, front: str):
    assert frontmatter.split(text) == (front, text[len(front) :])


def test_many_comments_are_no_burden():
    comments = "# note\n\n" * 5000
    for fence, key, noise in (("---", "a: b", "[x"), ("+++", "a = 1", "x")):
        front = f"{fence}\n{comments}{key}\n{fence}\n"
        assert frontmatter.split(front) == (front, "")
        text = f"{fence}\n{comments}{noise}\n{fence}\n"
        assert frontmatter.split(text) == ("", text)


def test_pieces_are_whole_segments():
    front = "---\nlang: fr\ntitle: 'Charte\n  éthique'\n---\n"
    verbatim, segment, end = pieces(front)
    assert verbatim == Verbatim("---\nlang: fr\ntitle: ")
    assert end == Verbatim("\n---\n")
    assert isinstance(segment, Segment)
    assert segment.kind is Kind.FRONT_MATTER
    assert segment.text == "'Charte\n  éthique'"
    assert segment.msgid == "Charte éthique"
    assert segment.section == ("title",)
    assert (segment.line, segment.end_line) == (3, 4)
    assert segment.slot.style is SlotStyle.YAML
    assert segment.slot.quote == "'"
    assert segment.msgctxt is None


def test_nothing_is_selected_without_keys():
    front = "---\ntitle: Charte\n---\n"
    assert frontmatter.pieces(front, translate=(), path="charte.md") == (Verbatim(front),)
    assert frontmatter.pieces("", translate=KEYS, path="charte.md") == ()


def test_a_path_selects_what_lies_below_it_and_no_name_that_only_begins_like_it():
    front = "---\nhero: {alt: Un, alternative: Deux, alt.x: Trois}\nheroes: Quatre\n---\n"
    assert [segment.msgid for segment in segments(front, ["hero.alt"])] == ["Un"]
    assert [segment.msgid for segment in segments(front, ["hero"])] == ["Un", "Deux", "Trois"]
    assert segments(front, ["alt"]) == []


@pytest.mark.parametrize(
    ("source", "msgstr", "written"),
    [
        # Plain stays plain where that is safe for every reader of YAML.
        ("Charte", "Charter", "Charter"),
        ("Charte\n  éthique", "Ethical charter", "Ethical charter"),
        ("Charte", "Charte: version 2", "'Charte: version 2'"),
        ("Charte", "Charte :", "'Charte :'"),
        ("Charte", "12:30 h", "12:30 h"),
        ("Charte", "No #1", "'No #1'"),
        ("Charte", "C#", "C#"),
        ("Charte", "it's", "it's"),
        ("Charte", "«\u00a0oui\u00a0»\u202f!", "«\u00a0oui\u00a0»\u202f!"),
        ("Charte", "\u00a0oui", "'\u00a0oui'"),
        ("Charte", "oui\u00a0", "'oui\u00a0'"),
        ("Charte", "oui ", "'oui '"),
        ("Charte", "a\tb", "'a\tb'"),
        *(("Charte", f"{c}x", f"'{c}x'") for c in '*@-%&!|>?:,[]{}#`"'),
        ("Charte", "'x'", "'''x'''"),
        ("Charte", "...", "'...'"),
        ("Charte", "", "''"),
        *(("Charte", word, f"'{word}'") for word in ("no", "Yes", "null", "~", "y")),
        *(("Charte", word, f"'{word}'") for word in ("2017-11-15", "1_000", "0x1F", "1e3", ".inf")),
        ("Charte", "2 articles", "2 articles"),
        ("Charte", "a\nb", '"a\\nb"'),
        ("Charte", "a\x07b", '"a\\u0007b"'),
        ("Charte", "a\u2028b\x85", '"a\\Lb\\N"'),
        ("Charte", "\ufeffa", '"\\uFEFFa"'),
        # Quotes stay what they are, but for what single ones cannot hold.
        ("'Charte'", "L'été: no", "'L''été: no'"),
        ("'Charte'", "a\nb", '"a\\nb"'),
        ('"Charte"', 'the "charter" \\ it\'s', '"the \\"charter\\" \\\\ it\'s"'),
        ('"Charte"', "no", '"no"'),
        # Block scalars keep their header and indent.
        ("|\n   Charte", "a: b\n\n  c # d", "|\n   a: b\n\n     c # d"),
        ("|-  # note\n Charte", "a", "|-  # note\n a"),
        ("|-  # note\n Charte", " a", '" a"  # note'),
        ("|-  # note\n Charte", "\ta", '"\\ta"  # note'),
        ("|1-\n Charte", " a\n", '" a\\n"'),
        ("|1-\n Charte", " a\n\n b", "|1-\n  a\n\n  b"),
        ("|\n  Charte", "", '"\\n"'),
        ("|\n  Charte", "a\x07", '"a\\u0007\\n"'),
        (">-\n  Charte\n  éthique", "a\nb\n\nc", ">-\n  a\n\n  b\n\n\n  c"),
        (">\n  Charte", "a\n  b\nc", "|\n  a\n    b\n  c"),
        (">+\n  Charte", "a\r\nb", '"a\\r\\nb\\n"'),
    ],
)
def test_encode_yaml(source: str, msgstr: str, written: str):
    front = f"---\nlang: fr\ntitle: {source}\nlast: x\n---\n"
    (segment,) = segments(front)
    assert segment.text == source
    assert frontmatter.encode(segment, msgstr) == written
    end = "\n" if source[0] in "|>" and "-" not in source.partition("\n")[0] else ""
    content = yaml.safe_load(translated(front, msgstr)[4:-4])
    assert content == {"lang": "fr", "title": msgstr + end, "last": "x"}


@pytest.mark.parametrize("msgstr", ["a, b", "a [b]", "{{ a }}", "a?", "a:b", "a}"])
@pytest.mark.parametrize("place", ["title: [{v}, b]", "title: {{a: {v}, b: 1}}", "title: [{v}]"])
def test_in_flow_collections_indicators_are_quoted(place: str, msgstr: str):
    front = f"---\n{place.format(v='Charte')}\n---\n"
    (segment, *_) = segments(front)
    assert segment.slot.style is SlotStyle.YAML_FLOW
    assert frontmatter.encode(segment, "Oui") == "Oui"
    assert frontmatter.encode(segment, msgstr) == f"'{msgstr}'"


def test_a_block_scalar_keeps_its_line_ends_and_the_newlines_around():
    front = "---\r\ntitle: |+\r\n\r\n  Charte\r\n\r\nlast: x\r\n---\r\n"
    (segment,) = segments(front)
    assert segment.text == "|+\r\n\r\n  Charte"
    assert segment.msgid == "Charte"
    assert segment.slot.breaks == ("\n", "\n\n")
    assert frontmatter.encode(segment, "a\nb") == "|+\r\n\r\n  a\r\n  b"
    assert frontmatter.encode(segment, "\x07") == '"\\n\\u0007\\n\\n"'


def test_newlines_at_the_edges_of_a_quoted_scalar_are_no_text():
    front = '---\ntitle: "\\n\\nCharte\\n"\n---\n'
    (segment,) = segments(front)
    assert segment.msgid == "Charte"
    assert frontmatter.encode(segment, "a") == '"\\n\\na\\n"'


def test_an_alias_follows_its_anchor():
    front = "---\ntitle: &t Charte\ndescription: *t\n---\n"
    assert translated(front, "no") == "---\ntitle: &t 'no'\ndescription: *t\n---\n"


def test_anchors_that_refer_to_themselves_and_explode():
    layers = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    front = f"---\nl0: &l0 [x]\n{layers}title: &a {{b: *a, c: Charte}}\n---\n"
    assert [segment.section for segment in segments(front)] == [("title.c",)]


def test_deep_nesting_is_a_fault():
    deep = "[" * 100_000
    for front in (f"---\na: {deep}\n---\n", f"+++\na = {deep}\n+++\n"):
        with pytest.raises(InputError, match="nested too deeply"):
            pieces(front)


def test_a_number_of_thousands_of_digits_is_a_fault_in_toml():
    with pytest.raises(InputError, match="too long"):
        pieces(f"+++\na = {'1' * 5000}\n+++\n")


def test_a_fault_names_the_file_and_says_what_to_do():
    with pytest.raises(InputError) as caught:
        pieces("---\ntitle: a: b\n---\n")
    assert str(caught.value) == (
        "charte.md:2:9: a colon and a blank in a plain value"
        " (put the value in quotes, or align the keys)"
    )


@pytest.mark.parametrize(
    ("source", "msgstr", "written"),
    [
        ("'Charte'", "a \\ b", "'a \\ b'"),
        ("'Charte'", "it's", '"it\'s"'),
        ("'Charte'", "a\nb", '"a\\nb"'),
        ('"Charte"', 'a "b" \\ \t\x7f\x85', '"a \\"b\\" \\\\ \\t\\u007F\x85"'),
        ("'''\nCharte'''", "a 'b'\nc", "'''\na 'b'\nc'''"),
        ("'''\nCharte'''", "a '''", "\"a '''\""),
        ("'''\nCharte\n'''", "a", "'''\na\n'''"),
        ("'''Charte'''", "\x07", '"\\u0007"'),
        ('"""\nCharte\n"""', 'a "b"\n"""" \\', '"""\na "b"\n\\"\\""" \\\\\n"""'),
        ('"""Charte"""', 'a "b"', '"""a "b\\""""'),
        ('"""Charte"""', "\na", '"\\na"'),
        ('"""Charte"""', "a\n+++\nb", '"a\\n+++\\nb"'),
        ("'''Charte'''", "a\n+++\t\n", '"a\\n+++\\t\\n"'),
        ('"""Charte"""', "a\r\nb", '"""a\\r\nb"""'),
    ],
)
def test_encode_toml(source: str, msgstr: str, written: str):
    front = f"+++\nlang = 'fr'\ntitle = {source} # note\n+++\n"
    (segment,) = segments(front)
    assert segment.text == source
    assert segment.slot.style is SlotStyle.TOML
    assert frontmatter.encode(segment, msgstr) == written
    end = "\n" if "Charte\n" in source else ""
    assert tomllib.loads(translated(front, msgstr)[4:-4])["title"] == msgstr + end


def test_a_multi_line_toml_string_keeps_its_line_ends():
    (segment,) = segments('+++\r\ntitle = """\r\nUn\r\nDeux"""\r\n+++\r\n')
    assert segment.msgid == "Un\nDeux"
    assert frontmatter.encode(segment, "a\nb") == '"""\r\na\r\nb"""'


def test_toml_that_the_scan_reads_otherwise_than_tomllib_stays_verbatim(
    monkeypatch: pytest.MonkeyPatch,
):
    front = '+++\ntitle = "Charte"\n+++\n'
    assert segments(front)
    monkeypatch.setattr(_toml, "loads", lambda _: {"title": "Autre", "k": "Charte"})
    assert pieces(front) == (Verbatim(front),)
    monkeypatch.setattr(_toml, "loads", lambda _: {"k": "Charte"})
    assert pieces(front) == (Verbatim(front),)


def test_scalars_tell_path_value_tag_and_span():
    front = "---\ntitle: &t 'Un'\ntags: [1, no, *t]\ndate: 2017-11-15\nend:\n---\n"
    found = frontmatter.scalars(front, path="charte.md")
    assert [(scalar.path, scalar.value, scalar.tag) for scalar in found] == [
        ("title", "Un", "str"),
        ("tags", "1", "int"),
        ("tags", "no", "bool"),
        ("tags", "t", "alias"),
        ("date", "2017-11-15", "timestamp"),
        ("end", "", "null"),
    ]
    spans = [front[scalar.start : scalar.end] for scalar in found]
    assert spans == ["'Un'", "1", "no", "*t", "2017-11-15", ""]


def test_scalars_of_toml():
    front = "+++\ntitle = 'Un'\nn = [1, 2.5, true, 07:32:00]\nd = 1979-05-27 07:32:00Z # x\n+++\n"
    found = frontmatter.scalars(front, path="charte.md")
    assert [(scalar.value, scalar.tag) for scalar in found] == [
        ("Un", "str"),
        ("1", "int"),
        ("2.5", "float"),
        ("true", "bool"),
        ("07:32:00", "time"),
        ("1979-05-27 07:32:00Z", "datetime"),
    ]


@pytest.mark.parametrize(
    ("line", "value", "written"),
    [
        ("lang: fr", "es", "lang: es"),
        ("lang: fr", "no", "lang: 'no'"),
        ("lang: fr # langue", "pt-BR", "lang: pt-BR # langue"),
        ('lang:   "fr"', "no", 'lang:   "no"'),
        ("lang: no", "no", "lang: 'no'"),
        ("lang:", "es", "lang: es"),
        ("lang: # langue", "es", "lang: es # langue"),
        ("lang: &l", "es", "lang: &l es"),
        ("lang: &l fr\nx: *l", "es", "lang: &l es\nx: *l"),
        ("x: &l fr\nlang: *l", "es", "x: &l fr\nlang: es"),
        ("lang: |\n  fr\nx: y", "es", "lang: |\n  es\nx: y"),
        ("lang: 12", "12", "lang: '12'"),
        ("lang: fr\nlang: fr", "es", "lang: es\nlang: es"),
        ("lang: [fr, en]", "es", "lang: [fr, en]"),
        ("lang: {a: fr}", "es", "lang: {a: fr}"),
        ("lang: !!int 3", "es", "lang: !!int 3"),
        ("{lang, x: y}", "es", "{lang, x: y}"),
        ("{x: y, lang: , z: 1}", "es", "{x: y, lang: es , z: 1}"),
        ("page: {lang: fr}", "es", "page: {lang: fr}"),
        ("other: fr", "es", "other: fr"),
    ],
)
def test_set_values(line: str, value: str, written: str):
    front = f"---\na: 1\n{line}\n---\n"
    if line.startswith("{"):
        front = f"---\n{line}\n---\n"
    wanted = front.replace(line, written)
    assert frontmatter.set_values(front, {"lang": value}) == wanted
    if line != "lang: fr\nlang: fr":
        assert frontmatter.set_values(wanted, {"lang": value}) == wanted


def test_set_values_by_dotted_path_in_lists_and_toml():
    front = "---\npages:\n- {lang: fr}\n- lang: fr\n---\n"
    wanted = "---\npages:\n- {lang: es}\n- lang: es\n---\n"
    assert frontmatter.set_values(front, {"pages.lang": "es"}) == wanted
    front = "+++\nlang = 'fr'\n[page]\nlang = 3\n+++\n"
    wanted = "+++\nlang = 'es'\n[page]\nlang = \"no\"\n+++\n"
    assert frontmatter.set_values(front, {"lang": "es", "page.lang": "no"}) == wanted


def test_set_values_without_front_matter():
    assert frontmatter.set_values("", {"lang": "es"}) == ""
