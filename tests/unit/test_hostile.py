"""Translations that would break their document, in every kind of place."""

import re
from itertools import cycle, islice

import pytest

from charter_i18n.formats import markdown
from charter_i18n.model import Document, Key, Segment
from charter_i18n.render import BARE, Fallback, Rendering, render

PLACES = {
    "yaml plain": "---\ntitle: Cible\nlayout: post\n---\nCorps\n",
    "yaml double": '---\ntitle: "Cible"\n---\nCorps\n',
    "yaml single": "---\ntitle: 'Cible'\n---\nCorps\n",
    "yaml folded": "---\ntitle: >-\n  Cible\n  deux\n---\nCorps\n",
    "yaml literal": "---\ntitle: |\n  Cible\n  deux\n---\nCorps\n",
    "yaml flow": "---\ntitle: [Un, Cible, 'Deux']\n---\nCorps\n",
    "toml": '+++\ntitle = "Cible"\n+++\nCorps\n',
    "heading": "Avant\n\n# Cible\n\nAprès\n",
    "closed heading": "Avant\n\n## Cible {#id} ##\nAprès\n",
    "setext heading": "Avant\n\nCible\n---\n\nAprès\n",
    "setext of two lines": "Avant\n\nCible\\\ndeux\n===\nAprès\n",
    "paragraph": "Avant\n\nCible\n\nAprès\n",
    "first paragraph": "Cible\n",
    "last paragraph": "Avant\n\nCible",
    "hard breaks": "Avant\n\nCible  \ndeux\\\ntrois\n\nAprès\n",
    "between blocks": "# Avant\nCible\n- après\n",
    "below a table": "| a | b |\n|---|---|\n\nCible\n\n| c | d |\n|---|---|\n",
    "below an attribute list": "Avant\n\n{: .a}\nCible\n{: .b}\n\nAprès\n",
    "in a division": "::: x\nCible\n:::\n",
    "above Liquid": "{% if x %}\nCible\n{% endif %}\n",
    "with links": 'Avant\n\nCible [a](/u "t") ![i](i.png) [r].\n\n[r]: /r\n\nAprès\n',
    "with inlines": "Avant\n\nCible `c` <b>g</b> {{ x }}[^1].\n\n[^1]: n\n\nAprès\n",
    "tight item": "- avant\n- Cible\n- après\n",
    "loose item": "1. avant\n\n2. Cible\n\n   après\n",
    "nested item": "- avant\n  - Cible\n    - après\n",
    "task item": "- [ ] Cible\n- [x] après\n",
    "item with attributes": "- {: .x} Cible\n- après\n",
    "second paragraph of an item": "- avant\n\n  Cible\n\n  après\n",
    "quote": "> avant\n>\n> Cible\n> suite\n>\n> après\n",
    "nested quote": "> - avant\n>   > Cible\n>   > suite\n>\n> après\n",
    "lazy quote": "> Cible\nsuite\n\nAprès\n",
    "head cell": "| Cible | b |\n|-------|---|\n| c | d |\n",
    "cell": "| a | b |\n|---|---|\n| Cible | d |\n| e | f |\n",
    "last cell": "| a | b |\n|---|---|\n|c|Cible|\n",
    "bare cell": "a | b\n---|---\nCible | d\n\nAprès\n",
    "short row": "| a | b |\n|---|---|\n| Cible |\n| e | f |\n",
    "column": "| Cible |\n|---|\n| b |\n",
    "term": "Avant\n\nCible\n: définition\n\nAprès\n",
    "definition": "Terme\n: Cible\n\n  suite\n: autre\n",
    "footnote": "Avant[^1]\n\n[^1]: Cible\n\n    suite\n\nAprès\n",
    "second paragraph of a footnote": "Avant[^1]\n\n[^1]: note\n\n    Cible\n\nAprès\n",
    "alternative text": "Avant\n\n![Cible](i.png)\n\nAprès\n",
    "alternative text in a link": "Avant\n\n[![Cible][i]](/u)\n\n[i]: i.png\n",
    "double quoted title": 'Avant [a]\n\n[a]: /u "Cible"\n[b]: /v\n',
    "single quoted title": "Avant [a]\n\n[a]: /u 'Cible'\n",
    "parenthesised title": "Avant [a]\n\n[a]: /u (Cible)\n",
    "title on its own line": 'Avant [a]\n\n[a]: /u\n  "Cible\n  deux"\n',
    "HTML text": "Avant\n\n<p>Cible</p>\n\nAprès\n",
    "HTML lines": "Avant\n\n<div>\nCible\nsuite\n</div>\n\nAprès\n",
    "HTML attribute": "Avant\n\n<p title=\"Cible\" class='x'>texte</p>\n\nAprès\n",
    "HTML whole": "Avant\n\n<div>\nCible <b>un\n</div>\n<p>deux</b></p>\n\nAprès\n",
    "HTML span": "Avant\n\n<span>\nCible\n</span>\n\nAprès\n",
    "HTML image": "Avant\n\n<a href='/u'><img src='i' alt='Cible'></a>\n\nAprès\n",
}

HOSTILE = (
    *("- item", "* item", "+ item", "1. item", "1986. A", "2) item", "- ", "-", "- - -", "- [ ] x"),
    *("# x", "####### x", "#", "> q", ">", "| a", "| a |", "a | b", "|", "\\|", "a\\|b", "a\\\\|b"),
    *(
        "a\n|--|",
        "a|b\n--|--",
        "|a|\n|-|",
        "---",
        "***",
        "_ _ _",
        "===",
        "--",
        "=",
        "a\n===",
        "a\n--",
    ),
    *(
        "```",
        "```x",
        "~~~",
        "`",
        "``",
        "a\n```\nb",
        "    code",
        "\tcode",
        "a\n    b",
        "a\n- b",
        "a\n# b",
    ),
    *(
        "a\n1. b",
        "a\n> b",
        "a\n\nb",
        "a\n \nb",
        "a\r\n\r\nb",
        "a\rb",
        "a\r\rb",
        "\n",
        " ",
        "\t",
        "\n\n",
    ),
    *(
        "<script>",
        "<script>alert(1)</script>",
        "<div>",
        "</div>",
        "<b>x",
        "x</b>",
        "</p>",
        "<br>",
        "<!--",
    ),
    *(
        "-->",
        "<!-- c -->",
        "<?php",
        "<![CDATA[",
        "<!X",
        "<http://x.y>",
        "<a@x.y>",
        "a < b",
        "&lt;",
        "&",
    ),
    *(
        "**",
        "**x",
        "x**",
        "*",
        "_",
        "~~",
        "]",
        "[",
        "](",
        "](/v)",
        "[a](/v)",
        "![a](/v)",
        "[a",
        "a]",
    ),
    *(
        "[r]",
        "[r][]",
        "[a][r]",
        "[raccourci]",
        "[^1]",
        "[^1]: x",
        "[^2]: x",
        "[foo]: /u",
        "[r]: /u",
    ),
    *(
        "[x] t",
        "[ ] t",
        "[x]",
        "\\",
        "x\\",
        "x\\\\",
        "x\\\ny",
        "\\\ny",
        "x  \ny",
        ": def",
        ":",
        "a\n: b",
    ),
    *(
        "{{ x }}",
        "{{",
        "}}",
        "{% x %}",
        "{% comment %}",
        "{{< x >}}",
        "{: .x}",
        "{:.x}",
        "{::comment}",
    ),
    *(
        "x {#id}",
        "{#id}",
        "x {: .x}",
        "::: x",
        ":::",
        "x #",
        "x ##",
        "#x#",
        "$x$",
        "$$",
        '"',
        "'",
        "(",
    ),
    *(
        ")",
        "'x\"",
        '"""',
        "x: y",
        "x #y",
        "- x: y",
        "@x",
        "%x",
        "!x",
        "&x",
        "*x",
        "?",
        "null",
        "true",
    ),
    *(
        "\u00a0",
        "\u202f",
        "\u2028",
        "\u2029",
        "\u0085",
        "\x0b",
        "\x0c",
        "\ufeff",
        "x\u2028- y",
        "\u200f",
    ),
    *("+++", "...", "--- x", "i18n:skip", "<!-- i18n:skip -->", "x" * 300, "x " * 200, "[" * 50),
)
# Every place at once: the front matter is that of the first, texts and labels are numbered.
_NUMBERED = re.compile(
    r"\b(?:[Cc]ible|[Aa]vant|[Aa]près|[A-Za-zé]{4,}e|deux|trois)\b|\[\^?[air1](?=\])"
)
ALL = PLACES["yaml plain"] + "\n\n".join(
    _NUMBERED.sub(rf"\g<0>{number}", text)
    for number, text in enumerate(PLACES.values())
    if not text.startswith(("---", "+++"))
)
FALLBACKS = (BARE, Fallback.span("fr"), Fallback.span("fr", direction="ltr"))


ESCAPED = {
    "- item": "\\- item",
    "* item": "\\* item",
    "1986. A": "1986\\. A",
    "2) item": "2\\) item",
    "# x": "\\# x",
    "> q": "\\> q",
    "---": "\\---",
    "***": "\\***",
    "```": "\\```",
    "~~~": "\\~~~",
    "[^1]: x": "\\[^1]: x",
    "[foo]: /u": "\\[foo]: /u",
    "::: x": "\\::: x",
    "a\n- b": "a  \n\\- b",
    "a\n===": "a  \n\\===",
    "a\n1. b": "a  \n1\\. b",
    "a|b\n--|--": "a|b  \n\\--|--",
    "a\n: b": "a  \n\\: b",
    "**x\n- b": "**x  \n\\- b",
    "a\rb": "a  \nb",
    "x\\\ny": "x  \ny",
    # What breaks nothing is written as it is.
    "| a": "| a",
    "**x": "**x",
    "]": "]",
    "x\\": "x\\",
    "    code": "code",
    ": def": "\\: def",
    "===": "===",
    "x {#id}": "x {#id}",
    "\u00a0": "\u00a0",
    "x\u2028- y": "x\u2028- y",
}


def parse(text: str) -> Document:
    return markdown.parse(text, path="s.md", translate=("title",))


def skeleton(text: str) -> object:
    found = markdown.scan(text)
    return [node.token for node in found.nodes], found.definitions


def blocks(text: str) -> object:
    """The skeleton without what leaves hold, as spans may have been added there."""
    found = markdown.scan(text)
    return [(node.name, node.value) for node in found.nodes], found.definitions


def target(document: Document) -> tuple[str, Segment, str]:
    """The segment that the cases are about, and the text before and after it."""
    texts = [piece.text for piece in document.pieces]
    index = next(
        index
        for index, piece in enumerate(document.pieces)
        if isinstance(piece, Segment) and "Cible" in piece.msgid
    )
    segment = document.pieces[index]
    assert isinstance(segment, Segment)
    return "".join(texts[:index]), segment, "".join(texts[index + 1 :])


def assert_every_fate_is_told(rendering: Rendering, msgstrs: dict[Key, str]) -> None:
    for refusal in rendering.refused:
        assert refusal.msgstr == msgstrs[refusal.segment.key]
        assert str(refusal.reason)
        assert refusal.hint is not None
        assert refusal.segment in rendering.missing
    translated = {item.key for item in rendering.translated}
    refused = {refusal.segment.key for refusal in rendering.refused}
    assert {key for key, msgstr in msgstrs.items() if msgstr} == translated | refused


@pytest.mark.parametrize("crlf", [False, True], ids=["LF", "CRLF"])
@pytest.mark.parametrize("place", PLACES)
def test_no_translation_changes_anything_but_its_place(place: str, crlf: bool):  # noqa: FBT001
    source = PLACES[place].replace("\n", "\r\n") if crlf else PLACES[place]
    document = parse(source)
    before, segment, after = target(document)
    for msgstr in HOSTILE:
        rendering = render(document, {segment.key: msgstr})
        assert skeleton(rendering.text) == skeleton(source), msgstr
        assert rendering.text.startswith(before), msgstr
        assert rendering.text.endswith(after), msgstr
        assert_every_fate_is_told(rendering, {segment.key: msgstr})


@pytest.mark.parametrize("msgstr", ESCAPED)
def test_what_can_be_escaped_is_escaped(msgstr: str):
    document = parse("Avant\n\nCible\n\nAprès\n")
    rendering = render(document, {target(document)[1].key: msgstr})
    assert rendering.refused == ()
    assert rendering.text == f"Avant\n\n{ESCAPED[msgstr]}\n\nAprès\n"


@pytest.mark.parametrize("fallback", FALLBACKS, ids=lambda fallback: fallback.opening or "bare")
def test_many_at_once(fallback: Fallback):
    document = parse(ALL)
    segments = list(document.segments)
    for start in range(0, len(HOSTILE), 13):
        hostile = islice(cycle(HOSTILE), start, start + len(segments))
        msgstrs = {item.key: text for item, text in zip(segments, hostile, strict=True)}
        rendering = render(document, msgstrs, fallback=fallback)
        assert blocks(rendering.text) == blocks(ALL)
        assert_every_fate_is_told(rendering, msgstrs)


def test_the_fate_of_a_translation_does_not_depend_on_others():
    document = parse(ALL)
    segments = list(document.segments)
    # Halves of template code in two places would make a whole between them.
    hostile = [text for text in HOSTILE if not text.startswith(("{{", "}}", "{%", "{::"))]
    for start in (0, 60, 90):
        texts = islice(cycle(hostile), start, start + len(segments))
        msgstrs = {item.key: text for item, text in zip(segments, texts, strict=True)}
        together = render(document, msgstrs)
        alone = [render(document, {key: text}) for key, text in msgstrs.items()]
        refused = [refusal for rendering in alone for refusal in rendering.refused]
        places = {id(segment): place for place, segment in enumerate(segments)}
        refused.sort(key=lambda refusal: places[id(refusal.segment)])
        assert list(together.refused) == refused
