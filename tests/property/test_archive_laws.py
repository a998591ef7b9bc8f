"""A state of a source is parsed only where its lines do not tell enough: they must not mislead."""

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from markdown_strategies import NASTY, documents

from charter_i18n.errors import InputError
from charter_i18n.formats import markdown
from charter_i18n.model import Document, Key, Kind, Segment, Slot
from charter_i18n.pipeline.archive import SourceState

FRONT_MATTER = "---\ntitle: 'L''été \"ici\" : a & b'\n---\n\n"


def parse(text: str) -> Document:
    return markdown.parse(text, path="source/charte.md", translate=("title",))


def lines(text: str, segment: Segment) -> list[bytes]:
    found = [line.rstrip(b"\r") for line in text.encode().split(b"\n")]
    return found[segment.line - 1 : segment.end_line]


@given(st.sampled_from(["", FRONT_MATTER]), st.one_of(documents(), NASTY))
def test_every_text_of_a_document_is_found_in_it(start: str, rest: str):
    text = start + rest
    try:
        document = parse(text)
    except InputError:
        reject()
    state = SourceState("now", text.encode(), parse)
    for segment in document.segments:
        assert state.mentions(segment.key) or "&" in text
        assert state.holds(segment, lines(text, segment))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Un texte ici.\n", "Un texte\nici.\n"),
        ("Un texte\nici.\n", "> Un texte\n> ici.\n"),
        ("- Un texte\n  ici.\n", "Un texte ici.\n"),
        ("Un texte\r\nici.\r\n", "Un texte ici.\n"),
        ("Un  \ntexte\n", "Un\\\ntexte\n"),
        ("| a |\n|---|\n| Un\\|deux |\n", "| b |\n|---|\n| Un\\|deux | x |\n"),
        ("---\ntitle: L'été\n---\n", "---\ntitle: 'L''été'\n---\n"),
        ("\ufeff# Un texte\n", "# Un texte\n"),
    ],
)
def test_a_text_that_is_written_otherwise_is_the_same(before: str, now: str):
    state = SourceState("before", before.encode(), parse)
    held = [state.holds(found, lines(now, found)) for found in parse(now).segments]
    assert any(held)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Un texte ici et là.\n", "Un texte ici\n"),
        ("# Titre\n\nAutre chose.\n", "Titre neuf\n"),
        ("```\nUn texte\n```\n", "> Un texte\n"),
    ],
)
def test_a_text_that_is_part_of_another_is_not(before: str, now: str):
    state = SourceState("before", before.encode(), parse)
    assert [state.holds(found, lines(now, found)) for found in parse(now).segments] == [False]


def test_what_is_no_text_holds_none():
    state = SourceState("before", b"\xff", parse)
    segment = Segment(Kind.PARAGRAPH, "Un.", "Un.", Slot(), 1, 1)
    assert state.broken
    assert not state.holds(segment, [b"Un."])
    assert not state.mentions(Key("Un."))
