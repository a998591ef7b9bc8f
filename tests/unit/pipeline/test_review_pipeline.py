import json
import re

import pytest
from projects import Project

CHARTER = """\
# Préambule

L’initiateur publie les résultats.

Chaque citoyen peut participer.
"""
PO = "locale/es/LC_MESSAGES/charte.po"
LEDGER = "locale/es/reviews/charte.jsonl"
BY = ("--locale", "es", "--by", "Ana Ruiz", "--date", "2026-11-23", "--yes")


@pytest.fixture
def charter(project: Project) -> Project:
    """Three translated texts."""
    project.write("source/charte.md", CHARTER)
    project.sync()
    project.translate("Préambule", "Preámbulo")
    project.translate("L’initiateur publie les résultats.", "El promotor publica los resultados.")
    project.translate("Chaque citoyen peut participer.", "Cada ciudadano puede participar.")
    return project


def listed(project: Project, *arguments: str) -> list[dict[str, object]]:
    outcome = project.run("review", "list", "--format", "json", *arguments)
    assert outcome.status == 0, outcome.stderr
    data = json.loads(outcome.stdout)
    assert data["schema"] == "charter-i18n/reviews/1"
    return list(data["items"])


def segment(project: Project, source: str, locale: str = "es") -> str:
    names = {
        item["source"]: item["id"]
        for item in listed(project, "--standing", "all", "--locale", locale)
    }
    return str(names[source])


def review(project: Project, *arguments: str) -> str:
    outcome = project.run("review", *arguments)
    assert outcome.status == 0, outcome.stderr
    return outcome.stdout


def refused(project: Project, *arguments: str, status: int = 2) -> str:
    before = project.files()
    outcome = project.run("review", *arguments)
    assert outcome.status == status, outcome.stderr
    assert project.files() == before
    return outcome.stderr


def standings(project: Project) -> dict[str, str]:
    items = listed(project, "--standing", "all")
    return {str(item["target"]): str(item["standing"]) for item in items}


def counts(project: Project) -> dict[str, int]:
    return dict(json.loads(project.run("status", "--format", "json").stdout)["locales"]["es"])


def test_what_is_translated_waits_for_a_reviewer(charter: Project):
    assert [(item["standing"], item["source"]) for item in listed(charter)] == [
        ("open", "Préambule"),
        ("open", "L’initiateur publie les résultats."),
        ("open", "Chaque citoyen peut participer."),
    ]
    charter.edit(PO, "Cada ciudadano puede participar.", "")
    charter.edit(PO, 'msgid "Préambule"', '#, fuzzy\nmsgid "Préambule"')
    lines = charter.run("review", "list").stdout.splitlines()
    assert len(lines) == 1
    line = charter.entry("L’initiateur publie les résultats.").line
    assert lines[0].split()[1:3] == ["open", f"{PO}:{line}"]


def test_an_approval_is_a_line_of_the_ledger(charter: Project):
    name = segment(charter, "Préambule")
    out = review(charter, "approve", name, *BY, "--note", "tras consulta")
    assert "→ Preámbulo" in out
    (line,) = charter.read(LEDGER).splitlines()
    assert json.loads(line) == {
        "verdict": "approved",
        "msgctxt": None,
        "source": "Préambule",
        "target": "Preámbulo",
        "reviewer": "Ana Ruiz",
        "version": "",
        "date": "2026-11-23",
        "note": "tras consulta",
    }
    assert [item["standing"] for item in listed(charter, "--standing", "all")] == [
        "approved",
        "open",
        "open",
    ]
    assert counts(charter)["reviewed"] == 1


def test_the_line_names_the_version_that_the_text_stands_in(charter: Project):
    charter.run("release", "1.0.0", "--date", "2026-11-23")
    charter.edit("source/charte.md", "peut", "doit")
    charter.run("release", "2.0.0", "--date", "2026-11-24")
    charter.edit("source/charte.md", "# Préambule", "# Le préambule")
    charter.sync()
    charter.edit(PO, "#, fuzzy\n", "")
    review(charter, "approve", "--document", "charte.md", *BY)
    versions = {
        json.loads(line)["source"]: json.loads(line)["version"]
        for line in charter.read(LEDGER).splitlines()
    }
    assert versions["L’initiateur publie les résultats."] == "2.0.0"
    assert "" in versions.values()


def test_all_open_translations_of_a_document_are_approved_at_once(charter: Project):
    review(charter, "reject", segment(charter, "Préambule"), *BY, "--note", "no")
    review(charter, "approve", "--document", "source/charte.md", *BY)
    assert standings(charter) == {
        "Preámbulo": "rejected",
        "El promotor publica los resultados.": "approved",
        "Cada ciudadano puede participar.": "approved",
    }
    before = charter.files()
    review(charter, "approve", "--document", "charte.md", *BY)
    assert charter.files() == before


def test_saying_the_same_again_writes_nothing(charter: Project):
    name = segment(charter, "Préambule")
    review(charter, "approve", name, *BY)
    before = charter.files()
    review(charter, "approve", name, *BY[:-1], "--date", "2026-12-24", "--yes")
    assert charter.files() == before
    review(
        charter, "approve", name, "--locale", "es", "--by", "Bo", "--date", "2026-11-23", "--yes"
    )
    assert len(charter.read(LEDGER).splitlines()) == 2


def test_an_edit_of_either_side_ends_a_verdict_and_a_return_revives_it(charter: Project):
    name = segment(charter, "Chaque citoyen peut participer.")
    review(charter, "approve", name, *BY)
    translated = charter.read(PO)
    charter.edit(PO, "Cada ciudadano", "Todo ciudadano")
    assert counts(charter)["reviewed"] == 0
    charter.write(PO, translated)
    assert counts(charter)["reviewed"] == 1
    charter.edit("source/charte.md", "peut", "doit")
    charter.sync()
    assert counts(charter)["reviewed"] == 0
    charter.edit("source/charte.md", "doit", "peut")
    charter.sync()
    assert counts(charter)["reviewed"] == 1
    assert counts(charter)["current"] == 3


def test_a_carried_translation_is_not_reviewed_and_is_approved_with_all_its_like(charter: Project):
    review(charter, "approve", "--document", "charte.md", *BY)
    charter.edit("source/charte.md", "L’initiateur", "L'initiateur")
    charter.edit("source/charte.md", "citoyen peut", "citoyen\u00a0peut")
    charter.sync()
    found = listed(charter)
    assert [item["standing"] for item in found] == ["carried", "carried"]
    assert found[0]["approved"] == {
        "source": "L’initiateur publie les résultats.",
        "target": "El promotor publica los resultados.",
        "severity": "cosmetic",
        "classes": ["typography"],
        "reason": found[0]["approved"]["reason"],  # type: ignore[index]
    }
    assert counts(charter)["carried"] == 2
    review(charter, "approve", "--all-carried", *BY)
    assert listed(charter) == []
    assert counts(charter)["reviewed"] == 3


def test_what_was_rejected_is_not_carried_over_typography(charter: Project):
    name = segment(charter, "L’initiateur publie les résultats.")
    review(charter, "reject", name, *BY, "--note", "no es publicar")
    charter.edit("source/charte.md", "L’initiateur", "L'initiateur")
    charter.sync()
    assert charter.entry("L'initiateur publie les résultats.").fuzzy


def test_redlines_lead_from_the_approved_texts_to_the_new_ones(charter: Project):
    review(charter, "approve", "--document", "charte.md", *BY)
    charter.edit("source/charte.md", "peut participer", "doit participer")
    charter.edit("source/charte.md", "publie les résultats", "publie tous les résultats")
    charter.sync()
    charter.write(PO, re.sub(r"#, fuzzy\n(?:#\|.*\n)*", "", charter.read(PO)))
    charter.edit(PO, "puede participar", "debe participar")
    found = {str(item["source"]): item for item in listed(charter)}
    item = found["Chaque citoyen doit participer."]
    assert item["source_ops"] == [
        ["equal", "Chaque citoyen "],
        ["delete", "peut"],
        ["insert", "doit"],
        ["equal", " participer."],
    ]
    assert ["insert", "debe"] in item["target_ops"]  # type: ignore[operator]
    approved = item["approved"]
    assert isinstance(approved, dict)
    assert (approved["severity"], approved["classes"]) == ("critical", ["modality"])
    shown = review(charter, "show", str(item["id"]))
    assert "critical since the last approval: peut → doit" in shown
    assert "Chaque citoyen [-peut-]{+doit+} participer." in shown
    assert "→ Cada ciudadano [-puede-]{+debe+} participar." in shown


def test_a_text_cannot_command_the_terminal(charter: Project):
    charter.edit(PO, "Cada ciudadano", "\x1b[2JCada ciudadano")
    out = review(charter, "show", segment(charter, "Chaque citoyen peut participer."))
    assert "→ [ESC][2JCada ciudadano" in out
    assert "\x1b" not in review(charter, "list")
    review(charter, "approve", "--document", "charte.md", *BY)
    charter.edit(LEDGER, '"version": ""', '"version": "1\\u001b[2J\\n2"')
    assert "1[ESC][2J\\n2" in charter.run("--color", "always", "review", "log").stdout


def test_only_the_translation_changed_since_the_last_approval(charter: Project):
    review(charter, "approve", "--document", "charte.md", *BY)
    charter.edit(PO, "Cada ciudadano", "Todo ciudadano")
    (item,) = listed(charter)
    assert item["source_ops"] == [["equal", "Chaque citoyen peut participer."]]
    shown = review(charter, "show", str(item["id"]))
    assert "since the last approval only the translation changed" in shown
    assert "[-Cada-]{+Todo+} ciudadano" in shown


def test_a_stricter_verdict_of_the_day_prevails_and_the_reviewer_is_told(charter: Project):
    name = segment(charter, "Préambule")
    review(charter, "reject", name, *BY, "--note", "falta el artículo")
    somebody_else = ("--locale", "es", "--by", "Bo Lind", "--date", "2026-11-23", "--yes")
    for verb in ("approve", "withdraw"):
        told = refused(charter, verb, name, *somebody_else)
        assert "this was rejected by Ana Ruiz on 2026-11-23, which prevails" in told
        assert "--date" in told
    later = (*BY[:-2], "2026-11-24", "--yes")
    review(charter, "withdraw", name, *later)
    assert standings(charter)["Preámbulo"] == "open"
    assert "there is no verdict to withdraw" in refused(charter, "withdraw", name, *later)


def test_what_held_before_a_slip_holds_again(charter: Project):
    name = segment(charter, "Préambule")
    review(charter, "approve", name, *BY[:-2], "2026-11-20", "--yes")
    by = ("--locale", "es", "--by", "Bo Lind", "--date", "2026-11-23", "--yes")
    review(charter, "reject", name, *by, "--note", "la mauvaise touche")
    assert standings(charter)["Preámbulo"] == "rejected"
    review(charter, "withdraw", name, *by)
    assert standings(charter)["Preámbulo"] == "approved"


def test_a_slip_is_mended_in_every_ledger(charter: Project):
    charter.write("source/billet.md", "# Préambule\n")
    charter.sync()
    assert charter.entry("Préambule", document="billet").msgstr == "Preámbulo"
    name = segment(charter, "Préambule")
    review(charter, "reject", name, *BY, "--note", "la mauvaise touche")
    review(charter, "approve", name, *BY, "--document", "billet.md")
    assert standings(charter)["Preámbulo"] == "approved"
    ledgers = [charter.root / f"locale/es/reviews/{name}.jsonl" for name in ("billet", "charte")]
    assert not any("rejected" in path.read_text(encoding="utf-8") for path in ledgers)


@pytest.mark.parametrize(("verb", "standing"), [("approve", "approved"), ("withdraw", "open")])
def test_a_slip_is_mended_on_the_same_day(charter: Project, verb: str, standing: str):
    name = segment(charter, "Préambule")
    review(charter, "reject", name, *BY, "--note", "la mauvaise touche")
    review(charter, verb, name, *BY)
    assert standings(charter)["Preámbulo"] == standing
    lines = charter.read("locale/es/reviews/charte.jsonl").splitlines()
    # Taking it back says nothing itself: what held before holds again.
    assert ["approved" in line for line in lines] == [True] * (verb == "approve")


def test_the_log_tells_everything_oldest_first(charter: Project):
    name = segment(charter, "Préambule")
    review(charter, "approve", name, *BY[:-2], "2026-11-24", "--yes")
    review(charter, "reject", name, *BY[:-2], "2026-11-25", "--yes", "--note", "falta")
    charter.edit("source/charte.md", "L’initiateur", "L'initiateur")
    charter.sync()
    lines = [line.split() for line in review(charter, "log").splitlines()]
    assert lines[0][:3] == ["es", segment(charter, "L'initiateur publie les résultats."), "carried"]
    assert lines[1] == ["2026-11-24", "es", name, "approved", "Ana", "Ruiz"]
    assert lines[2] == ["2026-11-25", "es", name, "rejected", "Ana", "Ruiz", "falta"]
    assert len(review(charter, "log", name).splitlines()) == 2
    data = json.loads(review(charter, "log", "--format", "json", "--document", "charte.md"))
    assert [record["verdict"] for record in data["records"]] == ["carried", "approved", "rejected"]
    assert data["records"][2]["ledger"] == LEDGER
    outcome = charter.run("review", "log", "seg-0000000000")
    assert (outcome.status, outcome.stdout) == (0, "")
    assert outcome.stderr == "nothing has been said of this\n"


def test_the_same_text_in_two_documents_is_judged_in_both(charter: Project):
    charter.write("source/faq.md", "# Préambule\n")
    charter.sync()
    review(charter, "approve", segment(charter, "Préambule"), *BY)
    assert charter.read(LEDGER) == charter.read("locale/es/reviews/faq.jsonl")


def test_a_verdict_follows_its_pair_into_another_document(charter: Project):
    last = "Chaque citoyen peut participer."
    names = [segment(charter, text) for text in ("L’initiateur publie les résultats.", last)]
    review(charter, "approve", names[0], *BY)
    review(charter, "reject", names[1], *BY, "--note", "falta")
    charter.write("source/charte.md", CHARTER.partition("\n\n")[0] + "\n")
    charter.write("source/faq.md", CHARTER.partition("\n\n")[2])
    charter.sync()
    entry = f'msgid "{last}"\nmsgstr "'
    charter.edit(
        "locale/es/LC_MESSAGES/faq.po", f'{entry}"', f'{entry}Cada ciudadano puede participar."'
    )
    assert {item["target"]: item["standing"] for item in listed(charter, "--standing", "all")} == {
        "Preámbulo": "open",
        "El promotor publica los resultados.": "approved",
        "Cada ciudadano puede participar.": "rejected",
    }
    assert charter.run("build").status == 0
    assert "Cada ciudadano" not in charter.read("build/es/faq.md")
    review(charter, "approve", names[0], *BY)
    assert not (charter.root / "locale/es/reviews/faq.jsonl").exists()
    later = (*BY[:-2], "2026-11-24", "--yes")
    review(charter, "withdraw", names[1], *later)
    charter.run("build")
    assert "Cada ciudadano" in charter.read("build/es/faq.md")


def test_a_broken_ledger_is_named_once_however_many_documents_it_concerns(charter: Project):
    charter.write("source/faq.md", "Texte.\n")
    charter.write("source/gone.md", "Texte.\n")
    charter.sync()
    charter.write(LEDGER, "")
    charter.write("locale/es/reviews/gone.jsonl", "<<<<<<< HEAD\n")
    for command in (("status",), ("build",), ("review", "list")):
        outcome = charter.run(*command)
        assert (outcome.status, len(outcome.lines)) == (3, 1), outcome.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("approve", "seg-0000000000", *BY), "seg-0000000000 is no current translation here"),
        (("approve", "x\ny", *BY), "x\\ny is no current translation here"),
        (("approve", *BY), "name translations (seg-…), or give --all-carried or --document"),
        (("approve", "seg-1", "--all-carried", *BY), "name translations"),
        (("approve", "--document", "x.md", *BY), "there is no document x.md"),
        (("approve", "--document", "../x.md", *BY), "there is no document ../x.md"),
        (("approve", "--document", "charte.md", *BY[:-1]), "nobody can be asked here; add --yes"),
        (("approve", "--document", "charte.md", "--locale", "de", *BY[2:]), "no locale de here"),
        (("approve", "--document", "charte.md", "--locale", "es", "--yes"), "--by"),
        (("approve", "--document", "charte.md", *BY, "--by", " "), "it is empty"),
        (("approve", "--document", "charte.md", *BY, "--by", "A\nB"), "more than one line"),
        (("approve", "--document", "charte.md", *BY, "--by", "A\x07"), "control character"),
        (("approve", "--document", "charte.md", *BY, "--note", "a\nb"), "more than one line"),
        (("approve", "--document", "charte.md", *BY, "--date", "2026-11-31"), "is no date"),
        (("reject", "seg-1", *BY), "--note"),
        (("reject", "seg-1", *BY, "--note", " "), "--note cannot be used: it is empty"),
        (("reject", "seg-1", *BY, "--note", "…"), "neither a letter nor a digit (say it in one"),
        (("--locale", "es", "list"), "options of a subcommand stand behind it"),
        ((), "this needs a terminal"),
        (("list", "--standing", "stale"), "--standing"),
    ],
)
def test_what_makes_no_sense_is_refused(charter: Project, arguments: tuple[str, ...], told: str):
    assert told in refused(charter, *arguments)


def test_a_broken_ledger_stops_everything_and_is_not_touched(charter: Project):
    review(charter, "approve", "--document", "charte.md", *BY)
    charter.write(LEDGER, charter.read(LEDGER) + '{"verdict": "approved"}\n')
    commands = (("list",), ("log",), ("approve", "--document", "charte.md", *BY))
    for command in commands:
        told = refused(charter, *command, status=3)
        assert told == f"{LEDGER}:4: source is missing or no text\n" or ":4: " in told
    before = charter.files()
    for other in (("sync",), ("build",), ("status",)):
        assert charter.run(*other).status == 3
    assert charter.files() == before
