"""Every rule has a letter that breaks it, with the whole report, and a twin that keeps it.

`rejected/CODE` is the letter, `rejected/CODE.txt` what `formalletter check` says of it,
`accepted/CODE` the twin.  What no letter can bring about, a `broken.py` in the folder does to
the finished file: its function `broken(pdf)` returns the bytes to be looked at instead.
An `arguments.txt` holds options of the command, one a line.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_cases import report_of

from formalletter.rules import all_rules

TESTS = Path(__file__).parent
CODES = sorted(all_rules())


@pytest.mark.parametrize("code", CODES)
def test_the_rule_is_broken_by_its_letter(code: str):
    report, found = report_of(TESTS / "rejected" / code)
    assert code in {problem.code for problem in found}
    assert report == (TESTS / "rejected" / f"{code}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", CODES)
def test_the_rule_is_kept_by_its_twin(code: str):
    _, found = report_of(TESTS / "accepted" / code)
    assert code not in {problem.code for problem in found}
    assert not any(problem.is_error for problem in found)


def test_there_is_no_case_without_its_rule():
    assert {path.name for path in (TESTS / "accepted").iterdir()} == set(CODES)
