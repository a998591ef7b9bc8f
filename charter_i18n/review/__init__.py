"""The review ledger: what people, and cosmetic carries, said of pairs of texts.

A ledger is a set of JSON objects, one a line. Lines are added, exact duplicates dropped, and their
order means nothing, so that git may merge two branches line by line.
"""

from charter_i18n.review.lines import add, line, parse, without
from charter_i18n.review.records import EMPTY, Ledger, Pair, Record, Verdict

__all__ = ["EMPTY", "Ledger", "Pair", "Record", "Verdict", "add", "line", "parse", "without"]
