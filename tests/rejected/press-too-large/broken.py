"""Puts a picture of 3 MB, which is not drawn, among the resources of page 1."""

import hashlib
import io

import pikepdf


def broken(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        picture = file.make_stream(hashlib.shake_256(b"a picture").digest(3_000_000))
        picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        picture.Width, picture.Height, picture.BitsPerComponent = 1000, 1000, 8
        picture.ColorSpace = pikepdf.Name.DeviceRGB
        page = file.pages[0]
        page.add_resource(picture, pikepdf.Name.XObject, pikepdf.Name.Large)
        file.save(out, deterministic_id=True)
    return out.getvalue()
