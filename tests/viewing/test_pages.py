"""What is seen on pages made by hand: places, marks, sizes, colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Array

from formalletter.seen import Run, SeenPage
from formalletter.viewing import objects
from formalletter.viewing.objects import TooMuchError
from formalletter.viewing.runs import _gaps

Look = Callable[..., SeenPage]
LINE = "BT /F 10 Tf 20 250 Td (Two words) Tj ET"
ADVANCES = {"T": 6.11, "w": 7.22, "o": 5.56, "r": 3.33, "d": 5.56, "s": 5.0, " ": 2.78}  # at 10 pt


def only(page: SeenPage) -> Run:
    (run,) = page.runs
    return run


def near(*numbers: float) -> object:
    return pytest.approx(numbers, abs=0.15)


def test_a_run_stands_where_it_is_seen(look: Look):
    page = look(LINE)
    run = only(page)
    assert (page.width, page.height) == (200, 300)
    assert run.text == page.text == "Two words"
    assert (run.font, run.bold, run.size) == ("Helvetica", False, 10)
    assert run.baseline == pytest.approx(50)
    left, top, right, bottom = run.box
    assert (left, right) == near(20, 20 + sum(map(ADVANCES.__getitem__, run.text)))
    assert top == pytest.approx(50 - 7.3, abs=0.5)  # the height of a capital or an ascender
    assert bottom == pytest.approx(50, abs=0.3)


def test_a_gap_is_what_the_eye_sees_and_the_space_what_the_font_has(look: Look):
    run = only(
        look(LINE.replace("(Two words)", "[(Two) -500 ( ) -500 (words)]").replace("Tj", "TJ"))
    )
    ((left, right),) = run.gaps
    start = 20 + ADVANCES["T"] + ADVANCES["w"] + ADVANCES["o"]
    assert (left, right) == near(start, start + 5 + 2.78 + 5)
    assert run.space == pytest.approx(2.78, abs=0.01)
    assert run.text == "Two words"


def test_words_that_are_set_one_by_one_have_gaps_too(look: Look):
    run = only(look("BT /F 10 Tf 20 250 Td (Two) Tj 24 0 Td (words) Tj ET"))
    ((left, right),) = run.gaps
    assert (left, right) == near(20 + 18.89, 44)
    assert run.text == "Two words"
    assert run.space == pytest.approx(2.78, abs=0.01)


def test_a_space_in_another_type_belongs_to_the_words_around_it(look: Look):
    run = only(look("BT /F 10 Tf 20 250 Td (Two) Tj /B 20 Tf ( ) Tj /F 10 Tf (words) Tj ET"))
    ((left, right),) = run.gaps
    assert (run.text, right - left) == ("Two words", pytest.approx(5.56, abs=0.02))


def test_spaces_at_the_ends_are_no_part_of_the_box(look: Look):
    bare = only(look(LINE)).box
    assert only(look(LINE.replace("(Two words)", "(Two words   )"))).box == near(*bare)


def test_the_size_is_the_printed_one(look: Look):
    assert (
        only(look("q 0.5 0 0 0.5 0 0 cm BT /F 1 Tf 24 0 0 24 20 250 Tm (Half) Tj ET Q")).size == 12
    )


@pytest.mark.parametrize(
    ("rotation", "width", "height", "box", "baseline"),
    [
        # The page is turned clockwise, the text on it the other way, so that it is level.
        (90, 300, 200, (30, 20), 20),
        (180, 200, 300, (20, 50), 50),
        (270, 300, 200, (50, 30), 30),
    ],
)
def test_a_turned_page_is_seen_upright(look: Look, rotation, width, height, box, baseline):
    matrix, at = {
        90: ("0 1 -1 0", (baseline, box[0])),
        180: ("-1 0 0 -1", (200 - box[0], baseline)),
        270: ("0 -1 1 0", (200 - baseline, 300 - box[0])),
    }[rotation]
    page = look(f"BT /F 10 Tf {matrix} {at[0]} {at[1]} Tm (Two words) Tj ET", Rotate=rotation)
    run = only(page)
    assert (page.width, page.height) == (width, height)
    assert run.level
    assert run.baseline == pytest.approx(baseline, abs=0.1)
    assert run.box[0] == pytest.approx(box[0], abs=0.1)
    assert run.box[2] - run.box[0] == pytest.approx(48.3, abs=0.5)
    assert len(run.gaps) == 1


def test_turned_text_is_told_and_has_no_gaps(look: Look):
    run = only(look("BT /F 10 Tf 0 1 -1 0 100 100 Tm (Two words) Tj ET"))
    assert not run.level
    assert run.gaps == ()
    left, top, right, bottom = run.box
    assert bottom == pytest.approx(200, abs=1)
    assert right - left == pytest.approx(7.4, abs=0.6)  # as high as the ink
    assert bottom - top > 3 * (right - left)


def test_places_count_from_the_corner_of_what_is_not_cropped(look: Look):
    page = look(LINE, CropBox=Array([10, 100, 150, 280]))
    assert (page.width, page.height) == (140, 180)
    assert only(page).box[0] == pytest.approx(10, abs=0.1)
    assert only(page).baseline == pytest.approx(30)


@pytest.mark.parametrize("below", ["", "1 0 0 rg 0 0 200 300 re f "])
def test_what_is_cropped_away_is_told_with_its_place(look: Look, below: str):
    run = only(look(below + LINE, CropBox=Array([0, 0, 200, 100])))
    assert run.baseline == pytest.approx(-150)
    assert run.ground is None


def test_a_page_in_larger_units_is_seen_larger(look: Look):
    page = look(LINE, unit=2.0, UserUnit=2, CropBox=Array([10, 0, 200, 300]))
    assert (page.width, page.height) == (380, 600)
    assert only(page).size == 20
    assert (only(page).box[0], only(page).baseline) == near(20, 100)
    assert only(page).space == pytest.approx(5.56, abs=0.02)


def test_marks_and_artifacts(look: Look):
    page = look(
        "/P <</MCID 3>> BDC BT /F 10 Tf 20 250 Td (Marked) Tj ET EMC "
        "/Artifact <</Type /Pagination>> BDC BT /F 10 Tf 20 200 Td (Head) Tj ET EMC "
        "BT /F 10 Tf 20 150 Td (Bare) Tj ET"
    )
    assert [(run.text, run.mark, run.is_artifact) for run in page.runs] == [
        ("Marked", 3, False),
        ("Head", None, True),
        ("Bare", None, False),
    ]


def test_one_mark_on_one_line_in_one_type_is_one_run(look: Look):
    start, end = "/P <</MCID 0>> BDC BT /F 10 Tf 20 250 Td", "ET EMC"
    texts = {
        "(One ) Tj (run) Tj": ["One run"],
        "(Two ) Tj /B 10 Tf (runs) Tj": ["Two ", "runs"],
        "(Two) Tj 0 -12 Td (lines) Tj": ["Two", "lines"],
        "(Two) Tj 100 0 Td (columns) Tj": ["Two ", "columns"],
        "(Two) Tj 1 0 0 rg ( inks) Tj": ["Two", " inks"],
    }
    for content, expected in texts.items():
        assert [run.text for run in look(f"{start} {content} {end}").runs] == expected
    both = f"{start} (One) Tj {end} {start.replace('MCID 0', 'MCID 1')} 20 0 Td (Other) Tj {end}"
    assert [(run.text.strip(), run.mark) for run in look(both).runs] == [("One", 0), ("Other", 1)]


def test_a_form_has_its_own_marks_and_stands_where_it_is_drawn(look: Look):
    inner = (
        "/P <</MCID 7>> BDC BT /F 10 Tf 0 0 Td (Inner) Tj ET EMC BT /F 10 Tf 0 20 Td (Bare) Tj ET"
    )
    page = look(
        "/P <</MCID 1>> BDC q 2 0 0 2 40 100 cm /X Do Q EMC",
        forms={"/X": (inner, {"/Matrix": Array([1, 0, 0, 1, 5, 0])})},
    )
    inner_run, bare = page.runs
    assert (inner_run.text, inner_run.mark, inner_run.form) == ("Inner", 7, True)
    assert (bare.text, bare.mark, bare.form) == ("Bare", 1, False)  # the mark around the form
    assert (inner_run.size, inner_run.baseline) == near(20, 200)
    assert (inner_run.box[0], inner_run.box[3]) == near(50, 200.3)


def test_a_form_in_an_artifact_is_an_artifact(look: Look):
    page = look(
        "/Artifact BMC /X Do EMC",
        forms={"/X": ("/Y Do", {}), "/Y": ("BT /F 10 Tf 20 20 Td (Deep) Tj ET", {})},
    )
    assert only(page).is_artifact


def test_a_picture_has_its_pixels_per_inch(look: Look):
    (picture,) = look("/Figure <</MCID 2>> BDC q 72 0 0 36 20 100 cm /Im Do Q EMC").pictures
    assert picture.mark == 2
    assert picture.box == near(20, 164, 92, 200)
    assert picture.pixels == (20, 10)
    assert picture.dpi == pytest.approx(20)


@pytest.mark.parametrize("matrix", ["0 72 -36 0 100 100", "50.91 50.91 -25.46 25.46 100 100"])
def test_a_turned_picture_has_the_same(look: Look, matrix: str):
    (picture,) = look(f"q {matrix} cm /Im Do Q").pictures
    assert picture.dpi == pytest.approx(20, abs=0.05)


def test_colours_are_those_that_are_seen(look: Look):
    page = look(
        "0 0 0.4 rg 0 0 200 150 re f 1 1 1 rg BT /F 10 Tf 20 100 Td (White on blue) Tj ET "
        "1 0 0 rg BT /F 10 Tf 20 250 Td (Red on paper) Tj ET "
        "0 g /Half gs BT /F 10 Tf 20 200 Td (Half) Tj ET"
    )
    assert [(run.colour, run.ground) for run in page.runs] == [
        ((255, 255, 255), (0, 0, 102)),
        ((255, 0, 0), (255, 255, 255)),
        ((127, 127, 127), (255, 255, 255)),
    ]


def test_the_ground_is_told_in_a_form_too(look: Look):
    inner = "0 0 0.4 rg 0 0 200 300 re f 1 g BT /F 10 Tf 20 100 Td (White) Tj ET"
    run = only(look("/X Do", forms={"/X": (inner, {})}))
    assert (run.colour, run.ground) == ((255, 255, 255), (0, 0, 102))


def test_text_without_ink_has_no_colour(look: Look):
    assert only(look(LINE.replace("/F", "3 Tr /F"))).colour is None


def test_a_bold_face_is_known_by_its_name(look: Look):
    assert only(look(LINE.replace("/F", "/B"))).bold


def test_an_actual_text_is_read_but_has_no_places_of_its_own(look: Look):
    run = only(look(f"/Span <</MCID 0 /ActualText (Twenty words)>> BDC {LINE} EMC"))
    assert run.text == "Twenty words"
    assert (run.gaps, run.space) == ((), 0)
    assert run.box[0] == pytest.approx(20, abs=0.5)
    assert run.box[2] == pytest.approx(68, abs=0.5)


def test_an_actual_text_speaks_for_all_that_stands_on_its_line(look: Look):
    texts = "(Two ) Tj (wo) Tj /B 10 Tf (rds) Tj"
    spoken = f"/Span <</MCID 0 /ActualText (Twenty)>> BDC BT /F 10 Tf 20 250 Td {texts} ET EMC"
    run = only(look(spoken))
    assert run.text == "Twenty"
    assert run.box[2] == pytest.approx(69.6, abs=0.5)


def test_a_page_without_text_has_none(look: Look):
    page = look("0 0 10 10 re f")
    assert (page.runs, page.pictures, page.text) == ((), (), "")


def test_forms_within_forms_are_counted(look: Look, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(objects, "MOST_OBJECTS", 50)
    forms = {f"/X{level}": (f"/X{level + 1} Do " * 4, {}) for level in range(6)}
    with pytest.raises(TooMuchError):
        look("/X0 Do", forms={**forms, "/X6": (LINE, {})})


def test_very_many_objects_on_one_line_end_soon(look: Look):
    """Each run is copied when it grows, so it doesn't grow for ever."""
    page = look("BT /F 10 Tf 20 250 Td " + "(a b) Tj " * 3000 + "ET")
    assert 1 < len(page.runs) < 10
    assert sum(len(run.text) for run in page.runs) == pytest.approx(9000, rel=0.4)


def test_a_form_that_draws_itself_ends(look: Look):
    assert look(f"/X Do {LINE}", forms={"/X": ("/X Do", {})}).runs


def test_a_space_that_was_moved_with_a_bracket_is_no_gap():
    """PDFium puts the last bracket of "(ONE) " before the first where Hebrew stands around it."""
    first, inner, last = (0.0, 0.0, 4.0, 10.0), (4.0, 0.0, 30.0, 10.0), (30.0, 0.0, 34.0, 10.0)
    assert list(_gaps([first, inner, None, last])) == []
    assert list(_gaps([first, None, last, inner])) == []
    assert list(_gaps([first, None, (8.0, 0.0, 30.0, 10.0), last])) == [(4.0, 8.0)]
    assert list(_gaps([last, None, (4.0, 0.0, 26.0, 10.0), first])) == [(26.0, 30.0)]


def test_text_that_something_covers_has_the_colour_of_what_covers_it(look: Look):
    beside, over = "1 1 1 rg 20 100 90 20 re f", "1 1 1 rg 10 240 120 30 re f"
    assert only(look(f"{LINE} {beside}")).colour == (0, 0, 0)
    assert only(look(f"{over} 0 g {LINE}")).colour == (0, 0, 0)
    covered = only(look(f"{LINE} {over}"))
    assert covered.colour == covered.ground == (255, 255, 255)
