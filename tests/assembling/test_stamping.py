"""The stamp: in which corner, how large, the right way up, and nothing else changed."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageChops

from formalletter.assembling.placing import Corner, Placement, has_room, place, widest
from formalletter.assembling.stamping import stamp
from formalletter.foreign import Clear, ForeignPage

TOP_RIGHT = Placement(Corner("top", "right"), 45.0)
BOTTOM_RIGHT = Placement(Corner("bottom", "right"), 34.0)
TOP_LEFT = Placement(Corner("top", "left"), 45.0)
BOTTOM_LEFT = Placement(Corner("bottom", "left"), 34.0)
ANY = Clear(1e6, 1e6, 1e6, 1e6)

A4 = (0.0, 0.0, 595.0, 842.0)
OFFSET = (-100.0, 200.0, 495.0, 1042.0)
LETTER = (0.0, 0.0, 612.0, 792.0)
A3 = (0.0, 0.0, 842.0, 1191.0)
A0 = (0.0, 0.0, 2384.0, 3370.0)
TINY = (0.0, 0.0, 100.0, 60.0)

# A foot along the baseline, and a block at its left end: neither turned nor mirrored the same.
FORM = b"0 g 0 0 60 2 re f 0 0 6 10 re f"
FORM_SIZE = (60.0, 10.0)
# Sets a state and leaves it set.
CONTENT = b"0.9 g 1 0 0 1 7 9 cm 3 w 0.5 0 0 0.5 0 0 cm"


def foreign(box, rotation=0, unit=1.0, clear=ANY) -> ForeignPage:
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    if rotation in {90, 270}:
        width, height = height, width
    return ForeignPage(width, height, rotation, box, unit, "text", False, clear)  # noqa: FBT003


def document(page: ForeignPage, content: bytes = CONTENT) -> Pdf:
    """A page within a larger sheet, with ink outside of its crop box as well."""
    pdf = Pdf.new()
    pdf.add_blank_page()
    left, bottom, right, top = page.box
    sheet = Array([left - 20, bottom - 30, right + 40, top + 50])
    target = pdf.pages[0].obj
    target.MediaBox, target.CropBox = sheet, Array(page.box)
    target.Rotate, target.UserUnit = page.rotation, page.unit
    target.Contents = pdf.make_stream(content)
    return pdf


def form_of(pdf: Pdf, content: bytes = FORM) -> pikepdf.Object:
    form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
    form.BBox = Array([0, 0, *FORM_SIZE])
    return form


def drawn(pdf: Pdf, scale: float) -> Image.Image:
    data = io.BytesIO()
    pdf.save(data)
    document = pypdfium2.PdfDocument(data.getvalue())
    image = document[0].render(scale=scale).to_pil().convert("L")
    document.close()
    return image


def ink(image: Image.Image) -> tuple[int, int, int, int] | None:
    return image.point(lambda value: 255 * (value < 128)).getbbox()


def stamped_ink(page: ForeignPage, placement: Placement, scale: float):
    """The box of the stamp's ink in pt of the displayed page, and the picture of that part."""
    pdf = document(page)
    stamp(pdf, 0, page, form_of(pdf), placement)
    image = drawn(pdf, scale * page.unit)
    box = ink(image)
    assert box is not None
    left, top, right, bottom = (edge / scale for edge in box)
    return (left, page.height - bottom, right, page.height - top), image.crop(box)


def is_upright(picture: Image.Image) -> bool:
    """Whether the foot is at the bottom and the block at the left."""
    width, height = picture.size
    points = {
        (x, y): picture.getpixel((int(x * width), int(y * height))) < 128
        for x in (0.04, 0.5, 0.96)
        for y in (0.1, 0.93)
    }
    return points == {
        (0.04, 0.1): True,
        (0.04, 0.93): True,
        (0.5, 0.1): False,
        (0.5, 0.93): True,
        (0.96, 0.1): False,
        (0.96, 0.93): True,
    }


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("unit", [1.0, 2.0, 0.5])
@pytest.mark.parametrize("box", [A4, OFFSET, LETTER], ids=["A4", "offset", "Letter"])
def test_the_stamp_is_right_side_up_in_its_corner(box, unit, rotation):
    # The unit makes the coordinates smaller, not the sheet.
    page = foreign(tuple(edge / unit for edge in box), rotation, unit)
    found, picture = stamped_ink(page, TOP_RIGHT, 3)
    right = page.width - 73.7  # 26 mm
    # A quarter of the form's height is below the baseline.
    baseline = page.height - 45
    expected = (right - 60, baseline - 2.5, right, baseline + 7.5)
    assert found == pytest.approx(expected, abs=0.5)
    assert is_upright(picture)


@pytest.mark.parametrize(
    ("placement", "x", "y"),
    [
        (TOP_RIGHT, 595 - 73.7 - 60, 842 - 47.5),
        (BOTTOM_RIGHT, 595 - 73.7 - 60, 31.5),
        (TOP_LEFT, 73.7, 842 - 47.5),
        (BOTTOM_LEFT, 73.7, 31.5),
    ],
)
def test_each_corner_is_that_of_the_displayed_page(placement, x, y):
    page = foreign((0.0, 0.0, 842.0, 595.0), rotation=90)
    found, picture = stamped_ink(page, placement, 3)
    assert found == pytest.approx((x, y, x + 60, y + 10), abs=0.5)
    assert is_upright(picture)


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_large_sheet_has_a_larger_stamp_in_proportion(rotation):
    plain, _ = stamped_ink(foreign(A3), TOP_RIGHT, 2)
    assert plain[2] - plain[0] == pytest.approx(60, abs=0.6)
    page = foreign(A0, rotation)
    found, picture = stamped_ink(page, TOP_RIGHT, 0.7)
    factor = 2384 / 842
    assert found[2] - found[0] == pytest.approx(60 * factor, abs=3)
    assert page.height - found[1] == pytest.approx(47.5 * factor, abs=3)
    assert page.width - found[2] == pytest.approx(73.7 * factor, abs=3)
    assert is_upright(picture)


@pytest.mark.parametrize("placement", [TOP_RIGHT, BOTTOM_RIGHT, TOP_LEFT, BOTTOM_LEFT])
@pytest.mark.parametrize("box", [TINY, (0.0, 0.0, 30.0, 8.0), (5.0, 5.0, 8.0, 305.0)])
def test_on_a_tiny_page_the_whole_stamp_is_on_the_page(box, placement):
    found, picture = stamped_ink(foreign(box), placement, 20)
    assert found[0] >= 0
    assert found[1] >= 0
    assert found[2] <= box[2] - box[0]
    assert found[3] <= box[3] - box[1]
    assert picture.width / picture.height == pytest.approx(6, rel=0.2)


def test_nothing_but_the_stamp_changes_on_the_page():
    page = foreign(OFFSET, 270)
    content = b"q 1 0 0 rg -90 210 300 500 re f Q 0 0 1 RG 4 w 0 300 m 400 900 l S"
    pdf = document(page, content)
    before = drawn(pdf, 2)
    stamp(pdf, 0, page, form_of(pdf), TOP_RIGHT)
    changed = ImageChops.difference(before, drawn(pdf, 2)).getbbox()
    right, baseline = page.width - 73.7, 45
    expected = (right - 60, baseline - 7.5, right, baseline + 2.5)
    assert changed == pytest.approx(tuple(2 * edge for edge in expected), abs=2)


def test_the_stamp_is_an_artifact_and_the_content_is_untouched():
    page = foreign(A4)
    pdf = document(page)
    stamp(pdf, 0, page, form_of(pdf), BOTTOM_RIGHT)
    streams = list(pdf.pages[0].obj.Contents)
    assert streams[1].read_bytes() == CONTENT
    instructions = pikepdf.parse_content_stream(pdf.pages[0])
    operators = [str(each.operator) for each in instructions]
    assert operators[0] == "q"
    assert operators[-7:] == ["Q", "BDC", "q", "cm", "Do", "Q", "EMC"]
    tag, properties = instructions[-6].operands
    assert tag == Name.Artifact
    assert properties == Dictionary(
        Type=Name.Pagination, Subtype=Name.Footer, Attached=Array([Name.Bottom])
    )


def test_resources_that_are_inherited_or_shared_keep_what_they_are():
    page = foreign(A4)
    pdf = document(page, b"/Stamp0 Do")
    pdf.add_blank_page()
    other = form_of(pdf, b"0.5 g 0 0 60 10 re f")
    forms = pdf.make_indirect(Dictionary(Stamp0=other))
    shared = pdf.make_indirect(Dictionary(XObject=forms))
    pdf.Root.Pages.Resources = shared
    for each in pdf.pages:
        del each.obj["/Resources"]
    stamp(pdf, 0, page, form_of(pdf), TOP_RIGHT)
    assert list(shared.XObject.keys()) == ["/Stamp0"]
    own = pdf.pages[0].obj.Resources.XObject
    assert own.Stamp0.objgen == other.objgen
    assert len(own) == 2
    assert "/Resources" not in pdf.pages[1].obj


def test_pages_without_content_or_with_nonsense_are_stamped():
    page = foreign(A4)
    for nonsense in (None, Array([1, Name.X]), Dictionary(A=1)):
        pdf = document(page)
        target = pdf.pages[0].obj
        if nonsense is None:
            del target["/Contents"]
        else:
            target.Contents = nonsense
        target.Resources = Array([])
        stamp(pdf, 0, page, form_of(pdf), TOP_RIGHT)
        assert ink(drawn(pdf, 1)) is not None


def test_a_page_tree_in_a_circle_comes_to_an_end():
    page = foreign(A4)
    pdf = document(page)
    target = pdf.pages[0].obj
    del target["/Resources"]
    target.Parent = pdf.make_indirect(Dictionary(Type=Name.Pages))
    target.Parent.Parent = target.Parent
    stamp(pdf, 0, page, form_of(pdf), TOP_RIGHT)
    assert "/Stamp0" in target.Resources.XObject


ALL = Clear(842, 842, 842, 842)


@pytest.mark.parametrize(
    ("clear", "corner", "baseline"),
    [
        (Clear(60, 60, 60, 60), ("top", "right"), 45),
        (Clear(0, 60, 0, 0), ("top", "right"), 45),
        (Clear(60, 42, 60, 60), ("top", "right"), 34),
        (Clear(60, 30, 60, 60), ("bottom", "right"), 34),
        (Clear(60, 30, 60, 30), ("top", "left"), 45),
        (Clear(42, 30, 60, 30), ("top", "left"), 34),
        (Clear(30, 30, 60, 30), ("bottom", "left"), 34),
    ],
)
def test_the_first_clear_place_is_taken(clear, corner, baseline):
    placement = place([foreign(A4, clear=ALL), foreign(A4, clear=clear)])
    assert placement == Placement(Corner(*corner), baseline)


def test_with_no_place_clear_on_all_pages_the_clashes_are_told():
    full, foot = Clear(5, 5, 5, 5), Clear(5, 5, 60, 60)
    pages = [foreign(A4, clear=clear) for clear in (foot, full, foot, ALL)]
    assert place(pages) == Placement(Corner("bottom", "right"), 34, clashes=(1,))
    assert place([foreign(A4, clear=full)]) == Placement(Corner("top", "right"), 45, (0,))


def test_a_large_sheet_needs_room_in_proportion():
    assert has_room(foreign(A4, clear=Clear(60, 60, 60, 60)), TOP_RIGHT)
    assert not has_room(foreign(A0, clear=Clear(60, 60, 60, 60)), TOP_RIGHT)
    assert has_room(foreign(A0, clear=Clear(0, 170, 0, 0)), TOP_RIGHT)


def test_a_flat_page_needs_less_room():
    flat = (0.0, 0.0, 500.0, 150.0)
    assert has_room(foreign(flat, clear=Clear(0, 25, 0, 0)), TOP_RIGHT)
    found, _ = stamped_ink(foreign(flat), TOP_RIGHT, 4)
    # 45 pt of 375 are 18 of 150; 7.5 pt of the form are above the baseline.
    assert (found[1], found[3]) == pytest.approx((150 - 20.5, 150 - 10.5), abs=0.5)


def test_on_a_very_narrow_page_both_halves_have_to_be_clear():
    narrow = (0.0, 0.0, 150.0, 500.0)
    assert not has_room(foreign(narrow, clear=Clear(0, 60, 60, 60)), TOP_RIGHT)
    assert has_room(foreign(narrow, clear=Clear(60, 60, 0, 0)), TOP_RIGHT)


@pytest.mark.parametrize(
    ("box", "width"),
    [(A4, 595 / 2 - 73.7), (A0, (2384 / 2) / (2384 / 842) - 73.7), (TINY, 45.0)],
)
def test_the_line_may_take_half_of_the_page_less_the_margin(box, width):
    assert widest(foreign(box)) == pytest.approx(width)
