"""What is measured of pages by drawing them, and the pictures that are made of them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageChops, ImageDraw

from formalletter.errors import InputError
from formalletter.foreign import Clear
from formalletter.intake.drawing import measure, pictures

if TYPE_CHECKING:
    from formalletter.foreign import TextLine

A4 = (0, 0, 595, 842)
NOTHING = Clear(0, 0, 0, 0)


def document(content: str = "", box=A4, rotation: int = 0, unit: float = 1, **keys) -> Pdf:
    pdf = Pdf.new()
    pdf.add_blank_page()
    page = pdf.pages[0].obj
    left, bottom, right, top = box
    page.MediaBox = Array([left - 20, bottom - 30, right + 10, top + 40])
    page.CropBox, page.Rotate, page.UserUnit = Array(box), rotation, unit
    page.Contents = pdf.make_stream(content.encode())
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F=font))
    for key, value in keys.items():
        page[f"/{key}"] = value
    return pdf


def saved(pdf: Pdf) -> bytes:
    data = io.BytesIO()
    pdf.save(data)
    return data.getvalue()


def clear_of(pdf: Pdf) -> Clear:
    return measure(saved(pdf), {0})[0].clear


def distances(clear: Clear) -> tuple[float, float, float, float]:
    return clear.top_left, clear.top_right, clear.bottom_left, clear.bottom_right


def scan(image: Image.Image) -> bytes:
    """A PDF of one A4 page that is nothing but a picture."""
    pdf = document("595 0 0 842 0 0 cm /I Do")
    pixels = pdf.make_stream(image.convert("RGB").tobytes(), Type=Name.XObject, Subtype=Name.Image)
    pixels.Width, pixels.Height = image.size
    pixels.ColorSpace, pixels.BitsPerComponent = Name.DeviceRGB, 8
    pdf.pages[0].obj.Resources.XObject = Dictionary(I=pixels)
    return saved(pdf)


def clouds() -> Image.Image:
    rough = Image.effect_noise((40, 60), 120)
    return rough.resize((400, 600), Image.Resampling.BICUBIC)


def near(*expected: float):
    return pytest.approx(expected, abs=1.5)


@pytest.mark.parametrize("unit", [1, 2, 0.5])
@pytest.mark.parametrize("box", [A4, (-100, 200, 495, 1042)])
@pytest.mark.parametrize(
    ("rotation", "expected"),
    [
        # The ink is 100 from the left, 42 from the right, 60 from the bottom, 300 from the top.
        (0, (300, 300, 60, 60)),
        (180, (60, 60, 300, 300)),
        (90, (100, 100, 42, 42)),
        (270, (42, 42, 100, 100)),
    ],
)
def test_the_clear_space_is_that_of_the_displayed_page(box, rotation, unit, expected):
    left, bottom = (each / unit for each in box[:2])
    values = [left + 100 / unit, bottom + 60 / unit, 453 / unit, 482 / unit]
    content = " ".join(map(str, values)) + " re f 0 0 1 rg"
    pdf = document(content, tuple(each / unit for each in box), rotation, unit)
    assert distances(clear_of(pdf)) == near(*expected)


def test_halves_are_measured_apart():
    pdf = document("20 30 100 10 re f 500 700 50 100 re f")
    assert distances(clear_of(pdf)) == near(802, 42, 30, 700)


def test_ink_beyond_the_crop_box_is_none():
    pdf = document("-20 0 20 842 re f 0 842 595 40 re f")
    (measured,) = measure(saved(pdf), {0})
    assert not measured.has_ink
    assert distances(measured.clear) == near(842, 842, 842, 842)


def test_fine_lines_and_faint_colours_are_ink():
    hairline = document("0.8 G 0.2 w 20 800 m 570 800 l S")
    assert distances(clear_of(hairline))[:2] == near(42, 42)
    yellow = document("1 1 0.8 rg 20 700 500 100 re f")
    assert distances(clear_of(yellow))[:2] == near(42, 42)
    dot = document("BT /F 8 Tf 20 800 Td (.) Tj ET")
    assert clear_of(dot).top_left == pytest.approx(41, abs=2)


def test_the_ground_is_no_ink_if_it_is_even_and_light():
    ground = "0.9 0.95 1 rg 0 0 595 842 re f "
    (even,) = measure(saved(document(ground)), {0})
    assert not even.has_ink
    with_ink = document(ground + "0 g 100 100 300 600 re f")
    assert distances(clear_of(with_ink)) == near(142, 142, 100, 100)
    dark = document("0.1 0.2 0.5 rg 0 0 595 842 re f 1 g 100 100 300 600 re f")
    assert clear_of(dark) == NOTHING
    in_part = document("0.8 0.9 1 rg 0 742 595 100 re f")
    assert distances(clear_of(in_part)) == near(0, 0, 742, 742)


def test_a_picture_that_fills_the_page_leaves_no_room():
    (measured,) = measure(scan(clouds()), {0})
    assert distances(measured.clear) == near(0, 0, 0, 0)
    assert measured.has_ink
    assert not measured.looks_written


def test_the_noise_of_scanned_paper_is_no_ink():
    paper = Image.new("L", (1240, 1754), 240)
    paper = ImageChops.add(paper, Image.effect_noise(paper.size, 12), 1, -128)
    (blank,) = measure(scan(paper), {0})
    assert not blank.has_ink
    ImageDraw.Draw(paper).rectangle((208, 250, 1000, 1500), fill=40)
    (measured,) = measure(scan(paper), {0})
    assert distances(measured.clear)[:2] == near(120, 120)


def test_annotations_and_empty_fields_are_ink_but_links_are_not():
    def annotation(subtype: Name, **keys) -> Clear:
        item = Dictionary(
            Type=Name.Annot, Subtype=subtype, Rect=Array([300, 760, 500, 800]), **keys
        )
        pdf = document(rotation=180)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(item)])
        if subtype == Name.Widget:
            pdf.Root.AcroForm = Dictionary(Fields=pdf.pages[0].obj.Annots)
        return clear_of(pdf)

    assert distances(annotation(Name.Widget, FT=Name.Tx, T="a")) == near(760, 842, 42, 842)
    assert annotation(Name.Stamp).bottom_left == pytest.approx(42, abs=1.5)
    everywhere = near(842, 842, 842, 842)
    assert distances(annotation(Name.Link)) == everywhere
    assert distances(annotation(Name.Stamp, F=2)) == everywhere


def test_fields_are_drawn():
    pdf = document()
    look = pdf.make_stream(b"0 0 200 40 re f", Type=Name.XObject, Subtype=Name.Form)
    look.BBox = Array([0, 0, 200, 40])
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="a", F=4)
    field.Rect, field.AP = Array([300, 760, 500, 800]), Dictionary(N=look)
    field = pdf.make_indirect(field)
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    picture = Image.open(io.BytesIO(pictures(saved(pdf))[0].image)).convert("L")
    assert picture.getpixel((400 * 150 // 72, 62 * 150 // 72)) < 10


@pytest.mark.parametrize(
    ("box", "unit"), [((0, 0, 14400, 14400), 1), ((0, 0, 14400, 3), 1), ((0, 0, 500, 500), 9000)]
)
def test_the_largest_pages_are_measured_coarsely(box, unit):
    half = box[3] / 2
    pdf = document(f"0 0 {box[2]} {half} re f", box, 0, unit)
    top = distances(clear_of(pdf))[0]
    assert top == pytest.approx(half * unit, rel=0.02, abs=1.5)
    (picture,) = pictures(saved(pdf))
    image = Image.open(io.BytesIO(picture.image))
    assert image.width * image.height <= 4_500_000


def test_a_page_that_cannot_be_drawn_has_no_room_and_makes_no_picture(monkeypatch):
    data = saved(document("100 100 20 20 re f"))

    def fail(*_args, **_options):
        message = "out of memory"
        raise MemoryError(message)

    monkeypatch.setattr("pypdfium2.PdfPage.render", fail)
    (measured,) = measure(data, {0})
    assert measured.clear == NOTHING
    assert measured.has_ink
    with pytest.raises(InputError, match="page 1 of the annex can't be drawn"):
        pictures(data)


def lines_of(pdf: Pdf) -> tuple[TextLine, ...]:
    return pictures(saved(pdf))[0].lines


@pytest.mark.parametrize(
    ("rotation", "expected"),
    [
        (0, (100, 600, 200, 624)),
        (90, (600, 395, 624, 495)),
        (180, (395, 218, 495, 242)),
        (270, (218, 100, 242, 200)),
    ],
)
@pytest.mark.parametrize("unit", [1, 2])
def test_a_line_of_text_has_its_place_on_the_displayed_page(rotation, unit, expected):
    size, x, y = 20 / unit, 100 / unit - 50, 606 / unit + 70
    box = (-50, 70, 595 / unit - 50, 842 / unit + 70)
    content = f"BT /F {size} Tf {x} {y} Td (Eight words) Tj ET"
    (line,) = lines_of(document(content, box, rotation, unit))
    assert line.text == "Eight words"
    assert line.rectangle == pytest.approx(expected, abs=7)


def test_lines_end_at_line_breaks_and_between_columns():
    content = (
        "BT /F 10 Tf 50 700 Td (The first co-) Tj 0 -14 Td (operation.) Tj"
        " 300 14 Td (Beside) Tj 0 -14 Td (it) Tj ET"
    )
    lines = lines_of(document(content))
    assert [line.text for line in lines] == ["The first co-", "operation.", "Beside", "it"]
    assert lines[2].rectangle[0] == pytest.approx(350, abs=2)


def test_a_line_that_runs_up_the_page_is_one():
    (line,) = lines_of(document("BT /F 12 Tf 0 1 -1 0 300 300 Tm (Upwards it goes) Tj ET"))
    assert line.text == "Upwards it goes"
    left, bottom, right, top = line.rectangle
    assert right - left < 20
    assert top - bottom > 60


def test_text_that_is_not_on_the_page_is_left_out():
    content = "BT /F 12 Tf 100 100 Td (Seen) Tj 0 750 Td (Beyond) Tj ET"
    assert [line.text for line in lines_of(document(content))] == ["Seen"]


def test_characters_that_are_none_are_left_out():
    pdf = document("BT /F 12 Tf 100 100 Td (ABCDEFG) Tj ET")
    table = (
        "begincmap 1 begincodespacerange <00> <FF> endcodespacerange 7 beginbfchar"
        " <41> <0041> <42> <202E> <43> <0007> <44> <E000> <45> <FFFE> <46> <D83DDE00>"
        " <47> <0047> endbfchar endcmap"
    )
    pdf.pages[0].obj.Resources.Font.F.ToUnicode = pdf.make_stream(table.encode())
    (line,) = lines_of(pdf)
    assert line.text.replace(" ", "") == "A😀G"


@pytest.mark.parametrize(
    ("box", "unit", "size"),
    [
        ((0, 0, 144, 288), 1, (300, 600)),
        ((0, 0, 144, 288), 2, (600, 1200)),
        ((0, 0, 2384, 3370), 1, (1758, 2486)),
    ],
)
def test_pictures_have_150_dots_an_inch_up_to_a3(box, unit, size):
    (picture,) = pictures(saved(document("", box, 0, unit)))
    assert Image.open(io.BytesIO(picture.image)).size == pytest.approx(size, abs=1)


def test_pictures_are_the_smaller_of_two_kinds_and_grey_where_they_can_be():
    def drawn(pdf: bytes) -> Image.Image:
        first, second = pictures(pdf)[0].image, pictures(pdf)[0].image
        assert first == second
        return Image.open(io.BytesIO(first))

    plain = drawn(saved(document("100 100 300 300 re f")))
    assert (plain.format, plain.mode, plain.size) == ("PNG", "L", (1240, 1755))
    assert set(plain.info) == set()
    colour = drawn(saved(document("1 0 0 rg 100 100 300 300 re f")))
    assert (colour.format, colour.mode) == ("PNG", "RGB")
    assert colour.getpixel((400, 1200)) == (255, 0, 0)
    rough = drawn(scan(Image.effect_noise((1240, 1754), 60)))
    assert (rough.format, rough.mode) == ("JPEG", "L")
    assert "exif" not in rough.info


def test_a_page_that_looks_written_is_told():
    lines = "T* (The words of a line are no picture of anything at all) Tj " * 30
    written = document(f"BT /F 11 Tf 14 TL 50 750 Td {lines} ET")
    assert measure(saved(written), {0})[0].looks_written
    plain = document("100 100 300 300 re f")
    assert not measure(saved(plain), {0})[0].looks_written
