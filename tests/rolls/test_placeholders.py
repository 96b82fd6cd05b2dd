from __future__ import annotations

import pytest

from formalletter.diagnostics import Place
from formalletter.roll import Group, Roll
from formalletter.rolls.placeholders import fill
from formalletter.signatory import Signatory
from formalletter.wording import Wording

NOBODY = Place("list.csv", 2)
NAMED = tuple(Signatory(c, None, NOBODY, country=c) for c in ("KE", "DE", "KE"))
ROLL = Roll("public", (Group(None, NAMED),), total=1192, organisations=1190)


@pytest.fixture
def said(body):
    """The text with its numbers, which must have no problem."""

    def text(source, roll=ROLL, language="en-GB"):
        filled = fill(body(source), roll, Wording(language))
        assert filled.problems == ()
        return filled.body.text

    return text


@pytest.mark.parametrize(
    ("placeholder", "expected"),
    [
        ("{{ signatories.count }}", "1,192"),
        ("{{signatories.count|digits}}", "1,192"),
        ("{{ signatories.organisations }}", "1,190"),
        ("{{ signatories.individuals }}", "2"),
        ("{{ signatories.countries }}", "2"),
        ("{{ signatories.count | words }}", "one thousand one hundred and ninety-two"),
        ("{{ signatories.organisations | counted }}", "1,190 organisations"),
        ("{{ signatories.individuals | counted-in-words }}", "two individuals"),
        ("{{ signatories.countries | counted }}", "2 countries"),
        (r"\{{ signatories.count }}", r"\{{ signatories.count }}"),
    ],
)
def test_a_placeholder_becomes_its_number(said, placeholder, expected):
    assert said(f"We, {placeholder}, write.") == f"We, {expected}, write."


def test_the_noun_takes_its_plural_form(said):
    one = Roll(total=1, organisations=1)
    assert said("{{ signatories.count | counted }}", one) == "1 signatory"
    assert said("{{ signatories.organisations | counted-in-words }}", one) == "one organisation"


def test_words_are_in_the_letters_language(said):
    roll = Roll(total=192)
    words = "{{ signatories.count | words }}"
    assert said(words, roll, "fr") == "cent quatre-vingt-douze"
    assert said(words, roll, "fr-CH") == "cent nonante-deux"
    assert said(words, roll, "en-US") == "one hundred ninety-two"
    assert said(words, roll, "zh-Hant") == "一百九十二"


def test_lines_stay_where_they_were(body):
    source = body("One\n\n{{ signatories.count }} and\nmore\n")
    filled = fill(source, ROLL, Wording("en")).body
    assert filled.text == "One\n\n1,192 and\nmore\n"
    assert (filled.first_line, filled.source) == (source.first_line, source.source)


@pytest.mark.parametrize(
    ("text", "code", "column", "hint"),
    [
        (
            "A {{ signatories.cuont }}",
            "placeholder-unknown",
            3,
            "did you mean “signatories.count”?",
        ),
        ("{{ signatories.names }}", "placeholder-unknown", 1, None),
        ("{{ signatories.count.__class__ }}", "placeholder-unknown", 1, None),
        ("{{ 7 * 7 }}", "placeholder-unknown", 1, None),
        ("{{}}", "placeholder-unknown", 1, None),
        ("{{ signatories.count | wrods }}", "placeholder-format", 1, "did you mean “words”?"),
        ("A {{ signatories.count }", "placeholder-unclosed", 3, None),
        ("A {{ signatories.count | ", "placeholder-unclosed", 3, None),
    ],
)
def test_anything_else_is_an_error_at_its_place(body, text, code, column, hint):
    filled = fill(body(f"First.\n{text}\n"), ROLL, Wording("en"))
    assert [each.code for each in filled.problems] == [code]
    found = filled.problems[0]
    assert found.is_error
    assert (found.place.line, found.place.column) == (6, column)
    assert hint is None or found.hint == hint


def test_a_language_without_rules_for_words_is_told(body):
    filled = fill(body("{{ signatories.count | words }}"), ROLL, Wording("xx"))
    assert [each.code for each in filled.problems] == ["placeholder-words"]
