"""The short way through a front matter sees what PyYAML sees, or leaves it alone."""

from data import data_file
from hypothesis import example, given, settings
from hypothesis import strategies as st

from charter_i18n.errors import InputError
from charter_i18n.formats import _yaml, _yaml_lines, frontmatter

_WORDS = [
    *"_ay~=07é«»:#-?!&*|>%@`[]{},'\"\\",
    *("title", "lang-1", "on", "yes", "Null", "null", "true", "TRUE", "007", "1_000", "1.5"),
    *(".inf", "0x1f", "1:30", "2016-06-15", "Été", "<<", "[]", "{}", "--", "---", "...", ":#"),
    *("a:b", "a#", "#b"),
]
_GLUE = ["", " ", "  ", ": ", ":", "\n", "\n\n", " #", "\t", "\u00a0", "\u2028", "\r\n", "\ufeff"]
tokens = st.lists(st.tuples(st.sampled_from(_WORDS), st.sampled_from(_GLUE)), max_size=8).map(
    lambda pairs: "".join(word + glue for word, glue in pairs)
)
keys = st.sampled_from(["title", "lang", "a", "_x", "yes", "date-1", "null", "B"])
values = tokens | st.text(max_size=12) | tokens.map(lambda text: f'"{text}"')
entries = st.builds(lambda key, value: f"{key}: {value}\n", keys, values)
dashes = st.sampled_from(["- ", "  - ", "  - ", "    -   ", " -", "  -- "])
items = st.builds(lambda dash, value: f"{dash}{value}\n", dashes, values | keys)
lists = st.builds(lambda key, found: f"{key}:\n{''.join(found)}", keys, st.lists(items, max_size=3))
folds = st.sampled_from(["\n  ", "\n ", " \n  ", "\n", "\n\n  ", "\n   "])
blocks = st.builds(
    lambda key, header, fold, found: f"{key}: {header}{fold}{fold.join(found)}\n",
    keys,
    st.sampled_from(["", "a", "|", ">", "|-", ">-", "'", '"', "1", ">+", ">2"]),
    folds,
    st.lists(values | st.sampled_from(["a", "b'", 'c"', "d e", "#f", "- g"]), max_size=3),
)
lines = entries | lists | blocks | st.sampled_from(["a: []\n", "b: {}\n", "# c\n", "\n"])
texts = st.lists(lines | tokens, max_size=5).map("".join)


@settings(deadline=None, max_examples=3000)
@given(text=texts)
@example(text="a: on\n")
@example(text="a: 16 au 18 septembre\nb: 2001 e\nc: 1 x: y\nd: 12 on\ne: 1 e5\nf: 0 Z\n")
@example(text="a: >-\n  b\n  c\n\n# d\ne: f\n")
@example(text="a: |\n  b\n   c\n")
@example(text="a: >\n  b \n  c\nd: e\n")
@example(text="a: |-\n  # b\n  - c\n")
@example(text="a: 'b \n  c'\n")
@example(text="a: 'b\n\n  c'\n")
@example(text='a: "b\n  c" \n')
@example(text="a: b\n  c\nd: e\n")
@example(text="a: on\n  off\n")
@example(text="a: 1.2.3-rc.1\nb: 1.2\nc: 2026-11-02 09:00:00 +0100\nd: 2026-11-02 09:00:00\n")
@example(text="- >-\n  a\n")
@example(text="a:\n- >-\n  a\n- |\n b\n- c\n  d\n")
@example(text="a:\n  - >-\n  a\n")
@example(text="a:\n  - b\n  c\n")
@example(text="a:\n  - 'b\n  c'\n")
@example(text="a: b \nc:\n")
@example(text="a:\n- b\n# c\n- d\nc: e\n")
@example(text="a:\n  - b\n - d\n")
@example(text="a: null\n  - b\n")
@example(text="a: b\n- c\n")
@example(text="- c\n")
@example(text="a:\n  - b: c\n")
@example(text="a:\n  -\n  - null\n")
@example(text="a: []\n- b\n")
@example(text="a:\n- []\n- b\nc: {}\n")
@example(text="a: b\n c\n")
@example(text="a: b:\n")
@example(text="a: b #c\n")
@example(text="a: b#c\n")
@example(text="a: 'b' #c\n")
@example(text='a: "b\n')
@example(text="a: 2016-13-99\n")
def test_the_short_way_sees_what_pyyaml_sees(text: str):
    for full in (text, f"---\n{text}"):
        short = _yaml_lines.scalars(full)
        if short is not None:
            assert short == _yaml.scalars(full, path="")


@settings(deadline=None)
@given(text=texts)
def test_what_pyyaml_refuses_is_refused(text: str):
    try:
        _yaml.scalars(text, path="")
    except InputError:
        assert _yaml_lines.scalars(text) is None


def test_most_real_front_matters_go_the_short_way():
    fronts = [
        frontmatter.split(path.read_text(encoding="utf-8"))[0]
        for path in sorted(data_file("posts").glob("*.md"))
    ]
    bodies = [front.rpartition("---")[0] for front in fronts if front]
    short = [_yaml_lines.scalars(body) for body in bodies]
    assert sum(found is not None for found in short) > len(bodies) / 2
    for body, found in zip(bodies, short, strict=True):
        assert found is None or found == _yaml.scalars(body, path="")
