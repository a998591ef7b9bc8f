"""A revision applied to a catalogue: what each entry becomes, and that nothing is lost."""

from collections.abc import Iterable

import pytest

from charter_i18n import po
from charter_i18n.merge import Merge, Recall, merge
from charter_i18n.model import (
    Catalogue,
    Change,
    ChangeKind,
    Entry,
    Key,
    Passage,
    Plural,
    Severity,
)

HEADER = Entry(msgid="", msgstr="Language: es\n")
OLD = "L’initiateur s’engage à publier."
NEW = "L’initiateur s’efforce de publier."
NEWER = "L’initiateur veille à publier."
TRANSLATION = "El iniciador se compromete a publicar."


def entry(msgid: str, msgstr: str = "", **fields: object) -> Entry:
    """An entry as a catalogue has it."""
    return Entry(msgid=msgid, msgstr=msgstr, **fields)  # type: ignore[arg-type]


def catalogue(*entries: Entry) -> Catalogue:
    """A catalogue that was read from a file."""
    written = po.serialize(Catalogue("es.po", HEADER, entries))
    return po.parse(written, path="es.po")


def change(
    old: str | tuple[str, ...] | tuple[Key, ...],
    new: str | tuple[str, ...],
    *,
    kind: ChangeKind = ChangeKind.REVISED,
    severity: Severity = Severity.MAJOR,
    ambiguous: bool = False,
) -> Change:
    """What became of a text."""
    return Change(
        kind, tuple(passages(old)), tuple(passages(new)), severity=severity, ambiguous=ambiguous
    )


def passages(texts: str | tuple[str, ...] | tuple[Key, ...]) -> Iterable[Passage]:
    for text in (texts,) if isinstance(texts, str) else texts:
        yield Passage(*text) if isinstance(text, Key) else Passage(text)


def merged(found: Merge) -> dict[str, Entry]:
    """The entries by msgid, as they are when they have been written and read again."""
    written = po.parse(po.serialize(found.catalogue), path="es.po")
    return {item.msgid: item for item in written.entries}


def revised(old: Entry, new: str = NEW, **settings: object) -> Entry:
    """What an entry becomes when its text is revised."""
    found = merge(catalogue(old), [entry(new)], [change(old.msgid, new, **settings)])  # type: ignore[arg-type]
    return merged(found)[new]


class TestUnchanged:
    def test_nothing_to_do_gives_back_the_same_catalogue(self):
        before = catalogue(entry(OLD, TRANSLATION))
        found = merge(before, [entry(OLD)], [])
        assert found.catalogue is before
        assert found == Merge(before)

    def test_a_moved_entry_keeps_its_bytes(self):
        before = catalogue(entry(OLD, TRANSLATION), entry("Fin.", "Fin."))
        found = merge(before, [entry("Fin."), entry(OLD)], [])
        assert found.catalogue.entries == before.entries[::-1]
        assert all(item.raw for item in found.catalogue.entries)

    def test_only_the_tools_own_lines_are_replaced(self):
        before = catalogue(entry(OLD, TRANSLATION, comments=("nota",), extracted=("heading",)))
        wanted = entry(OLD, extracted=("paragraph",), references=("source/a.md",))
        (after,) = merge(before, [wanted], []).catalogue.entries
        assert after.raw == (
            f'# nota\n#. paragraph\n#: source/a.md\nmsgid "{OLD}"\nmsgstr "{TRANSLATION}"\n'
        )

    def test_flags_and_fuzzy_stay(self):
        before = catalogue(entry(OLD, TRANSLATION, fuzzy=True, flags=("no-wrap",)))
        assert merge(before, [entry(OLD)], []).catalogue is before

    def test_a_plural_that_a_translator_wrote_stays(self):
        before = catalogue(entry(OLD, plural=Plural("x", ("a", "b"))))
        assert merge(before, [entry(OLD)], []).catalogue is before


class TestRevised:
    def test_becomes_fuzzy_with_the_text_that_it_translates(self):
        after = revised(entry(OLD, TRANSLATION))
        assert (after.msgstr, after.fuzzy, after.previous) == (TRANSLATION, True, Key(OLD))

    def test_the_old_entry_is_replaced(self):
        found = merge(catalogue(entry(OLD, TRANSLATION)), [entry(NEW)], [change(OLD, NEW)])
        assert len(found.catalogue.entries) == 1
        assert found.carried == found.filled == ()

    def test_over_several_revisions_the_oldest_text_stays(self):
        first = revised(entry(OLD, TRANSLATION))
        after = revised(first, NEWER)
        assert (after.msgstr, after.fuzzy, after.previous) == (TRANSLATION, True, Key(OLD))

    def test_the_previous_text_of_an_entry_that_is_not_fuzzy_means_nothing(self):
        stale = f'#| msgid "Autre."\nmsgid "{OLD}"\nmsgstr "{TRANSLATION}"\n'
        before = po.parse(stale, path="es.po")
        after = merged(merge(before, [entry(NEW)], [change(OLD, NEW)]))[NEW]
        assert after.previous == Key(OLD)

    def test_an_unfinished_translation_stays_fuzzy(self):
        after = revised(entry(OLD, TRANSLATION, fuzzy=True))
        assert (after.fuzzy, after.previous) == (True, Key(OLD))

    def test_comments_and_flags_of_the_translator_stay(self):
        after = revised(entry(OLD, TRANSLATION, comments=("nota", "", "otra"), flags=("no-wrap",)))
        assert (after.comments, after.flags) == (("nota", "", "otra"), ("no-wrap",))

    def test_comments_stay_without_a_translation(self):
        after = revised(entry(OLD, comments=("difícil",)))
        assert (after.msgstr, after.fuzzy, after.comments) == ("", False, ("difícil",))

    def test_the_tools_lines_are_the_new_ones(self):
        wanted = entry(NEW, extracted=("quote",), references=("source/b.md",))
        before = catalogue(entry(OLD, TRANSLATION, extracted=("x",), references=("source/a.md",)))
        (after,) = merge(before, [wanted], [change(OLD, NEW)]).catalogue.entries
        assert (after.extracted, after.references) == (("quote",), ("source/b.md",))

    def test_a_doubtful_pair_carries_nothing(self):
        found = merge(
            catalogue(entry(OLD, TRANSLATION)),
            [entry(NEW)],
            [change(OLD, NEW, kind=ChangeKind.ADDED, ambiguous=True)],
        )
        after = merged(found)
        assert not after[NEW].translated
        assert (after[OLD].obsolete, after[OLD].msgstr) == (True, TRANSLATION)

    def test_a_plural_is_kept_aside(self):
        found = merge(
            catalogue(entry(OLD, plural=Plural("x", ("a", "b")))),
            [entry(NEW)],
            [change(OLD, NEW)],
        )
        after = merged(found)
        assert not after[NEW].translated
        assert after[OLD].obsolete
        assert after[OLD].plural == Plural("x", ("a", "b"))

    def test_a_context_is_part_of_the_previous_text(self):
        before = catalogue(entry(OLD, TRANSLATION, msgctxt="menu"))
        changes = [change((Key(OLD, "menu"),), NEW)]
        after = merged(merge(before, [entry(NEW)], changes))[NEW]
        assert after.previous == Key(OLD, "menu")


class TestReturns:
    def test_the_exact_pair_comes_back_as_current(self):
        before = catalogue(
            entry(NEW, "El iniciador intenta publicar."),
            entry(OLD, TRANSLATION, obsolete=True, comments=("nota",)),
        )
        found = merge(before, [entry(OLD)], [change(NEW, OLD)])
        after = merged(found)
        assert after[OLD] == found_entry(after[OLD], msgstr=TRANSLATION, comments=("nota",))
        assert (after[NEW].obsolete, after[NEW].fuzzy) == (True, False)
        assert [item.msgid for item in found.filled] == [OLD]

    def test_a_fuzzy_pair_comes_back_fuzzy(self):
        before = catalogue(entry(OLD, TRANSLATION, obsolete=True, fuzzy=True, previous=Key(NEWER)))
        after = merged(merge(before, [entry(OLD)], []))[OLD]
        assert (after.obsolete, after.fuzzy, after.previous) == (False, True, Key(NEWER))

    def test_without_the_pair_it_stays_fuzzy(self):
        first = revised(entry(OLD, TRANSLATION))
        after = revised(first, OLD)
        assert (after.msgstr, after.fuzzy, after.previous) == (TRANSLATION, True, None)

    def test_the_approved_pair_comes_back_as_current(self):
        first = revised(entry(OLD, TRANSLATION, comments=("nota",)))
        found = merge(
            catalogue(first),
            [entry(OLD)],
            [change(NEW, OLD)],
            recall=Recall(approved={Key(OLD): TRANSLATION}.get),  # type: ignore[arg-type]
        )
        (after,) = merged(found).values()
        assert after == found_entry(after, msgstr=TRANSLATION, comments=("nota",))

    def test_an_approved_pair_leaves_another_translation_aside(self):
        before = catalogue(entry(NEW, "Otra.", comments=("nota",)))
        recall = Recall(approved={Key(OLD): TRANSLATION}.get)  # type: ignore[arg-type]
        after = merged(merge(before, [entry(OLD)], [change(NEW, OLD)], recall=recall))
        assert after[OLD] == found_entry(after[OLD], msgstr=TRANSLATION)
        assert after[NEW] == found_entry(
            after[NEW], msgstr="Otra.", comments=("nota",), obsolete=True
        )

    def test_a_note_without_translation_comes_back(self):
        before = catalogue(entry(OLD, obsolete=True, comments=("difícil",)))
        after = merged(merge(before, [entry(OLD)], []))
        assert after == {OLD: found_entry(after[OLD], comments=("difícil",))}

    def test_where_two_translations_meet_the_current_one_wins(self):
        before = catalogue(
            entry(NEW, "Otra.", comments=("b",)),
            entry(OLD, 'Dos\n"líneas"', obsolete=True, fuzzy=True, comments=("a",)),
        )
        recall = Recall(memory={Key(OLD): TRANSLATION}.get)  # type: ignore[arg-type]
        after = merged(merge(before, [entry(OLD)], [], recall=recall))
        assert (after[OLD].msgstr, after[OLD].fuzzy) == (TRANSLATION, False)
        assert after[OLD].comments == ("a", 'msgstr ""', '"Dos\\n"', '"\\"líneas\\""')
        assert after[NEW].obsolete


def found_entry(entry: Entry, **fields: object) -> Entry:
    """A current entry with these fields, where `entry` was read."""
    return Entry(
        msgid=entry.msgid,
        raw=entry.raw,
        gap=entry.gap,
        line=entry.line,
        **fields,  # type: ignore[arg-type]
    )


class TestCosmetic:
    def carried(self, old: Entry, new: str, *, carry: bool = True) -> Merge:
        changes = [change(old.msgid, new, severity=Severity.COSMETIC)]
        return merge(catalogue(old), [entry(new)], changes, carry=carry)

    def test_the_translation_stays_current(self):
        found = self.carried(entry("Oui !", "¡Sí!", comments=("nota",)), "Oui\u202f!")
        (after,) = merged(found).values()
        assert after == found_entry(after, msgstr="¡Sí!", comments=("nota",))
        (carry,) = found.carried
        assert (carry.before.msgid, carry.after.msgid) == ("Oui !", "Oui\u202f!")
        assert (carry.before.msgstr, carry.after.msgstr) == ("¡Sí!", "¡Sí!")

    def test_the_policy_may_ask_for_a_look(self):
        found = self.carried(entry("Oui !", "¡Sí!"), "Oui\u202f!", carry=False)
        (after,) = merged(found).values()
        assert (after.fuzzy, after.previous) == (True, Key("Oui !"))
        assert found.carried == ()

    def test_a_rejected_one_becomes_fuzzy(self):
        changes = [change("Oui !", "Oui\u202f!", severity=Severity.COSMETIC)]
        recall = Recall(rejected=lambda key, msgstr: (key, msgstr) == (Key("Oui !"), "¡Sí!"))
        before = catalogue(entry("Oui !", "¡Sí!"))
        (after,) = merged(merge(before, [entry("Oui\u202f!")], changes, recall=recall)).values()
        assert (after.fuzzy, after.previous) == (True, Key("Oui !"))

    def test_a_fuzzy_one_stays_fuzzy(self):
        old = entry("Oui !", "¡Sí!", fuzzy=True, previous=Key("Non !"))
        found = self.carried(old, "Oui\u202f!")
        (after,) = merged(found).values()
        assert (after.fuzzy, after.previous) == (True, Key("Non !"))
        assert found.carried == ()

    def test_an_unfinished_one_stays_unfinished(self):
        (after,) = merged(self.carried(entry("Oui !", "¡Sí!", fuzzy=True), "Oui\u202f!")).values()
        assert (after.fuzzy, after.previous) == (True, None)

    def test_a_url_is_replaced_and_the_old_pair_stays(self):
        old = entry("[a](https://exemple.fr/a)", "[b](https://exemple.fr/a)", comments=("nota",))
        after = merged(self.carried(old, "[a](https://exemple.fr/b)"))
        new = after["[a](https://exemple.fr/b)"]
        assert new == found_entry(new, msgstr="[b](https://exemple.fr/b)")
        aside = after["[a](https://exemple.fr/a)"]
        assert aside == found_entry(
            aside, msgstr="[b](https://exemple.fr/a)", comments=("nota",), obsolete=True
        )

    def test_a_url_that_does_not_stand_as_often_in_the_translation(self):
        old = entry("[a](https://exemple.fr/a)", "sin enlace")
        found = self.carried(old, "[a](https://exemple.fr/b)")
        (after,) = merged(found).values()
        assert (after.msgstr, after.fuzzy) == ("sin enlace", True)
        assert found.carried == ()

    @pytest.mark.parametrize("carry", [True, False])
    def test_a_context_alone_carries_whatever_the_policy(self, *, carry: bool):
        before = catalogue(entry(OLD, TRANSLATION))
        changes = [
            Change(
                ChangeKind.REVISED,
                (Passage(OLD),),
                (Passage(OLD, "menu"),),
                severity=Severity.NONE,
            )
        ]
        found = merge(before, [entry(OLD, msgctxt="menu")], changes, carry=carry)
        (after,) = merged(found).values()
        assert (after.key, after.msgstr, after.fuzzy) == (Key(OLD, "menu"), TRANSLATION, False)
        assert found.carried == ()


class TestSplitsAndMergers:
    ONE = "Chacun peut lire. Chacun doit voter."
    FIRST, SECOND = "Chacun peut lire.", "Chacun doit voter."

    def split(self, msgstr: str, **fields: object) -> dict[str, Entry]:
        changes = [
            change(
                self.ONE,
                (self.FIRST, self.SECOND),
                kind=ChangeKind.SPLIT,
                severity=Severity.MINOR,
            )
        ]
        before = catalogue(entry(self.ONE, msgstr, comments=("nota",), **fields))
        return merged(merge(before, [entry(self.FIRST), entry(self.SECOND)], changes))

    def test_each_part_gets_its_sentence(self):
        after = self.split("Todos pueden leer. Todos deben votar.")
        assert after[self.FIRST].msgstr == "Todos pueden leer."
        assert after[self.SECOND].msgstr == "Todos deben votar."
        for part in (self.FIRST, self.SECOND):
            assert (after[part].fuzzy, after[part].previous) == (True, Key(self.ONE))

    def test_each_part_gets_all_where_the_sentences_do_not_correspond(self):
        after = self.split("Todos pueden leer y deben votar.")
        assert after[self.FIRST].msgstr == "Todos pueden leer y deben votar."
        assert after[self.SECOND].msgstr == "Todos pueden leer y deben votar."

    def test_the_old_pair_stays(self):
        after = self.split("Todos pueden leer. Todos deben votar.")[self.ONE]
        assert after == found_entry(
            after,
            msgstr="Todos pueden leer. Todos deben votar.",
            comments=("nota",),
            obsolete=True,
        )

    def test_the_oldest_text_stays(self):
        after = self.split("Leer. Votar.", fuzzy=True, previous=Key("Jadis. Naguère."))
        assert after[self.FIRST].previous == Key("Jadis. Naguère.")

    def test_nothing_comes_of_nothing(self):
        after = self.split("")
        assert not after[self.FIRST].translated
        # gettext drops obsolete entries without a msgstr: the note must stand on one that lives.
        assert self.ONE not in after
        assert after[self.FIRST].comments == (f"({self.ONE})", "nota")

    def joined(self, *olds: Entry) -> dict[str, Entry]:
        texts = tuple(old.msgid for old in olds)
        changes = [change(texts, self.ONE, kind=ChangeKind.MERGED, severity=Severity.MINOR)]
        return merged(merge(catalogue(*olds), [entry(self.ONE)], changes))

    def test_merged_texts_are_joined(self):
        after = self.joined(
            entry("Chacun lit.", "Todos leen.", comments=("nota",)), entry("Chacun vote.", "Votan.")
        )
        new = after[self.ONE]
        assert (new.msgstr, new.fuzzy) == ("Todos leen. Votan.", True)
        assert new.previous == Key("Chacun lit. Chacun vote.")
        assert after["Chacun lit."].obsolete
        assert after["Chacun lit."].comments == ("nota",)
        assert after["Chacun vote."].obsolete

    def test_what_was_not_translated_is_not_among_the_previous_text(self):
        after = self.joined(entry("Chacun lit.", "Todos leen."), entry("Chacun vote."))
        assert after[self.ONE].msgstr == "Todos leen."
        assert after[self.ONE].previous == Key("Chacun lit.")

    def test_the_oldest_texts_stay(self):
        after = self.joined(
            entry("Chacun lit.", "Todos leen.", fuzzy=True, previous=Key("Tous lisent.")),
            entry("Chacun vote.", "Votan."),
        )
        assert after[self.ONE].previous == Key("Tous lisent. Chacun vote.")

    def test_a_text_that_is_exactly_its_parts_has_no_previous_one(self):
        after = self.joined(entry(self.FIRST, "Leer."), entry(self.SECOND, "Votar."))
        assert (after[self.ONE].fuzzy, after[self.ONE].previous) == (True, None)


class TestMemory:
    RECALL = Recall(memory={Key(NEW): "De otro documento."}.get)  # type: ignore[arg-type]

    def test_a_new_text_is_filled(self):
        found = merge(catalogue(), [entry(NEW)], [], recall=self.RECALL)
        (after,) = found.catalogue.entries
        assert (after.msgstr, after.fuzzy) == ("De otro documento.", False)
        assert found.filled == (after,)

    def test_an_entry_that_is_there_is_left_alone(self):
        before = catalogue(entry(NEW))
        assert merge(before, [entry(NEW)], [], recall=self.RECALL).catalogue is before

    def test_an_exact_translation_is_better_than_one_of_an_earlier_text(self):
        before = catalogue(entry(OLD, TRANSLATION, comments=("nota",)))
        after = merged(merge(before, [entry(NEW)], [change(OLD, NEW)], recall=self.RECALL))
        assert after[NEW] == found_entry(after[NEW], msgstr="De otro documento.")
        assert after[OLD] == found_entry(
            after[OLD], msgstr=TRANSLATION, comments=("nota",), obsolete=True
        )

    def test_an_earlier_text_without_translation_leaves_its_comments(self):
        before = catalogue(entry(OLD, comments=("nota",)))
        after = merged(merge(before, [entry(NEW)], [change(OLD, NEW)], recall=self.RECALL))
        assert after == {
            NEW: found_entry(after[NEW], msgstr="De otro documento.", comments=("nota",))
        }

    def test_a_carried_translation_is_the_documents_own(self):
        changes = [change(OLD, NEW, severity=Severity.COSMETIC)]
        before = catalogue(entry(OLD, TRANSLATION))
        (after,) = merge(before, [entry(NEW)], changes, recall=self.RECALL).catalogue.entries
        assert after.msgstr == TRANSLATION


class TestRemoved:
    def test_a_translation_becomes_obsolete(self):
        before = catalogue(
            entry(OLD, TRANSLATION, comments=("nota",), extracted=("x",), references=("a.md",))
        )
        (after,) = merged(merge(before, [], [])).values()
        assert after == found_entry(after, msgstr=TRANSLATION, comments=("nota",), obsolete=True)

    def test_a_fuzzy_one_stays_fuzzy_with_its_previous_text(self):
        before = catalogue(entry(OLD, TRANSLATION, fuzzy=True, previous=Key(NEW)))
        (after,) = merged(merge(before, [], [])).values()
        assert (after.obsolete, after.fuzzy, after.previous) == (True, True, Key(NEW))

    def test_what_nobody_worked_on_goes(self):
        assert merge(catalogue(entry(OLD)), [], []).catalogue.entries == ()

    def test_a_comment_alone_stays(self):
        before = catalogue(entry(OLD, comments=("nota",)))
        assert merged(merge(before, [], []))[OLD].comments == ("nota",)

    @pytest.mark.parametrize("first", ["a", "b"])
    def test_a_comment_on_an_untranslated_text_goes_to_the_entry_before(self, first: str):
        """An obsolete entry without msgstr would not outlive msgmerge."""
        texts = [entry("a", "A"), entry("b", "B")] if first == "a" else [entry("b", "B")]
        gone = entry(OLD, comments=("nota", "otra"))
        before = catalogue(*texts[:-1], gone, texts[-1])
        after = merged(merge(before, [entry(item.msgid) for item in texts], []))
        assert [*after] == [item.msgid for item in texts]
        assert after[first].comments == (f"({OLD})", "nota", "otra")

    def test_obsolete_entries_stay_last_and_keep_their_bytes(self):
        before = catalogue(entry(OLD, TRANSLATION), entry("a", "b", obsolete=True), entry("c", "d"))
        found = merge(before, [entry(OLD)], [])
        kept = [(item.msgid, item.obsolete) for item in found.catalogue.entries]
        assert kept == [(OLD, False), ("a", True), ("c", True)]
        assert found.catalogue.entries[1] == before.entries[1]

    def test_the_header_is_never_touched(self):
        before = catalogue(entry(OLD, TRANSLATION))
        assert merge(before, [entry(NEW)], [change(OLD, NEW)]).catalogue.header is before.header
