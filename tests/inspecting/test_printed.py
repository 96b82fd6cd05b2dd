"""The lines of a finished file: by the structure tree, and from where they are seen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from formalletter.inspecting import printed_lines
from formalletter.printed import PrintedLine
from formalletter.seen import Run, SeenPage
from formalletter.viewing.pages import seen_pages


@pytest.fixture(scope="module")
def lines(finished: Callable[..., bytes]) -> tuple[PrintedLine, ...]:
    pdf = finished()
    return printed_lines(pdf, tuple(seen_pages(pdf, {})))


def with_role(lines: tuple[PrintedLine, ...], role: str) -> list[PrintedLine]:
    return [line for line in lines if line.role == role]


def test_lines_come_in_the_order_of_reading_and_artifacts_last(lines):
    text = [line.text for line in lines if line.region == "flow"]
    assert text[:2] == ["A letter to inspect", "Dear Sir or Madam,"]
    regions = [line.region for line in lines]
    assert regions.index("artifact") == len(regions) - regions.count("artifact")
    assert {line.text for line in lines if line.region == "artifact"} == {"head"}


def test_a_paragraph_goes_on_behind_its_note(lines):
    (sentence,) = [line for line in lines if line.text.startswith("This is a sentence")]
    assert sentence.text.endswith("link in it.")
    note = [line.text for line in lines if line.region == "footnote"]
    assert " ".join(note) == "1 The note."


def test_all_items_of_a_list_know_their_list_and_page(lines):
    items = with_role(lines, "LBody")
    names = [f"Organisation number {number} (ON{number})" for number in range(1, 31)]
    assert " ".join(line.text for line in items).split() == " ".join(names).split()
    assert len({line.container for line in items}) == 1
    assert len({line.element for line in items}) == len(names)
    assert len({line.page for line in items}) > 1


def test_lines_stand_below_one_another_at_the_leading(lines):
    items = with_role(lines, "LBody")
    steps = {
        round(lower.baseline - upper.baseline)
        for upper, lower in pairwise(items)
        if upper.page == lower.page and lower.baseline > upper.baseline
    }
    assert steps == {12}


def test_pages_of_strangers_are_not_read(finished: Callable[..., bytes]):
    pdf = finished()
    pages = tuple(seen_pages(pdf, {}))
    assert not printed_lines(pdf, pages, frozenset(range(len(pages))))


def run(text: str, left: float, baseline: float, mark: int = 0) -> Run:
    return Run(
        mark=mark,
        is_artifact=False,
        form=False,
        text=text,
        box=(left, baseline - 7, left + 30, baseline + 2),
        baseline=baseline,
        size=10,
        font="F",
        bold=False,
        colour=(0, 0, 0),
        ground=(255, 255, 255),
    )


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([run("note", 50, 100), run("1", 80, 96.5)], ["note1"]),  # a raised number
        ([run("one", 50, 100), run("two", 50, 103)], ["one", "two"]),  # printed over each other
        ([run("نص", 50, 100), run("\u0651", 52, 97)], ["نص\u0651"]),  # a sign above its letter
        ([run("one", 50, 100), run("two", 50, 112)], ["one", "two"]),
    ],
)
def test_what_stands_on_one_line(finished: Callable[..., bytes], runs, expected):
    page = SeenPage(340, 226, tuple(runs), (), "")
    found = printed_lines(finished(), [page])
    assert [line.text for line in found] == expected
