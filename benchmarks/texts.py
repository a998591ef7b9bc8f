"""The texts that the benchmarks work on: the same in every run.

Real posts are read where they lie beside the project; otherwise similar ones are written. A
pseudo-translation accents words; what Markdown could read as markup is left alone, so that every
program can use it.
"""

import os
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from matching import SEED, writer

from charter_i18n.model import Kind, Passage

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CHARTER_I18N_DATA", ROOT.parent / "shared" / "data"))
_NUMBER_OF_POSTS = 37
_ACCENTS = str.maketrans("aeiou", "àéîöù")
_OPAQUE = re.compile(
    r"!?\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])?|`[^`]*`|<[^<>]*>|\{[^{}]*\}|\\.|\S*(?:://|@)\S*|&\w+;"
)
_TEXT_LINE = re.compile(r"^[A-Za-zÀ-ÿ«][^|{}<>\[\]`]{40,}$", re.MULTILINE)


def posts() -> list[str]:
    """The posts of a site: the real ones, or similar ones."""
    real = sorted((DATA / "posts").glob("*.md"))
    return [path.read_text(encoding="utf-8") for path in real] or [*_written_posts()]


def _written_posts() -> Iterator[str]:
    author = writer()
    for number in range(_NUMBER_OF_POSTS):
        front = f"---\nlayout: post\ntitle: {author.name()} {author.name()}\nactive: true\n---\n\n"
        yield front + markdown(author.document(5 + number % 13))


def copies(texts: Sequence[str], number: int) -> dict[str, str]:
    """`number` files with these texts in turn, by name."""
    return {f"{index:05d}.md": texts[index % len(texts)] for index in range(number)}


def revised(files: dict[str, str], share: float) -> dict[str, str]:
    """The files that a revision touches: in each a word of a paragraph is another, in its place.

    Files without a plain paragraph are passed over.
    """
    chance = random.Random(SEED)  # noqa: S311 - nothing secret
    author = writer()
    able = [name for name, text in files.items() if _TEXT_LINE.search(text, _body(text))]
    chosen = sorted(chance.sample(able, min(len(able), round(len(files) * share))))
    return {name: _edited(files[name], chance, author.name()) for name in chosen}


def _edited(text: str, chance: random.Random, name: str) -> str:
    line = chance.choice([*_TEXT_LINE.finditer(text, _body(text))])
    words = line.group().split(" ")
    words[chance.randrange(1, len(words))] = name
    return text[: line.start()] + " ".join(words) + text[line.end() :]


def _body(text: str) -> int:
    """Where what follows the front matter begins."""
    return text.find("\n---\n", 3) + 1 if text.startswith("---\n") else 0


def markdown(passages: Sequence[Passage]) -> str:
    """A document with one block for each passage."""
    marks = {Kind.HEADING: "## ", Kind.LIST_ITEM: "- "}
    return "".join(f"{marks.get(item.kind, '')}{item.msgid}\n\n" for item in passages)


def accented(text: str) -> str:
    """A pseudo-translation of a text; the front matter as a whole stays as it is."""
    if text.startswith(("---\n", "layout:")):
        return text
    position, parts = 0, []
    for found in _OPAQUE.finditer(text):
        parts += [text[position : found.start()].translate(_ACCENTS), found.group()]
        position = found.end()
    return "".join([*parts, text[position:].translate(_ACCENTS)])
