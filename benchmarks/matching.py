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
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from charter_i18n.alignment import match
from charter_i18n.model import Alignment, Kind, Match, Passage

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("CHARTER_I18N_DATA", ROOT.parent / "shared" / "data"))
SEED = 20171125

SUBJECTS = """
l’initiateur de la consultation|le prestataire de la plateforme|l’utilisateur inscrit
le comité de suivi|le modérateur|l’autorité organisatrice|toute personne intéressée
le garant de la démarche|le conseil municipal|l’opérateur technique|chaque contributeur
le signataire de la charte|l’assemblée des participants|le responsable du traitement
l’association porteuse|la commission d’arbitrage|le tiers de confiance|le maître d’ouvrage
""".replace("\n", "|").strip("|").split("|")
VERBS = """
publie|conserve|met à disposition|s’engage à rendre publics|doit transmettre|peut consulter
ne peut modifier|vérifie|archive|garantit|s’efforce de préserver|est tenu de motiver
annonce|explique|soumet à discussion|s’interdit d’exploiter|tient à jour|rectifie
documente|restitue|fait auditer|anonymise|notifie|recueille|arrête|propose|valide
""".replace("\n", "|").strip("|").split("|")
OBJECTS = """
les contributions déposées|le code source des algorithmes|les critères de classement
le calendrier des étapes|la synthèse des débats|les données personnelles collectées
les résultats du scrutin|le registre des incidents|les comptes de la démarche
les règles de modération|les décisions de retrait|les avis minoritaires
la liste des signataires|le rapport annuel d’activité|les échanges avec les élus
les mesures d’accessibilité|l’historique des versions|les conditions d’utilisation
le budget alloué aux propositions|les journaux de connexion|la procédure de recours
les traductions de la charte|les statistiques de fréquentation|le mandat des tirés au sort
""".replace("\n", "|").strip("|").split("|")
CIRCUMSTANCES = """
dans un délai de {n} jours|avant l’ouverture de la consultation|sous un format ouvert
après avis du comité|à la demande d’un dixième des inscrits|pendant au moins {n} mois
sauf urgence motivée|sur le site de la collectivité|sans contrepartie financière
dans des termes compréhensibles par tous|conformément à l’article {n}
à l’issue de la phase d’idéation|en présence de deux témoins|sous le contrôle du garant
dans chacune des langues employées|lorsque la loi l’exige|à titre gratuit
par tout moyen donnant date certaine|dans les quartiers concernés|au plus tard le {n} du mois
""".replace("\n", "|").strip("|").split("|")
STEMS = "par lu co mi ta re no vi sa do ne pu ri fa gu ma lo ci be ra".split()
ENDINGS = "tion ment eur age ure ence isme ité oire ette ance ier".split()


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes sentences like those of a charter, the same for the same seed."""

    random: random.Random

    def name(self) -> str:
        """A rare word, as every legal text has its own."""
        roots = self.random.choices(STEMS, k=self.random.randint(2, 3))
        return "".join(roots) + self.random.choice(ENDINGS)

    def clause(self) -> str:
        """Where, when or how."""
        return self.random.choice(CIRCUMSTANCES).format(n=self.random.randint(2, 90))

    def sentence(self) -> str:
        """Who does what, about what, and how."""
        parts = [self.random.choice(options) for options in (SUBJECTS, VERBS, OBJECTS)]
        if self.random.random() < 0.7:
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
        if self.random.random() < 0.3:
            words.insert(self.random.randrange(len(words)), self.clause())
        first, _, rest = " ".join(words).partition(". ")
        return rest if rest and self.random.random() < 0.2 else " ".join(words)

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
