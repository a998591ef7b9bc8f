"""The lives of projects: what people do to sources and catalogues, and what must hold of `sync`."""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polib
from hypothesis import strategies as st
from projects import Project
from strategies import EDITS, LINK_EDITS, blocks, sentences, translations

from charter_i18n import normalise, po, template
from charter_i18n.formats import markdown
from charter_i18n.model import Catalogue, Entry, Key

NAMES = ("charte", "faq", "guides/charte", "z")
LOCALES = ("es", "pt_BR")
_URL = re.compile(r"https?://[^\s)]+")
_NOTED = re.compile(r'^msgstr (".*"(?:\n".*")*)', re.MULTILINE)

Step = tuple[str, dict[str, Any]]
"""The name of a method of `Life`, and its arguments."""

_at = st.integers(0, 30)


def _step(method: str, /, **arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return st.tuples(st.just(method), st.fixed_dictionaries(arguments))


revisions = st.one_of(
    _step("insert", at=_at, block=blocks),
    _step("delete", at=_at),
    _step("reword", at=_at, choice=_at),
    _step("reword", at=_at, choice=_at),
    _step("change_links", edit=st.sampled_from(LINK_EDITS)),
    _step("respell", at=_at),
    _step("respell_everything"),
    _step("split", at=_at),
    _step("join", at=_at),
    _step("swap", at=_at, to=_at),
    _step("duplicate", at=_at, to=_at),
    _step("move_to_another_document", at=_at, to=_at),
    _step("revert", at=_at, to=_at),
    _step("rename", at=_at, name=st.sampled_from(NAMES)),
    _step("remove", at=_at),
    _step("add", name=st.sampled_from(NAMES), to=_at, more=sentences),
)
translators_work = st.one_of(
    _step("translate", at=_at, text=translations),
    _step("translate_everything", text=translations),
    _step("comment_on_everything"),
    _step("draft", at=_at, text=translations),
    _step("approve", at=_at),
    _step("doubt", at=_at),
    _step("make_obsolete", at=_at),
    _step("save_with_polib", at=_at),
    _step("save_with_crlf", at=_at),
)


def respelt(block: str) -> str:
    """The same with another blank before the last word, or with the blank of before."""
    blanks = (" ", "\u00a0")
    old, new = blanks if "\u00a0" not in block else reversed(blanks)
    start, blank, end = block.rpartition(old)
    return f"{start}{new}{end}" if blank else block


def without_urls(text: str) -> str:
    """The text, whatever its URLs."""
    return normalise.replace_urls(text, lambda _url: "URL")


class Life:
    """A project whose sources are revised, whose catalogues are edited, and which is synced.

    Each translation and each comment is unlike any other, so that it can be found again.
    """

    def __init__(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.project = Project(Path(self.folder.name))
        self.sources: dict[str, list[str]] = {}
        self.earlier: list[list[str]] = []
        self.number = 0
        # What each translation (without URLs) was written for: texts as typography sees them.
        self.meanings: dict[str, set[str]] = {}

    def end(self) -> None:
        """Take the folder away."""
        self.folder.cleanup()

    def begin(self, source: list[str], policy: str) -> None:
        self.carry = policy == "carry"
        listed = ", ".join(f'"{locale}"' for locale in LOCALES)
        config = f'locales = [{listed}]\n[policy]\ncosmetic = "{policy}"\n'
        self.project.write("charter-i18n.toml", config)
        self.revise("charte", source)
        self.sync("")

    def live(self, steps: list[Step]) -> None:
        """Take some steps."""
        for name, arguments in steps:
            getattr(self, name)(**arguments)

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

    def insert(self, at: int, block: str) -> None:
        name, source, index = self.some_block(at)
        self.revise(name, [*source[:index], block, *source[index:]])

    def delete(self, at: int) -> None:
        name, source, index = self.some_block(at)
        if len(source) > 1:
            self.revise(name, source[:index] + source[index + 1 :])

    def reword(self, at: int, choice: int) -> None:
        name, source, index = self.some_block(at)
        fitting = [edit for edit in EDITS if edit[0] in source[index]]
        if fitting:
            source[index] = source[index].replace(*fitting[choice % len(fitting)], 1)
            self.revise(name, source)

    def change_links(self, edit: tuple[str, str]) -> None:
        for name, source in list(self.sources.items()):
            self.revise(name, [block.replace(*edit) for block in source])

    def respell(self, at: int) -> None:
        name, source, index = self.some_block(at)
        source[index] = respelt(source[index])
        self.revise(name, source)

    def respell_everything(self) -> None:
        for name, source in list(self.sources.items()):
            self.revise(name, [respelt(block) for block in source])

    def split(self, at: int) -> None:
        name, source, index = self.some_block(at)
        source[index] = source[index].replace(". ", ".\n\n")
        self.revise(name, "\n\n".join(source).split("\n\n"))

    def join(self, at: int) -> None:
        name, source, index = self.some_block(at)
        joined = " ".join(source[index : index + 2])
        self.revise(name, [*source[:index], joined, *source[index + 2 :]])

    def swap(self, at: int, to: int) -> None:
        name, source, index = self.some_block(at)
        other = to % len(source)
        source[index], source[other] = source[other], source[index]
        self.revise(name, source)

    def duplicate(self, at: int, to: int) -> None:
        _, source, index = self.some_block(at)
        name = self.some_source(to)
        self.revise(name, [*self.sources[name], source[index]])

    def move_to_another_document(self, at: int, to: int) -> None:
        name, source, index = self.some_block(at)
        target = self.some_source(to)
        if target != name and len(source) > 1:
            self.revise(target, [source[index], *self.sources[target]])
            self.revise(name, source[:index] + source[index + 1 :])

    def revert(self, at: int, to: int) -> None:
        self.revise(self.some_source(at), self.earlier[-1 - to % len(self.earlier)])

    def rename(self, at: int, name: str) -> None:
        if name not in self.sources:
            source = self.sources[self.some_source(at)]
            self.remove_source(self.some_source(at))
            self.revise(name, source)

    def remove(self, at: int) -> None:
        if len(self.sources) > 1:
            self.remove_source(self.some_source(at))

    def remove_source(self, name: str) -> None:
        del self.sources[name]
        (self.project.root / f"source/{name}.md").unlink()

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

    def faithfully_translated(self, entry: Entry, text: str) -> Entry:
        """Sentence by sentence, with the links of the source."""
        count = entry.msgid.count(". ") + 1
        frases = [f"Frase {index} {' '.join(links(entry))}{text}." for index in range(count)]
        return self.translated(entry, " ".join(frases))

    def translate(self, at: int, text: str) -> None:
        self.change_entry(at, lambda entry: self.translated(entry, text))

    def translate_everything(self, text: str) -> None:
        def translated(entry: Entry) -> Entry:
            return entry if entry.msgstr else self.faithfully_translated(entry, text)

        for path in self.catalogues():
            self.change_entries(path, translated)

    def comment_on_everything(self) -> None:
        for path in self.catalogues():
            self.change_entries(path, self.commented)

    def commented(self, entry: Entry) -> Entry:
        note = self.unique("revisar  «esto»")
        return replace(entry, comments=(*entry.comments, note, "", "siempre"))

    def draft(self, at: int, text: str) -> None:
        self.change_entry(
            at, lambda entry: replace(entry, msgstr=self.unique(text), fuzzy=True, previous=None)
        )

    def approve(self, at: int) -> None:
        def approved(entry: Entry) -> Entry:
            if entry.msgstr:
                self.mean(entry)
            return replace(entry, fuzzy=False, previous=None)

        self.change_entry(at, approved)

    def doubt(self, at: int) -> None:
        self.change_entry(at, lambda entry: replace(entry, fuzzy=True))

    def make_obsolete(self, at: int) -> None:
        self.change_entry(at, lambda entry: replace(entry, obsolete=True))

    def save_with_polib(self, at: int) -> None:
        found = self.catalogues()
        path = found[at % len(found)]
        polib.pofile(str(path)).save(str(path))

    def save_with_crlf(self, at: int) -> None:
        found = self.catalogues()
        path = found[at % len(found)]
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    # The laws.

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
