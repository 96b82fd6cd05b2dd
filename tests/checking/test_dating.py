"""Dates: weekdays, days that there are not, and dates that contradict each other."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_cases import read, shown

from formalletter.checking.dating import date_problems


def found(folder: Path, body: str = "A paragraph.", **header: str) -> list[tuple[str, str]]:
    letter, texts = read(folder, body, **header)
    return [(problem.code, shown(problem)) for problem in date_problems(letter, texts)]


@pytest.mark.parametrize(
    ("language", "wrong", "right"),
    [
        ("en-GB", "Monday, 8 March 2022", "Tuesday, 8 March 2022"),
        ("en-GB", "Mon., 8 March 2022", "Tue, 8 March 2022"),
        ("en-GB", "Monday the 8th of March 2022", "Tuesday 8 March, 2022"),
        ("en-US", "Monday, March 8, 2022", "Tuesday, March 8, 2022"),
        ("en-GB", "8 March 2022 (Monday)", "8 March 2022 (Tuesday)"),
        ("en-GB", "Monday 2022-03-08", "Tuesday 2022-03-08"),
        ("fr", "lundi 8 mars 2022", "mardi 8 mars 2022"),
        ("fr", "lundi 1er mars 2022", "mardi 1er mars 2022"),
        ("es", "lunes, 8 de marzo de 2022", "martes 8 de marzo del 2022"),
        ("de", "Montag, den 8. März 2022", "Dienstag, 8. März 2022"),
        ("de", "Montag, 08.03.2022", "Dienstag, 8.3.2022"),
        ("ru", "понедельник, 8 марта 2022", "во вторник, 8 марта 2022 г."),
        ("ru", "среду, 8 марта 2022", "в среду, 9 марта 2022"),
        ("ar", "الاثنين 8 مارس 2022", "الثلاثاء، ٨ مارس ٢٠٢٢"),
        ("zh", "2022年3月8日（星期一）", "2022年3月8日（星期二）"),
        ("pt", "segunda-feira, 8 de março de 2022", "terça-feira, 8 de março de 2022"),
    ],
)
def test_a_weekday_is_that_of_its_date(tmp_path: Path, language: str, wrong: str, right: str):
    assert found(tmp_path, f"x {wrong} y", language=language) == [("date-weekday", wrong)]
    assert found(tmp_path, f"x {right} y", language=language) == []


@pytest.mark.parametrize(
    ("language", "wrong"),
    [
        ("en-GB", "31 June 2022"),
        ("en-US", "February 29, 2023"),
        ("en-GB", "2022-02-30"),
        ("de", "31.06.2022"),
        ("fr", "30 février 2022"),
        ("zh", "2022年2月30日"),
    ],
)
def test_a_day_that_no_calendar_has(tmp_path: Path, language: str, wrong: str):
    assert found(tmp_path, f"x {wrong} y", language=language) == [("date-impossible", wrong)]


@pytest.mark.parametrize(
    "body",
    [
        "29 February 2024, from 28 to 30 June 2022, May 2022",
        "A/RES/49/31 June 2022, section 3.31.06.2022, 45 March 2022",
        "Monday, and 8 March 2022; on a Monday in March 2022",
        "they sat 8 March 2022 in the sun 9 March 2022",
        "version 2022-02-30-a and x/2022-02-30",
        "99.99.2022 and 2022-13-40",
        "our letter of 1 March 2022, your letter dated 2 March 2022",
        "this letter of 8 March 2022",
    ],
)
def test_what_is_right_or_no_date_is_passed(tmp_path: Path, body: str):
    assert found(tmp_path, body) == []


def test_a_date_that_goes_on_in_the_next_line_is_read(tmp_path: Path):
    assert found(tmp_path, "On Monday,\n**8** March\n2022 all") == [("date-weekday", "Monday,")]


def test_the_letter_has_one_date(tmp_path: Path):
    body = "This letter is dated 7 March 2022; this open letter of 8 March 2022."
    assert found(tmp_path, body) == [("date-of-letter", "7 March 2022")]


EMBARGO = "{{until: 2022-03-0{} 10:00, zone: Europe/Zurich, place: Geneva}}"


@pytest.mark.parametrize(
    ("signatories", "embargo", "expected"),
    [
        ("{until: 2022-03-09}", None, ["2022-03-09"]),
        ("{until: 2022-03-08}", None, []),
        ("{until: 2022-03-20, published: 2022-03-08}", None, []),
        ("{published: 2022-03-07}", None, ["2022-03-07"]),
        ("{published: 2022-03-08}", EMBARGO.format(9), ["2022-03-08"]),
        ("{}", EMBARGO.format(7), ["2022-03-07 10:00"]),
        ("{}", EMBARGO.format(9), []),
    ],
)
def test_dates_of_the_header(
    tmp_path: Path, signatories: str, embargo: str | None, expected: list[str]
):
    (tmp_path / "signatories.csv").write_text(
        "name,time stamp\nOne,2022-03-01 10:00\n", encoding="utf-8"
    )
    header = {"signatories": signatories} | ({"embargo": embargo} if embargo else {})
    assert found(tmp_path, **header) == [("dates-contradict", words) for words in expected]
