"""The promises, over random lives of a project: nothing lost, nothing silently stale, byte-exact.

Each law runs the real command line on a real folder.
"""

import contextlib
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import polib
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from markdown_strategies import LINES, NASTY
from markdown_strategies import documents as markdown_documents
from projects import Project
from strategies import COSMETIC_EDITS, EDITS, blocks, examples, sentences, translations

from charter_i18n import normalise, po, template
from charter_i18n.formats import markdown
from charter_i18n.model import Catalogue, Entry, Key

NAMES = ("charte", "faq", "guides/charte", "z")
LOCALES = ("es", "pt_BR")
positions = st.integers(0, 30)
_NOTED = re.compile(r'^msgstr (".*"(?:\n".*")*)', re.MULTILINE)
_URL = re.compile(r"https?://[^\s)]+")


def without_urls(text: str) -> str:
    """The text, whatever its URLs."""
    return normalise.replace_urls(text, lambda _url: "URL")


class Life(RuleBasedStateMachine):
    """A project whose sources are revised, whose catalogues are edited, and which is synced."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.project = Project(Path(self.folder.name))
        self.sources: dict[str, list[str]] = {}
        self.earlier: list[list[str]] = []
        self.number = 0
        # What each translation (without URLs) was written for: texts as typography sees them.
        self.meanings: dict[str, set[str]] = {}

    def teardown(self) -> None:
        self.folder.cleanup()

    @initialize(
        source=st.lists(blocks, min_size=2, max_size=6), policy=st.sampled_from(("carry", "fuzzy"))
    )
    def begin(self, source: list[str], policy: str) -> None:
        self.carry = policy == "carry"
        listed = ", ".join(f'"{locale}"' for locale in LOCALES)
        config = f'locales = [{listed}]\n[policy]\ncosmetic = "{policy}"\n'
        self.project.write("charter-i18n.toml", config)
        self.revise("charte", source)
        self.sync("")

    # Revisions of the sources.

    def revise(self, name: str, source: list[str]) -> None:
        self.earlier.append(source)
        self.sources[name] = source
        self.project.write(f"source/{name}.md", "\n\n".join(source) + "\n")

    def some_source(self, at: int) -> str:
        return sorted(self.sources)[at % len(self.sources)]

    def some_block(self, at: int) -> tuple[str, list[str], int]:
        """The name of a source, its blocks, the index of one of them."""
        name = self.some_source(at)
        source = list(self.sources[name])
        return name, source, at % len(source)

    @rule(at=positions, block=blocks)
    def insert(self, at: int, block: str) -> None:
        name, source, index = self.some_block(at)
        self.revise(name, [*source[:index], block, *source[index:]])

    @rule(at=positions)
    def delete(self, at: int) -> None:
        name, source, index = self.some_block(at)
        if len(source) > 1:
            self.revise(name, source[:index] + source[index + 1 :])

    @rule(at=positions, edit=st.sampled_from(EDITS))
    def reword(self, at: int, edit: tuple[str, str]) -> None:
        name, source, index = self.some_block(at)
        source[index] = source[index].replace(*edit, 1)
        self.revise(name, source)

    @rule(edit=st.sampled_from(EDITS + COSMETIC_EDITS))
    def reword_everywhere(self, edit: tuple[str, str]) -> None:
        for name, source in list(self.sources.items()):
            self.revise(name, [block.replace(*edit) for block in source])

    @rule(at=positions, edit=st.sampled_from(COSMETIC_EDITS))
    def respell(self, at: int, edit: tuple[str, str]) -> None:
        name, source, index = self.some_block(at)
        source[index] = source[index].replace(*edit)
        self.revise(name, source)

    @rule(at=positions)
    def split(self, at: int) -> None:
        name, source, index = self.some_block(at)
        source[index] = source[index].replace(". ", ".\n\n")
        self.revise(name, "\n\n".join(source).split("\n\n"))

    @rule(at=positions)
    def join(self, at: int) -> None:
        name, source, index = self.some_block(at)
        joined = " ".join(source[index : index + 2])
        self.revise(name, [*source[:index], joined, *source[index + 2 :]])

    @rule(at=positions, to=positions)
    def swap(self, at: int, to: int) -> None:
        name, source, index = self.some_block(at)
        other = to % len(source)
        source[index], source[other] = source[other], source[index]
        self.revise(name, source)

    @rule(at=positions, to=positions)
    def duplicate(self, at: int, to: int) -> None:
        _, source, index = self.some_block(at)
        name = self.some_source(to)
        self.revise(name, [*self.sources[name], source[index]])

    @rule(at=positions, to=positions)
    def move_to_another_document(self, at: int, to: int) -> None:
        name, source, index = self.some_block(at)
        target = self.some_source(to)
        if target != name and len(source) > 1:
            self.revise(target, [source[index], *self.sources[target]])
            self.revise(name, source[:index] + source[index + 1 :])

    @rule(at=positions, to=positions)
    def revert(self, at: int, to: int) -> None:
        self.revise(self.some_source(at), self.earlier[-1 - to % len(self.earlier)])

    @rule(at=positions, name=st.sampled_from(NAMES))
    def rename(self, at: int, name: str) -> None:
        if name not in self.sources:
            source = self.sources[self.some_source(at)]
            self.remove_source(self.some_source(at))
            self.revise(name, source)

    @precondition(lambda self: len(self.sources) > 1)
    @rule(at=positions)
    def remove(self, at: int) -> None:
        self.remove_source(self.some_source(at))

    def remove_source(self, name: str) -> None:
        del self.sources[name]
        (self.project.root / f"source/{name}.md").unlink()

    @rule(name=st.sampled_from(NAMES), to=positions, more=sentences)
    def add(self, name: str, to: int, more: str) -> None:
        """A new document, or one that was removed, with texts of before."""
        if name not in self.sources:
            self.revise(name, [*self.earlier[-1 - to % len(self.earlier)], more])

    # Edits of the catalogues.

    def catalogues(self) -> list[Path]:
        return sorted((self.project.root / "locale").rglob("*.po"))

    def read(self, path: Path) -> Catalogue:
        return po.parse(path.read_bytes().decode(), path=path.name)

    def change_entries(
        self, path: Path, change: Callable[[Entry], Entry], *, only: int | None = None
    ) -> None:
        """Edit the entries of a catalogue, or one of them."""
        catalogue = self.read(path)
        chosen = None if only is None else only % max(1, len(catalogue.entries))
        entries = tuple(
            replace(change(entry), raw="") if chosen in (None, index) else entry
            for index, entry in enumerate(catalogue.entries)
        )
        path.write_bytes(po.serialize(replace(catalogue, entries=entries)).encode())

    def change_entry(self, at: int, change: Callable[[Entry], Entry]) -> None:
        """Edit one entry of a catalogue."""
        found = self.catalogues()
        self.change_entries(found[at % len(found)], change, only=at)

    def mean(self, entry: Entry) -> None:
        """A translator says that the msgstr of an entry translates its msgid."""
        meaning = self.meanings.setdefault(without_urls(entry.msgstr), set())
        meaning.add(self.text_of(entry.msgid))

    def text_of(self, msgid: str) -> str:
        return normalise.typography(without_urls(msgid)) if self.carry else msgid

    def unique(self, text: str) -> str:
        self.number += 1
        return f"{self.number}: {text}"

    def translated(self, entry: Entry, text: str) -> Entry:
        changed = replace(entry, msgstr=self.unique(text), fuzzy=False, previous=None)
        self.mean(changed)
        return changed

    @rule(at=positions, text=translations)
    def translate(self, at: int, text: str) -> None:
        self.change_entry(at, lambda entry: self.translated(entry, text))

    @rule(text=translations)
    def translate_everything(self, text: str) -> None:
        def translated(entry: Entry) -> Entry:
            return entry if entry.msgstr else self.translated(entry, text + "".join(links(entry)))

        for path in self.catalogues():
            self.change_entries(path, translated)

    @rule()
    def comment_on_everything(self) -> None:
        for path in self.catalogues():
            self.change_entries(path, self.commented)

    def commented(self, entry: Entry) -> Entry:
        note = self.unique("revisar  «esto»")
        return replace(entry, comments=(*entry.comments, note, "", "siempre"))

    @rule(at=positions, text=translations)
    def draft(self, at: int, text: str) -> None:
        self.change_entry(
            at, lambda entry: replace(entry, msgstr=self.unique(text), fuzzy=True, previous=None)
        )

    @rule(at=positions)
    def approve(self, at: int) -> None:
        def approved(entry: Entry) -> Entry:
            if entry.msgstr:
                self.mean(entry)
            return replace(entry, fuzzy=False, previous=None)

        self.change_entry(at, approved)

    @rule(at=positions)
    def doubt(self, at: int) -> None:
        self.change_entry(at, lambda entry: replace(entry, fuzzy=True))

    @rule(at=positions)
    def make_obsolete(self, at: int) -> None:
        self.change_entry(at, lambda entry: replace(entry, obsolete=True))

    @rule(at=positions)
    def save_with_polib(self, at: int) -> None:
        found = self.catalogues()
        path = found[at % len(found)]
        polib.pofile(str(path)).save(str(path))

    @rule(at=positions)
    def save_with_crlf(self, at: int) -> None:
        found = self.catalogues()
        path = found[at % len(found)]
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    # The laws.

    @rule(only=st.sampled_from(("", "", "", *LOCALES)))
    def sync(self, only: str) -> None:
        arguments = ("--locale", only) if only else ()
        files, written = self.project.files(), self.written()
        check = self.project.run("sync", "--check", *arguments)
        assert self.project.files() == files, "--check writes"
        self.project.sync(*arguments)
        after = self.project.files()
        assert check.status == (after != files), check.stdout
        self.nothing_is_lost(written)
        self.nothing_is_silently_stale()
        self.catalogues_are_the_sources(LOCALES if not only else (only,))
        self.project.sync(*arguments)
        assert self.project.files() == after, "a second sync changes something"
        assert self.project.run("sync", "--check", *arguments).status == 0

    def written(self) -> Mapping[str, Counter[str]]:
        """By locale: every translation, and every line of a translator's comment."""
        found: dict[str, Counter[str]] = {locale: Counter() for locale in LOCALES}
        for path in self.catalogues():
            catalogue = self.read(path)
            said = found[path.relative_to(self.project.root / "locale").parts[0]]
            for entry in catalogue.entries:
                said.update(filter(None, (entry.msgstr, *entry.comments)))
                said.update(noted("\n".join(entry.comments)))
            said.update(catalogue.tail.split("\n"))
        return found

    def nothing_is_lost(self, before: Mapping[str, Counter[str]]) -> None:
        after = self.written()
        for locale, texts in before.items():
            lost = [text for text in texts if text.strip() and text not in after[locale]]
            assert not lost, locale

    def nothing_is_silently_stale(self) -> None:
        for path in self.catalogues():
            for entry in self.read(path).entries:
                if entry.msgstr and not entry.fuzzy and not entry.obsolete:
                    meaning = self.meanings.get(without_urls(entry.msgstr), set())
                    assert self.text_of(entry.msgid) in meaning, (entry, meaning)

    def catalogues_are_the_sources(self, locales: tuple[str, ...]) -> None:
        for name in self.sources:
            path = f"source/{name}.md"
            wanted = [*template.entries(markdown.parse(self.project.read(path), path=path))]
            for locale in locales:
                entries = self.project.catalogue(locale, name).entries
                live = [item for item in entries if not item.obsolete]
                assert [*map(told, live)] == [*map(told, wanted)]
            pot = po.parse(self.project.read(f"locale/{name}.pot"), path=name)
            assert [*map(told, pot.entries)] == [*map(told, wanted)]


def told(entry: Entry) -> tuple[Key, tuple[str, ...], tuple[str, ...]]:
    """What the tool says of an entry."""
    return entry.key, entry.extracted, entry.references


def noted(comments: str) -> Iterator[str]:
    """Translations that stand in comments, written as in a catalogue."""
    for found in _NOTED.finditer(comments):
        strings = re.findall('^"(.*)"$', found.group(1), re.MULTILINE)
        yield polib.unescape("".join(strings))


def links(entry: Entry) -> Iterator[str]:
    """The links of a text, as a faithful translation has them."""
    return (f"[enlace]({found.group()})" for found in _URL.finditer(entry.msgid))


TestLife = Life.TestCase
TestLife.settings = examples(40)


# The laws of `build`, and of `sync` on Markdown of every kind.

BYTE_EXACT = """\
locales = ["ar", "es"]
[front_matter]
set = {}
[publish]
notice = false
"""
texts = st.one_of(markdown_documents(), NASTY)


@contextlib.contextmanager
def charter(text: str) -> Iterator[Project]:
    """A project with one document, which has been synced; not where the document is invalid."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder))
        project.write("charter-i18n.toml", BYTE_EXACT)
        project.write("source/charte.md", text)
        outcome = project.run("sync")
        assert "Traceback" not in outcome.stderr
        assume(outcome.status == 0)
        yield project


def fill(project: Project, translation: Callable[[Entry], str]) -> None:
    """Translate every entry of one locale."""
    path = "locale/es/LC_MESSAGES/charte.po"
    catalogue = project.catalogue()
    entries = tuple(
        replace(entry, msgstr=translation(entry), raw="") for entry in catalogue.entries
    )
    project.write(path, po.serialize(replace(catalogue, entries=entries)))


def skeleton(text: str) -> object:
    """What no translation may change."""
    scan = markdown.scan(text)
    return [node.token for node in scan.nodes], scan.definitions


@examples(60)
@given(texts)
def test_a_second_sync_changes_no_byte(text: str):
    with charter(text) as project:
        files = project.files()
        assert project.run("sync", "--check").status == 0
        project.sync()
        assert project.files() == files


@examples(60)
@given(texts)
def test_build_without_translations_is_byte_exact(text: str):
    with charter(text) as project:
        outcome = project.run("build", "--stale", "source")
        assert outcome.status == 0, outcome.stderr
        assert project.read("build/es/charte.md") == text
        fill(project, lambda entry: entry.msgid)
        outcome = project.run("build", "--stale", "fail", "--locale", "es")
        assert outcome.status == 0, outcome.stderr
        assert project.read("build/es/charte.md") == text
        assert project.read("source/charte.md") == text


@examples(60)
@given(texts, st.data())
def test_no_translation_changes_the_skeleton(text: str, data: st.DataObject):
    with charter(text) as project:
        fill(project, lambda _entry: data.draw(st.one_of(NASTY, LINES)).replace("\0", ""))
        before = project.files()
        outcome = project.run("build", "--stale", "source")
        assert outcome.status in (0, 1), outcome.stderr
        assert bool(outcome.status) == any("refused" in line for line in outcome.lines)
        assert skeleton(project.read("build/es/charte.md")) == skeleton(text)
        assert before.items() <= project.files().items()
