"""The words of a language, in the right and in another accentuation."""

import pytest

from charter_i18n import dictionary


@pytest.mark.parametrize(
    "word",
    ["poisson", "Poison", "développement", "developpement", "œuvre", "oeuvre", "après-midi"],
)
def test_words_are_known_in_whatever_accentuation(word):
    assert dictionary.knows(word, "fr")
    assert dictionary.knows(word, "fr_CA")


@pytest.mark.parametrize("word", ["acceuil", "consulation", "vtoe", "après-mdi", "développment"])
def test_slips_are_not_known(word):
    assert not dictionary.knows(word, "fr")
    assert not dictionary.spells(word, "fr")


def test_spelling_right_is_a_matter_of_accents_too():
    assert dictionary.spells("délai", "fr")
    assert not dictionary.spells("delai", "fr")
    assert dictionary.spells("ou", "fr")
    assert dictionary.spells("Où", "fr")


def test_a_language_without_a_dictionary_has_no_words():
    assert not dictionary.knows("transparència", "ca")
    assert not dictionary.spells("transparència", "ca")
