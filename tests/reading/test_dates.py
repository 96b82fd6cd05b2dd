from __future__ import annotations

import datetime as dt

import pytest

from formalletter.reading.dates import written_date

MARCH = dt.date(2022, 3, 8)


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("8 March 2022", ["en"]),
        ("8 March, 2022", ["en-GB"]),
        ("March 8th, 2022", ["en-US"]),
        ("Tuesday, 8 Mar. 2022", ["en"]),
        ("the 8th of March 2022", ["en"]),
        ("8. März 2022", ["de"]),
        ("le 8 mars 2022", ["en", "fr"]),
        ("8 de marzo de 2022", ["es"]),
        ("8 марта 2022 г.", ["ru"]),
        ("2022年3月8日", []),
        ("2022/3/8", []),
        ("2022. 03. 08", []),
    ],
)
def test_dates_as_people_write_them(text, languages):
    assert written_date(text, languages) == MARCH


def test_a_day_over_twelve_tells_the_order():
    assert written_date("30/08/2022") == written_date("08/30/2022") == dt.date(2022, 8, 30)
    assert written_date("8.8.2022") == dt.date(2022, 8, 8)


@pytest.mark.parametrize(
    "text",
    [
        "03/08/2022",
        "31 February 2022",
        "2022-13-40",
        "March 2022",
        "8 March 22",
        "8 March or April 2022",
        "8 March 2022, Geneva",
        "8 mars 2022",
        "soon",
        "",
        "²² March 2022",
        "99999999999999999999 March 8",
        "8 March 0000",
    ],
)
def test_what_can_not_be_told_is_left_alone(text):
    assert written_date(text, ["en", "xx", "no such language"]) is None
