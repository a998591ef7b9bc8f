import pytest

from charter_i18n.errors import ConfigurationError, InputError
from charter_i18n.model import Change, ChangeKind, Kind, Passage, Severity
from charter_i18n.versions import (
    Bump,
    Number,
    Override,
    Registry,
    Release,
    digest,
    least_bump,
    raised,
    registry,
    same_text,
    stamp,
)

PATH = "source/versions/versions.toml"
SHA = "0123456789abcdef" * 4


def number(text: str) -> Number:
    found = Number.parse(text)
    assert found is not None
    return found


def release(version: str, date: str = "2026-11-23", **more: object) -> Release:
    settings = {"documents": (("charte.md", SHA),), "bump": Bump.MAJOR, **more}
    return Release(number(version), date, **settings)  # type: ignore[arg-type]


# Numbers


@pytest.mark.parametrize("text", ["0.0.0", "1.0.0", "10.20.30", "999999999.0.1"])
def test_a_number_is_written_as_it_is_read(text: str):
    assert str(Number.parse(text)) == text


NONSENSE = (
    *("", "1", "1.0", "1.0.0.0", "v1.0.0", "01.0.0", "1.0.0-dev", "1.0.0\n", " 1.0.0", "١.٠.٠"),
    *("1..0", "-1.0.0", "1.0.0+x", "1" * 5000 + ".0.0", "../1.0.0"),
)


@pytest.mark.parametrize("text", NONSENSE)
def test_what_is_no_number_is_refused_on_one_line(text: str):
    assert Number.parse(text) is None
    with pytest.raises(ConfigurationError, match="is no version") as caught:
        Number.asked(text)
    assert "\n" not in str(caught.value)


def test_numbers_are_ordered_as_numbers():
    texts = ["0.9.0", "1.0.0", "1.0.2", "1.0.10", "1.2.0", "2.0.0", "10.0.0"]
    assert sorted(map(number, reversed(texts))) == [*map(number, texts)]


@pytest.mark.parametrize(
    ("bump", "expected"),
    [(Bump.PATCH, "1.2.4"), (Bump.MINOR, "1.3.0"), (Bump.MAJOR, "2.0.0"), (Bump.NONE, "1.2.4")],
)
def test_the_least_number_after_a_bump(bump: Bump, expected: str):
    least = number("1.2.3").raised(bump)
    assert str(least) == expected
    assert raised(number("1.2.3"), least) >= bump


# The least bump


def change(
    severity: Severity = Severity.NONE,
    kind: ChangeKind = ChangeKind.REVISED,
    *,
    where: Kind = Kind.PARAGRAPH,
    section: tuple[str, ...] = (),
) -> Change:
    old, new = (Passage(text, kind=where, section=section) for text in ("a", "b"))
    return Change(
        kind,
        () if kind is ChangeKind.ADDED else (old,),
        () if kind is ChangeKind.REMOVED else (new,),
        severity=severity,
    )


@pytest.mark.parametrize(
    ("changes", "expected", "attested"),
    [
        ([], Bump.NONE, Bump.NONE),
        ([change(Severity.COSMETIC)], Bump.PATCH, Bump.PATCH),
        ([change(Severity.COSMETIC), change(Severity.MINOR)], Bump.MINOR, Bump.MINOR),
        ([change(Severity.MAJOR)], Bump.MAJOR, Bump.MINOR),
        ([change(Severity.MAJOR), change(Severity.CRITICAL)], Bump.MAJOR, Bump.MAJOR),
        ([change(kind=ChangeKind.ADDED)], Bump.MAJOR, Bump.MAJOR),
        ([change(kind=ChangeKind.REMOVED)], Bump.MAJOR, Bump.MAJOR),
        ([change(Severity.MINOR, ChangeKind.SPLIT)], Bump.MAJOR, Bump.MAJOR),
        ([change(Severity.MINOR, ChangeKind.MERGED)], Bump.MAJOR, Bump.MAJOR),
        ([change(kind=ChangeKind.MOVED)], Bump.PATCH, Bump.PATCH),
        ([change(Severity.MINOR, ChangeKind.MOVED)], Bump.MINOR, Bump.MINOR),
    ],
)
def test_the_gravest_change_decides(changes: list[Change], expected: Bump, attested: Bump):
    assert least_bump(changes) is expected
    assert least_bump(reversed(changes)) is expected
    assert least_bump(changes, editorial=True) is attested


@pytest.mark.parametrize("key", ["version", "date", "status"])
def test_what_a_release_writes_does_not_count(key: str):
    found = change(Severity.CRITICAL, where=Kind.FRONT_MATTER, section=(key,))
    assert least_bump([found]) is Bump.NONE


def test_other_keys_of_the_front_matter_count():
    found = change(Severity.MINOR, where=Kind.FRONT_MATTER, section=("title",))
    assert least_bump([found]) is Bump.MINOR


# The registry


def test_a_registry_is_read_as_it_was_written_and_only_grows():
    first = release("1.0.0", documents=(("b/c.md", SHA), ("charte.md", SHA)))
    second = release(
        "1.1.0",
        "2026-12-01",
        attested_by='Ana "la" Ruiz \\ é',
        front_matter=("title", "hero.alt"),
        override=Override("Bo", "# the court: asked"),
    )
    one = registry.add("", first)
    two = registry.add(one, second)
    assert two.startswith(one)
    assert registry.parse(one, path=PATH) == Registry((first,))
    found = registry.parse(two, path=PATH)
    assert found == Registry((first, second))
    assert found.newest == second
    assert found.find(number("1.0.0")) == first
    assert found.find(number("3.0.0")) is None


def test_comments_and_windows_line_ends_stay():
    before = registry.add("", release("1.0.0")).replace("\n", "\r\n") + "# signed by all\r\n"
    after = registry.add(before, release("2.0.0"))
    assert after.startswith(before)
    assert "\n" not in after.replace("\r\n", "")
    assert len(registry.parse(after, path=PATH).releases) == 2


def test_a_registry_that_names_nothing_is_empty():
    assert registry.parse("# nothing yet\n", path=PATH) == Registry()
    assert Registry().newest is None


ENTRY = f'["1.0.0"]\ndate = 2026-11-23\nbump = "none"\n["1.0.0".documents]\n"charte.md" = "{SHA}"\n'


MARKS = ((1, "<<<<<<<"), (7, "======="), (13, ">>>>>>>"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.0.0", [f"{PATH}:1: this is not TOML"]),
        (
            ENTRY + ENTRY,
            [
                f"{PATH}:6: version 1.0.0 stands on line 1 already (keep the one that was publ",
            ],
        ),
        (
            "<<<<<<< HEAD\n" + ENTRY + "=======\n" + ENTRY + ">>>>>>> branch\n",
            [f"{PATH}:{line}: merge conflict: {mark}" for line, mark in MARKS],
        ),
        (
            ENTRY.replace("1.0.0", "1.0"),
            [f'{PATH}:1: "1.0" is no version (write it in quotes, like ["1.0.0"])'],
        ),
        (ENTRY.replace("1.0.0", "1.0.0\\n"), [f'{PATH}:1: "1.0.0\\n" is no version']),
        ('"1.0.0" = 1\n', [f'{PATH}:1: "1.0.0" must be a table: ["1.0.0"]']),
        (ENTRY.replace("2026-11-23", '"2026-11-23"'), [f'{PATH}:2: "date" is no date']),
        (ENTRY.replace("2026-11-23", "2026-11-23T01:02:03"), [f'{PATH}:2: "date" is no date']),
        (ENTRY.replace("2026-11-23", "2026-13-23"), [f"{PATH}:2"]),
        (ENTRY.replace('"none"', '"huge"'), [f'{PATH}:3: "bump" cannot be "huge"']),
        (ENTRY.replace(SHA, SHA[1:]), [f'{PATH}:5: "documents.charte.md" is no SHA-256']),
        (ENTRY.replace(SHA, SHA.upper()), [f"{PATH}:5:"]),
        (ENTRY.replace("charte.md", "../charte.md"), [f'{PATH}:5: "../charte.md" is no document']),
        (ENTRY.replace("charte.md", "/charte.md"), [f'{PATH}:5: "/charte.md" is no document']),
        (ENTRY.replace("charte.md", "a\\u2028b.md"), [f'{PATH}:5: "a\\u2028b.md" is no document']),
        (ENTRY.replace("charte.md", "a\\\\b.md"), [f'{PATH}:5: "a\\b.md" is no document']),
        (
            ENTRY.replace("bump", "front_matter = 1\nbump"),
            [f'{PATH}:3: "front_matter" must be a list of texts'],
        ),
        (ENTRY.replace("charte.md", "charte.txt"), [f'{PATH}:5: "charte.txt" is no document']),
        (
            ENTRY + 'colour = "red"\n',
            [f'{PATH}:6: "documents.colour"', f'{PATH}:6: "colour" is no'],
        ),
        (ENTRY.replace("bump", "bumps"), [f'{PATH}:1: version 1.0.0 has no "bump"', f"{PATH}:3:"]),
        (ENTRY.replace(f'"charte.md" = "{SHA}"\n', ""), [f"{PATH}:4: version 1.0.0 fixes no"]),
        (
            f'{ENTRY}["1.0.0".override]\nname = "A\\nB"\n',
            [f"{PATH}:6:", f'{PATH}:7: "override.name" cannot be this: it has more than one line'],
        ),
        (f'{ENTRY}["1.0.0".attestation]\nname = 1\n', [f'{PATH}:7: "attestation.name" cannot be']),
        (
            ENTRY.replace("1.0.0", "2.0.0") + ENTRY,
            [f"{PATH}:6: version 1.0.0 stands after 2.0.0 (put the versions in ascending order)"],
        ),
    ],
)
def test_all_that_is_wrong_is_named_with_its_line(text: str, expected: list[str]):
    with pytest.raises(InputError) as caught:
        registry.parse(text, path=PATH)
    found = [str(fault) for fault in caught.value.faults]
    assert len(found) == len(expected), found
    for fault, start in zip(found, expected, strict=True):
        assert fault.startswith(start)
        assert "\n" not in fault


# Front matter


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "---\nversion: 1.0.0-dev\ndate: 2026-11-02\n---\nx",
            "---\nversion: 1.0.0\ndate: 2026-11-23\n---\nx",
        ),
        (
            "---\nversion: \"1\"  # soon\ndate: '2026-11-02'\n---\nx",
            "---\nversion: \"1.0.0\"  # soon\ndate: '2026-11-23'\n---\nx",
        ),
        ("---\nversion:\ndate:\n---\nx", "---\nversion: '1.0.0'\ndate: '2026-11-23'\n---\nx"),
        (
            "\ufeff---\r\nversion: 0.9\r\n---\r\nx\r\n",
            "\ufeff---\r\nversion: '1.0.0'\r\n---\r\nx\r\n",
        ),
        (
            '+++\nversion = "0.9"\ndate = 2026-11-02\n+++\nx',
            '+++\nversion = "1.0.0"\ndate = 2026-11-23\n+++\nx',
        ),
        ("---\ntitle: version\n---\nversion: 1\n", None),
        ("version: 1\ndate: 2\n", None),
        ("", None),
    ],
)
def test_version_and_date_are_written_where_they_stand(before: str, after: str | None):
    found = stamp(before, version="1.0.0", date="2026-11-23", path="source/charte.md")
    assert found == (before if after is None else after)
    assert stamp(found, version="1.0.0", date="2026-11-23", path="") == found
    assert same_text(before, found)


def test_status_date_and_version_make_no_other_text():
    one = "---\nversion: 1.0.0\nstatus: draft\ntitle: Charte\n---\nx\n"
    assert same_text(one, one.replace("draft", "signed"))
    assert not same_text(one, one.replace("Charte", "charte"))
    assert not same_text(one, one.replace("x\n", "x \n"))


def test_a_broken_front_matter_is_no_release():
    with pytest.raises(InputError):
        stamp("---\nversion: [\n---\n", version="1.0.0", date="2026-11-23", path="x.md")


def test_the_digest_is_that_of_the_bytes():
    assert digest("é") == "4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c"
