"""Time stamps as the programs that export forms write them: read surely, or asked about."""

from __future__ import annotations

import datetime as dt

import pytest

from formalletter.diagnostics import Severity
from formalletter.reading.door import Door
from formalletter.reading.heads import role_of
from formalletter.reading.sending import sending_order
from formalletter.reading.signatories import read_signatories
from formalletter.reading.stamps import read_stamps
from formalletter.signatory_list import SignatoryList

UNTIL = dt.date(2026, 11, 20)


@pytest.fixture
def read(tmp_path):
    def read_list(content, **settings):
        (tmp_path / "names.csv").write_text(content, encoding="utf-8")
        part = SignatoryList.model_validate({"until": UNTIL.isoformat(), **settings})
        return read_signatories(Door(tmp_path, ""), "names.csv", None, part)[1]

    return read_list


def told(problems):
    return [(each.code, each.place.line) for each in problems if each.severity != Severity.NOTE]


@pytest.mark.parametrize(
    "text",
    [
        *("2026/11/20 8:00:12 AM GMT+1", "2026-11-20T08:00:12.345+01:00", "2026-11-20 08:00:12"),
        *("11/20/2026 8:00:12", "20/11/2026 08:00", "20.11.2026 08:00", "20-11-2026", "11-20-26"),
        *("11/20/26 8:00:12 a.m.", "11/20/2026 08:00:12 AM", "46346.33347", "46346"),
        *("Nov 20, 2026 8:00 AM", "20 Nov 2026 08:00", "20-Nov-2026 08:00:12", "20. November 2026"),
        *("Friday, November 20, 2026 at 8:00:12 AM GMT+1", "Fri, 20 Nov 2026 08:00:12 +0000"),
        *(
            "Fri Nov 20 2026 08:00:12 GMT+0100 (CET)",
            "20 нояб. 2026 г., 08:00",
            "2026年11月20日 8:00",
        ),
        *("20 de noviembre de 2026", "20 novembre 2026 à 08:00", "20 نوفمبر 2026", "1795161612"),
        *("2026年11月20日 8:00", "8:00 20.11.2026"),
    ],
)
def test_a_stamp_is_read_whatever_program_wrote_it(read, text):
    (stamp,), is_unclear = read_stamps([text])
    assert stamp is not None
    assert (stamp.days, is_unclear) == ({UNTIL}, False)
    assert told(read(f'name,Timestamp\nOne,"{text}"\n')) == []
    earlier = {"until": "2026-11-19"}
    assert told(read(f'name,Timestamp\nOne,"{text}"\n', **earlier)) == [("list-late", 2)]


@pytest.mark.parametrize(
    "text", ["", "yesterday", "8:00", "99/99/2026", "31.2.2026", "12345", "0049 30 123456", "2026"]
)
def test_what_is_no_stamp_is_not_taken_for_one(text):
    assert read_stamps([text]) == ([None], False)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2022-03-08", "2022-03-08 00:00:00"),
        ("2022-03-08T14:05", "2022-03-08 14:05:00"),
        ("2022/03/08 12:05:09 AM GMT+1", "2022-03-08 00:05:09"),
        ("2022.3.8 2:05:10 pm", "2022-03-08 14:05:10"),
        ("Mar 8, 2022 12:05 PM", "2022-03-08 12:05:00"),
        ("44628.5", "2022-03-08 12:00:00"),
    ],
)
def test_the_time_of_a_stamp(text, time):
    (stamp,), _ = read_stamps([text])
    assert str(stamp and stamp.time) == time


def test_day_and_month_are_asked_for_where_it_matters_and_nothing_settles_them(read):
    text = "Timestamp,name\n11/12/2026 8:00,One\n3/4/2026 9:00,Two\n"
    (problem,) = [each for each in read(text) if each.is_error]
    assert (problem.code, problem.place.line) == ("list-dates-unclear", 2)
    assert "dates: day-first or dates: month-first" in problem.hint
    assert told(read(text, dates="month-first")) == []
    assert told(read(text, dates="day-first")) == [("list-late", 2)]
    assert told(read(text, until="2026-12-31")) == []


def test_other_rows_of_the_column_settle_day_and_month(read):
    text = "Timestamp,name\n11/12/2026 8:00,One\n{},Two\n"
    assert told(read(text.format("10/31/2026 7:00"))) == []
    assert told(read(text.format("31/10/2026 7:00"))) == [("list-late", 2)]
    both = "Timestamp,name\n11/12/2026,One\n10/31/2026,Two\n31/10/2026,Three\n"
    assert told(read(both)) == [("list-dates-unclear", 2)]


def test_a_last_day_that_checks_nothing_is_said_with_the_column_that_may_be_meant(read):
    text = "name,Abgabe,Ort\n"
    text += "One,20.11.2026 08:00,Bern an der Aare\n"
    text += "Two,21.11.2026 08:00,Genf an der Rhone\n"
    (problem,) = [each for each in read(text) if each.is_error]
    assert problem.code == "list-until"
    assert "columns-named: {Abgabe: time-stamp}" in problem.hint
    assert "Ort" not in problem.hint
    named = {"columns-named": {"Abgabe": "time-stamp"}}
    assert told(read(text, **named)) == [("list-late", 3)]
    assert told(read("name\nOne\n")) == [("list-until", 1)]
    assert told(read("name,Timestamp\nOne,soon\nTwo,\n")) == [("list-until", 1)]
    assert told(read("name,Timestamp\nOne,soon\nTwo,2026-01-02\n")) == [("list-time-stamp", 2)]


@pytest.mark.parametrize(
    "heads",
    [
        *("Zeitstempel", "Start time,Completion time", "Startzeit,Fertigstellungszeit"),
        *("Start Date (UTC),Submit Date (UTC)", "Start Date,End Date", "Marca temporal"),
        *("start,end,_submission_time", "Carimbo de data/hora", "タイムスタンプ"),
        *("Informazioni cronologiche", "Hora de inicio,Hora de finalización", "Start time"),
    ],
)
def test_the_stamps_of_common_forms_are_known_and_the_last_one_counts(read, heads):
    count = heads.count(",")
    begun = "2026-01-01 00:00," * count
    text = f"{heads},name\n{begun}2026-11-21 00:01,One\n"
    assert told(read(text)) == [("list-late", 2)]
    assert role_of(heads.split(",")[-1]) in {"time-stamp", "time-begun"}


def test_rows_are_ordered_only_by_stamps_that_are_clear(tmp_path):
    rows = "name,Timestamp\nOne,3/4/2026 9:00 PM\nTwo,3/4/2026 10:00 AM\n"
    (tmp_path / "names.csv").write_text(rows, encoding="utf-8")
    door = Door(tmp_path, "")
    assert sending_order(door, "names.csv") == {}
    settings = SignatoryList(dates="day-first")
    assert sending_order(door, "names.csv", settings) == {2: 1, 3: 0}
