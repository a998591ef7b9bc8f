"""What holds for every front matter: the partition, the splice, and that only one span changes."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

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
    "title.a.\"b c\" = {v}\n",
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


@dataclass(frozen=True)
class Splice:
    front: str
    segment: Segment
    offset: int

    def with_value(self, msgstr: str) -> str:
        rest = self.front[self.offset + len(self.segment.text) :]
        return self.front[: self.offset] + frontmatter.encode(self.segment, msgstr) + rest


def splices(front: str) -> list[Splice]:
    found, offset = [], 0
    for piece in frontmatter.pieces(front, translate=["title"], path="charte.md"):
        if isinstance(piece, Segment):
            found.append(Splice(front, piece, offset))
        offset += len(piece.text)
    return found


@given(fronts)
@settings(deadline=None)
def test_split_finds_the_front_matter_and_pieces_partition_it(front: str):
    body = "\nTexte\n\n---\n" if front.endswith("\n") else ""
    assert frontmatter.split(front + body) == (front, body)
    found = segments_of(front)
    assert found
    for segment in found:
        assert frontmatter.encode(segment, segment.msgid) == segment.text


@given(fronts, texts)
@settings(deadline=None, max_examples=600)
@example("---\ntitle: a\n---\n", "no")
def test_a_translation_is_read_back_and_nothing_else_changes(front: str, msgstr: str):
    before = read(front)
    for splice in splices(front):
        edges = splice.segment.slot.breaks or ("", "")
        wanted = edges[0] + msgstr + edges[1]
        after = read(splice.with_value(msgstr))
        assert [path for path, _ in after] == [path for path, _ in before]
        changed = [pair for pair, old in zip(after, before, strict=True) if pair != old]
        if msgstr == splice.segment.msgid:
            assert not changed
        else:
            # An alias of the scalar changes with it.
            assert {value for _, value in changed} == {wanted}
            assert len(changed) <= 1 + front.count("*name")
