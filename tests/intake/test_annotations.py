"""Which annotations stay, and what those that go are called."""

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

QUAD = Array([20, 120, 120, 120, 20, 100, 120, 100])
PLACE = (20, 178, 122, 202)
MARKUP = {
    "Highlight": {"QuadPoints": QUAD, "C": [1, 1, 0]},
    "Underline": {"QuadPoints": QUAD},
    "StrikeOut": {"QuadPoints": QUAD, "C": [1, 0, 0]},
    "Squiggly": {"QuadPoints": QUAD},
    "Line": {"L": [20, 100, 120, 120]},
    "Square": {"IC": [0, 1, 0]},
    "Circle": {"C": [0]},
    "Polygon": {"Vertices": [20, 100, 120, 100, 70, 120]},
    "PolyLine": {"Vertices": [20, 100, 120, 100, 70, 120]},
    "Ink": {"InkList": Array([Array([20, 100, 120, 120])])},
}


@pytest.mark.parametrize("kind", MARKUP)
def test_marks_and_figures_without_a_look_are_drawn(make, take, annotate, opened, kind):
    pdf = make()
    annotate(pdf, 0, kind, **MARKUP[kind])
    taken = take(pdf)
    (found,) = opened(taken).pages[0].obj.Annots
    assert str(found.Contents)
    assert int(found.F) == 4
    page = pypdfium2.PdfDocument(taken.pdf)[0]
    darkest = [
        min(page.render(grayscale=True, draw_annots=drawn).to_pil().crop(PLACE).tobytes())
        for drawn in (False, True)
    ]
    assert darkest[0] == 255 > darkest[1]


def test_what_can_not_be_drawn_is_told_with_its_words(make, take, annotate, told, opened):
    pdf = make()
    annotate(pdf, 0, "FreeText", Contents=String("Please note"))
    annotate(pdf, 0, "Highlight", QuadPoints=Array([1, Name.X]))
    taken = take(pdf)
    assert told(taken, "annex-annotation-undrawn") == (
        "x.pdf loses what no program can draw: text note “Please note”; highlighted text"
    )
    assert "/Annots" not in opened(taken).pages[0].obj


def test_comments_are_removed_and_counted(make, take, annotate, told, opened):
    pdf = make(2)
    note = annotate(pdf, 1, "Text", Contents=String("Rubbish"))
    annotate(pdf, 1, "Popup", Parent=note)
    annotate(pdf, 1, "Text", Contents=String("No"), IRT=note)
    taken = take(pdf)
    assert told(taken, "annex-comments-removed") == (
        "x.pdf loses 2 comments on page 2 (sticky notes and the like)"
    )
    assert "/Annots" not in opened(taken).pages[1].obj


def test_pages_are_called_by_their_numbers_in_the_file(make, take, annotate, told):
    pdf = make(5)
    for page in (2, 4):
        annotate(pdf, page, "Text", Contents=String("Rubbish"))
    taken = take(pdf, pages=(4, 1, 2))
    assert "2 comments on pages 3 and 5 (" in told(taken, "annex-comments-removed")


@pytest.mark.parametrize("kind", ["Sound", "Movie", "Screen", "RichMedia", "3D"])
def test_media_are_removed_with_a_warning(make, take, annotate, told, kind):
    pdf = make()
    annotate(pdf, 0, kind)
    assert "on page 1" in told(take(pdf), "annex-media-removed")


@pytest.mark.parametrize("flags", [2, 32])
def test_hidden_ones_are_removed(make, take, annotate, told, flags):
    pdf = make()
    annotate(pdf, 0, "Square")["/F"] = flags
    assert told(take(pdf), "annex-removed") == "removed from x.pdf: 1 hidden annotation"


def test_an_open_redaction_is_a_warning(make, take, annotate, told):
    pdf = make()
    annotate(pdf, 0, "Redact", QuadPoints=QUAD)
    assert "still in the file" in told(take(pdf), "annex-redaction-open")


def test_a_look_for_the_mouse_is_left_out(make, take, annotate, opened):
    pdf = make()
    look = pdf.make_stream(b"0 0 9 9 re f", Subtype=Name.Form, BBox=[0, 0, 9, 9])
    annotate(pdf, 0, "Stamp", AP=Dictionary(N=look, R=look, D=look), Popup=Dictionary())
    (found,) = opened(take(pdf)).pages[0].obj.Annots
    assert set(found.AP.keys()) == {"/N"}
    assert "/Popup" not in found
    assert str(found.Contents) == "Stamp"


@pytest.mark.parametrize(
    ("name", "page"), [("NextPage", 2), ("PrevPage", 0), ("FirstPage", 0), ("LastPage", 3)]
)
def test_links_to_the_next_page_mean_a_page_of_the_annex(make, take, link, opened, name, page):
    pdf = make(4)
    link(pdf, 1, "Named", N=Name(f"/{name}"))
    out = opened(take(pdf))
    (found,) = out.pages[1].obj.Annots
    assert found.Dest[0].objgen == out.pages[page].obj.objgen


def test_an_annotation_on_two_pages_stays_on_the_first(make, take, annotate, opened):
    pdf = make(2)
    shared = annotate(pdf, 0, "Link", Dest=Array([pdf.pages[1].obj, Name.Fit]))
    pdf.pages[1].obj["/Annots"] = Array([shared, shared])
    out = opened(take(pdf))
    assert [len(page.obj.get("/Annots", [])) for page in out.pages] == [1, 0]


def test_named_destinations_stay_named(make, take, annotate, opened):
    pdf = make(2)
    target = Array([pdf.pages[1].obj, Name.XYZ, 0, 100, None])
    pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=Array([String("b"), target])))
    pdf.Root["/Dests"] = Dictionary(a=Dictionary(D=target), gone=Array([99, Name.Fit]))
    annotate(pdf, 0, "Link", Dest=String("b"))
    annotate(pdf, 0, "Link", A=Dictionary(S=Name.GoTo, D=Name.a))
    taken = take(pdf)
    out = opened(taken)
    assert [str(each.Dest) for each in out.pages[0].obj.Annots] == ["b", "/a"]
    assert out.Root.Names.Dests.Names[1][0].objgen == out.pages[1].obj.objgen
    assert list(out.Root.Dests.keys()) == ["/a"]
    assert taken.facts.places == {"a": 1, "b": 1}


def test_values_of_any_type_do_no_harm(make, take, save):
    for value in (1, Name.X, String("x"), Array([1, Name.X, Dictionary()]), Dictionary(S=1)):
        pdf = make()
        page = pdf.pages[0].obj
        entries = ("Rect", "A", "AA", "Dest", "AP", "F", "Contents", "Subtype", "QuadPoints", "L")
        page["/Annots"] = Array(
            [value, Dictionary(Subtype=Name.Link, **dict.fromkeys(entries[:-3], value))]
            + [
                Dictionary(Rect=[0, 0, 9, 9], **{"Subtype": Name(f"/{kind}"), each: value})
                for kind in ("Link", "Widget", "Highlight", "Line", "Text", "Stamp")
                for each in entries
                if each not in {"Subtype", "Rect"}
            ]
        )
        for key in ("Names", "Dests", "Outlines", "AcroForm", "OCProperties", "AF", "OpenAction"):
            pdf.Root[f"/{key}"] = value
        for key in ("Resources", "Rotate", "UserUnit", "CropBox", "Group"):
            page[f"/{key}"] = value
        with pytest.warns(pikepdf.exceptions.PageCopyWarning):  # the widgets are in no form
            data = save(pdf)
        assert len(take(data).facts.pages) == 1


def test_the_outcome_is_the_same_on_every_run(make, take, annotate, save):
    pdf = make()
    annotate(pdf, 0, "Square")
    data = save(pdf)
    assert take(data).pdf == take(data).pdf
