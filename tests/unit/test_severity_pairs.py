"""Minimal pairs, one change each, with the severity and the classes that they must get."""

import json
from pathlib import Path

import pytest
from data import data_file

from charter_i18n import lexicon, severity

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
FRENCH = lexicon.load("fr")
ACCEPTABLE = "minor is acceptable"


def pairs(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def check(pair):
    judged = severity.classify([pair["old"]], [pair["new"]], lexicon=FRENCH)
    wanted = {pair["severity"], *(["minor"] if ACCEPTABLE in pair.get("note", "") else [])}
    said = f"{judged.severity} {list(judged.classes)}: {judged.reason}"
    assert str(judged.severity) in wanted, said
    assert not pair["any_of"] or set(pair["any_of"]) & set(judged.classes), said
    assert not set(pair["none_of"]) & set(judged.classes), said


@pytest.mark.parametrize("pair", pairs(FIXTURES / "severity.jsonl"), ids=lambda pair: pair["id"])
def test_pair(pair):
    check(pair)


@pytest.mark.parametrize("pair", pairs(FIXTURES / "traps.jsonl"), ids=lambda pair: pair["id"])
def test_trap(pair):
    check(pair)


def test_the_traps_beside_the_project():
    failed = {}
    for pair in pairs(data_file("traps.jsonl")):
        try:
            check(pair)
        except AssertionError as error:
            failed[pair["id"]] = str(error)
    assert not failed
