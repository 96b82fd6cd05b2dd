"""Time stamps: they say which of two entries came later, and go nowhere."""

from __future__ import annotations

import pytest

from formalletter import pipeline
from formalletter.edition import Edition
from formalletter.signatories.opening import open_letter
from formalletter.signatories.proposing import propose
from formalletter.signatories.repeats import dated

ROWS = """\
Timestamp,Name,Email
2022/03/08 2:05:10 PM GMT+1,Quokka Union,a@example.org
2022/03/08 11:05:10 AM GMT+1,Quokka  Union,a@example.org
2022/03/09 9:00:00 AM GMT+1,Quokka Union e.V.,a@example.org
3/9/2022 9:00,QUOKKA UNION,a@example.org
"""


@pytest.fixture
def folder(make_letter):
    folder = make_letter("We write.\n")
    (folder / "signatories.csv").write_text(ROWS, encoding="utf-8")
    return folder


def test_a_repeated_entry_says_which_came_later(folder):
    opened = open_letter(folder)
    tell = dated(opened.rows, opened.sending_order)
    found = [tell(each) for each in propose(opened.rows, opened.decisions)]
    when = {each.place.line: each.evidence for each in found if each.twin}
    assert when[3].endswith("(line 2), by its time stamp this row was sent in earlier")
    assert when[4].endswith("(line 2), by its time stamp this row was sent in later")
    assert when[5] == "“Quokka Union” (line 2)"  # a day that can be read in two ways


def test_no_stamp_is_carried_or_printed(folder, tmp_path):
    opened = open_letter(folder)
    assert "2022" not in repr((opened.signatories, opened.sending_order))
    built = pipeline.build(folder, edition=Edition.PRESS, output=tmp_path / "out")
    assert "2:05" not in repr(built)


def test_the_build_tells_how_many_findings_there_are_and_no_name(folder, tmp_path):
    built = pipeline.build(folder, output=tmp_path / "out")
    (told,) = [each for each in built.problems if each.code == "signatories-findings"]
    opened = open_letter(folder)
    assert told.message.startswith(f"{len(propose(opened.rows, opened.decisions))} findings")
    assert "uokka" not in repr(told)


def test_a_list_without_findings_is_built_without_a_word_about_them(make_letter, tmp_path):
    built = pipeline.build(make_letter("We write.\n"), output=tmp_path / "out")
    assert "signatories-findings" not in {each.code for each in built.problems}
