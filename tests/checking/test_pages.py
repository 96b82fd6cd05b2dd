"""The rules on pages: where each begins to find something, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from formalletter.checking.pages import Plan, key, page_problems, window_box
from formalletter.diagnostics import Problem
from formalletter.printed import PrintedLine
from formalletter.seen import Picture, Run, SeenPage

SHEET = (595.3, 841.9)  # A4
BLACK, WHITE = (17, 17, 17), (255, 255, 255)
ANNEXES = ((2, "Annex A: One"), (4, "Annex B: Two"))


def line(text: str = "words of a letter", baseline: float = 100, left: float = 150, **more: object):
    """A line of type, 200 pt long; what is of a run goes to its only run."""
    size = float(more.pop("size", 11))  # type: ignore[arg-type]
    right = left + float(more.pop("width", 200))  # type: ignore[arg-type]
    box = (left, baseline - 0.7 * size, right, baseline + 0.2 * size)
    names = {"colour", "ground", "bold", "gaps", "space", "level"}
    given = {name: more.pop(name) for name in names & more.keys()}
    run = Run(0, is_artifact=False, form=False, text=text, box=box, baseline=baseline, size=size,
              font="F", **{"bold": False, "colour": BLACK, "ground": WHITE, **given})  # fmt: skip
    values = {"page": 0, "path": "Document/P", "element": 1, "container": 0, "part": 0}
    return PrintedLine(**{**values, "region": "flow", **more}, box=box, baseline=baseline,
                       text=text, size=size, runs=(run,))  # fmt: skip


def lines(count: int, first: float = 100, **more: object) -> list[PrintedLine]:
    return [line(baseline=first + 15 * row, **more) for row in range(count)]


def names(count: int, columns: Sequence[int], **more: object) -> list[PrintedLine]:
    """A list of names in columns of so many rows."""
    found = []
    for column, rows in enumerate(columns):
        for row in range(rows):
            given = {"element": 100 + len(found), "container": 99, "left": 60 + 160 * column}
            path = "Document/Sect/L/LI/LBody"
            place = {"baseline": 100 + 12 * row, "size": 9, "path": path, "width": 90}
            found.append(line("Forum", **{**given, **place, **more}))  # type: ignore[arg-type]
    assert len(found) == count
    return found


def found(
    lines: Sequence[PrintedLine],
    *,
    width: float = SHEET[0],
    height: float = SHEET[1],
    **more: object,
) -> list[Problem]:
    pictures = more.pop("pictures", {})
    pages = [
        SeenPage(width, height, (), tuple(pictures.get(number, ())), "")  # type: ignore[attr-defined]
        for number in range(6)
    ]
    areas = {0: (57.0, 521.0), 1: (57.0, 521.0)}
    plan = Plan(SHEET, areas, ANNEXES, names=frozenset({key("Forum")}))
    return list(page_problems(pages, lines, replace(plan, **more)))  # type: ignore[arg-type]


def codes(lines: Sequence[PrintedLine], **more: object) -> list[str]:
    return [problem.code for problem in found(lines, **more)]  # type: ignore[arg-type]


def test_well_made_pages_have_no_fault():
    assert codes([*lines(30), *lines(20, page=1)]) == []


def test_a_finding_has_its_page_and_box():
    (problem,) = found([*lines(30), line(page=1), *lines(20, page=1, first=115, element=2)])
    assert problem.code == "widow"
    assert problem.place is not None
    assert (problem.place.page, problem.place.box) == (2, (150, 92.3, 350, 102.2))


def test_a_paragraph_needs_two_lines_on_each_side_of_a_page():
    rest = lines(20, first=145, page=1, element=2)
    assert codes([line(), *lines(3, page=1), *rest]) == ["orphan"]
    assert codes([*lines(2), *lines(2, page=1), *rest]) == []


def test_a_row_of_a_table_is_no_paragraph():
    cell = {"path": "Document/Table/TBody/TR/TD/P", "container": 5}
    assert (
        codes([*lines(3, **cell), line(page=1, **cell), *lines(20, 115, page=1, element=2)]) == []
    )


def test_a_heading_wants_two_lines_and_that_of_a_list_three_rows():
    heading = line("Signatories", path="Document/Sect/H2", element=8)
    assert codes([heading, *lines(1, 115), *lines(19, page=1)]) == ["orphan", "heading-stranded"]
    assert codes([heading, *lines(2, 115), *lines(19, page=1)]) == []
    for rows, expected in ((2, ["heading-stranded"]), (3, [])):
        here = [replace(each, baseline=each.baseline + 20) for each in names(rows, [rows])]
        there = [replace(each, page=1, element=300 + n) for n, each in enumerate(names(40, [40]))]
        assert codes([heading, *here, *there]) == expected


def test_a_heading_at_the_end_of_an_annex_does_not_wait_for_the_next_annex():
    heading = line("Annex", path="Document/Part/H1", element=8, part=1)
    after = lines(20, page=1, part=2)
    assert codes([heading, *lines(1, 115, part=1, element=9), *after]) == []


def test_a_heading_does_not_wait_for_what_another_one_stands_above():
    heading = line("Africa (1)", path="Document/Sect/H3", element=8)
    other = line("Press", path="Document/Sect/H2", page=1, element=10)
    after = lines(20, 115, page=1, element=11)
    assert codes([heading, *lines(1, 115, element=9), other, *after]) == []
    below = line("Africa (1)", 115, path="Document/Sect/H3", element=12)
    title = line("Signatories", path="Document/Sect/H2", element=8)
    found = codes([title, below, *lines(20, page=1, element=9)])
    assert found == ["heading-stranded"] * 2


def test_the_close_needs_text_above_it_and_stays_whole():
    words = {"valediction": key("Yours sincerely,"), "signers": frozenset({key("Ann Other")})}
    close = [line("Yours sincerely,", 400, element=5), line("Ann Other", 430, element=6)]
    assert codes([*lines(20), *close], **words) == []
    torn = [
        close[0],
        *(replace(each, page=1) for each in close[1:]),
        *lines(20, 500, page=1, element=9),
    ]
    assert codes([*lines(20), *torn], **words) == ["closing-split"]
    alone = [replace(each, page=1) for each in close]
    assert codes([*lines(20), *alone, *lines(9, 500, page=1, element=9)], **words) == [
        "closing-stranded"
    ]


def test_a_name_goes_on_in_its_column():
    whole = names(14, [7, 7])
    assert codes(whole) == []
    torn = [*whole[:6], whole[6], replace(whole[7], element=whole[6].element), *whole[8:]]
    assert codes(torn) == ["name-split"]


@pytest.mark.parametrize("order", [1, -1])  # from right to left the first column is the last
def test_columns_may_differ_as_balancing_must(order: int):
    for columns, expected in (([5, 5, 3], []), ([5, 5, 1], ["columns-uneven"])):
        listed = names(sum(columns), columns)
        moved = [
            replace(each, box=(each.box[0] if order > 0 else 440 - each.box[0], *each.box[1:]))
            for each in listed
        ]
        assert (
            codes(
                [
                    replace(each, box=(*each.box[:2], each.box[0] + 90, each.box[3]))
                    for each in moved
                ]
            )
            == expected
        )


def test_a_line_that_is_pushed_off_its_neighbours_baseline():
    listed = names(14, [7, 7])
    pushed = [*listed[:10], replace(listed[10], baseline=listed[10].baseline + 0.8), *listed[11:]]
    (problem,) = found(pushed)
    assert problem.code == "baseline-off"
    assert "0.8 pt" in problem.message


def test_a_last_page_is_a_quarter_full_at_least():
    text = lines(40)
    assert codes([*text, *lines(3, page=1, element=2)]) == ["last-page-stub"]
    assert codes([*text, *lines(12, page=1, element=2)]) == []
    # The close and its signatures need no more than two lines above them.
    close = line("Yours sincerely,", 200, page=1, element=3)
    ending = [*text, *lines(2, page=1, element=2), close]
    assert codes(ending, valediction=key("Yours sincerely,")) == []
    # An annex may end where it likes.
    assert codes([*text, *lines(1, page=1, element=2, part=1)]) == []


def test_word_spaces_are_measured_by_the_fonts_own():
    assert codes([line(space=2.5, gaps=((200, 204.9),))]) == []
    assert codes([line(space=2.5, gaps=((200, 205.1),))]) == ["space-wide"]
    # Spaces that were typed, as in a listing.
    assert codes([line("a  b", space=2.5, gaps=((200, 207),))]) == []


def test_only_wide_gaps_make_a_river():
    for width, expected in ((4, ["river"]), (2.6, [])):
        gaps = ((200, 200 + width), (250, 250 + width))
        assert codes([replace(each) for each in lines(3, space=2.5, gaps=gaps)]) == expected
    apart = [
        line(baseline=100 + 15 * n, space=2.5, gaps=((200 + 9 * n, 204 + 9 * n),)) for n in range(3)
    ]
    assert codes(apart) == []


@pytest.mark.parametrize(
    ("colour", "size", "bold", "expected"),
    [
        ((118, 118, 118), 11, False, []),  # 4.54:1
        ((119, 119, 119), 11, False, ["contrast-low"]),  # 4.48:1
        ((140, 140, 140), 18, False, []),  # 3.4:1
        ((140, 140, 140), 14, True, []),
        ((140, 140, 140), 14, False, ["contrast-low"]),
        (None, 11, False, []),
    ],
)
def test_contrast_by_wcag(colour, size, bold, expected):
    assert codes([line(size=size, colour=colour, bold=bold)]) == expected


@pytest.mark.parametrize(
    ("text", "size", "region", "expected"),
    [
        ("words", 8, "flow", []),
        ("words", 7.9, "footnote", ["type-small"]),
        ("слова", 7.9, "flow", ["type-small"]),
        ("சொற்கள்", 7.48, "flow", []),  # 88 % of 8.5 pt
        ("Annex A", 7.5, "artifact", []),  # a stamp
        ("Annex A", 7, "artifact", ["type-small"]),
    ],
)
def test_small_type(text, size, region, expected):
    assert codes([line(text, size=size, region=region)]) == expected


def test_the_script_that_is_small_is_that_of_the_line_s_size():
    han, latin = line("保密不得公开附件第页", size=7.13), line("Chronology of it", size=7.5)
    mixed = replace(han, text=han.text + latin.text, runs=(*han.runs, *latin.runs))
    assert codes([replace(mixed, region="artifact")]) == []


def test_lines_over_one_another_but_not_close_ones():
    assert codes([line(), line(baseline=104, element=2)]) == ["lines-overlap"]
    assert codes([line(), line(baseline=110, element=2)]) == []
    assert codes([line(), line(baseline=104, element=2, left=351, width=90)]) == []
    # Of turned type, the box says nothing about the letters.
    assert codes([line(), line(baseline=104, element=2, level=False)]) == []


def picture(
    box: tuple[float, float, float, float], pixels: tuple[int, int], **more: bool
) -> Picture:
    return Picture(mark=3, box=box, pixels=pixels, **{"is_artifact": False, **more})


def test_pictures_have_200_dots_an_inch_and_no_text_on_them():
    box = (150, 300, 294, 372)  # 2 by 1 inches
    for pixels, expected in (((400, 200), []), ((396, 198), ["image-coarse"]), ((1, 1), [])):
        assert codes([line()], pictures={0: [picture(box, pixels)]}) == expected
    over = [line(baseline=340)]
    assert codes(over, pictures={0: [picture(box, (900, 450))]}) == ["text-over-picture"]
    assert codes(over, pictures={0: [picture(box, (900, 450), is_artifact=True)]}) == []


def test_edges_and_margins():
    assert codes([line(left=410)]) == ["text-off-the-sheet"]
    assert codes([line(baseline=845, region="footnote")]) == ["text-off-the-sheet"]
    assert codes([line(left=20)]) == ["text-near-edge"]
    assert codes([line(left=40)]) == ["text-outside-margins"]
    assert codes([line(left=56)]) == []  # an italic letter leans out
    assert codes([line(left=40, region="artifact")]) == []


def test_a_sheet_with_bleed_is_measured_from_its_trim():
    bleed = {"width": SHEET[0] + 17, "height": SHEET[1] + 17}
    assert codes([line(left=60)], **bleed) == ["text-outside-margins"]
    assert codes([line(left=66)], **bleed) == []


def test_the_window_shows_the_address_and_nothing_else():
    window = window_box("din-5008-b")
    path = "Document/Div/P"
    address = [line("Palace 1", 190 + 12 * n, 70, element=3 + n, path=path) for n in range(4)]
    subject = line("Subject", 330, path="Document/H1", element=9)
    assert codes([*address, subject], window=window) == []
    hidden = [*address, line("Country", 260, 70, element=8, path=path)]
    assert codes([*hidden, subject], window=window) == ["address-outside-window"]
    seen = line("Forum", 245, 250, element=2)
    assert codes([seen, *address, subject], window=window) == ["window-shows-text"]
    assert window_box("none") is None


def annex_run(left: float, **more: object) -> Run:
    run = line(left=left, size=9, baseline=400).runs[0]
    return replace(run, **more)  # type: ignore[arg-type]


def test_an_annex_is_told_once_and_by_its_name():
    plan = Plan(SHEET, {0: (57, 521)}, ANNEXES)
    near = SeenPage(*SHEET, (annex_run(10),), (), "")
    blank = SeenPage(*SHEET, (), (), "")
    coarse = SeenPage(*SHEET, (), (picture((0, 0, 595, 842), (800, 1100)),), "")
    pages = [blank, blank, near, near, coarse, coarse]
    problems = list(page_problems(pages, [], plan))
    assert [problem.message for problem in problems] == [
        "Annex A: One: a printer may cut text at the edge of page 3 and of 1 more",
        "Annex B: Two: a picture of 94 dots per inch on page 5, and coarse ones on 1 more page",
    ]
    stamp = replace(near, runs=(annex_run(10, is_artifact=True),))
    unseen = replace(near, runs=(annex_run(10, colour=None),))
    scan = replace(near, pictures=(picture((0, 0, 595, 842), (2480, 3508)),))
    assert not list(page_problems([blank, blank, stamp, unseen, scan], [], plan))
