import pytest

from charter_i18n.formats import markdown
from charter_i18n.model import Document, Key, Segment
from charter_i18n.render import Fallback, Rendering, render

SPAN = Fallback.span("fr")


def parse(text: str) -> Document:
    return markdown.parse(text, path="source/charte.md", translate=("title",))


def rendered(text: str, *msgstrs: str, fallback: Fallback = SPAN) -> Rendering:
    """A rendering of `text` with its segments translated in order; the last ones are not."""
    document = parse(text)
    keys = [segment.key for segment in document.segments]
    return render(document, dict(zip(keys, msgstrs, strict=False)), fallback=fallback)


def only_refusal(rendering: Rendering) -> tuple[str, str]:
    (refusal,) = rendering.refused
    return str(refusal.reason), str(refusal.hint)


TRANSLATIONS = [
    ("un paragraphe", "# Un\n", "One", "# One\n"),
    ("un titre fermé", "## Un {#id} ##\n", "One", "## One {#id} ##\n"),
    ("un titre souligné", "Un\ndeux\n===\n", "One two", "One two\n===\n"),
    ("un élément", "- un\n  deux\n", "one two", "- one two\n"),
    ("une tâche", "- [x] un\n", "one", "- [x] one\n"),
    ("une citation", "> un\n> deux\n", "one two", "> one two\n"),
    ("des blancs", "un  \n\n   deux\n", "one", "one  \n\n   deux\n"),
    ("une coupure", "un\\\ndeux\n", "one\ntwo", "one\\\ntwo\n"),
    ("deux coupures", "> un  \n> deux\\\n> trois\n", "1a\n2b\n3c", "> 1a  \n> 2b\\\n> 3c\n"),
    ("une coupure de moins", "un  \ndeux  \ntrois\n", "one\ntwo", "one  \ntwo\n"),
    ("une coupure de plus", "un  \ndeux\n", "one\ntwo\nthree", "one  \ntwo  \nthree\n"),
    ("une coupure nouvelle", "- > un\n", "one\ntwo", "- > one  \n  > two\n"),
    ("une coupure CRLF", "> un\r\n\r\nx\r\n", "one\ntwo", "> one  \r\n> two\r\n\r\nx\r\n"),
    ("une cellule", "| un | 2 |\n|---|---|\n", "a | b", "| a \\| b | 2 |\n|---|---|\n"),
    ("une cellule échappée", "|un|\n|---|\n", "a \\| b", "|a \\| b|\n|---|\n"),
    ("une cellule sur deux lignes", "|un|\n|---|\n", "a\nb", "|a b|\n|---|\n"),
    ("un titre de référence", '[a]: /u "un"\n', 'say "hi"', '[a]: /u "say \\"hi\\""\n'),
    ("une référence échappée", "[a]: /u 'un'\n", "it\\'s", "[a]: /u 'it\\'s'\n"),
    ("une référence à parenthèses", "[a]: /u (un)\n", "a (b)", "[a]: /u (a \\(b\\))\n"),
    ("un attribut", '<p title="un">1</p>\n', 'say "hi"', '<p title="say &quot;hi&quot;">1</p>\n'),
    ("un attribut simple", "<p title='un'>1</p>\n", "it's", "<p title='it&#39;s'>1</p>\n"),
    ("un texte HTML", "<div>\nun\n  deux\n</div>\n", "one\ntwo", "<div>\none two\n</div>\n"),
    ("une image", "![un](a.png)\n", "one", "![one](a.png)\n"),
    ("une image à crochets", "![un](a.png)\n", "a ] b", "![a \\] b](a.png)\n"),
    ("une barre oblique", "[a]: /u 'un'\n", "one\\", "[a]: /u 'one\\\\'\n"),
    ("une barre dans une cellule", "|un|\n|---|\n", "one\\", "|one&#92;|\n|---|\n"),
    ("un dièse", "# Un\n", "C #", "# C \\#\n"),
    ("un identifiant", "# Un\n", "One {#id}", "# One \\{#id}\n"),
    ("un front matter", "---\ntitle: Un\n---\n", "a: b", "---\ntitle: 'a: b'\n---\n"),
    ("des blancs autour", "un\n", "  one \n", "one\n"),
    ("une barre avant une coupure", "un\n", "one\\\ntwo", "one  \ntwo\n"),
    ("Liquid", "un {{ x }}\n", "{{ x }} one", "{{ x }} one\n"),
    ("des liens", "[un](/a) [deux](/b)\n", "[two](/b) [one](/a)", "[two](/b) [one](/a)\n"),
    (
        "une autre écriture",
        "[un][r] deux\n\n[r]: /u\n",
        "[one](/u) two",
        "[one](/u) two\n\n[r]: /u\n",
    ),
    ("un lien en gras", "**[un](/a)**\n", "[**one**](/a)", "[**one**](/a)\n"),
]


@pytest.mark.parametrize(
    ("source", "msgstr", "expected"),
    [row[1:] for row in TRANSLATIONS],
    ids=[r[0] for r in TRANSLATIONS],
)
def test_a_translation_is_written_in_its_place(source: str, msgstr: str, expected: str):
    rendering = rendered(source, msgstr, fallback=Fallback())
    assert rendering.refused == ()
    assert rendering.text == expected
    assert len(rendering.translated) == 1


REFUSED = [
    (
        "Voir [Portail].\n\n[Portail]: /u\n",
        "See [Portal].",
        "the link to /u is missing",
        "write [translation][Portail]",
    ),
    (
        "Voir [le Portail][].\n\n[le portail]: /u\n",
        "See [the Portal][].",
        "the link to /u is missing",
        "write [translation][le Portail]",
    ),
    (
        "Voir [ici](/u).\n",
        "See [here](/v).",
        "the link to /u is missing",
        "keep its address as in the source",
    ),
    (
        "Voir [ici]({{ site.url }}/u).\n",
        "See [here](/u).",
        "the template code {{ site.url }} is missing",
        "copy it from the source",
    ),
    (
        "Voir [ici]({{ site.url }}/u).\n",
        "See [here]({{ site.url }}/v).",
        "the link to {{ site.url }}/u is missing",
        "keep its address as in the source",
    ),
    ("un `code`\n", "one", "the code span code is missing", "copy it from the source"),
    (
        "un `{{ x }}`\n",
        "one {{ x }}",
        "the code span {{ x }} is missing",
        "copy it from the source",
    ),
    (
        "un[^1]\n\n[^1]: note\n",
        "one",
        "the footnote reference [^1] is missing",
        "copy it from the source",
    ),
    ("un <b>gras</b>\n", "one <b>bold", "the tag </b> is missing", "copy it from the source"),
    ("un ![i](i.png)\n", "one", "the image i.png is missing", "keep its address as in the source"),
    (
        "un\n",
        "one [more](/x)",
        "it adds the link to /x that the source does not have",
        "take it out, or put a backslash before it",
    ),
    (
        "un\n",
        "{% x %} one",
        "it adds the template code {% x %} that the source does not have",
        "take it out",
    ),
    (
        "<p>un</p>\n",
        "one <b>two</b>",
        "it adds the tag </b> that the source does not have",
        "take it out, or write < as &lt;",
    ),
    (
        "<p>un <b>deux</b> <i>trois</i></p>\n",
        "one <i>three</i> <b>two</b>",
        "its tags stand in another order",
        "keep the tags as in the source",
    ),
    (
        "un\n\ndeux\n",
        "one\n\ntwo",
        "it holds a paragraph break, the source is one paragraph",
        "take the empty line out",
    ),
    ("un\n", " ", "it holds nothing but blanks", "translate it, or leave it empty"),
    (
        "un\n",
        "<div>",
        "it would begin an HTML block",
        "put a backslash before the character that begins it",
    ),
    (
        "un\n\ndeux\n",
        "{% include x %}",
        "it would disappear: it is read as template code",
        "take that code out",
    ),
]


@pytest.mark.parametrize(
    ("source", "msgstr", "reason", "hint"), REFUSED, ids=[r[1] for r in REFUSED]
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(
    source: str, msgstr: str, reason: str, hint: str
):
    rendering = rendered(source, msgstr, fallback=Fallback())
    assert only_refusal(rendering) == (reason, hint)
    assert rendering.text == source
    assert rendering.missing[0] == rendering.refused[0].segment


def test_the_hint_about_a_label_helps():
    source = "Voir [Portail].\n\n[Portail]: /u\n"
    rendering = rendered(source, "See [Portal][Portail].")
    assert rendering.text == "See [Portal][Portail].\n\n[Portail]: /u\n"


def test_the_reason_is_the_one_that_an_escape_leaves():
    rendering = rendered("un `code`\n", "- one")
    assert only_refusal(rendering)[0] == "the code span code is missing"


def test_an_escape_leaves_emphasis_and_other_lines_alone():
    rendering = rendered("un  \ndeux\n", "**one**\n- two")
    assert rendering.text == "**one**  \n\\- two\n"


def test_front_matter_is_read_back():
    source = "---\ntitle: Un\nlayout: post\n---\nun\n"
    rendering = rendered(source, "a: 'b' \"c\" #d\nlayout: x", "one")
    document = parse(rendering.text)
    assert [item.msgid for item in document.segments] == ["a: 'b' \"c\" #d\nlayout: x", "one"]
    assert "layout: post" in rendering.text


def test_fallbacks_are_marked_where_a_span_is_safe():
    source = (
        "---\ntitle: Un\n---\n# Deux\n\ntrois\n\n- quatre\n\n> cinq\n\n| six |\n|---|\n\n"
        "sept\n: huit\n\n[^1]: neuf\n\n![dix](i.png)\n\n<p>onze</p>\n\n[a]: /u 'douze'\n"
    )
    marked = {
        text: f'<span lang="fr">{text}</span>'
        for text in ("Deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
    }
    expected = source
    for text, span in marked.items():
        expected = expected.replace(text, span, 1)
    rendering = rendered(source)
    assert rendering.text == expected
    assert len(rendering.missing) == 12
    assert rendering.refused == ()


def test_a_fallback_keeps_the_bytes_of_its_source():
    assert rendered("> un  \n> deux\n").text == '> <span lang="fr">un  \n> deux</span>\n'


@pytest.mark.parametrize("source", ["un\\\n", "un <b\n", "`un\n", "# un \\\n", "un <!-- deux\n"])
def test_a_fallback_stays_bare_where_a_span_would_break(source: str):
    text = rendered(source).text
    bare = text.replace('<span lang="fr">', "").replace("</span>", "")
    assert bare == source
    tokens = [node.name for node in markdown.scan(source).nodes]
    assert [node.name for node in markdown.scan(text).nodes] == tokens


def test_a_text_that_ends_in_a_backslash_stays_bare():
    assert rendered("un\\\n").text == "un\\\n"


def test_a_fallback_tells_the_direction_where_asked():
    fallback = Fallback.span("fr", direction="ltr")
    assert rendered("un\n", fallback=fallback).text == '<span lang="fr" dir="ltr">un</span>\n'


def test_a_refused_translation_falls_back():
    rendering = rendered("un `code`\n\ndeux\n", "one", "two")
    assert rendering.text == '<span lang="fr">un `code`</span>\n\ntwo\n'
    assert [item.msgid for item in rendering.translated] == ["deux"]
    assert [item.msgid for item in rendering.missing] == ["un `code`"]


def test_a_translation_equal_to_its_source_is_the_source():
    rendering = rendered("un\n  deux\n", "un deux")
    assert rendering.text == "un\n  deux\n"
    assert len(rendering.translated) == 1


def test_a_text_in_two_places_is_translated_in_both():
    rendering = rendered("Ouvrir\n\n- Ouvrir\n", "Open")
    assert rendering.text == "Open\n\n- Open\n"


def test_a_text_can_be_refused_in_one_place_only():
    rendering = rendered("un\n\n| un |\n|---|\n", "a|b\n-|-\n", fallback=Fallback())
    assert rendering.text == "a|b  \n\\-|-\n\n| a\\|b -\\|- |\n|---|\n"


def test_contexts_tell_equal_texts_apart():
    source = "Ouvrir\n\n<!-- i18n:context menu -->\nOuvrir\n"
    document = parse(source)
    msgstrs = {Key("Ouvrir"): "Open", Key("Ouvrir", "menu"): "Open…"}
    assert render(document, msgstrs).text == source.replace("Ouvrir", "Open", 1).replace(
        "Ouvrir", "Open…"
    )


def test_keys_without_a_segment_are_ignored():
    assert render(parse("un\n"), {Key("deux"): "two", Key("un", "x"): "one"}).text == "un\n"


def test_fates_are_told_in_document_order():
    rendering = rendered("un\n\ndeux `c`\n\ntrois\n\nquatre `d`\n", "one", "x", "", "y")
    assert [item.msgid for item in rendering.translated] == ["un"]
    assert [item.msgid for item in rendering.missing] == ["deux `c`", "trois", "quatre `d`"]
    assert [item.msgstr for item in rendering.refused] == ["x", "y"]


def many(kind: str, count: int) -> str:
    """A document of `count` segments in one block or in many."""
    if kind == "table":
        rows = "".join(f"| mot {number} |\n" for number in range(count))
        return f"| tête |\n|---|\n{rows}"
    template = {"paragraphs": "mot {}\n\n", "list": "- mot {}\n", "items": "- mot {}\n\n"}[kind]
    return "".join(template.format(number) for number in range(count))


@pytest.mark.parametrize("kind", ["paragraphs", "list", "items", "table"])
@pytest.mark.parametrize("bad", ["<b>mot", "```", "{% x %}", "<!--"])
def test_the_looks_grow_with_the_document_not_with_its_square(
    kind: str, bad: str, monkeypatch: pytest.MonkeyPatch
):
    seen: list[int] = []
    scan = markdown.scan

    def counted(text: str) -> markdown.Scan:
        seen.append(len(text))
        return scan(text)

    monkeypatch.setattr(markdown, "scan", counted)
    document = parse(many(kind, 256))
    segments: list[Segment] = list(document.segments)
    rendering = render(document, {segment.key: bad for segment in segments})
    assert len(rendering.refused) + len(rendering.translated) == len(segments)
    levels = len(segments).bit_length()
    assert sum(seen) < 10 * levels * len(document.text)


@pytest.mark.parametrize(
    ("source", "msgstr", "expected"),
    [
        ("Titre\n-----\n", "Título|", "Título&#124;\n-----\n"),
        ("Un\\\ntitre\n-----\n", "Un\ntítulo|", "Un\\\ntítulo&#124;\n-----\n"),
        ("> Titre\n> ---\n", "Título|", "> Título&#124;\n> ---\n"),
        ("Titre\n=====\n", "Título|", "Título|\n=====\n"),
        ("# Titre\n---\n", "Título|", "# Título|\n---\n"),
    ],
)
def test_a_heading_above_hyphens_stays_one(source: str, msgstr: str, expected: str):
    document = markdown.parse(source, path="source/charte.md")
    (segment,) = document.segments
    assert render(document, {segment.key: msgstr}).text == expected
