"""Laws of verdicts, versions and what is published of them."""

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_strategies import documents as _documents
from projects import Project
from strategies import EDITS, blocks, examples, sentences

from charter_i18n import notices, po, review
from charter_i18n.formats import markdown
from charter_i18n.model import ChangeClass, Key
from charter_i18n.review import Ledger, Pair, Record, Verdict
from charter_i18n.versions import (
    Bump,
    Number,
    Override,
    Registry,
    Release,
    digest,
    raised,
    registry,
    same_text,
    stamp,
)

documents = _documents()
# What changes in a text without changing what it says.
COSMETIC_EDITS = (
    ("’", "'"),
    ("'", "’"),
    (" !", "\u202f!"),
    ("exemple.fr/a", "exemple.fr/b"),
    (" de ", "\u00a0de "),
)

# Verdicts

texts = st.text(max_size=8)
small = st.sampled_from(("a", "b", "a ", "A", ""))
pairs = st.builds(Pair, small, small, st.sampled_from(("", "menu")))
days = st.dates(min_value=date(2026, 11, 1)).map(str) | st.sampled_from(
    ("2026-11-01", "2026-11-02")
)
names = st.sampled_from(("Ana", "Bo", "Chloé"))
verdicts = st.builds(
    Record,
    st.sampled_from((Verdict.APPROVED, Verdict.REJECTED, Verdict.WITHDRAWN)),
    pairs,
    reviewer=names,
    version=st.sampled_from(("", "1.0.0")),
    date=days,
    note=texts,
)
carries = st.builds(
    Record,
    st.just(Verdict.CARRIED),
    pairs,
    previous=pairs,
    classes=st.lists(st.sampled_from(ChangeClass), unique=True, max_size=2).map(tuple),
).map(
    lambda record: replace(record, previous=replace(record.previous, msgctxt=record.pair.msgctxt))
)
records = st.lists(verdicts | carries, max_size=8)


@given(records=records, data=st.data())
@examples(200)
def test_the_fold_depends_neither_on_order_nor_on_repetition(
    records: list[Record], data: st.DataObject
):
    lines = [review.line(record) for record in records]
    again = data.draw(st.lists(st.sampled_from(lines), max_size=4)) if lines else []
    shuffled = data.draw(st.permutations(lines + again))
    one = review.parse("".join(f"{line}\n" for line in lines), path="x")
    other = review.parse("".join(f"{line}\n" for line in shuffled), path="x")
    assert one == other == Ledger.of(records)


@given(records=records, source=small, target=small, context=st.sampled_from(("", "menu")))
@examples(200)
def test_a_verdict_is_about_exactly_one_pair(
    records: list[Record], source: str, target: str, context: str
):
    pair = Pair(source, target, context)
    own = [record for record in records if record.pair == pair]
    ledger, alone = Ledger.of(records), Ledger.of(own)
    assert ledger.verdict(pair) == alone.verdict(pair)
    assert ledger.approvers(pair) == alone.approvers(pair)
    found = ledger.verdict(pair)
    if found is not None:
        said = [record for record in own if record.verdict is not Verdict.CARRIED]
        assert found.date == max(record.date for record in said)
        assert found.verdict is not Verdict.WITHDRAWN
        strict = any(
            record.verdict is Verdict.REJECTED for record in said if record.date == found.date
        )
        assert (found.verdict is Verdict.REJECTED) == strict
    assert bool(ledger.approvers(pair)) == (found is not None and found.verdict is Verdict.APPROVED)


@given(
    record=st.builds(
        Record,
        st.just(Verdict.APPROVED),
        st.builds(Pair, st.text(), st.text(), st.text(min_size=1) | st.just("")),
        reviewer=names,
        date=days,
        note=st.text(),
    ),
    before=records,
)
@examples(200)
def test_whatever_text_a_line_holds_it_is_one_line_and_read_back(
    record: Record, before: list[Record]
):
    text = review.add("", before)
    after = review.add(text, [record])
    assert after.startswith(text)
    assert after.count("\n") == len(set(before) | {record})
    assert set(review.parse(after, path="x").records) == {*before, record}
    assert review.add(after, [record, *before]) == after


# A project's life

configs = st.sampled_from(
    (
        'locales = ["es"]\n[front_matter]\ntranslate = ["author"]\n',
        'locales = ["de", "es"]\n[front_matter]\ntranslate = ["title", "author", "version"]\n',
        'locales = ["es"]\nexclude = ["charte.md"]\n',
        'locales = ["es"]\n[versions]\ndocuments = ["autre.md"]\n',
        'locales = ["es"]\n[publish]\nstale = "source"\n[policy]\ncosmetic = "fuzzy"\n',
    )
)
config = 'locales = ["es"]\n[versions]\ndocuments = ["charte.md"]\n'
sources = st.lists(blocks, min_size=2, max_size=5)
edits = st.lists(st.sampled_from(EDITS + COSMETIC_EDITS), min_size=1, max_size=4)
PO = "locale/es/LC_MESSAGES/charte.po"


def text_of(source: Sequence[str]) -> str:
    front = "---\nversion: 0.1\ntitle: Une charte\nauthor: La ville\n---\n\n"
    return front + "\n\n".join(source) + "\n"


def edited(text: str, edit: tuple[str, str]) -> str:
    """A text with an edit, where that leaves it a text."""
    return text.replace(*edit)


def translate(project: Project, mark: str = "") -> None:
    """Translate all that has no current translation, links and all."""
    catalogue = project.catalogue()
    entries = tuple(
        entry
        if entry.obsolete or (entry.msgstr and not entry.fuzzy)
        else replace(entry, msgstr=f"{mark}{entry.msgid}", fuzzy=False, previous=None, raw="")
        for entry in catalogue.entries
    )
    project.write(PO, po.serialize(replace(catalogue, entries=entries)))


def run(project: Project, *arguments: str) -> str:
    outcome = project.run(*arguments)
    assert outcome.status == 0, outcome.stderr
    return outcome.stdout


def reviewed(project: Project) -> set[tuple[str, str]]:
    """The pairs that the tool takes for reviewed."""
    found = json.loads(run(project, "review", "list", "--format", "json", "--standing", "approved"))
    return {(item["source"], item["target"]) for item in found["items"]}


OF_VERSION = ("--locale", "es", "--at", "1.0.0", "--stale", "fail")
BY = ("--locale", "es", "--by", "Ana", "--date", "2026-11-23", "--yes")


@given(source=sources, changes=edits, data=st.data())
@examples(8)
def test_a_verdict_never_survives_an_edit_and_revives_with_the_return(
    source: list[str], changes: list[tuple[str, str]], data: st.DataObject
):
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder), config=config, charter=text_of(source))
        project.sync()
        translate(project, "es ")
        run(project, "review", "approve", "--document", "charte.md", *BY)
        approved = reviewed(project)
        original = project.read("source/charte.md")
        for change in changes:
            if data.draw(st.booleans()):
                project.write("source/charte.md", edited(project.read("source/charte.md"), change))
                project.sync()
                translate(project, data.draw(st.sampled_from(("es ", "autre "))))
            else:
                entries = [
                    replace(entry, msgstr=edited(entry.msgstr, change), raw="")
                    for entry in project.catalogue().entries
                ]
                catalogue = replace(project.catalogue(), entries=tuple(entries))
                project.write(PO, po.serialize(catalogue))
            current = {
                (entry.msgid, entry.msgstr)
                for entry in project.catalogue().entries
                if not entry.obsolete and not entry.fuzzy
            }
            assert reviewed(project) == approved & current
        project.write("source/charte.md", original)
        project.sync()
        entries = [
            replace(entry, msgstr=f"es {entry.msgid}", fuzzy=False, previous=None, raw="")
            for entry in project.catalogue().entries
            if not entry.obsolete
        ]
        project.write(PO, po.serialize(replace(project.catalogue(), entries=tuple(entries))))
        assert reviewed(project) == approved


@given(source=sources, data=st.data())
@examples(8)
def test_a_complete_version_is_rendered_alike_for_ever(source: list[str], data: st.DataObject):
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder), config=config, charter=text_of(source))
        project.sync()
        translate(project, "es ")
        run(project, "release", "1.0.0", "--date", "2026-11-23")
        project.sync()
        run(project, "build", *OF_VERSION)
        then = project.read("build/es/charte.md")
        versions = iter(range(2, 10))
        for _ in range(data.draw(st.integers(1, 5))):
            act = data.draw(
                st.sampled_from(
                    (
                        *("revise", "insert", "retranslate", "empty", "sync", "release", "approve"),
                        *("configure", "rename"),
                    )
                )
            )
            if act == "revise":
                change = data.draw(st.sampled_from(EDITS + COSMETIC_EDITS))
                project.write("source/charte.md", edited(project.read("source/charte.md"), change))
            elif act == "insert":
                more = data.draw(sentences)
                project.write("source/charte.md", project.read("source/charte.md") + f"\n{more}\n")
            elif act == "retranslate":
                translate(project, data.draw(st.sampled_from(("es ", "autre "))))
            elif act == "empty":
                text = re.sub(
                    r'^msgstr "es .*"$', 'msgstr ""', project.read(PO), count=1, flags=re.MULTILINE
                )
                project.write(PO, text)
            elif act == "release":
                project.run("release", f"{next(versions)}.0.0", "--date", "2026-12-01")
            elif act == "approve":
                project.run("review", "approve", "--document", "charte.md", *BY)
            elif act == "configure":
                project.write("charter-i18n.toml", data.draw(configs))
            elif act == "rename":
                text = project.read("source/charte.md")
                (project.root / "source/charte.md").rename(project.root / "source/statuts.md")
                project.write("charter-i18n.toml", 'locales = ["es"]\n')
                project.sync()
                project.write("source/charte.md", text)
                (project.root / "source/statuts.md").unlink()
                project.sync()
            else:
                project.run("sync")  # nothing is left to be synced where all is excluded
            run(project, "build", *OF_VERSION)
            assert project.read("build/es/charte.md") == then
        (project.root / PO).unlink()
        run(project, "build", *OF_VERSION)
        assert project.read("build/es/charte.md") == then


@given(text=documents, data=st.data())
@examples(25)
def test_a_released_text_changed_by_one_byte_is_found(text: str, data: st.DataObject):
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder), charter=text)
        project.sync()
        run(project, "release", "1.0.0", "--date", "2026-11-23")
        project.sync()
        path = project.root / "source/versions/1.0.0/charte.md"
        whole = path.read_bytes()
        assume(whole)
        at = data.draw(st.integers(0, len(whole) - 1))
        byte = bytes([data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))])
        kind = data.draw(st.sampled_from(("other", "more", "less")))
        changed = {
            "other": whole[:at] + byte + whole[at + 1 :],
            "more": whole[:at] + byte + whole[at:],
            "less": whole[:at] + whole[at + 1 :],
        }[kind]
        path.write_bytes(changed)
        outcome = project.run("check")
        assert outcome.status == 1
        assert outcome.stdout.startswith("source/versions/1.0.0/charte.md:")
        path.write_bytes(whole)
        assert "source/versions" not in project.run("check").stdout


@given(text=documents, number=st.tuples(*[st.integers(0, 30)] * 3), day=days)
@examples(25)
def test_released_twice_writes_nothing(text: str, number: tuple[int, int, int], day: str):
    with tempfile.TemporaryDirectory() as folder:
        project = Project.create(Path(folder), charter=text)
        version = str(Number(*number))
        run(project, "release", version, "--date", day)
        before = project.files()
        frozen = before[f"source/versions/{version}/charte.md"]
        assert frozen == before["source/charte.md"]
        assert same_text(text, str(frozen, "utf-8"))  # type: ignore[arg-type]
        run(project, "release", version)
        assert project.files() == before
        project.sync()
        assert "source/" not in project.run("check").stdout


# Numbers, registry, front matter, notices

numbers = st.builds(Number, *[st.integers(0, 999_999_999)] * 3)


@given(old=numbers, bump=st.sampled_from(Bump))
@examples(100)
def test_the_least_number_raises_what_it_must(old: Number, bump: Bump):
    assume(max(old) < 999_999_999)
    least = old.raised(bump)
    assert least > old
    assert raised(old, least) is max(bump, Bump.PATCH)
    assert Number.parse(str(least)) == least


line = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cf")), min_size=1, max_size=12
).map(lambda text: f"x{text}")
releases = st.lists(numbers, min_size=1, max_size=4, unique=True).flatmap(
    lambda found: st.tuples(
        *(
            st.builds(
                Release,
                st.just(number),
                days,
                st.lists(
                    line.filter(lambda text: not set(text) & set("/\\.")),
                    min_size=1,
                    max_size=2,
                    unique=True,
                ).map(lambda paths: tuple(sorted((f"{path}.md", digest(path)) for path in paths))),
                st.sampled_from(Bump),
                line | st.just(""),
                st.none() | st.builds(Override, line, line),
            )
            for number in sorted(found)
        )
    )
)


@given(found=releases)
@examples(60)
def test_the_registry_is_read_as_it_was_written_and_only_grows(found: tuple[Release, ...]):
    text = ""
    for release in found:
        longer = registry.add(text, release)
        assert longer.startswith(text)
        text = longer
    assert registry.parse(text, path="x") == Registry(found)


@given(text=documents, day=days, number=numbers)
@examples(100)
def test_a_stamp_says_nothing_new_and_is_stamped_once(text: str, day: str, number: Number):
    text = text.replace("lang: fr", "lang: fr\nversion: 1.0-dev\ndate: 2026-01-01")
    once = stamp(text, version=str(number), date=day, path="x")
    assert same_text(text, once)
    assert stamp(once, version=str(number), date=day, path="x") == once


NOTICE = "> Traducción de [el texto](../a.md), con 3 de 4."


@given(text=documents)
@examples(200)
def test_a_notice_disturbs_nothing(text: str):
    quote = [node.token for node in markdown.scan(NOTICE).nodes]
    before = markdown.scan(text)
    after = markdown.scan(notices.insert(text, NOTICE))
    assert [node.token for node in after.nodes] == [*quote, *(node.token for node in before.nodes)]
    assert after.definitions == before.definitions
    assert after.front.rstrip("\r\n") == before.front.rstrip("\r\n")


def test_the_key_of_a_pair_is_that_of_its_entry():
    for key in (Key("a"), Key("a", "menu")):
        assert Pair.of(key, "b").key == key
