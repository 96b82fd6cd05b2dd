"""Records in photographs go; the picture and its colours stay."""

import io

import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageCms

from formalletter.intake.jpeg import without_metadata


@pytest.fixture
def photograph():
    image = Image.effect_noise((40, 30), 50).convert("RGB")
    exif = Image.Exif()
    exif[0x010F], exif[0x013B] = "Secret camera", "Secret author"
    target = io.BytesIO()
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image.save(target, "JPEG", exif=exif, comment=b"Secret words", icc_profile=profile)
    return target.getvalue()


def test_records_go_and_the_picture_stays(photograph):
    cleaned = without_metadata(photograph)
    assert b"Secret" in photograph
    assert b"Secret" not in cleaned
    before, after = (Image.open(io.BytesIO(each)) for each in (photograph, cleaned))
    assert after.info["icc_profile"] == before.info["icc_profile"]
    assert "exif" not in after.info
    assert after.tobytes() == before.tobytes()


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xd8", b"\x89PNG", b"\xff\xd8\xff", b"\xff\xd8\xff\xe1\x00\x00" * 9]
)
def test_what_is_no_photograph_stays_as_it_is(data):
    assert without_metadata(data) == data


def test_every_cut_of_a_photograph_is_survived(photograph):
    for end in range(0, len(photograph), 7):
        without_metadata(photograph[:end])


def test_photographs_in_a_pdf_are_cleaned_and_counted(make, take, opened, told, photograph):
    pdf = make(1, "q 100 0 0 75 20 20 cm /X Do Q")
    image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=40, Height=30)
    image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceRGB, 8
    image.write(photograph, filter=Name.DCTDecode)
    image["/DecodeParms"] = Dictionary(ColorTransform=1)
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(X=image)
    taken = take(pdf)
    kept = opened(taken).pages[0].obj.Resources.XObject.X
    assert kept.read_raw_bytes() == without_metadata(photograph)
    assert kept.DecodeParms.ColorTransform == 1
    assert told(taken, "annex-removed") == "removed from x.pdf: 1 record in a photograph"


def lzw(data):
    """LZW that clears its table before each byte, so that all codes have 9 bits."""
    codes = [code for byte in data for code in (256, byte)] + [257]
    bits = "".join(f"{code:09b}" for code in codes)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))


@pytest.mark.parametrize("filters", [["LZWDecode"], ["LZWDecode", "DCTDecode"]])
def test_lzw_goes_and_the_picture_stays(make, take, opened, use, photograph, filters):
    pdf = make()
    width, height = Image.open(io.BytesIO(photograph)).size
    is_plain = len(filters) == 1
    data = bytes(width * height * 3) if is_plain else photograph
    image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height)
    image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceRGB, 8
    image.write(lzw(data), filter=Array([Name(f"/{each}") for each in filters]))
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Im=image)
    use(pdf, "/Im Do")
    kept = opened(take(pdf)).pages[0].obj.Resources.XObject.Im
    assert kept.Filter == (Name.FlateDecode if is_plain else Name.DCTDecode)
    if is_plain:
        assert kept.read_bytes() == data
    else:
        assert kept.read_raw_bytes() == without_metadata(photograph)


def test_a_picture_whose_lzw_is_garbage_is_told(make, take, told):
    pdf = make()
    image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=9, Height=9)
    image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceGray, 8
    image.write(b"\xff" * 99, filter=Name.LZWDecode)
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Im=image)
    taken = take(pdf)
    assert "a picture that can't be read was left out" in told(taken, "annex-repaired")
    assert b"LZW" not in taken.pdf
