"""What is told of a PDF: pages, fonts, places, counts."""

import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, String

from formalletter import assets


@pytest.mark.parametrize(
    ("entries", "shown", "box"),
    [
        ({}, (200, 300), (0, 0, 200, 300)),
        ({"Rotate": 90}, (300, 200), (0, 0, 200, 300)),
        ({"Rotate": -90}, (300, 200), (0, 0, 200, 300)),
        ({"Rotate": 540}, (200, 300), (0, 0, 200, 300)),
        ({"MediaBox": [100, 50, -100, -250]}, (200, 300), (-100, -250, 100, 50)),
        ({"CropBox": [20, 30, 120, 1000]}, (100, 270), (20, 30, 120, 300)),
        ({"CropBox": [900, 900, 999, 999]}, (200, 300), (0, 0, 200, 300)),
        ({"UserUnit": 2}, (400, 600), (0, 0, 200, 300)),
        ({"UserUnit": -2}, (200, 300), (0, 0, 200, 300)),
        ({"UserUnit": String("x")}, (200, 300), (0, 0, 200, 300)),
    ],
)
def test_geometry(make, take, entries, shown, box):
    pdf = make()
    for key, value in entries.items():
        pdf.pages[0].obj[f"/{key}"] = Array(value) if isinstance(value, list) else value
    (page,) = take(pdf).facts.pages
    assert (page.width, page.height) == shown
    assert page.box == box


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 1, 1], [0, 0, 1e9, 1e9], [0, 0, 200000, 9]])
def test_a_page_with_an_absurd_size_becomes_a4(make, take, told, box):
    pdf = make(2)
    pdf.pages[1].obj["/MediaBox"] = Array(box)
    taken = take(pdf)
    assert "page size on page 2;" in told(taken, "annex-page-size")
    assert (taken.facts.pages[1].width, taken.facts.pages[1].height) == (595.276, 841.89)


@pytest.mark.parametrize("box", [None, [1, 2], [0, 0, Name.A, 9], 7])
def test_a_page_without_a_size_gets_one_and_that_is_told(make, take, told, box):
    pdf = make(2)
    page = pdf.pages[1].obj
    del page["/MediaBox"]
    if box is not None:
        page["/MediaBox"] = Array(box) if isinstance(box, list) else box
    taken = take(pdf)
    assert "a page had no size" in told(taken, "annex-repaired")
    assert (taken.facts.pages[1].width, taken.facts.pages[1].height) == (612, 792)


def test_odd_rotations_are_dropped(make, take, told):
    pdf = make()
    pdf.pages[0].obj["/Rotate"] = 45
    taken = take(pdf)
    assert taken.facts.pages[0].rotation == 0
    assert "on page 1" in told(taken, "annex-page-rotation")


@pytest.mark.parametrize("pages", [None, (1,)])
def test_what_pages_inherit_is_given_to_them(make, take, pages):
    pdf = make(2)
    for page in pdf.pages:
        del page.obj["/MediaBox"]
    pdf.Root.Pages["/MediaBox"], pdf.Root.Pages["/Rotate"] = Array([0, 0, 50, 60]), 90
    taken = take(pdf, pages=pages)
    assert {(each.width, each.height) for each in taken.facts.pages} == {(60, 50)}


def test_fonts_that_are_not_in_the_file(make, take, use):
    pdf = make()
    page = pdf.pages[0].obj

    def font(name, **entries):
        return Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{name}"), **entries
        )

    def form(name):
        resources = Dictionary(Font=Dictionary(F=font(name)))
        return pdf.make_stream(
            b"BT /F 9 Tf (a) Tj ET", Subtype=Name.Form, BBox=[0, 0, 9, 9], Resources=resources
        )

    inside = pdf.make_stream(b"")
    page["/Resources"]["/Font"]["/G"] = font(
        "ABCDEF+Kept", FontDescriptor=Dictionary(FontFile2=inside)
    )
    page["/Resources"]["/Font"]["/H"] = font("ABCDEF+Subset")
    page["/Resources"]["/Font"]["/T"] = Dictionary(Type=Name.Font, Subtype=Name.Type3)
    page["/Resources"]["/XObject"] = Dictionary(X=form("InForm"))
    use(pdf, "/X Do BT /G 9 Tf /H 9 Tf /T 9 Tf ET")
    page["/Annots"] = Array(
        [Dictionary(Subtype=Name.Stamp, Rect=[0, 0, 9, 9], AP=Dictionary(N=form("InStamp")))]
    )
    assert take(pdf).facts.unembedded == ("Helvetica", "InForm", "InStamp", "Subset")


def test_places_are_named_by_bookmarks_and_destinations(make, take):
    pdf = make(3)
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Annex II: Özet", 1))
        outline.root[0].children.append(OutlineItem("Annex II – özet!", 2))
        outline.root[0].children.append(OutlineItem("第三章", 2))
    target = Array([pdf.pages[2].obj, Name.Fit])
    pdf.Root["/Names"] = Dictionary(Dests=Dictionary(Names=Array([String("Sec.1"), target])))
    assert take(pdf).facts.places == {
        "Sec.1": 2,
        "sec-1": 2,
        "annex-ii-özet": 1,
        "第三章": 2,
    }


def test_bookmarks_in_a_circle_are_told_once(make, take):
    pdf = make()
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("One", 0))
    item = pdf.Root.Outlines.First
    item["/Next"] = item["/First"] = item
    (count,) = (each for each in take(pdf).facts.counts if each.singular == "bookmark")
    assert (count.found, count.kept) == (1, 1)


def test_a_name_tree_in_a_circle_ends(make, take):
    pdf = make()
    node = pdf.make_indirect(Dictionary())
    node["/Kids"] = Array([node, node])
    pdf.Root["/Names"] = Dictionary(Dests=node, EmbeddedFiles=node, JavaScript=node)
    assert take(pdf).facts.places == {}


@pytest.mark.parametrize(
    "program", [b"????", b"\0\1\0\0\0\1" + bytes(6) + b"glyf" + b"\0\0\xff\xff" * 3]
)
def test_a_damaged_font_is_told(make, take, told, program):
    pdf = make()
    font = pdf.pages[0].obj["/Resources"]["/Font"]["/F"]
    font["/FontDescriptor"] = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFile2=pdf.make_stream(program)
    )
    assert told(take(pdf), "annex-font-damaged") == (
        "x.pdf has a damaged font (Helvetica): its text may not look as it should"
    )


def test_the_fonts_of_the_letter_itself_are_sound(make, take):
    pdf = make()
    font = pdf.pages[0].obj["/Resources"]["/Font"]["/F"]
    program = (assets.fonts_folder() / "text/SourceSerif4-Regular.ttf").read_bytes()
    font["/FontDescriptor"] = Dictionary(
        Type=Name.FontDescriptor, FontName=Name.Helvetica, FontFile2=pdf.make_stream(program)
    )
    codes = [each.code for each in take(pdf).problems]
    assert "annex-font-damaged" not in codes
