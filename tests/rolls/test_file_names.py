"""A name that the finished file may not show stops it, wherever it stands, and is not repeated."""

from __future__ import annotations

import datetime as dt

import pytest

from formalletter.rolls import Guard
from formalletter.rolls.hidden_names import HiddenNames

SAID = [
    ("by Quokka Union", "in the outline", None, True),
    ("a Wombat Centre", "in the text", 3, True),
]


def guard(signatory, *names, shown=(), **values):
    rows = [signatory(name, visibility="withheld", **values) for name in names]
    return Guard(HiddenNames([*rows, *map(signatory, shown)], "public"))


def test_a_name_is_told_by_its_row_only(signatory):
    [first, second] = guard(signatory, "Quokka Union", "Wombat Centre").file_problems(SAID)
    assert first.code == second.code == "file-withheld-name"
    assert first.message.endswith("which this file may not show, stands in the outline")
    assert second.place.page == 3
    assert "Quokka" not in first.message + (first.hint or "")


def test_what_names_nobody_is_no_fault(signatory):
    assert list(guard(signatory, "Quokka Union").file_problems([("Quokka", "here", 1, True)])) == []


def test_a_name_does_not_begin_in_one_text_and_end_in_the_next(signatory):
    said = [("the Quokka", "in the text", None, True), ("Union of the North", "in it", None, True)]
    assert list(guard(signatory, "Quokka Union").file_problems(said)) == []


@pytest.mark.parametrize("visibility", ["public"])
def test_somebody_who_has_withdrawn_may_be_spoken_of(signatory, visibility):
    row = signatory("Quokka Union", visibility=visibility, withdrawn=dt.date(2022, 3, 1))
    assert list(Guard(HiddenNames([row], "public")).file_problems(SAID)) == []
