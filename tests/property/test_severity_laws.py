"""What holds of every judgement, redline and level of normalisation, whatever the texts."""

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise

from hypothesis import assume, example, given
from hypothesis import strategies as st

from charter_i18n import dictionary, lexicon, normalise, severity, similarity
from charter_i18n.lexicon import PhraseBook
from charter_i18n.lexicon.nouns import Negation
from charter_i18n.model import ChangeClass, Severity
from charter_i18n.severity.reading import read

FRENCH = lexicon.load("fr")
UNKNOWN = lexicon.load("ca")
# Everything but the operators: what is left tells labels, references and small words.
WITHOUT_OPERATORS = replace(FRENCH, operators=PhraseBook(), negation=Negation())

VOCABULARY = """
le la les un une des du au l’ d’ qu’ n’ s’ ne pas plus jamais aucun que et ou ni soit sauf si
lorsque sans toutefois notamment tous certains seul peut doit devrait s’engage garantit interdit
est sont comité registre avis vote habitants élus publie publient publié légal illégal trois 3 30
jours mois un tiers 5 % 1,5 1 000 € article 12 3° alinéa précédent premier Article I. a) œuvre
oeuvre plate-forme plateforme registre registres régistre État état à A où **avis** *vote* `code`
[lien](#article-5) [lien](https://exemple.fr/a) https://exemple.fr/b <https://exemple.fr/c> [^1]
<br> {{ page.titre }} « » " “ ” ( ) (1) : ; , . ! ? … – — - & &nbsp; /
"""
WORDS = VOCABULARY.split()
BLANKS = (" ", " ", " ", "\u00a0", "\u202f", "  ", "", "\n", "\u00ad", "\u200b")

words = st.sampled_from(WORDS)
texts = st.lists(st.tuples(words, st.sampled_from(BLANKS)), max_size=14).map(
    lambda pairs: "".join(word + blank for word, blank in pairs),
)
anything = texts | st.text(max_size=40)
lexicons = st.sampled_from([FRENCH, UNKNOWN])

_CODE = re.compile(r"(`+).*?\1", re.DOTALL)
_INVISIBLE = re.compile("[\u00ad\u200b\ufeff]")


def said(text: str) -> list[str]:
    """The letters and digits that a reader sees, absolute URLs left out; written independently."""
    without_urls = text
    for url in sorted(normalise.urls(text), key=len, reverse=True):
        without_urls = without_urls.replace(url, "")
    plain = unicodedata.normalize("NFC", _INVISIBLE.sub("", without_urls))
    return [character for character in plain if character.isalnum()]


@given(anything, lexicons)
def test_the_same_text_has_no_severity(text, known):
    assert severity.classify([text], [text], lexicon=known).severity is Severity.NONE


@given(anything, anything, lexicons)
@example("1,5 %", "15 %", FRENCH)
@example("où", "ou", FRENCH)
@example("`a-b`", "`a–b`", FRENCH)
@example("[a](b-c.md)", "[a](b–c.md)", FRENCH)
def test_no_change_of_a_letter_or_digit_outside_a_url_is_cosmetic(old, new, known):
    judged = severity.classify([old], [new], lexicon=known)
    if judged.severity <= Severity.COSMETIC:
        assert said(old) == said(new)
        assert _CODE.findall(old) == _CODE.findall(new)


@given(texts, st.data())
def test_one_changed_letter_or_digit_is_never_cosmetic(text, data):
    outside = [place for place, character in enumerate(text) if character.isalnum()]
    for url in normalise.urls(text):
        start = text.find(url)
        outside = [place for place in outside if not start <= place < start + len(url)]
    if not outside:
        return
    place = data.draw(st.sampled_from(outside))
    other = "x" if text[place] != "x" else "y"
    changed = text[:place] + other + text[place + 1 :]
    if said(changed) == said(text):
        return  # the letter stood in a URL that stands twice
    judged = severity.classify([text], [changed], lexicon=FRENCH)
    assert judged.severity > Severity.COSMETIC


@given(texts, st.data())
def test_another_blank_apostrophe_quote_or_dash_is_cosmetic(text, data):
    families = ("'’", " \u00a0\u202f\u2009", '"“”', "-–—")
    prose = text.replace("`", "").replace("{{", "").replace("](", "] (").replace("<", "")
    prose = re.sub(r"\S*://\S*", "", prose)
    varied = ""
    for character in prose:
        family = next((signs for signs in families if character in signs), character)
        varied += data.draw(st.sampled_from(family)) if len(family) > 1 else character
    judged = severity.classify([prose], [varied], lexicon=FRENCH)
    assert judged.severity <= Severity.COSMETIC
    assert judged.classes in {(), (ChangeClass.TYPOGRAPHY,)}


@given(anything, anything, lexicons)
def test_the_severity_is_that_of_the_worst_class_and_has_a_reason(old, new, known):
    judged = severity.classify([old], [new], lexicon=known)
    order = list(severity.SEVERITIES)
    assert list(judged.classes) == sorted(set(judged.classes), key=order.index)
    worst = max((severity.SEVERITIES[kind] for kind in judged.classes), default=Severity.NONE)
    assert judged.severity is worst
    assert str(judged.reason)
    assert bool(judged.classes) == (old != new)


@given(texts, texts)
def test_operators_only_raise_what_the_ladder_says(old, new):
    judged = severity.classify([old], [new], lexicon=FRENCH)
    ladder = severity.classify([old], [new], lexicon=WITHOUT_OPERATORS)
    assert judged.severity >= min(ladder.severity, Severity.MAJOR)


@given(anything, anything)
def test_the_same_change_is_judged_alike_twice(old, new):
    first = severity.classify([old], [new], lexicon=FRENCH)
    assert severity.classify([old], [new], lexicon=FRENCH) == first


@given(st.lists(texts, min_size=2, max_size=3), texts)
def test_a_split_is_at_least_minor(parts, whole):
    split = severity.classify([whole], parts, lexicon=FRENCH)
    merged = severity.classify(parts, [whole], lexicon=FRENCH)
    assert split.severity >= Severity.MINOR
    assert ChangeClass.SPLIT in split.classes
    assert merged.severity >= Severity.MINOR
    assert ChangeClass.MERGED in merged.classes


BASES = (
    "Le registre est public.",
    "Les séances du conseil sont filmées.",
    "Chaque habitant reçoit un exemplaire du bulletin.",
    "La trésorière ne vote pas au premier tour.",
)
SENTENCES = (
    "Toute modification du calendrier doit être annoncée.",
    "Nul ne peut revendre les coordonnées des participants.",
    "Seuls trois scrutateurs tiennent la caisse.",
    "L’hébergeur s’efforce de corriger les failles sous dix jours.",
    "Une copie payante peut être demandée, sauf le dimanche.",
)
RUNGS = {
    "obligation": ("doit signer", "devra signer", "est tenu de signer"),
    "permission": ("peut signer", "pourra signer", "a la faculté de signer", "est libre de signer"),
    "recommendation": ("devrait signer",),
    "result": ("s’engage à signer", "s’engagera à signer"),
    "means": ("s’efforce de signer", "s’efforcera de signer", "fait son possible pour signer"),
    "prohibition": ("ne peut signer", "ne saurait signer", "ne doit pas signer"),
}
FRAMES = (
    "L’éditeur {} la convention.",
    "Avant le vote, le maire {} la convention et l’annexe.",
    "La convention que le bureau {} est publique.",
)


@given(st.sampled_from(BASES), st.sampled_from(SENTENCES), st.booleans())
def test_a_whole_new_sentence_alters_no_operator(base, sentence, first):
    longer = f"{sentence} {base}" if first else f"{base} {sentence}"
    added = severity.classify([base], [longer], lexicon=FRENCH)
    removed = severity.classify([longer], [base], lexicon=FRENCH)
    assert added.severity is removed.severity is Severity.MAJOR
    assert added.classes == (ChangeClass.ADDITION,)
    assert removed.classes == (ChangeClass.DELETION,)


@given(st.sampled_from(FRAMES), *[st.sampled_from(sorted(RUNGS))] * 2, st.data())
def test_a_modality_is_altered_when_the_rung_changes_and_only_then(frame, before, after, data):
    old = frame.format(data.draw(st.sampled_from(RUNGS[before])))
    new = frame.format(data.draw(st.sampled_from(RUNGS[after])))
    judged = severity.classify([old], [new], lexicon=FRENCH)
    if before == after:
        assert judged.severity in {Severity.NONE, Severity.MAJOR}
    else:
        assert judged.severity is Severity.CRITICAL
        assert ChangeClass.MODALITY in judged.classes
    denied = "prohibition" in {before, after} and before != after
    assert (ChangeClass.NEGATION in judged.classes) == denied


TWO_WORDS = (
    ("poisson", "poison"),
    ("conservation", "conversation"),
    ("allocation", "allocution"),
    ("amende", "amande"),
    ("dessert", "désert"),
    ("voix", "voie"),
    ("éminent", "imminent"),
    ("émigration", "immigration"),
)


@given(st.sampled_from(TWO_WORDS), st.booleans(), st.sampled_from(["Le rapport cite {}.", "{} ?"]))
def test_a_letter_that_makes_another_word_is_no_slip(pair, turned, frame):
    old, new = reversed(pair) if turned else pair
    judged = severity.classify([frame.format(old)], [frame.format(new)], lexicon=FRENCH)
    assert judged.severity >= Severity.MAJOR
    assert ChangeClass.SPELLING not in judged.classes


LONG_WORD = re.compile("[a-zé]{7,}")


@given(st.sampled_from(SENTENCES), st.data(), st.booleans())
def test_a_slip_that_makes_no_word_is_one_of_spelling(sentence, data, turned):
    word = data.draw(st.sampled_from(list(LONG_WORD.finditer(sentence))))
    place = data.draw(st.integers(word.start() + 2, word.end() - 2))
    slip = data.draw(st.sampled_from(["", sentence[place] * 2]))
    misspelt = sentence[:place] + slip + sentence[place + 1 :]
    end = word.end() + len(slip) - 1
    assume(not dictionary.knows(misspelt[word.start() : end], "fr"))
    old, new = (misspelt, sentence) if turned else (sentence, misspelt)
    judged = severity.classify([old], [new], lexicon=FRENCH)
    assert judged.classes == (ChangeClass.SPELLING,)


PHRASES = (
    "sous 30 jours",
    "dans un délai de deux mois",
    "avant le 5 mai",
    "après la clôture du registre",
    "chaque année",
    "en cas de désaccord",
    "sans autre formalité",
    "sous réserve de places libres",
)
CLAUSES = (
    "le greffe répond aux pétitions",
    "la trésorière ne signe pas le relevé",
    "tous les habitants peuvent consulter la maquette",
)


@given(st.sampled_from(PHRASES), st.sampled_from(CLAUSES), st.booleans())
def test_a_phrase_that_moves_in_its_clause_alters_no_operator(phrase, clause, turned):
    first = f"{phrase}, {clause}.".capitalize()
    last = f"{clause} {phrase}.".capitalize()
    old, new = (last, first) if turned else (first, last)
    assert severity.classify([old], [new], lexicon=FRENCH).severity is Severity.MAJOR


_SMALL = """
zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
dix-sept dix-huit dix-neuf
"""
_ROUND = "_ _ vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt"
PLURAL = re.compile("(?<=vingt)s$|(?<=cent)s$")
UNITS = _SMALL.split()
TENS = _ROUND.split()


def in_words(number: int) -> str:
    """A number below a million as it is written in French, hyphens below a hundred only."""
    for size, name in ((1000, "mille"), (100, "cent")):
        if number >= size:
            count, rest = divmod(number, size)
            head = name if count == 1 else f"{PLURAL.sub('', in_words(count))} {name}"
            plural = "s" if name == "cent" and count > 1 and not rest else ""
            return f"{head} {in_words(rest)}" if rest else head + plural
    if number < len(UNITS):
        return UNITS[number]
    tens, rest = divmod(number, 10)
    rest += 10 * (tens in (7, 9))
    if rest in (1, 11) and tens < 8:
        return f"{TENS[tens]} et {UNITS[rest]}"
    return f"{TENS[tens]}-{UNITS[rest]}" if rest else TENS[tens] + "s" * (number == 80)


@given(st.integers(2, 99_999), st.integers(2, 99_999), st.booleans())
@example(17_000, 17_000, False)  # noqa: FBT003 - as below
@example(1_851, 1_851, False)  # noqa: FBT003 - as below
@example(71, 71, True)  # noqa: FBT003 - examples are positional here
@example(80, 81, False)  # noqa: FBT003 - examples are positional here
@example(2_200, 2_200, True)  # noqa: FBT003 - examples are positional here
def test_a_number_is_its_value_however_written(number, other, hyphens):
    written = in_words(number).replace(" ", "-") if hyphens else in_words(number)
    old = f"La caisse compte {written} jetons verts."
    new = f"La caisse compte {other} jetons verts."
    judged = severity.classify([old], [new], lexicon=FRENCH)
    assert (ChangeClass.NUMBER in judged.classes) == (number != other)


@given(anything)
def test_levels_are_stable_and_follow_each_other(text):
    first = normalise.typography(text)
    assert normalise.typography(first) == first
    assert normalise.letters(first) == normalise.letters(text)


@given(anything)
def test_tokens_partition_the_text(text):
    for joints in (normalise.PLAIN, FRENCH.joints):
        assert "".join(normalise.partition(text, joints=joints)) == text


@given(anything, anything, st.sampled_from([None, FRENCH]))
def test_a_redline_holds_both_texts(old, new, known):
    pieces = similarity.redline(old, new, lexicon=known)
    kept = {similarity.Op.EQUAL, similarity.Op.DELETE}
    assert "".join(text for op, text in pieces if op in kept) == old
    kept = {similarity.Op.EQUAL, similarity.Op.INSERT}
    assert "".join(text for op, text in pieces if op in kept) == new
    assert all(text for _, text in pieces)
    operations = [op for op, _ in pieces]
    assert all(first is not second for first, second in pairwise(operations))


@given(anything, anything)
def test_likeness_is_symmetrical_and_bounded(first, second):
    value = similarity.ratio(first, second)
    assert 0.0 <= value <= 1.0
    assert value == similarity.ratio(second, first)
    assert similarity.ratio(first, first) == 1.0


@given(anything)
def test_urls_found_are_the_urls_replaced(text):
    found = normalise.urls(text)
    seen = []
    same = normalise.replace_urls(text, lambda url: seen.append(url) or url)
    assert same == text
    assert tuple(seen) == found
    assert normalise.swap_urls(text, text, text) == text


@given(anything)
def test_a_reading_keeps_every_word(text):
    reading = read(normalise.typography(text), FRENCH)
    assert len(reading.words) == len(reading.stems) == len(reading.units) == len(reading.sorts)
    assert list(reading.units) == sorted(reading.units)
