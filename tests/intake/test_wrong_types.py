"""Values of a wrong kind, names of any bytes, chains without end: what comes out is sound."""

from __future__ import annotations

import warnings
from itertools import pairwise

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, String

from formalletter.foreign import Request
from formalletter.intake.limits import MOST_ANNOTATIONS, MOST_BOOKMARKS
from formalletter.intake.process import Intake


def bookmarked(pdf: pikepdf.Pdf, number: int) -> None:
    """Gives a PDF so many bookmarks of one level."""
    top = pdf.make_indirect(Dictionary(Type=Name.Outlines, Count=number))
    place = Array([pdf.pages[0].obj, Name.Fit])
    items = [
        pdf.make_indirect(Dictionary(Title=String(f"B {at}"), Dest=place, Parent=top))
        for at in range(number)
    ]
    for one, other in pairwise(items):
        one["/Next"], other["/Prev"] = other, one
    top["/First"], top["/Last"] = items[0], items[-1]
    pdf.Root["/Outlines"] = top


def test_bookmarks_are_bounded_and_what_is_lost_is_told(make, take, opened):
    pdf = make()
    bookmarked(pdf, MOST_BOOKMARKS + 5)
    taken = take(pdf)
    (told,) = (each for each in taken.problems if each.code == "annex-bookmarks-limited")
    assert "loses 5 of its bookmarks" in told.message
    top = opened(taken).Root.Outlines
    assert top.Count == MOST_BOOKMARKS
    assert top.Last.Title == f"B {MOST_BOOKMARKS - 1}"


def test_a_chain_that_breaks_qpdf_ends_the_child_and_no_more(make, save):
    """Copying follows references with the stack; whoever builds has four times as much of it."""
    pdf = make()
    bookmarked(pdf, 20_000)
    data = save(pdf)
    with Intake(data, Request("x.pdf", "en")) as intake:
        assert len(intake.result().facts.pages) == 1


@pytest.mark.parametrize("wrong", ["/Annot", "[1 2]", "(text)", "-1", "1.5", "true", "9999999999"])
def test_entries_of_annotations_are_of_their_kind_or_gone(make, take, link, opened, wrong):
    pdf = make()
    made = link(pdf, 0, "URI", URI=String("https://example.org/"))
    for key in ("/Parent", "/BS", "/Popup", "/OC", "/Contents", "/Anything"):
        made[key] = Object.parse(wrong.encode())
    (kept,) = opened(take(pdf)).pages[0].obj.Annots
    assert kept.A.URI == "https://example.org/"
    assert not {"/Parent", "/BS", "/Popup", "/OC", "/Anything"} & set(kept.keys())


@pytest.mark.parametrize("wrong", ["/Name", "[1]", "(text)", "7", "true"])
def test_resources_are_of_their_kind_or_gone(make, take, opened, wrong):
    value = Object.parse(wrong.encode())
    pdf = make(2, "BT /F 12 Tf 20 200 Td (Page) Tj ET /Im Do /L BDC EMC")
    pages = [page.obj["/Resources"] for page in pdf.pages]
    pages[0]["/Properties"] = pages[0]["/XObject"] = pages[0]["/ExtGState"] = value
    pages[1]["/Properties"], pages[1]["/XObject"] = Dictionary(L=value), Dictionary(Im=value)
    taken = take(pdf)
    assert "annex-repaired" in {each.code for each in taken.problems}
    for page in opened(taken).pages:
        assert set(page.obj.Resources.keys()) <= {"/Font", "/Properties", "/XObject"}
        assert not any(len(page.obj.Resources.get(key, {})) for key in ("/XObject",))


def test_resources_that_lead_back_to_their_page_end(make, take):
    pdf = make()
    pdf.pages[0].obj.Resources.Font = pdf.pages[0].obj
    assert len(take(pdf).facts.pages) == 1


def test_names_of_any_bytes_become_readable_with_all_that_refers_to_them(make, take, opened):
    pdf = make(2, "BT /F 12 Tf 20 200 Td (Page {}) Tj ET\nq /Im\xe9 Do Q")
    form = pdf.make_stream(b"0 0 5 5 re f", Subtype=Name.Form, BBox=[0, 0, 5, 5])
    for page in pdf.pages:
        page.obj["/Contents"] = pdf.make_stream(b"q /Im\xe9 Do Q")
        page.obj.Resources["/XObject"] = Object.parse(b"<< /Im#e9 null >>")
        page.obj.Resources.XObject[Object.parse(b"/Im#e9")] = form
    pdf.Root["/Dests"] = Dictionary()
    pdf.Root.Dests[Object.parse(b"/#c4#e9")] = Array([pdf.pages[1].obj, Name.Fit])
    link = Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], Dest=Object.parse(b"/#c4#e9"))
    pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(link)])
    after = opened(take(pdf))
    assert len(after.Root.Dests) == 1
    (kept,) = after.pages[0].obj.Annots
    assert bytes(kept.Dest).decode() in after.Root.Dests
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        used = [
            bytes(each.operands[0]).decode()
            for each in pikepdf.parse_content_stream(after.pages[0])
            if str(each.operator) == "Do"
        ]
    assert used
    assert all(name in after.pages[0].obj.Resources.XObject for name in used)


def test_data_whose_fault_quotes_any_bytes_are_told_as_damaged(make, take):
    pdf = make()
    pdf.pages[0].obj["/Contents"] = pikepdf.Stream(pdf, b"zz\xa9>", Filter=Name.ASCIIHexDecode)
    taken = take(pdf)
    assert "annex-content-damaged" in {each.code for each in taken.problems}


def test_annotations_of_a_page_are_bounded_and_what_is_lost_is_told(make, take, link, opened):
    pdf = make()
    for number in range(MOST_ANNOTATIONS + 3):
        link(pdf, 0, "URI", URI=String(f"https://example.org/{number}"))
    taken = take(pdf)
    assert len(opened(taken).pages[0].obj.Annots) == MOST_ANNOTATIONS
    (told,) = (each for each in taken.problems if each.code == "annex-removed")
    assert "3 annotations beyond the 2,000 of one page" in told.message
