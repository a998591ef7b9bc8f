"""What holds of every alignment, whatever the texts."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from charter_i18n.alignment import match
from charter_i18n.model import Alignment, ChangeKind, Kind, Match, Passage

VOCABULARY = """
comité débat avis scrutin registre calendrier plateforme recours budget synthèse habitant élu
modération archive réponse délai critère donnée algorithme signataire loyauté clarté publie
garantit vérifie motive retire annonce conserve peut doit dans pour avec sans le la de du et à
"""
WORDS = VOCABULARY.split()
FOREIGN = ("jonquille", "tulipe", "pivoine", "glycine", "lavande", "mimosa", "bruyère", "dahlia")

sentences = st.lists(st.sampled_from(WORDS), min_size=5, max_size=14).map(" ".join)
labels = st.integers(1, 9).map("Article {}".format)
short = st.sampled_from(["Néant.", "Oui", "Non", "Sans objet.", "Loyauté", "Recours"])
kinds = st.sampled_from([Kind.PARAGRAPH, Kind.LIST_ITEM, Kind.TABLE_CELL])
passages = st.one_of(
    st.builds(Passage, sentences, kind=kinds),
    st.builds(Passage, short, kind=kinds),
    st.builds(Passage, labels, kind=st.just(Kind.HEADING)),
)
documents = st.lists(passages, max_size=14)
anything = st.lists(
    st.builds(
        Passage,
        st.text(max_size=30) | sentences | labels,
        st.none() | st.text(max_size=3),
        kind=st.sampled_from(Kind),
        section=st.lists(labels, max_size=2).map(tuple),
    ),
    max_size=8,
)
TURNED = {
    ChangeKind.ADDED: ChangeKind.REMOVED,
    ChangeKind.REMOVED: ChangeKind.ADDED,
    ChangeKind.SPLIT: ChangeKind.MERGED,
    ChangeKind.MERGED: ChangeKind.SPLIT,
}


def certain(found: Alignment) -> list[Match]:
    return [row for row in found.matches if not row.ambiguous]


@given(anything, anything, anything)
def test_every_passage_is_told_of_once(
    old: list[Passage], new: list[Passage], obsolete: list[Passage]
) -> None:
    found = match(old, new, obsolete=obsolete)
    news = [index for row in found.matches for index in row.new]
    assert sorted(news) == list(range(len(new)))
    olds = Counter(index for row in certain(found) for index in row.old)
    assert all(olds[index] == 1 for index in range(len(old)))
    assert all(count == 1 and index < len(old) + len(obsolete) for index, count in olds.items())


@given(anything, anything, anything)
def test_rows_say_what_they_hold(
    old: list[Passage], new: list[Passage], obsolete: list[Passage]
) -> None:
    found = match(old, new, obsolete=obsolete)
    known = [*old, *obsolete]
    added = [row for row in found.matches if row.new]
    assert [*added, *(row for row in found.matches if not row.new)] == list(found.matches)
    assert added == sorted(added, key=lambda row: row.new[0])
    for row in found.matches:
        assert 0.0 <= row.score <= 1.0
        sizes = (min(2, len(row.old)), min(2, len(row.new)))
        if row.ambiguous:
            assert row.kind is ChangeKind.ADDED
            assert row.old
        elif sizes == (1, 1):
            same = known[row.old[0]].msgid == new[row.new[0]].msgid
            assert same == (row.kind is not ChangeKind.REVISED)
            assert (row.kind is ChangeKind.MOVED) == (same and row.moved)
        else:
            assert (
                row.kind
                is {
                    (0, 1): ChangeKind.ADDED,
                    (1, 0): ChangeKind.REMOVED,
                    (1, 2): ChangeKind.SPLIT,
                    (2, 1): ChangeKind.MERGED,
                }[sizes]
            )


@given(anything)
def test_what_did_not_change_is_unchanged(document: list[Passage]) -> None:
    found = match(document, document)
    assert [(row.kind, row.old, row.new) for row in found.matches] == [
        (ChangeKind.UNCHANGED, (index,), (index,)) for index in range(len(document))
    ]


@given(documents, st.randoms(use_true_random=False))
def test_what_is_shuffled_has_moved(document: list[Passage], chance: object) -> None:
    shuffled = document.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    kinds = {row.kind for row in match(document, shuffled).matches}
    assert kinds <= {ChangeKind.UNCHANGED, ChangeKind.MOVED}


@given(documents, st.data())
def test_what_is_put_in_is_all_that_is_added(document: list[Passage], data: st.DataObject) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(FOREIGN), min_size=1, max_size=9)))
    place = data.draw(st.integers(0, len(document)))
    found = match(document, [*document[:place], Passage(text), *document[place:]])
    told = [(row.kind, row.new) for row in found.matches if row.kind is not ChangeKind.UNCHANGED]
    assert told == [(ChangeKind.ADDED, (place,))]


@given(documents, st.data())
def test_what_is_taken_out_is_all_that_is_removed(
    document: list[Passage], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(document)))
    extended = [*document[:place], Passage("glycine et muguet"), *document[place:]]
    told = [
        row for row in match(extended, document).matches if row.kind is not ChangeKind.UNCHANGED
    ]
    assert [(row.kind, row.old) for row in told] == [(ChangeKind.REMOVED, (place,))]


@given(documents, documents)
def test_what_has_not_moved_kept_its_order(old: list[Passage], new: list[Passage]) -> None:
    rows = [row for row in certain(match(old, new)) if row.old and row.new and not row.moved]
    places = [row.old[0] for row in rows if not old[row.old[0]].msgid.startswith("Article")]
    assert places == sorted(places)


@given(st.lists(labels, min_size=1, max_size=8, unique=True), st.data())
def test_numbers_and_places_alone_pair_nothing(numbers: list[str], data: st.DataObject) -> None:
    def article(number: str, words: list[str]) -> list[Passage]:
        text = " ".join(data.draw(st.lists(st.sampled_from(words), min_size=6, max_size=9)))
        return [Passage(number, kind=Kind.HEADING), Passage(text, section=(number,))]

    telling = [word for word in WORDS if len(word) > 3]
    old = [passage for number in numbers for passage in article(number, telling)]
    new = [passage for number in numbers for passage in article(number, FOREIGN)]
    kinds = {row.kind for row in match(old, new).matches if any(i % 2 for i in row.new)}
    assert kinds == {ChangeKind.ADDED}


distinct = st.permutations(WORDS).map(lambda words: " ".join(words[:9]))


@given(st.lists(distinct, min_size=1, max_size=8, unique=True), st.data())
def test_the_way_back_is_the_way_there_turned(texts: list[str], data: st.DataObject) -> None:
    old = [Passage(text) for text in texts]
    places = st.integers(0, len(old) - 1)
    edits = data.draw(st.dictionaries(places, st.sampled_from(FOREIGN), max_size=3))
    new = [
        replace(passage, msgid=f"{passage.msgid} {edits[index]}") if index in edits else passage
        for index, passage in enumerate(old)
    ]
    there, back = match(old, new), match(new, old)
    turned = [
        (TURNED.get(row.kind, row.kind), row.new, row.old, row.moved) for row in certain(there)
    ]
    assert sorted(turned) == sorted(
        (row.kind, row.old, row.new, row.moved) for row in certain(back)
    )
