"""Strategies for Markdown: a grammar of what charters hold, and text over a nasty alphabet."""

from collections.abc import Sequence

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        *(
            "charte",
            "L’initiateur",
            "s’engage",
            "à",
            "publier",
            "les",
            "résultats",
            "1986.",
            "5\xa0%",
        ),
        *(
            "«\xa0loyauté\xa0»",
            "n°\u202f5",
            "章程",
            "ميثاق",
            "e\u0301thique",
            "2)",
            "ou",
            "article",
        ),
    ]
)
MARKUP = st.sampled_from(
    [
        *("*mot*", "**deux mots**", "`code`", "``a ` b``", "~~non~~", "[lien](/a)", "[plein][p]"),
        *('[titre](</a b> "Un titre")', "[raccourci]", "[replié][]", "![image](i.png)", "[^1]"),
        *("<https://example.org>", "<b>gras</b>", "<br>", "&amp;", "&nbsp;", "\\*", "\\#", "\\\\"),
        *("{{ page.version }}", "{% if x %}", "*mot*{: .x}", "$x$", "a_b_c", "x | y", "#", "+ 1"),
        *('<a title="Un titre">lien</a>', "<!-- c -->", "]", "[", "**", "_", "<", "!", "3 < 4"),
    ]
)
ATOMS = st.one_of(WORDS, WORDS, MARKUP)
LINES = st.lists(ATOMS, min_size=1, max_size=6).map(" ".join)
BREAKS = st.sampled_from(["\n", "\n", " \n", "  \n", "\\\n", "\n   ", "   \n "])


@st.composite
def paragraphs(draw: st.DrawFn) -> str:
    """A paragraph of a few lines."""
    lines = draw(st.lists(LINES, min_size=1, max_size=3))
    parts = [lines[0]]
    for line in lines[1:]:
        parts += [draw(BREAKS), line]
    return "".join(parts)


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A table, not always with as many cells in each row."""
    cell = LINES.map(lambda line: line.replace("\\", "").replace("|", "\\|"))
    cells = st.lists(cell, min_size=1, max_size=3)
    rows = draw(st.lists(cells, min_size=1, max_size=3))
    outer = draw(st.sampled_from(["|", ""]))
    lines = [f"{outer}{' | '.join(row)}{outer}" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    return "\n".join(lines)


@st.composite
def html_blocks(draw: st.DrawFn) -> str:
    """An HTML block, with or without text."""
    words = draw(st.lists(WORDS, min_size=1, max_size=3).map(" ".join))
    return draw(
        st.sampled_from(
            [
                f'<div class="x" title="{words}">\n{words} <b>{words}</b>\n</div>',
                f"<p>{words}<br>\n{words}</p>",
                f"<details>\n<summary>{words}</summary>\n\n{words}\n\n</details>",
                f"<span>\n{words}\n</span>",
                f"<ul><li>{words}</li>\n<li>{words}</ul>",
                f'<img src="a.png" alt="{words}">',
                f"<!-- {words} -->",
                f"<pre>\n{words}\n</pre>",
            ]
        )
    )


FIXED = st.sampled_from(
    [
        *(
            "---",
            "***",
            "```\ncode\n```",
            "~~~ sh\n# code\n~~~",
            "    code",
            "{% include a.html %}",
        ),
        *(
            "{{ content }}",
            "{: .note #n}",
            "{:toc}",
            "::: warning\nTexte\n:::",
            "<!-- i18n:skip -->",
        ),
        *(
            "<!-- i18n:context menu -->",
            "<!-- i18n:comment Une note -->",
            "$$\nx\n$$",
            "[^1]: Note",
        ),
        *('[p]: /p "Un titre"', "[raccourci]: </r>\n  'Un\n  titre'", "[replié]: /u", "[p]: /deux"),
        *("{% highlight x %}\n# x\n{% endhighlight %}", "Terme\n: définition\n  suite\n\n  encore"),
        *("[^1]: Un\n\n    deux\n\n    > trois", '<table title="x"><tr><td>Un</td></tr></table>'),
    ]
)
HEADINGS = st.builds(
    "{} {}{}".format,
    st.sampled_from(["#", "##", "###"]),
    LINES,
    st.sampled_from(["", " #", " {#id}", " {#id .x} ##", "  "]),
)
SETEXT = st.builds("{}\n{}".format, paragraphs(), st.sampled_from(["===", "-", "---"]))
LEAVES = st.one_of(paragraphs(), paragraphs(), HEADINGS, SETEXT, tables(), html_blocks(), FIXED)


def contained(blocks: Sequence[str], first: str, rest: str, *, gap: str = "\n\n") -> str:
    """Blocks in a container that begins each line with `rest`, the first with `first`."""
    text = gap.join(blocks)
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line).rstrip(" ") for line in lines[1:])])


def _containers(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=1, max_size=3)
    marks = st.sampled_from(
        [
            ("> ", "> "),
            (">", ">"),
            ("- ", "  "),
            ("* [ ] ", "  "),
            ("1. ", "   "),
            ("7) ", "   "),
            ("-\t", "    "),
            ("- {: .x} ", "  "),
            ("[^2]: ", "    "),
            ("Terme\n: ", "  "),
            ("> - ", ">   "),
        ]
    )
    gaps = st.sampled_from(["\n\n", "\n\n", "\n"])
    return st.builds(lambda blocks, mark, gap: contained(blocks, *mark, gap=gap), some, marks, gaps)


BLOCKS = st.recursive(LEAVES, _containers, max_leaves=6)
FRONT_MATTER = st.sampled_from(
    ["", "", "---\ntitle: Une charte\nlayout: post\n---\n", '+++\ntitle = "Une charte"\n+++\n']
)
ENDS = st.sampled_from(["\n", "\n", "", "\n\n", "  \n", "\n \t\n"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A whole document, with any line end."""
    blocks = draw(st.lists(BLOCKS, min_size=1, max_size=5))
    gaps = [draw(st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n"])) for _ in blocks[1:]]
    parts = [block for pair in zip(blocks, [*gaps, ""], strict=True) for block in pair]
    text = draw(FRONT_MATTER) + "".join(parts) + draw(ENDS)
    text = draw(st.sampled_from(["", "", "\ufeff"])) + text
    return text.replace("\n", draw(st.sampled_from(["\n", "\n", "\r\n"])))


TOKENS = (
    *(
        "\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        " ",
        " ",
        "  ",
        "\t",
        "    ",
        "a",
        "é",
        "章",
        "\xa0",
        "\u2028",
    ),
    *(
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2) ",
        "[x] ",
        "[ ] ",
        "> ",
        ">",
        "#",
        "# ",
        "##",
        "===",
        "---",
        "***",
    ),
    *(
        "```",
        "~~~",
        "`",
        "``",
        "*",
        "**",
        "_",
        "~~",
        "\\",
        "\\\n",
        "|",
        "|-|",
        "|--|--|",
        ":",
        ": ",
    ),
    *("[", "]", "(", ")", "<", ">", "!", "[^1]", "[^1]: ", "[a]", "[a]: /u", "[a][]", "](/u)", '"'),
    *(
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<!--",
        "-->",
        "<!-- i18n:skip -->",
        "<br>",
        "<script>",
        "&",
    ),
    *(
        "&amp;",
        "{{",
        "}}",
        "{%",
        "%}",
        "{{ x }}",
        "{: .x}",
        "{#id}",
        "{",
        "}",
        ":::",
        "$",
        "$$",
        "'",
    ),
    *('<img alt="é">', "\ufeff", "---\n", "title: é\n", "+++\n", "\x0b", "\x0c", "\x00", "\u200f"),
)
NASTY = st.lists(st.sampled_from(TOKENS), max_size=30).map("".join)
