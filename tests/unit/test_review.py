import json

import pytest

from charter_i18n import review
from charter_i18n.errors import InputError
from charter_i18n.model import ChangeClass, Key
from charter_i18n.review import Ledger, Pair, Record, Verdict

PATH = "locale/es/reviews/charte.jsonl"
PAIR = Pair("Le chat.", "El gato.")
OTHER = Pair("Le chat !", "¡El gato!")


def said(verdict: Verdict, date: str, reviewer: str = "Ana", **more: str) -> Record:
    return Record(verdict, PAIR, reviewer=reviewer, date=date, **more)


APPROVED = said(Verdict.APPROVED, "2026-11-23", version="1.0.0")
CARRIED = Record(
    Verdict.CARRIED, OTHER, previous=PAIR, classes=(ChangeClass.TYPOGRAPHY, ChangeClass.LINK)
)


def parsed(*lines: str) -> Ledger:
    return review.parse("".join(f"{line}\n" for line in lines), path=PATH)


def test_a_line_has_all_that_a_record_says_and_is_read_back():
    text = review.line(APPROVED)
    assert json.loads(text) == {
        "verdict": "approved",
        "msgctxt": None,
        "source": "Le chat.",
        "target": "El gato.",
        "reviewer": "Ana",
        "version": "1.0.0",
        "date": "2026-11-23",
        "note": "",
    }
    assert parsed(text).records == (APPROVED,)


def test_a_carried_line_has_neither_reviewer_nor_date():
    text = review.line(CARRIED)
    assert json.loads(text) == {
        "verdict": "carried",
        "msgctxt": None,
        "source": "Le chat !",
        "target": "¡El gato!",
        "version": "",
        "note": "",
        "previous": {"source": "Le chat.", "target": "El gato."},
        "classes": ["typography", "link"],
    }
    assert parsed(text).records == (CARRIED,)


def test_a_verdict_holds_for_its_pair_alone():
    ledger = Ledger.of([APPROVED])
    assert ledger.verdict(PAIR) == APPROVED
    assert ledger.verdict(Pair("Le chat.", "El  gato.")) is None
    assert ledger.verdict(Pair("Le chats.", "El gato.")) is None
    assert ledger.verdict(Pair("Le chat.", "El gato.", "menu")) is None


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        ([(Verdict.APPROVED, "01"), (Verdict.REJECTED, "02")], Verdict.REJECTED),
        ([(Verdict.APPROVED, "02"), (Verdict.REJECTED, "01")], Verdict.APPROVED),
        ([(Verdict.APPROVED, "01"), (Verdict.REJECTED, "01")], Verdict.REJECTED),
        ([(Verdict.APPROVED, "01"), (Verdict.WITHDRAWN, "01")], None),
        ([(Verdict.REJECTED, "01"), (Verdict.WITHDRAWN, "01")], Verdict.REJECTED),
        ([(Verdict.REJECTED, "01"), (Verdict.WITHDRAWN, "02")], None),
        ([(Verdict.WITHDRAWN, "02"), (Verdict.APPROVED, "03")], Verdict.APPROVED),
    ],
)
def test_the_newest_day_decides_and_of_one_day_the_stricter(
    verdicts: list[tuple[Verdict, str]], expected: Verdict | None
):
    records = [said(verdict, f"2026-11-{day}") for verdict, day in verdicts]
    for order in (records, records[::-1]):
        found = Ledger.of(order).verdict(PAIR)
        assert (found.verdict if found else None) is expected


def test_what_was_carried_is_so_until_somebody_looks_at_it():
    looked = Record(Verdict.APPROVED, OTHER, reviewer="Bo", date="2026-11-24")
    back = Record(Verdict.WITHDRAWN, OTHER, reviewer="Bo", date="2026-11-25")
    assert Ledger.of([CARRIED]).carried(OTHER) == CARRIED
    assert Ledger.of([CARRIED, looked]).carried(OTHER) is None
    assert Ledger.of([CARRIED, looked, back]).carried(OTHER) == CARRIED


def test_the_pair_before_a_carry_is_remembered_unless_it_was_rejected():
    rejected = said(Verdict.REJECTED, "2026-11-24")
    assert Ledger.of([CARRIED]).carried_from(Key("Le chat.")) == "El gato."
    assert Ledger.of([CARRIED]).carried_from(Key("Le chat !")) == ""
    assert Ledger.of([CARRIED, rejected]).carried_from(Key("Le chat.")) == ""


def test_the_newest_approval_of_a_text_is_its_translation():
    later = Record(
        Verdict.APPROVED, Pair("Le chat.", "El minino."), reviewer="Bo", date="2026-11-24"
    )
    ledger = Ledger.of([later, APPROVED])
    assert ledger.approved(Key("Le chat.")) == "El minino."
    assert ledger.approved(Key("Le chat.", "menu")) == ""
    assert ledger.approvals == (later,)
    gone = Record(Verdict.REJECTED, later.pair, reviewer="Ana", date="2026-11-25")
    assert Ledger.of([later, APPROVED, gone]).approved(Key("Le chat.")) == "El gato."


def test_approvers_are_those_since_the_last_doubt():
    records = [
        said(Verdict.APPROVED, "2026-11-01", "Ana"),
        said(Verdict.REJECTED, "2026-11-02", "Bo"),
        said(Verdict.APPROVED, "2026-11-03", "Chloé"),
        said(Verdict.APPROVED, "2026-11-04", "Bo"),
    ]
    assert Ledger.of(records).approvers(PAIR) == ("Bo", "Chloé")
    assert Ledger.of(records[:2]).approvers(PAIR) == ()
    assert Ledger.of(records).approvers(OTHER) == ()


def test_lines_are_added_at_the_end_and_never_repeated():
    once = review.add("", [APPROVED, APPROVED])
    assert once == review.line(APPROVED) + "\n"
    assert review.add(once, [APPROVED]) == once
    assert review.add(once, [CARRIED]) == once + review.line(CARRIED) + "\n"


@pytest.mark.parametrize("before", ["", "\n", "\r\n"])
def test_a_line_is_known_whatever_ends_it(before: str):
    text = f"{review.line(APPROVED)}{before}"
    assert review.add(text, [APPROVED]) == text


def test_a_missing_last_line_end_is_added_before_a_new_line():
    text = review.add(review.line(APPROVED), [CARRIED])
    assert text == f"{review.line(APPROVED)}\n{review.line(CARRIED)}\n"


def test_windows_line_ends_blank_lines_and_a_byte_order_mark_are_read():
    text = f"\ufeff{review.line(APPROVED)}\r\n \t\r\n{review.line(CARRIED)}\r\n"
    assert set(review.parse(text, path=PATH).records) == {APPROVED, CARRIED}


def test_separators_of_other_alphabets_end_no_line():
    record = Record(
        Verdict.APPROVED, Pair("a\u2028b\x85c", "d\u2029"), reviewer="Ana", date="2026-11-23"
    )
    assert parsed(review.line(record)).records == (record,)


GOOD = '"source": "a", "target": "b", "reviewer": "Ana", "date": "2026-11-23"'


def approved(old: str = "", new: str = "", more: str = "") -> str:
    """A line whose fields are as they should be but for one text."""
    return f'{{"verdict": "approved", {GOOD.replace(old, new) if old else GOOD}{more}}}'


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", f"{PATH}:2:2: this line is no JSON object"),
        ("[]", f"{PATH}:2: this line is no JSON object"),
        ('"approved"', f"{PATH}:2: this line is no JSON object"),
        *(
            (mark, f"{PATH}:2:1: merge conflict: {mark[:7]} (keep the lines of both sides")
            for mark in ("<<<<<<< HEAD", "=======", "=======\r", "||||||| 1a2b3c", ">>>>>>> ana")
        ),
        (approved(more=f', "n": {"9" * 5000}'), f"{PATH}:2: this line is no JSON object"),
        ("[" * 100_000, f"{PATH}:2"),
        ("{}", f"{PATH}:2: verdict is missing or no text"),
        (f'{{"verdict": "fine", {GOOD}}}', f"{PATH}:2: unknown verdict fine; known are"),
        (f'{{"verdict": 1, {GOOD}}}', f"{PATH}:2: verdict is missing or no text"),
        (approved(more=', "note": []'), "note is missing or no text"),
        (approved(more=', "source": "c"'), f"{PATH}:2: source stands twice"),
        (approved(more=', "classes": "link"'), "classes holds an unknown class"),
        (approved(more=', "classes": [[]]'), "classes holds an unknown class"),
        (f'{{"verdict": "carried", {GOOD}, "previous": 1}}', "previous is missing or no text"),
        (f'{{"verdict": "carried", {GOOD}}}', "previous is missing or no text"),
        (approved("Ana", "  "), "reviewer cannot be this: it is empty"),
        (approved("Ana", "?!"), "reviewer cannot be this: it has neither a letter nor a digit"),
        ('{"verdict": "approved", "source": "a"}', f"{PATH}:2: target is missing or no text"),
        (
            '{"verdict": "approved", "source": "a", "target": "b", "date": "2026-11-23"}',
            "reviewer is missing or no text",
        ),
        (approved("Ana", ""), "reviewer cannot be this"),
        (approved("Ana", "A\\nB"), "more than one line"),
        (approved("Ana", "A\\u001b[31m"), "control character"),
        (approved("Ana", "\\u202eanA"), "control character"),
        (approved("11-23", "13-23"), '"2026-13-23" is no date'),
        (approved("2026-11-23", "20261123"), "is no date"),
        (approved("2026-11-23", "x\\ny"), '"x\\ny" is no date'),
        (approved("b", "\\ud800"), "half a character"),
    ],
)
def test_a_broken_line_is_named(line: str, expected: str):
    with pytest.raises(InputError) as caught:
        parsed(review.line(APPROVED), line)
    (fault,) = caught.value.faults
    assert str(fault).startswith(f"{PATH}:2")
    assert expected in str(fault)
    assert "\n" not in str(fault)


def test_all_broken_lines_are_named_at_once():
    with pytest.raises(InputError) as caught:
        parsed("{", review.line(APPROVED), "}", "{}")
    assert [str(fault.place) for fault in caught.value.faults] == [
        f"{PATH}:1:2",
        f"{PATH}:3:1",
        f"{PATH}:4",
    ]


def test_what_later_versions_add_to_a_line_is_no_fault():
    (record,) = parsed(approved(more=', "mood": {"a": 1}')).records
    assert record.reviewer == "Ana"
