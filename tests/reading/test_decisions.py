"""Decisions beside a list: what is taken, what is refused, what they do to the rows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from formalletter.decisions import Decision, decisions_name, row_keys
from formalletter.diagnostics import Place, error
from formalletter.reading.decisions import apply, parse_decisions, read_decisions, unsettled
from formalletter.reading.door import Door
from formalletter.reading.signatories import read_signatories
from formalletter.signatory import Signatory


def read(text: str):
    return parse_decisions(text.encode(), "list.decisions.yaml")


def rows(*names: str, **columns) -> tuple[Signatory, ...]:
    return tuple(Signatory(name, None, Place("list.csv", 2), **columns) for name in names)


def test_the_file_beside_the_list(tmp_path: Path):
    assert decisions_name("lists/names.csv") == "lists/names.decisions.yaml"
    assert decisions_name("sign.on/names") == "sign.on/names.decisions.yaml"
    door = Door(tmp_path, "letter")
    assert read_decisions(door, "names.csv")[0].entries == ()
    (tmp_path / "names.decisions.yaml").write_text("decisions:\n- {row: One, verdict: keep}\n")
    decisions, problems = read_decisions(door, "names.csv")
    assert (decisions.entries, problems) == ((Decision("One", 1, None, "keep"),), ())
    assert str(decisions.places[0]) == "letter/names.decisions.yaml:2:9"


def test_every_kind_is_read():
    decisions, problems = read(
        "decisions:\n"
        "  - {row: One, rule: spaces, verdict: keep, reason: it is their style}\n"
        "  - {row: One, occurrence: 2, verdict: drop, to: One}\n"
        '  - {row: "E\u0301cole", verdict: change, to: École}\n'
        "  - {row: Two, verdict: withdrawn, on: 2022-03-08}\n"
        "  - {row: Three, verdict: added, on: 2022-03-09}\n"
    )
    assert problems == ()
    assert decisions.entries == (
        Decision("One", 1, "spaces", "keep", reason="it is their style"),
        Decision("One", 2, None, "drop", "One"),
        Decision("École", 1, None, "change", "École"),
        Decision("Two", 1, None, "withdrawn", on=dt.date(2022, 3, 8)),
        Decision("Three", 1, None, "added", on=dt.date(2022, 3, 9)),
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "decisions: []\n"])
def test_nothing_decided(text: str):
    decisions, problems = read(text)
    assert (decisions.entries, problems) == ((), ())


@pytest.mark.parametrize(
    ("entry", "code", "line"),
    [
        ("verdict: keep", "header-missing-key", 2),
        ("row: One\n    verdict: delete", "header-value", 3),
        ("row: 21\n    verdict: keep", "header-value", 2),
        ("row: One\n    verdict: keep\n    wether: x", "header-unknown-key", 4),
        ("row: One\n    verdict: change", "decision-incomplete", 3),
        ("row: One\n    verdict: withdrawn", "decision-incomplete", 3),
        ("row: One\n    verdict: keep\n    to: Two", "decision-too-much", 3),
        ('row: One\n    verdict: change\n    to: "\\u202Eowt"', "direction-character", 4),
        ("row: One\n    verdict: drop\n  - row: One\n    verdict: drop", "decision-twice", 5),
        ("row: One\n    verdict: withdrawn\n    on: 8.3.2022", "header-date", 4),
    ],
)
def test_refused(entry: str, code: str, line: int):
    decisions, problems = read(f"decisions:\n  - {entry}\n")
    errors = [problem for problem in problems if problem.is_error]
    assert decisions.entries == ()
    assert [problem.place.line for problem in errors] == [line]
    assert errors[0].code == code or code.startswith("header-")


def test_a_row_is_known_by_its_stray_characters():
    decisions, problems = read('decisions:\n  - {row: "\\u202Eo", verdict: change, to: O}\n')
    assert ([entry.row for entry in decisions.entries], problems) == (["\u202eo"], ())


def test_problems_of_a_name_that_is_printed_otherwise_are_settled():
    decisions, _ = read(
        'decisions:\n  - {row: "\\u202Eo", verdict: change, to: O}\n  - {row: p, verdict: keep}\n'
    )
    given = rows("\u202eo")
    there = error("direction-character", "…", given[0].place)
    elsewhere = error("direction-character", "…", Place("list.csv", 9))
    of_the_row = error("list-visibility", "…", given[0].place)
    assert unsettled([there, elsewhere, of_the_row], decisions, given) == (elsewhere, of_the_row)
    kept, _ = read('decisions:\n  - {row: "\\u202Eo", verdict: keep}\n')
    assert unsettled([there], kept, given) == (there,)


def test_rows_of_one_name_are_counted():
    assert row_keys(["One", "E\u0301", "One", "É"]) == (("One", 1), ("É", 1), ("One", 2), ("É", 2))


def test_applied():
    decisions, _ = read(
        "decisions:\n"
        "  - {row: One, occurrence: 2, verdict: drop, to: One}\n"
        "  - {row: two, verdict: change, to: Two}\n"
        "  - {row: Three, verdict: withdrawn, on: 2022-03-08}\n"
        "  - {row: Four, verdict: added, on: 2022-03-09}\n"
        "  - {row: Four, verdict: keep}\n"
    )
    after, problems = apply(decisions, rows("One", "two", "One", "Three", "Four"))
    assert [each.name for each in after] == ["One", "Two", "Three", "Four"]
    assert [each.withdrawn for each in after] == [None, None, dt.date(2022, 3, 8), None]
    assert after[3].signed == dt.date(2022, 3, 9)
    assert [(problem.code, problem.message) for problem in problems] == [
        ("decisions-dropped", "1 row left out, as decided"),
        ("decisions-changed", "1 row printed under another name, as decided"),
        ("decisions-withdrawn", "1 row withdrawn, as decided"),
    ]


def test_a_row_that_is_gone_is_a_warning_with_its_place():
    decisions, _ = read("decisions:\n  - {row: One, occurrence: 2, verdict: keep}\n")
    after, (problem,) = apply(decisions, rows("One"))
    assert [each.name for each in after] == ["One"]
    assert (problem.code, problem.place.line) == ("decision-without-row", 2)
    assert problem.message == "the list has no row 2 of the name “One” any more"


@pytest.mark.parametrize("twin", ["Gone", "One"], ids=["the twin is gone", "it is its own twin"])
def test_a_duplicate_is_not_dropped_for_nobody(twin: str):
    decisions, _ = read(f"decisions:\n  - {{row: One, verdict: drop, to: {twin}}}\n")
    _, problems = apply(decisions, rows("One"))
    assert [problem.code for problem in problems if problem.is_error] == ["decision-loses-name"]


def test_two_rows_are_not_dropped_for_each_other():
    decisions, _ = read(
        "decisions:\n  - {row: A, verdict: drop, to: B}\n  - {row: B, verdict: drop, to: A}\n"
    )
    _, problems = apply(decisions, rows("A", "B"))
    assert [problem.code for problem in problems if problem.is_error] == ["decision-loses-name"] * 2


@pytest.mark.parametrize("to", ["", ", to: One"])
def test_a_row_that_fewer_may_see_is_not_dropped_for_one_that_more_may(to: str):
    decisions, _ = read(f"decisions:\n  - {{row: One, occurrence: 2, verdict: drop{to}}}\n")
    given = (*rows("One"), *rows("One", visibility="withheld"))
    _, problems = apply(decisions, given)
    assert [problem.code for problem in problems if problem.is_error] == ["decision-exposes-name"]
    _, problems = apply(decisions, given[::-1])
    assert not any(problem.is_error for problem in problems)


def test_fewer_may_see_a_row_by_a_decision_and_never_more():
    entries = read(
        "decisions:\n- {row: One, verdict: withheld}\n- {row: Two, verdict: addressee}\n"
        "- {row: Three, verdict: addressee}\n"
    )[0]
    found = (*rows("One", "Two"), *rows("Three", visibility="withheld"))
    decided, problems = apply(entries, found)
    assert [each.visibility for each in decided] == ["withheld", "addressee", "withheld"]
    assert {each.code for each in problems} == {"decisions-hidden"}
    assert read("decisions:\n- {row: A, verdict: withheld}\n- {row: A, verdict: addressee}\n")[1]


def test_a_row_that_is_hidden_by_a_decision_is_not_dropped_for_one_that_is_shown():
    entries = read(
        "decisions:\n- {row: One, verdict: withheld}\n- {row: One, verdict: drop, to: Two}\n"
    )[0]
    _, problems = apply(entries, rows("One", "Two"))
    assert "decision-exposes-name" in {each.code for each in problems}


def test_what_is_wrong_with_a_row_does_not_matter_when_it_is_left_out(tmp_path):
    """A test entry of the form with an odd country; nobody should have to name that first."""
    (tmp_path / "a.csv").write_text("name,country\nOne,KE\nasdf,x\n", encoding="utf-8")
    door = Door(tmp_path, "")
    found = read_signatories(door, "a.csv")
    assert [each.code for each in found[1] if each.is_error] == ["list-country"]
    (tmp_path / "a.decisions.yaml").write_text("decisions:\n- {row: asdf, verdict: drop}\n")
    found = read_signatories(door, "a.csv")
    assert [each.name for each in found[0]] == ["One"]
    assert {each.code for each in found[1]} == {"decisions-dropped"}
