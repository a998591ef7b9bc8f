"""The parts of `alignment`, and the options of `match`."""

import os
import random
import subprocess
import sys
from itertools import combinations, permutations

import pytest

from charter_i18n.alignment import corresponding, match
from charter_i18n.alignment.bipartite import best_matching
from charter_i18n.alignment.index import candidates, index
from charter_i18n.alignment.moves import in_order
from charter_i18n.alignment.scoring import compare
from charter_i18n.alignment.texts import Profiles, is_label, profile, read, weigh
from charter_i18n.model import ChangeKind, Kind, Passage


def heading(text: str, *section: str) -> Passage:
    return Passage(text, kind=Kind.HEADING, section=section)


def kinds(old: list[str], new: list[str], **options: float) -> list[ChangeKind]:
    found = match([Passage(text) for text in old], [Passage(text) for text in new], **options)
    return [row.kind for row in found.matches]


# Labels


@pytest.mark.parametrize(
    "text",
    [
        "Article 12",
        "Article 12.",
        "**Article 12 bis**",
        "Art. 3-1 :",
        "Article L. 111-2",
        "Chapitre II",
        "Titre Ier",
        "Annexe B",
        "b)",
        "3°",
        "Version 2.0",
        "<https://exemple.org>",
        "…",
    ],
)
def test_a_number_with_its_noun_is_a_label(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "Article 12 : Recours",
        "Préambule",
        "30 jours",
        "Néant.",
        "3° Les comptes",
        "Avis de 12 élus",
        "Oui",
        "Une phrase assez longue pour ne plus être une étiquette, quoi qu’elle dise 12",
    ],
)
def test_what_says_something_is_no_label(text: str) -> None:
    assert not is_label(text)


def test_a_project_names_its_own_labels() -> None:
    assert not is_label("Engagement no 4")
    assert is_label("Engagement no 4", nouns=("engagement no",))


# Weights


def test_a_rare_word_says_more_than_a_common_one() -> None:
    texts = [read(f"plateforme {word}") for word in ("scrutin", "débat", "budget")]
    weights = weigh([texts, texts])
    assert weights["scruti"] > weights["platef"]


def test_a_short_word_says_less() -> None:
    weights = weigh([[read("la loyauté")]])
    assert weights["la"] < weights["loyaut"]


def test_a_text_that_stands_many_times_is_one_text() -> None:
    once = weigh([[read("néant"), read("scrutin public")]])
    often = weigh([[read("néant")] * 50 + [read("scrutin public")]])
    assert once == often


# Likeness


def likeness(old: str, new: str) -> float:
    before, after = read(old), read(new)
    weights = weigh([[before], [after]])
    return compare(profile(before, weights), profile(after, weights)).value


def test_a_slip_of_the_pen_is_nearly_the_same_word() -> None:
    assert likeness("Transparance", "Transparence") > 0.9


def test_two_words_of_one_root_are_two_words() -> None:
    assert likeness("Prestation", "Prestige") < 0.4


def test_a_phrase_with_another_word_is_no_slip_of_the_pen() -> None:
    assert likeness("Droits des participants", "Devoirs des participants") < 0.8


def test_the_own_label_does_not_count() -> None:
    assert likeness("Article 5 : Recours", "Article 6 : Recours") == 1.0


# The index


def test_the_index_finds_misspelt_words_and_limits_itself() -> None:
    readings = [read("Accessibilité"), *(read(f"Rapport annuel {n} du comité") for n in range(500))]
    wanted = read("Accesibilité")
    repeated = read("Rapport annuel 1000 du comité")
    weights = weigh([[*readings, wanted, repeated]])
    sought = [profile(text, weights) for text in (wanted, repeated)]
    old = dict(enumerate(readings))
    source = index(old, Profiles(old, weights), sought=sought)
    assert 0 in candidates(source, sought[0], expected=400)
    near = candidates(source, sought[1], expected=250)
    assert len(near) < 20
    assert all(abs(place - 250) < 50 for place in near)


# Matching and order


def worth(pairs: list[tuple[int, int]], values: dict[tuple[int, int], float]) -> float:
    return sum(values[pair] for pair in pairs)


def test_the_best_matching_is_the_best_of_all() -> None:
    chance = random.Random(12)  # noqa: S311 - the same examples in every run
    for _ in range(300):
        rows, columns = range(chance.randint(1, 4)), range(chance.randint(1, 4))
        values = {
            (row, column): chance.choice([0.1, 0.4, 0.5, 0.9])
            for row in rows
            for column in columns
            if chance.random() < 0.7
        }
        best = max(
            worth([pair for pair in zip(some, order, strict=True) if pair in values], values)
            for size in range(min(len(rows), len(columns)) + 1)
            for some in combinations(rows, size)
            for order in permutations(columns, size)
        )
        found = best_matching(values)
        assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
        assert worth(found, values) == pytest.approx(best)


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        ([], []),
        ([0, 1, 2], [0, 1, 2]),
        ([2, 0, 1], [0, 1]),
        ([0, 3, 1, 2, 4], [0, 1, 2, 4]),
        ([3, 2, 1, 0], [0]),
    ],
)
def test_the_longest_sequence_in_order(values: list[int], kept: list[int]) -> None:
    assert [values[place] for place in sorted(in_order(values))] == kept


# What references mean


def test_articles_correspond_by_what_stands_below_them() -> None:
    old = [
        heading("Article 1"),
        Passage("Le code est public.", section=("Article 1",)),
        heading("Article 2"),
        Passage("Les comptes sont arrêtés en décembre.", section=("Article 2",)),
    ]
    new = [
        heading("Article 1"),
        Passage("Chacun choisit son nom.", section=("Article 1",)),
        heading("Article 2"),
        Passage("Le code est public.", section=("Article 2",)),
        heading("Article 3"),
        Passage("Les comptes sont arrêtés en janvier.", section=("Article 3",)),
    ]
    pairs = corresponding(old, new, match(old, new))
    assert pairs[::2] == [("Article 1", "Article 2"), ("Article 2", "Article 3")]


def test_a_title_corresponds_to_a_title_and_not_to_its_only_article() -> None:
    text = Passage("Le code est public.", section=("Titre I", "Article 1"))
    old = [heading("Titre I"), heading("Article 1", "Titre I"), text]
    new = [heading("Titre II"), heading("Article 4", "Titre II"), text]
    pairs = corresponding(old, new, match(old, new))
    assert ("Titre I", "Titre II") in pairs
    assert ("Article 1", "Article 4") in pairs


# Options


def test_nothing_below_the_floor_is_a_pair() -> None:
    old, new = ["Le comité suit le calendrier."], ["Le comité suit de loin le calendrier."]
    assert kinds(old, new) == [ChangeKind.REVISED]
    assert kinds(old, new, floor=0.99) == [ChangeKind.ADDED, ChangeKind.REMOVED]


def test_the_margin_decides_what_is_ambiguous() -> None:
    old = [
        Passage("Le prestataire rend son rapport au comité de suivi."),
        Passage("Un intermède qui ne change pas."),
        Passage("L’organisateur rend son rapport au comité de suivi."),
    ]
    new = [old[1], Passage("Le médiateur rend son rapport au comité de suivi.")]
    doubtful = match(old, new).matches[1]
    assert (doubtful.ambiguous, set(doubtful.old)) == (True, {0, 2})
    assert match(old, new, margin=0.0).matches[1].kind is ChangeKind.REVISED


def test_a_changed_context_alone_changes_no_text() -> None:
    found = match([Passage("Menu", "pied")], [Passage("Menu", "tête")])
    assert [(row.kind, row.old, row.new) for row in found.matches] == [
        (ChangeKind.UNCHANGED, (0,), (0,))
    ]


def test_contexts_tell_equal_texts_apart() -> None:
    old = [Passage("Menu", "pied"), Passage("Menu", "tête")]
    found = match(old, old[::-1])
    assert [row.old for row in found.matches] == [(1,), (0,)]


def test_obsolete_passages_count_on_after_the_old_ones() -> None:
    old = [Passage("Les comptes sont publics.")]
    obsolete = [Passage("Un texte oublié."), Passage("Le vote est secret.")]
    new = [*old, obsolete[1]]
    assert match(old, new, obsolete=obsolete).matches[1].old == (2,)


def test_one_obsolete_passage_serves_one_new_one() -> None:
    obsolete = [Passage("Le vote est secret.")]
    found = match([], obsolete * 2, obsolete=obsolete)
    assert [row.kind for row in found.matches] == [ChangeKind.UNCHANGED, ChangeKind.ADDED]


SCRIPT = """
from charter_i18n.alignment import match
from charter_i18n.model import Passage
words = "comité débat avis scrutin registre calendrier recours budget synthèse élu".split()
texts = [" ".join(words[i % 10 :] + words[: i % 7]) for i in range(60)]
old = [Passage(text) for text in texts]
new = [Passage(text.replace("budget", "moyens", i % 2)) for i, text in enumerate(texts[::-1])]
print(match(old, new, obsolete=[Passage(text + " ancien") for text in texts]))
"""


def test_the_order_of_hashes_decides_nothing() -> None:
    results = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            check=True,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(results) == 1
