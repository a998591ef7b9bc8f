"""Real revisions of a code of law: related paragraphs are paired, reused numbers are not."""

import json
from typing import Any

import pytest
from data import data_file

from charter_i18n.alignment import match
from charter_i18n.model import Kind, Passage

ENOUGH = 0.9


@pytest.fixture(scope="module")
def revisions() -> list[dict[str, Any]]:
    text = data_file("revisions-dev.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def agreed(case: dict[str, Any]) -> str | None:
    one, other = case["labels"]
    sure = one["class"] == other["class"] and not one["unsure"] and not other["unsure"]
    return str(one["class"]) if sure else None


def partners(cases: list[dict[str, Any]]) -> list[tuple[int, ...]]:
    """For each new paragraph the places of its old ones, each under its heading."""
    sides = []
    for side in ("old", "new"):
        passages = []
        for case in cases:
            passages.append(Passage(case["article"], kind=Kind.HEADING))
            passages.append(Passage(case[side], section=(case["article"],)))
        sides.append(passages)
    found: dict[int, tuple[int, ...]] = {}
    for row in match(*sides).matches:
        for index in row.new if not row.ambiguous else ():
            found[index // 2] = tuple(place // 2 for place in row.old if index % 2)
    return [found.get(place, ()) for place in range(len(cases))]


def shares(cases: list[dict[str, Any]], found: list[bool]) -> tuple[float, float]:
    """How many of the related pairs were found, and how many of the unrelated were not."""
    related = [hit for case, hit in zip(cases, found, strict=True) if is_related(case)]
    others = [hit for case, hit in zip(cases, found, strict=True) if agreed(case) == "unrelated"]
    return sum(related) / len(related), 1.0 - sum(others) / len(others)


def is_related(case: dict[str, Any]) -> bool:
    return agreed(case) not in (None, "unrelated")


def test_each_pair_alone(revisions: list[dict[str, Any]]) -> None:
    found = [bool(partners([case])[0]) for case in revisions]
    assert min(shares(revisions, found)) >= ENOUGH


def test_all_in_one_document(revisions: list[dict[str, Any]]) -> None:
    found = partners(revisions)
    own = [place in places for place, places in enumerate(found)]
    assert min(shares(revisions, own)) >= ENOUGH


def test_no_wrong_partner_but_a_version_of_the_same_text(revisions: list[dict[str, Any]]) -> None:
    for place, places in enumerate(partners(revisions)):
        for other in places:
            texts = {revisions[other]["old"], revisions[other]["new"]}
            same = {revisions[place]["old"], revisions[place]["new"]}
            assert other == place or texts & same
