"""Faults of page breaks and lines are found where they are."""

from __future__ import annotations

from dataclasses import replace

from formalletter.checking.layout import layout_faults
from formalletter.typeset import Line

SHEET = (595.3, 841.9)  # A4
PARAGRAPH = Line(
    page=0,
    x=150,
    baseline=100,
    width=300,
    height=15,
    text="words of a letter",
    size=11,
    stretch=0,
    column_x=57,
    column_width=460,
    block=5,
    path="html body main.body.text p",
    region="flow",
)
NAME = replace(
    PARAGRAPH, size=9, path="html body section.signatories ul.names li", column_width=145
)
HEADING = replace(PARAGRAPH, path="html body section.signatories h2", text="Signatories", block=9)


def lines(start: Line, count: int, page: int = 0, first: float = 100) -> list[Line]:
    return [replace(start, page=page, baseline=first + 15 * row) for row in range(count)]


def codes(found: list[Line]) -> list[str]:
    return [problem.code for problem in layout_faults(found, *SHEET)]


def test_well_made_pages_have_no_fault() -> None:
    assert codes([*lines(PARAGRAPH, 30), *lines(PARAGRAPH, 20, page=1)]) == []


def test_orphan_and_widow() -> None:
    long = replace(PARAGRAPH, block=6)
    assert codes([*lines(PARAGRAPH, 30), *lines(long, 1), *lines(long, 20, page=1)]) == ["orphan"]
    rest = replace(PARAGRAPH, block=7)
    found = [*lines(long, 30), *lines(long, 1, page=1), *lines(rest, 20, page=1)]
    assert codes(found) == ["widow"]


def test_name_split_between_columns() -> None:
    second = replace(NAME, column_x=215, x=215)
    assert codes([NAME, second, *lines(replace(NAME, block=6), 20)]) == ["name-split"]


def test_heading_left_behind() -> None:
    names = [replace(line, block=10 + row) for row, line in enumerate(lines(NAME, 20, page=1))]
    text = lines(replace(PARAGRAPH, block=3), 30)
    assert codes([*text, HEADING, *names]) == ["heading-stranded"]


def test_list_heading_wants_three_rows_of_names() -> None:
    here = [replace(NAME, baseline=130 + 12 * row, block=10 + row) for row in range(2)]
    there = [replace(NAME, page=1, baseline=100 + 12 * row, block=20 + row) for row in range(30)]
    assert codes([HEADING, *here, *there]) == ["heading-stranded"]
    third = replace(NAME, baseline=154, block=15)
    assert codes([HEADING, *here, third, *there]) == []


def test_line_pushed_off_its_neighbours_baseline() -> None:
    beside = replace(NAME, block=6, x=215, column_x=215, baseline=100.8)
    (problem,) = layout_faults([NAME, beside], *SHEET)
    assert problem.code == "baseline-off"
    assert "0.8 pt" in problem.message


def test_stub_of_a_last_page() -> None:
    names = [replace(NAME, block=10 + row, page=1) for row in range(3)]
    (problem,) = layout_faults([*lines(PARAGRAPH, 40), *names], *SHEET)
    assert (problem.code, problem.place and problem.place.page) == ("last-page-stub", 2)


def test_wide_gaps_of_justified_text() -> None:
    assert codes([replace(PARAGRAPH, stretch=3.5)]) == ["space-wide"]


def test_text_off_the_sheet_is_an_error_and_near_its_edge_a_warning() -> None:
    below = replace(PARAGRAPH, baseline=850, region="footnote")
    wide = replace(PARAGRAPH, x=400, width=250)
    for line in (below, wide):
        (problem,) = layout_faults([line], *SHEET)
        assert (problem.code, problem.is_error) == ("text-off-the-sheet", True)
    assert codes([replace(PARAGRAPH, x=20)]) == ["text-near-edge"]


def test_address_that_the_window_hides_is_an_error() -> None:
    path = "html.edition-delivery.window-us-10.windowed body div.opening p.recipient"
    address = [replace(line, path=path) for line in lines(PARAGRAPH, 8)]
    (problem,) = layout_faults(address, *SHEET)
    assert (problem.code, problem.is_error) == ("address-too-long", True)
    assert list(layout_faults(address[:7], *SHEET)) == []
