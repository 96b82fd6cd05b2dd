from __future__ import annotations

from dataclasses import replace

import pytest

from formalletter.inspecting import inspect
from formalletter.inspecting.text_check import normal


def told(pdf: bytes, expectation, **changes) -> list[str]:
    return [problem.message for problem in inspect(pdf, replace(expectation, **changes))]


def test_a_good_file_is_the_letter(good, expectation):
    assert inspect(good, expectation) == ()


def test_a_lost_sentence_is_found(good, expectation):
    passages = (*expectation.passages[:2], "This one is lost.", *expectation.passages[2:])
    assert told(good, expectation, passages=passages) == [
        "“This one is lost.” is not in the finished file"
    ]


def test_a_lost_word_is_found(good, expectation):
    wrong = tuple(text.replace("with a note", "with note") for text in expectation.passages)
    assert told(good, expectation, passages=wrong) == [
        "“This is a sentence with note and with a link in it.” is not in the finished file"
    ]


def test_a_date_within_a_longer_number_is_another_date(finished, expectation):
    from .conftest import BODY

    pdf = finished(BODY + "<p>18 March 2022</p>")
    for date, message in (
        ("18 March 2022", []),
        ("8 March 2022", ["“8 March 2022” is not in the finished file"]),
    ):
        passages = (*expectation.passages, date)
        assert told(pdf, expectation, passages=passages, pages=None) == message


def test_a_sentence_in_another_place_is_found(good, expectation):
    first, second, *rest = expectation.passages
    assert told(good, expectation, passages=(second, first, *rest)) == [
        "“A letter to inspect” is read in another place than the letter has it"
    ]


def test_a_sentence_that_comes_twice_is_found(finished, expectation):
    from .conftest import BODY, PASSAGES

    pdf = finished(BODY + f"<p>{PASSAGES[3]}</p>")
    assert "is read more often than the letter has it" in " ".join(
        told(pdf, expectation, pages=None)
    )


def test_a_sentence_that_the_letter_has_twice_may_come_twice(finished, expectation):
    from .conftest import BODY, PASSAGES

    pdf = finished(BODY + f"<p>{PASSAGES[3]}</p>")
    passages = (*expectation.passages, PASSAGES[3])
    assert told(pdf, expectation, passages=passages, pages=None) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda names: names[:-1], "the list of signatories has 30 items instead of 29"),
        (lambda names: (*names, "One more"), "the list of signatories has 30 items instead of 31"),
        (
            lambda names: (names[1], names[0], *names[2:]),
            "item 1 of the list is “Organisation number 1 (ON1)” instead of “Organisation number 2",
        ),
        (
            lambda names: (*names[:6], names[6].replace("7", "8"), *names[7:]),
            "item 7 of the list is “Organisation number 7 (ON7)” instead of “Organisation number 8",
        ),
    ],
)
def test_a_list_with_other_names_is_found(good, expectation, change, message):
    assert message in told(good, expectation, names=change(expectation.names))[0]


def test_a_list_in_two_parts_is_found(finished, expectation):
    from .conftest import BODY

    pdf = finished(
        BODY.replace("<li>Organisation number 16", "</ul><ul><li>Organisation number 16")
    )
    assert told(pdf, expectation, pages=None) == [
        "the list of signatories has 15 items instead of 30"
    ]


def test_a_list_that_comes_twice_is_found(finished, expectation):
    from .conftest import BODY

    pdf = finished(BODY + BODY[BODY.index("<ul>") :])
    assert "the list of signatories is there more than once" in told(pdf, expectation, pages=None)


def test_a_letter_without_signatories_needs_no_list(finished, expectation):
    pdf = finished("<h1>A letter to inspect</h1>")
    assert told(pdf, expectation, passages=(), names=(), pages=1) == []


@pytest.mark.parametrize(
    "name", ["دۇنيا ئۇيغۇر قۇرۇلتىيى (WUC)", "हिन्दी क्षत्रिय", "台灣人權促進會（台北）", "မြန်မာ"]
)
def test_names_in_every_script_are_read_as_they_were_written(finished, expectation, name):
    """Glyphs from right to left, or shaped, are told by actual text."""
    body = f"<h1>A letter to inspect</h1><ul><li lang=und>{name}</li></ul>"
    families = frozenset({"Source Serif 4", "Noto"})
    found = told(
        finished(body), expectation, passages=(), names=(name,), pages=1, families=families
    )
    assert found == []


@pytest.mark.parametrize(
    ("typed", "typeset"),
    [
        ("it's", "it’s"),
        ('"so"', "“so”"),
        ("a -- b --- c", "a – b — c"),
        ("and...", "and…"),
        ("10 000", "10\u00a0000"),
        ("e\u0301", "é"),
        ("whole word", "whole\n wo\u00adrd"),
        ("«so»", "«\u00a0so\u00a0»"),
    ],
)
def test_what_typesetting_may_change_is_the_same(typed, typeset):
    assert normal(typed) == normal(typeset)


@pytest.mark.parametrize(("one", "other"), [("a b", "ab"), ("a", "á"), ("A", "a"), ("1", "l")])
def test_other_words_are_not_the_same(one, other):
    assert normal(one) != normal(other)
