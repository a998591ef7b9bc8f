"""Inputs of 100 kB that nobody writes: a hostile pull request must not stall who checks it.

The limit is generous. What was wrong took minutes, or longer than anybody waits.
"""

import time
from collections.abc import Callable

import pytest

from charter_i18n import fragments, normalise, sentences
from charter_i18n.errors import InputError
from charter_i18n.formats import markdown
from charter_i18n.render import render

SIZE = 100_000
LIMIT = 60  # seconds, where none needs one


def within_limit(work: Callable[[], object]) -> None:
    started = time.perf_counter()
    work()
    assert time.perf_counter() - started < LIMIT


def repeated(text: str) -> str:
    return text * (SIZE // len(text))


def parse(text: str) -> None:
    markdown.parse(text, path="source/charte.md", translate=("title",))


@pytest.mark.parametrize(
    "text",
    [
        repeated("<!--"),
        repeated("<!-- i18n:comment "),
        "a " + repeated("<!-- i18n:comment "),
        f"---\ntitle: a{' ' * SIZE}b\n---\nun\n",
        f'---\ntitle: "a{" " * SIZE}b"\n---\nun\n',
        "---\ntitle:\n" + repeated("- a\n") + "---\nun\n",
        "# Titre {" + 'a="x a=" ' * 40 + "!}\n",
        f"<div>\n<b>a{' ' * SIZE}b\n",
    ],
    ids=lambda text: text[:30],
)
def test_parsing(text: str):
    within_limit(lambda: parse(text))


@pytest.mark.parametrize(
    "key", ["a." * (SIZE // 2) + "a", '"a".' * (SIZE // 4) + "a", "'\"'." * (SIZE // 4) + "a"]
)
@pytest.mark.parametrize("statement", ["{} = 1", "[{}]\nb = 1", "a = {{ {} = 1 }}"])
def test_toml_keys_of_many_parts_are_refused(key: str, statement: str):
    def work() -> None:
        with pytest.raises(InputError, match=r"charte.md:2:\d+: a key of more than 100 parts"):
            parse(f"+++\n{statement.format(key)}\n+++\nun\n")

    within_limit(work)


def test_toml_texts_may_hold_many_full_stops():
    dots = "a." * 200
    text = f'+++\ntitle = "{dots}"\nb = \'{dots}\' # {dots}\nc = """\n{dots}\n"""\n+++\nun\n'
    document = markdown.parse(text, path="a.md", translate=("title", "b", "c"))
    assert len(list(document.segments)) == 4


@pytest.mark.parametrize("text", [repeated("."), repeated('."'), "." + repeated('"')])
def test_sentences(text: str):
    within_limit(lambda: sentences.split(text))


@pytest.mark.parametrize(
    "text",
    [repeated("[^"), "[^" + "a" * SIZE, " ".join("`" * count for count in range(1, 440))],
    ids=["open references", "a long reference", "open code spans"],
)
def test_normalising(text: str):
    def work() -> None:
        normalise.tokens(text)
        normalise.masked(text)
        normalise.letters(text)

    within_limit(work)


@pytest.mark.parametrize(
    "text",
    [
        "# Titre\n{:" + "#" * SIZE + "\n\n[a](#titre)\n",
        "# Titre {" + "#" * SIZE + "\n\n[a](#titre)\n",
        "# Titre\n" + " " * SIZE + "a\n\n[a](#titre)\n",
        "".join(f"# a\n\n[x](#a-{index})\n\n" for index in range(SIZE // 18)),
    ],
    ids=["below", "behind", "blanks", "links"],
)
def test_links(text: str):
    document = markdown.parse(text, path="source/charte.md")

    def work() -> None:
        list(fragments.fragile([document]))
        list(fragments.broken([document], exists=lambda _: False))

    within_limit(work)


COUNT = range(400)
BLOCKS = {
    "quote": "\n>\n".join(f"> Mot {index}." for index in COUNT),
    "item": "- x\n\n" + "\n\n".join(f"  Mot {index}." for index in COUNT),
    "deep item": "1.  x\n\n" + "\n\n".join(f"    Mot {index}." for index in COUNT),
    "row": "|".join(f"Mot {index}" for index in COUNT) + "\n" + "-|" * len(COUNT),
    "html": "<div>\n" + "\n".join(f"<p>Mot {index}</p>" for index in COUNT) + "\n</div>",
    "html line": "<div>" + "".join(f"<p>Mot {index}</p>" for index in COUNT) + "</div>",
    "images": "\n".join(f"![Mot {index}](u{index})" for index in COUNT),
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("change", ["{} [x](y) <b>", "- {}", "{}]"])
def test_translations_that_share_a_block(block: str, change: str):
    """Each has the fate that it would have alone; that was a look at all for each of them."""
    document = markdown.parse(f"{block}\n", path="source/charte.md")
    msgstrs = {item.key: change.format(item.msgid) for item in document.segments}

    def work() -> None:
        rendering = render(document, msgstrs)
        first = next(item for item in document.segments if item.msgid.startswith("Mot"))
        alone = render(document, {first.key: msgstrs[first.key]})
        refused = len([item for item in document.segments if item.msgid.startswith("Mot")])
        assert len(rendering.refused) >= (refused if alone.refused else 0)
        assert bool(rendering.refused) == bool(alone.refused)

    within_limit(work)
