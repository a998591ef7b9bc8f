import re

import pytest

from charter_i18n.formats import masking


def masked(text: str, *code: tuple[int, int]) -> str:
    data = text.encode()
    result = masking.mask(data, code=code)
    assert len(result) == len(data)
    return result.decode()


@pytest.mark.parametrize(
    "text",
    [
        "{% include a.html %}\n",
        "  {% include a.html %}  \n",
        "{%- if x -%} {% endif %}\n",
        "{% include a.html\n   b=c %}\n",
        "{{< figure >}}\n",
        "{{% notice %}}\n",
        "{% if x %}{{ y }}{% endif %}\n",
        "{: .a #b}\n",
        "   {:.a}  \n",
        "{:toc}\r\n",
        "::: warning\r\n",
        ":::\n",
        "{% highlight x %}\n# a\n\n- b\n{% endhighlight %}\n",
        "{% comment %}\n\n{{ a }}\n\n{% endcomment %}\n",
        "{::comment}\n# a\n{:/comment}\n",
        "{::comment}\n# a\n{:/}\n",
        "{::options x=y /}\n",
    ],
)
def test_what_stands_alone_is_blanked(text: str):
    assert masked(text) == re.sub(r"[^\r\n]", " ", text)


def test_marks_of_quotes_stay():
    assert masked("> {: .a}\n> {% b %}\n>> ::: c\n") == ">       \n>        \n>>      \n"


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("un {{ a }} deux", r"un [a-p]{7} deux"),
        ("{{ a }}", r"[a-p]{7}"),
        ("un\n{{ a }}\ndeux", r"un\n[a-p]{7}\ndeux"),
        ("{% a %} un", r"[a-p]{7} un"),
        ("un {% a %}", r"un [a-p]{7}"),
        ("[a]({{ b | c }})", r"\[a\]\([a-p]{11}\)"),
        ("| {{ a | b }} |", r"\| [a-p]{11} \|"),
        ("un {{ a |\n  b }} deux", r"un [a-p]{13} deux"),
        ("- {% a %}", r"- [a-p]{7}"),
        ("{% a %} {{ b }} c", r"[a-p]{7} [a-p]{7} c"),
        ("un\n{% a %} {% b %}{{ c }} d", r"un\n[a-p]{7} [a-p]{14} d"),
        ("|a|\n|-|\n{% b %}\n|c|", r"\|a\|\n\|-\|\n[a-p]{7}\n\|c\|"),
    ],
)
def test_what_stands_in_prose_becomes_letters(text: str, pattern: str):
    assert re.fullmatch(pattern, masked(text))


@pytest.mark.parametrize(
    "text",
    [
        "un {: .a} deux",
        "{ a } {{ b",
        "{% comment %}"[:-1],
        "un ::: deux",
        ":: a",
        "{: a\nb}",
        "{{ a\n\nb }}",
        "{::comment}"[:-1],
    ],
)
def test_what_is_no_code_stays(text: str):
    assert masked(text) == text


def test_code_blocks_are_left_alone():
    text = "```\n{% a %}\n```\n{% a %}\n"
    assert masked(text, (0, 16)) == "```\n{% a %}\n```\n       \n"


def test_a_region_that_holds_a_code_block_is_hidden():
    text = "{% comment %}\n\n    a\n\n{% endcomment %}\n"
    assert masked(text, (15, 21)).strip() == ""


def test_a_region_without_its_end_hides_its_tag_only():
    assert masked("{% comment %}\nun\n") == " " * 13 + "\nun\n"


def test_statements_below_the_last_row_leave_the_table():
    text = "|a|\n|-|\n{% b %}\n\nc\n"
    assert masked(text) == "|a|\n|-|\n       \n\nc\n"


@pytest.mark.parametrize(("text", "needed"), [("un { deux", False), ("{{", True), (":::", True)])
def test_whether_there_is_anything_to_hide(text: str, needed: bool):  # noqa: FBT001
    assert masking.needed(text.encode()) is needed
