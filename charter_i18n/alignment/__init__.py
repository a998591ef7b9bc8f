"""Matching old to new: what became of each text, and where each comes from.

A number is a label and no identity: reformed texts reuse article numbers for unrelated
provisions. Neither numbers nor positions alone pair two texts; they are paired, in this order,

1. when they are equal, or equal but for typography (`anchors`); texts that stand several times
   are told apart by their neighbours;
2. when one was cut in several, or several were joined (`splits`);
3. when their words are alike (`texts`, `index`, `scoring`), a little more so where neighbours,
   kind and section agree (`surroundings`), and it is clear who goes with whom (`assignment`);
4. when they are headings or mere labels over, or between, texts that are paired (`places`);
5. when a text of an earlier revision returns (`returns`).

What is paired outside the order that most texts kept has moved (`moves`).
"""

from charter_i18n.alignment.correspondence import corresponding
from charter_i18n.alignment.matching import match

__all__ = ["corresponding", "match"]
