"""How well and how fast `alignment.match` pairs, beside msgmerge and pot2po.

    python benchmarks/matching.py quality      real revisions, where their file is at hand
    python benchmarks/matching.py speed        against msgmerge and pot2po, and how time grows
    python benchmarks/matching.py memory       the peak of one large match

The texts of `speed` and `memory` are made up from a vocabulary, the same in every run.
"""

import argparse
import json
import math
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product
from pathlib import Path
from typing import Any

from charter_i18n.alignment import match
from charter_i18n.model import Kind, Passage

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CHARTER_I18N_DATA", ROOT.parent / "shared" / "data"))
SEED = 20171125
SIDES = ("old", "new")
RAW = argparse.RawDescriptionHelpFormatter

SUBJECTS = (
    """
l’initiateur de la consultation|le prestataire de la plateforme|l’utilisateur inscrit
le comité de suivi|le modérateur|l’autorité organisatrice|toute personne intéressée
le garant de la démarche|le conseil municipal|l’opérateur technique|chaque contributeur
le signataire de la charte|l’assemblée des participants|le responsable du traitement
l’association porteuse|la commission d’arbitrage|le tiers de confiance|le maître d’ouvrage
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
VERBS = (
    """
publie|conserve|met à disposition|s’engage à rendre publics|doit transmettre|peut consulter
ne peut modifier|vérifie|archive|garantit|s’efforce de préserver|est tenu de motiver
annonce|explique|soumet à discussion|s’interdit d’exploiter|tient à jour|rectifie
documente|restitue|fait auditer|anonymise|notifie|recueille|arrête|propose|valide
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
OBJECTS = (
    """
les contributions déposées|le code source des algorithmes|les critères de classement
le calendrier des étapes|la synthèse des débats|les données personnelles collectées
les résultats du scrutin|le registre des incidents|les comptes de la démarche
les règles de modération|les décisions de retrait|les avis minoritaires
la liste des signataires|le rapport annuel d’activité|les échanges avec les élus
les mesures d’accessibilité|l’historique des versions|les conditions d’utilisation
le budget alloué aux propositions|les journaux de connexion|la procédure de recours
les traductions de la charte|les statistiques de fréquentation|le mandat des tirés au sort
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
CIRCUMSTANCES = (
    """
dans un délai de {n} jours|avant l’ouverture de la consultation|sous un format ouvert
après avis du comité|à la demande d’un dixième des inscrits|pendant au moins {n} mois
sauf urgence motivée|sur le site de la collectivité|sans contrepartie financière
dans des termes compréhensibles par tous|conformément à l’article {n}
à l’issue de la phase d’idéation|en présence de deux témoins|sous le contrôle du garant
dans chacune des langues employées|lorsque la loi l’exige|à titre gratuit
par tout moyen donnant date certaine|dans les quartiers concernés|au plus tard le {n} du mois
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
ROOTS = tuple(map("".join, product("bdfglmnprstv", "aeiou")))
ENDINGS = ("tion", "ment", "eur", "age", "ure", "ence", "isme", "ité", "oire", "ette", "ance")

HAS_TOPIC = 0.7
CLAUSE_PUT_IN = 0.3
SENTENCE_OUT = 0.2


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes sentences like those of a charter, the same for the same seed."""

    random: random.Random

    def name(self) -> str:
        """A rare word, as every legal text has its own."""
        roots = self.random.choices(ROOTS, k=self.random.randint(2, 3))
        return "".join(roots) + self.random.choice(ENDINGS)

    def clause(self) -> str:
        """Where, when or how."""
        return self.random.choice(CIRCUMSTANCES).format(n=self.random.randint(2, 90))

    def sentence(self) -> str:
        """Who does what, about what, and how."""
        parts = [self.random.choice(options) for options in (SUBJECTS, VERBS, OBJECTS)]
        if self.random.random() < HAS_TOPIC:
            parts.append(f"relatifs à la {self.name()}")
        parts += [self.clause() for _ in range(self.random.randint(1, 2))]
        text = " ".join(parts) + "."
        return text[0].upper() + text[1:]

    def paragraph(self) -> str:
        """One to three sentences."""
        return " ".join(self.sentence() for _ in range(self.random.randint(1, 3)))

    def document(self, size: int) -> list[Passage]:
        """Articles of a heading and some paragraphs each."""
        passages: list[Passage] = []
        article = 0
        while len(passages) < size:
            article += 1
            title = f"Article {article} : {self.name()} et {self.name()}"
            passages.append(Passage(title, kind=Kind.HEADING))
            kinds = [Kind.PARAGRAPH, *[Kind.LIST_ITEM] * self.random.randint(1, 6)]
            passages += [Passage(self.paragraph(), kind=kind, section=(title,)) for kind in kinds]
        return passages[:size]

    def edited(self, text: str) -> str:
        """The text with a word or two replaced, and perhaps a clause put in or a sentence out."""
        words = text.split(" ")
        for _ in range(self.random.randint(1, 2)):
            words[self.random.randrange(len(words))] = self.name()
        if self.random.random() < CLAUSE_PUT_IN:
            words.insert(self.random.randrange(len(words)), self.clause())
        _, _, rest = " ".join(words).partition(". ")
        return rest if rest and self.random.random() < SENTENCE_OUT else " ".join(words)

    def revision(self, passages: Sequence[Passage], share: float) -> list[Passage]:
        """The passages, of which `share` are edited."""
        chosen = set(self.random.sample(range(len(passages)), round(len(passages) * share)))
        return [
            replace(passage, msgid=self.edited(passage.msgid)) if index in chosen else passage
            for index, passage in enumerate(passages)
        ]

    def extension(self, passages: Sequence[Passage], number: int) -> list[Passage]:
        """The passages with `number` wholly new ones among them."""
        extended = list(passages)
        for _ in range(number):
            new = " ".join(self.name() for _ in range(30))
            extended.insert(self.random.randrange(len(extended)), Passage(new))
        return extended


def writer() -> Writer:
    """A writer at its beginning."""
    return Writer(random.Random(SEED))  # noqa: S311 - nothing secret


def edited(size: int) -> tuple[list[Passage], list[Passage]]:
    """A document and the same with a tenth of its texts edited."""
    author = writer()
    old = author.document(size)
    return old, author.revision(old, 0.1)


def extended(size: int) -> tuple[list[Passage], list[Passage]]:
    """A document and the same with 200 wholly new texts."""
    author = writer()
    old = author.document(size)
    return old, author.extension(old, 200)


def seconds(action: Callable[[], object]) -> float:
    """How long something takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


# Speed


def speed(*, full: bool) -> None:
    """Compare with msgmerge and pot2po, and see how the time grows."""
    size, large = (10_000, 50_000) if full else (2_000, 10_000)
    for name, texts in (("a tenth edited", edited(size)), ("200 new", extended(size))):
        beside(f"{size} segments, {name}", *texts, tools=("msgmerge", "pot2po"))
    if full:
        beside(f"{large} segments, a tenth edited", *edited(large), tools=("msgmerge",), most=12)
    sizes = [1_000, 2_000, 5_000, 10_000, *([20_000, 50_000] if full else [])]
    times = {size: best_of(*edited(size)) for size in sizes}
    for size, taken in times.items():
        print(f"{size:>8} segments, a tenth edited: {taken:6.2f} s")
    print(f"time grows with the size to the power of {exponent(times):.2f}")


def best_of(old: Sequence[Passage], new: Sequence[Passage], rounds: int = 3) -> float:
    """The shortest of a few runs: what else runs on the machine only adds."""
    return min(seconds(lambda: match(old, new)) for _ in range(rounds))


def exponent(times: Mapping[int, float]) -> float:
    """The slope of the line through the logarithms, by least squares."""
    sizes = [math.log(size) for size in times]
    spans = [math.log(taken) for taken in times.values()]
    return statistics.linear_regression(sizes, spans).slope


def beside(
    name: str,
    old: Sequence[Passage],
    new: Sequence[Passage],
    *,
    tools: Sequence[str],
    most: int = 100,
) -> None:
    """Print how long we take, and how many times that, but for `most`, the other tools take."""
    ours = best_of(old, new)
    print(f"{name}: match {ours:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        before, after, result = (Path(folder) / name for name in ("old.po", "new.pot", "out.po"))
        before.write_text(catalogue(old, translated=True), encoding="utf-8")
        after.write_text(catalogue(new, translated=False), encoding="utf-8")
        commands: dict[str, list[str | Path]] = {
            "msgmerge": ["msgmerge", "--previous", "--no-wrap", "-q", "-o", result, before, after],
            "pot2po": ["pot2po", "--progress=none", "-t", before, after, result],
        }
        for tool in tools:
            print(f"    {tool} {against(commands[tool], ours, most)}")


def against(command: Sequence[str | Path], ours: float, most: int) -> str:
    """Run another tool, at most so many times as long as we took."""
    program = shutil.which(command[0], path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    if program is None:
        return "is not installed"
    limit = max(10.0, most * ours)
    start = time.perf_counter()
    try:
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        subprocess.run([program, *command[1:]], check=True, timeout=limit, env=environment)
    except subprocess.TimeoutExpired:
        return f"more than {limit:.0f} s, {limit / ours:.0f} times ours: stopped"
    taken = time.perf_counter() - start
    return f"{taken:.2f} s, {taken / ours:.1f} times ours"


def catalogue(passages: Sequence[Passage], *, translated: bool) -> str:
    """A minimal PO file; the texts have neither line feeds nor control characters."""
    entries = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for msgid in dict.fromkeys(passage.msgid for passage in passages):
        quoted = msgid.replace("\\", "\\\\").replace('"', '\\"')
        target = f"Traduction : {quoted}" if translated else ""
        entries.append(f'msgid "{quoted}"\nmsgstr "{target}"\n')
    return "\n".join(entries)


# Memory


def memory(*, full: bool) -> None:
    """Print the peak of a process that does one large match, the texts included."""
    old, new = edited(50_000 if full else 10_000)
    match(old, new)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{len(old)} segments, a tenth edited: peak {peak:.0f} MiB")


# Quality


def quality(*, full: bool) -> None:
    """Pair real revisions: each alone under its heading, then all in one document."""
    path = DATA / "revisions-dev.jsonl"
    if not path.exists():
        print(f"no real revisions at {path}")
        return
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    alone = [paired([case]) for case in cases]
    report("alone", cases, [bool(partners) for [partners] in alone])
    pooled = paired(cases)
    report("pooled", cases, [place in partners for place, partners in enumerate(pooled)])
    wrong = [place for place, partners in enumerate(pooled) if partners - {place}]
    equal = {case["old"]: place for place, case in enumerate(cases)}
    copies = [place for place in wrong if cases[place]["new"] in equal]
    print(f"wrong partners: {len(wrong)}, of which the very same text: {len(copies)}")
    if full:
        for place in wrong:
            print(f"    {cases[place]['id']} from {[cases[i]['id'] for i in pooled[place]]}")


def paired(cases: Sequence[dict[str, Any]]) -> list[set[int]]:
    """For each new paragraph the places of the old ones that it was paired with."""
    old, new = ([*chain.from_iterable(under(case, side) for case in cases)] for side in SIDES)
    partners: list[set[int]] = [set() for _ in cases]
    for found in match(old, new).matches:
        for index in found.new if not found.ambiguous else ():
            if index % 2:
                partners[index // 2] |= {place // 2 for place in found.old}
    return partners


def under(case: dict[str, Any], side: str) -> tuple[Passage, Passage]:
    """The heading of a case and its old or new paragraph."""
    article = case["article"]
    return Passage(article, kind=Kind.HEADING), Passage(case[side], section=(article,))


def report(name: str, cases: Sequence[dict[str, Any]], found: Sequence[bool]) -> None:
    """Print how many related pairs were found, and how many unrelated ones were not."""
    hits: Counter[bool] = Counter()
    totals: Counter[bool] = Counter()
    for case, is_pair in zip(cases, found, strict=True):
        related = agreed(case)
        if related is not None:
            totals[related] += 1
            hits[related] += is_pair == related
    print(
        f"{name}: {hits[True]} of {totals[True]} related pairs found, "
        f"{hits[False]} of {totals[False]} unrelated pairs left alone"
    )


def agreed(case: dict[str, Any]) -> bool | None:
    """Whether a pair is related, where both annotators are sure and say the same."""
    one, other = case["labels"]
    if one["class"] != other["class"] or one["unsure"] or other["unsure"]:
        return None
    return bool(one["class"] != "unrelated")


MEASURES = {"quality": quality, "speed": speed, "memory": memory}


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=RAW)
    parser.add_argument("measure", choices=MEASURES)
    parser.add_argument("--full", action="store_true", help="large sizes: takes many minutes")
    options = parser.parse_args()
    MEASURES[options.measure](full=options.full)


if __name__ == "__main__":
    main()
