"""What git and the reviews tell of entries that other programs touched."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from catalogues import LEDGER, PO, catalogue, charter, entry, record
from projects import Project
from repositories import Repository

from charter_i18n import git
from charter_i18n.formats import markdown
from charter_i18n.model import ChangeClass, Entry, Key, Severity
from charter_i18n.pipeline import archive, evidence
from charter_i18n.pipeline.archive import CatalogueState
from charter_i18n.pipeline.report import report
from charter_i18n.pipeline.status import status
from charter_i18n.report import Item, ItemState
from charter_i18n.workspace import Workspace


def items(project: Project) -> list[Item]:
    return list(report(Workspace.find(project.root)).items)


def only_item(project: Project) -> Item:
    (found,) = items(project)
    return found


OLD = "Le bureau doit publier les comptes."
NEW = "Le bureau peut publier les comptes."
ES = "La mesa debe publicar las cuentas."
OTHER, OTHER_NEW, OTHER_ES = "La salle est verte.", "La salle est vaste.", "La sala es verde."
SLIP, SLIP_NEW, SLIP_ES = "Le règlment est lu.", "Le règlement est lu.", "Se lee el reglamento."


@pytest.fixture
def repository(project: Project) -> Repository:
    return Repository.create(project.root, project)


def write(project: Project, *entries: str, source: tuple[str, ...]) -> None:
    project.write("source/charte.md", charter(*source))
    project.write(PO, catalogue(*entries))


class TestWithoutPreviousText:
    """A fuzzy entry that does not say what its msgstr was made for."""

    def test_the_catalogue_before_has_the_pair(self, repository: Repository):
        project = repository.project
        write(project, entry(OLD, ES), source=(OLD,))
        repository.commit()
        write(project, entry(NEW, ES, fuzzy=True), source=(NEW,))
        repository.commit()
        item = only_item(project)
        assert item.state is ItemState.STALE
        assert item.severity is Severity.CRITICAL
        assert item.old == OLD
        assert item.classes == (ChangeClass.MODALITY,)

    def test_the_status_counts_it_as_stale_too(self, repository: Repository):
        project = repository.project
        write(project, entry(OLD, ES), source=(OLD,))
        repository.commit()
        write(project, entry(NEW, ES, fuzzy=True), source=(NEW,))
        counts = status(Workspace.find(project.root)).locales[0].counts
        assert (counts.stale, counts.unfinished) == (1, 0)

    def test_the_oldest_text_over_several_revisions(self, repository: Repository):
        project = repository.project
        write(project, entry(OLD, ES), source=(OLD,))
        repository.commit()
        write(project, entry(NEW, ES, previous=OLD), source=(NEW,))
        repository.commit()
        newest = NEW.replace("peut", "devrait")
        write(project, entry(newest, ES, fuzzy=True), source=(newest,))
        assert only_item(project).old == OLD

    def test_the_text_was_the_same(self, repository: Repository):
        project = repository.project
        write(project, entry(NEW, ES), source=(NEW,))
        repository.commit()
        write(project, entry(NEW, ES, fuzzy=True), source=(NEW,))
        item = only_item(project)
        assert item.state is ItemState.UNFINISHED
        assert item.severity is Severity.MINOR

    def test_the_translation_was_begun_for_this_text(self, repository: Repository):
        project = repository.project
        write(project, entry(NEW, ""), source=(NEW,))
        repository.commit()
        write(project, entry(NEW, "La mesa…", fuzzy=True), source=(NEW,))
        assert only_item(project).severity is Severity.MINOR

    def test_a_translator_began_to_adapt_it(self, repository: Repository):
        project = repository.project
        write(project, entry(NEW, ES, previous=OLD), source=(NEW,))
        repository.commit()
        write(project, entry(NEW, "La mesa puede", fuzzy=True), source=(NEW,))
        item = only_item(project)
        assert item.state is ItemState.STALE
        assert item.old == OLD

    def test_a_program_copied_it_from_a_similar_text(self, repository: Repository):
        project = repository.project
        write(project, entry(OLD, ES), source=(OLD,))
        repository.commit()
        write(project, entry(OLD, ES), entry(NEW, ES, fuzzy=True), source=(OLD, NEW))
        assert only_item(project).old == OLD

    def test_a_text_that_has_gone_rather_than_one_that_stands(self, repository: Repository):
        project = repository.project
        write(project, entry(OLD, "Sí."), entry(OTHER, "Sí."), source=(OLD, OTHER))
        repository.commit()
        write(project, entry(NEW, "Sí.", fuzzy=True), entry(OTHER, "Sí."), source=(NEW, OTHER))
        assert only_item(project).old == OLD

    def test_of_two_texts_that_stand_neither_is_the_one(self):
        marked = Entry(NEW, "Sí.", fuzzy=True)
        standing = (Entry(OTHER, "Sí."), Entry(SLIP, "Sí."))
        entries = (marked, *standing)
        before = catalogue(entry(OTHER, "Sí."), entry(SLIP, "Sí."))
        state = CatalogueState(PO, before.encode)
        assert evidence.previous_texts(entries, (), [state]) == {}
        before = catalogue(entry(OTHER, "Sí."), entry(OLD, "Sí."), entry(SLIP, "Sí."))
        state = CatalogueState(PO, before.encode)
        assert evidence.previous_texts(entries, (), [state]) == {Key(NEW): Key(OLD)}

    def test_two_candidates_are_none_and_the_source_decides(self, repository: Repository):
        project = repository.project
        write(project, entry(OLD, "Sí."), entry(OTHER, "Sí."), source=(OLD, OTHER))
        repository.commit()
        write(project, entry(NEW, "Sí.", fuzzy=True), source=(NEW,))
        assert only_item(project).old == OLD

    def test_an_obsolete_entry_keeps_the_pair_without_git(self, project: Project):
        gone = f'#~ msgid "{OLD}"\n#~ msgstr "{ES}"\n'
        write(project, entry(NEW, ES, fuzzy=True), gone, source=(NEW,))
        assert only_item(project).old == OLD

    def test_only_the_source_has_a_history(self, repository: Repository):
        project = repository.project
        project.write("source/charte.md", charter(OTHER, OLD))
        repository.commit()
        write(project, entry(OTHER, OTHER_ES), entry(NEW, ES, fuzzy=True), source=(OTHER, NEW))
        repository.commit()
        assert only_item(project).old == OLD

    def test_released_texts_serve_where_nothing_is_committed(self, project: Project):
        project.write("source/charte.md", charter(OTHER, OLD))
        assert project.run("release", "1.0.0", "--date", "2026-11-23").status == 0
        write(project, entry(OTHER, OTHER_ES), entry(NEW, ES, fuzzy=True), source=(OTHER, NEW))
        item = only_item(project)
        assert (item.old, item.since) == (OLD, "working")

    def test_nothing_is_known(self, repository: Repository):
        project = repository.project
        write(project, entry(NEW, ES, fuzzy=True), source=(NEW,))
        repository.commit()
        item = only_item(project)
        assert item.state is ItemState.UNFINISHED
        assert item.severity is Severity.MAJOR
        assert item.classes == (ChangeClass.UNKNOWN,)

    def test_broken_states_are_passed_over(self, repository: Repository):
        project = repository.project
        write(project, entry(OLD, ES), source=(OLD,))
        repository.commit()
        project.write(PO, "<<<<<<< HEAD\n")
        project.write("source/charte.md", b"\xff\n")
        repository.commit()
        write(project, entry(NEW, ES, fuzzy=True), source=(NEW,))
        came = repository.commit()
        item = only_item(project)
        assert (item.old, item.since) == (OLD, came)

    def test_a_source_that_was_no_text_for_a_while(self, repository: Repository):
        project = repository.project
        project.write("source/charte.md", charter(OTHER))
        repository.commit()
        project.write("source/charte.md", charter(OTHER, NEW))
        came = repository.commit()
        project.write("source/charte.md", b"\xff\n")
        repository.commit()
        project.write("source/charte.md", charter(OTHER, NEW))
        repository.commit()
        assert {item.since for item in items(project) if item.new == NEW} == {came}


class TestTakenMarks:
    """A program took the fuzzy mark away and left the msgstr as it was."""

    PAIRS = ((OLD, NEW, ES), (OTHER, OTHER_NEW, OTHER_ES), (SLIP, SLIP_NEW, SLIP_ES))

    def marked(self, project: Project, *pairs: tuple[str, str, str]) -> None:
        entries = [entry(new, msgstr, previous=old) for old, new, msgstr in pairs]
        write(project, *entries, source=tuple(new for _, new, _ in pairs))

    def unmarked(self, project: Project, *pairs: tuple[str, str, str]) -> None:
        entries = [entry(new, msgstr) for _, new, msgstr in pairs]
        write(project, *entries, source=tuple(new for _, new, _ in pairs))

    @pytest.mark.parametrize("commit", [True, False])
    def test_all_marks_at_once(self, repository: Repository, *, commit: bool):
        project = repository.project
        self.marked(project, *self.PAIRS)
        repository.commit()
        self.unmarked(project, *self.PAIRS)
        if commit:
            repository.commit()
        found = items(project)
        assert [(item.new, item.old, item.severity) for item in found] == [
            (NEW, OLD, Severity.CRITICAL),
            (OTHER_NEW, OTHER, Severity.MAJOR),
            (SLIP_NEW, SLIP, Severity.MINOR),
        ]
        assert {item.state for item in found} == {ItemState.CARRIED}
        assert str(found[0].reason).startswith(
            "no longer marked as fuzzy, though the translation is the old one; doit → peut"
        )

    def test_long_ago(self, repository: Repository):
        project = repository.project
        self.marked(project, *self.PAIRS)
        repository.commit()
        self.unmarked(project, *self.PAIRS)
        repository.commit()
        for number in range(3):
            self.unmarked(project, *self.PAIRS, ("", f"Texte {number}.", f"Texto {number}."))
            repository.commit()
        assert len(items(project)) == 3

    def test_one_mark_over_a_change_that_matters(self, repository: Repository):
        project = repository.project
        self.marked(project, *self.PAIRS[:1])
        repository.commit()
        self.unmarked(project, *self.PAIRS[:1])
        assert only_item(project).severity is Severity.CRITICAL

    def test_one_mark_over_a_slip_of_the_pen_is_a_translators_judgement(
        self, repository: Repository
    ):
        project = repository.project
        self.marked(project, *self.PAIRS[2:])
        repository.commit()
        self.unmarked(project, *self.PAIRS[2:])
        assert items(project) == []

    def test_one_mark_over_other_words_is_a_translators_judgement(self, repository: Repository):
        project = repository.project
        self.marked(project, *self.PAIRS[1:2])
        repository.commit()
        self.unmarked(project, *self.PAIRS[1:2])
        assert items(project) == []

    @pytest.mark.parametrize("left", [0, 1])
    def test_the_parts_of_a_split_text_lack_nothing(self, repository: Repository, left: int):
        first, second = "Le maire doit publier.", "Nul n’est exclu de la salle."
        whole = f"{first} {second}"
        project = repository.project
        parts = ((whole, first, "La alcaldesa publica."), (whole, second, "Nadie queda fuera."))
        self.marked(project, *parts)
        repository.commit()
        entries = [
            entry(new, msgstr, previous=old if place < left else None)
            for place, (old, new, msgstr) in enumerate(parts)
        ]
        write(project, *entries, source=(first, second))
        assert {item.severity for item in items(project)} == {Severity.MINOR}
        assert {item.classes for item in items(project)} == {(ChangeClass.SPLIT,)}

    def test_some_marks_are_left(self, repository: Repository):
        project = repository.project
        self.marked(project, *self.PAIRS)
        repository.commit()
        entries = [
            entry(NEW, ES),
            entry(OTHER_NEW, OTHER_ES, previous=OTHER),
            entry(SLIP_NEW, SLIP_ES),
        ]
        write(project, *entries, source=(NEW, OTHER_NEW, SLIP_NEW))
        found = {item.new: item.state for item in items(project)}
        assert found == {NEW: ItemState.CARRIED, OTHER_NEW: ItemState.STALE}

    def test_what_was_edited_meanwhile_is_nobodys_oversight(self, repository: Repository):
        project = repository.project
        self.marked(project, *self.PAIRS[:1])
        repository.commit()
        self.unmarked(project, (OLD, NEW, "La mesa puede."))
        repository.commit()
        self.unmarked(project, *self.PAIRS[:1])
        repository.commit()
        assert items(project) == []

    def test_an_approval_settles_it(self, repository: Repository):
        project = repository.project
        self.marked(project, *self.PAIRS[:1])
        repository.commit()
        self.unmarked(project, *self.PAIRS[:1])
        project.write(LEDGER, record("approved", NEW, ES))
        assert items(project) == []

    def test_the_reviews_tell_without_git(self, project: Project):
        self.unmarked(project, *self.PAIRS[:1])
        project.write(LEDGER, record("approved", OLD, ES))
        item = only_item(project)
        assert (item.state, item.old, item.severity) == (ItemState.CARRIED, OLD, Severity.CRITICAL)

    def test_a_pair_whose_text_still_stands_tells_nothing(self, project: Project):
        write(project, entry(OLD, ES), entry(NEW, ES), source=(OLD, NEW))
        project.write(LEDGER, record("approved", OLD, ES))
        assert items(project) == []

    def test_a_page_of_the_status_counts_it(self, repository: Repository):
        project = repository.project
        self.marked(project, *self.PAIRS[:1])
        repository.commit()
        self.unmarked(project, *self.PAIRS[:1])
        assert "1 critical" in project.run("status", "--format", "markdown").stdout


class TestProvenance:
    def test_since_and_where_before(self, repository: Repository):
        project = repository.project
        project.write("source/charte.md", f"# Un\n\n{OLD}\n\n# Deux\n\n{OTHER}\n")
        repository.commit()
        project.write("source/charte.md", f"# Un\n\n# Deux\n\n{OTHER}\n\n{NEW}\n")
        revised = repository.commit()
        project.write("source/charte.md", f"Note.\n\n# Un\n\n# Deux\n\n{OTHER}\n\n{NEW}\n")
        repository.commit()
        project.write(PO, catalogue(entry(NEW, ES, previous=OLD)))
        (item, *_) = items(project)
        assert item.since == revised
        assert (item.old_section, item.section) == (("Un",), ("Deux",))

    def test_what_is_not_committed(self, repository: Repository):
        project = repository.project
        project.write("source/charte.md", charter(OLD))
        repository.commit()
        project.write("source/charte.md", charter(NEW))
        assert only_item(project).since == "working"

    def test_rewrapping_and_moving_are_no_revision(self, repository: Repository):
        project = repository.project
        project.write("source/charte.md", charter(OTHER))
        repository.commit()
        project.write("source/charte.md", charter(OTHER, NEW))
        came = repository.commit()
        project.write("source/charte.md", charter(NEW.replace("publier ", "publier\n"), OTHER))
        repository.commit()
        project.write("source/charte.md", charter(OTHER, "# Titre", f"> {NEW}"))
        repository.commit()
        assert {item.since for item in items(project) if item.new == NEW} == {came}

    def test_a_text_that_left_and_returned(self, repository: Repository):
        project = repository.project
        for texts in ((NEW, OTHER), (OTHER,)):
            project.write("source/charte.md", charter(*texts))
            repository.commit()
        project.write("source/charte.md", charter(NEW, OTHER))
        returned = repository.commit()
        assert {item.since for item in items(project) if item.new == NEW} == {returned}

    def test_as_old_as_the_history_is_not_known(self, repository: Repository):
        project = repository.project
        project.write("source/charte.md", charter(NEW))
        repository.commit()
        assert only_item(project).since is None

    def test_a_renamed_document_keeps_its_past(self, repository: Repository):
        project = repository.project
        filler = [f"Un texte qui reste, numéro {number}." for number in range(20)]
        project.write("source/vieux.md", charter(*filler))
        (project.root / "source/charte.md").unlink()
        repository.commit()
        project.write("source/vieux.md", charter(*filler, NEW))
        came = repository.commit()
        repository.git("mv", "source/vieux.md", "source/charte.md")
        repository.commit()
        assert {item.since for item in items(project) if item.new == NEW} == {came}

    def test_released_versions_tell_where_git_does_not(self, project: Project):
        project.write("source/charte.md", charter(OTHER))
        assert project.run("release", "1.0.0", "--date", "2026-11-01").status == 0
        project.write("source/charte.md", charter(OTHER, OLD))
        assert project.run("release", "2.0.0", "--date", "2026-11-02").status == 0
        project.write("source/charte.md", charter(OTHER, OLD, NEW))
        found = {item.new: item.since for item in items(project)}
        assert found == {OTHER: None, OLD: "2.0.0", NEW: "working"}

    def test_a_reference_that_follows_what_a_catalogue_does_not_show(self, repository: Repository):
        project = repository.project
        before = "## Article 1\n\nUn.\n\n## Article 2\n\nLes frais.\n\nVoir l’article 2.\n"
        after = (
            "## Article 1\n\nUn.\n\n## Article 2\n\nNeuf et inédit.\n\n"
            "## Article 3\n\nLes frais.\n\nVoir l’article 3.\n"
        )
        project.write("source/charte.md", before)
        entries = [
            entry("Article 1", "Artículo 1"),
            entry("Un.", "Uno."),
            entry("Article 2", "Artículo 2"),
            entry("Les frais.", "Los gastos."),
            entry("Voir l’article 2.", "Véase el artículo 2."),
        ]
        project.write(PO, catalogue(*entries))
        repository.commit()
        project.write("source/charte.md", after)
        project.sync()
        found = {item.new: item for item in items(project)}["Voir l’article 3."]
        assert found.classes == (ChangeClass.RENUMBERING,)
        assert found.proposal == "Véase el artículo 3."

    def test_paths_start_at_the_root_of_the_repository(self, tmp_path: Path):
        project = Project.create(tmp_path / "top/la charte")
        repository = Repository.create(tmp_path / "top", project)
        write(project, entry(NEW, ES, previous=OLD), source=(NEW,))
        repository.commit()
        found = project.run("report", "--format", "github").stdout
        assert found.startswith(f"::error file=la charte/{PO},line=")
        assert found.count("\n") == 1


class TestCost:
    def test_every_file_is_read_once_for_all_locales(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        locales = ("es", "de", "it")
        config = f"locales = {list(locales)!r}\n"
        repository = Repository.create(tmp_path, Project.create(tmp_path, config=config))
        project = repository.project
        project.write("source/charte.md", charter(OTHER, OLD))
        repository.commit()
        project.write("source/charte.md", charter(OTHER, NEW))
        for locale in locales:
            path = f"locale/{locale}/LC_MESSAGES/charte.po"
            project.write(path, catalogue(entry(NEW, ES, previous=OLD)))
        repository.commit()
        asked: list[tuple[str, ...]] = []
        read: list[str] = []
        ask, contents = git.ask, git.contents

        def counted_ask(root: Path, *arguments: str, given: bytes = b"") -> git.Answer:
            asked.append((*arguments, given.decode()))
            return ask(root, *arguments, given=given)

        def counted_contents(root: Path, blobs: Sequence[str]) -> dict[str, bytes]:
            read.extend(blobs)
            return contents(root, blobs)

        parsed: list[str] = []
        parse = markdown.parse

        def counted_parse(text: str, **options: object) -> object:
            parsed.append(text)
            return parse(text, **options)

        monkeypatch.setattr(git, "ask", counted_ask)
        monkeypatch.setattr(git, "contents", counted_contents)
        monkeypatch.setattr(archive.markdown, "parse", counted_parse)
        assert len(items(project)) == 2 * len(locales)
        logs = [arguments for arguments in asked if arguments[0] == "log"]
        assert sorted(logs) == sorted(set(logs))
        assert len(logs) == 1
        assert sorted(read) == sorted(set(read))
        # The text as it is now, and the state that the revision changed.
        assert parsed == [charter(OTHER, NEW), charter(OTHER, OLD)]
