"""Lines that are dates, and lines that only look like it."""

from __future__ import annotations

import datetime as dt

import pytest
from babel import Locale

from formalletter.dates import _LANGUAGES, read_date_line

EIGHTH_OF_MARCH = dt.date(2022, 3, 8)


@pytest.mark.parametrize(
    ("line", "languages"),
    [
        ("8 March, 2022", ("en-GB",)),
        ("8 March 2022", ("en-GB",)),
        ("8th of March 2022", ("en-GB",)),
        ("8 Mar. 2022", ("en-GB",)),
        ("8 MARCH 2022", ("en-GB",)),
        ("Tuesday, 8 March 2022", ("en-GB",)),
        ("Date: 8 March 2022", ("en-GB",)),
        ("**8 March 2022**", ("en-GB",)),
        ("March 8, 2022", ("en-US",)),
        ("March 8th, 2022", ("en-US",)),
        ("8. März 2022", ("de",)),
        ("le 8 mars 2022", ("fr",)),
        ("8 de marzo de 2022", ("es",)),
        ("8 de março de 2022", ("pt",)),
        ("8 marzo 2022", ("es", "it")),
        ("8 Mart 2022", ("tr",)),
        ("8 марта 2022 г.", ("ru",)),
        ("2022-03-08", ()),
        ("08.03.2022", ()),
        ("8. 3. 2022", ()),
        ("2022年3月8日", ()),
        ("2022년 3월 8일", ()),
    ],
)
def test_forms_of_one_date(line: str, languages: tuple[str, ...]) -> None:
    found = read_date_line(line)

    assert found is not None
    assert (found.date, found.languages) == (EIGHTH_OF_MARCH, languages)
    assert found.place is None


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Geneva, 8 March 2022", "Geneva"),
        ("Geneva, Tuesday 8 March 2022", "Geneva"),
        ("Washington, DC, March 8, 2022", "Washington, DC"),
        ("Berlin, den 8. März 2022", "Berlin"),
        ("Genève, le 8 mars 2022", "Genève"),
        ("São Paulo, 08.03.2022", "São Paulo"),
        ("Tuesday, 2022-03-08", None),
    ],
)
def test_place_before_the_date(line: str, place: str | None) -> None:
    found = read_date_line(line)

    assert found is not None
    assert (found.date, found.place) == (EIGHTH_OF_MARCH, place)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("25/03/2022", dt.date(2022, 3, 25)),
        ("03/25/2022", dt.date(2022, 3, 25)),
        ("03/03/2022", dt.date(2022, 3, 3)),
    ],
)
def test_numbers_that_can_be_read_in_one_way(line: str, date: dt.date) -> None:
    found = read_date_line(line)

    assert found is not None
    assert found.date == date


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("03/08/2022", "which of its numbers is the month can't be told"),
        ("3-8-2022", "which of its numbers is the month can't be told"),
        ("08.03.22", "the century of the year is not said"),
        ("31 February 2022", "there is no such day in the calendar"),
        ("2022-13-01", "there is no such day in the calendar"),
    ],
)
def test_dates_that_are_left_out(line: str, trouble: str) -> None:
    found = read_date_line(line)

    assert found is not None
    assert (found.date, found.trouble) == (None, trouble)


@pytest.mark.parametrize(
    "line",
    [
        "Since 8 March 2022",
        "We met on 8 March 2022",
        "8 March",
        "March 2022",
        "May 11",
        "ARTICLE 19",
        "21Wilberforce",
        "8-9 March 2022",
        "1 Easton Street, 8 March 2022",
        "Madam High Commissioner,",
        "In 2020, an unprecedented number of special procedures",
        "",
        "8 March 2022" + " " * 200 + "and so on",
    ],
)
def test_no_dates(line: str) -> None:
    assert read_date_line(line) is None


def test_no_month_is_another_one_in_another_language() -> None:
    meanings: dict[str, set[int]] = {}
    for language in ("en", *_LANGUAGES):
        for widths in Locale.parse(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in widths[width].items():
                    meanings.setdefault(name.casefold().rstrip("."), set()).add(number)

    assert len(meanings) > 300
    assert {name for name, numbers in meanings.items() if len(numbers) > 1} == set()
