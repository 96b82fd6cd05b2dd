"""Text that is in the file and that no one sees is told; a scan with its text is not."""

import pytest
from pikepdf import Dictionary, Name
from PIL import Image

SHOW = "BT /F 12 Tf 20 200 Td (Seen by all) Tj ET"
BAR = "0 g 15 195 {} 20 re f"
HIDDEN = {
    "without ink": f"{SHOW} BT 3 Tr /F 12 Tf 20 100 Td (A secret) Tj ET",
    "white": f"{SHOW} BT 1 g /F 12 Tf 20 100 Td (A secret) Tj ET",
    "below a bar": f"{SHOW} {BAR.format(150)}",
    "in part below a bar": f"{SHOW} {BAR.format(30)}",
}
SEEN = {
    "plain": SHOW,
    "on a bar": f"{BAR.format(150)} 1 g {SHOW}",
    "below a line": f"{SHOW} 0 g 15 205 150 1 re f",
    "below glass": f"{SHOW} /Glass gs 1 0.9 0 rg 15 195 150 20 re f",
    "beside a bar in a gap": (
        "BT /F 12 Tf 20 200 Td [(Seen) -8000 (again)] TJ ET 0 g 55 195 40 20 re f"
    ),
}


def made(make, content, rotate=0):
    pdf = make(1, content)
    page = pdf.pages[0].obj
    page["/Resources"]["/ExtGState"] = Dictionary(Glass=Dictionary(BM=Name.Multiply))
    page["/Rotate"] = rotate
    return pdf


def codes(taken):
    return [each.code for each in taken.problems]


@pytest.mark.parametrize("rotate", [0, 90, 180])
@pytest.mark.parametrize("case", HIDDEN)
def test_hidden_text_is_told(make, take, told, case, rotate):
    message = told(take(made(make, HIDDEN[case], rotate)), "annex-text-hidden")
    assert "on page 1;" in message


@pytest.mark.parametrize("rotate", [0, 90, 180])
@pytest.mark.parametrize("case", SEEN)
def test_text_that_is_seen_is_not(make, take, case, rotate):
    assert "annex-text-hidden" not in codes(take(made(make, SEEN[case], rotate)))


def with_picture(pdf, content):
    """Noise all over the page, and the content around its drawing."""
    picture = pdf.make_stream(
        Image.effect_noise((40, 60), 100).tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=40,
        Height=60,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    page = pdf.pages[0].obj
    page["/Resources"]["/XObject"] = Dictionary(Scan=picture)
    drawn = "q 200 0 0 300 0 0 cm /Scan Do Q"
    page["/Contents"] = pdf.make_stream(content.replace("SCAN", drawn).encode())
    return pdf


@pytest.mark.parametrize(
    "content", [f"SCAN q 3 Tr {SHOW} Q", f"{SHOW} SCAN"], ids=["without ink", "below the picture"]
)
def test_the_text_of_a_scan_is_no_leak(make, take, content):
    assert "annex-text-hidden" not in codes(take(with_picture(make(), content)))


def test_a_few_hidden_words_on_a_page_with_a_picture_are(make, take, told):
    shown = " ".join(f"BT /F 12 Tf 20 {y} Td (A line) Tj ET" for y in range(20, 120, 20))
    hidden = "BT 3 Tr /F 12 Tf 20 200 Td (A secret) Tj ET"
    pdf = with_picture(make(), f"SCAN {shown} {hidden}")
    assert told(take(pdf), "annex-text-hidden")
