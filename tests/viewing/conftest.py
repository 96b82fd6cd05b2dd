"""Small PDFs made by hand, to be looked at in this process or in the viewer's own."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from formalletter.seen import SeenPage
from formalletter.viewing.pages import seen_pages

SIZE = (200, 300)


@pytest.fixture
def make() -> Callable[..., bytes]:
    """A PDF of one page: `make(content, CropBox=[…], Rotate=90, forms={"/X": (content, keys)})`.

    It has the fonts F (Helvetica) and B (Helvetica-Bold) and an image of 20 by 10 pixels, /Im.
    """

    def make(
        content: str,
        forms: Mapping[str, tuple[str, Mapping[str, object]]] | None = None,
        **keys: object,
    ) -> bytes:
        pdf = pikepdf.new()
        page = pdf.add_blank_page(page_size=SIZE)
        drawn = Dictionary({"/Im": image(pdf)})
        resources = pdf.make_indirect(
            Dictionary(
                Font=Dictionary(F=font("/Helvetica"), B=font("/Helvetica-Bold")),
                XObject=drawn,
                ExtGState=Dictionary(Half=Dictionary(ca=0.5)),
                Properties=Dictionary(),
            )
        )
        for name, (inner, more) in (forms or {}).items():
            stream = pdf.make_stream(inner.encode())
            given = {"/Subtype": Name.Form, "/BBox": Array([0, 0, 200, 300])}
            for key, value in {**given, "/Type": Name.XObject, **more}.items():
                stream[key] = value
            stream.Resources = resources
            drawn[name] = stream
        page.Resources = resources
        page.Contents = pdf.make_stream(content.encode())
        for key, value in keys.items():
            page[f"/{key}"] = value
        target = io.BytesIO()
        pdf.save(target, static_id=True)
        return target.getvalue()

    return make


@pytest.fixture
def look(make: Callable[..., bytes]) -> Callable[..., SeenPage]:
    """What is seen on the page that `make` makes; `unit` is told besides."""

    def look(content: str, unit: float = 1, **more: object) -> SeenPage:
        (page,) = seen_pages(make(content, **more), {0: unit})
        return page

    return look


def font(name: str) -> Dictionary:
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(name), Encoding=Name.WinAnsiEncoding
    )


def image(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    return pdf.make_stream(
        bytes(20 * 10),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=20,
        Height=10,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
