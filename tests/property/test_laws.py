"""The promises, over random lives of a project: nothing lost, nothing silently stale, byte-exact.

Each law runs the real command line on a real folder.
"""

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from lives import LOCALES, Life, Step, revisions, translators_work
from markdown_strategies import LINES, NASTY
from markdown_strategies import documents as markdown_documents
from projects import Project
from strategies import blocks, examples

from charter_i18n import po
from charter_i18n.formats import markdown
from charter_i18n.model import Entry

sources = st.lists(blocks, min_size=2, max_size=6)
policies = st.sampled_from(("carry", "fuzzy"))


class Lives(RuleBasedStateMachine):
    """Revisions, translators' work and syncs in any order; `Life.sync` holds the laws."""

    def __init__(self) -> None:
        super().__init__()
        self.life = Life()

    def teardown(self) -> None:
        self.life.end()

    @initialize(source=sources, policy=policies)
    def begin(self, source: list[str], policy: str) -> None:
        self.life.begin(source, policy)

    @rule(steps=st.lists(revisions, min_size=1, max_size=3))
    def revise(self, steps: list[Step]) -> None:
        self.life.live(steps)

    @rule(steps=st.lists(translators_work, min_size=1, max_size=3))
    def translate(self, steps: list[Step]) -> None:
        self.life.live(steps)

    @rule(only=st.sampled_from(("", "", "", *LOCALES)))
    def sync(self, only: str) -> None:
        self.life.sync(only)


TestLives = Lives.TestCase
TestLives.settings = settings(examples(25), stateful_step_count=20)


@examples(60)
@given(
    sources,
    policies,
    st.lists(translators_work, max_size=3),
    st.lists(st.lists(revisions, min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_revisions_of_a_translated_project(
    source: list[str], policy: str, work: list[Step], rounds: list[list[Step]]
):
    """The laws where there is most to lose: all is translated, and all has comments."""
    life = Life()
    try:
        life.begin(source, policy)
        life.translate_everything("")
        life.comment_on_everything()
        life.live(work)
        for steps in rounds:
            life.live(steps)
            life.sync("")
    finally:
        life.end()


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
@example("charte\n\\\\\n===\n\ncharte  \ncharte\n")
@example("> # {{ page.version }}\n>\n> ## charte\n>\n> charte charte\n")
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
