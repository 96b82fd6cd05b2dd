from __future__ import annotations

import time

import pytest

from formalletter.roll import Roll
from formalletter.rolls.typed_numbers import contradictions
from formalletter.wording import Wording

ROLL = Roll(total=192, organisations=190)


@pytest.fixture
def found(body):
    def problems(text, roll=ROLL, language="en-GB"):
        return list(contradictions(body(text), roll, Wording(language)))

    return problems


@pytest.mark.parametrize(
    "text",
    [
        "More than 200 organisations call on you.",
        "Over two hundred organisations call on you.",
        "We are 191 organizations.",
        "We, the undersigned one hundred and ninety-one human rights organisations, write.",
        "Nearly 190 organisations call on you.",
        "Some 240 organisations call on you.",
        "Fewer than 190 NGOs call on you.",
        "At least 191 organisations call on you.",
        "The 190 signatories call on you.",
        "On behalf of **1,900** organisations we write.",
        "More than\ntwo hundred organisations call on you.",
    ],
)
def test_a_number_that_the_list_contradicts_is_a_warning(found, text):
    assert [each.code for each in found(text)] == ["number-contradicts-list"]
    assert not found(text)[0].is_error


@pytest.mark.parametrize(
    "text",
    [
        "More than 180 organisations call on you.",
        "190 organisations from all continents call on you.",
        "The 192 signatories call on you.",
        "We, one hundred and ninety organisations, write.",
        "Nearly 200 organisations call on you.",
        "Some 200 organisations call on you.",
        "At least 190 organisations call on you.",
        "Two organisations were banned in 2021.",
        "In March 2021 organisations were raided.",
        "{{ signatories.count }} signatories write.",
        "Article 190. Organisations may be founded.",
        "On 8 March 2022.\n\nOrganisations write.",
        "The court closed 300 organisations in a year.",
    ],
)
def test_a_number_that_may_be_right_or_of_others_is_none(found, text):
    assert found(text) == []


def test_a_number_near_that_of_a_short_list_is_of_others(found):
    short = Roll(total=6, organisations=5)
    assert found("The court upheld the closure of eight NGOs.", short) == []
    assert found("We, the undersigned eight NGOs, write.", short)


def test_the_place_is_that_of_the_number(found):
    place = found("First.\n\nWe are **more than 200** organisations.\n")[0].place
    assert (place.path, place.line, place.column, place.width) == ("letter.md", 7, 10, 29)
    assert found("A.\nMore than\n200 organisations.")[0].place.line == 6


def test_the_hint_names_the_placeholder(found):
    hint = found("We are 200 organisations.")[0].hint
    assert "{{ signatories.organisations }}" in hint


def test_a_letter_without_signatories_has_no_list_to_contradict(found):
    assert found("More than 200 organisations write.", Roll()) == []


def test_numbers_in_words_are_read_in_the_letters_language(found):
    assert found("Cent quatre-vingt-dix organisations écrivent.", language="fr") == []
    codes = [each.code for each in found("Deux cents organisations écrivent.", language="fr")]
    assert codes == ["number-contradicts-list"]
    (said,) = found("Сто подписавшихся.", language="ru")
    assert said.message.endswith(" signatories")


@pytest.mark.parametrize(
    "piece", ["one ", "200 a b c d e f ", "more than ", "200 \n", "1,", "organisations ", "200 **"]
)
def test_a_long_text_is_read_in_linear_time(found, piece):
    start = time.perf_counter()
    found(piece * (200_000 // len(piece)))
    # A second at most on a quiet machine; what is quadratic takes many minutes.
    assert time.perf_counter() - start < 60
