"""Contents with open brackets are closed, and look as before."""

import zlib

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Name

from formalletter.intake.contents import balance_contents
from formalletter.intake.findings import Findings

SHOW = "BT /F 12 Tf 20 200 Td (Page {}) Tj ET"
BROKEN = {
    "a state that is never restored": f"q 1 0 0 1 0 0 cm {SHOW}",
    "a state that was never saved": f"Q Q {SHOW} Q",
    "text without an end": "BT /F 12 Tf 20 200 Td (Page {}) Tj",
    "text within text": "BT /F 12 Tf 20 200 Td BT /F 12 Tf 20 200 Td (Page {}) Tj ET ET",
    "a mark without an end": f"/P BMC {SHOW}",
    "a mark that never began": f"{SHOW} EMC EMC",
    "an end in the midst": f"{SHOW} 20 0 0 20 0 0 cm q [(a",
}


def picture(data):
    return pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().tobytes()


def depth(page):
    operators = [
        str(each.operator) for each in pikepdf.parse_content_stream(page, "q Q BT ET BMC BDC EMC")
    ]
    closers = {"Q": "q", "ET": "BT", "EMC": "B?C"}
    waiting = []
    for each in operators:
        if each in closers:
            waiting.remove(closers[each])
        else:
            waiting.append("B?C" if each in {"BMC", "BDC"} else each)
    return len(waiting)


@pytest.mark.parametrize("case", BROKEN)
def test_brackets_are_pairs_before_anything_is_tagged(make, case):
    pdf = make(1, BROKEN[case])
    balance_contents(pdf, Findings("x.pdf"))
    assert depth(pdf.pages[0]) == 0


@pytest.mark.parametrize("case", BROKEN)
def test_open_brackets_are_closed(make, take, save, opened, case):
    data = save(make(1, BROKEN[case]))
    taken = take(data)
    out = opened(taken)
    assert depth(out.pages[0]) == 0
    assert picture(taken.pdf) == picture(save(make(1, SHOW)))


def test_it_is_told_which_pages_were_mended(make, take, told):
    assert told(take(make(2, f"q {SHOW}")), "annex-content-mended").endswith(
        "on pages 1 and 2; it is now"
    )


def test_marks_that_cross_a_saved_state_keep_the_look(make, take, save):
    crossing = "/P BMC q 1 0 0 rg EMC 10 10 100 100 re f Q 50 50 100 100 re f"
    data = save(make(1, crossing))
    assert picture(take(data).pdf) == picture(data)


def test_the_readable_part_of_a_content_is_kept_and_the_rest_told(make, take, told):
    pdf = make(2)
    broken = pdf.make_stream(b"")
    broken.write(b"no flate data", filter=Name.FlateDecode)
    page = pdf.pages[1].obj
    page["/Contents"] = Array([page["/Contents"], broken, 7])
    taken = take(pdf)
    assert "in part on page 2" in told(taken, "annex-content-damaged")
    text = pypdfium2.PdfDocument(taken.pdf)[1].get_textpage().get_text_range()
    assert text == "Page 2"


def test_a_content_that_was_cut_is_told(make, take, told):
    pdf = make()
    cut = pdf.make_stream(b"")
    cut.write(zlib.compress(SHOW.encode() * 99)[:-9], filter=Name.FlateDecode)
    pdf.pages[0].obj["/Contents"] = cut
    assert "in part on page 1" in told(take(pdf), "annex-content-damaged")


def test_an_operator_may_be_cut_between_two_streams(make, take, save):
    pdf = make()
    page = pdf.pages[0].obj
    page["/Contents"] = Array(
        [pdf.make_stream(b"BT /F 12 Tf 20 200"), pdf.make_stream(b"Td (Page 1) Tj ET")]
    )
    assert picture(take(pdf).pdf) == picture(save(make(1, SHOW)))


def test_empty_states_without_end_are_left_out(make, take, save, opened):
    taken = take(make(1, SHOW + " q" * 5000 + " Q" * 5000))
    assert depth(opened(taken).pages[0]) == 0
    assert len(opened(taken).pages[0].Contents.read_bytes()) < 1000
    assert picture(taken.pdf) == picture(save(make(1, SHOW)))


def test_states_that_are_nested_without_end_are_refused(make, refusal):
    assert refusal(make(1, f"{'q 1 0 0 1 0 0 cm ' * 600}{SHOW}{' Q' * 600}")) == (
        "annex-too-demanding"
    )


@pytest.mark.parametrize(
    ("content", "noun"), [(SHOW, "fonts"), ("/Im Do", "pictures"), ("/Gs gs", "drawing settings")]
)
def test_what_a_page_names_and_does_not_have_is_told(make, take, told, content, noun):
    pdf = make(2, content)
    pdf.pages[1].obj["/Resources"] = pikepdf.Dictionary()
    if noun == "fonts":
        assert told(take(pdf), "annex-resource-missing") == (
            "x.pdf lacks fonts that are used on page 2"
        )
    else:
        assert f"lacks {noun} that are used on pages 1 and 2" in told(
            take(pdf), "annex-resource-missing"
        )


@pytest.mark.parametrize("nonsense", ["[1 0 R] TJ", "BI EI"])
def test_a_page_that_can_not_be_read_in_pieces_is_drawn_as_one(make, take, told, nonsense):
    pdf = make(2, "q BT /F 12 Tf 20 200 Td (Seen) Tj ET " + nonsense)
    taken = take(pdf, pages=(1,))
    assert "only be read in part on page 2" in told(taken, "annex-content-damaged")
    assert "Seen" in pypdfium2.PdfDocument(taken.pdf)[0].get_textpage().get_text_range()
