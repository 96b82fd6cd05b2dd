"""Shrunk pages: the same picture, smaller, and everything that is said about the page with it."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf
from PIL import Image, ImageChops, ImageStat

from formalletter.assembling.placing import Corner, Placement, has_room, shrinkage
from formalletter.assembling.shrinking import (
    shrink,
    shrink_pages,
    transform_boxes,
    transform_destinations,
)
from formalletter.foreign import Clear, ForeignPage

TOP = Placement(Corner("top", "right"), 45.0)
BOTTOM = Placement(Corner("bottom", "right"), 34.0)
FULL = Clear(0.0, 0.0, 0.0, 0.0)
A4 = (0.0, 0.0, 595.0, 842.0)
OFFSET = (-100.0, 200.0, 495.0, 1042.0)
# 51 pt at the top of a page of 842 pt: as little smaller as gives that room.
FACTOR = 0.939

# A frame and two bars, in halves of the page; and a bar beyond each edge.
CONTENT = """q 0.8 g {left} {bottom} {width} {height} re f
0 0 1 rg {left} {bottom} 100 60 re f 1 0 0 rg {left} {bottom} 40 700 re f Q
0 0.6 0 rg {left} {top} 595 30 re f {right} {bottom} 30 842 re f"""


def foreign(box, rotation=0, unit=1.0, clear=FULL) -> ForeignPage:
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    if rotation in {90, 270}:
        width, height = height, width
    return ForeignPage(width, height, rotation, box, unit, "text", False, clear)  # noqa: FBT003


def document(*pages: ForeignPage, content: str = CONTENT) -> Pdf:
    """Pages within larger sheets, with ink beyond their crop boxes."""
    pdf = Pdf.new()
    for page in pages:
        pdf.add_blank_page()
        left, bottom, right, top = page.box
        target = pdf.pages[-1].obj
        target.MediaBox = Array([left - 40, bottom - 40, right + 40, top + 40])
        target.CropBox = Array(page.box)
        target.Rotate, target.UserUnit = page.rotation, page.unit
        values = {"left": left, "bottom": bottom, "right": right, "top": top}
        size = {"width": right - left, "height": top - bottom}
        target.Contents = pdf.make_stream(content.format(**values, **size).encode())
    return pdf


def drawn(pdf: Pdf, scale: float = 1) -> Image.Image:
    data = io.BytesIO()
    pdf.save(data)
    document = pypdfium2.PdfDocument(data.getvalue())
    image = document[0].render(scale=scale, rev_byteorder=True).to_pil().convert("RGB")
    document.close()
    return image


def scaled(image: Image.Image, factor: float, edge: str) -> Image.Image:
    """The picture made smaller on white, centred, away from an edge."""
    size = round(image.width * factor), round(image.height * factor)
    sheet = Image.new("RGB", image.size, "white")
    down = image.height - size[1] if edge == "top" else 0
    sheet.paste(image.resize(size, Image.Resampling.BOX), ((image.width - size[0]) // 2, down))
    return sheet


def distance(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def numbers(array: Object) -> list[float]:
    return [float(each) for each in array]


def as_shrunk(x: float, y: float) -> tuple[float, float]:
    """A point of an A4 page after the shrinking for the stamp at its top."""
    return (1 - FACTOR) * 595 / 2 + FACTOR * x, FACTOR * y


@pytest.mark.parametrize("placement", [TOP, BOTTOM], ids=["top", "bottom"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("box", [A4, OFFSET], ids=["A4", "offset"])
def test_the_picture_is_the_same_but_smaller(box, rotation, placement):
    page = foreign(box, rotation)
    pdf = document(page)
    before = drawn(pdf, 2)
    shrunk = shrink(pdf, 0, page, placement)
    after = drawn(pdf, 2)
    edge = placement.corner.edge
    factor = 1 - max(shrunk.clear.top_right, shrunk.clear.bottom_right) / page.height
    assert 0.9 <= factor <= 0.96
    assert distance(after, scaled(before, factor, edge)) < 1
    assert distance(after, before) > 5
    assert has_room(shrunk, placement)


def test_units_of_the_page_are_minded():
    page = foreign((0.0, 0.0, 297.5, 421.0), unit=2.0)
    pdf = document(page)
    before = drawn(pdf, 2)
    shrink(pdf, 0, page, TOP)
    assert distance(drawn(pdf, 2), scaled(before, FACTOR, "top")) < 1


def test_what_is_said_to_be_clear_is_clear():
    page = foreign(A4, clear=Clear(10.0, 20.0, 30.0, 40.0))
    shrunk = shrink(document(page), 0, page, TOP)
    factor = 0.962  # of the 822 pt that are taken, 791 are left
    free = (1 - factor) * 842
    expected = (free + factor * 10, free + factor * 20, factor * 30, factor * 40)
    clear = shrunk.clear
    found = (clear.top_left, clear.top_right, clear.bottom_left, clear.bottom_right)
    assert found == pytest.approx(expected)
    assert shrunk.clear.top_right >= 51


@pytest.mark.parametrize(
    "page",
    [foreign(A4, clear=Clear(0, 60, 0, 0)), foreign((0.0, 0.0, 600.0, 390.0))],
    ids=["has room", "would have to be smaller than 90 %"],
)
def test_a_page_is_left_alone_if_it_need_not_or_must_not_shrink(page):
    pdf = document(page)
    before = drawn(pdf)
    assert shrinkage(page, TOP) == (1 if has_room(page, TOP) else None)
    assert shrink_pages(pdf, {0: page}, TOP) == {0: page}
    assert distance(drawn(pdf), before) == 0


def test_patterns_stay_on_what_they_fill():
    page = foreign(A4)
    pdf = document(page, content="/Pattern cs /P scn 50 50 400 700 re f /S scn 460 50 90 700 re f")
    tile = pdf.make_stream(
        b"1 0 0 rg 60 60 200 300 re f 0 0 1 rg 200 400 200 200 re f",
        Type=Name.Pattern,
        PatternType=1,
        PaintType=1,
        TilingType=1,
        BBox=Array([0, 0, 595, 842]),
        XStep=595,  # PDFium rounds what is smaller to whole pixels
        YStep=842,
        Resources=Dictionary(),
        Matrix=Array([1, 0, 0, 1, 13, 5]),
    )
    shading = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceRGB,
        Coords=Array([0, 50, 0, 750]),
        Function=Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 0]), C1=Array([0, 0, 1]), N=1
        ),
    )
    smooth = pdf.make_indirect(Dictionary(Type=Name.Pattern, PatternType=2, Shading=shading))
    patterns = pdf.make_indirect(Dictionary(P=tile, S=smooth, Odd=Array([])))
    pdf.pages[0].obj.Resources = pdf.make_indirect(Dictionary(Pattern=patterns))
    before = drawn(pdf, 2)
    shrink(pdf, 0, page, TOP)
    assert distance(drawn(pdf, 2), scaled(before, FACTOR, "top")) < 3
    # Other pages may use the same pattern.
    assert numbers(tile.Matrix) == [1, 0, 0, 1, 13, 5]
    assert patterns.P.objgen == tile.objgen
    assert "/Matrix" not in smooth


def test_annotations_go_with_what_they_stand_on():
    page = foreign(A4)
    pdf = document(page)
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=Array([100, 200, 300, 220]),
        QuadPoints=Array([100, 220, 300, 220, 100, 200, 300, 200]),
    )
    ink = Dictionary(
        Subtype=Name.Ink,
        Rect=Array([0, 0, 10, 10]),
        InkList=Array([Array([0, 0, 10, 10]), Array([5, 5])]),
        RD=Array([1, 1, 2, 2]),
    )
    line = Dictionary(
        Subtype=Name.Line,
        Rect=Array([0, 0, 10, 10]),
        L=Array([0, 0, 10, 10]),
        Vertices=Array([1, 2]),
        CL=Array([3, 4, 5, 6]),
    )
    both = pdf.make_indirect(link)
    pdf.pages[0].obj.Annots = Array([both, ink, line, both])
    shrink(pdf, 0, page, TOP)
    found = list(pdf.pages[0].obj.Annots)
    corners = [*as_shrunk(100, 200), *as_shrunk(300, 220)]
    assert numbers(found[0].Rect) == pytest.approx(corners)
    left, bottom, right, top = corners
    quadrilateral = [left, top, right, top, left, bottom, right, bottom]
    assert numbers(found[0].QuadPoints) == pytest.approx(quadrilateral)
    stroke, dot = found[1].InkList
    assert numbers(stroke) == pytest.approx([*as_shrunk(0, 0), *as_shrunk(10, 10)])
    assert numbers(dot) == pytest.approx(as_shrunk(5, 5))
    assert numbers(found[1].RD) == pytest.approx([FACTOR, FACTOR, 2 * FACTOR, 2 * FACTOR])
    assert numbers(found[2].L) == pytest.approx([*as_shrunk(0, 0), *as_shrunk(10, 10)])
    assert numbers(found[2].Vertices) == pytest.approx(as_shrunk(1, 2))
    assert numbers(found[2].CL) == pytest.approx([*as_shrunk(3, 4), *as_shrunk(5, 6)])


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_link_still_covers_its_text(rotation):
    page = foreign(OFFSET, rotation)
    content = "BT /F 20 Tf 1 0 0 1 0 600 Tm (Linked) Tj ET"
    pdf = document(page, content=content)
    target = pdf.pages[0].obj
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    target.Resources = Dictionary(Font=Dictionary(F=font))
    target.Annots = Array([Dictionary(Subtype=Name.Link, Rect=Array([-2, 594, 66, 618]))])
    shrink(pdf, 0, page, TOP)
    data = io.BytesIO()
    pdf.save(data)
    text = pypdfium2.PdfDocument(data.getvalue())[0].get_textpage()
    left, bottom, right, top = numbers(target.Annots[0].Rect)
    assert text.get_text_bounded(left, bottom, right, top) == "Linked"
    boxes = [text.get_charbox(index) for index in range(6)]
    assert left <= min(box[0] for box in boxes) <= left + 5
    assert right - 8 <= max(box[2] for box in boxes) <= right


def test_what_was_beyond_the_edge_does_not_come_into_view():
    page = foreign(A4)
    pdf = document(page, content="1 0 0 rg -40 -40 675 38 re f 0 844 595 38 re f")
    hidden = Dictionary(Subtype=Name.Square, Rect=Array([0, 845, 100, 870]))
    pdf.pages[0].obj.Annots = Array([hidden])
    shrink(pdf, 0, page, TOP)
    assert distance(drawn(pdf, 2), Image.new("RGB", (1190, 1684), "white")) == 0
    assert numbers(pdf.pages[0].obj.Annots[0].Rect) == [0, 845, 100, 870]


def test_destinations_are_moved_wherever_they_stand():
    pages = [foreign(A4), foreign(A4, clear=Clear(842, 842, 842, 842))]
    pdf = document(*pages)
    first, second = (page.obj for page in pdf.pages)

    def to(page: Object, *rest: object) -> Array:
        return Array([page, *rest])

    x, y = as_shrunk(50, 700)
    root = pdf.Root
    root.OpenAction = to(first, Name.XYZ, 50, 700, 1.5)
    root.Outlines = pdf.make_indirect(
        Dictionary(First=pdf.make_indirect(Dictionary(Dest=to(first, Name.FitH, 700))))
    )
    names = Array(["a", Dictionary(D=to(first, Name.FitR, 50, 700, 60, 710)), "b", None])
    names[3] = pdf.make_indirect(to(first, Name.FitV, 50))
    root.Names = Dictionary(Dests=Dictionary(Names=names))
    action = Dictionary(S=Name.GoTo, D=to(first, Name.FitBH, 700))
    chain = Dictionary(S=Name.GoTo, D=to(second, Name.XYZ, 50, 700, 0), Next=action)
    second.Annots = Array([Dictionary(Subtype=Name.Link, Rect=Array([0, 0, 1, 1]), A=chain)])
    root.Odd = Array(
        [
            to(first, Name.XYZ, None, 700),
            to(first, Name.Fit),
            to(first, Name.XYZ, Name.X, Array([])),
            to(first),
            to(first, 50, 700),
            Array([]),
        ]
    )
    shrink_pages(pdf, dict(enumerate(pages)), TOP)
    assert numbers(list(root.OpenAction)[2:]) == pytest.approx([x, y, 1.5])
    assert float(root.Outlines.First.Dest[2]) == pytest.approx(y)
    rectangle = numbers(list(root.Names.Dests.Names[1].D)[2:])
    assert rectangle == pytest.approx([x, y, *as_shrunk(60, 710)])
    assert float(root.Names.Dests.Names[3][2]) == pytest.approx(x)
    link = second.Annots[0]
    assert numbers(list(link.A.D)[2:]) == [50, 700, 0]
    assert float(link.A.Next.D[2]) == pytest.approx(y)
    assert root.Odd[0][2] is None
    assert float(root.Odd[0][3]) == pytest.approx(y)
    assert list(root.Odd[4])[1:] == [50, 700]


def test_a_destination_that_is_held_twice_is_moved_once():
    page = foreign(A4)
    pdf = document(page)
    shared = Array([pdf.pages[0].obj, Name.FitH, 700])
    pdf.Root.One, pdf.Root.Two = Dictionary(D=shared), Dictionary(D=shared)
    shrink_pages(pdf, {0: page}, TOP)
    assert float(pdf.Root.One.D[2]) == pytest.approx(FACTOR * 700)
    assert float(pdf.Root.Two.D[2]) == pytest.approx(FACTOR * 700)


def test_boxes_of_the_structure_are_moved():
    pages = [foreign(A4), foreign(A4, clear=Clear(842, 842, 842, 842))]
    pdf = document(*pages)
    first, second = (page.obj for page in pdf.pages)

    def layout() -> Dictionary:
        return Dictionary(O=Name.Layout, BBox=Array([0, 0, 100, 100]), Placement=Name.Block)

    def figure(page: Object, attributes: Object) -> Object:
        return pdf.make_indirect(Dictionary(S=Name.Figure, Pg=page, A=attributes))

    shared = pdf.make_indirect(layout())
    kid = Dictionary(Type=Name.MCR, Pg=first, MCID=0)
    by_kid = pdf.make_indirect(Dictionary(S=Name.Figure, A=layout(), K=Array([kid])))
    elements = [
        figure(first, shared),
        figure(second, shared),
        figure(first, Array([layout(), 0, Dictionary(O=Name.List)])),
        by_kid,
        figure(first, 7),
    ]
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(K=Array(elements)))
    shrink_pages(pdf, dict(enumerate(pages)), TOP)
    moved = pytest.approx([*as_shrunk(0, 0), *as_shrunk(100, 100)])
    assert numbers(elements[0].A.BBox) == moved
    assert elements[0].A.Placement == Name.Block
    assert numbers(elements[1].A.BBox) == [0, 0, 100, 100]
    assert numbers(elements[2].A[0].BBox) == moved
    assert list(elements[2].A)[1] == 0
    assert numbers(by_kid.A.BBox) == moved
    assert elements[4].A == 7


def test_hostile_values_are_left_as_they_are():
    page = foreign(A4)
    pdf = document(page)
    target = pdf.pages[0].obj
    target.Resources = Dictionary(Pattern=Dictionary(A=7, B=Dictionary(Matrix=7)))
    odd = Array([0, Name.X, Array([]), 3])
    strange = Dictionary(Subtype=Name.Ink, Rect=Array([0, 0, 9, 9]), InkList=Array([odd, 5]))
    strange.QuadPoints, strange.L = odd, 5
    target.Annots = Array([1, None, Dictionary(), Dictionary(Rect=odd), strange])
    pdf.Root.Circle = pdf.make_indirect(Array([]))
    pdf.Root.Circle.append(pdf.Root.Circle)
    shrink_pages(pdf, {0: page}, TOP)
    kept = target.Annots[4]
    assert len(kept.QuadPoints) == 4
    assert kept.L == 5
    assert list(kept.InkList)[1] == 5
    assert target.Resources.Pattern.A == 7
    assert numbers(target.Resources.Pattern.B.Matrix)[:4] == [FACTOR, 0, 0, FACTOR]
    target.Annots = 5
    shrink_pages(pdf, {0: page}, TOP)


def test_absurd_numbers_do_not_break_the_file():
    page = foreign(A4)
    pdf = document(page)
    far = 10**12
    line = Dictionary(Subtype=Name.Line, Rect=Array([0, 0, 9, 9]), L=Array([0, 0, far, 1]))
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(line)])
    pdf.Root.D = Array([pdf.pages[0].obj, Name.XYZ, far, 700])
    shrink_pages(pdf, {0: page}, TOP)
    assert pdf.Root.D[2] == far
    assert line.L[2] == far
    assert float(pdf.Root.D[3]) == pytest.approx(FACTOR * 700)


def test_documents_without_such_pages_are_not_touched():
    pdf = document(foreign(A4))
    pdf.Root.D = Array([pdf.pages[0].obj, Name.FitH, 700])
    transform_destinations(pdf, {})
    transform_boxes(pdf, {})
    assert pdf.Root.D[2] == 700
