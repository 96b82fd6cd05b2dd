"""One page's content, written by hand as WeasyPrint writes it."""

from __future__ import annotations

import pytest

from formalletter.assembling.content import PageContent
from formalletter.assembling.glyphs import Glyphs
from formalletter.errors import AssemblingError
from formalletter.typeset import Artifact, Leaf

FONTS = {"F": Glyphs({"0041": "A", "0042": "B", "0043": "C", "0020": " "})}


def run(mark: int, code: str, before: str = "") -> str:
    show = f"BT\n1 0 0 1 {mark} 0 Tm\n/F 10 Tf\n[<{code}>0] TJ\nET"
    return f"/Span\n<</MCID {mark}>>\nBDC\n{before}{show}\nEMC\n"


def leaf(mark: int, text: str, **more) -> Leaf:
    return Leaf(0, mark, text, (0, 10 * mark, 1, 10 * mark + 9), **more)


def rewrite(content: str, *pieces: Leaf | Artifact, order: tuple[int, ...] = ()) -> str:
    page = PageContent(content.encode(), 0, {piece.mark: piece for piece in pieces})
    marks = order or sorted(piece.mark for piece in pieces)
    written, _ = page.rewrite(FONTS, {(0, mark): rank for rank, mark in enumerate(marks)})
    return written.decode()


def test_the_order_is_that_of_reading_and_the_marks_count_up():
    written = rewrite(run(0, "0041") + run(1, "0042"), leaf(0, "A"), leaf(1, "B"), order=(1, 0))
    assert written.index("/Span <</MCID 0>> BDC") < written.index("<0042>")
    assert written.index("<0042>") < written.index("/Span <</MCID 1>> BDC")
    assert written.index("/Span <</MCID 1>> BDC") < written.index("<0041>")


def test_what_a_moved_text_had_set_still_holds_for_what_follows_it():
    """WeasyPrint sets a colour once; the background behind the text relies on it."""
    written = rewrite(run(0, "0041", "1 0 0 rg\n") + "0 0 9 9 re\nf\n", leaf(0, "A"))
    rest, moved = written.split("\nQ\n", 1)
    assert rest.split()[-10:] == ["1", "0", "0", "rg", "0", "0", "9", "9", "re", "f"]
    assert "1 0 0 rg" in moved


def test_decoration_stays_where_it_is():
    """A picture behind the text must not come before it."""
    written = rewrite(
        "/Figure\n<</MCID 0>>\nBDC\n/i Do\nEMC\n" + run(1, "0041"),
        Artifact(0, 0, "layout"),
        leaf(1, "A"),
    )
    assert written.index("/Artifact <</Type /Layout>> BDC\n/i Do") < written.index("<0041>")


@pytest.mark.parametrize(
    ("place", "spaces"),
    [
        ((0, 1, 9, 11), 1),  # beside it, to the left: a note in the margin
        ((60, 1, 69, 11), 0),  # beside it, to the right: the next letters of a word
        ((0, -10, 9, 2), 0),  # on the next line, though the two are set solid
    ],
)
def test_what_stands_in_the_margin_is_copied_apart(place, spaces):
    left = Leaf(0, 1, "B", place)
    right = Leaf(0, 0, "A", (50, 0, 59, 12))
    assert rewrite(run(0, "0041") + run(1, "0042"), right, left).count("<0020>") == spaces


@pytest.mark.parametrize("kind", ["header", "footer", "repeated", "layout"])
def test_what_draws_nothing_is_no_artifact(kind):
    written = rewrite(
        "/Span\n<</MCID 0>>\nBDC\nBT\nET\nEMC\n" + run(1, "0041"),
        Artifact(0, 0, kind),
        leaf(1, "A"),
    )
    assert "/Artifact" not in written


def test_operands_are_shortened():
    shows = "[<0041>0<0042>-3<>-49.911306<0043>0] TJ"
    content = run(0, "0041").replace("[<0041>0] TJ", shows)
    assert "[<00410042>-3 -49.91<0043>] TJ" in rewrite(content, leaf(0, "ABC"))


def test_a_text_that_glyphs_do_not_tell_gets_its_actual_text():
    written = rewrite(run(0, "00410042"), leaf(0, "BA", spaced=True))
    assert "/Span <</MCID 0 /ActualText <FEFF004200410020>>> BDC" in written
    assert rewrite(run(0, "00410042"), leaf(0, "AB")).count("ActualText") == 0


@pytest.mark.parametrize(
    ("content", "pieces", "fault"),
    [
        (run(0, "0041") + run(0, "0042"), [leaf(0, "A")], "doesn't have the mark 0 once"),
        (run(0, "0041") + run(1, "0042"), [leaf(0, "A")], "doesn't have the mark 1 once"),
        (run(0, "0041"), [leaf(0, "A"), leaf(1, "B")], "has marks that it doesn't have"),
        (run(0, "0041").replace("EMC", ""), [leaf(0, "A")], "never ends"),
        (run(0, "0041").replace("BT", "q\nBT"), [leaf(0, "A")], "in different places"),
        ("/Span\n<</MCID 0>>\nBDC\nBT\nET\nEMC\n", [leaf(0, "A")], "“A” was not drawn"),
    ],
)
def test_content_that_does_not_fit_its_structure_is_refused(content, pieces, fault):
    with pytest.raises(AssemblingError, match=fault) as caught:
        rewrite(content, *pieces)
    assert caught.value.problems[0].place.page == 1
