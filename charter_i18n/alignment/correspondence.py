"""Which text now stands where another stood: the key to what became of references."""

from collections.abc import Sequence

from charter_i18n import normalise
from charter_i18n.alignment.links import Links
from charter_i18n.alignment.outline import outline
from charter_i18n.alignment.places import MAJORITY, free_pairs, shared_sections
from charter_i18n.model import Alignment, Passage


def corresponding(
    old: Sequence[Passage],
    new: Sequence[Passage],
    found: Alignment,
    *,
    label_nouns: Sequence[str] = normalise.LABEL_NOUNS,
) -> list[tuple[str, str]]:
    """The old and new texts that stand over, or are, the same provision.

    As texts "Article 6" and "Article 6" are equal; as headings they do not correspond when an
    article was put in before and the text of the old Article 6 is now that of Article 7. To know
    what a reference means, ask what stands below.

    Args:
        old: The old passages.
        new: The new ones.
        found: Their alignment.
        label_nouns: The words that stand before a number in a label, lower case.

    Returns:
        Pairs of msgids, old and new: of headings most of whose content is the same, and of all
        other passages that are paired one to one. A heading without content of its own, or whose
        content has gone, corresponds to none where its partner corresponds to another.
    """
    singles = [
        (match.old[0], match.new[0])
        for match in found.matches
        if len(match.old) == len(match.new) == 1 and not match.ambiguous and match.old[0] < len(old)
    ]
    links = Links().extended({new_index: old_index for old_index, new_index in singles})
    shares = shared_sections(outline(old, label_nouns), outline(new, label_nouns), links)
    over = free_pairs((edge for edge, share in shares.items() if share > MAJORITY), Links())
    olds = set(over.values())
    rest = {new_index: old_index for old_index, new_index in singles if old_index not in olds}
    pairs = sorted((old_index, new_index) for new_index, old_index in {**rest, **over}.items())
    return [(old[one].msgid, new[other].msgid) for one, other in pairs]
