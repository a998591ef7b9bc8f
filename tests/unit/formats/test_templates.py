import pytest

from charter_i18n.formats import templates


def codes(text: str) -> list[str]:
    data = text.encode()
    return [data[start:end].decode() for start, end in templates.codes(data)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("un", []),
        ("{ un } {", []),
        ("{{ a }} et {% b %}", ["{{ a }}", "{% b %}"]),
        ("{{a}}{{b}}", ["{{a}}", "{{b}}"]),
        ("{{< a >}} {{% b %}}", ["{{< a >}}", "{{% b %}}"]),
        ("{{ a | b: '%}' }}", ["{{ a | b: '%}' }}"]),
        ("{% a }} %}", ["{% a }} %}"]),
        ("{{ a\nb }}", ["{{ a\nb }}"]),
        ("{{ a\r\nb }}", ["{{ a\r\nb }}"]),
        ("{{ a\n\nb }}", []),
        ("{{ a\r\n \r\nb }}", []),
        ("{{ a\n> \nb }}", []),
        ("{{ a {{ b }}", ["{{ a {{ b }}"]),
        ("{% a {{ b }}", ["{{ b }}"]),
        ("{{ a\n\n{{ b }}", ["{{ b }}"]),
        ("é {{ é }}", ["{{ é }}"]),
    ],
)
def test_codes(text: str, found: list[str]):
    assert codes(text) == found


def test_what_a_translation_must_keep():
    text = b"un {{ a\n  b }} *deux*{: .x} {% c %} {:/}"
    assert list(templates.kept(text)) == ["{{ a b }}", "{% c %}", "{: .x}", "{:/}"]


def test_without_codes():
    assert templates.without_codes("é{{ a }}è{% b %}".encode()) == "éè"


def test_letters_have_the_length_of_the_code_and_tell_codes_apart():
    first, second = templates.letters(b"{{ a }}" * 20), templates.letters(b"{{ b }}" * 20)
    assert len(first) == len(second) == 140
    assert first.isalpha()
    assert first != second
    assert templates.letters(b"{{ a }}") == templates.letters(b"{{ a }}")


def test_codes_are_restored_in_what_the_parser_read():
    raw = b"[un]({{ a\n b }}/c{% d %})"
    read = f"{templates.letters(b'{{ a%sb }}' % bytes([10, 32])).decode()}/c"
    read += templates.letters(b"{% d %}").decode()
    assert templates.restored(read, raw) == "{{ a b }}/c{% d %}"


def test_looking_ahead_finds_the_next():
    pattern = templates.ATTRIBUTES
    ahead = templates.Ahead(pattern, b"{:a} {:b}")
    found = [ahead.find(position) for position in (0, 1, 5, 6)]
    assert [item and item.group() for item in found] == [b"{:a}", b"{:b}", b"{:b}", None]
