"""Pages that are pictures: scans of text, with and without recognised text, and a map."""

from __future__ import annotations

import io
from functools import partial

import pypdfium2
from PIL import Image, ImageDraw

from .draft import Draft, simple, stream
from .fixture import Fixture, words

LINES = (
    "Statement of a witness",
    "I live in the town and have seen what I describe.",
    "On the first day the office was closed.",
    "On the second day nobody could say when it would open.",
    "I have read this statement and it is correct.",
)


def scan(*, recognised: bool = False, turned: bool = False) -> bytes:
    """A page of text as a picture of one bit at 100 dpi; recognised text is invisible (mode 3)."""
    drawn = _drawn()
    if turned:
        drawn = drawn.transpose(Image.Transpose.ROTATE_90)
    raw = drawn.tobytes()
    draft = Draft()
    image = draft.add(
        stream(
            raw,
            f"/Type /XObject /Subtype /Image /Width {drawn.width} /Height {drawn.height} "
            "/ColorSpace /DeviceGray /BitsPerComponent 1 ",
            flate=True,
        )
    )
    width, height = (842, 595) if turned else (595, 842)
    content = f"q {width} 0 0 {height} 0 0 cm /Im Do Q\n"
    if recognised:
        spoken = " ".join(
            f"1 0 0 1 72 {760 - 40 * index} Tm ({line}) Tj" for index, line in enumerate(LINES)
        )
        content += f"BT 3 Tr /F1 14 Tf {spoken} ET\n"
    draft.page(
        content,
        "/Rotate 90" if turned else "",
        box=f"0 0 {width} {height}",
        resources=f"/XObject << /Im {image} >>",
    )
    return draft.bytes()


def picture(*, jpeg: bool) -> bytes:
    """A sketch of a map as a picture: not a page of text."""
    image = Image.new("RGB", (300, 420), (225, 235, 215))
    pen = ImageDraw.Draw(image)
    pen.polygon([(0, 260), (120, 230), (300, 300), (300, 420), (0, 420)], fill=(150, 190, 225))
    pen.line([(20, 0), (90, 140), (180, 180), (290, 90)], fill=(200, 120, 60), width=5)
    pen.ellipse([80, 130, 100, 150], fill=(180, 30, 30))
    pen.ellipse([170, 170, 190, 190], fill=(180, 30, 30))
    draft = Draft()
    entries = (
        "/Type /XObject /Subtype /Image /Width 300 /Height 420 /ColorSpace /DeviceRGB "
        "/BitsPerComponent 8 "
    )
    if jpeg:
        out = io.BytesIO()
        image.save(out, "JPEG", quality=60)
        body = stream(out.getvalue(), entries + "/Filter /DCTDecode ")
    else:
        mask = draft.add(
            stream(
                Image.linear_gradient("L").resize((300, 420)).tobytes(),
                entries.replace("DeviceRGB", "DeviceGray"),
                flate=True,
            )
        )
        body = stream(image.tobytes(), f"{entries}/SMask {mask} ", flate=True)
    shown = draft.add(body)
    draft.page("q 400 0 0 560 97 140 cm /Im Do Q\n", resources=f"/XObject << /Im {shown} >>")
    return draft.bytes()


def inline() -> bytes:
    """An inline image whose bytes look like the operator that ends it."""
    draft = simple("Beside an inline image")
    data = b"\xff\x00 EI Q\n\xff\x00"
    content = (
        b"BT /F1 12 Tf 72 760 Td (Beside an inline image) Tj ET\n"
        b"q 80 0 0 80 72 600 cm BI /W 10 /H 1 /CS /G /BPC 8 ID " + data.ljust(10, b"\x7f")[:10]
        + b"\nEI Q\n"
    )  # fmt: skip
    draft.put(f"{int(draft.pages[0].split()[0]) - 1} 0 R", stream(content))
    return draft.bytes()


def _drawn() -> Image.Image:
    """The picture of a page of text, as a scanner would see it."""
    page = Draft()
    shown = " ".join(
        f"1 0 0 1 72 {760 - 40 * index} Tm ({line}) Tj" for index, line in enumerate(LINES)
    )
    page.page(f"BT /F1 14 Tf {shown} ET\n")
    with pypdfium2.PdfDocument(page.bytes()) as document:
        return document[0].render(scale=100 / 72, grayscale=True).to_pil().convert("1")


def fixtures() -> list[Fixture]:
    """One fixture for each kind of picture."""
    return [
        Fixture("scan", "a picture of a page of text, and no text", scan,
                {"pages": 1, "picture": True}),
        Fixture("scan-recognised", "a scan with invisible recognised text",
                partial(scan, recognised=True), {"pages": 1, "text": {"1": list(LINES[:2])}}),
        Fixture("scan-turned", "a scan on a turned page", partial(scan, turned=True),
                {"pages": 1, "picture": True, "sizes": [(595, 842)]}),
        Fixture("picture-map", "a map as JPEG", partial(picture, jpeg=True),
                {"pages": 1, "picture": True}),
        Fixture("picture-mask", "a map with a soft mask", partial(picture, jpeg=False),
                {"pages": 1, "picture": True}),
        Fixture("picture-inline", "an inline image with EI among its bytes", inline,
                words("Beside an inline image")),
    ]  # fmt: skip
