"""What holds for every front matter: the partition, the splice, and that only one span changes."""

import tomllib
from collections.abc import Iterator

import pytest
import yaml
from data import data_file
from hypothesis import example, given, settings
from hypothesis import strategies as st

from charter_i18n.errors import InputError
from charter_i18n.formats import frontmatter
from charter_i18n.model import Segment

STRING = "tag:yaml.org,2002:str"
NASTY = (
    *" \t\n\r'\"\\:#-?*&!|>%@`{}[],~.=<+/0123abnoy_é",
    *"\u00a0\u00ad\u202f\u2028\u2029\x85\ufeff\x07\x1b\x7f\u200b\ufffe😀𝒳",
    *("no", "null", "true", "2017-11-15", "12:30", "1e3", "0x1F", "---", "...", "+++", "<<"),
    *(": ", " #", "- ", "? ", "\n\n", "\n  ", "''", '"""', "'''", "{{ x }}", "L'été", "« oui »"),
)
texts = st.lists(st.sampled_from(NASTY), max_size=8).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
)

# How a value may be written at the end of a line whose collection is indented by `{i}`.
YAML_STYLES = (
    "Un titre",
    "Un titre\n{i}  sur deux lignes",
    "'Un titre : l''été'",
    "'Un titre\n{i}  : l''été\n\n{i}  !'",
    '"Un \\"titre\\" \\u00e9\\n"',
    '"Un \\\n{i}   titre"',
    "|\n{i}  Un\n{i}   titre",
    "|-\n{i} Un\n\n{i} titre",
    "|+\n{i}    Un\n{i}    titre\n\n",
    "|2-\n{i}    Un titre",
    "| # note\n\n{i}  Un titre\n",
    ">\n{i}  Un\n{i}  titre\n\n{i}  !",
    ">-\n{i}  Un\n{i}    titre\n{i}  !",
    ">+1\n{i}  Un\n{i} titre\n  \n",
)
FLOW_STYLES = ("Un titre", "Un\n titre", "'Un, titre'", '"[Un] titre"')
# Places of the value `{v}` under a path that ends in `title`, and the indent of the collection.
YAML_PLACES = (
    ("title: {v}\n", ""),
    ("title:   &name {v}\nother: *name\n", ""),
    ("title: !!str {v}\n", ""),
    ("title:\n- {v}\n- b\n", ""),
    ("title:\n  - a\n  - {v}\n", "  "),
    ("title:\n  - - {v}\n", "    "),
    ("title:\n  a:\n    b: {v}\n    c: 1\n", "    "),
    ("title:\n- a: 1\n  b: {v}\n- a: 2\n", "  "),
)
FLOW_PLACES = (
    "title: [a, {v}, b]\n",
    "title: [{v},{v}]\n",
    "title: {{a: {v}, b: 1}}\n",
    "title: {{'a':{v}}}\n",
    "title: [a: {v}, {v}]\n",
)
TOML_STYLES = (
    '"Un \\"titre\\" \\u00e9"',
    "'Un titre'",
    '"""\nUn "titre"\\\n   !\n"""',
    '"""Un titre"""',
    "'''\nUn 'titre'\n'''",
    "'''Un\ntitre'''",
)
TOML_PLACES = (
    "title = {v} # note\nother = 'x'\n",
    "title = [ {v}, # note\n  'b',\n]\n",
    "title = {{ a = {v}, b = 1 }}\n",
    'title.a."b c" = {v}\n',
    "[title]\na = {v}\n[title.b]\nc = {v}\n",
    "[[title]]\na = {v}\n[[title]]\na = {v}\n[title.b]\nc = [1, {v}]\n",
)


@st.composite
def yaml_fronts(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        place, indent = draw(st.sampled_from(YAML_PLACES))
        value = draw(st.sampled_from(YAML_STYLES)).format(i=indent)
    else:
        place, value = draw(st.sampled_from(FLOW_PLACES)), draw(st.sampled_from(FLOW_STYLES))
    end = draw(st.sampled_from(("---\n", "...\n", "---")))
    front = "---\nlang: fr\n" + place.format(v=value) + "last: Fin # dernier\n" + end
    return front.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


@st.composite
def toml_fronts(draw: st.DrawFn) -> str:
    place, value = draw(st.sampled_from(TOML_PLACES)), draw(st.sampled_from(TOML_STYLES))
    front = "+++\nlang = 'fr'\n" + place.format(v=value) + "+++\n"
    return front.replace("\n", draw(st.sampled_from(("\n", "\r\n"))))


fronts = yaml_fronts() | toml_fronts()


def segments_of(front: str) -> list[Segment]:
    found = frontmatter.pieces(front, translate=["title"], path="charte.md")
    assert "".join(piece.text for piece in found) == front
    return [piece for piece in found if isinstance(piece, Segment)]


def leaves(node: object, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}.{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from leaves(value, f"{path}[{index}]")
    else:
        yield path, node


def read(front: str, loader: object = yaml.SafeLoader) -> list[tuple[str, object]]:
    """What a reader who knows nothing of spans sees."""
    content = front.replace("\r\n", "\n").strip().strip("-.+")
    if front.startswith("+++"):
        return list(leaves(tomllib.loads(content)))
    return list(leaves(yaml.load(content, Loader=loader)))  # noqa: S506 - safe loaders only


def spliced(front: str, msgstr: str) -> Iterator[tuple[Segment, str]]:
    """Each segment of `front`, and the front matter with `msgstr` in its place."""
    found = frontmatter.pieces(front, translate=["title"], path="charte.md")
    for index, piece in enumerate(found):
        if isinstance(piece, Segment):
            texts = [other.text for other in found]
            texts[index] = frontmatter.encode(piece, msgstr)
            yield piece, "".join(texts)


@given(fronts)
def test_split_finds_the_front_matter_and_pieces_partition_it(front: str):
    body = "\nTexte\n\n---\n" if front.endswith("\n") else ""
    assert frontmatter.split(front + body) == (front, body)
    found = segments_of(front)
    assert found
    for segment in found:
        assert frontmatter.encode(segment, segment.msgid) == segment.text


@given(fronts)
def test_a_span_holds_its_scalar_and_a_line_is_where_it_stands(front: str):
    lines = front.splitlines(keepends=True)
    for segment in segments_of(front):
        assert segment.text in "".join(lines[segment.line - 1 : segment.end_line])
        assert not segment.text.startswith((" ", "\r", "\n"))
        assert not segment.text.endswith(("\r", "\n"))


@given(fronts, texts)
@settings(max_examples=400)
@example("---\ntitle: Oui\n---\n", "no")
@example("---\ntitle: |\n  a\n\n # note\n---\n", "")
@example("---\ntitle: |\n  a\n---\n", "\tb")
@example('+++\ntitle = """\na\n"""\n+++\n', "a\n+++\nb")
def test_a_translation_is_read_back_and_nothing_else_changes(front: str, msgstr: str):
    before = read(front)
    for segment, result in spliced(front, msgstr):
        after = read(result)
        assert [path for path, _ in after] == [path for path, _ in before]
        changed = [pair for pair, old in zip(after, before, strict=True) if pair != old]
        if msgstr == segment.msgid:
            assert not changed
            continue
        edges = segment.slot.breaks or ("", "")
        # An alias of the scalar changes with it.
        assert {value for _, value in changed} == {edges[0] + msgstr + edges[1]}
        assert len(changed) <= 1 + front.count("*name")


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
@given(yaml_fronts(), texts)
@settings(max_examples=400)
def test_libyaml_reads_what_we_write_as_we_do(front: str, msgstr: str):
    for _, result in spliced(front, msgstr):
        assert read(result, yaml.CSafeLoader) == read(result)


@given(fronts, texts)
def test_our_own_scan_sees_the_translation_in_the_same_place(front: str, msgstr: str):
    before = frontmatter.scalars(front, path="charte.md")
    for segment, result in spliced(front, msgstr):
        after = frontmatter.scalars(result, path="charte.md")
        assert [(new.path, new.tag) for new in after] == [(old.path, old.tag) for old in before]
        if msgstr != segment.msgid:
            assert msgstr in "".join(new.value for new in after)


@given(fronts, texts)
def test_setting_a_value_changes_its_span_only(front: str, value: str):
    result = frontmatter.set_values(front, {"lang": value, "absent": "x"})
    start = front.index("fr", front.index("lang"))
    start -= front[start - 1] == "'"
    end = front.index("\r\n" if "\r\n" in front else "\n", start)
    assert result.startswith(front[:start])
    assert result.endswith(front[end:])
    assert read(result) == [(".lang", value), *read(front)[1:]]


@given(
    st.sampled_from(("---\n", "+++\n")),
    st.lists(st.sampled_from((*NASTY, "title: ", "a = ", "&x ", "*x", "!!str ", "|", "\\U"))),
    fronts,
    st.integers(0, 60),
)
def test_anything_is_partitioned_or_a_fault_with_a_place(
    fence: str, parts: list[str], front: str, position: int
):
    noise = "".join(parts)
    for text in (fence + noise + "\n" + fence, front[:position] + noise + front[position:]):
        head, rest = frontmatter.split(text)
        assert head + rest == text
        try:
            segments_of(head)
            frontmatter.scalars(frontmatter.set_values(head, {"title": "no"}), path="charte.md")
        except InputError as error:
            (fault,) = error.faults
            assert fault.place is not None
            assert fault.place.line in range(1, len(head) + 2)
            assert fault.place.column in range(1, len(head) + 2)


def test_the_front_matters_of_real_posts_hold_all_laws():
    keys = ["title", "tag", "tags", "description_hero", "excerpt", "socialtext1", "socialtext6"]
    for path in (data_file("seed-post.md"), *sorted(data_file("posts").glob("*.md"))):
        text = path.read_bytes().decode().removeprefix("\ufeff")
        front, body = frontmatter.split(text)
        assert front, path
        assert front + body == text
        found = frontmatter.pieces(front, translate=keys, path=path.name)
        assert "".join(piece.text for piece in found) == front
        for index, piece in enumerate(found):
            if isinstance(piece, Segment):
                parts = [other.text for other in found]
                parts[index] = frontmatter.encode(piece, "Title: “it’s” #1")
                changed = set(read("".join(parts))) - set(read(front))
                assert [value for _, value in changed] == ["Title: “it’s” #1"]
