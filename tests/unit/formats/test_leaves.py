import pytest

from charter_i18n.formats import blocks, masking, parser
from charter_i18n.formats.leaves import Inline, Leaf


def leaves(text: str) -> list[Leaf]:
    data = text.encode()
    visible = masking.mask(data, code=()).decode()
    return list(blocks.structure(data, parser.events(visible)).leaves)


def only(text: str) -> Leaf:
    (leaf,) = leaves(text)
    return leaf


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("  un  \n", "un"),
        ("# un #\n", "un"),
        ("# un {#id .x}\n", "un"),
        ("# un {: .x}\n", "un"),
        ("# un {1, 2}\n", "un {1, 2}"),
        ("# un{#id}\n", "un{#id}"),
        ("un {#id}\n===\n", "un"),
        ("un {#id}\n", "un {#id}"),
        ("> [!NOTE]\n> un\n", "un"),
        ("> - [!NOTE]\n>   un\n", "[!NOTE]\n>   un"),
        ("- {: .x} un\n", "un"),
        ("- {: .x}un\n", "{: .x}un"),
        ("{: .x} un\n", "{: .x} un"),
        ("- \\# un\n", "\\# un"),
        ("\\* un\n", "\\* un"),
        ("[un][]\n\n[un]: /u\n", "[un][]"),
        ("![un][]\n\n[un]: /u\n", "![un][]"),
        ("*[un][]*\n\n[un]: /u\n", "*[un][]*"),
        ("un\\\n", "un\\"),
        ("\u00a0un\u00a0\n", "\u00a0un\u00a0"),
        ("é {{ x }}\n", "é {{ x }}"),
    ],
)
def test_a_leaf_is_what_a_translator_sees(text: str, core: str):
    leaf = only(text)
    assert text.encode()[leaf.start : leaf.end].decode() == core


@pytest.mark.parametrize("text", ["", "\n", "##\n", "## {#id}\n", "-\n", "---\n", "| |\n|---|\n"])
def test_there_is_none(text: str):
    assert leaves(text) == []


def test_the_inlines_are_a_sorted_multiset():
    text = (
        "un `a  b` [c](/d) ![e](f.png) <g> [h] [c](/d) [^i] {{ j }} *k*{: .l} <http://m.n>\n\n"
        "[h]: /o\n\n[^i]: note\n"
    )
    assert [(item.sort, item.value) for item in leaves(text)[0].inlines] == [
        ("code", "a b"),
        ("footnote", "[^i]"),
        ("html", "<g>"),
        ("image", "f.png"),
        ("link", "/d"),
        ("link", "/d"),
        ("link", "/o"),
        ("link", "http://m.n"),
        ("template", "{: .l}"),
        ("template", "{{ j }}"),
    ]


def test_a_label_is_told_but_makes_no_difference():
    (link,) = only("[un][a]\n\n[a]: /u\n").inlines
    assert link.label == "a"
    assert link == Inline("link", "/u")


def test_template_code_in_a_destination_is_shown_as_it_is():
    values = [item.value for item in only("[un]({{ a }}/b) `{{ c }}`\n").inlines]
    assert values == ["{{ c }}", "{{ a }}/b", "{{ a }}", "{{ c }}"]


@pytest.mark.parametrize(
    ("wrapped", "straight"),
    [
        ("> un <b\n> class='x'> `c\n> d`\n", "> un <b class='x'> `c d`\n"),
        ("> un {{ a |\n> b }}\n", "> un {{ a | b }}\n"),
        ("- un {{ a |\n  b }}\n", "- un {{ a | b }}\n"),
        ("un <!-- a\nb -->\n", "un <!-- a b -->\n"),
        ('<a title="un">deux</a> x\n', '<a title="three">four</a> x\n'),
    ],
)
def test_line_ends_and_translations_make_no_difference(wrapped: str, straight: str):
    assert only(wrapped).inlines == only(straight).inlines


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# un *deux* `trois` &amp; [quatre](/u)\n", "un deux trois & quatre"),
        ("un  \ndeux\n===\n", "un deux"),
        ("# un {#id}\n", "un"),
        ("# {{ x }} un `{{ y }}`\n", "un {{ y }}"),
        ("# ![un](a.png)\n", "un"),
        ("un\n", ""),
    ],
)
def test_titles(text: str, title: str):
    assert only(text).title == title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("un `code` [deux](/u)\n", "un deux"),
        ("`code` <http://a.b> <a@b.c> ![un](i.png)\n", ""),
        ('[→](/u "un")\n', "un →"),
        ("![→](/u 'un')\n", "un"),
        ("{{ un }} 1\n", "1"),
        ("1 &eacute;\n", "1 é"),
        ("- {: .un} 1\n", "1"),
        ("> [!NOTE]\n> 1\n", "1"),
        ("\\é 1\n", "\\é 1"),
        ("\\# é\n", "# é"),
        ("# 1 {#un}\n", "1"),
        ("[![un](a.png)](/u)\n", ""),
        ("<http://a.b>{{ c }}\n", ""),
    ],
)
def test_words(text: str, words: str):
    assert " ".join(only(text).words.split()) == words


def test_images_in_their_places():
    text = "![un](a) ![deux *x*][b] ![](c) ![b] ![trois ![quatre](d)](e)\n\n[b]: b\n"
    images = only(text).images
    shown = [(text[item.start : item.end], item.separable) for item in images]
    assert shown == [
        ("un", True),
        ("deux *x*", True),
        ("b", False),
        ("trois ![quatre](d)", True),
    ]


def test_hard_breaks_are_told():
    text = "un  \ndeux\\\r\ntrois\nquatre [a](<b\nc>)\n"
    ranges = only(text).hard_breaks
    assert [text[start:end] for start, end in ranges] == ["  \n", "\\\r\n", "\n"]


def test_nesting():
    inner = leaves("> - un\n>\n>   # deux\n\n| trois |\n|---|\n\nquatre\n: cinq\n\n[^1]: six\n")
    found = [(leaf.nesting.block, leaf.nesting.container, leaf.nesting.level) for leaf in inner]
    assert found == [
        ("Paragraph", "Item", 0),
        ("Heading", "Item", 1),
        ("TableCell", "", 0),
        ("DefinitionListTitle", "", 0),
        ("DefinitionListDefinition", "DefinitionListDefinition", 0),
        ("Paragraph", "FootnoteDefinition", 0),
    ]
    assert [leaf.nesting.quotes for leaf in inner] == [1, 1, 0, 0, 0, 0]
