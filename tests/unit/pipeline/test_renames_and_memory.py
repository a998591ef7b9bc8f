"""Which catalogue follows which document, and what other documents know."""

from charter_i18n.model import Catalogue, Entry, Key
from charter_i18n.pipeline import renames
from charter_i18n.pipeline.memory import Memory
from charter_i18n.review import EMPTY, Ledger, Pair, Record, Verdict


def entries(*texts: str, obsolete: bool = False) -> tuple[Entry, ...]:
    return tuple(Entry(msgid=text, msgstr="x", obsolete=obsolete) for text in texts)


def catalogue(*texts: str) -> Catalogue:
    return Catalogue("x.po", Entry(msgid=""), entries(*texts))


class TestRenames:
    def test_nothing_is_renamed_while_all_have_catalogues(self):
        known = {("es", "a.md"): catalogue("a", "b")}
        assert renames.find({"a.md": entries("a", "b")}, known) == {}

    def test_half_of_the_texts_are_enough(self):
        known = {("es", "old.md"): catalogue("a", "b", "c", "d")}
        new = {"new.md": entries("a", "b", "x", "y")}
        assert renames.find(new, known) == {("es", "new.md"): "old.md"}

    def test_less_is_not(self):
        known = {("es", "old.md"): catalogue("a", "b", "c", "d", "e")}
        assert renames.find({"new.md": entries("a", "b", "x", "y", "z")}, known) == {}

    def test_the_most_alike_are_paired_first(self):
        known = {
            ("es", "old1.md"): catalogue("a", "b", "c", "d"),
            ("es", "old2.md"): catalogue("a", "b", "e", "f"),
        }
        new = {"n1.md": entries("a", "b", "e", "f"), "n2.md": entries("a", "b", "c", "x")}
        assert renames.find(new, known) == {
            ("es", "n1.md"): "old2.md",
            ("es", "n2.md"): "old1.md",
        }

    def test_a_text_that_moved_to_a_document_of_its_own_takes_the_rest_not_along(self):
        known = {("es", "old.md"): catalogue(*"abcdefghij")}
        new = {"a.md": entries("j"), "new.md": entries(*"abcdefghx")}
        assert renames.find(new, known) == {("es", "new.md"): "old.md"}

    def test_each_locale_has_its_own(self):
        known = {("es", "old.md"): catalogue("a"), ("en", "new.md"): catalogue("a")}
        assert renames.find({"new.md": entries("a")}, known) == {("es", "new.md"): "old.md"}

    def test_a_catalogue_follows_one_document_only(self):
        known = {("es", "old.md"): catalogue("a", "b")}
        new = {"n1.md": entries("a"), "n2.md": entries("b")}
        assert renames.find(new, known) == {("es", "n1.md"): "old.md"}

    def test_obsolete_entries_are_no_texts(self):
        gone = Catalogue("x.po", Entry(msgid=""), entries("a", obsolete=True))
        assert renames.find({"new.md": entries("a")}, {("es", "old.md"): gone}) == {}

    def test_an_empty_document_is_nobodys(self):
        assert renames.find({"new.md": ()}, {("es", "old.md"): catalogue("a")}) == {}


class TestMemory:
    def known(self, ledger: Ledger = EMPTY, **said: Entry) -> Memory:
        return Memory(
            {
                ("es", name): (Catalogue("x.po", Entry(msgid=""), (entry,)), ledger)
                for name, entry in said.items()
            }
        )

    def agreed(self, memory: Memory, *, without: str = "new", locale: str = "es") -> str:
        return memory.agreed(Key("a"), locale=locale, without=without)

    def test_what_one_document_says(self):
        assert self.agreed(self.known(one=Entry("a", "x"))) == "x"

    def test_what_all_say(self):
        assert self.agreed(self.known(one=Entry("a", "x"), two=Entry("a", "x"))) == "x"

    def test_nothing_where_they_differ(self):
        assert self.agreed(self.known(one=Entry("a", "x"), two=Entry("a", "y"))) == ""

    def test_nothing_of_the_document_itself(self):
        assert self.agreed(self.known(one=Entry("a", "x")), without="one") == ""

    def test_nothing_of_other_locales(self):
        assert self.agreed(self.known(one=Entry("a", "x")), locale="en") == ""

    def test_a_context_makes_another_text(self):
        assert self.agreed(self.known(one=Entry("a", "x", msgctxt="menu"))) == ""

    def test_obsolete_translations_count(self):
        assert self.agreed(self.known(one=Entry("a", "x", obsolete=True))) == "x"

    def test_fuzzy_ones_do_not(self):
        assert self.agreed(self.known(one=Entry("a", "x", fuzzy=True))) == ""

    def test_rejected_ones_do_not(self):
        record = Record(Verdict.REJECTED, Pair("a", "x"), reviewer="Ana", date="2026-11-23")
        assert self.agreed(self.known(Ledger.of([record]), one=Entry("a", "x"))) == ""
