"""The examples of the CommonMark specification and real texts, each as a document."""

import re

import pytest
from data import data_file
from pseudo import translations

from charter_i18n.formats import markdown
from charter_i18n.model import Document, Segment
from charter_i18n.render import Fallback, render

TRANSLATE = ("title", "subtitle", "description", "description_hero", "excerpt", "extrait")
SEED_TITLE = "Charte éthique pour les démarches de participation en ligne : sprint final !"
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)
EXAMPLES = 652
POSTS = 37 + 1


def parse(text: str) -> Document:
    return markdown.parse(text, path="source/charte.md", translate=TRANSLATE)


def examples() -> list[str]:
    """The Markdown of the specification's examples; `→` stands for a tab there."""
    text = data_file("commonmark-spec.txt").read_bytes().decode()
    return [found[1].replace("→", "\t") for found in _EXAMPLE.finditer(text)]


def real_texts() -> list[str]:
    files = [*sorted(data_file("posts").glob("*.md")), data_file("seed-post.md")]
    files.append(data_file("commonmark-spec.txt"))
    return [file.read_bytes().decode() for file in files]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Every text in its own bytes."""
    return [*examples(), *real_texts()]


def variants(text: str) -> tuple[str, ...]:
    crlf = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text, crlf, "\ufeff" + text.removeprefix("\ufeff"), text.rstrip("\r\n")


def test_all_texts_are_there(texts: list[str]):
    assert len(texts) >= EXAMPLES + POSTS


def test_joined_pieces_are_the_text(texts: list[str]):
    for text in texts:
        for variant in variants(text):
            document = parse(variant)
            assert document.text == variant
            assert document.warnings == ()


def test_without_translation_every_byte_stays(texts: list[str]):
    for text in texts:
        for variant in variants(text):
            document = parse(variant)
            assert render(document, {}).text == variant
            same = {segment.key: segment.msgid for segment in document.segments}
            assert render(document, same).text == variant


def test_line_ends_change_no_msgid(texts: list[str]):
    for text in texts:
        lf, crlf, *_ = (msgids(parse(variant)) for variant in variants(text))
        assert lf == crlf


def msgids(document: Document) -> list[str]:
    return [segment.msgid for segment in document.segments]


def skeleton(text: str) -> object:
    found = markdown.scan(text)
    return [node.token for node in found.nodes], found.definitions


def test_no_pseudo_translation_is_refused(texts: list[str]):
    for text in texts:
        for variant in variants(text)[:2]:
            document = parse(variant)
            rendering = render(document, translations(variant, document))
            assert rendering.refused == ()
            assert rendering.missing == ()
            assert skeleton(rendering.text) == skeleton(variant)


def test_a_pseudo_translation_reads_back(texts: list[str]):
    for text in texts:
        document = parse(text)
        wanted = translations(text, document)
        rendering = render(document, wanted)
        assert msgids(parse(rendering.text)) == [wanted[item.key] for item in document.segments]


def test_fallbacks_in_spans_keep_the_texts(texts: list[str]):
    for text in texts:
        document = parse(text)
        rendering = render(document, {}, fallback=Fallback.span("fr"))
        marked = rendering.text.count('<span lang="fr">')
        bare = rendering.text.replace('<span lang="fr">', "")
        assert bare.replace("</span>", "") == text.replace("</span>", "")
        assert marked <= len(list(document.segments))


def test_most_fallbacks_are_marked():
    for text in real_texts()[:-1]:
        document = parse(text)
        marked = render(document, {}, fallback=Fallback.span("fr")).text.count("<span lang")
        body = [item for item in document.segments if item.kind.value != "front-matter"]
        assert marked == len(body)


def seed_title() -> tuple[str, Document, Segment]:
    text = data_file("seed-post.md").read_bytes().decode()
    document = parse(text)
    (title,) = (item for item in document.segments if item.section == ("title",))
    return text, document, title


def test_the_title_of_the_seed_is_one_segment():
    assert seed_title()[2].msgid == SEED_TITLE


@pytest.mark.parametrize(
    "title",
    [
        'Ethical charter: "final" it\'s',
        "# charter",
        "'tis",
        '"quoted"',
        "a: b #c",
        "- x",
        "é" * 200,
    ],
)
def test_a_translated_title_of_the_seed_reads_back(title: str):
    text, document, segment = seed_title()
    rendering = render(document, {segment.key: title})
    assert rendering.refused == ()
    (read,) = (item for item in parse(rendering.text).segments if item.section == ("title",))
    assert read.msgid == title
    assert rendering.text.replace(rendering.text.split("\n")[2], "") != text
    assert rendering.text.endswith(text.split("---")[-1])
