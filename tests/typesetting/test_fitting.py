"""The fitting: columns from the names' lengths, no stub, no ladder of hyphens."""

from __future__ import annotations

from dataclasses import replace

import pytest

from formalletter.typeset import Line
from formalletter.typesetting.fitting import (
    Area,
    Layout,
    better_fit,
    column_width_in_em,
    first_columns,
)
from formalletter.typesetting.job import Fit

AREA = Area(57, 75, 522, 767)
NAME = Line(
    page=0,
    x=57,
    baseline=100,
    width=100,
    height=12,
    text="A Name of Some Length",
    size=9,
    stretch=0,
    column_x=57,
    column_width=145,
    block=0,
    path="html body section.signatories ul.names li",
    region="flow",
)


def listed(first_page: int, second_page: int, columns: int = 3) -> Layout:
    """A list whose first page ends full, with so many rows on each of two pages."""
    lines = []
    for page, rows in enumerate((first_page, second_page)):
        bottom = AREA.bottom - 4 if page == 0 else 75 + 12 * rows
        for row in range(rows):
            lines += [
                replace(NAME, page=page, baseline=bottom - 12 * (rows - row - 1), block=len(lines))
                for _ in range(columns)
            ]
    lines = [replace(line, block=number) for number, line in enumerate(lines)]
    return Layout(tuple(lines), (AREA, AREA))


@pytest.mark.parametrize(("em", "columns"), [(8, 3), (14, 3), (24, 2), (60, 2)])
def test_columns_follow_from_the_lengths_of_the_names(em: float, columns: int) -> None:
    assert first_columns([em] * 50, 465) == columns


@pytest.mark.parametrize(("names", "columns"), [(1, 1), (5, 1), (6, 2), (8, 2), (9, 3)])
def test_a_handful_of_names_is_read_down(names: int, columns: int) -> None:
    assert first_columns([8] * names, 465) == columns


def test_good_page_is_left_alone() -> None:
    assert better_fit(listed(40, 30), Fit(3), fixed_columns=False) is None


def test_stub_of_names_gets_another_setting_within_the_bounds() -> None:
    fit = better_fit(listed(40, 3), Fit(3), fixed_columns=False)
    assert fit is not None
    assert 8.5 <= fit.size <= 9.5
    assert 1.27 <= fit.leading / fit.size <= 1.42


def test_columns_that_were_asked_for_stay() -> None:
    for rows in range(1, 8):
        fit = better_fit(listed(40, rows), Fit(3), fixed_columns=True)
        assert fit is not None
        assert fit.columns == 3


def test_stub_of_text_is_taken_in_by_closer_lines() -> None:
    text = replace(NAME, path="html body main.body.text p", block=1)
    full = [replace(text, baseline=100 + 15 * row) for row in range(44)]
    layout = Layout((*full, replace(text, page=1, baseline=90)), (AREA, AREA))
    fit = better_fit(layout, Fit(3), fixed_columns=False)
    assert fit is not None
    assert fit.body_leading < Fit(3).body_leading


def test_more_than_two_hyphens_in_a_row_are_taken_back() -> None:
    text = replace(NAME, path="html body main.body.text p", block=7, text="hyphen\u2010")
    end = replace(text, text="the end.")
    lines = (text, text, text, end)
    fit = better_fit(Layout(lines, (AREA,)), Fit(3), fixed_columns=False)
    assert fit is not None
    assert fit.unhyphenated == (7,)
    assert better_fit(Layout(lines[1:], (AREA,)), Fit(3), fixed_columns=False) is None


def test_half_a_word_alone_in_the_last_line_is_taken_back() -> None:
    text = replace(NAME, path="html body main.body.text p", block=7, text="resolu\u2010")
    alone = replace(text, text="tion:", baseline=115)
    fit = better_fit(Layout((text, alone), (AREA,)), Fit(3), fixed_columns=False)
    assert fit is not None
    assert fit.unhyphenated == (7,)
    more = replace(alone, text="tion of words.")
    assert better_fit(Layout((text, more), (AREA,)), Fit(3), fixed_columns=False) is None


def test_hyphen_across_pages_is_taken_back() -> None:
    text = replace(NAME, path="html body main.body.text p", block=7, text="hyphen\u2010")
    lines = (text, replace(text, page=1, text="ated", baseline=600))
    fit = better_fit(Layout(lines, (AREA, AREA)), Fit(3), fixed_columns=False)
    assert fit is not None
    assert fit.unhyphenated == (7,)


def test_unbreakable_runs_are_measured_against_the_narrowest_column() -> None:
    assert column_width_in_em(465, 3) == pytest.approx(((465 - 28) / 3) / 9.5 - 1)


@pytest.mark.parametrize(("above", "together"), [(0, True), (1, True), (2, False)])
def test_the_last_paragraph_is_not_alone_above_the_close(above: int, *, together: bool) -> None:
    text = replace(NAME, path="html body main.body.text p", block=0)
    last = [replace(text, page=1, baseline=100 + 15 * row, block=1) for row in range(above)]
    close = replace(text, page=1, baseline=400, path="html body div.closing.text p", block=2)
    better = better_fit(Layout((text, *last, close), (AREA, AREA)), Fit(3), fixed_columns=False)
    assert (better is not None and better.last_together) is together
