"""The data file of a language: what is read, what is refused, how phrases are found."""

import pytest

from charter_i18n import lexicon
from charter_i18n.errors import InputError
from charter_i18n.lexicon import Words
from charter_i18n.model import ChangeClass

FRENCH = lexicon.load("fr")


def words(text):
    parts = text.split()
    return Words(
        parts,
        [part.isdecimal() for part in parts],
        [not part[0].isalnum() for part in parts],
    )


def found(text, book=None):
    return [
        (phrase.phrase.value, [text.split()[place] for place in phrase.positions])
        for phrase in (book or FRENCH.operators).find(words(text))
        if phrase.phrase.kind is not None
    ]


def made(phrases, extra=""):
    text = f'locale = "xx"\n{extra}\n[[scope]]\nvalue = "all"\nphrases = {phrases!r}\n'
    return lexicon.read(text, "xx.toml").operators


def test_french_is_loaded_once_and_serves_its_territories():
    assert lexicon.load("fr") is FRENCH
    assert lexicon.load("fr_CA").locale == "fr"
    assert FRENCH.locale == "fr"


def test_a_language_without_a_file_is_empty():
    unknown = lexicon.load("ca")
    assert unknown.locale == "ca"
    assert not unknown.operators
    assert not unknown.words


@pytest.mark.parametrize("locale", ["../fr", "", "fr.toml"])
def test_no_other_file_is_read(locale):
    assert not lexicon.load(locale).operators


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("il doit publier", [("obligation", ["doit"])]),
        ("ils sont expressément tenus de publier", [("obligation", ["sont", "tenus", "de"])]),
        ("il s' engage , enfin , à", [("result", ["s'", "engage"])]),
        ("la veille à midi", []),
        ("il veille à publier", [("means", ["veille", "à"])]),
        ("tout à fait", []),
        ("tout élu", [("all", ["tout"])]),
        ("au moins", [("at least", ["au", "moins"])]),
        ("à moins que", [("unless", ["à", "moins", "que"])]),
        ("moins de 3", [("less than", ["moins", "de"])]),
        ("moins de bruit", []),
        ("savoir si le vote", []),
        ("le vote si le maire", [("condition", ["si"])]),
        ("si grand", [("condition", ["si"])]),
        ("est si grand", []),
        ("sans doute", []),
        ("sans frais", [("not", ["sans"])]),
    ],
)
def test_phrases_of_french(text, expected):
    assert found(text) == expected


def test_every_value_of_the_ladder_is_a_rung():
    rungs = {
        "prohibition",
        "obligation",
        "result",
        "means",
        "recommendation",
        "permission",
        "exemption",
    }
    values = {
        value
        for phrase in FRENCH.operators.phrases
        if phrase.kind is ChangeClass.MODALITY
        for value in (phrase.value, phrase.negated or phrase.value)
    }
    assert values == rungs


def test_every_operator_has_a_value():
    assert all(phrase.value for phrase in FRENCH.operators.phrases if phrase.kind is not None)


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("a b", "a b", True),
        ("a b", "a c b", False),
        ("a|x b", "x b", True),
        ("a ... b", "a u v w x b", True),
        ("a ... b", "a u v w x y b", False),
        ("a ... b", "a , b", False),
        ("a (b)", "a b", True),
        ("a (b)", "a c", False),
        ("a (!b)", "a c", True),
        ("a (!b)", "a b", False),
        ("a (!b)", "a", True),
        ("(!b) a", "b a", False),
        ("(!b) a", "a", True),
        ("(^) a", "a", True),
        ("(^) a", "c , a", True),
        ("(^) a", "c a", False),
        ("a ($)", "c a", True),
        ("a ($)", "a c", False),
        ("a *ment", "a vivement", True),
        ("a pré*", "a prévu", True),
        ("a <number>", "a 5", True),
        ("a <number>", "a b", False),
    ],
)
def test_the_grammar_of_phrases(phrase, text, hit):
    assert bool(found(text, made([phrase]))) == hit


def test_the_longest_phrase_is_taken_and_none_lies_over_another():
    book = made(["a", "a b", "b c"])
    assert found("a b c", book) == [("all", ["a", "b"])]


def test_forms_classes_and_conjugations_are_expanded():
    extra = '[conjugations]\ner = "e ent"\n[forms]\ngo = "march+er va"\n[words]\nup = "haut"\n'
    book = made(["{go} <up>"], extra)
    assert found("marchent haut", book)
    assert found("va haut", book)
    assert not found("march haut", book)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = ", "xx.toml: not valid TOML"),
        ("[scop]\n", "xx.toml: unknown table [scop]"),
        ("[forms]\ngo = 'march+er'\n", "xx.toml: unknown conjugation march+er in [forms]"),
        ("[idioms]\nphrases = ['{go}']\n", "xx.toml: unknown forms {go}"),
        ("[idioms]\nphrases = ['<up>']\n", "xx.toml: unknown words <up>"),
        ("[idioms]\nphrases = ['(a)']\n", "xx.toml: the phrase '(a)' has no word"),
        ("[idioms]\nphrases = 'a'\n", "xx.toml: [idioms] phrases is no list of strings"),
        ("[words]\nup = 3\n", "xx.toml: [words] up is no string"),
        ("words = 3\n", "xx.toml: [words] is no table"),
        ("[scope]\nvalue = 'a'\n", "xx.toml: [[scope]] is no array of tables"),
        ("[numbers]\ncardinals = 'uno=x'\n", "xx.toml: [numbers] cardinals: cannot read uno=x"),
    ],
)
def test_a_lexicon_that_says_something_unknown_is_refused(text, expected):
    with pytest.raises(InputError) as caught:
        lexicon.read(text, "xx.toml")
    assert str(caught.value).startswith(expected)


def test_all_faults_are_reported_together():
    with pytest.raises(InputError) as caught:
        lexicon.read("[a]\n[b]\n[idioms]\nphrases = ['{go}']\n", "xx.toml")
    assert len(caught.value.faults) == 3
