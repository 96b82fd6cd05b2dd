"""Pictures are resampled as far as a limit asks for, and no further."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import NamedTuple

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, PdfImage, Stream
from PIL import Image

from formalletter.assembling.pictures import pictures
from formalletter.assembling.resampling import LOWEST_DPI, apply, resampling

SIDE = 600  # pixels


def photograph(mode: str = "RGB") -> Image.Image:
    """Noise with gradients, of more colours than a drawing has; the same at every time."""
    x, y = Image.linear_gradient("L"), Image.radial_gradient("L")
    bands = [x.resize((SIDE, SIDE)), y.resize((SIDE, SIDE)), x.rotate(90).resize((SIDE, SIDE))]
    grain = Image.frombytes(
        "L", (SIDE, SIDE), bytes((n * n * 7919 >> 7) & 255 for n in range(SIDE**2))
    )
    return Image.merge("RGB", [Image.blend(band, grain, 0.2) for band in bands]).convert(mode)


def drawing() -> Image.Image:
    image = Image.new("RGB", (SIDE, SIDE), "white")
    image.paste("navy", (100, 100, 500, 500))
    return image


def stored(pdf: Pdf, image: Image.Image, **entries: object) -> Stream:
    space = Name.DeviceRGB if image.mode == "RGB" else Name.DeviceGray
    values = {"Type": Name.XObject, "Subtype": Name.Image, "ColorSpace": space, **entries}
    values = {"BitsPerComponent": 8, "Width": image.width, "Height": image.height, **values}
    return pdf.make_stream(image.tobytes(), Dictionary(**values))


def document(
    images: Iterable[Image.Image], content: bytes | None = None, **entries: object
) -> bytes:
    """A page that prints its images at 144 pt, 300 dpi, unless `content` says otherwise."""
    pdf, out = Pdf.new(), io.BytesIO()
    page = pdf.add_blank_page(page_size=(595, 842))
    names = []
    for number, image in enumerate(images):
        name = Name(f"/Im{number}")
        page.add_resource(stored(pdf, image, **entries), Name.XObject, name)
        names.append(f"q 144 0 0 144 0 0 cm {name} Do Q".encode())
    page.Contents = pdf.make_stream(content or b"\n".join(names))
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def written(data: bytes, most: int) -> tuple[bytes, int]:
    chosen = resampling(data, most)
    assert chosen is not None
    with Pdf.open(io.BytesIO(data)) as pdf:
        apply(pdf, chosen)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue(), chosen.dpi


class Stored(NamedTuple):
    """An image as a file has it."""

    width: int
    height: int
    filter: str
    keys: frozenset[str]
    image: Image.Image


def images_of(data: bytes) -> list[Stored]:
    with Pdf.open(io.BytesIO(data)) as pdf:
        return [
            Stored(
                int(each.Width),
                int(each.Height),
                str(each.Filter),
                frozenset(each.keys()),
                PdfImage(each).as_pil_image(),
            )
            for each in pdf.objects
            if isinstance(each, Stream) and "/Width" in each
        ]


@pytest.mark.parametrize("most", [150_000, 100_000, 60_000])
def test_it_is_as_far_as_needed_and_no_further(most: int):
    data = document([photograph()])
    done, dpi = written(data, most)
    assert LOWEST_DPI < dpi < 300
    assert len(done) <= most
    finer, _ = written(data, most + (len(done) // 20))
    assert len(finer) > most - 4096 - len(done) // 20  # there was no room for much more
    (image,) = images_of(done)
    assert image.filter == "/DCTDecode"
    assert image.width == image.height == -(-SIDE * dpi // 300)
    assert "/DecodeParms" not in image.keys
    assert image.image.size == (image.width, image.height)


def test_a_photograph_is_stored_better_before_it_is_made_coarser():
    data = document([photograph()])
    done, dpi = written(data, 400_000)
    assert dpi == 300
    (image,) = images_of(done)
    assert (image.width, image.filter) == (SIDE, "/DCTDecode")


def test_a_drawing_keeps_its_colours_to_the_bit():
    (image,) = images_of(written(document([drawing()]), 1000)[0])
    assert (image.width, image.filter) == (-(-SIDE * LOWEST_DPI // 300), "/FlateDecode")
    assert image.image.getpixel((72, 72)) == (0, 0, 128)


def test_only_what_is_finer_is_made_coarser():
    """Of two pictures, the one that is printed four times as large stays as it is."""
    content = b"q 144 0 0 144 0 0 cm /Im0 Do Q q 576 0 0 576 0 0 cm /Im1 Do Q"
    data = document([photograph(), photograph().rotate(90)], content)
    done, dpi = written(data, 260_000)
    assert 75 < dpi < 300
    assert max(image.width for image in images_of(done)) == SIDE


@pytest.mark.parametrize(
    ("content", "dpi"),
    [
        (b"q 144 0 0 144 0 0 cm /Im0 Do Q", 300),
        (b"q 72 0 0 72 0 0 cm q 2 0 0 2 0 0 cm /Im0 Do Q Q /Im0 Do", 300),
        (b"q 0 144 -144 0 200 0 cm /Im0 Do Q", 300),
        (b"q 144 0 0 144 0 0 cm /Im0 Do Q q 288 0 0 288 0 0 cm /Im0 Do Q", 150),
        (b"q 144 0 0 288 0 0 cm /Im0 Do Q", 150),
    ],
)
def test_the_resolution_is_that_of_the_largest_print(content: bytes, dpi: int):
    with Pdf.open(io.BytesIO(document([drawing()], content))) as pdf:
        assert [round(each.dpi) for each in pictures(pdf)] == [dpi]


def test_a_picture_in_a_form_is_found():
    pdf = Pdf.open(io.BytesIO(document([drawing()], b"q 2 0 0 2 0 0 cm /Fm Do Q")))
    page = pdf.pages[0]
    form = pdf.make_stream(b"q 144 0 0 144 0 0 cm /Im0 Do Q", Dictionary(Subtype=Name.Form))
    form.Matrix, form.Resources = Array([0.5, 0, 0, 0.5, 0, 0]), page.Resources
    page.add_resource(form, Name.XObject, Name.Fm)
    form.Resources.XObject.Fm = form  # a circle ends
    assert [round(each.dpi) for each in pictures(pdf)] == [300]


@pytest.mark.parametrize(
    "entries",
    [
        {"Mask": Array([0, 10])},
        {"Decode": Array([1, 0])},
        {"BitsPerComponent": 4},
        {"ColorSpace": Array([Name.Indexed, Name.DeviceRGB, 1, pikepdf.String(b"123456")])},
        {"ColorSpace": Name.DeviceCMYK},
        {"Width": 0},
        {"Width": 100_000, "Height": 100_000},
    ],
)
def test_what_can_t_be_mixed_stays(entries: dict[str, object]):
    assert resampling(document([photograph("L")], **entries), 1000) is None


def test_damaged_samples_stay():
    assert resampling(document([photograph()], Width=9000, Height=8000), 1000) is None


def test_alpha_goes_with_its_picture():
    pdf = Pdf.open(io.BytesIO(document([photograph()])))
    image = pdf.pages[0].Resources.XObject.Im0
    image.SMask = stored(pdf, photograph("L"))
    out = io.BytesIO()
    pdf.save(out)
    done, dpi = written(out.getvalue(), 60_000)
    assert {each.width for each in images_of(done)} == {-(-SIDE * dpi // 300)}


def test_the_same_comes_of_the_same():
    data = document([photograph(), drawing()])
    assert written(data, 60_000) == written(data, 60_000)
